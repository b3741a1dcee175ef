//! Positions: who stands where.
//!
//! In: a [`Reading`]. Out: one [`Position`] for each holder and proposition.

use serde::Serialize;

use crate::code::Reading;
use crate::entity::Entity;
use crate::record::{Coded, Kind, Row, finish};

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
    finish(reading.document, Vec::new())
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
