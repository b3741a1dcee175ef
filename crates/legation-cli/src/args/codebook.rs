//! Arguments of `legation codebook`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// What to do with a codebook.
#[derive(Debug, Subcommand)]
pub(crate) enum CodebookCommand {
    New(NewArgs),
    Check(CheckArgs),
}

/// Write a small codebook that works, to be changed
#[derive(Debug, Args)]
#[command(after_help = AFTER_NEW)]
pub(crate) struct NewArgs {
    #[command(flatten)]
    pub(crate) at: CodebookArgs,
}

/// Report every error of a codebook with its line, and run its sentences and cases
#[derive(Debug, Args)]
#[command(after_help = AFTER_CHECK)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) at: CodebookArgs,
}

/// The codebook's folder.
#[derive(Debug, Args)]
pub(crate) struct CodebookArgs {
    /// Folder of the codebook
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
}

const AFTER_NEW: &str = "\
Writes into a folder that does not exist yet or is empty:
  gazetteer/groups.csv   an invented group, with the columns that a group has
  lexicon/own.toml       a verb with its frame, a sentence that it codes and one that it does not
  cases/own.toml         a text and what must come of it

Then:
  legation codebook check DIR
  legation code article.txt --codebook DIR";

const AFTER_CHECK: &str = "\
A codebook has any of the folders gazetteer/ (*.csv), lexicon/ (*.toml) and cases/ (*.toml).
Your entries are read before the program's where both fit as closely;
`off = [\"COERCE/ban\"]` at the top of a lexicon file takes entries out.
Exit code 1: the codebook loads, but a sentence or a case does not come out as it says.";
