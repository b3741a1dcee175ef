//! One file for each verb; what they share when they go through documents.

mod code;
mod codebook;
mod completions;
mod eval;
mod explain;
mod limits;
mod man;
mod model;
mod parse;
mod pass;
mod relate;
mod unknown;

pub(crate) use pass::plural;

use crate::args::Command;
use crate::exit::Exit;
use crate::printer::Printer;

/// Runs one command.
pub(crate) fn run(command: &Command, printer: &Printer) -> anyhow::Result<Exit> {
    match command {
        Command::Code(args) => code::run(args, printer),
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
