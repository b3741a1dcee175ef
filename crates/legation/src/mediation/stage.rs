//! How far a mediation has come.
//!
//! In: a word of mediation. Out: the stage that the words above it tell ("**offered** to mediate", "**rejected** Omani
//! mediation"), else what modals and tense tell, else the word's own ("brokered" has ended, "mediates" goes on).

use crate::lexicon::Pos;
use crate::syntax::Syntax;

use super::trigger::Told;
use super::who::as_before;
use super::words::{Frame, MediationWords, Thing, Word};
use super::{Role, Stage};

/// How far above a word others may tell its stage.
const HIGHEST: usize = 5;

/// The stage, and the word that told it.
pub(super) fn stage(syntax: &Syntax<'_>, words: &MediationWords, told: &Told, word: &Word) -> (Stage, Option<usize>) {
    // "acts as go-between": the words above are those of "as"
    let mut at = as_before(syntax, told.trigger).unwrap_or(told.trigger);
    if let Some(stage) = modal(syntax, at) {
        return (stage, Some(at));
    }
    if let Some(verb) = concluded(syntax, words, told) {
        return (Stage::Ended, Some(verb));
    }
    for _ in 0..HIGHEST {
        if let Some(word) = at_hand(syntax, words, at) {
            return answered(syntax, words, word).unwrap_or((Stage::Offered, Some(word)));
        }
        let Some(head) = syntax.head(at) else { break };
        let is_plan = syntax.deprel(at) == "relcl" && syntax.token(at).xpos == "VB" && syntax.is_noun(head);
        let is_apart = matches!(syntax.deprel(at), "advcl" | "conj" | "relcl" | "parataxis") && !is_plan;
        if is_apart && !is_asked(syntax, words, at, head) {
            break;
        }
        // "The guarantors called for patience" tells what they do else.
        let is_subject = syntax.deprel(at) == "nsubj" && syntax.child(head, &["acomp"]).is_none();
        let is_own = |stage: &Stage| !is_subject || matches!(stage, Stage::Ended | Stage::Ongoing);
        // "exchanged offers through Oman": of what is carried
        let is_carried = word.needs.contains(&Thing::Through) && syntax.is_noun(head);
        if let Some(stage) = of_word(syntax, words, head).filter(|stage| is_own(stage) && !is_carried) {
            // "named Chile as guarantor": it is one from then on
            let is_named = word.role == Role::Guarantor && words.is(Frame::Appoints, syntax.lemma(head));
            let stage = if is_named && stage == Stage::Accepted { Stage::Ongoing } else { stage };
            // "agreed to a deal that Qatar brokered": it is done.
            let is_done = word.stage == Stage::Ended && is_finite_or_participle(syntax, told.trigger);
            if !is_done || stage == Stage::Rejected {
                let is_open = matches!(stage, Stage::Offered | Stage::Ongoing) && syntax.is_noun(head);
                let answer = if is_open { answered(syntax, words, head) } else { None };
                let answer = answer.or_else(|| resumed(syntax, words, head).filter(|_| stage == Stage::Ongoing));
                return answer.unwrap_or((stage, Some(head)));
            }
        }
        // "is to host them"
        let is_set = syntax.lemma(head) == "be" && syntax.deprel(at) == "xcomp" && syntax.token(at).xpos == "VB";
        if is_set && syntax.child(head, &["acomp", "attr"]).is_none() {
            return (Stage::Accepted, Some(head));
        }
        if let Some(stage) = modal(syntax, head).filter(|_| syntax.is_verb(at) || syntax.form(at) == "as") {
            return (stage, Some(head));
        }
        at = head;
    }
    (own(syntax, words, told, word), None)
}

/// The stage of the word itself: what ends things has not ended them yet in "is brokering", "stepped in to settle"; whose
/// thing is a deal has ended ("a mediated truce"); a headline's infinitive announces ("Geneva to host talks").
fn own(syntax: &Syntax<'_>, words: &MediationWords, told: &Told, word: &Word) -> Stage {
    let xpos = syntax.token(told.trigger).xpos.as_str();
    if told.pos != Pos::Verb {
        return word.stage;
    }
    let holder = syntax.head(told.trigger).filter(|_| syntax.deprel(told.trigger) == "relcl").unwrap_or(told.trigger);
    let is_infinitive = syntax.children_by(told.trigger, &["aux"]).any(|aux| syntax.lemma(aux) == "to");
    let is_headline = xpos == "VB" && is_infinitive && syntax.deprel(holder) == "ROOT";
    if is_headline {
        return Stage::Accepted;
    }
    if matches!(xpos, "VBG" | "VB") && word.stage == Stage::Ended {
        return Stage::Ongoing;
    }
    let is_deal = told.thing.is_some_and(|thing| words.thing(&syntax.lemma(thing).to_lowercase()) == Some(Thing::Deal));
    let brings_about = matches!(word.role, Role::Mediator | Role::Facilitator);
    if brings_about && is_deal && matches!(xpos, "VBN" | "VBD") { Stage::Ended } else { word.stage }
}

/// "signed an accord **under** Omani mediation", "have agreed **with** its help": the two have come to terms.
fn concluded(syntax: &Syntax<'_>, words: &MediationWords, told: &Told) -> Option<usize> {
    if told.pos != Pos::Noun {
        return None;
    }
    let path = std::iter::successors(Some(told.trigger), |&at| syntax.head(at)).take(HIGHEST);
    let path: Vec<usize> = path.into_iter().take_while(|&at| !syntax.is_verb(at)).collect();
    let top = *path.last()?;
    let verb = syntax.head(top)?;
    let is_beside = match syntax.form(top).to_lowercase().as_str() {
        "after" | "by" | "following" | "through" | "under" | "via" | "with" | "within" => true,
        "thanks" => true,
        _ => syntax.deprel(top) == "npadvmod",
    };
    // "the deal, negotiated with its help"
    let deal = syntax.head(verb).filter(|_| syntax.deprel(verb) == "acl");
    let is_deal = deal.is_some_and(|deal| words.thing(&syntax.lemma(deal).to_lowercase()) == Some(Thing::Deal));
    let is_done = matches!(syntax.token(verb).xpos.as_str(), "VBD" | "VBN");
    (is_beside && is_done && (is_deal || words.is(Frame::Concludes, syntax.lemma(verb)))).then_some(verb)
}

/// "called on Oman to mediate", where the parser takes what is asked for a clause beside.
fn is_asked(syntax: &Syntax<'_>, words: &MediationWords, at: usize, head: usize) -> bool {
    let is_infinitive = syntax.deprel(at) == "advcl" && syntax.token(at).xpos == "VB";
    is_infinitive && matches!(of_word(syntax, words, head), Some(Stage::Offered | Stage::Accepted))
}

/// "**is to** resume", "**offered** to begin", "**will** continue": what goes on only then.
fn resumed(syntax: &Syntax<'_>, words: &MediationWords, verb: usize) -> Option<(Stage, Option<usize>)> {
    if !syntax.is_verb(verb) {
        return None;
    }
    if let Some(stage) = modal(syntax, verb) {
        return Some((stage, Some(verb)));
    }
    let above = syntax.head(verb).filter(|_| syntax.deprel(verb) == "xcomp" && syntax.token(verb).xpos == "VB")?;
    if syntax.lemma(above) == "be" {
        return Some((Stage::Accepted, Some(above)));
    }
    let told = at_hand(syntax, words, verb).map(|word| (Stage::Offered, Some(word)));
    let stage = of_word(syntax, words, above).filter(|stage| *stage != Stage::Ongoing);
    told.or_else(|| stage.map(|stage| (stage, Some(above))))
}

/// "Oman's offer **was declined**": how the verb above answers an offer; one refusal is enough.
fn answered(syntax: &Syntax<'_>, words: &MediationWords, offer: usize) -> Option<(Stage, Option<usize>)> {
    let verb = syntax.head(offer).filter(|_| matches!(syntax.deprel(offer), "dobj" | "nsubjpass" | "pobj"))?;
    let verb = if syntax.is_verb(verb) { verb } else { syntax.head(verb)? };
    let all = std::iter::once(verb).chain(syntax.children_by(verb, &["conj"]));
    let answers = all.filter_map(|verb| Some((of_word(syntax, words, verb)?, Some(verb))));
    let is_answer = |stage: &Stage| matches!(stage, Stage::Accepted | Stage::Rejected | Stage::Ended);
    let answers: Vec<_> = answers.filter(|(stage, _)| is_answer(stage)).collect();
    answers.iter().find(|(stage, _)| *stage == Stage::Rejected).or(answers.first()).copied()
}

/// The stage that a word tells, with its particle ("turned down"); who does not accept or want rejects.
pub(super) fn of_word(syntax: &Syntax<'_>, words: &MediationWords, at: usize) -> Option<Stage> {
    let lemma = syntax.lemma(at).to_lowercase();
    let particle = syntax.children_by(at, &["prt", "advmod"]).next();
    let phrasal =
        particle.and_then(|particle| words.stage(&format!("{lemma} {}", syntax.form(particle).to_lowercase())));
    // "remains available"
    let state = || syntax.child(at, &["acomp"]).and_then(|state| words.stage(&syntax.lemma(state).to_lowercase()));
    let stage = phrasal.or_else(|| words.stage(&lemma).filter(Option::is_some)).or_else(state).flatten()?;
    // "would not hear of", "sees no need for"
    let is_none = syntax.child(at, &["det"]).is_some_and(|det| syntax.lemma(det) == "no");
    // "neither wants mediation"
    let subject = syntax.child(at, &["nsubj", "nsubjpass"]);
    let is_neither = |word: usize| matches!(syntax.form(word).to_lowercase().as_str(), "neither" | "no" | "none");
    let is_none =
        is_none || subject.is_some_and(|subject| is_neither(subject) || syntax.children(subject).any(is_neither));
    let is_denied = is_none || syntax.child(at, &["neg"]).is_some();
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

/// "Two hostages were freed. Oman **had served** as intermediary": it came to an end with what was told before.
pub(super) fn had_led_to(syntax: &Syntax<'_>, words: &MediationWords, told: &Told) -> Option<usize> {
    let verb = std::iter::successors(Some(told.trigger), |&at| syntax.head(at)).take(HIGHEST);
    let verb = verb.into_iter().find(|&at| syntax.is_verb(at))?;
    let is_before = syntax.children_by(verb, &["aux"]).any(|aux| syntax.form(aux).eq_ignore_ascii_case("had"));
    let before = syntax.sentence_of(verb).checked_sub(1).filter(|_| is_before)?;
    let is_done = |at: &usize| matches!(syntax.token(*at).xpos.as_str(), "VBD" | "VBN");
    syntax.sentence(before).find(|at| is_done(at) && words.is(Frame::Concludes, syntax.lemma(*at)))
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
