//! CoNLL-U is read back and compared with what was written.

use proptest::prelude::*;

use super::*;
use crate::{NamedEntity, Span};

/// What a reader of CoNLL-U gets to see of an annotated text.
#[derive(Debug, PartialEq, Default)]
struct ReadBack {
    document: String,
    text: String,
    /// Per sentence: form, lemma, tag, head number, label, entity.
    sentences: Vec<Vec<[String; 6]>>,
}

fn unescape(spaces: &str) -> String {
    let mut text = String::new();
    let mut rest = spaces;
    while let Some(c) = rest.chars().next() {
        let (found, length) = match rest.get(..2) {
            Some("\\s") => (' ', 2),
            Some("\\t") => ('\t', 2),
            Some("\\n") => ('\n', 2),
            Some("\\r") => ('\r', 2),
            Some("\\u") => {
                let end = rest.find('}').unwrap();
                (char::from_u32(u32::from_str_radix(&rest[3..end], 16).unwrap()).unwrap(), end + 1)
            }
            _ => (c, c.len_utf8()),
        };
        text.push(found);
        rest = &rest[length..];
    }
    text
}

fn read(conllu: &str) -> ReadBack {
    let mut read = ReadBack::default();
    for line in conllu.split('\n') {
        if let Some(id) = line.strip_prefix("# newdoc id = ") {
            read.document = id.to_owned();
        } else if line.starts_with("# sent_id") {
            read.sentences.push(Vec::new());
        } else if !line.is_empty() && !line.starts_with("# text = ") {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 10, "{line:?}");
            let misc = |key: &str| cells[9].split('|').find_map(|part| part.strip_prefix(key)?.strip_prefix('='));
            read.text.push_str(&unescape(misc("SpacesBefore").unwrap_or_default()));
            read.text.push_str(cells[1]);
            let after = misc("SpacesAfter").map(unescape);
            let blank = if misc("SpaceAfter") == Some("No") { "" } else { " " };
            read.text.push_str(after.as_deref().unwrap_or(blank));
            let row = [cells[1], cells[2], cells[3], cells[6], cells[7], misc("Entity").unwrap_or("")];
            let words = read.sentences.last_mut().unwrap();
            words.push(row.map(str::to_owned));
            assert_eq!(cells[0], words.len().to_string());
        }
    }
    read
}

/// Tokens from `(form, head, label)`, put one after another into a text; `_` after a form is a blank.
/// `ends` says where the sentences end.
fn annotated(words: &[(&str, u32, &str)], ends: &[u32]) -> (String, Annotations) {
    let mut text = String::new();
    let mut annotations = Annotations::default();
    for end in ends {
        let start = annotations.sentences.last().map_or(0, |last| last.end);
        annotations.sentences.push(start..*end);
    }
    for (form, head, deprel) in words {
        let (form, blank) = form.strip_suffix('_').map_or((*form, false), |form| (form, true));
        let start = u32::try_from(text.len()).unwrap();
        text.push_str(form);
        let span = Span::new(start, u32::try_from(text.len()).unwrap());
        if blank {
            text.push(' ');
        }
        annotations.tokens.push(Token {
            span,
            lemma: form.to_lowercase().into(),
            upos: Label::new(if form.trim().is_empty() { "SPACE" } else { "X" }),
            xpos: Label::default(),
            feats: Label::default(),
            head: *head,
            deprel: Label::new(deprel),
            space_after: blank,
        });
    }
    (text, annotations)
}

fn conllu(text: &str, annotations: &Annotations) -> String {
    let mut out = String::new();
    write_conllu(&mut out, &TextInfo { document: "d 1", section_start: 0, text }, annotations).unwrap();
    out
}

#[test]
fn words_heads_entities_and_spacing_are_written() {
    let words = [
        ("\n", 1, "dep"),
        ("Qatar_", 1, "ROOT"),
        ("  ", 1, "dep"),
        ("\u{2028}_", 2, "dep"),
        ("hosts", 3, "x"),
        (".", 1, "punct"),
        ("\n\n", 5, "dep"),
        ("Yes_", 7, "ROOT"),
    ];
    let (text, mut annotations) = annotated(&words, &[7, 8]);
    annotations.entities.push(NamedEntity { tokens: 1..5, label: Label::new("GPE") });
    let expected = "# newdoc id = d 1\n# sent_id = d 1-1\n# text = Qatar hosts.\n\
        1\tQatar\tqatar\tX\t_\t_\t0\tROOT\t_\tEntity=B-GPE|SpacesAfter=\\s\\s\\s\\u{2028}\\s|SpacesBefore=\\n\n\
        2\thosts\thosts\tX\t_\t_\t1\tx\t_\tEntity=I-GPE|SpaceAfter=No\n\
        3\t.\t.\tX\t_\t_\t1\tpunct\t_\tSpacesAfter=\\n\\n\n\n\
        # sent_id = d 1-2\n# text = Yes\n1\tYes\tyes\tX\t_\t_\t0\tROOT\t_\t_\n\n";
    assert_eq!(conllu(&text, &annotations), expected);
}

#[test]
fn a_root_of_white_space_hands_its_place_on() {
    let (text, annotations) = annotated(&[("a_", 1, "dep"), ("\n", 1, "ROOT"), ("b", 1, "dep")], &[3]);
    let heads: Vec<String> = read(&conllu(&text, &annotations)).sentences[0].iter().map(|row| row[3].clone()).collect();
    assert_eq!(heads, ["0", "1"]);
}

#[test]
fn later_sections_go_on_with_the_document() {
    let (text, annotations) = annotated(&[("Yes", 0, "ROOT")], &[1]);
    let info = TextInfo { document: "d", section_start: 1000, text: &text };
    let mut out = String::new();
    write_conllu(&mut out, &info, &annotations).unwrap();
    assert!(out.starts_with("# sent_id = d@1000-1\n"), "{out}");
    let json: serde_json::Value = serde_json::from_str(&to_json(&info, &annotations).unwrap()).unwrap();
    assert_eq!(json["sentences"][0]["tokens"][0]["end"], 1003);
}

#[test]
fn json_tells_the_same() {
    let (text, mut annotations) = annotated(&[("Qatar_", 0, "ROOT"), ("\n", 0, "dep"), ("hosts", 0, "x")], &[3]);
    annotations.entities.push(NamedEntity { tokens: 0..1, label: Label::new("GPE") });
    let json = to_json(&TextInfo { document: "d", section_start: 0, text: &text }, &annotations).unwrap();
    let expected = r#"{"schema":1,"kind":"parse","document":"d","section_start":0,"sentences":[{"id":"d-1","start":0,"end":12,"text":"Qatar hosts","tokens":[{"id":1,"start":0,"end":5,"form":"Qatar","lemma":"qatar","upos":"X","xpos":"","feats":"","head":0,"deprel":"ROOT","entity":"B-GPE","space_after":true},{"id":2,"start":7,"end":12,"form":"hosts","lemma":"hosts","upos":"X","xpos":"","feats":"","head":1,"deprel":"x","entity":null,"space_after":false}]}]}"#;
    assert_eq!(json, expected);
}

proptest! {
    #[test]
    fn reading_back_gives_the_same(
        words in prop::collection::vec(("[a-zé|\\\\=]{1,4}_?|[ \n\t\r\u{a0}]{1,3}|\\._?", any::<prop::sample::Index>()), 1..12),
        cut in any::<prop::sample::Index>(),
    ) {
        let n_tokens = u32::try_from(words.len()).unwrap();
        let cut = u32::try_from(cut.index(words.len())).unwrap();
        let ends: Vec<u32> = [cut, n_tokens].into_iter().filter(|end| *end > 0).collect();
        // Any earlier word of the sentence, or the word itself: always a forest.
        let head = |idx: usize, pick: &prop::sample::Index| {
            let idx = u32::try_from(idx).unwrap();
            let start = if idx < cut { 0 } else { cut };
            start + u32::try_from(pick.index((idx - start + 1) as usize)).unwrap()
        };
        let words: Vec<(&str, u32, &str)> =
            words.iter().enumerate().map(|(idx, (form, pick))| (form.as_str(), head(idx, pick), "dep")).collect();
        let (text, annotations) = annotated(&words, &ends);
        let read = read(&conllu(&text, &annotations));
        let kept = |range: &Range<u32>| -> Vec<String> {
            let forms = annotations.tokens[range.start as usize..range.end as usize].iter().map(|t| t.span.of(&text));
            forms.filter(|form| !form.trim().is_empty()).map(str::to_owned).collect()
        };
        let expected: Vec<Vec<String>> = annotations.sentences.iter().map(kept).filter(|forms| !forms.is_empty()).collect();
        let forms: Vec<Vec<String>> =
            read.sentences.iter().map(|words| words.iter().map(|row| row[0].clone()).collect()).collect();
        prop_assert_eq!(&forms, &expected);
        if !expected.is_empty() {
            prop_assert_eq!(&read.text, &text);
        }
        for sentence in &read.sentences {
            let heads: Vec<usize> = sentence.iter().map(|row| row[3].parse().unwrap()).collect();
            prop_assert!(heads.contains(&0));
            for start in 1..=heads.len() {
                let chain = std::iter::successors(Some(start), |at| (*at > 0).then(|| heads[at - 1]));
                prop_assert!(chain.take(heads.len() + 1).any(|at| at == 0), "word {start} hangs on itself");
            }
        }
    }
}
