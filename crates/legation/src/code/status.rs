//! Whether a happening is told as fact: denied, failed, possible, planned, background, going on, or done.
//!
//! In: the word that tells of it, and the parse. Out: a status and the words that decided it. The way goes from
//! the trigger up through the clauses that govern it, as in Saurí and Pustejovsky, "Are You Sure That This Happened?
//! Assessing the Factuality Degree of Events in Text", Computational Linguistics 38 (2012), section 3.

use super::attribution::{is_content, told_behind};
use super::rules::Takes;
use super::status_words::Place;
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
/// How many words may stand between a verb and a phrase that is looked at with all between.
const FARTHEST: usize = 40;

/// Judges the happening that `trigger` tells of.
pub(crate) fn judge(syntax: &Syntax<'_>, rules: &Rules, trigger: usize) -> Judgement {
    let mut judgement = Judgement { status: Status::Actual, why: None, governor: None, phrase: None };
    let mut at = trigger;
    if syntax.is_noun(trigger) {
        own_words_of_noun(syntax, rules, trigger, &mut judgement);
    }
    for _ in 0..HIGHEST {
        if !syntax.is_noun(at) {
            clause(syntax, rules, at, &mut judgement);
            // "nobody knows whether it attacked" says no more than the doubt.
            if syntax.children_by(at, &["mark"]).any(|mark| lower(syntax, mark) == "whether") {
                break;
            }
        }
        let Some(next) = governor(syntax, rules, at, &mut judgement) else { break };
        at = next;
    }
    question(syntax, trigger, &mut judgement);
    judgement
}

/// "Will Iran attack?": who asks does not tell.
fn question(syntax: &Syntax<'_>, trigger: usize, judgement: &mut Judgement) {
    let sentence = syntax.sentence(syntax.sentence_of(trigger));
    let mark = sentence.rev().take(3).find(|&i| syntax.form(i) == "?");
    if let Some(mark) = mark.filter(|&mark| mark > trigger) {
        judgement.lower(Status::Hypothetical, || syntax.form(mark).to_owned(), None);
    }
}

/// Negation, modal verbs, conditional marks and aspect of one clause.
fn clause(syntax: &Syntax<'_>, rules: &Rules, verb: usize, judgement: &mut Judgement) {
    for child in syntax.children(verb) {
        let word = || syntax.form(child).to_owned();
        let means = |place| rules.words.at(place, &lower(syntax, child));
        let effect = match syntax.deprel(child) {
            // "not only attacked"; "did not prevent" is judged with what it governs
            "neg"
                if matches!(lower_after(syntax, child).as_str(), "only" | "since")
                    || is_negative(syntax, rules, verb) =>
            {
                None
            }
            "neg" => Some(Status::Denied),
            "aux" => {
                auxiliary(syntax, rules, verb, child, judgement);
                None
            }
            "mark" if lower(syntax, child) == "until" => is_present(syntax, verb).then_some(Status::Hypothetical),
            "mark" if lower(syntax, child) == "since" && syntax.token(verb).xpos == "VBD" => Some(Status::Background),
            "mark" => means(Place::Mark),
            "preconj" => means(Place::Negation),
            "prep" => phrase(syntax, rules, child).or_else(|| in_history(syntax, rules, verb, child)),
            "nsubj" | "nsubjpass" | "dobj" | "advmod" | "npadvmod" => {
                let negated = negation_of(syntax, rules, child);
                negated
                    .or_else(|| means(Place::Adverb))
                    .or_else(|| soon(syntax, rules, verb, child))
                    .or_else(|| long_since(syntax, rules, verb, child))
                    .or_else(|| earlier_in(syntax, rules, child))
            }
            _ => None,
        };
        if let Some(effect) = effect {
            judgement.lower(effect, word, None);
        }
    }
    tense_of_whole(syntax, rules, verb, judgement);
}

/// "at no time attacked", "tried in vain".
fn phrase(syntax: &Syntax<'_>, rules: &Rules, preposition: usize) -> Option<Status> {
    let object = syntax.child(preposition, &["pobj"])?;
    if let Some(effect) =
        rules.words.at(Place::State, &format!("{} {}", lower(syntax, preposition), lower(syntax, object)))
    {
        return Some(effect).filter(|effect| *effect != Status::Ongoing);
    }
    let is_never = matches!(syntax.lemma(object), "circumstance" | "point" | "stage" | "time" | "way");
    let negation =
        syntax.child(object, &["det", "neg"]).and_then(|word| rules.words.at(Place::Negation, &lower(syntax, word)));
    negation.filter(|_| is_never)
}

/// "once signed a truce", "has long supported": the adverb stands right before the verb.
fn long_since(syntax: &Syntax<'_>, rules: &Rules, verb: usize, adverb: usize) -> Option<Status> {
    let is_past = matches!(syntax.token(verb).xpos.as_str(), "VBD" | "VBN");
    rules.words.at(Place::Before, &lower(syntax, adverb)).filter(|_| is_past && adverb + 1 == verb)
}

/// "earlier in his career": some time ago in what lasts for years.
fn earlier_in(syntax: &Syntax<'_>, rules: &Rules, adverb: usize) -> Option<Status> {
    let is_adverb = matches!(syntax.deprel(adverb), "advmod" | "npadvmod");
    syntax.children_by(adverb, &["prep"]).filter(|_| is_adverb).find_map(|prep| past(syntax, rules, prep))
}

/// "in the past", "two have been impeached in the history of the republic"; not "the first in its history", which is news.
fn in_history(syntax: &Syntax<'_>, rules: &Rules, verb: usize, preposition: usize) -> Option<Status> {
    let effect = past(syntax, rules, preposition)?;
    let between = verb.min(preposition)..verb.max(preposition);
    let is_record = |i: usize| {
        matches!(syntax.token(i).xpos.as_str(), "JJS" | "RBS")
            || syntax.lemma(i) == "time"
            || matches!(syntax.recognized(i), Some("ORDINAL"))
    };
    (between.len() <= FARTHEST && !between.into_iter().any(is_record)).then_some(effect)
}

/// The meaning of a phrase for the past, with its article: "at the time" is past, "at a time of war" is not.
fn past(syntax: &Syntax<'_>, rules: &Rules, preposition: usize) -> Option<Status> {
    let object = syntax.child(preposition, &["pobj"])?;
    let (first, last) = (lower(syntax, preposition), lower(syntax, object));
    let is_end = syntax.rightmost(object) == object;
    let article = syntax.child(object, &["det"]).filter(|_| is_end).map(|det| lower(syntax, det));
    let whole = article.and_then(|article| rules.words.at(Place::Past, &format!("{first} {article} {last}")));
    whole.or_else(|| rules.words.at(Place::Past, &format!("{first} {last}")))
}

/// What follows from several words of a clause: conditions, "has … since", a subject before "were … to", a shared
/// auxiliary.
fn tense_of_whole(syntax: &Syntax<'_>, rules: &Rules, verb: usize, judgement: &mut Judgement) {
    let is_auxiliary = |child: &usize| rules.words.at(Place::Auxiliary, &lower(syntax, *child)).is_some();
    let modal = syntax.children_by(verb, &["aux"]).find(is_auxiliary);
    let condition = syntax.children_by(verb, &["advcl"]).find(|&clause| is_conditional(syntax, clause));
    if let Some(condition) = condition.filter(|_| modal.is_some()) {
        // "will attack if provoked"
        judgement.lower(Status::Hypothetical, || format!("if … {}", syntax.form(condition)), None);
    }
    let have = syntax.children_by(verb, &["aux"]).find(|&aux| matches!(lower(syntax, aux).as_str(), "has" | "have"));
    let since = syntax.children_by(verb, &["prep"]).find(|&prep| lower(syntax, prep) == "since");
    if let (Some(have), Some(since)) = (have, since) {
        judgement.lower(Status::Ongoing, || format!("{} … {}", syntax.form(have), syntax.form(since)), None);
    }
    if syntax.deprel(verb) == "conj"
        && syntax.token(verb).xpos == "VB"
        && syntax.child(verb, &["aux"]).is_none()
        && let Some(first) = syntax.head(verb)
    {
        // "will meet and discuss": the second verb shares the auxiliary of the first.
        for child in syntax.children_by(first, &["aux"]) {
            auxiliary(syntax, rules, first, child, judgement);
        }
    }
}

/// "no rebels attacked", "nobody attacked", "killed no civilians", "is no longer attacking".
fn negation_of(syntax: &Syntax<'_>, rules: &Rules, child: usize) -> Option<Status> {
    let negates = |word: usize| rules.words.at(Place::Negation, &lower(syntax, word));
    let below = || syntax.children_by(child, &["det", "preconj", "neg", "cc"]).find_map(negates);
    if syntax.deprel(child) == "advmod" { below() } else { negates(child).or_else(below) }
}

/// "meets him tomorrow", "is visiting next week": the present that means the future.
fn soon(syntax: &Syntax<'_>, rules: &Rules, verb: usize, child: usize) -> Option<Status> {
    let is_adverb = matches!(syntax.deprel(child), "npadvmod" | "advmod");
    let mut words = [child].into_iter().chain(syntax.children_by(child, &["amod", "det", "advmod"]));
    let soon = words.find_map(|word| rules.words.at(Place::Soon, &lower(syntax, word)));
    soon.filter(|_| is_adverb && is_present(syntax, verb))
}

/// Whether a verb is in the simple or progressive present.
fn is_present(syntax: &Syntax<'_>, verb: usize) -> bool {
    let xpos = syntax.token(verb).xpos;
    let is_now = |aux: usize| matches!(syntax.token(aux).xpos.as_str(), "VBZ" | "VBP") && syntax.lemma(aux) == "be";
    xpos == "VBZ" || xpos == "VBP" || xpos == "VBG" && syntax.children_by(verb, &["aux"]).any(is_now)
}

fn auxiliary(syntax: &Syntax<'_>, rules: &Rules, verb: usize, aux: usize, judgement: &mut Judgement) {
    let word = || syntax.form(aux).to_owned();
    let form = lower(syntax, aux);
    let xpos = syntax.token(verb).xpos;
    match form.as_str() {
        // "announced that it would leave": the future as told in the past
        "would" if is_reported(syntax, rules, verb) => judgement.lower(Status::Planned, word, None),
        // "Had Belgium sent its guards sooner, …"
        "had" if is_before_subject(syntax, verb, aux) => {
            judgement.lower(Status::Hypothetical, || "had before its subject".to_owned(), None);
        }
        // "who had led the raid": told to explain what the news is
        "had" if (xpos == "VBN" || xpos == "VBG") && !is_reported(syntax, rules, verb) => {
            judgement.lower(Status::Background, word, None);
        }
        // "Were Iran to attack"
        "to" if is_inverted(syntax, verb) => {
            judgement.lower(Status::Hypothetical, || format!("were … to {}", syntax.form(verb)), None);
        }
        // "gathered to protest": they did.
        "to" if syntax.deprel(verb) == "advcl"
            && syntax.head(verb).is_some_and(|head| is_coming_together(syntax, rules, head)) => {}
        "to" if syntax.deprel(verb) == "advcl" || syntax.deprel(verb) == "relcl" => {
            judgement.lower(Status::Planned, || format!("to {}", syntax.form(verb)), None);
        }
        "to" if is_headline_future(syntax, verb) => judgement.lower(Status::Planned, word, None),
        _ => {
            let effect = rules.words.at(Place::Auxiliary, &form);
            let is_going_on = xpos == "VBG" && effect.is_none();
            let goes_on = is_going_on.then(|| rules.words.at(Place::Progressive, &form)).flatten();
            if let Some(effect) = effect {
                judgement.lower(effect, word, None);
            } else if let Some(effect) = goes_on {
                judgement.lower(effect, || format!("{} {}", syntax.form(aux), syntax.form(verb)), None);
            }
        }
    }
}

/// "were" before its subject, above an infinitive.
fn is_inverted(syntax: &Syntax<'_>, verb: usize) -> bool {
    let were = syntax.head(verb).filter(|&head| lower(syntax, head) == "were" && syntax.deprel(verb) == "xcomp");
    let first = syntax.child(verb, &["nsubj"]).map(|subject| syntax.leftmost(subject));
    let before = first.and_then(|first| first.checked_sub(1));
    if before.is_some_and(|were| lower(syntax, were) == "were" && syntax.token(were).span != syntax.token(verb).span) {
        return true;
    }
    // The parser may hang the infinitive on the subject.
    let noun = syntax.head(verb).filter(|_| syntax.deprel(verb) == "relcl");
    let above = noun.and_then(|noun| syntax.head(noun).filter(|&head| lower(syntax, head) == "were" && head < noun));
    were.is_some_and(|were| syntax.child(were, &["nsubj"]).is_some_and(|subject| subject > were))
        || above.is_some_and(|above| syntax.sentence(syntax.sentence_of(above)).start == above)
}

/// Whether an auxiliary stands before its subject at the head of the sentence.
fn is_before_subject(syntax: &Syntax<'_>, verb: usize, aux: usize) -> bool {
    let subject = syntax.child(verb, &["nsubj", "nsubjpass"]);
    subject.is_some_and(|subject| aux < subject) && syntax.sentence(syntax.sentence_of(aux)).start == aux
}

fn is_coming_together(syntax: &Syntax<'_>, rules: &Rules, verb: usize) -> bool {
    rules.words.at(Place::Gathers, syntax.lemma(verb)).is_some() && syntax.child(verb, &["aux", "neg"]).is_none()
}

/// Whether the clause is what somebody says.
fn is_reported(syntax: &Syntax<'_>, rules: &Rules, verb: usize) -> bool {
    let is_claim = |head: usize| {
        syntax.deprel(verb) == "ccomp" && rules.is_reporting(syntax.lemma(head))
            || matches!(syntax.deprel(verb), "acl" | "ccomp" | "relcl") && is_content(syntax, rules, verb, head)
    };
    syntax.head(verb).is_some_and(is_claim)
        || syntax.children_by(verb, &["advcl", "ccomp", "parataxis"]).any(|told| told_behind(syntax, rules, verb, told))
}

/// "Leaders to meet in Cairo", "the talks are to resume".
fn is_headline_future(syntax: &Syntax<'_>, verb: usize) -> bool {
    syntax.deprel(verb) == "ROOT"
        || syntax.head(verb).is_some_and(|head| syntax.deprel(verb) == "xcomp" && syntax.lemma(head) == "be")
}

/// "no attack", "the planned visit", "talks scheduled for Monday", "a summit that will take place in Oslo".
fn own_words_of_noun(syntax: &Syntax<'_>, rules: &Rules, noun: usize, judgement: &mut Judgement) {
    for child in syntax.children(noun) {
        let form = lower(syntax, child);
        let effect = match syntax.deprel(child) {
            "det" | "neg" => rules.words.at(Place::Negation, &form).or_else(|| rules.words.at(Place::Modifier, &form)),
            // A verb that the tagger took for a noun: "Should Iran attack"
            "aux" => rules.words.at(Place::Auxiliary, &form),
            "acl" | "relcl" if rules.words.at(Place::Happens, syntax.lemma(child)).is_some() => {
                clause(syntax, rules, child, judgement);
                None
            }
            "amod" | "compound" | "acl" => rules.words.at(Place::Modifier, &form),
            _ => None,
        };
        if let Some(effect) = effect {
            judgement.lower(effect, || syntax.form(child).to_owned(), None);
        }
    }
}

/// Looks at the word that governs `at`, takes its effect, and gives the clause to go on from.
fn governor(syntax: &Syntax<'_>, rules: &Rules, at: usize, judgement: &mut Judgement) -> Option<usize> {
    let head = syntax.head(at)?;
    if is_beside(syntax, rules, at, head) {
        return None;
    }
    if let Some((rule, effect)) = rule_of(syntax, rules, at, head) {
        judgement.lower(effect, || format!("rule of \"{}\"", syntax.form(rule)), None);
    }
    match syntax.deprel(at) {
        "ccomp" if rules.is_reporting(syntax.lemma(head)) => {
            // When and whether it is said tells nothing of what is said; a denial does. What has been done is no
            // longer asked or warned of.
            let is_told = is_past(syntax, at) || matches!(syntax.lemma(head), "inform" | "tell");
            if !is_told || effect_of(syntax, rules, head) != Some(Status::Hypothetical) {
                by_word(syntax, rules, head, judgement);
            }
            None
        }
        "acl" | "relcl" if is_content(syntax, rules, at, head) => {
            by_word(syntax, rules, head, judgement);
            untrue(syntax, rules, head, judgement);
            None
        }
        // "a pact signed in May" was signed; "a pact to sign" was not.
        "acl" if syntax.token(at).xpos == "VBN" => None,
        "xcomp" | "ccomp" | "acl" | "acomp" | "attr" | "oprd" | "csubj" => {
            // "it is untrue that …"
            let predicate = syntax.child(head, &["acomp", "attr"]).filter(|_| syntax.lemma(head) == "be");
            if let Some(predicate) = predicate.filter(|&predicate| predicate != at && syntax.deprel(at) != "xcomp") {
                by_word(syntax, rules, predicate, judgement);
            }
            by_word(syntax, rules, head, judgement);
            Some(head)
        }
        "pobj" | "pcomp" => by_preposition(syntax, rules, head, judgement),
        "nsubj" if syntax.is_noun(at) => {
            if is_fall_through(syntax, rules, head) {
                judgement.lower(Status::Failed, || syntax.form(head).to_owned(), Some(head));
            }
            state(syntax, rules, head, judgement);
            would_be(syntax, at, head, judgement);
            if let Some(Status::Ongoing) = rules.words.at(Place::Happens, syntax.lemma(head)) {
                judgement.lower(Status::Ongoing, || syntax.form(head).to_owned(), None);
            }
            // "the attack may happen", but "the attack may hurt exports" did happen.
            is_of_happening(syntax, rules, head).then_some(head)
        }
        "dobj" | "nsubjpass" if syntax.is_noun(at) => {
            carried(syntax, rules, head, judgement);
            carrier(syntax, rules, head).map(|_| head)
        }
        "dobj" | "nsubj" | "nsubjpass" if syntax.is_verb(head) => Some(head),
        "conj" if !syntax.is_noun(at) && syntax.token(at).xpos != "VBD" && shares_governor(syntax, at) => Some(head),
        "prep" | "prt" | "agent" | "dative" => Some(head),
        "advcl" if is_conditional(syntax, at) => Some(head),
        "advcl" if is_present(syntax, at) && will_come(syntax, head) => {
            // "will sign when he visits Oslo"
            judgement.lower(Status::Planned, || format!("with the future of \"{}\"", syntax.form(head)), None);
            None
        }
        _ => None,
    }
}

/// "the mayor was ousted; the vote on his heirs failed": a clause of its own that the parser hangs on the one behind it.
fn is_beside(syntax: &Syntax<'_>, rules: &Rules, at: usize, head: usize) -> bool {
    let is_whole = matches!(syntax.deprel(at), "ccomp" | "parataxis" | "conj")
        && syntax.child(at, &["nsubj", "nsubjpass"]).is_some()
        && syntax.child(at, &["mark"]).is_none();
    if !is_whole || !syntax.is_verb(head) {
        return false;
    }
    let between = at.min(head)..at.max(head);
    let is_cut = between.len() <= FARTHEST && between.into_iter().any(|i| syntax.form(i) == ";");
    is_cut || effect_of(syntax, rules, head) == Some(Status::Failed)
}

/// "the law provides that ministers are removed by a vote": what a law says in general has not happened by that.
fn rule_of(syntax: &Syntax<'_>, rules: &Rules, at: usize, head: usize) -> Option<(usize, Status)> {
    let verb = match syntax.deprel(at) {
        "ccomp" | "dobj" | "xcomp" => head,
        "pobj" if matches!(syntax.lemma(head), "for" | "with") => syntax.head(head)?,
        _ => return None,
    };
    let says = rules.words.at(Place::Rules, syntax.lemma(verb)).filter(|_| is_general(syntax, verb))?;
    let mut subjects = syntax.children_by(verb, &["nsubj"]);
    let rule = subjects.find(|&subject| rules.words.at(Place::Law, syntax.lemma(subject)).is_some())?;
    (!is_past(syntax, at)).then_some((rule, says))
}

/// "provides", not "is providing" nor "has provided".
fn is_general(syntax: &Syntax<'_>, verb: usize) -> bool {
    matches!(syntax.token(verb).xpos.as_str(), "VBZ" | "VBP") && syntax.child(verb, &["aux", "neg"]).is_none()
}

/// "a strike would raise the price of oil": no strike has been, but one that "may raise" it has.
fn would_be(syntax: &Syntax<'_>, noun: usize, verb: usize, judgement: &mut Judgement) {
    let would =
        syntax.children_by(verb, &["aux"]).find(|&aux| matches!(lower(syntax, aux).as_str(), "would" | "could"));
    let is_any =
        syntax.children_by(noun, &["det"]).any(|det| matches!(lower(syntax, det).as_str(), "a" | "an" | "any"));
    if let Some(would) = would.filter(|_| is_any) {
        judgement.lower(Status::Hypothetical, || syntax.form(would).to_owned(), None);
    }
}

/// "there is no truth in the story that …", "dismissed the claim that …".
fn untrue(syntax: &Syntax<'_>, rules: &Rules, message: usize, judgement: &mut Judgement) {
    let Some(head) = syntax.head(message) else { return };
    if matches!(syntax.deprel(message), "dobj" | "nsubjpass") {
        by_word(syntax, rules, head, judgement);
        if rules.takes(syntax.lemma(head), Takes::Message) && !is_negated(syntax, head) {
            judgement.lower(Status::Denied, || format!("told to be untrue by \"{}\"", syntax.form(head)), Some(head));
        }
    } else if syntax.deprel(message) == "pobj" {
        // The phrase may hang on the verb of saying that stands between.
        let above = syntax.head(head);
        let clauses = above.into_iter().flat_map(|above| {
            [above].into_iter().chain(syntax.children_by(above, &["ccomp"])).chain(syntax.head(above))
        });
        let denied = clauses.into_iter().find(|&verb| lacks_truth(syntax, rules, verb));
        if let Some(verb) = denied {
            judgement.lower(Status::Denied, || format!("no truth: \"{}\"", syntax.form(verb)), Some(verb));
        }
    }
}

/// "there was no truth", "has no basis".
fn lacks_truth(syntax: &Syntax<'_>, rules: &Rules, verb: usize) -> bool {
    let is_truth = |noun: usize| matches!(syntax.lemma(noun), "basis" | "foundation" | "substance" | "truth");
    let is_negated = |noun: usize| {
        syntax
            .children_by(noun, &["det", "neg"])
            .any(|word| rules.words.at(Place::Negation, &lower(syntax, word)).is_some())
    };
    syntax.children_by(verb, &["attr", "dobj", "nsubj"]).any(|noun| is_truth(noun) && is_negated(noun))
}

/// Whether a clause tells of what is past: "attacked", "had attacked", "were attacked".
fn is_past(syntax: &Syntax<'_>, verb: usize) -> bool {
    let is_past = |aux: usize| matches!(lower(syntax, aux).as_str(), "did" | "had" | "has" | "have" | "was" | "were");
    let will_be = |aux: usize| syntax.token(aux).xpos == "MD";
    let mut aux = syntax.children_by(verb, &["aux", "auxpass"]);
    let modal = syntax.children_by(verb, &["aux"]).any(will_be);
    syntax.token(verb).xpos == "VBD" || !modal && aux.any(is_past)
}

/// A conjunct without tense of its own stands under what governs the first one ("plans to meet and sign").
fn shares_governor(syntax: &Syntax<'_>, verb: usize) -> bool {
    let xpos = syntax.token(verb).xpos;
    (xpos == "VB" || xpos == "VBG") && syntax.child(verb, &["nsubj", "nsubjpass"]).is_none()
}

fn is_conditional(syntax: &Syntax<'_>, verb: usize) -> bool {
    syntax.children_by(verb, &["mark"]).any(|mark| matches!(lower(syntax, mark).as_str(), "if" | "unless"))
}

fn will_come(syntax: &Syntax<'_>, verb: usize) -> bool {
    syntax
        .children_by(verb, &["aux"])
        .any(|aux| matches!(lower(syntax, aux).as_str(), "will" | "'ll" | "’ll" | "shall"))
}

/// Verbs that say of their subject that it is, begins or ends.
fn is_of_happening(syntax: &Syntax<'_>, rules: &Rules, verb: usize) -> bool {
    rules.words.at(Place::Happens, syntax.lemma(verb)).is_some() || is_fall_through(syntax, rules, verb)
}

/// "the talks collapsed", "the visit fell through", "the effort came to nothing"; nobody falls without "through".
fn is_fall_through(syntax: &Syntax<'_>, rules: &Rules, verb: usize) -> bool {
    let lemma = syntax.lemma(verb);
    if lemma == "come" {
        return syntax.prepositional(verb, "to").any(|object| lower(syntax, object) == "nothing");
    }
    let through = || syntax.children(verb).any(|child| matches!(lower(syntax, child).as_str(), "through" | "apart"));
    rules.words.at(Place::FallsThrough, lemma).is_some() && (lemma != "fall" || through())
}

/// "the talks are under way".
fn state(syntax: &Syntax<'_>, rules: &Rules, verb: usize, judgement: &mut Judgement) {
    let is_so = |word: usize| {
        let object =
            syntax.child(word, &["pobj"]).map_or(String::new(), |object| format!(" {}", lower(syntax, object)));
        rules.words.at(Place::State, &format!("{}{object}", lower(syntax, word))).map(|effect| (word, effect))
    };
    let found = syntax.children_by(verb, &["acomp", "advmod", "prep", "attr"]).find_map(is_so);
    if let Some((word, effect)) = found.filter(|_| syntax.lemma(verb) == "be") {
        judgement.lower(effect, || syntax.form(word).to_owned(), None);
    }
}

fn by_word(syntax: &Syntax<'_>, rules: &Rules, word: usize, judgement: &mut Judgement) {
    if let Some(effect) = effect_of(syntax, rules, word) {
        let effect = if is_negated(syntax, word) { undone(effect) } else { effect };
        judgement.lower(effect, || format!("governed by \"{}\"", syntax.form(word)), Some(word));
    }
}

/// What a governing word does to what it governs.
fn effect_of(syntax: &Syntax<'_>, rules: &Rules, word: usize) -> Option<Status> {
    let lemma = syntax.lemma(word).to_lowercase();
    match syntax.token(word).upos.as_str() {
        // "has yet to sign"
        "VERB" | "AUX" if lemma == "have" && has_child(syntax, word, "yet") => Some(Status::Denied),
        "VERB" | "AUX" => with_particle(syntax, word).and_then(|verb| rules.verb(&verb)).or_else(|| rules.verb(&lemma)),
        "ADJ" | "ADV" => rules.adjective(&lemma),
        "NOUN" if syntax.children_by(word, &["det"]).any(|det| lower(syntax, det) == "no") => Some(Status::Denied),
        "NOUN" => rules.noun(&lemma),
        _ => None,
    }
}

/// A verb with its particle: "call off".
fn with_particle(syntax: &Syntax<'_>, verb: usize) -> Option<String> {
    let particle = syntax.child(verb, &["prt"])?;
    Some(format!("{} {}", syntax.lemma(verb).to_lowercase(), lower(syntax, particle)))
}

fn has_child(syntax: &Syntax<'_>, token: usize, word: &str) -> bool {
    syntax.children(token).any(|child| syntax.form(child).eq_ignore_ascii_case(word))
}

fn is_negated(syntax: &Syntax<'_>, word: usize) -> bool {
    syntax.children_by(word, &["neg"]).any(|neg| lower_after(syntax, neg) != "only")
}

/// Whether a verb undoes what it governs, so that its own negation does not deny it: "did not prevent the attack".
fn is_negative(syntax: &Syntax<'_>, rules: &Rules, verb: usize) -> bool {
    let governs = syntax.child(verb, &["xcomp", "ccomp", "dobj", "nsubjpass", "prep"]).is_some();
    governs && matches!(effect_of(syntax, rules, verb), Some(Status::Denied | Status::Failed))
}

/// What a negated word does: whoever did not fail to act acted; what nobody rules out may be.
const fn undone(effect: Status) -> Status {
    match effect {
        Status::Denied => Status::Hypothetical,
        Status::Failed => Status::Actual,
        other => other,
    }
}

/// "the threat of an attack", "plans for a visit", "agreed on a visit", "walked out of talks", "without signing"; another
/// preposition changes nothing.
fn by_preposition(syntax: &Syntax<'_>, rules: &Rules, preposition: usize, judgement: &mut Judgement) -> Option<usize> {
    let first = syntax.child(preposition, &["advmod"]).map(|word| lower(syntax, word));
    // "instead of meeting", which the parser may take for an adverb and a preposition
    let first = first.and_then(|word| rules.words.at(Place::Preposition, &word));
    let own = rules.words.at(Place::Preposition, &lower(syntax, preposition)).or(first);
    if let Some(effect) = own {
        judgement.lower(effect, || syntax.form(preposition).to_owned(), None);
    }
    let mut head = syntax.head(preposition)?;
    if !syntax.is_noun(head) && !syntax.is_verb(head) {
        let first = head;
        let effect = rules.words.at(Place::Preposition, &lower(syntax, first));
        head = syntax.head(first)?;
        let whole = format!("{} {}", syntax.lemma(head).to_lowercase(), lower(syntax, first));
        if let Some(effect) = effect.or_else(|| rules.verb(&whole)) {
            judgement.lower(
                effect,
                || format!("governed by \"{} {}\"", syntax.form(head), syntax.form(first)),
                Some(head),
            );
        }
        return None;
    }
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

/// Whether and how a verb carries event nouns; with a particle it may be another verb ("called off").
pub(super) fn carrier(syntax: &Syntax<'_>, rules: &Rules, verb: usize) -> Option<Option<Status>> {
    let whole = with_particle(syntax, verb).and_then(|verb| rules.carrier(&verb));
    whole.or_else(|| rules.carrier(syntax.lemma(verb)))
}

fn carried(syntax: &Syntax<'_>, rules: &Rules, verb: usize, judgement: &mut Judgement) {
    if let Some(Some(effect)) = carrier(syntax, rules, verb) {
        let effect = if is_negated(syntax, verb) { undone(effect) } else { effect };
        judgement.lower(effect, || format!("object of \"{}\"", syntax.form(verb)), Some(verb));
    }
}

fn lower(syntax: &Syntax<'_>, i: usize) -> String {
    syntax.form(i).to_lowercase()
}

/// The word behind `i`.
fn lower_after(syntax: &Syntax<'_>, i: usize) -> String {
    if i + 1 < syntax.len() { lower(syntax, i + 1) } else { String::new() }
}
