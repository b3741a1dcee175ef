//! `legation completions`: the script by which a shell completes what is typed.

use clap::CommandFactory;

use crate::args::{Cli, CompletionsArgs};
use crate::exit::Exit;
use crate::printer::Printer;

/// Prints the script.
pub(crate) fn run(args: &CompletionsArgs, printer: &Printer) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "legation", &mut script);
    printer.text(&String::from_utf8(script)?)?;
    Ok(Exit::Done)
}
