//! For unit tests: parses written by hand, and small tables that know the names in them. No model is loaded.
//!
//! A parse is a table with one line a token, `form lemma upos xpos head deprel` and where needed an entity tag such as
//! `B-GPE` or `I-GPE`. Heads count from 1 within the sentence, 0 marks the root; an empty line ends a sentence.

use std::sync::LazyLock;

use legation_nlp::{Annotations, Label, NamedEntity, Span, Token};

use crate::gazetteer::{Gazetteer, GazetteerText};
use crate::ontology::Ontology;
use crate::syntax::Syntax;

/// The embedded ontology, which other tables are checked against.
pub(crate) static ONTOLOGY: LazyLock<Ontology> =
    LazyLock::new(|| Ontology::embedded().unwrap_or_else(|error| panic!("{error}")));

/// A few states, bodies and groups, and invented persons in offices that begin and end.
pub(crate) static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
    let text = GazetteerText {
        countries: "entity,iso2,cow,name,aliases,adjectives,people,capitals,seats,status,note\n\
            AFG,AF,700,Afghanistan,,Afghan,Afghan|Afghans,Kabul,,state,\n\
            CHN,CN,710,China,,Chinese,Chinese,Beijing,,state,\n\
            IRN,IR,630,Iran,,Iranian,Iranian|Iranians,Tehran,,state,\n\
            IRQ,IQ,645,Iraq,,Iraqi,Iraqi|Iraqis,Baghdad,,state,\n\
            ISR,IL,666,Israel,,Israeli,Israeli|Israelis,,,state,\n\
            QAT,QA,694,Qatar,,Qatari,Qatari|Qataris,Doha,,state,\n\
            SDN,SD,625,Sudan,,Sudanese,Sudanese,Khartoum,,state,\n\
            USA,US,2,United States,US|U.S.,American|US,American|Americans,Washington,White House,state,\n",
        bodies: "entity,name,aliases,body,type,note\n\
            UNO,United Nations,UN|U.N.,,igo,\nUNO,UN Security Council,Security Council|UNSC,UNSC,igo,\n",
        groups: "entity,name,aliases,country,type,sectors,since,until,verified,note\n\
            TALIBAN,Taliban,,AFG,armed_group,REB,1996,2021-08-14,unchecked,\n\
            TALIBAN,Taliban,,AFG,armed_group,GOV|MIL,2021-08-15,,unchecked,\n",
        institutions: "lemma,type,sectors,note\narmy,institution,MIL,\nforeign ministry,institution,GOV,\n",
        offices: "lemma,sectors,note\nenvoy,GOV,\nforeign minister,GOV,\npresident,GOV,\n\
            special envoy,GOV,\nspokesman,GOV,\n",
        roles: "lemma,type,sectors,note\nmilitiaman,armed_group,UAF,\nprotester,people,CVL|OPP,\nrebel,armed_group,REB,\n",
        officials: "person,aliases,country,body,office,sectors,since,until,verified\n\
            Ann Example,,SDN,,president,GOV,2010-05-01,2015-06-30,unchecked\n\
            Bob Sample,Sample,,UNO,secretary-general,GOV,,,unchecked\n",
        places: "name,aliases,country,note\nBasra,,IRQ,\n",
    };
    Gazetteer::load(&text, &ONTOLOGY).unwrap_or_else(|error| panic!("{error}"))
});

/// A text with its parse.
pub(crate) struct Parsed {
    pub(crate) text: String,
    pub(crate) annotations: Annotations,
}

impl Parsed {
    /// The parse, ready for questions.
    pub(crate) fn syntax(&self) -> Syntax<'_> {
        Syntax::new(&self.text, &self.annotations)
    }

    /// The first token with this form.
    pub(crate) fn token(&self, form: &str) -> usize {
        let found = self.annotations.tokens.iter().position(|token| token.span.of(&self.text) == form);
        found.unwrap_or_else(|| panic!("no token {form:?} in {:?}", self.text))
    }

    /// The words of tokens.
    pub(crate) fn forms(&self, tokens: &[usize]) -> Vec<&str> {
        tokens.iter().map(|&i| self.annotations.tokens[i].span.of(&self.text)).collect()
    }
}

/// Reads a table into a text, with blanks where English has them, and its annotations.
///
/// # Panics
/// If a line lacks columns, or the heads of a sentence make no tree.
pub(crate) fn parsed(table: &str) -> Parsed {
    let mut parsed = Parsed { text: String::new(), annotations: Annotations::default() };
    let mut start = 0;
    for line in table.trim().lines().map(str::trim).chain([""]) {
        if line.is_empty() {
            end_sentence(&mut parsed.annotations, start);
            start = parsed.annotations.tokens.len();
        } else {
            add_token(&mut parsed, start, line);
        }
    }
    parsed
}

fn add_token(parsed: &mut Parsed, first: usize, line: &str) {
    let columns: Vec<&str> = line.split_whitespace().collect();
    let &[form, lemma, upos, xpos, head, deprel, ref entity @ ..] = columns.as_slice() else {
        panic!("{line:?}: expected form lemma upos xpos head deprel [entity]")
    };
    let Parsed { text, annotations: Annotations { tokens, entities, .. } } = parsed;
    let i = tokens.len();
    let head: usize = head.parse().unwrap_or_else(|_| panic!("{line:?}: head {head:?} is no number"));
    if let Some(last) = tokens.last_mut().filter(|last| !is_joined(last, form, xpos)) {
        last.space_after = true;
        text.push(' ');
    }
    let start = text.len() as u32;
    text.push_str(form);
    tokens.push(Token {
        span: Span::new(start, text.len() as u32),
        lemma: lemma.into(),
        upos: Label::new(upos),
        xpos: Label::new(xpos),
        feats: Label::default(),
        head: head.checked_sub(1).map_or(i, |head| first + head) as u32,
        deprel: Label::new(deprel),
        space_after: false,
    });
    let next = i as u32 + 1;
    match entity.first().map(|tag| tag.split_at(2)) {
        Some(("B-", label)) => entities.push(NamedEntity { tokens: i as u32..next, label: Label::new(label) }),
        Some(("I-", label)) => match entities.last_mut() {
            Some(entity) if entity.label == label && entity.tokens.end == i as u32 => entity.tokens.end = next,
            _ => panic!("{line:?}: continues no entity"),
        },
        Some(_) => panic!("{line:?}: expected an entity tag such as B-GPE"),
        None => {}
    }
}

/// Whether a token follows without a blank: most punctuation, a possessive, the parts of a hyphenated word.
fn is_joined(last: &Token, form: &str, xpos: &str) -> bool {
    matches!(form, "." | "," | ";" | "?" | "!" | "”") || matches!(xpos, "POS" | "HYPH" | "''") || {
        matches!(&*last.xpos, "HYPH" | "``")
    }
}

fn end_sentence(annotations: &mut Annotations, start: usize) {
    let end = annotations.tokens.len();
    assert!(start < end, "a sentence without tokens");
    for i in start..end {
        let heads = std::iter::successors(Some(i), |&at| Some(annotations.tokens[at].head as usize));
        let root = heads.take(end - start).find(|&at| at >= end || annotations.tokens[at].head as usize == at);
        assert!(root.is_some_and(|root| root < end), "token {} of a sentence hangs on no root", i - start + 1);
    }
    annotations.sentences.push(start as u32..end as u32);
}
