//! Arguments of the verbs that measure: what is right, and what is not known.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{GazetteerArgs, InputArgs, threads};

/// Score the program: on its own cases, and on labelled sets of others
///
/// Without a set, the project's own cases are scored, from a checkout's root. A set of others is a JSONL file: rows
/// with `text`, `source`, `target` and `event` are marked pairs, rows with `text` and `events` (`source`, `target`,
/// `code`) are sentences with CAMEO events. Sets are read by path and never stored.
#[derive(Debug, Args)]
#[command(after_help = AFTER_EVAL)]
pub(crate) struct EvalArgs {
    /// Labelled sets: .jsonl of others, .toml cases or .csv sentences of lexicon entries
    #[arg(value_name = "SET")]
    pub(crate) sets: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) own: GazetteerArgs,

    /// Folder of the project's cases (*.toml)
    #[arg(long, value_name = "DIR", default_value = "testdata/cases")]
    pub(crate) cases: PathBuf,

    /// Folder of sentences that each must fire one entry of the lexicon (*.csv); may be missing
    #[arg(long, value_name = "DIR", default_value = "testdata/entries")]
    pub(crate) entries: PathBuf,

    /// Folder of cases of positions, quotations, votes, mediations and visits (*.toml); may be missing
    #[arg(long, value_name = "DIR", default_value = "testdata/kinds")]
    pub(crate) kinds: PathBuf,

    /// Folder of reports of which is known what events they tell of (*-reports.jsonl, *-events.jsonl, *-gold.jsonl); may be missing
    #[arg(long, value_name = "DIR", default_value = "testdata/events")]
    pub(crate) events: PathBuf,

    /// List what was not as wanted, too
    #[arg(long)]
    pub(crate) failures: bool,

    /// How to show it; without this a table on a terminal, JSONL elsewhere
    #[arg(long)]
    pub(crate) format: Option<EvalFormat>,

    /// Score the project's cases and the given sets, and write a page of figures to this file
    #[arg(long, value_name = "FILE")]
    pub(crate) scoreboard: Option<PathBuf>,

    /// Day that the page of figures bears (YYYY-MM-DD) [default: today]
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<jiff::civil::Date>,

    /// Items to work on at once; the figures are the same for any number [default: all cores]
    #[arg(long, value_name = "N", env = "LEGATION_THREADS", value_parser = threads())]
    pub(crate) threads: Option<u16>,
}

const AFTER_EVAL: &str = "\
Examples:
  legation eval                                         the project's own cases, per type
  legation eval --failures testdata/cases/status.toml   what one file's cases do not get
  legation eval sets/plv_train.jsonl --format markdown  the type of marked pairs
  legation eval petr_unit.jsonl --gazetteer petrarch/   with the actors of that set
  legation eval sets/*.jsonl --scoreboard docs/scoreboard.md

Precision is the share of what was coded that is right, recall the share of what is wanted that
was coded, F1 their harmonic mean, macro-F1 the mean over types. Where every item has one answer,
accuracy says how many are right. `eval/README.md` in the project tells how sets are compared.";

/// How figures are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum EvalFormat {
    /// For reading on a screen
    Table,
    /// For a page
    Markdown,
    /// One JSON object for each set, level and type
    Jsonl,
}

/// List the actors and verbs that were met and not coded, with the line that makes them known
///
/// An actor counts where it does something or has something done to it and no table knows it; a verb where one actor of
/// politics does it to another and no entry of the lexicon fits. The commonest come first. Each has a sentence that it
/// was met in, and the row to add to a gazetteer of your own (`--gazetteer`) or the entry to add to the lexicon, with
/// ??? where you decide.
#[derive(Debug, Args)]
#[command(after_help = AFTER_UNKNOWN)]
pub(crate) struct UnknownArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,

    #[command(flatten)]
    pub(crate) own: GazetteerArgs,

    /// What to list
    #[arg(long, value_name = "KIND", default_value = "all")]
    pub(crate) kind: UnknownChoice,

    /// How many of each kind
    #[arg(long, value_name = "N", default_value = "20")]
    pub(crate) limit: usize,

    /// How to show it; without this a table on a terminal, JSONL elsewhere
    #[arg(long, env = "LEGATION_FORMAT")]
    pub(crate) format: Option<UnknownFormat>,
}

const AFTER_UNKNOWN: &str = "\
Examples:
  legation unknown news/                                   the 20 commonest persons, groups and verbs
  legation unknown --kind groups --limit 100 news.jsonl    groups alone
  legation unknown --gazetteer my-actors/ news/            what your own tables leave unknown
  legation unknown news/ --format csv > unknown.csv        for a spreadsheet";

/// What `unknown` lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum UnknownChoice {
    /// Persons, groups and verbs
    All,
    /// Persons and groups
    Actors,
    /// Persons
    Persons,
    /// Organisations, groups and peoples
    Groups,
    /// Verbs
    Verbs,
}

/// How the unknown is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum UnknownFormat {
    /// For reading on a screen
    Table,
    /// One header and flat columns
    Csv,
    /// One JSON object a line
    Jsonl,
}
