//! One file for each verb; what they share when they go through documents.

mod code;
mod codebook;
mod completions;
mod correct;
mod diff;
mod doctor;
mod eval;
mod events;
mod explain;
mod ingest;
mod limits;
mod man;
mod model;
mod parse;
mod pass;
mod recode;
mod relate;
mod review;
mod search;
mod serve;
mod show;
mod sql;
mod stats;
mod store;
mod unknown;
mod watch;

pub(crate) use pass::{grouped, plural};

use crate::args::Command;
use crate::exit::Exit;
use crate::printer::Printer;

/// Runs one command.
pub(crate) fn run(command: &Command, printer: &Printer) -> anyhow::Result<Exit> {
    match command {
        Command::Code(args) => code::run(args, printer),
        Command::Ingest(args) => ingest::run(args, printer),
        Command::Watch(args) => watch::run(args, printer),
        Command::Events(args) => events::run(args, events::Asked::Events, printer),
        Command::Mentions(args) => events::run(args, events::Asked::Rows(legation::record::Kind::Mentions), printer),
        Command::Search(args) => search::run(args, printer),
        Command::Show(args) => show::run(args, printer),
        Command::Serve(args) => serve::run(args, printer),
        Command::Review(args) => review::run(args, printer),
        Command::Recode(args) => recode::run(args, printer),
        Command::Diff(args) => diff::run(args, printer),
        Command::Correct(args) => correct::run(args, printer),
        Command::Sql(args) => sql::run(args, printer),
        Command::Stats(args) => stats::run(args, printer),
        Command::Check(args) => store::check(args, printer),
        Command::Doctor(args) => doctor::run(args, printer),
        Command::Backup(args) => store::backup(args, printer),
        Command::Parse(args) => parse::run(args, printer),
        Command::Unknown(args) => unknown::run(args, printer),
        Command::Relate(args) => relate::run(args, printer),
        Command::Eval(args) => eval::run(args, printer),
        Command::Explain(args) => explain::run(args, printer),
        Command::Model(args) => model::run(args, printer),
        Command::Codebook(command) => codebook::run(command, printer),
        Command::Limits => limits::run(printer),
        Command::Completions(args) => completions::run(args, printer),
        Command::Man(args) => man::run(args, printer),
    }
}
