//! Visits: who went where, in which order, to see whom.
//!
//! In: a [`Reading`]. Out: one [`Visit`] for each visitor and journey of the document; a tour has several stops. Words of
//! travel stand in a table (`words`); `leg` finds who goes where at one of them, `stay` who is where, `journey` joins the legs over sentences, `host` adds
//! whom the visitor meets.

mod host;
mod journey;
mod leg;
mod places;
mod purpose;
mod stay;
mod traveller;
mod words;

use serde::Serialize;

use crate::code::{EventDate, Location, Reading, Words};
use crate::entity::Entity;
use crate::record::{Coded, Ground, Kind, Row, finish};

use journey::Journey;

pub(crate) use words::VisitWords;

/// A traveller, a word of travel and a place belong together in nearly all sentences; estimate.
const CONFIDENCE: f64 = 0.8;

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
    let mut legs = leg::legs(reading);
    legs.sort_by_key(|leg| leg.trigger);
    let mut journeys = journey::join(legs);
    host::add(reading, &mut journeys);
    finish(reading.document, journeys.into_iter().map(|journey| visit(reading, journey)).collect())
}

fn visit(reading: &Reading<'_>, journey: Journey) -> Visit {
    let main = &journey.main;
    let syntax = reading.scene.syntax;
    let why = journey.legs.iter().map(|&leg| format!("\"{}\" in data/rules/visit.csv", syntax.form(leg)));
    let ground =
        Ground { trigger: main.trigger, tokens: leg::shown(reading, main), why: why.collect(), confidence: CONFIDENCE };
    let mut row = Row::new(reading, Kind::Visits, ground);
    row.status = main.status;
    let purpose = journey.purpose.as_ref().map(|purpose| crate::record::words(syntax, purpose));
    Visit { row, visitor: journey.visitor, stops: journey.stops, purpose }
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
