//! Words that tell what became of a draft.
//!
//! In: a verb or noun of the table. Out: its [`Decision`]s, one for each draft it speaks of, with body, outcome and
//! sponsors as far as the words around it tell.

use std::collections::BTreeMap;

use crate::code::{Reading, Status};
use crate::entity::Entity;
use crate::gazetteer::EntityType;
use crate::syntax::Syntax;

use super::draft::{self, Draft};
use super::words::{Class, Says};
use super::{Ballot, Outcome, ballots, body};

/// What one word tells of one draft.
#[derive(Debug, Clone)]
pub(super) struct Decision {
    pub(super) trigger: usize,
    pub(super) outcome: Outcome,
    pub(super) draft: Draft,
    pub(super) body: Option<Entity>,
    /// Whether the words of the decision name the body.
    pub(super) names_body: bool,
    pub(super) members: BTreeMap<String, Ballot>,
    /// A body turned it down: the first number of a score is that of those against.
    pub(super) is_loss: bool,
    /// Only a later mention: "the resolution adopted by the Council".
    pub(super) is_aside: bool,
}

/// What the words around a trigger tell before anything is made of it.
struct Around {
    drafts: Vec<usize>,
    /// Nouns for texts that need a body or a count beside them.
    texts: Vec<usize>,
    has_pronoun: bool,
    doers: Vec<usize>,
}

/// All that a token tells of drafts.
pub(super) fn at(reading: &Reading<'_>, token: usize) -> Vec<Decision> {
    let scene = reading.scene;
    let syntax = scene.syntax;
    let words = &scene.rules.votes;
    if syntax.is_verb(token) {
        let Some(says) = verb_says(reading, token) else { return Vec::new() };
        return match says {
            Says::Adopted | Says::Rejected => decided(reading, token, says),
            Says::Failed => failed(reading, token),
            Says::Vetoed => vetoed(reading, token),
            Says::Withdrawn | Says::Pending | Says::PutOff => brought(reading, token, says),
            Says::Vote => voted(reading, token),
            Says::Decide | Says::Order => ordered(reading, token, says),
            _ => Vec::new(),
        };
    }
    match words.says(Class::Noun, syntax.lemma(token)).filter(|_| syntax.is_noun(token)) {
        Some(says @ (Says::Adopted | Says::Rejected)) => nominal(reading, token, says),
        Some(Says::Veto) => veto_noun(reading, token),
        Some(Says::Vote) => planned_vote(reading, token),
        _ => Vec::new(),
    }
}

/// A verb's meaning, with its particle: "voted down", "put forward", "turned down", "threw out".
fn verb_says(reading: &Reading<'_>, verb: usize) -> Option<Says> {
    let syntax = reading.scene.syntax;
    let words = &reading.scene.rules.votes;
    let lemma = syntax.lemma(verb).to_lowercase();
    let particle = syntax.children_by(verb, &["prt", "advmod", "prep"]).map(|particle| syntax.form(particle));
    let particle = particle.into_iter().find_map(|form| words.says(Class::Verb, &format!("{lemma} {form}")));
    particle.or_else(|| words.says(Class::Verb, &lemma))
}

fn around(reading: &Reading<'_>, verb: usize) -> Around {
    let scene = reading.scene;
    let syntax = scene.syntax;
    let objects: Vec<usize> = syntax.objects(verb).into_iter().flat_map(|object| syntax.conjuncts(object)).collect();
    let of =
        |says: Says| objects.iter().copied().filter(|&noun| draft::says(scene, noun) == Some(says)).collect::<Vec<_>>();
    Around {
        drafts: of(Says::Draft),
        texts: of(Says::Text),
        has_pronoun: objects.iter().any(|&noun| draft::is_pronoun(syntax, noun)),
        doers: syntax.subjects(verb),
    }
}

/// "The Council adopted the text", "the text was rejected by 8 votes to 4", "the bill passed the Senate".
fn decided(reading: &Reading<'_>, verb: usize, says: Says) -> Vec<Decision> {
    let scene = reading.scene;
    let syntax = scene.syntax;
    let words = &scene.rules.votes;
    let mut around = around(reading, verb);
    let mut named = named_body(reading, &around.doers);
    let is_intransitive = !syntax.is_passive(verb) && matches!(syntax.lemma(verb), "pass" | "go" | "carry");
    if is_intransitive && let Some(&subject) = around.doers.iter().find(|&&subject| is_votable(reading, subject)) {
        named = syntax.objects(verb).into_iter().find_map(|object| body::at(reading, object));
        around = Around { drafts: vec![subject], texts: Vec::new(), has_pronoun: false, doers: Vec::new() };
    }
    if is_voted_on(reading, verb) {
        return Vec::new();
    }
    let is_foreign = named.is_none() && around.doers.iter().any(|&doer| !may_be_voters(reading, doer));
    if is_foreign {
        return Vec::new();
    }
    let outcome = if says == Says::Adopted { Outcome::Adopted } else { Outcome::Failed };
    let Some(outcome) = gated(reading, verb, outcome) else { return Vec::new() };
    let counted = has_count(reading, verb);
    let is_whole = named.is_some() && !around.doers.iter().any(|&doer| is_some_of(reading, doer));
    if words.says(Class::Other, syntax.lemma(verb)) == Some(Says::Counted) && !(counted && is_whole) {
        return Vec::new();
    }
    let mut nouns = around.drafts;
    if named.is_some() || counted {
        nouns.extend(around.texts);
    }
    if nouns.is_empty() && named.is_some() && counted {
        nouns.extend(syntax.objects(verb).into_iter().filter(|&noun| syntax.token(noun).upos == "NOUN"));
    }
    if nouns.is_empty() && named.is_some() && !around.has_pronoun {
        nouns.extend(behind(reading, verb));
    }
    let names_body = named.is_some();
    let body = named
        .or_else(|| nouns.iter().find_map(|&noun| body::at(reading, noun)))
        .or_else(|| place_body(reading, verb))
        .or_else(|| body::around(reading, verb));
    if body.is_none() {
        return Vec::new();
    }
    let is_taken_up = nouns.is_empty() && around.has_pronoun;
    let make = Make { reading, trigger: verb, outcome, body, names_body };
    let mut made = if is_taken_up { make.none() } else { make.all(&nouns) };
    for decision in &mut made {
        decision.is_loss = says == Says::Rejected;
        decision.is_aside = syntax.deprel(verb) == "acl" || syntax.deprel(verb) == "amod";
    }
    made
}

/// "adopted, by 12 votes to 2, the resolution": the parser may lose an object that stands far behind its verb.
fn behind(reading: &Reading<'_>, verb: usize) -> Option<usize> {
    const FAR: usize = 25;
    const LOOSE: [&str; 6] = ["appos", "conj", "dep", "dobj", "npadvmod", "oprd"];
    let syntax = reading.scene.syntax;
    let end = syntax.sentence(syntax.sentence_of(verb)).end.min(verb + FAR);
    let mut nouns = (verb + 1..end).filter(|&noun| draft::says(reading.scene, noun) == Some(Says::Draft));
    nouns.find(|&noun| LOOSE.contains(&syntax.deprel(noun)))
}

/// "The Council renewed the mandate", "decided by 12 votes to 2 to send observers".
fn ordered(reading: &Reading<'_>, verb: usize, says: Says) -> Vec<Decision> {
    const SIGNS: [&str; 3] = ["consensus", "unanimous", "unanimously"];
    let syntax = reading.scene.syntax;
    let Some(body) = named_body(reading, &syntax.subjects(verb)) else { return Vec::new() };
    if gated(reading, verb, Outcome::Adopted) != Some(Outcome::Adopted) {
        return Vec::new();
    }
    let mut sentence = syntax.sentence(syntax.sentence_of(verb));
    let is_voted = has_count(reading, verb)
        || sentence.any(|token| SIGNS.contains(&syntax.form(token).to_lowercase().as_str()))
        || is_counted_next(reading, verb);
    let make = Make { reading, trigger: verb, outcome: Outcome::Adopted, body: Some(body), names_body: true };
    let votable = |nouns: Vec<usize>| nouns.into_iter().filter(|&noun| is_votable(reading, noun)).collect::<Vec<_>>();
    if says == Says::Order {
        let nouns = votable(syntax.objects(verb));
        let is_mandate = nouns.iter().any(|&noun| syntax.lemma(noun) == "mandate");
        return if is_voted || is_mandate { make.all(&nouns) } else { Vec::new() };
    }
    if !is_voted {
        return Vec::new();
    }
    match decided_clause(reading, verb) {
        Some(clause) => told_by_clause(&make, clause),
        None => {
            let behind = prepositional_behind(reading, verb, &["on", "to"]);
            make.all(&votable(behind).into_iter().take(1).collect::<Vec<_>>())
        }
    }
}

/// Objects of prepositions anywhere behind a verb in its sentence: the parser hangs them on what stands between.
fn prepositional_behind(reading: &Reading<'_>, verb: usize, prepositions: &[&str]) -> Vec<usize> {
    let syntax = reading.scene.syntax;
    let behind = verb + 1..syntax.sentence(syntax.sentence_of(verb)).end;
    let is_one = |&token: &usize| syntax.deprel(token) == "prep" && prepositions.contains(&syntax.form(token));
    behind.filter(is_one).flat_map(|token| syntax.children_by(token, &["pobj"]).collect::<Vec<_>>()).collect()
}

/// The infinitive that says what was decided: the verb's own, or one behind the counts.
fn decided_clause(reading: &Reading<'_>, verb: usize) -> Option<usize> {
    let syntax = reading.scene.syntax;
    let own = syntax.children_by(verb, &["xcomp", "advcl"]).find(|&clause| is_decided_clause(reading, clause));
    own.or_else(|| {
        let mut behind = verb + 1..syntax.sentence(syntax.sentence_of(verb)).end;
        behind.find(|&clause| {
            let hangs_on_count = syntax.deprel(clause) == "acl"
                && syntax.head(clause).is_some_and(|noun| {
                    let words = &reading.scene.rules.votes;
                    let is_unit = words.says(Class::Unit, syntax.lemma(noun)).is_some();
                    let is_abstention = words.says(Class::Noun, syntax.lemma(noun)) == Some(Says::Abstain);
                    is_unit || is_abstention || syntax.token(noun).upos == "NUM"
                });
            (hangs_on_count || syntax.deprel(clause) == "xcomp") && is_decided_clause(reading, clause)
        })
    })
}

/// What a clause says was decided: "to send observers".
fn told_by_clause(make: &Make<'_, '_>, clause: usize) -> Vec<Decision> {
    let mut made = make.none();
    for decision in &mut made {
        decision.draft.subject = Some(draft::clause(make.reading.scene.syntax, clause));
        decision.draft.is_new = true;
    }
    made
}

/// What turns findings of one trigger into decisions.
struct Make<'r, 'a> {
    reading: &'r Reading<'a>,
    trigger: usize,
    outcome: Outcome,
    body: Option<Entity>,
    names_body: bool,
}

impl Make<'_, '_> {
    fn all(&self, nouns: &[usize]) -> Vec<Decision> {
        nouns.iter().flat_map(|&noun| draft::drafts(self.reading, noun)).map(|draft| self.one(draft)).collect()
    }

    fn none(&self) -> Vec<Decision> {
        vec![self.one(Draft::default())]
    }

    fn one(&self, draft: Draft) -> Decision {
        Decision {
            trigger: self.trigger,
            outcome: self.outcome,
            draft,
            body: self.body.clone(),
            names_body: self.names_body,
            members: BTreeMap::new(),
            is_loss: false,
            is_aside: false,
        }
    }
}

fn is_votable(reading: &Reading<'_>, noun: usize) -> bool {
    matches!(draft::says(reading.scene, noun), Some(Says::Draft | Says::Text))
}

fn named_body(reading: &Reading<'_>, places: &[usize]) -> Option<Entity> {
    let syntax = reading.scene.syntax;
    let all = places.iter().flat_map(|&place| syntax.conjuncts(place));
    all.into_iter().find_map(|place| body::at(reading, place))
}

/// "in the Council", "at the conference": where it was decided.
fn place_body(reading: &Reading<'_>, verb: usize) -> Option<Entity> {
    let syntax = reading.scene.syntax;
    let places = ["in", "at", "through", "by", "to", "before", "with"]
        .into_iter()
        .flat_map(|preposition| syntax.prepositional(verb, preposition));
    places.into_iter().find_map(|place| body::at(reading, place))
}

/// Whether a doer may be those who vote though no table knows them: "members", "the council", "they".
fn may_be_voters(reading: &Reading<'_>, doer: usize) -> bool {
    let syntax = reading.scene.syntax;
    let words = &reading.scene.rules.votes;
    let is_unit = words.says(Class::Unit, syntax.lemma(doer)).is_some();
    // "adopted by 99 to 4": the number is no doer
    let is_pronoun = matches!(syntax.token(doer).upos.as_str(), "PRON" | "NUM" | "SYM") && syntax.lemma(doer) != "I";
    is_unit || body::is_word(reading, doer) || is_pronoun
}

/// The outcome as far as the text tells it as fact; what is still to be decided is pending, what was not passed failed.
fn gated(reading: &Reading<'_>, trigger: usize, outcome: Outcome) -> Option<Outcome> {
    let syntax = reading.scene.syntax;
    let is_passing = outcome == Outcome::Adopted;
    let status = reading.told(trigger).status;
    if syntax.child(trigger, &["neg"]).is_some() {
        // "did not pass", "was not adopted"; but "has not passed it" leaves it open, and "cannot pass it" tells of no vote.
        let is_past = syntax
            .children_by(trigger, &["aux", "auxpass"])
            .any(|aux| matches!(syntax.form(aux), "did" | "was" | "were"));
        let is_told = !matches!(status, Status::Hypothetical | Status::Background);
        return (is_passing && is_past && is_told).then_some(Outcome::Failed);
    }
    match status {
        Status::Actual | Status::Ongoing => Some(outcome),
        Status::Failed => {
            let is_failure = syntax.head(trigger).is_some_and(|verb| matches!(syntax.lemma(verb), "fail" | "failure"));
            (is_passing && is_failure).then_some(Outcome::Failed)
        }
        Status::Planned => matches!(outcome, Outcome::Adopted | Outcome::Failed).then_some(Outcome::Pending),
        Status::Denied | Status::Background | Status::Hypothetical => None,
    }
}

/// Whether the sentence counts votes.
pub(super) fn has_count(reading: &Reading<'_>, trigger: usize) -> bool {
    let syntax = reading.scene.syntax;
    let sentence = syntax.sentence(syntax.sentence_of(trigger));
    !super::tally::of(reading.scene, sentence, false).is_empty()
}

/// "The Assembly called on Chad to end the siege. The vote was 140 to 2."
fn is_counted_next(reading: &Reading<'_>, trigger: usize) -> bool {
    let syntax = reading.scene.syntax;
    let words = &reading.scene.rules.votes;
    let next = syntax.sentence_of(trigger) + 1;
    if next > syntax.sentence_of(syntax.len() - 1) {
        return false;
    }
    let sentence = syntax.sentence(next);
    let counts = super::tally::of(reading.scene, sentence.clone(), false);
    let is_counted = counts.in_favour.is_some() && counts.against.is_some();
    is_counted && sentence.into_iter().any(|token| words.says(Class::Unit, syntax.lemma(token)).is_some())
}

/// "The draft failed to get the votes it needed", "the motion fell", "the bill fell three votes short".
fn failed(reading: &Reading<'_>, verb: usize) -> Vec<Decision> {
    const WINNING: [&str; 4] = ["pass", "reach", "attain", "clear"];
    let scene = reading.scene;
    let syntax = scene.syntax;
    let passed = if syntax.is_passive(verb) { syntax.objects(verb) } else { syntax.subjects(verb) };
    let subjects: Vec<usize> = passed.into_iter().flat_map(|subject| syntax.conjuncts(subject)).collect();
    let nouns: Vec<usize> = subjects.iter().copied().filter(|&noun| is_votable(reading, noun)).collect();
    let below = syntax.child(verb, &["xcomp"]);
    let wins = |below: usize| {
        WINNING.contains(&syntax.lemma(below))
            || scene.rules.votes.says(Class::Winning, syntax.lemma(below)).is_some()
            || scene.rules.votes.says(Class::Verb, syntax.lemma(below)) == Some(Says::Adopted)
    };
    let is_short = || syntax.children(verb).any(|child| matches!(syntax.lemma(child), "short" | "through"));
    let fits = match syntax.lemma(verb) {
        "fail" => below.is_none_or(wins) && syntax.child(verb, &["dobj"]).is_none(),
        "fall" => is_short() || has_count(reading, verb),
        _ => has_count(reading, verb) || syntax.objects(verb).iter().any(|&object| is_majority(reading, object)),
    };
    let body = place_body(reading, verb).or_else(|| body::around(reading, verb));
    if !fits || body.is_none() {
        return Vec::new();
    }
    let is_told = matches!(reading.told(verb).status, Status::Actual | Status::Ongoing | Status::Failed);
    if !is_told || syntax.child(verb, &["neg"]).is_some() {
        return Vec::new();
    }
    let is_pronoun = subjects.iter().any(|&subject| draft::is_pronoun(syntax, subject));
    let make = Make { reading, trigger: verb, outcome: Outcome::Failed, body, names_body: false };
    if nouns.is_empty() && is_pronoun && has_count(reading, verb) { make.none() } else { make.all(&nouns) }
}

fn is_majority(reading: &Reading<'_>, noun: usize) -> bool {
    let lemma = reading.scene.syntax.lemma(noun);
    matches!(lemma, "majority" | "support" | "backing" | "quorum") || lemma == "vote"
}

/// "Russia vetoed the text", "the text was blocked by China".
fn vetoed(reading: &Reading<'_>, verb: usize) -> Vec<Decision> {
    let scene = reading.scene;
    let syntax = scene.syntax;
    let around = around(reading, verb);
    if gated(reading, verb, Outcome::Vetoed) != Some(Outcome::Vetoed) {
        return Vec::new();
    }
    let members = ballots::members(reading, verb, Ballot::Veto);
    let nouns = if around.drafts.is_empty() { around.texts } else { around.drafts };
    let body = stopped_in(reading, verb, &members, &nouns);
    let is_state = |&doer: &usize| {
        let doers = scene.parties_of_phrase(doer);
        doers.iter().all(|mention| mention.entity.kind == EntityType::State || mention.entity.body.is_some())
    };
    let is_head_of_state = !around.doers.iter().all(is_state);
    if body.is_none() || is_head_of_state || syntax.lemma(verb) == "block" && members.is_empty() {
        return Vec::new();
    }
    let make = Make { reading, trigger: verb, outcome: Outcome::Vetoed, body, names_body: false };
    let mut made = if nouns.is_empty() && (around.has_pronoun || syntax.lemma(verb) == "veto") {
        make.none()
    } else {
        make.all(&nouns)
    };
    made.iter_mut().for_each(|decision| decision.members.clone_from(&members));
    made
}

/// The body in which members may stop a draft: the Security Council for its permanent members, a body of states that
/// decides as one for others.
fn stopped_in(
    reading: &Reading<'_>,
    trigger: usize,
    members: &BTreeMap<String, Ballot>,
    nouns: &[usize],
) -> Option<Entity> {
    let scene = reading.scene;
    let of_noun = nouns.iter().find_map(|&noun| body::at(reading, noun));
    let is_veto_of_permanent = !members.is_empty() && members.keys().all(|code| body::is_permanent(code));
    let council = || is_veto_of_permanent.then(|| body::council(reading, trigger));
    let found = of_noun.or_else(|| body::around(reading, trigger)).or_else(council)?;
    let is_law = nouns.iter().any(|&noun| matches!(scene.syntax.lemma(noun), "bill" | "law" | "legislation" | "act"));
    let entity = &found;
    let is_council = body::may_be_council(Some(entity)) && members.keys().all(|code| body::is_permanent(code));
    let decides_as_one = entity.kind == EntityType::Igo && entity.entity != "UNO";
    (!is_law && (is_council || decides_as_one)).then_some(found)
}

/// "Russia cast its veto", "a Chinese veto of the draft".
fn veto_noun(reading: &Reading<'_>, noun: usize) -> Vec<Decision> {
    let syntax = reading.scene.syntax;
    let members = ballots::members(reading, noun, Ballot::Veto);
    if members.is_empty() || gated(reading, noun, Outcome::Vetoed) != Some(Outcome::Vetoed) {
        return Vec::new();
    }
    let mut nouns: Vec<usize> =
        ["of", "on", "against"].into_iter().flat_map(|preposition| syntax.prepositional(noun, preposition)).collect();
    // "used its veto to stop the draft"
    let verb = syntax.head(noun).filter(|&verb| syntax.is_verb(verb));
    let below = verb.into_iter().flat_map(|verb| syntax.children_by(verb, &["xcomp", "advcl", "prep"]));
    nouns.extend(below.flat_map(|clause| {
        if syntax.is_verb(clause) { syntax.objects(clause) } else { syntax.children_by(clause, &["pobj"]).collect() }
    }));
    nouns.extend(verb.into_iter().flat_map(|verb| syntax.objects(verb)).filter(|&object| object != noun));
    nouns.retain(|&noun| is_votable(reading, noun));
    nouns.dedup();
    let Some(body) = stopped_in(reading, noun, &members, &nouns) else { return Vec::new() };
    let make = Make { reading, trigger: noun, outcome: Outcome::Vetoed, body: Some(body), names_body: false };
    let mut made = if nouns.is_empty() { make.none() } else { make.all(&nouns) };
    made.iter_mut().for_each(|decision| decision.members.clone_from(&members));
    made
}

/// "Mali tabled a text", "Russia withdrew its draft", "the vote was put off".
fn brought(reading: &Reading<'_>, verb: usize, says: Says) -> Vec<Decision> {
    let scene = reading.scene;
    let syntax = scene.syntax;
    let around = around(reading, verb);
    let mut nouns = around.drafts;
    if says == Says::PutOff {
        let votes = syntax.objects(verb).into_iter().filter(|&noun| draft::says(scene, noun) == Some(Says::Vote));
        let on =
            votes.flat_map(|vote| ["on", "over"].into_iter().flat_map(move |prep| syntax.prepositional(vote, prep)));
        nouns.extend(on.filter(|&noun| is_votable(reading, noun)));
    }
    let outcome = if says == Says::Withdrawn { Outcome::Withdrawn } else { Outcome::Pending };
    if gated(reading, verb, outcome) != Some(outcome) || says == Says::Pending && is_put_elsewhere(reading, verb) {
        return Vec::new();
    }
    let body = named_body(reading, &around.doers)
        .or_else(|| place_body(reading, verb))
        .or_else(|| nouns.iter().find_map(|&noun| body::at(reading, noun)))
        .or_else(|| body::around(reading, verb));
    if body.is_none() {
        return Vec::new();
    }
    let make = Make { reading, trigger: verb, outcome, body, names_body: false };
    let is_taken_back = nouns.is_empty() && around.has_pronoun && says == Says::Withdrawn;
    let mut made = if is_taken_back { make.none() } else { make.all(&nouns) };
    if says != Says::PutOff {
        let doers = around.doers.iter().flat_map(|&doer| scene.parties_of_phrase(doer));
        let sponsors: Vec<Entity> = doers
            .filter(|mention| draft::is_sponsor(&mention.entity) && !body::is_parliament(scene, mention))
            .map(|mention| reading.as_side(mention))
            .collect();
        for decision in made.iter_mut().filter(|decision| decision.draft.sponsors.is_empty()) {
            decision.draft.sponsors.clone_from(&sponsors);
        }
    }
    made
}

/// "put": forward, to a vote, or before the body; else it brings in nothing.
fn is_put_elsewhere(reading: &Reading<'_>, verb: usize) -> bool {
    let syntax = reading.scene.syntax;
    let goes = |child: usize| matches!(syntax.form(child).to_lowercase().as_str(), "forward" | "before" | "to");
    syntax.lemma(verb) == "put" && !syntax.children(verb).any(goes)
}

/// "The Senate voted to lift the ban", "the assembly voted against the bill", "the Council is to vote on the draft".
fn voted(reading: &Reading<'_>, verb: usize) -> Vec<Decision> {
    let scene = reading.scene;
    let syntax = scene.syntax;
    let doers = syntax.subjects(verb);
    let is_whole = !doers.iter().any(|&doer| is_some_of(reading, doer));
    let Some(body) = named_body(reading, &doers).filter(|_| is_whole) else { return Vec::new() };
    let on = ["on", "for", "against", "of"].into_iter().flat_map(|preposition| syntax.prepositional(verb, preposition));
    let favour = syntax.prepositional(verb, "in").flat_map(|favour| syntax.prepositional(favour, "of"));
    let counted = has_count(reading, verb);
    let is_thing = |noun: usize| syntax.token(noun).upos == "NOUN" && scene.entities.all_at(noun).is_empty();
    let is_meant = |&noun: &usize| is_votable(reading, noun) || counted && is_thing(noun);
    let mut nouns: Vec<usize> = on.chain(favour).filter(is_meant).collect();
    let mut side = ballots::side(syntax, verb);
    if nouns.is_empty() && side.is_none() && counted {
        nouns.extend(prepositional_behind(reading, verb, &["for"]).into_iter().find(|&noun| is_votable(reading, noun)));
        side = (!nouns.is_empty()).then_some(Ballot::Yes);
    }
    let clause = decided_clause(reading, verb).or_else(|| voted_gerund(syntax, verb));
    let outcome = match side {
        Some(Ballot::No) => Some(Outcome::Failed),
        Some(_) => Some(Outcome::Adopted),
        None if clause.is_some() => Some(Outcome::Adopted),
        None => None,
    };
    let told = gated(reading, verb, outcome.unwrap_or(Outcome::Adopted));
    let is_planned = told == Some(Outcome::Pending);
    let Some(outcome) = told.filter(|_| outcome.is_some() || is_planned) else { return Vec::new() };
    let make = Make { reading, trigger: verb, outcome, body: Some(body), names_body: true };
    let mut made = if let Some(clause) = clause {
        let objects: Vec<usize> =
            syntax.objects(clause).into_iter().filter(|&noun| draft::says(scene, noun) == Some(Says::Draft)).collect();
        let mut made = if objects.is_empty() { told_by_clause(&make, clause) } else { make.all(&objects) };
        let is_refusal = verb_says(reading, clause) == Some(Says::Rejected) && !objects.is_empty();
        if is_refusal && outcome == Outcome::Adopted {
            made.iter_mut().for_each(|decision| decision.outcome = Outcome::Failed);
        }
        made
    } else if nouns.is_empty() {
        Vec::new()
    } else {
        make.all(&nouns)
    };
    made.iter_mut().for_each(|decision| decision.is_loss = outcome == Outcome::Failed);
    made
}

/// "voted against **lifting** the ban", "voted in favour of **ratifying** it".
fn voted_gerund(syntax: &Syntax<'_>, verb: usize) -> Option<usize> {
    let favour = syntax.prepositional(verb, "in").flat_map(|favour| syntax.children_by(favour, &["prep"]));
    let mut ways = syntax.children_by(verb, &["prep"]).chain(favour);
    ways.find_map(|way| syntax.child(way, &["pcomp"]).filter(|&clause| syntax.token(clause).xpos == "VBG"))
}

/// Whether a gerund is what a vote was on: it is no decision of its own.
fn is_voted_on(reading: &Reading<'_>, verb: usize) -> bool {
    let syntax = reading.scene.syntax;
    let above = std::iter::successors(syntax.head(verb), |&at| syntax.head(at)).take(4);
    let vote = above.into_iter().find(|&at| syntax.is_verb(at));
    let is_vote = vote.is_some_and(|vote| verb_says(reading, vote) == Some(Says::Vote));
    syntax.deprel(verb) == "pcomp" && is_vote && vote.and_then(|vote| voted_gerund(syntax, vote)) == Some(verb)
}

/// "fourteen members of the Council": a count, and no word of the whole.
fn is_some_of(reading: &Reading<'_>, doer: usize) -> bool {
    let syntax = reading.scene.syntax;
    let is_unit = reading.scene.rules.votes.says(Class::Unit, syntax.lemma(doer)).is_some();
    let is_all = syntax.children(doer).any(|word| syntax.lemma(word).eq_ignore_ascii_case("all"));
    is_unit && !is_all && syntax.child(doer, &["nummod"]).is_some()
}

/// An infinitive that says what was decided; whom to choose is an election.
fn is_decided_clause(reading: &Reading<'_>, clause: usize) -> bool {
    const CHOOSING: [&str; 7] = ["appoint", "choose", "elect", "fill", "name", "pick", "select"];
    let syntax = reading.scene.syntax;
    let is_infinitive = syntax.token(clause).xpos == "VB" && syntax.children(clause).any(|to| syntax.form(to) == "to");
    is_infinitive && !CHOOSING.contains(&syntax.lemma(clause))
}

/// "the adoption of the resolution by the Council", "the Senate's rejection of the bill".
fn nominal(reading: &Reading<'_>, noun: usize, says: Says) -> Vec<Decision> {
    let scene = reading.scene;
    let syntax = scene.syntax;
    let owners: Vec<usize> = syntax.children_by(noun, &["poss"]).collect();
    let nouns: Vec<usize> = syntax
        .prepositional(noun, "of")
        .chain(owners.iter().copied())
        .filter(|&noun| draft::says(scene, noun) == Some(Says::Draft))
        .collect();
    let makers: Vec<usize> =
        ["by", "in"].into_iter().flat_map(|prep| syntax.prepositional(noun, prep)).chain(owners).collect();
    let by_deep = nouns.iter().flat_map(|&noun| syntax.prepositional(noun, "by"));
    let named = named_body(reading, &makers).or_else(|| named_body(reading, &by_deep.collect::<Vec<_>>()));
    let outcome = if says == Says::Adopted { Outcome::Adopted } else { Outcome::Failed };
    let Some(body) = named.filter(|_| gated(reading, noun, outcome) == Some(outcome)) else { return Vec::new() };
    Make { reading, trigger: noun, outcome, body: Some(body), names_body: true }.all(&nouns)
}

/// "a vote on the draft is expected on Monday"
fn planned_vote(reading: &Reading<'_>, noun: usize) -> Vec<Decision> {
    const PLANNING: [&str; 5] = ["expect", "schedule", "set", "plan", "slate"];
    let scene = reading.scene;
    let syntax = scene.syntax;
    let is_due = syntax.head(noun).is_some_and(|verb| {
        let is_subject = matches!(syntax.deprel(noun), "nsubj" | "nsubjpass");
        let is_planned = PLANNING.contains(&syntax.lemma(verb))
            || syntax.child(verb, &["acomp"]).is_some_and(|due| matches!(syntax.lemma(due), "due" | "likely"));
        is_subject && (is_planned || reading.told(verb).status == Status::Planned)
            || syntax.deprel(noun) == "dobj" && PLANNING.contains(&syntax.lemma(verb))
    });
    let on = ["on", "over"].into_iter().flat_map(|preposition| syntax.prepositional(noun, preposition));
    let nouns: Vec<usize> = on.filter(|&noun| draft::says(scene, noun) == Some(Says::Draft)).collect();
    let Some(body) = body::around(reading, noun).filter(|_| is_due) else { return Vec::new() };
    Make { reading, trigger: noun, outcome: Outcome::Pending, body: Some(body), names_body: false }.all(&nouns)
}
