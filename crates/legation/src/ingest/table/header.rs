//! The header of a table: which column is what, and what stands between cells.

use crate::ingest::Columns;

/// Where in a row each field stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ingest) struct Header {
    /// Names as written.
    pub(in crate::ingest) names: Vec<String>,
    pub(in crate::ingest) text: usize,
    pub(in crate::ingest) id: Option<usize>,
    pub(in crate::ingest) published: Option<usize>,
    pub(in crate::ingest) title: Option<usize>,
    pub(in crate::ingest) publisher: Option<usize>,
    pub(in crate::ingest) url: Option<usize>,
    pub(in crate::ingest) language: Option<usize>,
}

impl Header {
    /// The header with these names, or which column is missing.
    pub(in crate::ingest) fn new(names: Vec<String>, columns: &Columns) -> Result<Self, String> {
        let find = |name: &str| position(&names, name);
        let chosen = |option: &str, name: &Option<String>, usual: &[&str]| match name {
            Some(name) => find(name).map(Some).ok_or_else(|| missing(name, option, &names)),
            None => Ok(usual.iter().find_map(|name| find(name))),
        };
        let text = chosen("text", &columns.text, &["text"])?.ok_or_else(|| missing("text", "text", &names))?;
        Ok(Self {
            text,
            id: chosen("id", &columns.id, &["id"])?,
            published: chosen("date", &columns.date, &["date", "published"])?,
            title: find("title"),
            publisher: find("publisher"),
            url: find("url"),
            language: find("language"),
            names,
        })
    }
}

/// The column of this name; capitals and blanks around it make a difference only where two names differ in nothing else.
fn position(names: &[String], name: &str) -> Option<usize> {
    let loose = |known: &String| known.trim().to_lowercase() == name.trim().to_lowercase();
    names.iter().position(|known| known == name).or_else(|| names.iter().position(loose))
}

/// Names of columns that a message shows.
const SHOWN: usize = 20;

fn missing(name: &str, option: &str, names: &[String]) -> String {
    let mut shown: Vec<String> = names.iter().take(SHOWN).map(|name| format!("{:?}", clipped(name))).collect();
    if names.len() > SHOWN {
        shown.push("…".to_owned());
    }
    let shown = shown.join(", ");
    format!("the header has no column {name:?} (it has {shown}): `--{option}-column NAME` says which one to take")
}

fn clipped(name: &str) -> String {
    name.chars().take(40).collect()
}

/// What stands between the cells of a table with this first line, unless `given` by its extension.
pub(super) fn delimiter(line: &[u8], given: Option<u8>) -> u8 {
    let has = |byte: &u8| line.contains(byte);
    given.unwrap_or_else(|| if has(&b',') { b',' } else { [b';', b'\t'].into_iter().find(has).unwrap_or(b',') })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(names: &str, columns: &Columns) -> Result<Header, String> {
        Header::new(names.split(',').map(str::to_owned).collect(), columns)
    }

    #[test]
    fn columns_are_found_by_name() {
        let usual = header("ID, Text ,Published,URL", &Columns::default()).unwrap();
        assert_eq!((usual.id, usual.text, usual.published, usual.url), (Some(0), 1, Some(2), Some(3)));
        let columns = Columns { text: Some("body".into()), date: Some("Day".into()), id: Some("key".into()) };
        let chosen = header("text,Body,date,day,KEY", &columns).unwrap();
        assert_eq!((chosen.text, chosen.published, chosen.id), (1, Some(3), Some(4)));
        assert_eq!(header("Text,text", &Columns::default()).unwrap().text, 1);
    }

    #[test]
    fn a_column_that_is_missing_is_told() {
        let reason = header("a,b", &Columns::default()).unwrap_err();
        assert_eq!(
            reason,
            "the header has no column \"text\" (it has \"a\", \"b\"): `--text-column NAME` says which one to take"
        );
        let columns = Columns { date: Some("day".into()), ..Columns::default() };
        assert!(header("text,date", &columns).unwrap_err().contains("no column \"day\""));
    }

    #[test]
    fn the_delimiter_is_told_from_the_header() {
        assert_eq!(delimiter(b"id,text;x", None), b',');
        assert_eq!(delimiter(b"id;text", None), b';');
        assert_eq!(delimiter(b"id\ttext", None), b'\t');
        assert_eq!(delimiter(b"text", None), b',');
        assert_eq!(delimiter(b"id,text", Some(b'\t')), b'\t');
    }
}
