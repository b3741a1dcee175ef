//! What can be asked of the record.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use legation::code::Status;
use legation::ingest::Published;
use legation::store::{Between, Filter, question};

use super::{FetchArgs, GazetteerArgs, InputArgs, Kind};

/// Which file holds the record.
#[derive(Debug, Clone, Args)]
pub(crate) struct StoreArgs {
    /// File of the record
    #[arg(long, value_name = "FILE", env = "LEGATION_STORE", default_value = "legation.db")]
    pub(crate) store: PathBuf,
}

/// Put texts into the record: code them, store them once, merge their mentions into events
///
/// Reads what `code` reads, and addresses of the web. What is stored already is passed over, so that the same command goes on after an interruption,
/// and the same input again changes nothing. Texts that are not English are counted and left aside.
#[derive(Debug, Args)]
#[command(after_help = AFTER_INGEST)]
pub(crate) struct IngestArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,

    #[command(flatten)]
    pub(crate) store: StoreArgs,

    #[command(flatten)]
    pub(crate) own: GazetteerArgs,

    #[command(flatten)]
    pub(crate) fetching: FetchArgs,

    /// Publication date of texts that give none (YYYY-MM-DD)
    #[arg(long, value_name = "DATE")]
    pub(crate) published: Option<Published>,

    /// What to look for
    #[arg(long, value_name = "KIND,…", value_delimiter = ',', default_value = "all")]
    pub(crate) kinds: Vec<Kind>,

    /// What to print: a summary, or one JSON line for each document once it is on the disk
    #[arg(long, default_value = "summary")]
    pub(crate) format: IngestFormat,
}

const AFTER_INGEST: &str = "\
Examples:
  legation ingest news.jsonl                      into legation.db in this folder
  legation ingest news/ --store gaza.db           all texts of a folder, into another file
  legation ingest https://example.org/feed.xml    a feed, page or file of the web
  legation ingest --format jsonl - < news.jsonl   one line a document when it is stored
  legation events                                 what they tell of

A document is the same if text, address (without tracking parameters) and publisher are the same. Copies of a report
under other addresses or headlines are kept as reports of one story.";

/// Follow feeds: poll them politely, and put their news into the record
///
/// Each feed is asked about twice an hour, with what it said of itself the last time, and less often while it fails. An item
/// without its text is fetched from its page, if the site's robots.txt does not mind. Ends with Ctrl-C.
#[derive(Debug, Args)]
#[command(after_help = AFTER_WATCH)]
pub(crate) struct WatchArgs {
    /// Lists of feeds (OPML), or addresses of feeds
    #[arg(value_name = "FEEDS", required = true)]
    pub(crate) feeds: Vec<String>,

    #[command(flatten)]
    pub(crate) store: StoreArgs,

    #[command(flatten)]
    pub(crate) own: GazetteerArgs,

    #[command(flatten)]
    pub(crate) fetching: FetchArgs,

    /// What to look for
    #[arg(long, value_name = "KIND,…", value_delimiter = ',', default_value = "all")]
    pub(crate) kinds: Vec<Kind>,

    /// Ask what is due once, and end
    #[arg(long)]
    pub(crate) once: bool,
}

const AFTER_WATCH: &str = "\
Examples:
  legation watch feeds.opml                   until Ctrl-C
  legation watch --once feeds.opml            from cron: what is due now
  legation watch https://example.org/rss.xml";

/// What `ingest` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum IngestFormat {
    /// How much was read, stored and merged
    Summary,
    /// One JSON object a document
    Jsonl,
}

/// List events: what happened, each once, with the reports that tell of it
///
/// Only what happened or goes on is listed, unless --status says otherwise. `legation mentions` lists single tellings.
#[derive(Debug, Args)]
#[command(after_help = AFTER_EVENTS)]
pub(crate) struct EventsArgs {
    #[command(flatten)]
    pub(crate) store: StoreArgs,

    #[command(flatten)]
    pub(crate) filter: FilterArgs,

    /// How to show it; without this a table on a terminal, JSONL elsewhere
    #[arg(long, env = "LEGATION_FORMAT")]
    pub(crate) format: Option<ListFormat>,

    /// Leave CSV cells that a spreadsheet could take for a formula as they are
    #[arg(long)]
    pub(crate) raw: bool,
}

const AFTER_EVENTS: &str = "\
Examples:
  legation events --actor ISR --recipient HAMAS --since 2024-01-01
  legation events --between 'Saudi Arabia,Iran' --type CONSULT,AGREE
  legation events --country SDN --quad material-conflict --format csv > sudan.csv
  legation events --status planned,actual --text ceasefire
  legation mentions --actor per:wang-yi

An actor is a code (ISR, HAMAS, UNO, per:…), which takes in all who belong to that state, or a name.";

/// How rows of the record are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// For reading on a screen
    Table,
    /// One JSON object a line, with every field
    Jsonl,
    /// One header and flat columns
    Csv,
}

/// Which rows: the same for every question.
#[derive(Debug, Clone, Args, Default)]
pub(crate) struct FilterArgs {
    /// Who acts: a code or a name
    #[arg(long, value_name = "ID|NAME", help_heading = FILTERS)]
    actor: Vec<String>,

    /// To whom
    #[arg(long, value_name = "ID|NAME", help_heading = FILTERS)]
    recipient: Vec<String>,

    /// Two parties, in either direction
    #[arg(long, value_name = "A,B", value_parser = question::between, help_heading = FILTERS)]
    between: Option<Between>,

    /// State that any party belongs to (ISO 3166-1 alpha-3)
    #[arg(long, value_name = "CODE", help_heading = FILTERS)]
    country: Option<String>,

    /// Sector of any party (GOV, MIL, REB, …)
    #[arg(long, value_name = "CODE", help_heading = FILTERS)]
    sector: Option<String>,

    /// Event types
    #[arg(long = "type", value_name = "TYPE,…", value_delimiter = ',', help_heading = FILTERS)]
    types: Vec<String>,

    /// verbal-cooperation, material-cooperation, verbal-conflict or material-conflict, or 1 to 4
    #[arg(long, value_name = "QUAD", value_parser = question::quad, help_heading = FILTERS)]
    quad: Option<String>,

    /// Place: the name of a city or region, or the code of a state
    #[arg(long, value_name = "PLACE", help_heading = FILTERS)]
    place: Option<String>,

    /// From this day on (YYYY, YYYY-MM or YYYY-MM-DD)
    #[arg(long, value_name = "DATE", value_parser = question::since, help_heading = FILTERS)]
    since: Option<String>,

    /// Up to this day
    #[arg(long, value_name = "DATE", value_parser = question::until, help_heading = FILTERS)]
    until: Option<String>,

    /// actual, ongoing, planned, background, hypothetical, failed, denied, or all [default: actual,ongoing]
    #[arg(long, value_name = "STATUS,…", value_delimiter = ',', value_parser = statuses, help_heading = FILTERS)]
    status: Vec<Statuses>,

    /// Least confidence, 0 to 1
    #[arg(long, value_name = "P", value_parser = question::confidence, help_heading = FILTERS)]
    min_confidence: Option<f64>,

    /// Publisher, or host of its pages
    #[arg(long, value_name = "NAME", help_heading = FILTERS)]
    publisher: Option<String>,

    /// Words that the document has
    #[arg(long, value_name = "WORDS", help_heading = FILTERS)]
    text: Option<String>,

    /// Stop after this many rows
    #[arg(long, value_name = "N", help_heading = FILTERS)]
    limit: Option<u64>,
}

const FILTERS: &str = "Filters";

/// One status, or all.
#[derive(Debug, Clone)]
struct Statuses(Vec<Status>);

impl FilterArgs {
    /// The question as the library has it.
    pub(crate) fn filter(&self) -> Filter {
        Filter {
            actors: self.actor.clone(),
            recipients: self.recipient.clone(),
            between: self.between.clone(),
            country: self.country.clone(),
            sector: self.sector.clone(),
            types: self.types.iter().map(|name| name.to_uppercase()).collect(),
            quad: self.quad.clone(),
            place: self.place.clone(),
            since: self.since.clone(),
            until: self.until.clone(),
            statuses: self.status.iter().flat_map(|statuses| statuses.0.clone()).collect(),
            min_confidence: self.min_confidence,
            publisher: self.publisher.clone(),
            text: self.text.clone(),
            limit: self.limit,
            ..Filter::default()
        }
    }
}

fn statuses(text: &str) -> Result<Statuses, String> {
    question::statuses(text).map(Statuses)
}

/// Find documents by their words
///
/// Words of any form are found by each other (`attack`, `attacks`); "words in quotation marks" stand together, and a `*`
/// behind a word stands for any ending.
#[derive(Debug, Args)]
pub(crate) struct SearchArgs {
    /// The words
    #[arg(required = true)]
    pub(crate) words: Vec<String>,

    #[command(flatten)]
    pub(crate) store: StoreArgs,

    /// Documents to list
    #[arg(long, value_name = "N", default_value = "20")]
    pub(crate) limit: u32,

    /// How to show it; without this a table on a terminal, JSONL elsewhere
    #[arg(long, env = "LEGATION_FORMAT")]
    pub(crate) format: Option<ListFormat>,
}

/// Show one thing of the record: an event with the sentences that tell of it, a row, a document with all that was coded
///
/// An id that a merge or split retired shows the event that took its place.
#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// `e-…` an event, `m-…`, `p-…`, `q-…`, `v-…`, `i-…`, `t-…` a row, `d-…` or a name a document
    #[arg(value_name = "ID")]
    pub(crate) id: String,

    #[command(flatten)]
    pub(crate) store: StoreArgs,

    /// How to show it; without this for reading on a terminal, JSONL elsewhere
    #[arg(long, env = "LEGATION_FORMAT")]
    pub(crate) format: Option<ListFormat>,
}

/// Accept, reject, change, split off or join a row or event; who and when are kept
#[derive(Debug, Args)]
#[command(after_help = AFTER_CORRECT)]
pub(crate) struct CorrectArgs {
    /// What to do
    pub(crate) verdict: Verdict,

    /// The row or event
    #[arg(value_name = "ID")]
    pub(crate) id: String,

    /// The other mention of a join
    #[arg(value_name = "OTHER", required_if_eq("verdict", "join"))]
    pub(crate) other: Option<String>,

    #[command(flatten)]
    pub(crate) store: StoreArgs,

    /// Fields that are otherwise, as a JSON object: '{"event":"COERCE"}'
    #[arg(long, value_name = "JSON", required_if_eq("verdict", "edit"))]
    pub(crate) set: Option<String>,

    /// Who decides
    #[arg(long, value_name = "NAME", env = "LEGATION_USER")]
    pub(crate) who: Option<String>,

    /// Why
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
}

const AFTER_CORRECT: &str = "\
Examples:
  legation correct accept e-4f1c09aa77d2e310
  legation correct reject m-4f1c09aa77d2e310 --note 'a film, no attack'
  legation correct edit m-4f1c09aa77d2e310 --set '{\"event\":\"COERCE\",\"mode\":\"abduct\"}'
  legation correct split m-4f1c09aa77d2e310          of another event than the ones it was put with
  legation correct join m-4f1c09aa77d2e310 m-0011223344556677
  legation correct undo m-4f1c09aa77d2e310

Corrections are only added, never lost, and hold for later codings of the same texts too.";

/// What is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Verdict {
    /// It is right
    Accept,
    /// It is wrong and not to be shown
    Reject,
    /// Some fields are otherwise
    Edit,
    /// The mention is of another event
    Split,
    /// Both mentions are of one event
    Join,
    /// Take back what was decided
    Undo,
}

/// Code the stored texts again, beside what was coded before, and make that the current coding
///
/// With another version of the program, other tables or a codebook of your own. Corrections hold for the new coding where it
/// stands on the same words. An interrupted run goes on with the same command.
#[derive(Debug, Args)]
#[command(after_help = AFTER_RECODE)]
pub(crate) struct RecodeArgs {
    #[command(flatten)]
    pub(crate) store: StoreArgs,

    #[command(flatten)]
    pub(crate) own: GazetteerArgs,

    /// What to look for
    #[arg(long, value_name = "KIND,…", value_delimiter = ',', default_value = "all")]
    pub(crate) kinds: Vec<Kind>,

    /// Go back to a coding that is there, by its name or the first letters of it
    #[arg(long, value_name = "NAME", conflicts_with_all = ["kinds", "gazetteer", "codebook", "rules_only"])]
    pub(crate) to: Option<String>,

    /// Texts to work on at once; the results are the same for any number [default: all cores]
    #[arg(long, value_name = "N", env = "LEGATION_THREADS", value_parser = super::threads())]
    pub(crate) threads: Option<u16>,
}

const AFTER_RECODE: &str = "\
Examples:
  legation recode --codebook mine/      with a codebook of your own
  legation stats                        the codings and their names
  legation diff 4c7b 91ad               what they have otherwise
  legation recode --to 4c7b             back to the first one";

/// Tell what two codings of the same texts have otherwise
#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    /// Name of the coding before, as `legation stats` has it, or its first letters
    #[arg(value_name = "OLD")]
    pub(crate) old: String,

    /// Name of the coding after
    #[arg(value_name = "NEW")]
    pub(crate) new: String,

    #[command(flatten)]
    pub(crate) store: StoreArgs,

    /// Stop after this many differences
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<u64>,

    /// How to show it; without this for reading on a terminal, JSONL elsewhere
    #[arg(long, env = "LEGATION_FORMAT")]
    pub(crate) format: Option<ListFormat>,
}

/// Go through events one by one, accept or reject each, and learn how many are right
///
/// Events are drawn by chance, so that the share of right ones tells of all that fit the filters. Answers are single letters:
/// a accept, r reject, u undo the last, s skip, q stop. `--estimate` prints the share so far; `--cases` and
/// `--training` write what was reviewed for a codebook.
#[derive(Debug, Args)]
pub(crate) struct ReviewArgs {
    #[command(flatten)]
    pub(crate) store: StoreArgs,

    #[command(flatten)]
    pub(crate) filter: FilterArgs,

    /// Number that the draw begins with; the same number gives the same order
    #[arg(long, value_name = "N", default_value = "1")]
    pub(crate) seed: u64,

    /// Only tell the share of accepted events so far, with its 95 % interval
    #[arg(long)]
    pub(crate) estimate: bool,

    /// Only write accepted, edited and rejected mentions as cases (TOML) to this file
    #[arg(long, value_name = "FILE")]
    pub(crate) cases: Option<PathBuf>,

    /// Only write them as training sentences (TOML) to this folder, a file for each type, as `codebook train` reads them
    #[arg(long, value_name = "DIR")]
    pub(crate) training: Option<PathBuf>,

    /// Who decides
    #[arg(long, value_name = "NAME", env = "LEGATION_USER")]
    pub(crate) who: Option<String>,
}

/// Ask the record in SQL: reading only, for a limited time
#[derive(Debug, Args)]
pub(crate) struct SqlArgs {
    /// One SELECT statement
    pub(crate) query: String,

    #[command(flatten)]
    pub(crate) store: StoreArgs,

    /// Stop after this many seconds
    #[arg(long, value_name = "SECONDS", default_value = "30")]
    pub(crate) timeout: u64,

    /// Stop after this many rows
    #[arg(long, value_name = "N", default_value = "1000")]
    pub(crate) limit: usize,

    /// How to show it; without this a table on a terminal, JSONL elsewhere
    #[arg(long, env = "LEGATION_FORMAT")]
    pub(crate) format: Option<ListFormat>,
}

/// Tell how much is in the record
#[derive(Debug, Args)]
pub(crate) struct StatsArgs {
    #[command(flatten)]
    pub(crate) store: StoreArgs,

    /// How to show it
    #[arg(long)]
    pub(crate) format: Option<ListFormat>,
}

/// Check that the record is whole: the file, its links, and the words of every row
#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) store: StoreArgs,
}

/// Tell what this program is and finds here, and whether anything is amiss
#[derive(Debug, Args)]
pub(crate) struct DoctorArgs {
    #[command(flatten)]
    pub(crate) store: StoreArgs,
}

/// Copy the record to a new file, also while it is written to
#[derive(Debug, Args)]
pub(crate) struct BackupArgs {
    /// The new file
    #[arg(value_name = "TO")]
    pub(crate) to: PathBuf,

    #[command(flatten)]
    pub(crate) store: StoreArgs,
}
