//! Votes: what a body decided on a draft, and who voted how.
//!
//! In: a [`Reading`]. Out: one [`Vote`] for each draft. Words that tell of it stand in a table (`words`); `decision` finds
//! what became of a draft, `draft` what it is and who brought it in, `body` who decides, `tally` the counts, `ballots` the
//! members' votes; `story` joins what several words tell of one draft, `veto` looks vetoes up in the list.

mod ballots;
mod body;
mod decision;
mod draft;
mod story;
mod tally;
mod veto;
mod words;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::code::{Reading, Words};
use crate::entity::Entity;
use crate::record::{Coded, Kind, Row, finish};

pub(crate) use veto::Vetoes;
pub(crate) use words::VoteWords;

/// What became of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It was passed.
    Adopted,
    /// Too few were for it.
    Failed,
    /// A permanent member of the Security Council voted against it.
    Vetoed,
    /// Its sponsors took it back.
    Withdrawn,
    /// Not voted on yet.
    Pending,
}

impl Outcome {
    /// The word in the record.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Adopted => "adopted",
            Self::Failed => "failed",
            Self::Vetoed => "vetoed",
            Self::Withdrawn => "withdrawn",
            Self::Pending => "pending",
        }
    }
}

/// How a member voted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Ballot {
    /// For the draft.
    Yes,
    /// Against it.
    No,
    /// Neither.
    Abstain,
    /// Against it, as a permanent member of the Security Council.
    Veto,
    /// Not there.
    Absent,
    /// The text does not say.
    Unknown,
}

impl Ballot {
    /// The word in the record.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Abstain => "abstain",
            Self::Veto => "veto",
            Self::Absent => "absent",
            Self::Unknown => "unknown",
        }
    }
}

/// A vote on a draft.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Vote {
    /// What all kinds share.
    #[serde(flatten)]
    pub row: Row,
    /// The body that votes; none where the text does not say.
    pub body: Option<Entity>,
    /// What is voted on.
    pub draft: Option<Words>,
    /// What the draft is about.
    pub subject: Option<Words>,
    /// Who brought it in.
    pub sponsors: Vec<Entity>,
    /// What became of it.
    pub outcome: Outcome,
    /// Votes for it.
    #[serde(rename = "for")]
    pub in_favour: Option<u32>,
    /// Votes against it.
    pub against: Option<u32>,
    /// Abstentions.
    pub abstaining: Option<u32>,
    /// Members' votes by entity code.
    pub members: BTreeMap<String, Ballot>,
    /// The draft's symbol in the list of vetoes, where the vote is found there.
    pub veto: Option<String>,
}

/// The votes of a document, in the order of the text.
pub(crate) fn votes(reading: &Reading<'_>) -> Vec<Vote> {
    finish(reading.document, story::all(reading))
}

impl Coded for Vote {
    const KIND: Kind = Kind::Votes;

    fn row(&self) -> &Row {
        &self.row
    }

    fn row_mut(&mut self) -> &mut Row {
        &mut self.row
    }

    fn coding(&self) -> String {
        self.outcome.as_str().to_owned()
    }

    fn entities(&mut self) -> Vec<&mut Entity> {
        self.body.iter_mut().chain(&mut self.sponsors).collect()
    }

    fn offsets(&mut self) -> Vec<&mut u64> {
        let words = self.draft.iter_mut().chain(&mut self.subject);
        words.flat_map(|words| [&mut words.start, &mut words.end]).collect()
    }
}
