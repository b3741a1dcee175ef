//! Whether a happening is told as fact: denied, failed, possible, planned, background, going on, or done.
//!
//! In: the word that tells of it, and the parse. Out: a status and the words that decided it. The way goes from
//! the trigger up through the clauses that govern it, as in Saurí and Pustejovsky, "Are You Sure That This Happened?
//! Assessing the Factuality Degree of Events in Text", Computational Linguistics 38 (2012), section 3.

use super::{Rules, Status};
use crate::date::Phrase;
use crate::syntax::Syntax;

/// A status with the words that decided it.
#[derive(Debug, Clone)]
pub(crate) struct Judgement {
    pub(crate) status: Status,
    pub(crate) why: Option<String>,
    /// A verb above the trigger that made it possible only; a request or threat there is an event of its own.
    pub(crate) governor: Option<usize>,
    /// The words that date it.
    pub(super) phrase: Option<Phrase>,
}

impl Judgement {
    /// Notes that it happened over a year before the report, by these words.
    pub(super) fn is_long_ago(&mut self, words: &str) {
        self.lower(Status::Background, || words.to_owned(), None);
    }

    fn lower(&mut self, status: Status, why: impl FnOnce() -> String, governor: Option<usize>) {
        if status < self.status {
            self.status = status;
            self.why = Some(format!("{}: {}", status.as_str(), why()));
            self.governor = governor;
        }
    }
}

/// How many clauses above the trigger are looked at.
const HIGHEST: usize = 8;

/// Judges the happening that `trigger` tells of.
pub(crate) fn judge(syntax: &Syntax<'_>, rules: &Rules, trigger: usize) -> Judgement {
    let mut judgement = Judgement { status: Status::Actual, why: None, governor: None, phrase: None };
    let mut at = trigger;
    if syntax.is_noun(trigger) {
        own_words_of_noun(syntax, trigger, &mut judgement);
    }
    for _ in 0..HIGHEST {
        if !syntax.is_noun(at) {
            clause(syntax, rules, at, &mut judgement);
        }
        let Some(next) = governor(syntax, rules, at, &mut judgement) else { break };
        at = next;
    }
    judgement
}

/// Negation, modal verbs, conditional marks and aspect of one clause.
fn clause(syntax: &Syntax<'_>, rules: &Rules, verb: usize, judgement: &mut Judgement) {
    for child in syntax.children(verb).collect::<Vec<_>>() {
        let word = || syntax.form(child).to_owned();
        match syntax.deprel(child) {
            "neg" => judgement.lower(Status::Denied, word, None),
            "aux" => auxiliary(syntax, rules, verb, child, judgement),
            "mark" if matches!(lower(syntax, child).as_str(), "if" | "unless" | "whether" | "lest") => {
                judgement.lower(Status::Hypothetical, word, None);
            }
            "preconj" if lower(syntax, child) == "neither" => judgement.lower(Status::Denied, word, None),
            // "no rebels attacked", "neither Iran nor Iraq attacked", "is no longer attacking"
            "nsubj" | "nsubjpass" | "advmod" => {
                let negation = |word: usize| matches!(lower(syntax, word).as_str(), "no" | "neither" | "none");
                if let Some(no) =
                    syntax.children_by(child, &["det", "preconj", "neg", "cc"]).find(|&word| negation(word))
                {
                    judgement.lower(Status::Denied, || syntax.form(no).to_owned(), None);
                }
            }
            _ => {}
        }
    }
    if syntax.deprel(verb) == "conj"
        && syntax.token(verb).xpos == "VB"
        && syntax.child(verb, &["aux"]).is_none()
        && let Some(first) = syntax.head(verb)
    {
        // "will meet and discuss": the second verb shares the auxiliary of the first.
        for child in syntax.children_by(first, &["aux"]).collect::<Vec<_>>() {
            auxiliary(syntax, rules, first, child, judgement);
        }
    }
}

fn auxiliary(syntax: &Syntax<'_>, rules: &Rules, verb: usize, aux: usize, judgement: &mut Judgement) {
    let word = || syntax.form(aux).to_owned();
    match lower(syntax, aux).as_str() {
        "will" | "'ll" | "’ll" | "shall" | "wo" => judgement.lower(Status::Planned, word, None),
        // "announced that it would leave": the future as told in the past
        "would" if is_reported(syntax, rules, verb) => judgement.lower(Status::Planned, word, None),
        // "who had led the raid": told to explain what the news is
        "had" if syntax.token(verb).xpos == "VBN" && !is_reported(syntax, rules, verb) => {
            judgement.lower(Status::Background, word, None);
        }
        "would" | "could" | "may" | "might" | "should" | "must" | "can" | "ca" | "ought" | "'d" | "’d" => {
            judgement.lower(Status::Hypothetical, word, None);
        }
        "is" | "are" | "'s" | "'re" | "’s" | "’re" | "been" if syntax.token(verb).xpos == "VBG" => {
            judgement.lower(Status::Ongoing, || format!("{} {}", syntax.form(aux), syntax.form(verb)), None);
        }
        // "gathered to protest": they did.
        "to" if syntax.deprel(verb) == "advcl"
            && syntax.head(verb).is_some_and(|head| is_coming_together(syntax, head)) => {}
        "to" if syntax.deprel(verb) == "advcl" || syntax.deprel(verb) == "relcl" => {
            judgement.lower(Status::Planned, || format!("to {}", syntax.form(verb)), None);
        }
        "to" if is_headline_future(syntax, verb) => judgement.lower(Status::Planned, word, None),
        _ => {}
    }
}

fn is_coming_together(syntax: &Syntax<'_>, verb: usize) -> bool {
    const TOGETHER: [&str; 6] = ["assemble", "converge", "gather", "march", "rally", "turn"];
    TOGETHER.contains(&syntax.lemma(verb)) && syntax.child(verb, &["aux", "neg"]).is_none()
}

/// Whether the clause is what somebody says.
fn is_reported(syntax: &Syntax<'_>, rules: &Rules, verb: usize) -> bool {
    let is_said = |head: usize| rules.is_reporting(syntax.lemma(head)) || syntax.lemma(head) == "announce";
    syntax.deprel(verb) == "ccomp" && syntax.head(verb).is_some_and(is_said)
}

/// "Leaders to meet in Cairo", "the talks are to resume".
fn is_headline_future(syntax: &Syntax<'_>, verb: usize) -> bool {
    syntax.deprel(verb) == "ROOT"
        || syntax.head(verb).is_some_and(|head| syntax.deprel(verb) == "xcomp" && syntax.lemma(head) == "be")
}

/// "no attack", "the planned visit", "an alleged plot".
fn own_words_of_noun(syntax: &Syntax<'_>, noun: usize, judgement: &mut Judgement) {
    for child in syntax.children_by(noun, &["det", "amod", "compound", "neg"]).collect::<Vec<_>>() {
        let word = || syntax.form(child).to_owned();
        match lower(syntax, child).as_str() {
            "no" | "neither" => judgement.lower(Status::Denied, word, None),
            "failed" | "attempted" | "aborted" | "cancelled" | "canceled" | "foiled" | "abortive" | "unsuccessful"
            | "postponed" => {
                judgement.lower(Status::Failed, word, None);
            }
            "possible" | "potential" | "alleged" | "suspected" | "hypothetical" | "threatened" | "any" | "feared"
            | "would-be" => {
                judgement.lower(Status::Hypothetical, word, None);
            }
            "planned" | "upcoming" | "forthcoming" | "scheduled" | "proposed" | "future" | "coming" | "expected"
            | "impending" => {
                judgement.lower(Status::Planned, word, None);
            }
            "ongoing" | "continuing" | "continued" => judgement.lower(Status::Ongoing, word, None),
            _ => {}
        }
    }
}

/// Looks at the word that governs `at`, takes its effect, and gives the clause to go on from.
fn governor(syntax: &Syntax<'_>, rules: &Rules, at: usize, judgement: &mut Judgement) -> Option<usize> {
    let head = syntax.head(at)?;
    match syntax.deprel(at) {
        "ccomp" if rules.is_reporting(syntax.lemma(head)) => {
            // When and whether it is said tells nothing of what is said; a denial does.
            by_word(syntax, rules, head, judgement);
            None
        }
        // "a pact signed in May" was signed; "a pact to sign" was not.
        "acl" if syntax.token(at).xpos == "VBN" => None,
        "xcomp" | "ccomp" | "acl" | "pcomp" | "acomp" | "attr" | "oprd" | "csubj" => {
            by_word(syntax, rules, head, judgement);
            Some(head)
        }
        "pobj" => by_preposition(syntax, rules, head, judgement),
        "nsubj" if syntax.is_noun(at) => {
            if is_fall_through(syntax, head) {
                carried(syntax, rules, head, judgement);
            }
            // "the attack may happen", but "the attack may hurt exports" did happen.
            is_of_happening(syntax, head).then_some(head)
        }
        "dobj" | "nsubjpass" if syntax.is_noun(at) => {
            carried(syntax, rules, head, judgement);
            rules.carrier(syntax.lemma(head)).map(|_| head)
        }
        "dobj" | "nsubj" | "nsubjpass" if syntax.is_verb(head) => Some(head),
        "conj" if !syntax.is_noun(at) && syntax.token(at).xpos != "VBD" && shares_governor(syntax, at) => Some(head),
        "prep" | "prt" | "agent" | "dative" => Some(head),
        "advcl" if is_conditional(syntax, at) => Some(head),
        _ => None,
    }
}

/// A conjunct without tense of its own stands under what governs the first one ("plans to meet and sign").
fn shares_governor(syntax: &Syntax<'_>, verb: usize) -> bool {
    let xpos = syntax.token(verb).xpos;
    (xpos == "VB" || xpos == "VBG") && syntax.child(verb, &["nsubj"]).is_none()
}

fn is_conditional(syntax: &Syntax<'_>, verb: usize) -> bool {
    syntax.children_by(verb, &["mark"]).any(|mark| lower(syntax, mark) == "if")
}

/// Verbs that say of their subject that it is, begins or ends.
fn is_of_happening(syntax: &Syntax<'_>, verb: usize) -> bool {
    const HAPPENING: [&str; 14] = [
        "be", "begin", "continue", "end", "erupt", "follow", "go", "happen", "occur", "open", "proceed", "resume",
        "start", "take",
    ];
    HAPPENING.contains(&syntax.lemma(verb)) || is_fall_through(syntax, verb)
}

/// "the talks collapsed".
fn is_fall_through(syntax: &Syntax<'_>, verb: usize) -> bool {
    matches!(syntax.lemma(verb), "collapse" | "fail" | "stall" | "break" | "falter")
}

fn by_word(syntax: &Syntax<'_>, rules: &Rules, word: usize, judgement: &mut Judgement) {
    let lemma = syntax.lemma(word).to_lowercase();
    let upos = syntax.token(word).upos;
    let effect = match upos.as_str() {
        "VERB" | "AUX" => rules.verb(&lemma),
        "ADJ" | "ADV" => rules.adjective(&lemma),
        "NOUN" if syntax.children_by(word, &["det"]).any(|det| lower(syntax, det) == "no") => Some(Status::Denied),
        "NOUN" => rules.noun(&lemma),
        _ => None,
    };
    if let Some(effect) = effect {
        judgement.lower(effect, || format!("governed by \"{}\"", syntax.form(word)), Some(word));
    }
}

/// "the threat of an attack", "plans for a visit", "agreed on a visit"; a plain preposition changes nothing.
fn by_preposition(syntax: &Syntax<'_>, rules: &Rules, preposition: usize, judgement: &mut Judgement) -> Option<usize> {
    let head = syntax.head(preposition)?;
    if syntax.is_noun(head) && matches!(syntax.lemma(preposition), "of" | "for" | "to" | "on" | "against") {
        by_word(syntax, rules, head, judgement);
    } else if syntax.is_verb(head)
        && matches!(syntax.lemma(preposition), "to" | "for" | "from" | "on" | "against" | "of")
    {
        by_word(syntax, rules, head, judgement);
        return None;
    }
    (syntax.is_noun(head)).then_some(head)
}

fn carried(syntax: &Syntax<'_>, rules: &Rules, verb: usize, judgement: &mut Judgement) {
    if let Some(Some(effect)) = rules.carrier(syntax.lemma(verb)) {
        judgement.lower(effect, || format!("object of \"{}\"", syntax.form(verb)), Some(verb));
    }
}

fn lower(syntax: &Syntax<'_>, i: usize) -> String {
    syntax.form(i).to_lowercase()
}
