//! What has been named so far, and where: the look back of every rule.
//!
//! In: parse and mentions. Out: mentions by token, entities of the sentences before, distinct by what they are. Every
//! look back is bounded in sentences and in tokens, so that a document takes linear time.

use crate::entity::Entity;
use crate::gazetteer::{EntityType, Gazetteer, LemmaTable};
use crate::resolve::EntityMention;
use crate::syntax::Syntax;

use super::gender::{Gender, Genders, told};
use super::quote::Quotes;

/// Tokens looked back at most, whatever the length of sentences.
const FARTHEST: usize = 250;

/// A document with what is known of it so far.
pub(super) struct Discourse<'a> {
    pub(super) syntax: &'a Syntax<'a>,
    pub(super) gazetteer: &'a Gazetteer,
    pub(super) quotes: Quotes,
    pub(super) genders: Genders,
    /// All mentions; those that a rule adds stand at the end.
    found: Vec<EntityMention>,
    at: Vec<Vec<u32>>,
    main_subjects: Vec<Option<u32>>,
}

/// What a rule says of a token: whom it stands for, by the token that named them.
pub(super) struct Link {
    pub(super) entities: Vec<Entity>,
    pub(super) antecedent: usize,
    pub(super) rule: &'static str,
}

impl<'a> Discourse<'a> {
    pub(super) fn new(syntax: &'a Syntax<'a>, gazetteer: &'a Gazetteer, found: Vec<EntityMention>) -> Self {
        let mut at = vec![Vec::new(); syntax.len()];
        for (idx, mention) in (0_u32..).zip(&found) {
            at[mention.head].push(idx);
        }
        Self {
            syntax,
            gazetteer,
            quotes: Quotes::find(syntax),
            genders: told(syntax, &gazetteer.anaphors, &found),
            main_subjects: main_subjects(syntax),
            found,
            at,
        }
    }

    /// All mentions, in the order of the text.
    pub(super) fn into_mentions(self) -> Vec<EntityMention> {
        let mut found = self.found;
        found.sort_by_key(|mention| mention.head);
        found
    }

    /// The mentions that a token heads.
    pub(super) fn all(&self, i: usize) -> impl ExactSizeIterator<Item = &EntityMention> {
        self.at[i].iter().map(|&idx| &self.found[idx as usize])
    }

    /// The mention that a token heads, if it is one.
    pub(super) fn one(&self, i: usize) -> Option<&EntityMention> {
        match self.at[i].as_slice() {
            [idx] => Some(&self.found[*idx as usize]),
            _ => None,
        }
    }

    /// Gives a token the entities that it stands for.
    pub(super) fn link(&mut self, i: usize, link: Link) {
        let tokens = self.one(i).map_or_else(|| self.syntax.noun_phrase(i), |mention| mention.tokens.clone());
        let span = self.syntax.span(&tokens);
        let text = span.of(self.syntax.text);
        let sentence = self.syntax.sentence_of(link.antecedent) + 1;
        let mut taken = std::mem::take(&mut self.at[i]).into_iter();
        for mut entity in link.entities {
            let reason = format!("\"{text}\" is {} (sentence {sentence}; {})", entity.name, link.rule);
            text.clone_into(&mut entity.text);
            (entity.start, entity.end) = (span.start.into(), span.end.into());
            let antecedent = Some(link.antecedent);
            let mention =
                EntityMention { head: i, tokens: tokens.clone(), entity, antecedent, is_settled: false, reason };
            let idx = match taken.next() {
                Some(idx) => {
                    self.found[idx as usize] = mention;
                    idx
                }
                None => {
                    self.found.push(mention);
                    self.found.len() as u32 - 1
                }
            };
            self.at[i].push(idx);
        }
    }

    /// Makes a mention of words that nobody took for one.
    pub(super) fn name(&mut self, head: usize, tokens: std::ops::Range<usize>, kind: EntityType) -> &Entity {
        let span = self.syntax.span(&tokens);
        let unknown = Entity::unknown(span.of(self.syntax.text), span.start.into(), span.end.into());
        let entity = Entity { kind, ..unknown };
        let reason = format!("{} = {}", entity.text, entity.entity);
        self.at[head].push(self.found.len() as u32);
        self.found.push(EntityMention { head, tokens, entity, antecedent: None, is_settled: false, reason });
        &self.found[self.found.len() - 1].entity
    }

    /// The sentences before `i` with the tokens of each that stand before it: its own first, then `n` more.
    pub(super) fn back(&self, i: usize, n: usize) -> impl Iterator<Item = (usize, std::ops::Range<usize>)> + use<'a> {
        let syntax = self.syntax;
        let own = syntax.sentence_of(i);
        let earliest = i.saturating_sub(FARTHEST);
        (0..=n.min(own)).map(move |distance| {
            let tokens = syntax.sentence(own - distance);
            (distance, tokens.start.max(earliest)..tokens.end.min(i).max(tokens.start.max(earliest)))
        })
    }

    /// Distinct entities that `fit` makes of the mentions among `tokens`, with the last token of each.
    pub(super) fn distinct(
        &self,
        tokens: std::ops::Range<usize>,
        fit: impl Fn(&EntityMention) -> Option<Entity>,
    ) -> Vec<(usize, Entity)> {
        let mut all: Vec<(usize, Entity)> = Vec::new();
        for token in tokens {
            for entity in self.all(token).filter_map(&fit) {
                match all.iter_mut().find(|(_, known)| is_same(known, &entity)) {
                    Some(known) => known.0 = token,
                    None => all.push((token, entity)),
                }
            }
        }
        all
    }

    /// The one entity that fits: the only one of the nearest sentence that has any, if that is this one or the one
    /// before, else the only one of `n` sentences.
    pub(super) fn nearest(
        &self,
        i: usize,
        n: usize,
        fit: impl Fn(&EntityMention) -> Option<Entity>,
    ) -> Option<(usize, Entity)> {
        let mut far: Option<(usize, Entity)> = None;
        for (distance, tokens) in self.back(i, n) {
            let mut found = self.distinct(tokens, &fit);
            match (found.pop(), found.is_empty()) {
                (None, _) => {}
                (Some(_), false) => return None,
                (Some(one), true) if distance <= 1 => return Some(one),
                (Some(one), true) => match &far {
                    Some((_, known)) if !is_same(known, &one.1) => return None,
                    Some(_) => {}
                    None => far = Some(one),
                },
            }
        }
        far
    }

    /// The subject of the main clause of a sentence.
    pub(super) fn main_subject(&self, sentence: usize) -> Option<usize> {
        self.main_subjects.get(sentence).copied().flatten().map(|subject| subject as usize)
    }

    /// Whether the noun is in the plural; a surname may look like one ("Evers").
    pub(super) fn is_plural(&self, i: usize) -> bool {
        let is_person = || self.one(i).is_some_and(|mention| mention.entity.person.is_some());
        self.syntax.token(i).xpos == "NNS" || self.syntax.token(i).xpos == "NNPS" && !is_person()
    }

    /// Whether the noun calls somebody by a role: "soldier", not "army".
    pub(super) fn is_role(&self, i: usize) -> bool {
        let (form, lemma) = (self.syntax.form(i).to_lowercase(), self.syntax.lemma(i).to_lowercase());
        self.gazetteer.longest_phrase(LemmaTable::Role, &[&form], &[&lemma]).is_some()
    }

    /// What is known of the gender of a person; offices without a name tell none.
    pub(super) fn gender(&self, entity: &Entity) -> Option<Gender> {
        self.genders.get(&entity.entity).copied()
    }

    /// The state by its code, as an entity.
    pub(super) fn state(&self, code: &str) -> Option<Entity> {
        let country = self.gazetteer.country(code)?;
        Some(Entity {
            name: country.name.clone(),
            entity: country.entity.clone(),
            kind: EntityType::State,
            country: Some(country.entity.clone()),
            cow: country.cow,
            ..Entity::unknown(&country.name, 0, 0)
        })
    }
}

/// Whether two mentions name the same actor; a ministry and an army of one state are two.
pub(super) fn is_same(a: &Entity, b: &Entity) -> bool {
    a.entity == b.entity
        && (a.person.is_some() || (a.kind == b.kind && a.body == b.body && a.sectors.first() == b.sectors.first()))
}

/// Whether a phrase tells whom it names, so that others can stand for it.
pub(super) fn is_known(entity: &Entity) -> bool {
    entity.country.is_some() || entity.body.is_some() || entity.person.is_some() || !entity.is_made_up()
}

fn main_subjects(syntax: &Syntax<'_>) -> Vec<Option<u32>> {
    let subject = |sentence: usize| {
        let root = syntax.sentence(sentence).find(|&token| syntax.head(token).is_none())?;
        let subjects = syntax.children_by(root, &["nsubj", "nsubjpass"]);
        subjects.last().and_then(|subject| u32::try_from(subject).ok())
    };
    (0..syntax.annotations.sentences.len()).map(subject).collect()
}
