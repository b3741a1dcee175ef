//! The Security Council's vetoes, to check a told one against.
//!
//! In: `data/vetoes.csv` (1946 to September 2022), a date and the members that vetoed. Out: the draft's symbol.

use jiff::civil::Date;

use crate::Error;
use crate::code::EventDate;
use crate::data::{CsvTable, Faults};

/// A vetoed draft.
#[derive(Debug, Clone)]
struct Veto {
    date: Date,
    draft: String,
    members: Vec<String>,
}

/// The list, in the order of time.
#[derive(Debug, Clone, Default)]
pub(crate) struct Vetoes(Vec<Veto>);

impl Vetoes {
    /// The list that comes with the program.
    pub(crate) fn embedded() -> Result<Self, Error> {
        Self::load(include_str!("../../data/vetoes.csv"))
    }

    fn load(text: &str) -> Result<Self, Error> {
        let mut faults = Faults::default();
        let table = CsvTable::read("vetoes.csv", text, ["date", "draft", "members", "item"], &mut faults);
        let mut vetoes = Vec::new();
        for (line, [date, draft, members, _]) in table.rows() {
            match date.parse() {
                Ok(date) => vetoes.push(Veto {
                    date,
                    draft: draft.to_owned(),
                    members: members.split('|').map(str::to_owned).collect(),
                }),
                Err(_) => faults.add("vetoes.csv", line, format_args!("{date:?} is no day, expected YYYY-MM-DD")),
            }
        }
        faults.or_value(Self(vetoes))
    }

    /// The draft that these members vetoed at that time: on that day, give or take one, or in that month where only the
    /// month is known. Nothing where several fit.
    pub(super) fn find(&self, when: &EventDate, members: &[&str]) -> Option<&str> {
        let start: Date = when.start.as_deref()?.parse().ok()?;
        let end: Date = when.end.as_deref()?.parse().ok()?;
        let (start, end) = match when.precision {
            "day" => (start.yesterday().ok()?, end.tomorrow().ok()?),
            "month" | "week" => (start, end),
            _ => return None,
        };
        let fits = |veto: &&Veto| {
            (start..=end).contains(&veto.date)
                && veto.members.len() == members.len()
                && veto.members.iter().all(|member| members.contains(&member.as_str()))
        };
        let mut found = self.0.iter().filter(fits);
        let first = found.next()?;
        found.next().is_none().then_some(first.draft.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(start: &str, end: &str, precision: &'static str) -> EventDate {
        EventDate {
            start: Some(start.to_owned()),
            end: Some(end.to_owned()),
            precision,
            basis: "text",
            text: None,
            text_start: None,
            text_end: None,
        }
    }

    #[test]
    fn a_veto_is_found_by_day_and_members() {
        let vetoes = Vetoes::embedded().expect("a sound list");
        let day = when("2022-02-26", "2022-02-26", "day");
        assert_eq!(vetoes.find(&day, &["RUS"]), Some("S/2022/155"));
        assert_eq!(vetoes.find(&day, &["CHN", "RUS"]), None);
        assert_eq!(vetoes.find(&when("2022-05-01", "2022-05-31", "month"), &["CHN", "RUS"]), Some("S/2022/431"));
        assert_eq!(vetoes.find(&when("1946-06-26", "1946-06-26", "day"), &["RUS"]), None, "several that day");
    }

    #[test]
    fn faults_name_the_line() {
        let error = Vetoes::load("date,draft,members,item\nsoon,S/1,USA,x\n").expect_err("a fault").to_string();
        assert!(error.contains("vetoes.csv:2"), "{error}");
    }
}
