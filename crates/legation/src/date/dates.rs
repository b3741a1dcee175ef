//! All date phrases of a document, resolved.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;

use super::calendar::Period;
use super::dateline;
use super::grammar::{Reading, read};
use super::link::{Link, link};
use super::name;
use super::pick::Choice;
use super::resolve::{Sense, Setting, resolve};
use super::sign::{DateWords, Piece, Preposition};
use super::story::Story;
use super::tense::Tables;
use super::told::Told;
use super::when::{From, When, YearOf};
use crate::code::{EventDate, Status, judge};
use crate::syntax::Syntax;

/// A dateline this many days before the publication still heads a report of that day: agencies name days of the last week
/// by weekday, older ones by date (AP Stylebook, "days of the week").
const OLDEST_DATELINE_DAYS: i32 = 7;

/// A date phrase.
#[derive(Debug, Clone)]
pub struct Phrase {
    /// First byte in the text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The days that are meant, where that is known.
    pub period: Option<Period>,
    pub(super) tokens: Range<usize>,
    pub(super) preposition: Option<Preposition>,
    pub(super) governor: Option<usize>,
    /// It dates what another sentence tells.
    is_carried: bool,
    /// At a time of its own that is not told ("years ago"), so that the day of the report is not it.
    is_untold: bool,
}

/// The date phrases of a text, in order, and the day of the report.
#[derive(Debug, Clone, Default)]
pub struct Dates {
    /// All phrases that the grammar reads.
    pub phrases: Vec<Phrase>,
    /// Governor and phrase, sorted.
    governed: Vec<(usize, usize)>,
    report: Option<Date>,
    published: Option<Date>,
    has_dateline: bool,
    story: Story,
}

/// Finds and resolves the date phrases of a text.
#[must_use]
pub fn find(tables: Tables<'_>, words: &DateWords, published: Option<Date>) -> Dates {
    let syntax = tables.syntax;
    let pieces = words.pieces(syntax);
    let mut readings = read(syntax, &pieces);
    readings.retain(|reading| !name::is_name(syntax, &pieces, reading));
    readings.iter_mut().for_each(|reading| name::without_article(syntax, &pieces, reading));
    let heading = dateline::find(syntax, &pieces, &readings);
    let links: Vec<Link> = readings.iter().map(|reading| link(syntax, tables.lexicon, &pieces, reading)).collect();
    let mut dates = Dates { published, report: published, ..Dates::default() };
    for (idx, (reading, link)) in readings.iter().zip(&links).enumerate() {
        dates.phrases.push(phrase(&pieces, reading, link, heading == Some(idx)));
    }
    if let Some(idx) = heading {
        dates.take_dateline(idx, &readings[idx].when);
    }
    dates.govern();
    dates.resolve(tables, &readings, &links, heading);
    dates.story = Story::find(tables, &dates, dates.report);
    dates
}

impl Phrase {
    /// The words.
    #[must_use]
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

fn phrase(pieces: &[Piece], reading: &Reading, link: &Link, is_heading: bool) -> Phrase {
    let of = |at: usize| pieces.get(at).map_or((0, 0), |piece| (piece.start, piece.end));
    Phrase {
        start: of(reading.pieces.start).0,
        end: of(reading.pieces.end.saturating_sub(1)).1,
        period: None,
        tokens: link.tokens.clone(),
        preposition: reading.preposition,
        governor: link.governor.filter(|_| !is_heading),
        is_carried: false,
        is_untold: reading.when == When::Untold,
    }
}

impl Dates {
    /// The day from which "yesterday" is counted: that of the dateline, else of publication.
    #[must_use]
    pub fn report(&self) -> Option<Date> {
        self.report
    }

    /// The phrase that dates the happening that `trigger` tells of: of its own sentence, else of an earlier one whose day
    /// the report goes on to tell of.
    #[must_use]
    pub fn phrase_of(&self, tables: Tables<'_>, trigger: usize) -> Option<Phrase> {
        let status = judge(tables.syntax, tables.rules, trigger).status;
        let own = self.choice(tables, status).of(trigger).and_then(|idx| self.phrases.get(idx)).cloned();
        let goes_on = own.is_none() && matches!(status, Status::Actual | Status::Failed);
        let before = || self.story.of(tables.syntax, trigger).and_then(|idx| self.phrases.get(idx));
        own.or_else(|| before().filter(|_| goes_on).map(|phrase| Phrase { is_carried: true, ..phrase.clone() }))
    }

    /// The phrase of a time long ago that the sentences before tell of, where `trigger` goes on with that.
    pub(crate) fn context_of(&self, syntax: &Syntax<'_>, trigger: usize) -> Option<&Phrase> {
        self.story.context_of(syntax, trigger).and_then(|idx| self.phrases.get(idx))
    }

    fn choice<'a>(&'a self, tables: Tables<'a>, status: Status) -> Choice<'a> {
        let Tables { syntax, rules, lexicon } = tables;
        let is_to_come = matches!(status, Status::Planned | Status::Hypothetical);
        Choice { dates: self, syntax, rules, lexicon, is_to_come }
    }

    /// Phrases that hang on a token, in order.
    pub(super) fn on(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        let from = self.governed.partition_point(|&(governor, _)| governor < token);
        self.governed[from..].iter().take_while(move |&&(governor, _)| governor == token).map(|&(_, idx)| idx)
    }

    /// Whether a time had begun on the day of the report.
    pub(super) fn is_past(&self, period: Period) -> bool {
        self.report.is_some_and(|report| period.start <= report)
    }

    /// Takes the dateline for the day of the report, where it fits the day of publication.
    fn take_dateline(&mut self, idx: usize, when: &When) {
        let setting = Setting { report: self.published, sense: Sense::Past, told: None };
        let Some(period) = resolve(when, setting) else { return };
        self.phrases[idx].period = Some(period);
        let fits = self.published.is_none_or(|published| {
            let oldest = published.checked_sub(OLDEST_DATELINE_DAYS.days());
            let newest = published.tomorrow();
            oldest.is_ok_and(|oldest| oldest <= period.start) && newest.is_ok_and(|newest| period.start <= newest)
        });
        if fits {
            (self.report, self.has_dateline) = (Some(period.start), true);
        }
    }

    fn govern(&mut self) {
        let phrases = self.phrases.iter().enumerate();
        self.governed = phrases.filter_map(|(idx, phrase)| Some((phrase.governor?, idx))).collect();
        self.governed.sort_unstable();
    }

    /// First what needs no other date, since "two days after the attack on Monday" counts from a later phrase; then the
    /// rest, in order.
    fn resolve(&mut self, tables: Tables<'_>, readings: &[Reading], links: &[Link], heading: Option<usize>) {
        let open = |idx: &usize| Some(*idx) != heading && !is_open_ended(&readings[*idx]);
        let settings: Vec<Setting> = links
            .iter()
            .zip(readings)
            .map(|(link, reading)| Setting { report: self.report, sense: sense(tables, link, reading), told: None })
            .collect();
        for idx in (0..readings.len()).filter(open).filter(|&idx| !needs_told(&readings[idx].when)) {
            self.phrases[idx].period = resolve(&readings[idx].when, settings[idx]);
        }
        let mut told = Told::default();
        for idx in (0..readings.len()).filter(open) {
            let when = &readings[idx].when;
            if needs_told(when) {
                let base = match links[idx].event {
                    Some(event) => self.date_of_event(tables, &told, event),
                    None => told.before(when),
                };
                self.phrases[idx].period = resolve(when, Setting { told: base, ..settings[idx] });
            }
            if let Some(period) = self.phrases[idx].period {
                told.add(period, links[idx].governor.map(|governor| tables.syntax.lemma(governor)));
            }
        }
    }

    /// The date of what a phrase counts from: its own, else that of the same word before.
    fn date_of_event<'a>(&self, tables: Tables<'a>, told: &Told<'a>, event: usize) -> Option<Period> {
        let own = self.choice(tables, Status::Actual).of(event).and_then(|idx| self.phrases[idx].period);
        own.or_else(|| told.of_words.get(tables.syntax.lemma(event)).copied())
    }

    /// The date of a happening, from the phrase that dates it, else from the report.
    pub(crate) fn event_date(&self, text: &str, phrase: Option<&Phrase>, status: Status) -> EventDate {
        if let Some((phrase, period)) = phrase.and_then(|phrase| Some((phrase, phrase.period?))) {
            return EventDate {
                start: Some(period.start.to_string()),
                end: Some(period.end.to_string()),
                precision: period.precision.as_str(),
                basis: "text",
                text: Some(phrase.of(text).to_owned()),
                text_start: Some(phrase.start as u64),
                text_end: Some(phrase.end as u64),
            };
        }
        let happened = matches!(status, Status::Actual | Status::Ongoing | Status::Failed);
        let is_untold = phrase.is_some_and(|phrase| phrase.is_untold);
        let day = self.report.filter(|_| happened && !is_untold).map(|report| report.to_string());
        EventDate {
            precision: if day.is_some() { "day" } else { "unknown" },
            basis: if day.is_none() {
                "none"
            } else if self.has_dateline {
                "dateline"
            } else {
                "publication"
            },
            start: day.clone(),
            end: day,
            text: None,
            text_start: None,
            text_end: None,
        }
    }

    /// Why a happening has the date that it has.
    pub(crate) fn why(&self, text: &str, phrase: &Phrase) -> Option<String> {
        let period = phrase.period?;
        let report = if self.has_dateline { "the dateline" } else { "publication" };
        let place = self.report.map_or(String::new(), |day| {
            let side = if period.end < day {
                "before"
            } else if period.start > day {
                "after"
            } else {
                "at"
            };
            format!(" {side} {report}")
        });
        let told = if phrase.is_carried { " of an earlier sentence," } else { "" };
        Some(format!("date: \"{}\"{told}{place}", phrase.of(text)))
    }

    /// Whether a phrase tells of a time that was over a year before the report.
    #[must_use]
    pub fn is_long_ago(&self, phrase: &Phrase) -> bool {
        let year_ago = self.report.and_then(|report| report.checked_sub(1.year()).ok());
        phrase.period.zip(year_ago).is_some_and(|(period, year_ago)| period.end < year_ago)
    }
}

fn sense(tables: Tables<'_>, link: &Link, reading: &Reading) -> Sense {
    let is_put = reading.preposition == Some(Preposition::For);
    if is_put { Sense::Future } else { link.above.map_or(Sense::Past, |above| tables.sense(above)) }
}

/// "since 1998" is the start of a state, and no date of anything told.
fn is_open_ended(reading: &Reading) -> bool {
    reading.preposition == Some(Preposition::Since)
}

fn needs_told(when: &When) -> bool {
    match when {
        When::Step { from, .. } => match from {
            From::Report => false,
            From::Told | From::ToldOrReport | From::Event(_) => true,
            From::Time(inner) => needs_told(inner),
        },
        When::Day { year, .. } | When::Month { year, .. } | When::OfMonth { year, .. } | When::Months { year, .. } => {
            *year == YearOf::Told
        }
        When::Around(inner, _) => needs_told(inner),
        When::Span(first, last) => needs_told(first) || needs_told(last),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_has_the_day_of_publication_and_what_is_to_come_has_none() {
        let undated = Dates::default().event_date("", None, Status::Actual);
        assert_eq!((undated.precision, undated.basis), ("unknown", "none"));
        let day = jiff::civil::date(2024, 5, 1);
        let dates = Dates { published: Some(day), report: Some(day), ..Dates::default() };
        let actual = dates.event_date("", None, Status::Actual);
        assert_eq!((actual.start.as_deref(), actual.end.as_deref()), (Some("2024-05-01"), Some("2024-05-01")));
        assert_eq!((actual.precision, actual.basis), ("day", "publication"));
        for status in [Status::Planned, Status::Hypothetical, Status::Denied, Status::Background] {
            assert_eq!(dates.event_date("", None, status).start, None, "{}", status.as_str());
        }
    }
}
