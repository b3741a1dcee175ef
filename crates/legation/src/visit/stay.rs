//! Stays: words that tell where somebody in office is or was, not that he went there.
//!
//! In: a word. Out: what it tells, as a leg: "was in Doha for talks", "visiting Minister Jane Roe said in Oslo", "back from
//! Oman", "inspected troops in Mali", "during talks in Ankara".

use super::leg::{Finder, HIGHEST, Leg, Told};
use super::places;
use super::purpose;
use super::traveller;
use super::words::{Role, Word};
use crate::code::{Location, Reading};
use crate::entity::Entity;
use crate::gazetteer::EntityType;

/// How far before "visiting" the mention may begin, with its article.
const ARTICLE: usize = 2;

/// Whether a sentence tells that somebody is not where he speaks: "by telephone", "by video link".
pub(super) fn is_far(reading: &Reading<'_>, i: usize) -> bool {
    const FAR: [&str; 6] = ["call", "phone", "telephone", "video", "videoconference", "videolink"];
    let syntax = reading.scene.syntax;
    let mut sentence = syntax.sentence(syntax.sentence_of(i));
    sentence.any(|word| FAR.contains(&syntax.lemma(word)) && syntax.is_noun(word))
}

impl Finder<'_> {
    /// "left Oman after a visit", "returned from Oman": the subject was there.
    pub(super) fn departs(&self, i: usize) -> Option<Told> {
        let syntax = self.reading.scene.syntax;
        let subjects = syntax.subjects(i).into_iter().flat_map(|subject| self.travellers().named(subject));
        // A body's seat is no stop of those who serve it.
        let travellers: Vec<Entity> = subjects.filter(|one| one.country.is_some() && one.body.is_none()).collect();
        let ways: &[&str] = if syntax.lemma(i) == "leave" { &["object"] } else { &["from"] };
        let ways: Vec<String> = ways.iter().map(|&way| way.to_owned()).collect();
        let places = places::behind(self.reading, i, &ways);
        let is_told = !travellers.is_empty() && !places.is_empty();
        is_told.then(|| Told { travellers, places, ..Told::default() })
    }

    /// "left **Oman** for Qatar": the subject was there, too.
    pub(super) fn left(&self, i: usize, word: &Word) -> Option<Leg> {
        let is_both = word.is(Role::Leaves) && word.is(Role::Departs);
        self.goes(i, word).filter(|_| is_both)?;
        let leg = self.judged(i, self.departs(i)?)?;
        leg.is_made.then_some(leg)
    }

    /// "inspected troops in Oman": somebody in office does so abroad, and there.
    pub(super) fn acts(&self, i: usize, word: &Word) -> Option<Told> {
        let syntax = self.reading.scene.syntax;
        let is_event =
            |object: usize| self.words.has(syntax, object, Role::Event) || self.words.has(syntax, object, Role::Meets);
        // "attended the summit", not "attended a school"
        let is_elsewhere = syntax.lemma(i) == "attend" && !syntax.objects(i).into_iter().any(is_event);
        if is_elsewhere || is_far(self.reading, i) {
            return None;
        }
        let subjects = syntax.subjects(i).into_iter().flat_map(|subject| self.travellers().named(subject));
        let travellers: Vec<Entity> =
            subjects.filter(|one| one.country.is_some() && one.kind == EntityType::Person).collect();
        let mut places = places::behind(self.reading, i, &word.places);
        if places.is_empty() {
            let objects = syntax.children_by(i, &["dobj"]);
            places = objects.flat_map(|object| places::behind(self.reading, object, &word.places)).collect();
        }
        let is_told = !travellers.is_empty() && !places.is_empty();
        let purpose = purpose::of(self.reading, i);
        is_told.then(|| Told { travellers, places, purpose, ..Told::default() })
    }

    /// "**During talks in Ankara**, the Georgian president said": the subject of the clause was there.
    pub(super) fn at_talks(&self, i: usize) -> Option<Told> {
        let syntax = self.reading.scene.syntax;
        let way = syntax.head(i).filter(|_| syntax.is_noun(i) && syntax.deprel(i) == "pobj")?;
        let is_there = matches!(syntax.form(way).to_lowercase().as_str(), "after" | "at" | "during" | "following");
        let verb = syntax.head(way).filter(|&verb| is_there && syntax.is_verb(verb))?;
        let subjects = syntax.subjects(verb).into_iter().flat_map(|subject| self.travellers().named(subject));
        let travellers: Vec<Entity> = subjects.filter(|one| one.country.is_some()).collect();
        let places = places::behind(self.reading, i, &["in".to_owned()]);
        let is_told = !travellers.is_empty() && !places.is_empty();
        let purpose = purpose::topic(self.reading, i);
        is_told.then(|| Told { travellers, places, purpose, ..Told::default() })
    }

    /// "**visiting** Foreign Minister Jane Roe said in Oslo": where the clause is.
    pub(super) fn guests(&self) -> Vec<Leg> {
        let syntax = self.reading.scene.syntax;
        let all = (0..syntax.len()).filter(|&i| syntax.form(i).eq_ignore_ascii_case("visiting"));
        all.filter_map(|i| self.guest(i)).collect()
    }

    /// "**back** from Oman, the minister said": the subject was there.
    pub(super) fn returns(&self) -> Vec<Leg> {
        let syntax = self.reading.scene.syntax;
        let all = (0..syntax.len())
            .filter(|&i| ["back", "home"].iter().any(|&word| syntax.form(i).eq_ignore_ascii_case(word)));
        all.filter_map(|i| {
            let places = places::behind(self.reading, i, &["from".to_owned()]);
            let above = std::iter::successors(syntax.head(i), |&at| syntax.head(at)).take(HIGHEST);
            let is_clause = |at: usize| syntax.is_verb(at) || syntax.token(at).upos == "AUX";
            let verb = above.into_iter().find(|&at| is_clause(at)).filter(|_| !places.is_empty())?;
            let subjects = syntax.subjects(verb).into_iter().flat_map(|subject| self.travellers().named(subject));
            let travellers: Vec<Entity> = subjects.collect();
            let told = Told { travellers, places, is_there: true, ..Told::default() };
            if told.travellers.is_empty() { None } else { self.judged(i, told) }
        })
        .collect()
    }

    fn guest(&self, i: usize) -> Option<Leg> {
        let syntax = self.reading.scene.syntax;
        let next = (i + 1 < syntax.len()).then_some(i + 1)?;
        // "after visiting the minister", not "met visiting Minister Jane Roe"
        let before = i.checked_sub(1).filter(|&before| syntax.sentence_of(before) == syntax.sentence_of(i));
        let is_object = before.is_some_and(|before| {
            matches!(syntax.token(before).upos.as_str(), "ADP" | "ADV" | "AUX" | "PART" | "PUNCT" | "SCONJ")
        });
        let mention = self.reading.scene.entities.mentions.iter().find(|mention| {
            mention.tokens.start + ARTICLE > i && mention.tokens.start <= next && mention.tokens.contains(&next)
        });
        let mention = mention.filter(|mention| !is_object && traveller::is_official(&mention.entity))?;
        let above = std::iter::successors(syntax.head(mention.head), |&at| syntax.head(at)).take(HIGHEST);
        let verb = above.into_iter().find(|&at| syntax.is_verb(at) && at != i)?;
        let around = [verb, i, mention.head].into_iter();
        let around = around.map(|word| places::behind(self.reading, word, &["in".to_owned()]));
        let places = around.into_iter().find(|places| !places.is_empty()).unwrap_or_default();
        let travellers = vec![mention.entity.clone()];
        (!places.is_empty()).then_some(())?;
        self.judged(verb, Told { travellers, places, is_there: true, ..Told::default() })
    }

    /// "The envoy was in Doha for talks", "the envoy is due in Doha on Monday", "the envoy, in Doha for talks, said".
    pub(super) fn stays(&self) -> Vec<Leg> {
        let syntax = self.reading.scene.syntax;
        let is_been =
            |i: usize| syntax.head(i).is_some_and(|head| syntax.form(head) == "been") && syntax.form(i) == "to";
        let prepositions = (0..syntax.len())
            .filter(|&i| syntax.deprel(i) == "prep" && (syntax.form(i).eq_ignore_ascii_case("in") || is_been(i)));
        prepositions.filter_map(|preposition| self.stay(preposition)).collect()
    }

    fn stay(&self, preposition: usize) -> Option<Leg> {
        let syntax = self.reading.scene.syntax;
        let head = syntax.head(preposition)?;
        let is_due = matches!(syntax.lemma(head), "due" | "expect");
        let verb = if syntax.lemma(head) == "due" { syntax.head(head)? } else { head };
        let is_stay = syntax.lemma(verb) == "be" && syntax.token(verb).upos == "AUX";
        if let Some(leg) = self.fronted(preposition, head) {
            return Some(leg);
        }
        let mut clause = None;
        let (who, trigger) = if is_stay || is_due {
            let subject = syntax.objects(verb).into_iter().chain(syntax.subjects(verb)).next()?;
            (subject, verb)
        } else {
            // "Minister in Paris for talks": a headline has no verb.
            let aim = syntax.head(head).filter(|&aim| syntax.deprel(head) == "nsubj" && syntax.token(aim).xpos == "VB");
            let is_headline = preposition > head
                && (syntax.deprel(head) == "ROOT" || aim.is_some_and(|aim| syntax.deprel(aim) == "ROOT"));
            clause = aim.filter(|_| is_headline).map(|aim| aim..syntax.rightmost(aim) + 1);
            let is_set_off = preposition > head + 1 && syntax.form(preposition - 1) == ",";
            (Some(head).filter(|&head| syntax.is_noun(head) && (is_headline || is_set_off))?, preposition)
        };
        let travellers = self.travellers().named(who);
        let places: Vec<(usize, Location)> =
            syntax.children_by(preposition, &["pobj"]).flat_map(|place| places::all(self.reading, place)).collect();
        let purpose = purpose::of(self.reading, head).or_else(|| purpose::of(self.reading, preposition));
        let purpose = purpose.or_else(|| purpose::of(self.reading, verb)).or(clause);
        let is_told = is_due || is_stay || purpose.is_some();
        if travellers.is_empty() || places.is_empty() || !is_told {
            return None;
        }
        self.judged(trigger, Told { travellers, places, purpose, is_ahead: is_due, ..Told::default() })
    }

    /// "**In Warsaw on Tuesday**, the Lithuanian minister signed an accord": somebody in office who does so abroad is there.
    fn fronted(&self, preposition: usize, verb: usize) -> Option<Leg> {
        let syntax = self.reading.scene.syntax;
        let is_first = syntax.sentence(syntax.sentence_of(preposition)).start == preposition;
        let is_past = syntax.is_verb(verb) && syntax.token(verb).xpos == "VBD";
        if !is_first || !is_past || is_far(self.reading, verb) {
            return None;
        }
        let subjects = syntax.subjects(verb).into_iter().flat_map(|subject| self.travellers().named(subject));
        let travellers: Vec<Entity> =
            subjects.filter(|one| one.country.is_some() && one.kind == EntityType::Person).collect();
        let places = syntax.children_by(preposition, &["pobj"]).flat_map(|place| places::all(self.reading, place));
        let places: Vec<(usize, Location)> = places.filter(|(_, place)| place.precision == "city").collect();
        if travellers.is_empty() || places.is_empty() {
            return None;
        }
        self.judged(verb, Told { travellers, places, is_there: true, ..Told::default() })
    }
}
