//! Visits: who went where, in which order, to see whom.
//!
//! In: a [`Reading`]. Out: one [`Visit`] for each visitor and journey of the document; a tour has several stops.

use serde::Serialize;

use crate::code::{EventDate, Location, Reading, Words};
use crate::entity::Entity;
use crate::record::{Coded, Kind, Row, finish};

/// One stop of a visit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stop {
    /// Where.
    pub location: Location,
    /// When.
    pub date: EventDate,
    /// Who receives the visitor.
    pub hosts: Vec<Entity>,
    /// Whether it was made; false: it is or was planned.
    pub made: bool,
}

/// A journey of somebody who speaks for a state or body.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Visit {
    /// What all kinds share.
    #[serde(flatten)]
    pub row: Row,
    /// Who travels.
    pub visitor: Entity,
    /// Where to, in order.
    pub stops: Vec<Stop>,
    /// What for.
    pub purpose: Option<Words>,
}

/// The visits of a document, in the order of the text.
pub(crate) fn visits(reading: &Reading<'_>) -> Vec<Visit> {
    finish(reading.document, Vec::new())
}

impl Coded for Visit {
    const KIND: Kind = Kind::Visits;

    fn row(&self) -> &Row {
        &self.row
    }

    fn row_mut(&mut self) -> &mut Row {
        &mut self.row
    }

    fn coding(&self) -> String {
        self.visitor.entity.clone()
    }

    fn entities(&mut self) -> Vec<&mut Entity> {
        let hosts = self.stops.iter_mut().flat_map(|stop| &mut stop.hosts);
        std::iter::once(&mut self.visitor).chain(hosts).collect()
    }

    fn offsets(&mut self) -> Vec<&mut u64> {
        let mut offsets: Vec<&mut u64> = Vec::new();
        for stop in &mut self.stops {
            offsets.extend([&mut stop.location.start, &mut stop.location.end]);
            offsets.extend([&mut stop.date.text_start, &mut stop.date.text_end].into_iter().flatten());
        }
        offsets.extend(self.purpose.iter_mut().flat_map(|words| [&mut words.start, &mut words.end]));
        offsets
    }
}
