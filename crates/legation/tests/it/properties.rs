//! What must hold for every text, sensible or not: coding never fails, offsets slice the text, ids are unique, and the
//! same document always gives the same rows. Texts go through the English pipeline; parses are also made at random,
//! because the pipeline never makes most of those that the coder's interface allows.

use legation::code::Mention;
use legation::ingest::Document;
use legation::record::Kinds;
use legation::syntax::Syntax;
use legation::{AnyRow, CodedDocument, Entity, code_annotated, code_document, code_kinds};
use legation_nlp::{Annotations, Label, NamedEntity, Span, Token};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

use crate::RESOURCES;

/// Pieces of text that rules look for, and what may break them.
const PIECES: [&str; 84] = [
    "Iran",
    "Iraq",
    "the United States",
    "US",
    "Qatar",
    "UN Security Council",
    "Hamas",
    "Taliban",
    "Zhai Jun",
    "Antonio Guterres",
    "Michael Jordan",
    "Iranian",
    "Chinese",
    "the president",
    "Foreign Minister",
    "spokesman",
    "rebels",
    "troops",
    "protesters",
    "army",
    "White House",
    "Tehran",
    "attacked",
    "was attacked by",
    "met",
    "held",
    "talks",
    "with",
    "between",
    "said",
    "denied",
    "according to",
    "agreed to",
    "threatened to",
    "will",
    "may",
    "not",
    "no",
    "if",
    "failed to",
    "send",
    "attack",
    "on",
    "an",
    "airstrike",
    "sanctions",
    "imposed",
    "condemned",
    "called off",
    "visit",
    "who",
    "which",
    "and",
    "or",
    "of",
    "'s",
    "’s",
    "-",
    "US-backed",
    "in 1998",
    "on Tuesday",
    "yesterday",
    "the same day",
    "two days later",
    "a day after",
    "hours before",
    "from 3 to 5 May",
    "30 February 2021",
    "the first week of",
    "May",
    "999 centuries ago",
    "late",
    "in Doha",
    ",",
    ".",
    "?",
    "“",
    "”",
    "\"",
    "\n",
    "\n\n",
    "\t",
    " 中文 é",
    "👩‍🚀\u{202e}\u{0301}",
];

/// What stands between two pieces.
const GLUE: [&str; 4] = [" ", " ", " ", ""];

fn text() -> impl Strategy<Value = String> {
    let piece =
        prop_oneof![12 => select(&PIECES[..]).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    let pieces = prop::collection::vec((piece, select(&GLUE[..])), 0..60);
    pieces.prop_map(|pieces| pieces.into_iter().flat_map(|(piece, glue)| [piece, glue.to_owned()]).collect())
}

fn document() -> impl Strategy<Value = Document> {
    let published = prop::option::of(select(&["1999-12-31", "2021-08-15T23:00:00-05:00", "2024-02"][..]));
    (text(), published, select(&[0, 100_000][..])).prop_map(|(text, published, section_start)| {
        let mut document = Document::new("folder/a.txt", text);
        document.published = published.and_then(|date| date.parse().ok());
        document.section_start = section_start;
        document
    })
}

/// Words of the tables with a part of speech, for parses made at random; names come first.
const WORDS: [(&str, &str, &str, &str); 40] = [
    ("Iran", "Iran", "PROPN", "NNP"),
    ("Qatar", "Qatar", "PROPN", "NNP"),
    ("US", "US", "PROPN", "NNP"),
    ("Hamas", "Hamas", "PROPN", "NNP"),
    ("Tehran", "Tehran", "PROPN", "NNP"),
    ("Jun", "Jun", "PROPN", "NNP"),
    ("Guterres", "Guterres", "PROPN", "NNP"),
    ("Iranian", "iranian", "ADJ", "JJ"),
    ("planned", "plan", "VERB", "VBN"),
    ("president", "president", "NOUN", "NN"),
    ("foreign", "foreign", "ADJ", "JJ"),
    ("minister", "minister", "NOUN", "NN"),
    ("spokesman", "spokesman", "NOUN", "NN"),
    ("rebels", "rebel", "NOUN", "NNS"),
    ("dozens", "dozen", "NOUN", "NNS"),
    ("talks", "talk", "NOUN", "NNS"),
    ("attack", "attack", "NOUN", "NN"),
    ("sanctions", "sanction", "NOUN", "NNS"),
    ("it", "it", "PRON", "PRP"),
    ("who", "who", "PRON", "WP"),
    ("that", "that", "PRON", "WDT"),
    ("attacked", "attack", "VERB", "VBD"),
    ("attacked", "attack", "VERB", "VBN"),
    ("attacking", "attack", "VERB", "VBG"),
    ("met", "meet", "VERB", "VBD"),
    ("meet", "meet", "VERB", "VB"),
    ("held", "hold", "VERB", "VBD"),
    ("said", "say", "VERB", "VBD"),
    ("denied", "deny", "VERB", "VBD"),
    ("agreed", "agree", "VERB", "VBD"),
    ("urged", "urge", "VERB", "VBD"),
    ("will", "will", "AUX", "MD"),
    ("to", "to", "PART", "TO"),
    ("to", "to", "ADP", "IN"),
    ("with", "with", "ADP", "IN"),
    ("of", "of", "ADP", "IN"),
    ("by", "by", "ADP", "IN"),
    ("in", "in", "ADP", "IN"),
    ("1998", "1998", "NUM", "CD"),
    ("-", "-", "PUNCT", "HYPH"),
];

const DEPRELS: [&str; 30] = [
    "ROOT",
    "acl",
    "advcl",
    "advmod",
    "agent",
    "amod",
    "appos",
    "aux",
    "auxpass",
    "ccomp",
    "compound",
    "conj",
    "dative",
    "det",
    "dobj",
    "mark",
    "neg",
    "nmod",
    "nsubj",
    "nsubjpass",
    "nummod",
    "parataxis",
    "pcomp",
    "pobj",
    "poss",
    "prep",
    "prt",
    "punct",
    "relcl",
    "xcomp",
];

/// Labels that a part of speech often has, so that many trees tell of an event.
fn usual_deprels(upos: &str) -> &'static [&'static str] {
    match upos {
        "PROPN" | "NOUN" | "PRON" => &["nsubj", "nsubj", "dobj", "dobj", "pobj", "nsubjpass", "poss", "conj", "appos"],
        "VERB" => &["ROOT", "ccomp", "xcomp", "conj", "relcl", "acl", "advcl", "pcomp"],
        "ADP" => &["prep", "prep", "agent", "dative", "prt"],
        "ADJ" => &["amod", "compound"],
        _ => &DEPRELS,
    }
}

/// Whether a word with this part of speech often governs one with this label.
fn governs(upos: &str, deprel: &str) -> bool {
    match deprel {
        "pobj" | "pcomp" => upos == "ADP",
        "amod" | "compound" | "poss" | "appos" | "relcl" | "acl" => matches!(upos, "NOUN" | "PROPN"),
        _ => upos == "VERB",
    }
}

/// A word, its label, where among earlier words of its order it hangs, and whether an entity stands there.
type Node = ((&'static str, &'static str, &'static str, &'static str), &'static str, usize, Option<&'static str>);

fn node() -> impl Strategy<Value = Node> {
    let entity = select(&[None, None, None, Some("PERSON"), Some("ORG"), Some("GPE")][..]);
    let word = select(&WORDS[..])
        .prop_flat_map(|word| (Just(word), prop_oneof![7 => select(usual_deprels(word.2)), 1 => select(&DEPRELS[..])]));
    (word, any::<prop::sample::Index>(), entity)
        .prop_map(|((word, deprel), head, entity)| (word, deprel, head.index(1 << 16), entity))
}

/// A text with a random tree for each sentence.
fn parse() -> impl Strategy<Value = (String, Annotations)> {
    let nodes = prop::collection::vec(node(), 1..16).prop_flat_map(|nodes| {
        let order: Vec<usize> = (0..nodes.len()).collect();
        (Just(nodes), Just(order).prop_shuffle())
    });
    prop::collection::vec(nodes, 1..4).prop_map(|sentences| {
        let mut parse = (String::new(), Annotations::default());
        sentences.into_iter().for_each(|(nodes, order)| add_sentence(&mut parse, &nodes, &order));
        parse
    })
}

/// Adds a sentence whose first word in `order` is the root; every other hangs on one that comes before it there, if
/// there is one, on one of the kind that its label wants.
fn add_sentence((text, annotations): &mut (String, Annotations), nodes: &[Node], order: &[usize]) {
    let first = annotations.tokens.len();
    let mut heads = vec![first; nodes.len()];
    for (at, &i) in order.iter().enumerate() {
        let (_, deprel, pick, _) = nodes[i];
        let mut governors: Vec<usize> =
            order[..at].iter().copied().filter(|&other| governs(nodes[other].0.2, deprel)).collect();
        if governors.is_empty() {
            governors = order[..at].to_vec();
        }
        heads[i] = first + if at == 0 { i } else { governors[pick % governors.len()] };
    }
    for (&((form, lemma, upos, xpos), deprel, _, entity), head) in nodes.iter().zip(heads) {
        let i = annotations.tokens.len() as u32;
        let start = text.len() as u32;
        text.push_str(form);
        annotations.tokens.push(Token {
            span: Span::new(start, text.len() as u32),
            lemma: lemma.into(),
            upos: Label::new(upos),
            xpos: Label::new(xpos),
            feats: Label::default(),
            head: head as u32,
            deprel: Label::new(deprel),
            space_after: true,
        });
        text.push(' ');
        if let Some(label) = entity {
            annotations.entities.push(NamedEntity { tokens: i..i + 1, label: Label::new(label) });
        }
    }
    annotations.sentences.push(first as u32..annotations.tokens.len() as u32);
}

/// All runs of words that the rows of a document point to, with their offsets.
fn runs(mention: &Mention) -> Vec<(&str, u64, u64)> {
    let evidence = &mention.evidence;
    let speakers = mention.attribution.iter().filter_map(|link| link.speaker.as_ref());
    let entities = mention.actors.iter().chain(&mention.recipients).chain(speakers);
    let mut runs: Vec<_> = entities.map(|entity: &Entity| (entity.text.as_str(), entity.start, entity.end)).collect();
    runs.push((&evidence.text, evidence.start, evidence.end));
    runs.push((&evidence.trigger.text, evidence.trigger.start, evidence.trigger.end));
    let date = &mention.date;
    runs.extend(
        date.text.as_deref().zip(date.text_start).zip(date.text_end).map(|((text, start), end)| (text, start, end)),
    );
    runs.extend(mention.location.as_ref().map(|place| (place.text.as_str(), place.start, place.end)));
    runs
}

/// Checks all that must hold for the rows of one document.
fn check(document: &Document, mentions: &[Mention], n_sentences: usize) -> Result<(), TestCaseError> {
    for mention in mentions {
        for (words, start, end) in runs(mention) {
            let inside = |offset: u64| offset.checked_sub(document.section_start).map(|offset| offset as usize);
            let (Some(start), Some(end)) = (inside(start), inside(end)) else {
                return Err(TestCaseError::fail(format!("{words:?} stands before its section")));
            };
            prop_assert!(start < end, "{:?} is empty", words);
            prop_assert_eq!(document.text.get(start..end), Some(words));
        }
        let evidence = &mention.evidence;
        prop_assert!(evidence.start <= evidence.trigger.start && evidence.trigger.end <= evidence.end);
        prop_assert!(mention.sentence < n_sentences);
        prop_assert!((0.0..=1.0).contains(&mention.confidence));
        prop_assert!(!mention.reciprocal || mention.actors == mention.recipients);
        prop_assert!(!evidence.why.is_empty());
        prop_assert!(mention.date.start <= mention.date.end, "a date ends after it starts");
    }
    prop_assert!(mentions.is_sorted_by_key(|mention| mention.sentence), "sentences ascend");
    let mut ids: Vec<&str> = mentions.iter().map(|mention| mention.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    prop_assert_eq!(ids.len(), mentions.len(), "ids are unique");
    Ok(())
}

/// What holds for rows of every kind: their words are those of the text, their order is the text's, their ids are unique.
fn check_others(document: &Document, coded: &CodedDocument) -> Result<(), TestCaseError> {
    let rows = coded.rows();
    let starts: Vec<u64> = rows.iter().map(AnyRow::start).collect();
    prop_assert!(starts.is_sorted(), "rows stand in the order of the text");
    let mut ids = Vec::new();
    for row in &rows {
        let row = serde_json::to_value(row).expect("a row is JSON");
        check_words(document, &row)?;
        ids.push(row["id"].as_str().expect("an id").to_owned());
    }
    let n_ids = ids.len();
    ids.sort_unstable();
    ids.dedup();
    prop_assert_eq!(ids.len(), n_ids, "ids are unique");
    Ok(())
}

/// Every object with `text`, `start` and `end` gives the words at its offsets; a date's are its `text_start` and `text_end`.
fn check_words(document: &Document, value: &Value) -> Result<(), TestCaseError> {
    let place = |at: u64| usize::try_from(at.checked_sub(document.section_start)?).ok();
    let number = |name: &str| value[name].as_u64().and_then(place);
    if let (Some(start), Some(end), Some(text)) = (number("start"), number("end"), value["text"].as_str()) {
        prop_assert_eq!(document.text.get(start..end), Some(text));
    }
    if let (Some(start), Some(end)) = (number("text_start"), number("text_end")) {
        prop_assert_eq!(document.text.get(start..end), value["text"].as_str());
    }
    let parts: Vec<&Value> = match value {
        Value::Array(items) => items.iter().collect(),
        Value::Object(fields) => fields.values().collect(),
        _ => Vec::new(),
    };
    parts.into_iter().try_for_each(|part| check_words(document, part))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_coded(document in document()) {
        let coded = code_kinds(&document, &RESOURCES, Kinds::all());
        check(&document, &coded.mentions, coded.n_sentences)?;
        check_others(&document, &coded)?;
        prop_assert_eq!(&coded, &code_kinds(&document, &RESOURCES, Kinds::all()), "coding twice gives equal rows");
    }

    #[test]
    fn sentences_are_coded_the_same_whatever_was_coded_before(texts in prop::collection::vec(text(), 2..4)) {
        let documents: Vec<Document> = texts.into_iter().map(|text| Document::new("a.txt", text)).collect();
        let forwards: Vec<_> = documents.iter().map(|document| code_document(document, &RESOURCES)).collect();
        let mut backwards: Vec<_> = documents.iter().rev().map(|document| code_document(document, &RESOURCES)).collect();
        backwards.reverse();
        prop_assert_eq!(forwards, backwards);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_tree_is_coded((text, annotations) in parse()) {
        let document = Document::new("a.txt", text);
        let coded = code_annotated(&document, &annotations, &RESOURCES, Kinds::all());
        check(&document, &coded.mentions, coded.n_sentences)?;
        check_others(&document, &coded)?;
    }

    #[test]
    fn any_tree_can_be_asked((text, annotations) in parse()) {
        let syntax = Syntax::new(&text, &annotations);
        for i in 0..syntax.len() {
            let sentence = syntax.sentence(syntax.sentence_of(i));
            prop_assert!(sentence.contains(&i));
            let conjuncts = syntax.conjuncts(i);
            prop_assert_eq!(conjuncts[0], i);
            let mut distinct = conjuncts.clone();
            distinct.sort_unstable();
            distinct.dedup();
            prop_assert_eq!(distinct.len(), conjuncts.len(), "no token is its own conjunct");
            let others = [conjuncts, syntax.subjects(i), syntax.objects(i), vec![syntax.rightmost(i)]].concat();
            prop_assert!(others.iter().all(|other| sentence.contains(other)));
            let phrase = syntax.noun_phrase(i);
            prop_assert!(phrase.start <= i && phrase.end == i + 1 && phrase.start >= sentence.start);
        }
    }
}
