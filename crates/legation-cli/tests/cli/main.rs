//! The program from the outside: exit code, stdout and stderr of whole runs, as snapshots.
//!
//! `make bless` accepts new snapshots. Tests run in a folder of their own with relative paths, so that
//! what is printed does not depend on the machine.
#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

mod codebooks;
mod codes;
mod evals;
mod explain;
mod faults;
mod formats;
mod gazetteer;
mod pages;
mod pipes;
mod record;
mod relates;
mod run;
mod unknowns;
mod usage;
