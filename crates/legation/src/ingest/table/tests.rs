//! Tables from the outside: bytes in, documents and rejections out.

use proptest::prelude::*;

use super::*;
use crate::ingest::Columns;

fn read(csv: &[u8]) -> Vec<Result<Document, Rejection>> {
    TableReader::new(csv, Source::file("in")).collect()
}

/// Id and text of documents, rejections as they are shown.
fn told(csv: &[u8]) -> Vec<String> {
    let told = |document: Document| format!("{}: {}", document.id, document.text);
    read(csv).into_iter().map(|found| found.map_or_else(|rejection| rejection.to_string(), told)).collect()
}

#[test]
fn fields_are_read() {
    let csv = "\u{feff}ID;Text;date;title;publisher;url;language;other\n 7 ;\"A;\n\"\"b\"\"\";2024-05-01;T;P;u;en;x\n";
    let document = read(csv.as_bytes()).remove(0).unwrap();
    assert_eq!((document.id.as_str(), document.text.as_str()), ("7", "A;\n\"b\""));
    assert_eq!(document.published.as_ref().unwrap().as_str(), "2024-05-01");
    assert_eq!(document.published.unwrap().basis(), PublishedBasis::Input);
    let others = [document.title, document.publisher, document.url, document.language];
    assert_eq!(others.map(Option::unwrap), ["T", "P", "u", "en"]);
}

#[test]
fn each_bad_row_is_rejected_and_the_rest_goes_on() {
    let csv = b"id,text\na,One.\nb\nc,Two.,x\nd,\ne,Three.,,\nf,\"Four\nb,Fi\xc3\xa9ve \xff\nh,a\0b\ni,Last.";
    assert_eq!(
        told(csv),
        [
            "a: One.",
            "in:15: line 3: 1 cell, the header has 2",
            "in:17: line 4: 3 cells, the header has 2",
            "in:26: line 5: column \"text\": empty",
            "e: Three.",
            "in:40: line 7: a cell opens with a quote that is never closed",
            "in:48: line 8: column \"text\": invalid UTF-8 (byte 0xFF at byte 7 of the cell)",
            "in:59: line 9: column \"text\": binary data (a zero byte at byte 1 of the cell)",
            "i: Last.",
        ]
    );
}

#[test]
fn a_table_without_a_header_that_fits_is_one_line() {
    assert_eq!(told(b"a,b\n1,2\n3,4\n").len(), 1);
    assert_eq!(told(b"text\n"), ["in:0: empty: there is no row below the header"]);
    assert_eq!(told(b"\n \n"), ["in:0: empty: there is no header in it"]);
    assert_eq!(told(b"\"text\n"), ["in:0: header: a cell opens with a quote that is never closed"]);
}

#[test]
fn delimiters_are_told_apart() {
    assert_eq!(told(b"sep=|\nid|text\na|b,c\n"), ["a: b,c"]);
    assert_eq!(told(b"id\ttext\na\tb,c\n"), ["a: b,c"]);
    let found: Vec<_> = TableReader::tabs(&b"id\tte,xt\ttext\na\tb\tc\n"[..], Source::file("in")).collect();
    assert_eq!(found[0].as_ref().unwrap().text, "c");
}

#[test]
fn legacy_cells_are_read_and_told_once() {
    let found: Vec<_> = read(b"text\nS\xe3o Tom\xe9\nCafe\nCaf\xe9\n").into_iter().map(Result::unwrap).collect();
    assert_eq!(found.iter().map(|document| document.text.as_str()).collect::<Vec<_>>(), ["São Tomé", "Cafe", "Café"]);
    assert_eq!(found.iter().map(|document| document.notes.len()).collect::<Vec<_>>(), [1, 0, 0]);
}

#[test]
fn options_name_the_columns() {
    let columns = Columns { text: Some("body".into()), date: Some("when".into()), id: None };
    let source = Source::file("in").columns(columns);
    let found: Vec<_> = TableReader::new(&b"Body,when,text\nWords.,soon,x\nMore.,2024-05-01,x\n"[..], source).collect();
    let first = found[0].as_ref().unwrap();
    assert_eq!((first.text.as_str(), &first.published), ("Words.", &None));
    assert!(first.id.starts_with("sha256:"));
    assert!(first.dropped[0].to_string().starts_with("in:15: line 2: column \"when\" left out, the document is kept"));
    assert_eq!(found[1].as_ref().unwrap().published.as_ref().unwrap().as_str(), "2024-05-01");
}

proptest! {
    #[test]
    fn damaged_tables_never_stop_the_program(
        edits in prop::collection::vec((0_usize..90, any::<u8>(), any::<bool>()), 0..12),
    ) {
        let mut csv = "id,text,date\na,\"One, \"\"two\"\".\nThree.\",2024-05-01\nb,Füür.,\nc,\"Last.\",2024\n".as_bytes().to_vec();
        for (at, byte, insert) in edits {
            let at = at.min(csv.len());
            csv.splice(at..if insert { at } else { csv.len().min(at + 1) }, [byte, b'"'].into_iter().take(1 + usize::from(byte % 5 == 0)));
        }
        for found in read(&csv) {
            let offset = found.map_or_else(|rejection| rejection.offset, |document| {
                assert!(!document.text.trim().is_empty() && !document.id.is_empty());
                0
            });
            prop_assert!(offset <= csv.len() as u64);
        }
    }
}
