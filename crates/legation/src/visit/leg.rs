//! Legs: each word that tells of a part of a journey, with who travels where.
//!
//! In: a [`Reading`]. Out: the legs in the order of the text. A leg without a traveller of its own ("the trip will also take in
//! Oman", "the first stop was Doha") goes on with the journey before it; `journey` joins them.

use super::host;
use super::places;
use super::purpose;
use super::stay;
use super::traveller::{self, Travellers};
use super::words::{Role, VisitWords, Word};
use crate::code::{EventDate, Location, Reading, Status};
use crate::entity::Entity;
use crate::syntax::Syntax;

/// How far above a verb an invitation to it stands.
pub(super) const HIGHEST: usize = 4;

/// A part of a journey.
#[derive(Debug, Clone)]
pub(super) struct Leg {
    /// The word that tells of it, and its sentence.
    pub(super) trigger: usize,
    pub(super) sentence: usize,
    /// Who travels; nobody where it goes on with a journey.
    pub(super) travellers: Vec<Entity>,
    /// Where to.
    pub(super) places: Vec<(usize, Location)>,
    /// Who receives or invites them.
    pub(super) hosts: Vec<Entity>,
    /// Tokens that tell what for.
    pub(super) purpose: Option<std::ops::Range<usize>>,
    /// Whether and when.
    pub(super) status: Status,
    pub(super) date: EventDate,
    /// The places are reached.
    pub(super) is_made: bool,
    /// Told after what came later: "he had been in Oman before".
    pub(super) is_before: bool,
}

/// The legs of a document.
pub(super) fn legs(reading: &Reading<'_>) -> Vec<Leg> {
    let syntax = reading.scene.syntax;
    let finder = Finder { reading, words: &reading.scene.rules.visit };
    let known = (0..syntax.len()).filter_map(|i| finder.words.of(syntax, i).map(|word| (i, word)));
    known
        .filter(|(i, _)| !is_modifier(syntax, *i))
        .flat_map(|(i, word)| finder.left(i, word).into_iter().chain(finder.leg(i, word)))
        .chain(finder.stays())
        .chain(finder.guests())
        .chain(finder.returns())
        .collect()
}

/// "a visit card": a word before a noun tells of nothing.
fn is_modifier(syntax: &Syntax<'_>, i: usize) -> bool {
    matches!(syntax.deprel(i), "compound" | "nmod" | "amod")
}

pub(super) struct Finder<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) words: &'a VisitWords,
}

/// What a word tells, before it is known whether it happened.
#[derive(Default)]
pub(super) struct Told {
    pub(super) travellers: Vec<Entity>,
    pub(super) places: Vec<(usize, Location)>,
    pub(super) hosts: Vec<Entity>,
    pub(super) purpose: Option<std::ops::Range<usize>>,
    /// Said of what is to come, whatever the word's own status.
    pub(super) is_ahead: bool,
    /// Said of what came before: "a tour that began in Oslo".
    pub(super) is_before: bool,
    /// Said of what the verb around the word did: "broke her journey at Oslo" was there.
    pub(super) is_there: bool,
}

impl<'a> Finder<'a> {
    pub(super) fn travellers(&self) -> Travellers<'a> {
        Travellers { reading: self.reading, words: self.words }
    }

    fn leg(&self, i: usize, word: &Word) -> Option<Leg> {
        let syntax = self.reading.scene.syntax;
        let told = if word.is(Role::Goes) || word.is(Role::Leaves) {
            let told = self.goes(i, word).or_else(|| word.is(Role::Meets).then(|| self.meets(i))?);
            // "flew home from Oman"
            let is_home = syntax.children_by(i, &["advmod"]).any(|word| matches!(syntax.lemma(word), "home" | "back"));
            told.or_else(|| (is_home || word.is(Role::Departs)).then(|| self.departs(i))?)
        } else if word.is(Role::Heads) {
            let party = syntax.objects(i).first().copied();
            let is_party = party.is_some_and(|party| self.words.has(syntax, party, Role::Party));
            is_party.then(|| self.goes(i, word))?
        } else if word.is(Role::Sends) {
            self.sends(i, word)
        } else if word.is(Role::Acts) {
            self.acts(i, word)
        } else if word.is(Role::Makes) && self.is_journey(syntax.subjects(i).first().copied()) {
            self.begins(i)
        } else if word.is(Role::Departs) {
            self.departs(i)
        } else if word.is(Role::Receives) {
            self.receives(i, word)
        } else if word.is(Role::Invites) {
            self.invites(i, word)
        } else if word.is(Role::Takes) || word.is(Role::Includes) {
            self.goes_on(i, word)
        } else if word.is(Role::Trip) || word.is(Role::Stop) {
            self.trip(i, word)
        } else if word.is(Role::Span) {
            self.span(i, word)
        } else if word.is(Role::Way) {
            self.way(i)
        } else if word.is(Role::Meets) {
            self.meets(i)
        } else if word.is(Role::Comes) {
            self.comes(i, word)
        } else {
            None
        }?;
        self.judged(i, told)
    }

    /// The leg, unless it is told as nothing but possible.
    pub(super) fn judged(&self, i: usize, told: Told) -> Option<Leg> {
        let syntax = self.reading.scene.syntax;
        let mut judged = self.reading.told(i);
        // "will stop in Oslo before going on to Rome"
        let is_gerund = syntax.deprel(i) == "pcomp" && syntax.token(i).xpos == "VBG";
        let above = syntax.head(i).and_then(|way| syntax.head(way)).filter(|_| is_gerund);
        if above.is_some_and(|above| self.reading.told(above).status == Status::Planned) {
            judged.status = Status::Planned;
        }
        if is_coming(syntax, i, &judged.date) && judged.status == Status::Actual {
            judged.status = Status::Planned;
        }
        let is_negated = syntax.child(i, &["neg"]).is_some() || is_kept(syntax, i);
        // "could not travel": it was meant to be; "has never travelled" tells of nothing.
        let is_meant = syntax.children_by(i, &["aux"]).any(|aux| syntax.token(aux).xpos == "MD");
        let is_never = is_negated && !is_meant && !is_kept(syntax, i);
        if is_never || judged.status == Status::Hypothetical && !told.is_ahead && !is_negated {
            return None;
        }
        // "stopped in Oslo on his way to Rome": what stops is not the journey.
        let is_halt = matches!(judged.status, Status::Denied | Status::Failed) && self.halts(i);
        let judged_status = if is_halt { Status::Actual } else { judged.status };
        let status = if is_negated { Status::Denied } else { judged_status };
        // What a plain past form tells has happened, whatever clause stands beside it.
        let is_past = syntax.token(i).xpos == "VBD" && judged.status == Status::Planned;
        let status = if is_past || told.is_there && !is_negated { Status::Actual } else { status };
        let happened = matches!(status, Status::Actual | Status::Ongoing | Status::Background);
        let status = if told.is_ahead && happened { Status::Planned } else { status };
        Some(Leg {
            trigger: i,
            sentence: syntax.sentence_of(i),
            travellers: told.travellers,
            places: told.places,
            hosts: told.hosts,
            purpose: told.purpose,
            status,
            date: judged.date,
            is_made: happened && !told.is_ahead,
            is_before: happened && (told.is_before || is_pluperfect(syntax, i)),
        })
    }

    /// Whether a word hangs on a verb of halting that is a stop of the journey itself.
    fn halts(&self, i: usize) -> bool {
        let syntax = self.reading.scene.syntax;
        let above = std::iter::successors(syntax.head(i), |&at| syntax.head(at)).take(HIGHEST);
        let verb = above.into_iter().find(|&at| syntax.is_verb(at));
        verb.is_some_and(|verb| {
            syntax.lemma(verb) == "stop" && !places::behind(self.reading, verb, &["in".to_owned()]).is_empty()
        })
    }

    /// "The minister flew to Oman and Qatar for talks".
    pub(super) fn goes(&self, i: usize, word: &Word) -> Option<Told> {
        let syntax = self.reading.scene.syntax;
        let invitation = self.invitation(i);
        // "CAIRO, 2 May - The minister arrived here": the parser may take the dateline for a subject.
        let dateline = self.reading.places.dateline.as_ref();
        let is_dateline = |subject: usize| dateline.is_some_and(|place| place.tokens.contains(&subject));
        let mut subjects = syntax.subjects(i);
        if let Some(&line) = subjects.iter().find(|&&subject| is_dateline(subject)) {
            let hung = syntax.children_by(line, &["appos", "conj"]);
            let own = syntax.children_by(i, &["nsubj"]).filter(|&subject| !is_dateline(subject));
            subjects = own.chain(hung).collect();
        }
        let mut travellers: Vec<Entity> =
            subjects.into_iter().flat_map(|subject| self.travellers().named(subject)).collect();
        if travellers.is_empty()
            && let Some(invitation) = invitation
        {
            travellers = self.invited(invitation);
        }
        let mut places = places::behind(self.reading, i, &word.places);
        // "stepped off the train in Oslo": the parser may hang the place on the object.
        if places.is_empty() && (word.is(Role::Goes) || word.is(Role::Heads)) {
            let objects = syntax.children_by(i, &["dobj"]);
            places = objects.flat_map(|object| places::behind(self.reading, object, &word.places)).collect();
        }
        // "became the first premier to visit Oman"
        let first = if travellers.is_empty() { self.first_to(i) } else { Vec::new() };
        let is_first = !first.is_empty();
        travellers.extend(first);
        // "arrived in Cairo from Amman"
        if word.is(Role::Goes) && !places.is_empty() && travellers.iter().all(|one| one.country.is_some()) {
            let mut from = places::behind(self.reading, i, &["from".to_owned()]);
            from.retain(|(token, _)| places.iter().all(|(known, _)| known != token));
            places.splice(0..0, from);
        }
        let is_ahead = word.is(Role::Leaves) || invitation.is_some();
        let goes_on = travellers.is_empty() && self.is_journey(syntax.subjects(i).first().copied());
        (!places.is_empty() && (goes_on || !travellers.is_empty())).then(|| Told {
            travellers,
            places,
            hosts: Vec::new(),
            purpose: purpose::of(self.reading, i),
            is_ahead,
            is_there: is_first,
            is_before: false,
        })
    }

    /// "became the first Western leader to visit Oman": whoever became it was there.
    fn first_to(&self, verb: usize) -> Vec<Entity> {
        let syntax = self.reading.scene.syntax;
        let is_infinitive = syntax.token(verb).xpos == "VB" && matches!(syntax.deprel(verb), "relcl" | "acl");
        let noun = syntax.head(verb).filter(|&noun| is_infinitive && syntax.deprel(noun) == "attr");
        let is_first = |noun: usize| {
            syntax.lemma(noun) == "first"
                || syntax
                    .children_by(noun, &["amod"])
                    .any(|word| matches!(syntax.lemma(word), "first" | "last" | "only"))
        };
        let copula = noun.filter(|&noun| is_first(noun)).and_then(|noun| syntax.head(noun));
        copula.into_iter().flat_map(|verb| syntax.subjects(verb)).flat_map(|who| self.travellers().named(who)).collect()
    }

    /// "sent the envoy to Oman"
    fn sends(&self, i: usize, word: &Word) -> Option<Told> {
        let syntax = self.reading.scene.syntax;
        let sent = syntax.objects(i).into_iter().flat_map(|sent| self.travellers().named(sent));
        let travellers: Vec<Entity> = sent.collect();
        let places = places::behind(self.reading, i, &word.places);
        let is_ahead = syntax.token(i).xpos == "VBG" || syntax.token(i).xpos == "VB";
        let is_told = !travellers.is_empty() && !places.is_empty();
        let purpose = purpose::of(self.reading, i);
        is_told.then(|| Told { travellers, places, purpose, is_ahead, ..Told::default() })
    }

    /// "a tour that began in Oslo", "her trip ends in Rome"
    fn begins(&self, i: usize) -> Option<Told> {
        let syntax = self.reading.scene.syntax;
        let journey = syntax.subjects(i).first().copied()?;
        let places = places::behind(self.reading, i, &["in".to_owned(), "with".to_owned()]);
        let travellers = self.travellers().of_noun(journey);
        let is_before = syntax.token(i).xpos == "VBD" && matches!(syntax.lemma(i), "begin" | "open" | "start" | "kick");
        (!places.is_empty()).then(|| Told { travellers, places, is_before, ..Told::default() })
    }

    /// "The ministers of Greece and Albania met in Tirana": who is not at home there came to who is.
    fn meets(&self, i: usize) -> Option<Told> {
        let syntax = self.reading.scene.syntax;
        if let Some(told) = self.at_talks(i) {
            return Some(told);
        }
        let verb = if syntax.is_noun(i) { syntax.head(i).filter(|_| syntax.deprel(i) == "dobj")? } else { i };
        let places: Vec<(usize, Location)> =
            [verb, i].into_iter().flat_map(|word| places::behind(self.reading, word, &["in".to_owned()])).collect();
        // "met his counterpart in Tirana", "held talks with her counterpart in Tirana"
        if stay::is_far(self.reading, i) {
            return None;
        }
        let with = syntax.prepositional(i, "with").chain(syntax.children_by(i, &["dobj"]));
        let met = with.flat_map(|other| places::behind(self.reading, other, &["in".to_owned()]));
        let places = if places.is_empty() { met.collect() } else { places };
        let country = places.first()?.1.country.clone()?;
        let met = host::met(self.reading, self.words, i);
        let (hosts, guests): (Vec<Entity>, Vec<Entity>) =
            met.into_iter().filter(|one| one.country.is_some()).partition(|one| one.country.as_ref() == Some(&country));
        let travellers: Vec<Entity> = guests.into_iter().filter(traveller::is_official).collect();
        (!hosts.is_empty() && !travellers.is_empty()).then(|| Told {
            travellers,
            places: places.into_iter().take(1).collect(),
            hosts,
            purpose: purpose::of(self.reading, i).or_else(|| purpose::topic(self.reading, i)),
            ..Told::default()
        })
    }

    /// The same where the verb alone tells little: "went to Oman", without a purpose, may be anything.
    fn comes(&self, i: usize, word: &Word) -> Option<Told> {
        let told = self.goes(i, word)?;
        let goes_on = matches!(self.reading.scene.syntax.lemma(i), "continue" | "proceed" | "move");
        (goes_on || told.purpose.is_some()).then_some(told)
    }

    /// "The king received the envoy in Amman".
    fn receives(&self, i: usize, word: &Word) -> Option<Told> {
        let syntax = self.reading.scene.syntax;
        let guests = syntax.objects(i).into_iter().flat_map(|guest| self.travellers().named(guest));
        let travellers: Vec<Entity> = guests.collect();
        let receivers = syntax.subjects(i);
        let hosts: Vec<Entity> = receivers.iter().filter_map(|&host| self.entity(host)).collect();
        let mut places = places::behind(self.reading, i, &word.places);
        if places.is_empty() {
            places = receivers.iter().flat_map(|&host| places::all(self.reading, host)).collect();
        }
        // "greeted on arrival in Amman"
        if places.is_empty() {
            let arrivals = syntax.prepositional(i, "on").filter(|&noun| self.words.has(syntax, noun, Role::Trip));
            let at = ["in".to_owned(), "at".to_owned()];
            places = arrivals.flat_map(|noun| places::behind(self.reading, noun, &at)).collect();
        }
        // Without a place the guest may be known to have come: the leg then only names a host.
        let is_told = !(travellers.is_empty() || hosts.is_empty() && places.is_empty());
        is_told.then_some(Told { travellers, places, hosts, ..Told::default() })
    }

    /// "The emir invited the minister to visit Doha", "… to Doha".
    fn invites(&self, i: usize, word: &Word) -> Option<Told> {
        let syntax = self.reading.scene.syntax;
        let guests = syntax.objects(i).into_iter().flat_map(|guest| self.travellers().named(guest));
        let travellers: Vec<Entity> = if syntax.is_noun(i) { self.invited(i) } else { guests.collect() };
        let hosts = if syntax.is_noun(i) {
            let owners = syntax
                .children_by(i, &["poss"])
                .chain(syntax.prepositional(i, "from"))
                .chain(syntax.prepositional(i, "by"));
            owners
                .filter_map(|host| self.entity(host))
                .filter(|host| !travellers.iter().any(|guest| guest.entity == host.entity))
                .collect()
        } else {
            syntax.subjects(i).into_iter().filter_map(|host| self.entity(host)).collect()
        };
        let mut places = places::behind(self.reading, i, &word.places);
        if places.is_empty() {
            let below = syntax.children_by(i, &["acl", "advcl", "ccomp", "xcomp"]);
            places = below
                .filter_map(|verb| Some(places::behind(self.reading, verb, &self.words.of(syntax, verb)?.places)))
                .flatten()
                .collect();
        }
        (!travellers.is_empty() && !places.is_empty()).then_some(Told {
            travellers,
            places,
            hosts,
            is_ahead: true,
            ..Told::default()
        })
    }

    /// "The tour will take her to Oman", "her trip includes stops in Oman and Qatar".
    fn goes_on(&self, i: usize, word: &Word) -> Option<Told> {
        let syntax = self.reading.scene.syntax;
        let journey = syntax.subjects(i).first().copied().filter(|&subject| self.is_journey(Some(subject)))?;
        let mut travellers = self.travellers().of_noun(journey);
        if word.is(Role::Takes) && travellers.is_empty() {
            travellers = syntax.objects(i).into_iter().flat_map(|object| self.travellers().named(object)).collect();
        }
        let places = places::behind(self.reading, i, &word.places);
        (!places.is_empty()).then_some(Told { travellers, places, ..Told::default() })
    }

    /// "his visit to Oman", "a tour of the Gulf", "the first stop in Doha".
    fn trip(&self, i: usize, word: &Word) -> Option<Told> {
        let syntax = self.reading.scene.syntax;
        let travellers = self.travellers().of_noun(i);
        let mut is_there = false;
        let mut places = places::behind(self.reading, i, &word.places);
        if places.is_empty() {
            let before =
                syntax.children_by(i, &["compound", "nmod"]).filter(|&name| syntax.recognized(name) != Some("PERSON"));
            places = before.flat_map(|name| places::all(self.reading, name)).collect();
        }
        if places.is_empty() {
            places = self.equated(i);
        }
        // "the trip by the minister to Oman": the parser hangs the place on the minister
        if places.is_empty() {
            let makers = ["by", "of"].into_iter().flat_map(|way| syntax.prepositional(i, way));
            places = makers.flat_map(|maker| places::behind(self.reading, maker, &word.places)).collect();
        }
        let carrier = syntax.head(i).filter(|_| matches!(syntax.deprel(i), "dobj" | "pobj"));
        let carrier = match carrier {
            // "chose Oslo for her first trip"
            Some(preposition) if syntax.form(preposition).eq_ignore_ascii_case("for") => syntax.head(preposition),
            carrier => carrier,
        };
        if let Some((maker, made)) = carrier.and_then(|maker| Some((maker, self.words.of(syntax, maker)?)))
            && made.is(Role::Makes)
            && word.is(Role::Trip)
            && places.is_empty()
        {
            let is_direct = syntax.deprel(i) == "dobj";
            let own = made.places.iter().filter(|place| is_direct || *place == "object").cloned();
            let prepositions: Vec<String> = word.places.iter().filter(|_| is_direct).cloned().chain(own).collect();
            places = places::behind(self.reading, maker, &prepositions);
            let is_halt = is_direct && syntax.lemma(maker) == "break" && syntax.token(maker).xpos == "VBD";
            is_there = is_halt && !places.is_empty();
        }
        if places.is_empty() && word.is(Role::Trip) {
            places = self.around(i);
        }
        // "left for a visit to Oman"
        let way =
            syntax.head(i).filter(|&way| syntax.deprel(i) == "pobj" && syntax.form(way).eq_ignore_ascii_case("for"));
        let verb = way.and_then(|way| syntax.head(way));
        let is_ahead = verb.is_some_and(|verb| self.words.has(syntax, verb, Role::Leaves));
        let is_known =
            syntax.child(i, &["det"]).is_some_and(|det| matches!(syntax.lemma(det), "the" | "this" | "that"));
        let is_of_place = word.places.iter().any(|preposition| preposition == "of") || word.is(Role::Stop);
        let behind = syntax.prepositional(i, "to").any(|place| syntax.prepositional(place, "of").next().is_some());
        let has_owner = syntax.child(i, &["poss"]).is_some()
            || syntax.prepositional(i, "by").next().is_some()
            || !is_of_place && (behind || syntax.prepositional(i, "of").next().is_some());
        // Whose it is was told before, or it is nobody's who travels for a state.
        let goes_on = !has_owner && (is_known || word.is(Role::Stop));
        (!travellers.is_empty() || goes_on && !places.is_empty()).then(|| Told {
            travellers,
            places,
            hosts: Vec::new(),
            purpose: purpose::of(self.reading, i),
            is_there,
            is_ahead,
            ..Told::default()
        })
    }

    /// "said in Oslo **during** a visit", "left Oslo **after** a visit": the place of the clause.
    fn around(&self, i: usize) -> Vec<(usize, Location)> {
        let syntax = self.reading.scene.syntax;
        let above = syntax.head(i).filter(|_| syntax.deprel(i) == "pobj");
        let is_during = |&word: &usize| matches!(syntax.form(word).to_lowercase().as_str(), "during" | "on" | "for");
        let verb = above.filter(is_during).and_then(|preposition| syntax.head(preposition));
        let verb = verb.filter(|&verb| syntax.is_verb(verb));
        verb.map(|verb| places::behind(self.reading, verb, &["in".to_owned()])).unwrap_or_default()
    }

    /// "the minister's day in Oslo": only one of somebody who travels, and only one.
    fn span(&self, i: usize, word: &Word) -> Option<Told> {
        let syntax = self.reading.scene.syntax;
        syntax.child(i, &["poss"]).filter(|_| syntax.token(i).xpos == "NN")?;
        let travellers = self.travellers().of_noun(i);
        let places = places::behind(self.reading, i, &word.places);
        let purpose = purpose::of(self.reading, i);
        let is_told = !travellers.is_empty() && !places.is_empty();
        is_told.then(|| Told { travellers, places, purpose, ..Told::default() })
    }

    /// "on his way to Oslo", where he is not yet; "on his way home from Oslo", where he was.
    fn way(&self, i: usize) -> Option<Told> {
        let syntax = self.reading.scene.syntax;
        let above = syntax.head(i)?;
        let is_under_way = matches!(syntax.form(above).to_lowercase().as_str(), "on" | "en");
        if syntax.deprel(i) != "pobj" || !is_under_way {
            return None;
        }
        let travellers = self.travellers().of_noun(i);
        let is_back = syntax.children_by(i, &["advmod"]).any(|word| matches!(syntax.lemma(word), "home" | "back"));
        let preposition = if is_back { "from" } else { "to" };
        let places = places::behind(self.reading, i, &[preposition.to_owned()]);
        let is_told = !travellers.is_empty() && !places.is_empty();
        is_told.then(|| Told { travellers, places, is_ahead: !is_back, ..Told::default() })
    }

    /// "The first stop is Doha", "the next stop, Doha".
    fn equated(&self, i: usize) -> Vec<(usize, Location)> {
        let syntax = self.reading.scene.syntax;
        // "a tour of three states: Kuwait, Qatar and Oman"
        if i + 2 < syntax.len() && matches!(syntax.form(i + 1), ":" | "(" | "-") {
            return places::all(self.reading, i + 2);
        }
        let apposed = syntax.children_by(i, &["appos"]);
        let copula = syntax.head(i).filter(|&head| syntax.lemma(head) == "be" && syntax.deprel(i) == "nsubj");
        let said = copula.into_iter().flat_map(|copula| syntax.children_by(copula, &["attr"]));
        // "Oman is the first stop"
        let above = syntax.head(i).filter(|&head| syntax.lemma(head) == "be" && syntax.deprel(i) == "attr");
        let subject = above.into_iter().flat_map(|copula| syntax.subjects(copula));
        let named = apposed.chain(said).chain(subject).flat_map(|place| places::all(self.reading, place));
        named.collect()
    }

    /// The verb or noun of inviting above a verb: "invited him to visit Doha", "an invitation to visit Doha".
    fn invitation(&self, verb: usize) -> Option<usize> {
        let syntax = self.reading.scene.syntax;
        let above = std::iter::successors(syntax.head(verb), |&at| syntax.head(at)).take(HIGHEST);
        above.into_iter().find(|&at| self.words.has(syntax, at, Role::Invites))
    }

    /// Who got an invitation: "accepted an invitation", "an invitation to the minister".
    fn invited(&self, invitation: usize) -> Vec<Entity> {
        let syntax = self.reading.scene.syntax;
        let guests: Vec<Entity> = ["to", "for"]
            .into_iter()
            .flat_map(|preposition| syntax.prepositional(invitation, preposition))
            .flat_map(|guest| self.travellers().named(guest))
            .collect();
        if !guests.is_empty() {
            return guests;
        }
        let is_object = matches!(syntax.deprel(invitation), "dobj" | "nsubjpass");
        let Some(verb) = syntax.head(invitation).filter(|_| is_object) else {
            return Vec::new();
        };
        let given: Vec<Entity> = syntax
            .children_by(verb, &["dative"])
            .flat_map(|dative| std::iter::once(dative).chain(syntax.children_by(dative, &["pobj"]).collect::<Vec<_>>()))
            .flat_map(|guest| self.travellers().named(guest))
            .collect();
        if !given.is_empty() {
            return given;
        }
        let takes = matches!(syntax.lemma(verb), "accept" | "decline" | "receive" | "reject" | "take");
        let subjects = syntax.subjects(verb).into_iter().filter(|_| takes);
        subjects.flat_map(|subject| self.travellers().named(subject)).collect()
    }

    fn entity(&self, token: usize) -> Option<Entity> {
        self.reading.scene.entities.at(token).map(|mention| mention.entity.clone())
    }

    /// Whether a word tells of a journey; of "that will take him to Oman" the noun before it, wherever the clause hangs.
    fn is_journey(&self, token: Option<usize>) -> bool {
        let syntax = self.reading.scene.syntax;
        let relative = |token: usize| {
            let start = syntax.sentence(syntax.sentence_of(token)).start;
            let mut before = (start..token).rev().filter(|&noun| syntax.is_noun(noun));
            let noun = before.find(|&noun| self.words.has(syntax, noun, Role::Trip));
            noun.filter(|_| syntax.is_relative(token)).unwrap_or(token)
        };
        token
            .map(relative)
            .is_some_and(|token| self.words.has(syntax, token, Role::Trip) || self.words.has(syntax, token, Role::Stop))
    }
}

/// "flies to Oslo on Thursday": the present with a day is to come; "today" need not be.
fn is_coming(syntax: &Syntax<'_>, verb: usize, date: &EventDate) -> bool {
    let is_present = syntax.is_verb(verb) && matches!(syntax.token(verb).xpos.as_str(), "VBZ" | "VBP");
    let words = date.text.as_deref().unwrap_or_default().to_lowercase();
    is_present && !words.is_empty() && !words.contains("today") && !words.contains("now")
}

/// "fog **kept** the minister from flying to Oslo"
fn is_kept(syntax: &Syntax<'_>, verb: usize) -> bool {
    let way = syntax.head(verb).filter(|&way| syntax.deprel(verb) == "pcomp" && syntax.form(way) == "from");
    let keeper = way.and_then(|way| syntax.head(way));
    keeper.is_some_and(|keeper| {
        matches!(syntax.lemma(keeper), "ban" | "bar" | "block" | "deter" | "keep" | "prevent" | "stop")
    })
}

/// "had been", and "having been" behind what it came before.
fn is_pluperfect(syntax: &Syntax<'_>, verb: usize) -> bool {
    let is_behind = syntax.head(verb).is_some_and(|head| head < verb);
    syntax.children_by(verb, &["aux"]).any(|aux| match syntax.form(aux).to_lowercase().as_str() {
        "had" => true,
        "having" => is_behind,
        _ => false,
    })
}

/// The words that show a leg.
pub(super) fn shown(reading: &Reading<'_>, leg: &Leg) -> std::ops::Range<usize> {
    let syntax = reading.scene.syntax;
    let sentence = syntax.sentence(syntax.sentence_of(leg.trigger));
    let ends = leg.places.iter().map(|(token, _)| *token).filter(|token| sentence.contains(token));
    let ends = ends
        .chain(leg.purpose.clone().filter(|purpose| sentence.contains(&purpose.start)).map(|purpose| purpose.end - 1));
    let subject = syntax.subjects(leg.trigger).into_iter().filter(|subject| sentence.contains(subject));
    let all: Vec<usize> = ends.chain(subject).chain([leg.trigger]).collect();
    let start = all.iter().copied().min().unwrap_or(leg.trigger);
    let end = all.iter().copied().max().unwrap_or(leg.trigger) + 1;
    syntax.noun_phrase(start).start..end
}
