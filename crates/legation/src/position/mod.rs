//! Positions: who stands where.
//!
//! In: a [`Reading`]. Out: one [`Position`] for each holder and proposition. Words of attitude stand in tables (`words`);
//! `find` looks for them, `frame` for what they take, `said`, `named` and `received` for stands told otherwise, `ellipsis` for those told by
//! "as did", `hedge` turns them under negation, `holder` and `author` say whose they are, `proposition` what they are about,
//! `targets` whom.

mod antecedent;
mod author;
mod ellipsis;
mod find;
mod frame;
mod hedge;
mod holder;
mod named;
mod proposition;
mod received;
mod remark;
mod said;
mod targets;
mod words;

use serde::Serialize;

use crate::code::{Reading, Status};
use crate::entity::Entity;
use crate::record::{Coded, Ground, Kind, Row, finish};
use crate::syntax::Syntax;

use find::Found;

pub(crate) use words::PositionWords;

/// A word of the table with a holder and a proposition is nearly always what it seems; estimate.
const CONFIDENCE: f64 = 0.75;

/// A stand that somebody takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// Is for it.
    Support,
    /// Is against it.
    Oppose,
    /// Blames it.
    Condemn,
    /// Wants it done.
    Demand,
    /// Takes no side.
    Neutral,
}

impl Stance {
    /// The word in the record.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::Oppose => "oppose",
            Self::Condemn => "condemn",
            Self::Demand => "demand",
            Self::Neutral => "neutral",
        }
    }
}

/// What a stand is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proposition {
    /// The words.
    pub text: String,
    /// First byte in the stored text.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
    /// The same in a form that compares: without frame words, names as the tables have them.
    pub normalized: String,
}

/// A holder's stance on a proposition.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Position {
    /// What all kinds share. `attribution` is who reports the stand, if not the holder's own words or the narrator.
    #[serde(flatten)]
    pub row: Row,
    /// The state or body that takes the stand; whoever speaks for it is its `person`.
    pub holder: Entity,
    /// Which stand.
    pub stance: Stance,
    /// 1 for, -1 against, 0 neither or hedged.
    pub polarity: i8,
    /// On what.
    pub proposition: Proposition,
    /// Whom it is about or addressed to.
    pub targets: Vec<Entity>,
}

/// The positions of a document, in the order of the text.
pub(crate) fn positions(reading: &Reading<'_>) -> Vec<Position> {
    let mut rows: Vec<Position> = Vec::new();
    let mut last: Option<Found> = None;
    let syntax = reading.scene.syntax;
    for i in 0..syntax.len() {
        let taken = || last.as_ref().and_then(|last| ellipsis::at(reading, i, last));
        let told = || said::at(reading, i).or_else(|| named::at(reading, i));
        let found = received::at(reading, i).or_else(|| find::at(reading, i)).or_else(told).or_else(taken);
        let Some(found) = found.filter(|found| !is_inside(syntax, found, last.as_ref())) else { continue };
        for row in rows_of(reading, &found) {
            let recent = rows.iter().rev().take(8);
            if !recent.into_iter().any(|known| is_same(known, &row)) {
                rows.push(row);
            }
        }
        last = Some(found);
    }
    finish(reading.document, rows)
}

/// "backs **Chad's request for a force**": what a stand is about tells no other one.
fn is_inside(syntax: &Syntax<'_>, found: &Found, last: Option<&Found>) -> bool {
    let is_noun = syntax.token(found.trigger).upos == "NOUN";
    is_noun && last.is_some_and(|last| last.proposition.contains(&found.trigger))
}

/// A row for each holder.
fn rows_of(reading: &Reading<'_>, found: &Found) -> Vec<Position> {
    let syntax = reading.scene.syntax;
    let sentence = syntax.sentence(syntax.sentence_of(found.trigger));
    let row = |(holder, reason): &(Entity, String)| {
        let why = found.why.iter().cloned().chain([format!("holder: {reason}")]).collect();
        // What a pronoun stands for may be told in the sentence before.
        let shown = if found.proposition.start < sentence.start {
            found.trigger..found.trigger
        } else {
            found.proposition.clone()
        };
        let tokens = shown.start.min(found.trigger)..shown.end.max(found.trigger + 1);
        let ground = Ground { trigger: found.trigger, tokens, why, confidence: CONFIDENCE };
        let mut row = Row::new(reading, Kind::Positions, ground);
        // Not to support is a stand as well, and so is to say what should be.
        if row.status == Status::Denied || !found.is_deed && row.status != Status::Background {
            row.status = Status::Actual;
        }
        let is_holder = |speaker: &Entity| {
            speaker.entity == holder.entity || speaker.country.is_some() && speaker.country == holder.country
        };
        row.attribution.retain(|link| !link.speaker.as_ref().is_some_and(is_holder));
        Position {
            row,
            holder: holder.clone(),
            stance: found.stand.stance,
            polarity: found.stand.polarity,
            proposition: proposition::proposition(reading, &found.proposition),
            targets: targets::targets(reading, found, holder),
        }
    };
    found.holders.iter().map(row).collect()
}

/// Whether two words of one sentence tell of one stand.
fn is_same(known: &Position, new: &Position) -> bool {
    let (one, other) = (&known.proposition, &new.proposition);
    known.holder.entity == new.holder.entity && one.start < other.end && other.start < one.end
}

impl Coded for Position {
    const KIND: Kind = Kind::Positions;

    fn row(&self) -> &Row {
        &self.row
    }

    fn row_mut(&mut self) -> &mut Row {
        &mut self.row
    }

    fn coding(&self) -> String {
        format!("{} {} {}", self.holder.entity, self.stance.as_str(), self.proposition.start)
    }

    fn entities(&mut self) -> Vec<&mut Entity> {
        std::iter::once(&mut self.holder).chain(&mut self.targets).collect()
    }

    fn offsets(&mut self) -> Vec<&mut u64> {
        vec![&mut self.proposition.start, &mut self.proposition.end]
    }
}
