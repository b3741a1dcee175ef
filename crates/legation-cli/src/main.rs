//! The program `legation`: arguments in, one command run, the contract's exit code out.
//!
//! `args` says what can be asked, `commands` does it, `printer` alone decides what reaches stdout and stderr.

mod args;
mod codebook;
mod commands;
mod exit;
mod gazetteer;
mod input;
mod output;
mod printer;
mod work;

use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;

use args::Cli;
use printer::Printer;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let printer = Arc::new(Printer::new(cli.quiet, cli.no_progress));
    printer::stop_on_interrupt(&printer);
    let outcome = commands::run(&cli.command, &printer).and_then(|exit| {
        printer.finish()?;
        Ok(exit)
    });
    match outcome {
        Ok(exit) => exit.code(),
        Err(error) => exit::report(&error, &printer).code(),
    }
}
