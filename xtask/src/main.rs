//! Chores of this repository: `cargo xtask tidy`.
//!
//! They need nothing but the working copy and change nothing in it.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command-line program")]

mod tidy;

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<ExitCode> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask lies in no workspace")?;
    match std::env::args().nth(1).as_deref() {
        Some("tidy") => {
            let problems = tidy::check(root)?;
            for problem in &problems {
                println!("{problem}");
            }
            Ok(ExitCode::from(u8::from(!problems.is_empty())))
        }
        Some(other) => bail!("unknown task {other:?}, expected tidy"),
        None => bail!("no task, expected tidy"),
    }
}
