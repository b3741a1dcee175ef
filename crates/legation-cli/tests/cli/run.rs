//! Runs the program in a folder of its own.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder with files to run the program on.
pub(crate) struct Bench {
    folder: TempDir,
}

impl Bench {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// Adds a file.
    pub(crate) fn with(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    /// Where the files are.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The program with these arguments (separated by blanks), to be run in the folder, without the user's settings.
    pub(crate) fn command(&self, args: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_legation"));
        command.args(args.split_whitespace()).current_dir(self.path()).stdin(Stdio::null());
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy();
            if name.starts_with("LEGATION_") || ["COLUMNS", "CLICOLOR_FORCE", "NO_COLOR"].contains(&&*name) {
                command.env_remove(&*name);
            }
        }
        command
    }

    /// A whole run, as a snapshot shows it.
    pub(crate) fn run(&self, args: &str) -> String {
        shown(&self.command(args).output().unwrap())
    }

    /// A whole run with something on standard input.
    pub(crate) fn run_with_input(&self, args: &str, input: &[u8]) -> String {
        let mut command = self.command(args);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // A program that stops reading early is no fault of the test.
        let _ = child.stdin.take().unwrap().write_all(input);
        shown(&child.wait_with_output().unwrap())
    }
}

/// Exit code, stdout and stderr.
pub(crate) fn shown(output: &Output) -> String {
    let mut text = format!("exit code: {}\n", output.status.code().unwrap_or(-1));
    for (name, bytes) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
        write!(text, "----- {name} -----\n{}", String::from_utf8(bytes.clone()).unwrap()).unwrap();
    }
    text
}
