//! `legation doctor`: what this program is, what it finds here, and whether anything is amiss.

use std::fs;
use std::path::Path;

use legation::TABLES;
use legation::store::Store;

use crate::args::DoctorArgs;
use crate::commands::plural;
use crate::exit::Exit;
use crate::input::all_threads;
use crate::printer::Printer;

/// Looks around and tells.
pub(crate) fn run(args: &DoctorArgs, printer: &Printer) -> anyhow::Result<Exit> {
    let mut n_amiss = 0_u64;
    let mut line = |what: &str, found: Result<String, String>| {
        let (sign, text) = match found {
            Ok(text) => ("ok", text),
            Err(text) => {
                n_amiss += 1;
                ("!!", text)
            }
        };
        printer.text(&format!("{sign}  {what:<12} {text}\n"))
    };
    let program = std::env::current_exe().map(|path| path.display().to_string()).unwrap_or_default();
    line("program", Ok(format!("legation {} in {program}", env!("CARGO_PKG_VERSION"))))?;
    line("tables", Ok(TABLES.to_owned()))?;
    line("database", Ok(format!("SQLite {}", Store::sqlite_version())))?;
    line("threads", Ok(format!("{} at once", all_threads())))?;
    line("settings", Ok(settings()))?;
    line("record", record(&args.store.store))?;
    line("network", Ok("none, but for addresses that `ingest` and `watch` are given".to_owned()))?;
    if n_amiss > 0 {
        printer.note(&format!("{n_amiss} {} amiss", plural(n_amiss, "thing")));
    }
    Ok(if n_amiss == 0 { Exit::Done } else { Exit::SomeRejected })
}

/// Environment variables of the program's that are set.
fn settings() -> String {
    let mut set: Vec<String> = std::env::vars()
        .filter(|(name, _)| name.starts_with("LEGATION_"))
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    set.sort_unstable();
    if set.is_empty() { "all as they come".to_owned() } else { set.join(" ") }
}

fn record(path: &Path) -> Result<String, String> {
    let name = path.display();
    if !path.exists() {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let is_closed = fs::metadata(folder).map_or(true, |found| found.permissions().readonly());
        let there = format!("{name} is not there yet; `legation ingest` makes it");
        return if is_closed {
            Err(format!("{there}, but {} may not be written", folder.display()))
        } else {
            Ok(there)
        };
    }
    let stats = Store::open_to_read(path).and_then(|store| Ok((store.stats()?, store.is_merged()?)));
    match stats {
        Ok((stats, is_merged)) => {
            let waiting = if is_merged { "" } else { "; some mentions wait to be merged" };
            Ok(format!("{name}: {} documents, {} events{waiting}", stats.n_documents, stats.n_events))
        }
        Err(error) => Err(format!("{name}: {}", error.to_string().replace("\nhint:", "; hint:"))),
    }
}
