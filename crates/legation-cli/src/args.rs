//! What can be asked on the command line. Pure: parsing reads no file and prints nothing.

mod codebook;
mod fetching;
mod measure;
mod serve;
mod store;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use legation::ingest::{Columns, Published};
use legation::record::{self, Kinds};

pub(crate) use codebook::CodebookCommand;
pub(crate) use fetching::FetchArgs;
pub(crate) use measure::{EvalArgs, EvalFormat, UnknownArgs, UnknownChoice, UnknownFormat};
pub(crate) use serve::ServeArgs;
pub(crate) use store::{
    BackupArgs, CheckArgs, CorrectArgs, DiffArgs, DoctorArgs, EventsArgs, IngestArgs, IngestFormat, ListFormat,
    RecodeArgs, ReviewArgs, SearchArgs, ShowArgs, SqlArgs, StatsArgs, StoreArgs, Verdict, WatchArgs,
};

/// Legation reads news and keeps a record of diplomacy: who did what to whom, with the words that show it.
///
/// It runs on this machine alone: no account, no service; only `ingest` and `watch` fetch anything, and only what
/// they are told to. Results go to standard output, everything else to standard error.
#[derive(Debug, Parser)]
#[command(name = "legation", version, propagate_version = true, disable_help_subcommand = true, after_help = AFTER_HELP)]
pub(crate) struct Cli {
    /// Print results and rejected inputs only
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,

    /// Show no progress line
    #[arg(long, global = true, env = "LEGATION_NO_PROGRESS", hide = true,
          value_parser = clap::builder::FalseyValueParser::new())]
    pub(crate) no_progress: bool,

    #[command(subcommand)]
    pub(crate) command: Command,
}

const AFTER_HELP: &str = "\
Examples:
  legation code article.txt                    what happened in one article, as a table
  legation ingest news/                        all texts of a folder into the record
  legation events --actor QAT                  what the record tells of an actor, each event once
  legation code news/ > mentions.jsonl         all texts of a folder, one JSON row a line
  legation explain ASSAULT                     what a type, a label or a code means

Exit codes: 0 done, 1 done but some inputs were rejected, 2 could not run, 3 permission,
4 disk full, 5 a record of another program or a newer one, 130 interrupted. Each rejected input is one line `path:offset: reason`.";

/// The verbs.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Code(CodeArgs),
    Ingest(IngestArgs),
    Watch(WatchArgs),
    Events(EventsArgs),
    /// List mentions: each telling by itself, with the event that it belongs to
    ///
    /// Only what is told as having happened or going on is listed, unless --status says otherwise.
    Mentions(EventsArgs),
    Search(SearchArgs),
    Show(ShowArgs),
    Serve(ServeArgs),
    Review(ReviewArgs),
    Correct(CorrectArgs),
    Recode(RecodeArgs),
    Diff(DiffArgs),
    Sql(SqlArgs),
    Stats(StatsArgs),
    Check(CheckArgs),
    Backup(BackupArgs),
    Doctor(DoctorArgs),
    Parse(ParseArgs),
    Relate(RelateArgs),
    Eval(EvalArgs),
    Unknown(UnknownArgs),
    Explain(ExplainArgs),
    Model(ModelArgs),
    /// Make, check and train a codebook of your own: event types, words, actors, rules, cases
    #[command(subcommand)]
    Codebook(CodebookCommand),
    /// List how much the program takes in at once, and what happens beyond it
    Limits,
    Completions(CompletionsArgs),
    Man(ManArgs),
}

/// Code texts: who did what to whom, with the words that show it
///
/// Reads plain text, Markdown, HTML, JSONL, CSV, TSV, Parquet, feeds (RSS, Atom, JSON Feed) and web archives (WARC), each
/// packed with gzip or not, told by extension, else by content. A JSON line, or a row of a table with a header, has `text`,
/// and may have `id`, `title`, `published`, `publisher`, `url` and `language`. Nothing is fetched from the network.
///
/// Of an HTML page the article is taken. Its date is what the page declares (JSON-LD, meta, time, its address), never one
/// from the prose; `published_basis` in the rows says which.
#[derive(Debug, Args)]
#[command(after_help = AFTER_CODE)]
pub(crate) struct CodeArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,

    #[command(flatten)]
    pub(crate) own: GazetteerArgs,

    /// Publication date of texts that give none (YYYY-MM-DD)
    #[arg(long, value_name = "DATE")]
    pub(crate) published: Option<Published>,

    /// What to look for
    #[arg(long, value_name = "KIND,…", value_delimiter = ',', default_value = "mentions")]
    pub(crate) kinds: Vec<Kind>,

    /// How to show it; without this a table on a terminal, JSONL elsewhere
    #[arg(long, env = "LEGATION_FORMAT")]
    pub(crate) format: Option<CodeFormat>,

    /// Stop after this many rows
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<u64>,

    /// Leave CSV cells that a spreadsheet could take for a formula as they are
    #[arg(long)]
    pub(crate) raw: bool,
}

const AFTER_CODE: &str = "\
Examples:
  legation code article.txt                              a table on a terminal
  legation code --published 2024-05-01 article.md        with the date of an undated text
  legation code page.html                                the article of a web page, with its date
  legation code news.csv --text-column body --date-column day
  legation code news.jsonl --format csv > mentions.csv   for a spreadsheet
  legation code news/ other.jsonl > mentions.jsonl       for programs; fields as in the contract
  legation code feed.xml crawl.warc.gz news.parquet      feeds, web archives, tables in columns
  legation code --format summary news.jsonl              counts, pairs and samples
  legation code --kinds positions,votes article.txt      who stands where, how bodies voted
  legation code --kinds all news/ > rows.jsonl           rows of every kind, told apart by `kind`
  legation code --gazetteer my-actors/ news/             with groups and persons of your own
  curl -s https://example.org/feed.jsonl | legation code -

A mention is one happening told in one sentence of one document; several mentions can tell
of the same event. `start` and `end` count bytes of the stored text: of an HTML page, that is the
plain text of the article, as `parse` shows it. In tables, a date in brackets is that of
publication, and the words in brackets are those that decided.";

/// Parse texts: tokens, tags, lemmas, syntax and named entities
///
/// Reads what `code` reads: plain text, Markdown, HTML, JSONL, CSV, TSV, Parquet, feeds and web archives.
#[derive(Debug, Args)]
#[command(after_help = AFTER_PARSE)]
pub(crate) struct ParseArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,

    /// How to show it
    #[arg(long, default_value = "conllu")]
    pub(crate) format: ParseFormat,

    /// Folder of another spaCy v3 English CPU model
    #[arg(long, value_name = "DIR", env = "LEGATION_MODEL")]
    pub(crate) model: Option<PathBuf>,
}

const AFTER_PARSE: &str = "\
Examples:
  legation parse article.txt
  echo 'Qatar hosted the talks.' | legation parse
  legation parse news/ --format jsonl > parses.jsonl
  legation explain nsubj                     what a label means

White-space tokens are left out. MISC holds the entities (Entity=B-GPE) and the spacing.";

/// Tell what one marked party does to another: the event type of pairs in sentences
///
/// Reads JSON lines `{"id","text","source":{"start","end"},"target":{"start","end"}}` and gives one line
/// `{"id","event","mode","quad","confidence"}` for each, in order. It never abstains. A party that is not marked
/// is null. A line with bad offsets gives `{"id","error"}`, and the exit code is 1.
#[derive(Debug, Args)]
#[command(after_help = AFTER_RELATE)]
pub(crate) struct RelateArgs {
    /// A file of JSON lines, or - for standard input
    #[arg(value_name = "FILE")]
    pub(crate) path: Option<PathBuf>,

    /// Decide by lexicon and rules alone, without the trained classifier
    #[arg(long)]
    pub(crate) rules_only: bool,

    /// What `start` and `end` count; both are half-open
    #[arg(long, value_name = "UNIT", default_value = "code-points")]
    pub(crate) offsets: Offsets,

    /// Add `why`: the entry that decided
    #[arg(long)]
    pub(crate) why: bool,

    /// Lines to work on at once; the results are the same for any number [default: all cores]
    #[arg(long, value_name = "N", env = "LEGATION_THREADS", value_parser = threads())]
    pub(crate) threads: Option<u16>,
}

const AFTER_RELATE: &str = "\
Examples:
  legation relate pairs.jsonl > types.jsonl
  echo '{\"id\":1,\"text\":\"Chad arrested three Libyans.\",\"source\":{\"start\":0,\"end\":4},
         \"target\":{\"start\":14,\"end\":27}}' | tr -d '\\n' | legation relate --why";

/// What offsets of marked pairs count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Offsets {
    /// Unicode code points, as Python and most data sets count
    CodePoints,
    /// Bytes of UTF-8
    Bytes,
}

/// Explain a type, mode, context, sector, code or label
///
/// Knows the codebook (event types, modes, contexts, sectors, CAMEO codes) and the labels of the parser
/// (parts of speech, tags, dependency labels, entity types). Capitals make no difference.
#[derive(Debug, Args)]
#[command(after_help = AFTER_EXPLAIN)]
pub(crate) struct ExplainArgs {
    /// The label; without one, the kinds of labels and their names are listed
    pub(crate) label: Option<String>,
}

const AFTER_EXPLAIN: &str = "\
Examples:
  legation explain              all labels
  legation explain ASSAULT      an event type with its modes
  legation explain 036          a CAMEO code
  legation explain nsubj        a dependency label";

/// Tell which linguistic model the program carries, or check another one
#[derive(Debug, Args)]
pub(crate) struct ModelArgs {
    /// Check that the model in this folder can be run, and whether it is the one that the program carries
    #[arg(long, value_name = "DIR")]
    pub(crate) check: Option<PathBuf>,
}

/// Where texts come from, and how many are worked on at once.
#[derive(Debug, Args)]
pub(crate) struct InputArgs {
    /// Files, folders (read in order of name), patterns such as 'news/*.txt', or - for standard input
    #[arg(value_name = "FILES")]
    pub(crate) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) columns: ColumnArgs,

    /// Texts to work on at once; the results are the same for any number [default: all cores]
    #[arg(long, value_name = "N", env = "LEGATION_THREADS", value_parser = threads())]
    pub(crate) threads: Option<u16>,
}

/// Names that the user brings.
#[derive(Debug, Args)]
pub(crate) struct GazetteerArgs {
    /// Folder with tables of your own actors, read on top of the program's (groups.csv, officials.csv, …)
    #[arg(long, value_name = "DIR", env = "LEGATION_GAZETTEER")]
    pub(crate) gazetteer: Option<PathBuf>,

    /// Folder of your own codebook, read on top of the program's (`legation codebook new DIR` makes one)
    #[arg(long, value_name = "DIR", env = "LEGATION_CODEBOOK")]
    pub(crate) codebook: Option<PathBuf>,

    /// Code by lexicon and rules alone, without the trained classifier
    #[arg(long)]
    pub(crate) rules_only: bool,
}

/// Which columns of a table are what.
#[derive(Debug, Args)]
pub(crate) struct ColumnArgs {
    /// Column with the texts [default: text]; with any of these options, standard input is read as CSV
    #[arg(long, value_name = "NAME", help_heading = TABLES)]
    text_column: Option<String>,

    /// Column with the dates of publication [default: date, else published]
    #[arg(long, value_name = "NAME", help_heading = TABLES)]
    date_column: Option<String>,

    /// Column with the ids of the documents [default: id, else made from the text]
    #[arg(long, value_name = "NAME", help_heading = TABLES)]
    id_column: Option<String>,
}

const TABLES: &str = "Options for tables (CSV, TSV, Parquet)";

impl ColumnArgs {
    /// The columns that were named.
    pub(crate) fn columns(&self) -> Columns {
        let Self { text_column, date_column, id_column } = self;
        Columns { text: text_column.clone(), date: date_column.clone(), id: id_column.clone() }
    }
}

/// Print a script that completes commands and options in a shell
#[derive(Debug, Args)]
#[command(after_help = AFTER_COMPLETIONS)]
pub(crate) struct CompletionsArgs {
    /// The shell
    pub(crate) shell: Shell,
}

const AFTER_COMPLETIONS: &str = "\
Examples:
  legation completions bash > ~/.local/share/bash-completion/completions/legation
  legation completions zsh > \"${fpath[1]}/_legation\"
  legation completions fish > ~/.config/fish/completions/legation.fish";

/// Print the manual page, or write one for each command
#[derive(Debug, Args)]
#[command(after_help = AFTER_MAN)]
pub(crate) struct ManArgs {
    /// Folder to write the pages to, made if need be; without it the page of the program itself is printed
    #[arg(value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
}

const AFTER_MAN: &str = "\
Examples:
  legation man | man -l -                    read it
  legation man ~/.local/share/man/man1       install all pages";

/// How many threads may be asked for.
fn threads() -> clap::builder::RangedI64ValueParser<u16> {
    clap::value_parser!(u16).range(1..=1024)
}

/// A kind of row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// Who did what to whom
    Mentions,
    /// Who stands where
    Positions,
    /// Who said what
    Quotations,
    /// How bodies voted, and their members
    Votes,
    /// Who goes between whom
    Mediations,
    /// Who went where
    Visits,
    /// Each of them
    All,
}

/// The choice as the library has it.
pub(crate) fn chosen(kinds: &[Kind]) -> Kinds {
    let one = |kind: &Kind| match kind {
        Kind::Mentions => Some(record::Kind::Mentions),
        Kind::Positions => Some(record::Kind::Positions),
        Kind::Quotations => Some(record::Kind::Quotations),
        Kind::Votes => Some(record::Kind::Votes),
        Kind::Mediations => Some(record::Kind::Mediations),
        Kind::Visits => Some(record::Kind::Visits),
        Kind::All => None,
    };
    if kinds.contains(&Kind::All) { Kinds::all() } else { kinds.iter().filter_map(one).collect() }
}

/// How coded rows are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CodeFormat {
    /// One JSON object a line, with every field
    Jsonl,
    /// One header and flat columns
    Csv,
    /// For reading on a screen
    Table,
    /// Counts, pairs and samples
    Summary,
}

/// How parses are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ParseFormat {
    /// CoNLL-U, ten columns
    Conllu,
    /// One JSON object a document
    Jsonl,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_sound() {
        Cli::command().debug_assert();
    }
}
