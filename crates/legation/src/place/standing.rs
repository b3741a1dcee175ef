//! Whether a name stands for a place where it is written, or for those who act there.
//!
//! "Beijing said" and "talks with Moscow" name governments, "a blast in Beijing" and "shells hit Kyiv" name places. States
//! and capitals are parties unless the parse shows a place; other cities are places unless they speak. What the
//! recogniser calls a person is none, save behind a preposition of place.

use std::ops::Range;

use crate::gazetteer::{Gazetteer, LemmaTable};
use crate::syntax::Syntax;

use super::geography::{Geography, Kind};
use super::names::{Name, Sort};

/// Prepositions that lead to a place, whatever stands before them.
const LOCATIVE: [&str; 24] = [
    "in",
    "at",
    "near",
    "outside",
    "inside",
    "across",
    "around",
    "throughout",
    "into",
    "toward",
    "towards",
    "over",
    "above",
    "off",
    "within",
    "along",
    "beyond",
    "through",
    "via",
    "beside",
    "below",
    "behind",
    "round",
    "amid",
];
/// Nouns of which a place is a part or in which it lies.
const AROUND: [Kind; 5] = [Kind::City, Kind::First, Kind::Second, Kind::Site, Kind::Part];
/// Verbs that move to a state as a place; what strikes a state strikes a party.
const ENTERED: [&str; 9] = ["enter", "leave", "visit", "reach", "flee", "tour", "quit", "cross", "approach"];

/// What the sentence makes of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Place,
    Party,
    /// Of where the article was written, not of what happened.
    Dateline,
    /// No name of a place at all.
    Other,
}

pub(super) struct Reader<'a> {
    pub(super) syntax: &'a Syntax<'a>,
    pub(super) gazetteer: &'a Gazetteer,
    pub(super) geography: &'a Geography,
}

impl Reader<'_> {
    /// How the name stands, and its anchor in the sentence.
    ///
    /// `is_contained`: words beside it say that it is a place. `is_famous`: hardly anything else bears the name.
    pub(super) fn standing(&self, name: &Name, is_contained: bool, is_famous: bool) -> (Standing, usize) {
        let (anchor, is_around) = self.anchor(name);
        if self.is_dateline(name) {
            return (Standing::Dateline, anchor);
        }
        let located = is_contained || is_around || self.is_located(name, anchor);
        let is_metonym = matches!(name.sort, Sort::State(_)) || name.capital.is_some() || name.acts;
        if !self.is_named(name, located, is_metonym || is_famous || name.listed.is_some()) {
            return (Standing::Other, anchor);
        }
        let standing =
            if is_around || self.is_scene(name, anchor, is_metonym, 0) { Standing::Place } else { Standing::Party };
        (standing, anchor)
    }

    /// The noun that carries the name in the sentence, and whether it is one of a place: "airport" of "Baghdad airport",
    /// "port" of "the port of Hodeidah".
    fn anchor(&self, name: &Name) -> (usize, bool) {
        let syntax = self.syntax;
        let outside = |&token: &usize| syntax.head(token).is_none_or(|head| !name.tokens.contains(&head));
        let mut at = name.tokens.clone().find(outside).unwrap_or(name.last());
        let mut is_around = false;
        for _ in 0..6 {
            let Some(head) = syntax.head(at) else { break };
            let is_place_noun = |token: usize| self.geography.is(syntax.lemma(token), &AROUND);
            match syntax.deprel(at) {
                "compound" | "nmod" | "amod" | "poss" if is_place_noun(head) => at = head,
                "pobj" if syntax.form(head) == "of" => {
                    let Some(noun) = syntax.head(head).filter(|&noun| is_place_noun(noun)) else { break };
                    at = noun;
                }
                "appos" if is_place_noun(head) => at = head,
                _ => break,
            }
            is_around = true;
        }
        (at, is_around)
    }

    /// Whether the name is one of a place at all. The recogniser is often wrong about places that it never met, so where the
    /// words around show a place, its label only counts for a name that lies inside a longer one ("Michael Jordan").
    fn is_named(&self, name: &Name, located: bool, is_known: bool) -> bool {
        let syntax = self.syntax;
        let (start, last) = (name.tokens.start, name.last());
        let is_noun = syntax.token(last).upos == "PROPN" || syntax.token(last).upos == "NOUN" && is_known;
        let entities = &syntax.annotations.entities;
        let at = entities.partition_point(|entity| entity.tokens.end as usize <= last);
        let entity = entities.get(at).filter(|entity| entity.tokens.start as usize <= last);
        let Some(entity) = entity else { return is_noun && (is_known || located) };
        let range = entity.tokens.start as usize..entity.tokens.end as usize;
        let is_all = range.start >= start && range.end <= last + 1;
        match entity.label.as_str() {
            "GPE" | "LOC" | "FAC" => self.is_whole(name, &range) && (is_known || located || is_noun),
            "PERSON" => is_all && located || self.is_site(name, &range),
            "ORG" => (is_all || self.is_whole(name, &range)) && (is_known || located),
            "NORP" | "PRODUCT" | "EVENT" | "WORK_OF_ART" | "LAW" => located && is_noun,
            _ => false,
        }
    }

    /// Whether a word for a site follows in the recognised name: "Jenin Hospital".
    fn is_site(&self, name: &Name, range: &Range<usize>) -> bool {
        (name.tokens.end..range.end).any(|token| self.geography.is(self.syntax.lemma(token), &[Kind::Site]))
            && range.start >= name.tokens.start
    }

    /// Whether all other words of the recognised name say what sort of place it is: "Idlib province", "Jenin refugee camp".
    fn is_whole(&self, name: &Name, range: &Range<usize>) -> bool {
        let syntax = self.syntax;
        let fits = |token: usize| {
            let form = syntax.form(token);
            let kinds = [Kind::City, Kind::First, Kind::Second, Kind::Site, Kind::Part, Kind::Direction];
            matches!(
                form.to_lowercase().as_str(),
                "the" | "of" | "'s" | "’s" | "," | "-" | "in" | "and" | "international"
            ) || self.geography.is(&syntax.lemma(token).to_lowercase(), &kinds)
                || syntax.token(token).upos == "ADJ" && !form.starts_with(char::is_uppercase)
        };
        let before = (range.start..name.tokens.start.max(range.start)).rev();
        let stop = |&token: &usize| syntax.form(token) != "," && !matches!(syntax.form(token), "'s" | "’s");
        let behind = (name.tokens.end..range.end.max(name.tokens.end)).take_while(stop);
        // "University of X", "Jenin refugee camp": at least one word must say so, all may.
        let mut behind = behind.peekable();
        let site_behind =
            behind.clone().any(|token| self.geography.is(&syntax.lemma(token).to_lowercase(), &[Kind::Site]));
        let behind_fits = behind.peek().is_none() || site_behind || behind.all(fits);
        before.take_while(stop).all(fits) && behind_fits
    }

    /// Whether the words before or behind show that a place is meant.
    fn is_located(&self, name: &Name, anchor: usize) -> bool {
        let syntax = self.syntax;
        if let Some(preposition) = self.preposition(name)
            && LOCATIVE.contains(&syntax.form(preposition).to_lowercase().as_str())
        {
            return true;
        }
        let mut at = anchor;
        for _ in 0..4 {
            let Some(head) = syntax.head(at) else { return false };
            let lemma = syntax.lemma(head);
            match syntax.deprel(at) {
                "pobj" => return self.leads_to_place(head, false),
                "dobj" | "nsubjpass" => return self.geography.is(lemma, &[Kind::Goal]),
                "nsubj" => return self.geography.is(lemma, &[Kind::Scene]),
                "poss" | "compound" | "nmod" => {
                    return self.geography.is(lemma, &[Kind::Event, Kind::Folk, Kind::Onto]);
                }
                "conj" | "appos" => at = head,
                _ => return false,
            }
        }
        false
    }

    /// The preposition right before the name, over articles, adjectives and directions.
    fn preposition(&self, name: &Name) -> Option<usize> {
        let syntax = self.syntax;
        let sentence = syntax.sentence(syntax.sentence_of(name.tokens.start));
        let is_between = |token: usize| {
            matches!(syntax.token(token).upos.as_str(), "DET" | "ADJ")
                || self.geography.is(syntax.lemma(token), &[Kind::Direction])
        };
        let before = (sentence.start..name.tokens.start).rev().take(5).find(|&token| !is_between(token))?;
        (syntax.token(before).upos == "ADP").then_some(before)
    }

    /// Whether what follows a preposition is a place: always behind "in", behind "to" and "from" where something moves,
    /// behind "on" and "of" where force is used.
    fn leads_to_place(&self, preposition: usize, is_state: bool) -> bool {
        match self.syntax.form(preposition).to_lowercase().as_str() {
            "to" | "from" | "for" | "out" => {
                self.governors(preposition).any(|lemma| self.geography.is(lemma, &[Kind::Motion]))
            }
            "on" | "of" | "against" => {
                let kinds = [Kind::Onto, Kind::Event, Kind::Folk];
                !is_state && self.governors(preposition).take(1).any(|lemma| self.geography.is(lemma, &kinds))
            }
            form => LOCATIVE.contains(&form),
        }
    }

    /// Lemmas of what a preposition hangs on: its governor, and of an object ("sent troops to") or adverb ("fled south to")
    /// the verb.
    fn governors(&self, preposition: usize) -> impl Iterator<Item = &str> {
        let syntax = self.syntax;
        let governor = syntax.head(preposition);
        let is_loose =
            |&at: &usize| syntax.deprel(at) == "dobj" || matches!(syntax.token(at).upos.as_str(), "ADV" | "ADP");
        let verb = governor.filter(is_loose).and_then(|at| syntax.head(at));
        governor.into_iter().chain(verb).map(|at| syntax.lemma(at))
    }

    /// Whether the name is a place by its part in the sentence.
    fn is_scene(&self, name: &Name, anchor: usize, is_metonym: bool, depth: usize) -> bool {
        let syntax = self.syntax;
        let is_state = matches!(name.sort, Sort::State(_));
        let Some(head) = syntax.head(anchor) else { return !is_metonym };
        let lemma = syntax.lemma(head);
        match syntax.deprel(anchor) {
            "pobj" | "pcomp" => {
                let surface = self.preposition(name).filter(|_| anchor == name.last() || name.tokens.contains(&anchor));
                let leads = self.leads_to_place(head, is_state)
                    || surface.is_some_and(|preposition| self.leads_to_place(preposition, is_state));
                leads || !is_metonym && !matches!(syntax.form(head), "by" | "with")
            }
            "nsubj" => {
                let speaks = matches!(lemma, "say" | "tell" | "warn" | "announce" | "add" | "accuse" | "urge" | "vow");
                !is_state && self.geography.is(lemma, &[Kind::Scene]) || !is_metonym && !speaks
            }
            "nsubjpass" | "dobj" if is_state => ENTERED.contains(&lemma),
            "nsubjpass" | "dobj" => !is_metonym || self.geography.is(lemma, &[Kind::Goal]),
            "compound" | "nmod" | "amod" if is_metonym => {
                !is_state && self.geography.is(lemma, &[Kind::Event, Kind::Onto])
            }
            "compound" | "nmod" => !self.is_of_people(head),
            "conj" | "appos" if depth < 5 => {
                let by_head = self.is_scene(name, head, is_metonym, depth + 1);
                let located = || self.preposition(name).is_some_and(|at| self.leads_to_place(at, is_state));
                by_head || located()
            }
            _ => !is_metonym || self.preposition(name).is_some_and(|at| self.leads_to_place(at, is_state)),
        }
    }

    /// "Aleppo officials" are people, though of Aleppo.
    fn is_of_people(&self, head: usize) -> bool {
        let lemma = self.syntax.lemma(head).to_lowercase();
        let lemma = [lemma.as_str()];
        [LemmaTable::Office].into_iter().any(|table| self.gazetteer.longest_phrase(table, &lemma, &lemma).is_some())
    }

    /// "CAIRO (News) —", "KYIV, Ukraine –": at the start of a line, before a dash and any word in lower case.
    fn is_dateline(&self, name: &Name) -> bool {
        let syntax = self.syntax;
        let opens_line = |token: usize| {
            let before = &syntax.text[..syntax.token(token).span.start as usize];
            before.trim_end_matches([' ', '\t']).is_empty() || before.ends_with('\n')
        };
        let start = name.tokens.start;
        let behind_city = || start >= 2 && syntax.form(start - 1) == "," && opens_line(start - 2);
        if !opens_line(start) && !behind_city() {
            return false;
        }
        for token in name.tokens.end..syntax.len().min(name.tokens.end + 12) {
            let form = syntax.form(token);
            let is_dash = matches!(form, "—" | "–" | "--");
            // A hyphen that touches a word is part of it.
            if is_dash || form == "-" && token > 0 && syntax.token(token - 1).span.end < syntax.token(token).span.start
            {
                return true;
            }
            let is_inside = form.chars().all(|c| c.is_ascii_punctuation() || c.is_numeric())
                || form.starts_with(char::is_uppercase)
                || syntax.token(token).upos == "SPACE";
            if !is_inside {
                return false;
            }
        }
        false
    }
}
