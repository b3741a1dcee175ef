//! Ingest from the outside: bytes in, documents and rejections out.

use std::io::Read;

use super::*;

fn all(bytes: &[u8], extension: Option<&str>) -> Vec<Result<Document, Rejection>> {
    stream(bytes, extension, &Source::file("in")).collect()
}

fn one(bytes: &[u8], extension: &str) -> Document {
    let mut found = all(bytes, Some(extension));
    assert_eq!(found.len(), 1);
    found.remove(0).unwrap()
}

fn refusal(bytes: &[u8], extension: &str) -> String {
    let mut found = all(bytes, Some(extension));
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0).unwrap_err().to_string()
}

#[test]
fn a_text_is_stored_as_it_is_without_its_mark() {
    let document = one("\u{feff}Zürich.\r\n\tTwo lines.\n".as_bytes(), "txt");
    assert_eq!(document.text, "Zürich.\r\n\tTwo lines.\n");
    assert_eq!((document.id.as_str(), document.section_start), ("in", 0));
}

#[test]
fn each_unreadable_text_gives_one_line_with_its_place() {
    assert_eq!(refusal(b"", "txt"), "in:0: empty: there is no text in it");
    assert_eq!(refusal(b" \n\n", "txt"), "in:0: empty: only white space in it");
    assert_eq!(refusal(b"one\ntw\xffo\nthree", "txt"), "in:6: invalid UTF-8 (byte 0xFF): convert the text to UTF-8");
    assert_eq!(refusal(b"\0\0\0", "txt"), "in:0: binary data: no text, page, table, feed or web archive");
    assert_eq!(refusal(b"%PDF-1.4 ...", "txt"), "in:0: a PDF file: no text, page, table, feed or web archive");
    let late = [vec![b'a'; 2 * BUFFER_BYTES], vec![0]].concat();
    let found: Vec<_> = read(&late[..], Format::Text, &Source::file("in")).collect();
    assert_eq!(found, vec![Err(Source::file("in").reject(131_072, "binary data (a zero byte)"))]);
}

#[test]
fn a_line_beyond_the_limit_is_left_out_and_the_rest_goes_on() {
    let long = io::repeat(b'x').take(MAX_LINE_BYTES as u64 + 9);
    let reader = BufReader::new(b"Before.\n".chain(long).chain(&b"\nAfter.\n"[..]));
    let found: Vec<_> = read(reader, Format::Text, &Source::file("in")).collect();
    assert_eq!(found.len(), 3);
    assert_eq!(found[0].as_ref().unwrap().text, "Before.\n");
    assert_eq!(found[1].as_ref().unwrap_err().offset, 8);
    let after = found[2].as_ref().unwrap();
    assert_eq!((after.text.as_str(), after.section_start), ("After.\n", 8 + MAX_LINE_BYTES as u64 + 10));
}

#[test]
fn a_long_text_comes_in_sections_that_fit_together() {
    let text = "\u{feff}".to_owned() + &"Der Gesandte traf in Zürich ein.\n\n".repeat(70_000);
    let sections: Vec<_> = all(text.as_bytes(), Some("txt")).into_iter().map(Result::unwrap).collect();
    assert_eq!(sections.len(), 24);
    let stored = &text[3..];
    for section in &sections {
        let start = usize::try_from(section.section_start).unwrap();
        assert_eq!(&stored[start..start + section.text.len()], section.text);
        assert!(section.text.chars().count() <= MAX_TEXT_CHARS);
    }
    assert_eq!(sections.iter().map(|section| section.text.as_str()).collect::<String>(), stored);
}

#[test]
fn bad_bytes_late_in_a_long_text_spare_what_was_given() {
    let bytes = ["A line.\n".repeat(200_000).as_bytes(), b"bad \xc3\x28\n", b"more\n"].concat();
    let mut found = all(&bytes, Some("txt"));
    let rejection = found.pop().unwrap().unwrap_err();
    assert_eq!(found.iter().map(|section| section.as_ref().unwrap().text.len()).sum::<usize>(), 1_600_000);
    assert_eq!(rejection.offset, 1_600_004);
    assert!(rejection.reason.ends_with("the text before it was read, the rest was not"), "{rejection}");
}

#[test]
fn jsonl_fields_are_read() {
    let line =
        r#"{"id":7,"text":"T\u00e9xt","title":"H","published":"2024-05-01","publisher":"P","url":"u","other":[1]}"#;
    let document = one(line.as_bytes(), "jsonl");
    assert_eq!((document.id.as_str(), document.text.as_str()), ("7", "Téxt"));
    assert_eq!((document.title.as_deref(), document.publisher.as_deref()), (Some("H"), Some("P")));
    assert_eq!(document.published.unwrap().as_str(), "2024-05-01");
    let nameless = one(br#"{"text":"Same words."}"#, "jsonl");
    assert_eq!(nameless.id, one(br#"{"id":null,"text":"Same words.","url":"x"}"#, "jsonl").id);
    assert!(nameless.id.starts_with("sha256:"));
}

#[test]
fn each_bad_jsonl_line_is_rejected_and_the_rest_goes_on() {
    let input = b"{\"text\":\"good\"}\n{\"text\":\"cut\n\n{\"id\":\"x\"}\n{\"text\":5}\n[1]\n5\n{\"text\":\" \"}\n\
        {\"text\":\"b\xffd\"}\n{\"text\":\"\\ud800\"}\n{\"text\":\"a\",\"text\":\"b\"}\n{\"text\":\"last\"}";
    let found = all(input, None);
    let lines: Vec<String> =
        found.iter().map(|found| found.as_ref().map_or_else(Rejection::to_string, |d| d.text.clone())).collect();
    assert_eq!(
        lines,
        [
            "good",
            "in:28: line 2: broken JSON: EOF while parsing a string",
            "in:30: line 4: no `text` field",
            "in:41: line 5: `text` is a number (expected a string)",
            "in:52: line 6: expected one whole JSON object on each line (`jq -c .` or `jq -c '.[]'` makes such lines)",
            "in:56: line 7: expected one whole JSON object on each line",
            "in:58: line 8: `text` is empty",
            "in:81: line 9: invalid UTF-8 (byte 0xFF): convert the text to UTF-8",
            "in:101: line 10: broken JSON: unexpected end of hex escape",
            "in:104: line 11: duplicate field `text`",
            "last",
        ]
    );
}

#[test]
fn a_pretty_printed_file_gives_one_line() {
    assert!(refusal(b"{\n  \"text\": \"a\"\n}\n", "json").starts_with("in:0: line 1: expected one whole JSON object"));
    assert!(refusal(b"[\n{\"text\":\"a\"},\n{\"text\":\"b\"}\n]\n", "json").contains("jq -c"));
}

#[test]
fn a_bad_date_is_dropped_and_said() {
    let document = one(br#"{"id":"a","text":"Words.","published":"02/03/26"}"#, "jsonl");
    assert_eq!(document.published, None);
    assert_eq!(
        document.dropped[0].to_string(),
        "in:0: `published` left out, the document is kept without a date: \"02/03/26\" is no ISO 8601 date \
         (expected YYYY-MM-DD, with or without a time)"
    );
}

#[test]
fn the_source_gives_a_date_to_documents_without_one() {
    let source = Source::file("in").published("2020-01-02".parse().ok());
    let date = |bytes: &[u8], extension| stream(bytes, extension, &source).next().unwrap().unwrap().published.unwrap();
    assert_eq!(date(b"Words.", Some("txt")).as_str(), "2020-01-02");
    assert_eq!(date(br#"{"text":"a"}"#, None).as_str(), "2020-01-02");
    assert_eq!(date(br#"{"text":"a","published":"2021-01-01"}"#, None).as_str(), "2021-01-01");
}

#[test]
fn markdown_gives_its_plain_text_and_fields() {
    let markdown = "---\ntitle: \"Talks: a start\"\ndate: 2024-05-01\nurl: https://example.org/a\n---\n\n# Talks\n\n\
        Qatar *hosted* [talks](https://x.example \"t\")\nwith **Iran**.\n\n- one\n- two\n  - three\n\n> Quoted.\n\n\
        | a | b |\n|---|---|\n| c | d |\n\n![picture](p.png)\n\n<b>bold</b> end\n";
    let document = one(markdown.as_bytes(), "md");
    assert_eq!(document.title.as_deref(), Some("Talks: a start"));
    assert_eq!(document.published.unwrap().as_str(), "2024-05-01");
    assert_eq!(
        document.text,
        "Talks\n\nQatar hosted talks with Iran.\n\none\ntwo\nthree\n\nQuoted.\n\na\tb\nc\td\n\nbold end"
    );
    assert_eq!(one(b"# Heading\n\nWords.", "md").title.as_deref(), Some("Heading"));
    assert_eq!(refusal(b"---\ntitle: x\n---\n", "md"), "in:0: empty: there is no text in it");
}

#[test]
fn utf16_with_a_mark_is_decoded() {
    let words = "Zürich 🕊 talks";
    for (mark, unit) in [([0xff, 0xfe], u16::to_le_bytes as fn(u16) -> [u8; 2]), ([0xfe, 0xff], u16::to_be_bytes)] {
        let bytes: Vec<u8> = mark.into_iter().chain(words.encode_utf16().flat_map(unit)).collect();
        assert_eq!(one(&bytes, "txt").text, words);
        let tiny = BufReader::with_capacity(3, &bytes[..]);
        let found: Vec<_> = stream(tiny, Some("txt"), &Source::stdin()).collect();
        assert_eq!(found[0].as_ref().unwrap().text, words);
        assert!(refusal(&bytes[..bytes.len() - 1], "txt").contains("invalid UTF-16"));
    }
}

#[test]
fn a_folder_gives_its_files_in_order() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["b.txt", "a/z.txt", "a/y.md", ".hidden", "c.jsonl"] {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, "x").unwrap();
    }
    let names: Vec<_> = files(folder.path())
        .unwrap()
        .map(|path| path.unwrap().strip_prefix(folder.path()).unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names, ["a/y.md", "a/z.txt", "b.txt", "c.jsonl"]);
    assert!(files(&folder.path().join("none")).is_err());
}
