//! Compares the engine with what spaCy wrote down, field by field.

use std::collections::BTreeMap;

use legation_nlp::{Annotations, Pipeline};
use serde::Deserialize;

/// One document as `testdata/parity/generate.py` writes it.
#[derive(Deserialize)]
pub(crate) struct Gold {
    text: Vec<String>,
    ws: Vec<bool>,
    tag: Vec<String>,
    pos: Vec<String>,
    morph: Vec<String>,
    lemma: Vec<String>,
    head: Vec<u32>,
    dep: Vec<String>,
    sent: Vec<u32>,
    ents: Vec<(u32, u32, String)>,
}

/// Differing tokens, by field, with the first few examples.
#[derive(Default)]
pub(crate) struct Report {
    pub(crate) n_documents: usize,
    pub(crate) n_tokens: usize,
    pub(crate) differing: BTreeMap<&'static str, usize>,
    pub(crate) examples: Vec<String>,
}

impl Report {
    /// How many tokens, sentences or entities differ in all.
    pub(crate) fn total(&self) -> usize {
        self.differing.values().sum()
    }

    fn differ(&mut self, field: &'static str, what: String) {
        *self.differing.entry(field).or_default() += 1;
        if self.examples.len() < 20 {
            self.examples.push(format!("document {} {field}: {what}", self.n_documents));
        }
    }
}

impl Gold {
    /// The text that the tokens were cut from.
    pub(crate) fn source(&self) -> String {
        self.text
            .iter()
            .zip(&self.ws)
            .flat_map(|(word, &space)| [word.as_str(), if space { " " } else { "" }])
            .collect()
    }
}

/// Annotates each document of `lines` (JSONL, split at LF only) and compares.
pub(crate) fn compare(pipeline: &Pipeline, lines: &str) -> Report {
    let mut report = Report::default();
    for line in lines.split('\n').filter(|line| !line.is_empty()) {
        let gold: Gold = serde_json::from_str(line).expect("a fixture line");
        let source = gold.source();
        let annotations = pipeline.annotate(&source);
        compare_document(&gold, &source, &annotations, &mut report);
        report.n_documents += 1;
        report.n_tokens += gold.text.len();
    }
    report
}

fn compare_document(gold: &Gold, source: &str, found: &Annotations, report: &mut Report) {
    let forms: Vec<&str> = found.tokens.iter().map(|token| token.span.of(source)).collect();
    if forms != gold.text {
        let at = forms.iter().zip(&gold.text).take_while(|(a, b)| *a == *b).count();
        report.differ("text", format!("token {at}: {:?} for {:?}", forms.get(at), gold.text.get(at)));
        return;
    }
    for (i, token) in found.tokens.iter().enumerate() {
        let fields = [
            ("tag", token.xpos.as_str(), gold.tag[i].as_str()),
            ("pos", token.upos.as_str(), gold.pos[i].as_str()),
            ("morph", token.feats.as_str(), gold.morph[i].as_str()),
            ("lemma", token.lemma.as_str(), gold.lemma[i].as_str()),
            ("dep", token.deprel.as_str(), gold.dep[i].as_str()),
        ];
        for (name, got, wanted) in fields {
            if got != wanted {
                report.differ(name, format!("token {i} {:?}: {got:?} for {wanted:?}", gold.text[i]));
            }
        }
        if token.head != gold.head[i] {
            report.differ("head", format!("token {i} {:?}: {} for {}", gold.text[i], token.head, gold.head[i]));
        }
        if token.space_after != gold.ws[i] {
            report.differ("ws", format!("token {i} {:?}", gold.text[i]));
        }
    }
    let starts: Vec<u32> = found.sentences.iter().map(|sentence| sentence.start).collect();
    if starts != gold.sent {
        report.differ("sent", format!("{starts:?} for {:?}", gold.sent));
    }
    let entities: Vec<_> = found
        .entities
        .iter()
        .map(|entity| (entity.tokens.start, entity.tokens.end, entity.label.to_string()))
        .collect();
    if entities != gold.ents {
        report.differ("ents", format!("{entities:?} for {:?}", gold.ents));
    }
}
