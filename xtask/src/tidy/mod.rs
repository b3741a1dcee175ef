//! `cargo xtask tidy`: rules of STYLE.md that no compiler checks.
//!
//! Each module is one rule: the working copy's files in, problems out. All problems are told at once.

mod files;
mod length;
mod model;
mod settings;
mod sources;
mod tables;
mod todo;

use std::fmt;
use std::path::Path;

use anyhow::Result;

/// A breach of a rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Problem {
    /// Path from the root of the working copy.
    path: String,
    /// Line, counted from 1, where one is to blame.
    line: Option<usize>,
    message: String,
}

impl Problem {
    fn of_file(path: &str, message: impl fmt::Display) -> Self {
        Self { path: path.to_owned(), line: None, message: message.to_string() }
    }

    fn at(path: &str, line: usize, message: impl fmt::Display) -> Self {
        Self { path: path.to_owned(), line: Some(line), message: message.to_string() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.message),
            None => write!(f, "{}: {}", self.path, self.message),
        }
    }
}

/// All breaches of all rules under `root`, sorted by place.
pub(crate) fn check(root: &Path) -> Result<Vec<Problem>> {
    let files = files::list(root)?;
    let mut problems = Vec::new();
    problems.extend(length::check(&files));
    problems.extend(model::check(&files));
    problems.extend(settings::check(&files));
    problems.extend(sources::check(&files));
    problems.extend(tables::check(&files));
    problems.extend(todo::check(&files));
    problems.sort();
    Ok(problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_of_all_rules_are_told_in_order() -> Result<()> {
        let root = tempfile::tempdir()?;
        let data = root.path().join("crates/legation/data");
        std::fs::create_dir_all(&data)?;
        std::fs::write(data.join("t.csv"), "name\nb\na\n")?;
        std::fs::write(root.path().join("a.rs"), concat!("// TO", "DO mend\n"))?;
        let told: Vec<String> = check(root.path())?.iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 4, "{told:#?}");
        assert!(told[0].starts_with("a.rs:1: "));
        assert!(told[1].starts_with("crates/legation/data/SOURCES.toml: "));
        assert!(told[2].starts_with("crates/legation/data/t.csv: "));
        assert!(told[3].starts_with("crates/legation/data/t.csv:3: "));
        Ok(())
    }
}
