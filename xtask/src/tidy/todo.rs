//! Notes to self carry the number of an issue.

use super::Problem;
use super::files::File;

const EXTENSIONS: [&str; 11] = ["rs", "ts", "tsx", "py", "pyi", "toml", "css", "html", "sh", "yml", "yaml"];
const MARKS: [&str; 2] = [concat!("TO", "DO"), concat!("FIX", "ME")];

/// Lines of sources with such a mark and no `#` with a number after it.
pub(super) fn check(files: &[File]) -> Vec<Problem> {
    let sources = files.iter().filter(|file| file.has_extension(&EXTENSIONS) || file.path == "Makefile");
    sources.flat_map(check_file).collect()
}

fn check_file(file: &File) -> Vec<Problem> {
    let text = file.text();
    let lines = (1..).zip(text.lines());
    let marked = lines.filter_map(|(number, line)| Some((number, unnumbered(line)?)));
    let problem =
        |(number, mark)| Problem::at(&file.path, number, format_args!("{mark} without an issue, expected {mark}(#1)"));
    marked.map(problem).collect()
}

/// The mark that stands in a line as a word of its own without an issue number right behind.
fn unnumbered(line: &str) -> Option<&'static str> {
    MARKS.into_iter().find(|mark| {
        line.match_indices(mark).any(|(at, _)| {
            let is_word = |c: char| c.is_alphanumeric() || c == '_';
            let (before, after) = (&line[..at], &line[at + mark.len()..]);
            let stands_alone = !before.ends_with(is_word) && !after.starts_with(is_word);
            let number = after.trim_start_matches(['(', ' ', ':']).strip_prefix('#');
            stands_alone && !number.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::files::file;
    use super::*;

    #[test]
    fn marks_without_an_issue_are_told() {
        let text = "// MARK mend this\n// MARK(#12) later\n// MARK #12: later\nMARKS\nlet x = 1; // MARK: #x\n";
        let files = MARKS.map(|mark| file("a.rs", text.replace("MARK", mark)));
        for file in files {
            let lines: Vec<_> = check(&[file]).into_iter().map(|problem| problem.line).collect();
            assert_eq!(lines, [Some(1), Some(5)]);
        }
        assert!(check(&[file("STYLE.md", format!("{} notes", MARKS[0]))]).is_empty());
    }
}
