//! One reading of each happening: which candidates of a sentence are told twice, or are no event at all.
//!
//! In: all candidates of a sentence, in order. Out: those to keep. What a request or threat asks for is no event; an
//! object or particle that an entry spoke of tells of nothing else; a noun and the verb that carries it are one.

use crate::ontology::EventType;
use crate::resolve::EntityMention;
use crate::syntax::Syntax;

use super::Status;
use super::condition::Fit;
use super::roles::Roles;
use super::status::Judgement;
use super::verdict::Verdict;

/// A fitting entry with its parties and status.
pub(super) struct Candidate<'e> {
    pub(super) fit: Fit<'e>,
    pub(super) roles: Roles<'e>,
    pub(super) judgement: Judgement,
    pub(super) verdict: Verdict,
}

impl Candidate<'_> {
    fn event(&self) -> EventType {
        self.verdict.event
    }

    fn n_parties(&self) -> usize {
        self.roles.actors.len() + self.roles.recipients.len()
    }

    /// Event, status and parties, for finding a happening that is told twice.
    fn key(&self) -> (EventType, Status, Vec<&str>, Vec<&str>) {
        (self.event(), self.judgement.status, codes(&self.roles.actors), codes(&self.roles.recipients))
    }
}

fn codes<'e>(mentions: &[&'e EntityMention]) -> Vec<&'e str> {
    mentions.iter().map(|mention| mention.entity.entity.as_str()).collect()
}

/// Keeps one candidate a happening.
pub(super) fn choose<'e>(syntax: &Syntax<'_>, mut candidates: Vec<Candidate<'e>>) -> Vec<Candidate<'e>> {
    let consumed: Vec<usize> = candidates.iter().flat_map(|candidate| candidate.fit.consumed.iter().copied()).collect();
    candidates.retain(|candidate| !consumed.contains(&candidate.fit.trigger));
    keep(&mut candidates, |all, at| !is_echo(all, &all[at]));
    keep(&mut candidates, |all, at| !is_demanded(syntax, all, &all[at]));
    keep(&mut candidates, |all, at| !is_told_again(syntax, all, at));
    candidates
}

/// Keeps the candidates that `verdict` holds for, which sees all of them.
fn keep<'e>(candidates: &mut Vec<Candidate<'e>>, verdict: impl Fn(&[Candidate<'e>], usize) -> bool) {
    let mut verdicts = (0..candidates.len()).map(|at| verdict(candidates, at)).collect::<Vec<_>>().into_iter();
    candidates.retain(|_| verdicts.next().unwrap_or(true));
}

/// Whether a verb that no entry knows was given the type that another word of the sentence has: the classifier reads
/// the whole sentence, and may see the other word's event in it.
fn is_echo(candidates: &[Candidate<'_>], candidate: &Candidate<'_>) -> bool {
    let has_its_type = |other: &Candidate<'_>| !other.fit.is_open() && other.verdict.name() == candidate.verdict.name();
    candidate.fit.is_open() && candidates.iter().any(has_its_type)
}

/// Whether the happening is only what another candidate asks for, threatens, refuses, backs or agrees to.
fn is_demanded(syntax: &Syntax<'_>, candidates: &[Candidate<'_>], candidate: &Candidate<'_>) -> bool {
    let is_act_of_words = |other: &Candidate<'_>| {
        matches!(
            other.event(),
            EventType::Request
                | EventType::Threaten
                | EventType::Reject
                | EventType::Agree
                | EventType::Support
                | EventType::Accuse
        )
    };
    let words = candidates.iter().filter(|other| other.fit.trigger != candidate.fit.trigger && is_act_of_words(other));
    words.into_iter().any(|other| {
        let depends = is_below(syntax, candidate.fit.trigger, other.fit.trigger);
        // What is condemned or praised did happen, if it is told with its own actor.
        let presupposed = matches!(other.event(), EventType::Accuse | EventType::Support)
            && !candidate.roles.actors.is_empty()
            && candidate.judgement.status == Status::Actual;
        // "rejected claims that its troops had shelled the town" denies a deed, and is no refusal of it.
        let denied = other.event() == EventType::Reject
            && !candidate.roles.actors.is_empty()
            && candidate.judgement.status == Status::Denied;
        depends && !presupposed && !denied
    })
}

/// Prepositions that lead to what is demanded, refused or blamed; "during a meeting" only says when it was.
const COMPLEMENTING: [&str; 10] = ["about", "against", "for", "from", "into", "of", "on", "over", "to", "with"];

/// Whether `token` stands in the complement of `above`: under it, and not in an adjunct such as "during a meeting".
fn is_below(syntax: &Syntax<'_>, token: usize, above: usize) -> bool {
    let is_adjunct =
        |at| syntax.deprel(at) == "prep" && !COMPLEMENTING.contains(&syntax.lemma(at).to_lowercase().as_str());
    is_under(syntax, token, above) && !path(syntax, token).take_while(|&at| at != above).any(is_adjunct)
}

/// Whether `token` depends on `above` without a clause of its own in between.
fn is_under(syntax: &Syntax<'_>, token: usize, above: usize) -> bool {
    const OWN_CLAUSE: [&str; 7] = ["relcl", "advcl", "conj", "parataxis", "nsubj", "nsubjpass", "appos"];
    let mut way = path(syntax, token).take_while(|&at| at != above);
    path(syntax, token).any(|at| at == above) && !way.any(|at| OWN_CLAUSE.contains(&syntax.deprel(at)))
}

/// The token and what governs it, upwards.
fn path<'s>(syntax: &'s Syntax<'_>, token: usize) -> impl Iterator<Item = usize> + 's {
    std::iter::successors(Some(token), |&at| syntax.head(at)).take(16)
}

/// Whether another candidate of the sentence tells of the same happening and tells more, or tells it first.
fn is_told_again(syntax: &Syntax<'_>, candidates: &[Candidate<'_>], at: usize) -> bool {
    let this = &candidates[at];
    candidates.iter().enumerate().any(|(n, other)| {
        if n == at || other.event() != this.event() {
            return false;
        }
        let linked = is_under(syntax, this.fit.trigger, other.fit.trigger)
            || is_under(syntax, other.fit.trigger, this.fit.trigger)
            || is_purpose(syntax, this.fit.trigger, other.fit.trigger)
            || is_purpose(syntax, other.fit.trigger, this.fit.trigger);
        let same = other.key() == this.key();
        if !(same || linked && shares_party(this, other)) {
            return false;
        }
        let (mine, theirs) = (rank(this), rank(other));
        theirs > mine || (theirs == mine && n < at)
    })
}

/// "met to discuss the border": the infinitive says what for.
fn is_purpose(syntax: &Syntax<'_>, infinitive: usize, verb: usize) -> bool {
    syntax.head(infinitive) == Some(verb)
        && syntax.deprel(infinitive) == "advcl"
        && syntax.token(infinitive).xpos == "VB"
        && syntax.children_by(infinitive, &["aux"]).any(|to| syntax.form(to).eq_ignore_ascii_case("to"))
}

fn rank(candidate: &Candidate<'_>) -> (usize, usize) {
    (candidate.n_parties(), candidate.fit.entry.specificity())
}

fn shares_party(a: &Candidate<'_>, b: &Candidate<'_>) -> bool {
    let (a, b) = (parties(a), parties(b));
    a.iter().any(|code| b.contains(code))
}

fn parties<'c>(candidate: &'c Candidate<'_>) -> Vec<&'c str> {
    [codes(&candidate.roles.actors), codes(&candidate.roles.recipients)].concat()
}
