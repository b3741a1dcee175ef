//! How far a mediation has come.
//!
//! In: a word of mediation. Out: the stage that the words above it tell ("**offered** to mediate", "**rejected** Omani
//! mediation"), else what modals and tense tell, else the word's own ("brokered" has ended, "mediates" goes on).

use crate::lexicon::Pos;
use crate::syntax::Syntax;

use super::Stage;
use super::trigger::Told;
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
        if matches!(syntax.deprel(at), "advcl" | "conj" | "relcl" | "parataxis") && !is_asked(syntax, words, at, head) {
            break;
        }
        if let Some(stage) = of_word(syntax, words, head) {
            // "agreed to a deal that Qatar brokered": it is done.
            let is_done = word.stage == Stage::Ended && is_finite_or_participle(syntax, told.trigger);
            if !is_done || stage == Stage::Rejected {
                let answer = if stage == Stage::Offered { answered(syntax, words, head) } else { None };
                return answer.unwrap_or((stage, Some(head)));
            }
        }
        if let Some(stage) = modal(syntax, head).filter(|_| syntax.is_verb(at)) {
            return (stage, Some(head));
        }
        at = head;
    }
    (own(syntax, told, word), None)
}

/// The stage of the word itself: what ends things has not ended them yet in "is brokering", "stepped in to settle".
fn own(syntax: &Syntax<'_>, told: &Told, word: &Word) -> Stage {
    let is_under_way = told.pos == Pos::Verb && matches!(syntax.token(told.trigger).xpos.as_str(), "VBG" | "VB");
    if is_under_way && word.stage == Stage::Ended { Stage::Ongoing } else { word.stage }
}

/// "called on Oman to mediate", where the parser takes what is asked for a clause beside.
fn is_asked(syntax: &Syntax<'_>, words: &MediationWords, at: usize, head: usize) -> bool {
    let is_infinitive = syntax.deprel(at) == "advcl" && syntax.token(at).xpos == "VB";
    is_infinitive && of_word(syntax, words, head) == Some(Stage::Offered)
}

/// "Oman's offer **was declined**": how the verb above answers an offer; one refusal is enough.
fn answered(syntax: &Syntax<'_>, words: &MediationWords, offer: usize) -> Option<(Stage, Option<usize>)> {
    let verb = syntax.head(offer).filter(|_| matches!(syntax.deprel(offer), "dobj" | "nsubjpass" | "pobj"))?;
    let verb = if syntax.is_verb(verb) { verb } else { syntax.head(verb)? };
    let all = std::iter::once(verb).chain(syntax.children_by(verb, &["conj"]));
    let answers = all.filter_map(|verb| Some((of_word(syntax, words, verb)?, Some(verb))));
    let answers: Vec<_> = answers.filter(|(stage, _)| matches!(stage, Stage::Accepted | Stage::Rejected)).collect();
    answers.iter().find(|(stage, _)| *stage == Stage::Rejected).or(answers.first()).copied()
}

/// The stage that a word tells, with its particle ("turned down"); who does not accept or want rejects.
pub(super) fn of_word(syntax: &Syntax<'_>, words: &MediationWords, at: usize) -> Option<Stage> {
    let lemma = syntax.lemma(at).to_lowercase();
    let particle = syntax.children_by(at, &["prt", "advmod"]).next();
    let phrasal =
        particle.and_then(|particle| words.stage(&format!("{lemma} {}", syntax.form(particle).to_lowercase())));
    let stage = phrasal.or_else(|| words.stage(&lemma)).flatten()?;
    let is_denied = syntax.child(at, &["neg"]).is_some();
    let is_refusal = is_denied && matches!(stage, Stage::Accepted | Stage::Offered);
    Some(if is_refusal { Stage::Rejected } else { stage })
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

#[cfg(test)]
mod tests {
    use super::super::Role;
    use super::*;
    use crate::testing::parsed;

    fn stage_of(table: &str, word: &str, pos: Pos, own: Stage) -> Stage {
        let parsed = parsed(table);
        let words = MediationWords::embedded().expect("sound tables");
        let told = Told { trigger: parsed.token(word), pos, thing: None };
        let entry = Word { role: Role::Mediator, needs: Vec::new(), stage: own };
        stage(&parsed.syntax(), &words, &told, &entry).0
    }

    #[test]
    fn words_above_tell_the_stage() {
        let offered = "Oman Oman PROPN NNP 2 nsubj\noffered offer VERB VBD 0 ROOT\nto to PART TO 4 aux\n\
                       mediate mediate VERB VB 2 xcomp";
        assert_eq!(stage_of(offered, "mediate", Pos::Verb, Stage::Ongoing), Stage::Offered);
        let down = "Chad Chad PROPN NNP 2 nsubj\nturned turn VERB VBD 0 ROOT\ndown down ADP RP 2 prt\n\
                    mediation mediation NOUN NN 2 dobj";
        assert_eq!(stage_of(down, "mediation", Pos::Noun, Stage::Ongoing), Stage::Rejected);
    }

    #[test]
    fn what_was_brokered_is_done_whatever_is_agreed() {
        let agreed = "They they PRON PRP 2 nsubj\nagreed agree VERB VBD 0 ROOT\non on ADP IN 2 prep\n\
                      a a DET DT 6 det\nbrokered broker VERB VBN 6 amod\ntruce truce NOUN NN 3 pobj";
        assert_eq!(stage_of(agreed, "brokered", Pos::Verb, Stage::Ended), Stage::Ended);
    }

    #[test]
    fn modals_offer_and_announce() {
        let will =
            "Oman Oman PROPN NNP 3 nsubj\nwill will AUX MD 3 aux\nhost host VERB VB 0 ROOT\ntalks talk NOUN NNS 3 dobj";
        assert_eq!(stage_of(will, "host", Pos::Verb, Stage::Ongoing), Stage::Accepted);
        let could = "Oman Oman PROPN NNP 3 nsubj\ncould could AUX MD 3 aux\nhost host VERB VB 0 ROOT\ntalks talk NOUN NNS 3 dobj";
        assert_eq!(stage_of(could, "host", Pos::Verb, Stage::Ongoing), Stage::Offered);
    }
}
