//! TOML files read value by value, so that each fault names its own line.
//!
//! Deserializing into types with serde would stop at the first fault and lose the place of the rest.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Faults;

/// A TOML file and the starts of its lines.
pub(crate) struct TomlFile<'t> {
    file: &'t str,
    line_starts: Vec<usize>,
    root: Spanned<DeTable<'t>>,
}

impl<'t> TomlFile<'t> {
    /// Parses `text`; each breach of TOML's grammar is a fault.
    pub(crate) fn read(file: &'t str, text: &'t str, faults: &mut Faults) -> Self {
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let (root, errors) = DeTable::parse_recoverable(text);
        let read = Self { file, line_starts, root };
        for error in errors {
            let line = error.span().map_or(1, |span| read.line(span.start));
            faults.add(file, line, format_args!("not TOML: {}", error.message()));
        }
        read
    }

    /// The fields of the whole file.
    pub(crate) fn fields(&self) -> Fields<'_> {
        Fields { source: self, line: 1, table: self.root.get_ref() }
    }

    fn line(&self, byte: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= byte)
    }
}

/// One table of a TOML file.
#[derive(Clone, Copy)]
pub(crate) struct Fields<'a> {
    source: &'a TomlFile<'a>,
    /// Line at which the table begins.
    pub(crate) line: usize,
    table: &'a DeTable<'a>,
}

impl<'a> Fields<'a> {
    /// The file, for messages.
    pub(crate) fn file(&self) -> &'a str {
        self.source.file
    }

    /// Notes each key that is not in `known`.
    pub(crate) fn only(&self, known: &[&str], faults: &mut Faults) {
        for key in self.table.keys() {
            if !known.contains(&key.get_ref().as_ref()) {
                let line = self.source.line(key.span().start);
                faults.add(
                    self.file(),
                    line,
                    format_args!("unknown key {:?}, expected one of {}", key.get_ref(), known.join(", ")),
                );
            }
        }
    }

    /// The line of a key's value, or of the table if it lacks the key.
    pub(crate) fn line_of(&self, key: &str) -> usize {
        self.table.get(key).map_or(self.line, |value| self.source.line(value.span().start))
    }

    /// A string, if the key is there.
    pub(crate) fn string(&self, key: &str, faults: &mut Faults) -> Option<&'a str> {
        self.value(key, "a string", DeValue::as_str, faults)
    }

    /// A string that must be there and not be empty.
    pub(crate) fn required_string(&self, key: &str, faults: &mut Faults) -> &'a str {
        let text = self.string(key, faults);
        if text.is_none_or(str::is_empty) {
            faults.add(self.file(), self.line_of(key), format_args!("no {key}, expected a string"));
        }
        text.unwrap_or_default()
    }

    /// A number, written with or without a fraction.
    pub(crate) fn number(&self, key: &str, faults: &mut Faults) -> Option<f64> {
        self.value(key, "a number", number, faults)
    }

    /// A truth value.
    pub(crate) fn boolean(&self, key: &str, faults: &mut Faults) -> Option<bool> {
        self.value(key, "true or false", DeValue::as_bool, faults)
    }

    /// Strings of an array; a missing key is an empty list.
    pub(crate) fn strings(&self, key: &str, faults: &mut Faults) -> Vec<&'a str> {
        self.strings_by_line(key, faults).into_iter().map(|(_, text)| text).collect()
    }

    /// Strings of an array with the line of each.
    pub(crate) fn strings_by_line(&self, key: &str, faults: &mut Faults) -> Vec<(usize, &'a str)> {
        let mut strings = Vec::new();
        for item in self.items(key, faults) {
            if let Some(text) = item.get_ref().as_str() {
                strings.push((self.source.line(item.span().start), text));
            } else {
                self.mismatch(item, key, "strings", faults);
            }
        }
        strings
    }

    /// Tables of an array of tables or of inline tables; a missing key is an empty list.
    pub(crate) fn tables(&self, key: &str, faults: &mut Faults) -> Vec<Fields<'a>> {
        let mut tables = Vec::new();
        for item in self.items(key, faults) {
            if let Some(table) = item.get_ref().as_table() {
                tables.push(Fields { source: self.source, line: self.source.line(item.span().start), table });
            } else {
                self.mismatch(item, key, "tables", faults);
            }
        }
        tables
    }

    fn items(&self, key: &str, faults: &mut Faults) -> &'a [Spanned<DeValue<'a>>] {
        self.value(key, "an array", |value| value.as_array().map(|array| &array[..]), faults).unwrap_or_default()
    }

    fn value<T>(
        &self,
        key: &str,
        expected: &str,
        read: impl Fn(&'a DeValue<'a>) -> Option<T>,
        faults: &mut Faults,
    ) -> Option<T> {
        let value = self.table.get(key)?;
        let read = read(value.get_ref());
        if read.is_none() {
            self.mismatch(value, key, expected, faults);
        }
        read
    }

    fn mismatch(&self, value: &Spanned<DeValue<'_>>, key: &str, expected: &str, faults: &mut Faults) {
        let line = self.source.line(value.span().start);
        faults.add(
            self.file(),
            line,
            format_args!("{key} holds a {}, expected {expected}", value.get_ref().type_str()),
        );
    }
}

fn number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(integer) => integer.as_str().parse().ok(),
        DeValue::Float(float) => float.as_str().parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_with_their_lines() {
        let mut faults = Faults::default();
        let file =
            TomlFile::read("t.toml", "name = \"a\"\n\n[[entry]]\nwords = [\"b\", \"c\"]\n\n[[entry]]\n", &mut faults);
        let fields = file.fields();
        assert_eq!(fields.required_string("name", &mut faults), "a");
        let entries = fields.tables("entry", &mut faults);
        assert_eq!(entries.iter().map(|entry| entry.line).collect::<Vec<_>>(), [3, 6]);
        assert_eq!(entries[0].strings("words", &mut faults), ["b", "c"]);
        assert_eq!(entries[0].line_of("words"), 4);
        assert!(faults.or_value(()).is_ok());
    }

    #[test]
    fn all_faults_are_told() {
        let mut faults = Faults::default();
        let text = "name = 1\nscore = \"x\"\nflag = 2\nwords = [\n \"a\",\n 3,\n]\nother = [4]\nspare = 5\nbroken =\n";
        let file = TomlFile::read("t.toml", text, &mut faults);
        let fields = file.fields();
        fields.only(&["name", "score", "flag", "words", "other", "broken"], &mut faults);
        fields.string("name", &mut faults);
        fields.number("score", &mut faults);
        fields.boolean("flag", &mut faults);
        fields.strings("words", &mut faults);
        fields.tables("other", &mut faults);
        fields.required_string("title", &mut faults);
        let error = faults.or_value(()).expect_err("the file has faults");
        let lines: Vec<_> = error.faults().iter().map(ToString::to_string).collect();
        assert_eq!(
            lines[..7],
            [
                "t.toml:1: name holds a integer, expected a string",
                "t.toml:1: no title, expected a string",
                "t.toml:2: score holds a string, expected a number",
                "t.toml:3: flag holds a integer, expected true or false",
                "t.toml:6: words holds a integer, expected strings",
                "t.toml:8: other holds a integer, expected tables",
                "t.toml:9: unknown key \"spare\", expected one of name, score, flag, words, other, broken",
            ]
        );
        assert!(lines[7].starts_with("t.toml:10: not TOML: "), "{lines:?}");
    }
}
