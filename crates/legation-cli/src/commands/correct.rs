//! `legation correct`: what people decide about rows and events.

use anyhow::{Context, bail};
use legation::store::{Action, Correction};
use serde_json::Value;

use crate::args::{CorrectArgs, Verdict};
use crate::commands::store;
use crate::exit::Exit;
use crate::printer::Printer;

/// Notes one correction, and merges what it changes.
pub(crate) fn run(args: &CorrectArgs, printer: &Printer) -> anyhow::Result<Exit> {
    let name = || args.store.store.display().to_string();
    if !args.store.store.exists() {
        bail!("{}: there is no record yet\nhint: `legation ingest FILES` makes one", name());
    }
    let correction = Correction {
        id: args.id.clone(),
        action: action(args)?,
        who: who(args.who.as_deref()),
        at: now(),
        note: args.note.clone(),
    };
    let mut store = store::to_write(&args.store)?;
    store.correct(&correction).with_context(name)?;
    store.merge(&store::types()?).with_context(name)?;
    printer.note(&format!("noted, by {}", correction.who));
    Ok(Exit::Done)
}

fn action(args: &CorrectArgs) -> anyhow::Result<Action> {
    Ok(match args.verdict {
        Verdict::Accept => Action::Accept,
        Verdict::Reject => Action::Reject,
        Verdict::Split => Action::Split,
        Verdict::Undo => Action::Undo,
        Verdict::Join => Action::Join(args.other.clone().unwrap_or_default()),
        Verdict::Edit => {
            let change: Value = serde_json::from_str(args.set.as_deref().unwrap_or_default()).context("--set")?;
            if !change.is_object() {
                bail!("--set: expected a JSON object of fields, as in '{{\"event\":\"COERCE\"}}'");
            }
            Action::Edit(change)
        }
    })
}

/// The time, to the second.
pub(crate) fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The name given, else that of the user.
pub(crate) fn who(given: Option<&str>) -> String {
    let of_system = || ["USER", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
    given.map(str::to_owned).or_else(of_system).unwrap_or_else(|| "unknown".to_owned())
}
