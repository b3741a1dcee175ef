//! Coding of parses written by hand, with a lexicon and rules of a few lines.

mod attribution;
mod choose;
mod evidence;
mod id;
mod place;
mod roles;
mod status;

use std::sync::LazyLock;

use jiff::civil::Date;

use super::choose::{Candidate, choose};
use super::clock::Clock;
use super::roles::Scene;
use super::verdict::Judge;
use super::{Attribution, Evidence, Location, Rules, Status, decided, proposal};
use crate::date::{self, DateWords, Tables};
use crate::lexicon::Lexicon;
use crate::place::{Geography, Places, places};
use crate::resolve;
use crate::testing::{GAZETTEER, ONTOLOGY, parsed};

/// The loader wants a sentence with every entry; here the tests are the sentences.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let files = [
        (
            "accuse",
            r#"event = "ACCUSE"
            entry = [
                { verbs = ["condemn"], cameo = "111", frame = "subject > object", codes = [{ text = "-" }] },
                { nouns = ["anger"], cameo = "111", frame = "possessor > at", codes = [{ text = "-" }] },
            ]"#,
        ),
        (
            "aid",
            r#"event = "AID"
            entry = [
                { verbs = ["give"], object = ["weapon"], cameo = "072", frame = "subject > iobject", codes = [{ text = "-" }] },
            ]"#,
        ),
        (
            "assault",
            r#"event = "ASSAULT"
            entry = [
                { verbs = ["attack"], cameo = "190", frame = "subject > object", codes = [{ text = "-" }] },
                { verbs = ["blow up"], cameo = "183", frame = "subject > object|in", codes = [{ text = "-" }] },
                { nouns = ["attack"], cameo = "190", frame = "possessor|by > on", codes = [{ text = "-" }] },
                { nouns = ["airstrike"], cameo = "195", frame = "modifier > on", codes = [{ text = "-" }] },
            ]"#,
        ),
        (
            "consult",
            r#"event = "CONSULT"
            entry = [
                { verbs = ["meet"], cameo = "040", frame = "subject = with|object", requires = "both", codes = [{ text = "-" }] },
                { verbs = ["hold"], object = ["talk"], cameo = "046", frame = "subject = with", codes = [{ text = "-" }] },
                { nouns = ["meeting", "talk"], cameo = "046", frame = "between|possessor = with", codes = [{ text = "-" }] },
            ]"#,
        ),
        (
            "request",
            r#"event = "REQUEST"
            entry = [
                { verbs = ["urge"], complement = ["*"], cameo = "100", frame = "subject > object", codes = [{ text = "-" }] },
                { verbs = ["demand"], complement = ["*"], cameo = "100", frame = "subject > clause", codes = [{ text = "-" }] },
            ]"#,
        ),
        (
            "support",
            r#"event = "SUPPORT"
            entry = [
                { nouns = ["support"], cameo = "051", frame = "possessor > for", codes = [{ text = "-" }] },
            ]"#,
        ),
        (
            "threaten",
            r#"event = "THREATEN"
            entry = [
                { verbs = ["threaten"], complement = ["*"], cameo = "138", frame = "subject >", codes = [{ text = "-" }] },
            ]"#,
        ),
    ];
    Lexicon::load(&files, &ONTOLOGY).unwrap_or_else(|error| panic!("{error}"))
});

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let governors = "lemma,pos,effect,note\n\
        agree,verb,planned,\nclaim,verb,actual,\ndeny,verb,denied,\nfail,verb,failed,\nkeep,verb,ongoing,\n\
        plan,verb,planned,\nrefuse,verb,denied,\nthreat,noun,hypothetical,\nunable,adjective,failed,\n";
    let carriers = "lemma,effect\ncancel,failed\nfail,failed\nlaunch,actual\nsee,none\nvoice,actual\n";
    let rules = Rules::load(
        governors,
        carriers,
        "lemma,takes,note\nclaim,clause|noun,\ndeny,clause|noun,\nsay,clause,\n",
        "found,lemma\nmete,meet\n",
    );
    rules.and_then(Rules::with_words).unwrap_or_else(|error| panic!("{error}"))
});

static DATE_WORDS: LazyLock<DateWords> =
    LazyLock::new(|| DateWords::embedded().unwrap_or_else(|error| panic!("{error}")));
static GEOGRAPHY: LazyLock<Geography> =
    LazyLock::new(|| Geography::embedded().unwrap_or_else(|error| panic!("{error}")));

/// What was coded, in the words of the tests.
struct Reading {
    /// Entry that fits.
    id: String,
    actors: Vec<String>,
    recipients: Vec<String>,
    status: Status,
    /// The words that decided the status.
    status_why: Option<String>,
    roles_why: Vec<String>,
    attribution: Vec<Attribution>,
    location: Option<Location>,
    evidence: Evidence,
}

impl Reading {
    /// Code of each speaker, outermost first, and the manner.
    fn speakers(&self) -> Vec<(Option<&str>, &str)> {
        let links = self.attribution.iter();
        links.map(|link| (link.speaker.as_ref().map(|speaker| speaker.entity.as_str()), link.manner)).collect()
    }
}

/// Codes a text that was published in a year.
fn readings_of(table: &str, published: Option<i16>) -> Vec<Reading> {
    let parsed = parsed(table);
    let syntax = parsed.syntax();
    let entities = resolve::entities(&syntax, &GAZETTEER, &Places::default(), None);
    let scene = Scene { syntax: &syntax, entities: &entities, rules: &RULES };
    let tables = Tables { syntax: &syntax, rules: &RULES, lexicon: &LEXICON };
    let dates = date::find(tables, &DATE_WORDS, published.and_then(|year| Date::new(year, 7, 1).ok()));
    let clock = Clock { dates: &dates, lexicon: &LEXICON };
    let mut readings = Vec::new();
    for sentence in 0..parsed.annotations.sentences.len() {
        let triggers = syntax.sentence(sentence);
        let who = Judge { ontology: &ONTOLOGY, classifier: None, own_heads: None };
        let proposals = triggers.filter_map(|trigger| proposal(scene, clock, trigger)).collect();
        let candidates = decided(scene, who, proposals);
        readings.extend(choose(&syntax, candidates).iter().map(|chosen| reading(scene, chosen)));
    }
    readings
}

fn readings(table: &str) -> Vec<Reading> {
    readings_of(table, None)
}

/// The reading of a text that has just one.
fn reading_of(table: &str) -> Reading {
    let mut readings = readings(table);
    let ids: Vec<&str> = readings.iter().map(|reading| reading.id.as_str()).collect();
    assert_eq!(ids.len(), 1, "{ids:?}");
    readings.remove(0)
}

fn reading(scene: Scene<'_>, chosen: &Candidate<'_>) -> Reading {
    let codes = |parties: &[&resolve::EntityMention]| parties.iter().map(|party| party.entity.entity.clone()).collect();
    Reading {
        id: chosen.fit.entry.id.clone(),
        actors: codes(&chosen.roles.actors),
        recipients: codes(&chosen.roles.recipients),
        status: chosen.judgement.status,
        status_why: chosen.judgement.why.clone(),
        roles_why: chosen.roles.why.clone(),
        attribution: {
            let quotations = super::quotation::Quotations::find(scene.syntax, scene.rules);
            super::attribution::chain(scene, &quotations, chosen.fit.trigger).0
        },
        location: super::place::locate(
            scene,
            &places(scene.syntax, &GAZETTEER, &GEOGRAPHY),
            &chosen.fit,
            &chosen.roles,
        ),
        evidence: super::evidence(scene.syntax, chosen, Vec::new()),
    }
}
