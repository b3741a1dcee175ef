//! The record as commands open it; `legation check` and `legation backup`.

use anyhow::{Context, bail};
use legation::cluster::SameEvent;
use legation::store::{Store, StoreError};

use crate::args::{BackupArgs, CheckArgs, StoreArgs};
use crate::commands::plural;
use crate::exit::Exit;
use crate::printer::Printer;

/// The record for reading. Events that wait to be merged since an interruption are merged where the file may be written.
pub(crate) fn to_read(args: &StoreArgs, printer: &Printer) -> anyhow::Result<Store> {
    let name = || args.store.display().to_string();
    if !args.store.exists() {
        bail!("{}: there is no record yet\nhint: `legation ingest FILES` makes one", name());
    }
    let store = Store::open_to_read(&args.store).with_context(name)?;
    if store.is_merged().with_context(name)? {
        return Ok(store);
    }
    drop(store);
    match Store::open(&args.store).and_then(|mut store| store.merge(&types()?)) {
        Ok(_) => {}
        Err(_) => printer.note(&format!("{}: newly stored mentions are not merged into events yet", name())),
    }
    Store::open_to_read(&args.store).with_context(name)
}

/// The record for writing.
pub(crate) fn to_write(args: &StoreArgs) -> anyhow::Result<Store> {
    Store::open(&args.store).with_context(|| args.store.display().to_string())
}

/// Which types can tell of one happening.
pub(crate) fn types() -> Result<SameEvent, StoreError> {
    SameEvent::embedded().map_err(|error| StoreError::from(std::io::Error::other(error)))
}

/// Checks a record.
pub(crate) fn check(args: &CheckArgs, printer: &Printer) -> anyhow::Result<Exit> {
    let store = to_read(&args.store, printer)?;
    let troubles = store.check().with_context(|| args.store.store.display().to_string())?;
    for trouble in &troubles {
        printer.text(&format!("{}: {}\n", trouble.at, trouble.what))?;
    }
    let n = troubles.len() as u64;
    if n == 0 {
        printer.text("whole: the file, its links, and the words of every row\n")?;
        return Ok(Exit::Done);
    }
    printer.note(&format!("{n} {} found", plural(n, "trouble")));
    Ok(Exit::SomeRejected)
}

/// Copies a record.
pub(crate) fn backup(args: &BackupArgs, printer: &Printer) -> anyhow::Result<Exit> {
    let store = to_read(&args.store, printer)?;
    store.backup(&args.to).with_context(|| args.to.display().to_string())?;
    printer.note(&format!("{} is a whole copy", args.to.display()));
    Ok(Exit::Done)
}
