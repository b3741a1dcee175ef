//! Whether a clause looks back or ahead, which decides what Tuesday or what May is meant.
//!
//! In: the word that a date phrase hangs on, and the parse. The tense is that of the auxiliaries; forms without a tense take
//! it from what governs them: "agreed to meet" looks ahead, "began to meet" back.

use super::resolve::Sense;
use crate::code::{Rules, Status, judge};
use crate::lexicon::{Entry, Lexicon};
use crate::ontology::Quad;
use crate::syntax::Syntax;

/// How many words above are looked at.
const HIGHEST: usize = 8;

/// A parse with the tables that say what its words do.
#[derive(Clone, Copy)]
pub struct Tables<'a> {
    /// The parse.
    pub syntax: &'a Syntax<'a>,
    /// Which words change what they govern.
    pub rules: &'a Rules,
    /// Which nouns and verbs tell of an event.
    pub lexicon: &'a Lexicon,
}

impl Tables<'_> {
    /// The sense of the clause or noun phrase that `word` heads.
    pub(super) fn sense(self, word: usize) -> Sense {
        let mut at = word;
        for _ in 0..HIGHEST {
            let own = if self.is_verbal(at) { self.verb(at, at != word) } else { self.nominal(at) };
            if let Some(sense) = own {
                return sense;
            }
            match self.syntax.head(at) {
                Some(head) => at = head,
                None => break,
            }
        }
        Sense::Past
    }

    fn is_verbal(self, at: usize) -> bool {
        matches!(self.syntax.token(at).upos.as_str(), "VERB" | "AUX")
    }

    /// The tense of a verb by its form; nothing where what governs it decides. The present looks ahead for its own date
    /// ("the talks begin on Tuesday"), not for that of a noun below ("the May accord is void").
    fn verb(self, verb: usize, is_above: bool) -> Option<Sense> {
        if self.is_awaited(verb) {
            return Some(Sense::Future);
        }
        let syntax = self.syntax;
        let auxiliaries = || syntax.children_by(verb, &["aux", "auxpass"]);
        let is = |words: &[&str]| auxiliaries().any(|aux| words.contains(&syntax.form(aux).to_lowercase().as_str()));
        if is(&["have", "has", "had", "'ve", "’ve", "did", "was", "were"]) && !is(&["will", "to"]) {
            return Some(Sense::Past);
        }
        if is(&["will", "'ll", "’ll", "shall", "wo", "would", "could", "may", "might", "should", "must", "can", "ca"])
        {
            return Some(Sense::Future);
        }
        match syntax.token(verb).xpos.as_str() {
            "VBD" => Some(Sense::Past),
            // "says on Tuesday" is told after the fact.
            "VBZ" | "VBP" if is_above || self.rules.is_reporting(syntax.lemma(verb)) => Some(Sense::Past),
            // "Iran arrests two on Tuesday": a headline; force is not announced.
            "VBZ" | "VBP" if self.lexicon.verbs(syntax.lemma(verb)).next().is_some_and(is_force) => Some(Sense::Past),
            "VBZ" | "VBP" => Some(Sense::Future),
            "VBG" if is(&["is", "are", "'s", "'re", "’s", "’re"]) => Some(Sense::Future),
            "VBN" if is(&["is", "are", "'s", "'re", "’s", "’re"]) => Some(Sense::Past),
            "VB" if is(&["to"]) => self.infinitive(verb),
            "VBN" if syntax.deprel(verb) != "conj" => Some(Sense::Past),
            _ => None,
        }
    }

    /// "is scheduled for Tuesday", "talks planned for May": put to a time to come.
    fn is_awaited(self, verb: usize) -> bool {
        const AWAITED: [&str; 9] =
            ["anticipate", "await", "book", "expect", "plan", "schedule", "set", "slate", "timetable"];
        let syntax = self.syntax;
        syntax.token(verb).xpos == "VBN"
            && AWAITED.contains(&syntax.lemma(verb))
            && (syntax.is_passive(verb) || syntax.deprel(verb) == "acl" || syntax.child(verb, &["auxpass"]).is_some())
    }

    /// "agreed to meet" looks ahead; "began to meet", "refused to meet" go with their verb.
    fn infinitive(self, verb: usize) -> Option<Sense> {
        let status = judge(self.syntax, self.rules, verb).status;
        (status == Status::Planned || status == Status::Hypothetical || self.syntax.head(verb).is_none())
            .then_some(Sense::Future)
    }

    /// "the planned talks on Tuesday", "will attend Friday's summit"; attacks are not announced.
    fn nominal(self, noun: usize) -> Option<Sense> {
        let syntax = self.syntax;
        let head = syntax.head(noun)?;
        if matches!(syntax.token(noun).upos.as_str(), "ADJ" | "ADV") {
            let is_ahead = self.rules.adjective(syntax.lemma(noun)) == Some(Status::Planned);
            return is_ahead.then_some(Sense::Future);
        }
        if !syntax.is_noun(noun) {
            return None;
        }
        if self.is_violent(noun) {
            return Some(Sense::Past);
        }
        let judgement = judge(syntax, self.rules, noun);
        let is_asked_for = judgement.status == Status::Hypothetical && judgement.governor.is_some();
        if judgement.status == Status::Planned || is_asked_for {
            return Some(Sense::Future);
        }
        let is_ahead = syntax.deprel(noun) == "pobj" && is_ahead_of(syntax, head);
        is_ahead.then_some(Sense::Future)
    }

    fn is_violent(self, noun: usize) -> bool {
        let lemma = self.syntax.lemma(noun).to_lowercase();
        self.lexicon.nouns(&lemma).next().is_some_and(is_force)
    }
}

fn is_force(entry: &Entry) -> bool {
    entry.event.quad() == Quad::MaterialConflict
}

/// "ahead of Tuesday's vote", "until Friday".
fn is_ahead_of(syntax: &Syntax<'_>, preposition: usize) -> bool {
    let form = syntax.form(preposition).to_lowercase();
    let of_ahead = || syntax.head(preposition).is_some_and(|head| syntax.lemma(head) == "ahead");
    matches!(form.as_str(), "until" | "till" | "pending") || form == "of" && of_ahead()
}
