//! The contract's exit codes, and which error ends in which.

use std::error::Error;
use std::io::{self, ErrorKind};
use std::process::ExitCode;

use legation::store::StoreError;

use crate::printer::Printer;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Everything was done.
    Done = 0,
    /// Done, but some inputs were rejected, or a check failed.
    SomeRejected = 1,
    /// Could not run: usage, settings, a missing file.
    CouldNotRun = 2,
    /// Not allowed to read or write something.
    Permission = 3,
    /// No space left.
    DiskFull = 4,
    /// The record is of a newer program, or of none that this one knows.
    OtherDatabase = 5,
    /// Stopped by the user.
    Interrupted = 130,
}

impl Exit {
    /// The code that the system gets.
    pub(crate) fn code(self) -> ExitCode {
        ExitCode::from(self as u8)
    }

    /// [`Exit::SomeRejected`] if anything was rejected.
    pub(crate) fn after(rejected: u64) -> Self {
        if rejected == 0 { Self::Done } else { Self::SomeRejected }
    }
}

/// Tells the user why the program could not go on. A reader that closed the pipe has what it wanted.
pub(crate) fn report(error: &anyhow::Error, printer: &Printer) -> Exit {
    let stored = error.chain().find_map(|cause| cause.downcast_ref::<StoreError>());
    let kind = error.chain().find_map(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind);
    let exit = match kind {
        Some(ErrorKind::BrokenPipe) => return Exit::Done,
        Some(ErrorKind::PermissionDenied) => Exit::Permission,
        Some(ErrorKind::StorageFull | ErrorKind::QuotaExceeded) => Exit::DiskFull,
        _ => stored.map_or(Exit::CouldNotRun, of_store),
    };
    let causes: Vec<String> = error.chain().map(told).collect();
    let message = format!("error: {}", causes.join(": "));
    let (message, hint) = message.split_once(HINT).unwrap_or((&message, ""));
    printer.error(message);
    if !hint.is_empty() {
        printer.error(&format!("hint: {hint}"));
    }
    exit
}

fn of_store(error: &StoreError) -> Exit {
    match () {
        () if error.is_other_version() => Exit::OtherDatabase,
        () if error.is_permission() => Exit::Permission,
        () if error.is_full() => Exit::DiskFull,
        () => Exit::CouldNotRun,
    }
}

/// What stands between an error and the advice that it may end with.
const HINT: &str = "\nhint: ";

/// The cause in the same words on every system.
fn told(cause: &(dyn Error + 'static)) -> String {
    match cause.downcast_ref::<io::Error>() {
        Some(error) => in_words(error),
        None => cause.to_string(),
    }
}

/// The usual troubles with files in the same words on every system.
pub(crate) fn in_words(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "no such file or folder".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::StorageFull => "no space left on the disk".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_end_in_the_codes_of_the_contract() {
        let printer = Printer::new(true, true);
        let exit = |kind: ErrorKind| report(&anyhow::Error::new(io::Error::from(kind)).context("a.txt"), &printer);
        assert_eq!(exit(ErrorKind::BrokenPipe), Exit::Done);
        assert_eq!(exit(ErrorKind::NotFound), Exit::CouldNotRun);
        assert_eq!(exit(ErrorKind::PermissionDenied), Exit::Permission);
        assert_eq!(exit(ErrorKind::StorageFull), Exit::DiskFull);
        assert_eq!(report(&anyhow::anyhow!("bad setting"), &printer), Exit::CouldNotRun);
    }
}
