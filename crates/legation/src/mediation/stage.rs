//! How far a mediation has come.
//!
//! In: a word of mediation. Out: the stage that the words above it tell ("**offered** to mediate", "**rejected** Omani
//! mediation"), else what modals and tense tell, else the word's own ("brokered" has ended, "mediates" goes on).

use crate::lexicon::Pos;
use crate::syntax::Syntax;

use super::Stage;
use super::who::Told;
use super::words::{MediationWords, Word};

/// How far above a word others may tell its stage.
const HIGHEST: usize = 5;

/// The stage, and the word that told it.
pub(super) fn stage(syntax: &Syntax<'_>, words: &MediationWords, told: &Told, word: &Word) -> (Stage, Option<usize>) {
    let mut at = told.trigger;
    if let Some(stage) = modal(syntax, at) {
        return (stage, Some(at));
    }
    for _ in 0..HIGHEST {
        if let Some(adjective) = at_hand(syntax, words, at) {
            return (Stage::Offered, Some(adjective));
        }
        let Some(head) = syntax.head(at) else { break };
        if matches!(syntax.deprel(at), "advcl" | "conj" | "relcl" | "parataxis") {
            break;
        }
        if let Some(stage) = of_word(syntax, words, head) {
            // "agreed to a deal that Qatar brokered": it is done.
            let is_done = word.stage == Stage::Ended && is_finite_or_participle(syntax, told.trigger);
            if !is_done || stage == Stage::Rejected {
                return (stage, Some(head));
            }
        }
        if let Some(stage) = modal(syntax, head).filter(|_| syntax.is_verb(at)) {
            return (stage, Some(head));
        }
        at = head;
    }
    let is_under_way = told.pos == Pos::Verb && syntax.token(told.trigger).xpos == "VBG";
    (if is_under_way && word.stage == Stage::Ended { Stage::Ongoing } else { word.stage }, None)
}

/// The stage that a word tells, with its particle ("turned down"); who does not accept rejects.
pub(super) fn of_word(syntax: &Syntax<'_>, words: &MediationWords, at: usize) -> Option<Stage> {
    let lemma = syntax.lemma(at).to_lowercase();
    let particle = syntax.children_by(at, &["prt", "advmod"]).next();
    let phrasal =
        particle.and_then(|particle| words.stage(&format!("{lemma} {}", syntax.form(particle).to_lowercase())));
    let stage = phrasal.or_else(|| words.stage(&lemma)).flatten()?;
    let is_denied = syntax.child(at, &["neg"]).is_some();
    Some(if is_denied && stage == Stage::Accepted { Stage::Rejected } else { stage })
}

/// "brokered", "which Qatar brokered", "Qatari-brokered": not "to broker".
fn is_finite_or_participle(syntax: &Syntax<'_>, verb: usize) -> bool {
    matches!(syntax.token(verb).xpos.as_str(), "VBD" | "VBN" | "VBZ" | "VBP")
}

/// "would mediate", "can mediate" are offers; "will host" has been agreed.
fn modal(syntax: &Syntax<'_>, verb: usize) -> Option<Stage> {
    let auxiliary = syntax.children_by(verb, &["aux"]).find(|&aux| syntax.token(aux).xpos == "MD")?;
    match syntax.lemma(auxiliary).to_lowercase().as_str() {
        "will" | "shall" => Some(Stage::Accepted),
        "can" | "could" | "may" | "might" | "would" => Some(Stage::Offered),
        _ => None,
    }
}

/// "is ready to mediate", "its willingness to host": a state of mind that offers.
fn at_hand(syntax: &Syntax<'_>, words: &MediationWords, at: usize) -> Option<usize> {
    let above = syntax.head(at).filter(|_| matches!(syntax.deprel(at), "xcomp" | "acl" | "ccomp"))?;
    let adjective = [Some(above), syntax.child(above, &["acomp"])].into_iter().flatten();
    adjective.into_iter().find(|&word| {
        matches!(syntax.token(word).upos.as_str(), "ADJ" | "NOUN")
            && words.stage(&syntax.lemma(word).to_lowercase()) == Some(Some(Stage::Offered))
    })
}
