//! Mediation: who goes between whom.
//!
//! In: a [`Reading`]. Out: one [`Mediation`] for each intermediary and effort. Words that tell of it stand in a table
//! (`words`, looked up by `trigger`); `who` finds the intermediary around such a word, `parties` and `pair` between whom, `stage`
//! how far it has come, `effort` what several words of a document say of one effort.

mod effort;
mod issue;
mod pair;
mod parties;
mod stage;
mod trigger;
mod who;
mod words;

use serde::Serialize;

use crate::code::{Reading, Words};
use crate::entity::Entity;
use crate::record::{Coded, Kind, Row, finish};

pub(crate) use words::MediationWords;

/// What an intermediary does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Works on a settlement.
    Mediator,
    /// Gives the talks a place.
    Host,
    /// Helps them along.
    Facilitator,
    /// Answers for what was agreed.
    Guarantor,
    /// Carries messages.
    Channel,
}

impl Role {
    /// The word in the record.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mediator => "mediator",
            Self::Host => "host",
            Self::Facilitator => "facilitator",
            Self::Guarantor => "guarantor",
            Self::Channel => "channel",
        }
    }
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// The intermediary offers it, or somebody asks for it.
    Offered,
    /// The parties want it.
    Accepted,
    /// A party does not want it.
    Rejected,
    /// It goes on.
    Ongoing,
    /// It came to an end, with or without result.
    Ended,
}

impl Stage {
    /// The word in the record.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Offered => "offered",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Ongoing => "ongoing",
            Self::Ended => "ended",
        }
    }
}

/// An effort to bring parties together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mediation {
    /// What all kinds share.
    #[serde(flatten)]
    pub row: Row,
    /// Who goes between.
    pub intermediary: Entity,
    /// In what role.
    pub role: Role,
    /// Between whom; one is enough.
    pub parties: Vec<Entity>,
    /// About what.
    pub issue: Option<Words>,
    /// How far it has come.
    pub stage: Stage,
}

/// The mediations of a document, in the order of the text.
pub(crate) fn mediations(reading: &Reading<'_>) -> Vec<Mediation> {
    finish(reading.document, effort::all(reading))
}

impl Coded for Mediation {
    const KIND: Kind = Kind::Mediations;

    fn row(&self) -> &Row {
        &self.row
    }

    fn row_mut(&mut self) -> &mut Row {
        &mut self.row
    }

    fn coding(&self) -> String {
        format!("{} {}", self.intermediary.entity, self.role.as_str())
    }

    fn entities(&mut self) -> Vec<&mut Entity> {
        std::iter::once(&mut self.intermediary).chain(&mut self.parties).collect()
    }

    fn offsets(&mut self) -> Vec<&mut u64> {
        self.issue.iter_mut().flat_map(|words| [&mut words.start, &mut words.end]).collect()
    }
}
