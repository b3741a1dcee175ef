//! Words of war and diplomacy that tell of neither: sport, business, art, weather, rules and rights.
//!
//! In: a word that an entry fits, with its parties. Out: why it is no event, if it is none. Each guard asks for the
//! class of error that it stops; the words are tables in `data/rules`.

use rustc_hash::{FxHashMap, FxHashSet};

use super::condition::Fit;
use super::roles::{Roles, Scene};
use crate::Error;
use crate::data::{CsvTable, Faults};
use crate::entity::Entity;
use crate::gazetteer::EntityType;
use crate::lexicon::Pos;
use crate::ontology::EventType;
use crate::resolve::EntityMention;
use crate::syntax::Syntax;

/// The tables of the guards.
#[derive(Debug, Clone, Default)]
pub(crate) struct Guards {
    topics: FxHashMap<String, Vec<(Topic, usize)>>,
    instruments: FxHashSet<String>,
    generic: FxHashSet<String>,
    cannot_act: FxHashSet<(EventType, String)>,
}

/// What a sentence is about, where that is not politics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Topic {
    Sport,
    Business,
    Culture,
}

/// Points of topic words that make a sentence one of the topic: one telling word, or two that may mean other things.
const TOPIC_POINTS: usize = 2;

impl Guards {
    /// The tables that come with the program.
    pub(crate) fn embedded() -> Result<Self, Error> {
        Self::load(
            include_str!("../../data/rules/topics.csv"),
            include_str!("../../data/rules/instruments.csv"),
            include_str!("../../data/rules/generic.csv"),
            include_str!("../../data/rules/actors.csv"),
        )
    }

    fn load(topics: &str, instruments: &str, generic: &str, actors: &str) -> Result<Self, Error> {
        let mut faults = Faults::default();
        let mut guards = Self::default();
        let table = CsvTable::read("rules/topics.csv", topics, ["word", "topic", "weight"], &mut faults);
        table.unique("word and topic", |[word, topic, _]| format!("{word} {topic}"), &mut faults);
        for (line, [word, topic, weight]) in table.rows() {
            let topic = match topic {
                "sport" => Topic::Sport,
                "business" => Topic::Business,
                "culture" => Topic::Culture,
                _ => {
                    let message = format_args!("unknown topic {topic:?}, expected sport, business or culture");
                    faults.add(table.file, line, message);
                    continue;
                }
            };
            match weight.parse() {
                Ok(weight @ 1..=TOPIC_POINTS) => {
                    guards.topics.entry(word.to_owned()).or_default().push((topic, weight));
                }
                _ => faults.add(table.file, line, format_args!("weight {weight:?}, expected 1 or {TOPIC_POINTS}")),
            }
        }
        let table = CsvTable::read("rules/instruments.csv", instruments, ["lemma"], &mut faults);
        table.unique("lemma", |[lemma]| (*lemma).to_owned(), &mut faults);
        guards.instruments.extend(table.rows().map(|(_, [lemma])| lemma.to_owned()));
        let table = CsvTable::read("rules/generic.csv", generic, ["lemma", "pos", "note"], &mut faults);
        table.unique("lemma", |[lemma, ..]| (*lemma).to_owned(), &mut faults);
        guards.generic.extend(table.rows().map(|(_, [lemma, ..])| lemma.to_owned()));
        let table = CsvTable::read("rules/actors.csv", actors, ["event", "sector", "note"], &mut faults);
        for (line, [event, sector, _]) in table.rows() {
            match event.parse() {
                Ok(event) => drop(guards.cannot_act.insert((event, sector.to_owned()))),
                Err(error) => {
                    let error: crate::ontology::UnknownEventType = error;
                    faults.add(table.file, line, error);
                }
            }
        }
        faults.or_value(guards)
    }

    /// Whether a thing attacks for somebody: a bomb, a strike, a drone.
    pub(super) fn is_instrument(&self, lemma: &str) -> bool {
        self.instruments.contains(&lemma.to_lowercase())
    }
}

/// Whether the words tell of no event although an entry fits and parties are there.
pub(super) fn is_no_event(scene: Scene<'_>, guards: &Guards, fit: &Fit<'_>, roles: &Roles<'_>) -> bool {
    is_of_another_topic(scene.syntax, guards, fit, roles)
        || is_score(scene.syntax, fit)
        || is_force_of_nature(scene, guards, fit, roles)
        || is_general(scene.syntax, guards, fit.trigger)
        || is_caption(scene.syntax, fit.trigger)
        || lacks_recipient(fit, roles)
        || is_of_ones_own(scene.syntax, fit, roles)
        || cannot_act(guards, fit.entry.event, roles)
}

/// "Peru laid siege to the Chilean goal": in a sentence about something else, a state's name is a team or a market.
/// What counts there is somebody who holds power: an official of a state, the police, an armed group.
fn is_of_another_topic(syntax: &Syntax<'_>, guards: &Guards, fit: &Fit<'_>, roles: &Roles<'_>) -> bool {
    let Some(topic) = topic(syntax, guards, fit.trigger) else { return false };
    let parties = if roles.actors.is_empty() { &roles.recipients } else { &roles.actors };
    let counts = |mention: &&EntityMention| match topic {
        Topic::Sport | Topic::Culture => holds_power(&mention.entity),
        Topic::Business => {
            let is_modifier = matches!(syntax.deprel(mention.head), "amod" | "compound" | "nmod" | "poss");
            holds_power(&mention.entity) || mention.entity.kind == EntityType::State && !is_modifier
        }
    };
    !parties.iter().any(counts)
}

/// Whether the words around tell of sport, culture or business.
pub(super) fn has_topic(scene: Scene<'_>, trigger: usize) -> bool {
    topic(scene.syntax, &scene.rules.guards, trigger).is_some()
}

/// Whether what somebody is said to want may be a stand: not a team's ("Chile opposes Brazil in the final"), nor a figure's of
/// a film or book.
pub(crate) fn is_stand_of(scene: Scene<'_>, trigger: usize, holder: &Entity) -> bool {
    if is_in_work(scene, trigger) {
        return false;
    }
    match topic(scene.syntax, &scene.rules.guards, trigger) {
        Some(Topic::Sport | Topic::Culture) => holds_power(holder),
        Some(Topic::Business) | None => true,
    }
}

/// "In the film a consul demands a bath": the sentence tells what is in a work.
fn is_in_work(scene: Scene<'_>, trigger: usize) -> bool {
    let syntax = scene.syntax;
    let first = syntax.sentence(syntax.sentence_of(trigger)).start;
    let work = syntax.child(first, &["pobj"]).filter(|_| syntax.form(first) == "In");
    let topics = work.and_then(|work| scene.rules.guards.topics.get(syntax.lemma(work)));
    topics.is_some_and(|topics| topics.contains(&(Topic::Culture, TOPIC_POINTS)))
}

fn holds_power(entity: &Entity) -> bool {
    const ON_ITS_OWN: [&str; 5] = ["COP", "OPP", "PRM", "REB", "UAF"];
    const WITH_OWNER: [&str; 6] = ["GOV", "JUD", "LEG", "MIL", "PTY", "SPY"];
    let has = |sectors: &[&str]| entity.sectors.iter().any(|sector| sectors.contains(&sector.as_str()));
    let is_body = matches!(entity.kind, EntityType::Igo | EntityType::ArmedGroup | EntityType::Party);
    is_body || has(&ON_ITS_OWN) || has(&WITH_OWNER) && (entity.country.is_some() || entity.body.is_some())
}

/// The topic with most points in the sentence, if it has enough; a word counts once.
fn topic(syntax: &Syntax<'_>, guards: &Guards, token: usize) -> Option<Topic> {
    let mut seen: FxHashSet<String> = FxHashSet::default();
    let mut points = [(Topic::Sport, 0), (Topic::Business, 0), (Topic::Culture, 0)];
    for i in syntax.sentence(syntax.sentence_of(token)) {
        let (form, lemma) = (syntax.form(i).to_lowercase(), syntax.lemma(i).to_lowercase());
        let Some(topics) = guards.topics.get(&form).or_else(|| guards.topics.get(&lemma)) else { continue };
        if syntax.is_noun(i) && seen.insert(lemma) || syntax.token(i).upos == "ADJ" {
            for (topic, points) in &mut points {
                *points += topics.iter().filter(|(of, _)| of == topic).map(|(_, weight)| weight).sum::<usize>();
            }
        }
    }
    let most = points.into_iter().reduce(|most, next| if next.1 > most.1 { next } else { most });
    most.filter(|(_, points)| *points >= TOPIC_POINTS).map(|(topic, _)| topic)
}

/// "were massacred 7-0": nobody is hurt by a score.
fn is_score(syntax: &Syntax<'_>, fit: &Fit<'_>) -> bool {
    let is_number = |token: usize| token < syntax.len() && syntax.token(token).xpos == "CD";
    let is_dash = |token: usize| matches!(syntax.form(token), "-" | "–" | "—");
    fit.entry.event == EventType::Assault
        && syntax.children(fit.trigger).any(|child| is_number(child) && is_number(child + 2) && is_dash(child + 1))
}

/// "The flood killed nine": what has no will and is no weapon attacks nobody.
fn is_force_of_nature(scene: Scene<'_>, guards: &Guards, fit: &Fit<'_>, roles: &Roles<'_>) -> bool {
    let syntax = scene.syntax;
    if fit.entry.event != EventType::Assault || fit.entry.pos != Pos::Verb || !roles.actors.is_empty() {
        return false;
    }
    syntax.subjects(fit.trigger).into_iter().any(|subject| {
        let is_thing = syntax.token(subject).upos == "NOUN" && scene.entities.all_at(subject).is_empty();
        is_thing && !guards.is_instrument(syntax.lemma(subject))
    })
}

/// "the power to dissolve parliament", "a policy of not charging presidents": what may be done in general.
fn is_general(syntax: &Syntax<'_>, guards: &Guards, trigger: usize) -> bool {
    let mut at = trigger;
    for _ in 0..4 {
        let Some(head) = syntax.head(at) else { return false };
        let goes_on = match syntax.deprel(at) {
            "acl" => syntax.token(at).xpos == "VB",
            "pcomp" | "prep" | "pobj" | "conj" | "xcomp" => true,
            _ => false,
        };
        if !goes_on {
            return false;
        }
        if syntax.is_noun(head) && guards.generic.contains(&syntax.lemma(head).to_lowercase()) {
            return true;
        }
        at = head;
    }
    false
}

/// "defended her ruling": who stands by what is theirs supports nobody.
fn is_of_ones_own(syntax: &Syntax<'_>, fit: &Fit<'_>, roles: &Roles<'_>) -> bool {
    let is_own = |object: usize| syntax.children_by(object, &["poss"]).any(|owner| syntax.token(owner).xpos == "PRP$");
    fit.entry.event == EventType::Support
        && fit.entry.pos == Pos::Verb
        && roles.recipients.is_empty()
        && syntax.objects(fit.trigger).into_iter().any(is_own)
}

/// Working together and helping take two: PLOVER wants a recipient there. (It does for SANCTION too, where leaving a
/// treaty or a conference names none; these are kept.)
fn lacks_recipient(fit: &Fit<'_>, roles: &Roles<'_>) -> bool {
    let takes_two = matches!(fit.entry.event, EventType::Aid | EventType::Cooperate);
    takes_two && roles.recipients.is_empty() && roles.actors.len() < 2
}

/// "The president stands with … Image: agency": what a picture shows.
fn is_caption(syntax: &Syntax<'_>, trigger: usize) -> bool {
    const CREDITS: [&str; 5] = ["image", "photo", "photograph", "picture", "credit"];
    let sentence = syntax.sentence(syntax.sentence_of(trigger));
    let is_credit = |i: usize| {
        let form = syntax.form(i).to_lowercase();
        // The line break before a credit may be lost: "AccordsImage: agency".
        CREDITS.iter().any(|credit| form.ends_with(credit)) && i + 1 < syntax.len() && syntax.form(i + 1) == ":"
    };
    sentence.into_iter().any(is_credit)
}

/// Whether all actors are of a sector that does not do such things.
fn cannot_act(guards: &Guards, event: EventType, roles: &Roles<'_>) -> bool {
    let cannot = |mention: &&EntityMention| {
        mention.entity.sectors.first().is_some_and(|sector| guards.cannot_act.contains(&(event, sector.clone())))
    };
    !roles.actors.is_empty() && roles.actors.iter().all(cannot)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_tables_load() {
        let guards = Guards::embedded().unwrap_or_else(|error| panic!("{error}"));
        assert!(guards.instruments.contains("bomb") && !guards.instruments.contains("flood"));
        assert!(guards.cannot_act.contains(&(EventType::Protest, "GOV".to_owned())));
    }

    #[test]
    fn faults_name_file_and_line() {
        let error = Guards::load(
            "word,topic,weight\ngoal,sports,1\nfilm,culture,9\n",
            "lemma\n",
            "lemma,pos,note\n",
            "event,sector,note\nFIGHT,GOV,\n",
        );
        let text = error.expect_err("three faults").to_string();
        assert!(
            text.contains("topics.csv:2") && text.contains("topics.csv:3") && text.contains("actors.csv:2"),
            "{text}"
        );
    }
}
