//! `legation man`: manual pages out of the same texts as `--help`.

use std::fs;

use anyhow::Context;
use clap::builder::Resettable;
use clap::{Command, CommandFactory};
use clap_mangen::Man;

use crate::args::{Cli, ManArgs};
use crate::exit::Exit;
use crate::printer::Printer;

/// Prints the program's page, or writes all of them to a folder.
pub(crate) fn run(args: &ManArgs, printer: &Printer) -> anyhow::Result<Exit> {
    let mut program = Cli::command();
    program.build();
    let Some(folder) = &args.folder else {
        printer.text(&page(program)?)?;
        return Ok(Exit::Done);
    };
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let verbs: Vec<_> = program.get_subcommands().cloned().collect();
    let n_pages = verbs.len() + 1;
    for command in std::iter::once(program).chain(verbs) {
        let path = folder.join(format!("{}.1", command.get_display_name().unwrap_or(command.get_name())));
        fs::write(&path, page(command)?).with_context(|| path.display().to_string())?;
    }
    printer.note(&format!("{n_pages} pages written to {}", folder.display()));
    Ok(Exit::Done)
}

/// The page of one command.
fn page(command: Command) -> anyhow::Result<String> {
    let examples = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let mut roff = Vec::new();
    // Text after the options would be filled like prose; examples are not.
    Man::new(command.after_help(Resettable::Reset)).render(&mut roff)?;
    Ok(String::from_utf8(roff)? + &verbatim("EXAMPLES", examples.trim_start_matches("Examples:\n")))
}

/// A section that is shown as it stands.
fn verbatim(title: &str, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let lines = text.lines().map(|line| {
        let line = line.replace('\\', "\\e").replace('-', "\\-");
        // A dot or an apostrophe at the start of a line would be a request.
        if line.starts_with(['.', '\'']) { format!("\\&{line}\n") } else { line + "\n" }
    });
    format!(".SH {title}\n.nf\n{}.fi\n", lines.collect::<String>())
}
