//! Arguments of `legation codebook`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// What to do with a codebook.
#[derive(Debug, Subcommand)]
pub(crate) enum CodebookCommand {
    New(NewArgs),
    Check(CheckArgs),
    Train(TrainArgs),
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

/// Learn event types of your own from tagged sentences
#[derive(Debug, Args)]
#[command(after_help = AFTER_TRAIN)]
pub(crate) struct TrainArgs {
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
  types.toml             an event type of your own, like one of PLOVER's
  gazetteer/groups.csv   an invented group, with the columns that a group has
  lexicon/own.toml       a verb with its frame, a sentence that it codes and one that it does not
  rules/carriers.csv     a verb whose object is planned: \"pencilled in a visit\"
  training/cyber.toml    sentences that tell of the own type, and some that do not
  cases/own.toml         a text and what must come of it

Then:
  legation codebook check DIR
  legation codebook train DIR     learns the own type from its sentences
  legation code article.txt --codebook DIR";

const AFTER_CHECK: &str = "\
A codebook has types.toml and the folders gazetteer/ and rules/ (*.csv), lexicon/, training/ and cases/ (*.toml), or any
of them. What is yours comes before what is the program's.
Your entries are read before the program's where both fit as closely;
`off = [\"COERCE/ban\"]` at the top of a lexicon file takes entries out.
Exit code 1: the codebook loads, but a sentence or a case does not come out as it says.";

const AFTER_TRAIN: &str = "\
Each training/*.toml names an `event` of types.toml, and tagged sentences, at least 12 that tell of it:
  event = \"CYBER\"
  codes = [\"<A>Hackers from Togo</A> <T>broke into</T> the servers of <R>Ghana's treasury</R>.\"]
  skips = [\"<A>Ghana's treasury</A> <T>bought</T> new servers.\"]
<A> stands around the actor, <R> the recipient, <T> the word that tells of it; a sentence needs one of them.
Writes classifier/own.json into the folder, and prints how well the types are told in sentences that were held out:
each fifth of the sentences is judged by what the others taught. Takes seconds.

Example:
  legation codebook train mine && legation code article.txt --codebook mine";
