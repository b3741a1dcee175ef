//! Questions in words: the names and values of a [`Filter`], the same on the command line, in addresses and in other programs.

use super::filter::{Between, Filter};
use super::order::Order;
use crate::code::Status;

/// The names that [`Filter::ask`] knows.
pub const NAMES: [&str; 17] = [
    "actor",
    "recipient",
    "between",
    "country",
    "sector",
    "type",
    "quad",
    "place",
    "since",
    "until",
    "status",
    "min_confidence",
    "publisher",
    "text",
    "order",
    "limit",
    "after",
];

/// Names of the quads, then their numbers.
pub const QUADS: [&str; 8] =
    ["verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict", "1", "2", "3", "4"];

impl Filter {
    /// Adds one condition by its name. Of those that hold one value the last counts; `type` and `status` take several with
    /// commas between them.
    ///
    /// # Errors
    /// If no condition has the name, or the value makes no sense; the message says what is expected.
    pub fn ask(&mut self, name: &str, value: &str) -> Result<(), String> {
        let owned = || Some(value.trim().to_owned());
        match name {
            "actor" => self.actors.extend(owned()),
            "recipient" => self.recipients.extend(owned()),
            "between" => self.between = Some(between(value)?),
            "country" => self.country = owned(),
            "sector" => self.sector = owned(),
            "type" => self.types.extend(list(value).map(str::to_uppercase)),
            "quad" => self.quad = Some(quad(value)?),
            "place" => self.place = owned(),
            "since" => self.since = Some(since(value)?),
            "until" => self.until = Some(until(value)?),
            "status" => list(value).try_for_each(|part| statuses(part).map(|found| self.statuses.extend(found)))?,
            "min_confidence" => self.min_confidence = Some(confidence(value)?),
            "publisher" => self.publisher = owned(),
            "text" => self.text = owned(),
            "order" => self.order = order(value)?,
            "limit" => self.limit = Some(value.parse().map_err(|_| "expected a number".to_owned())?),
            "after" => self.after = owned(),
            _ => return Err(format!("expected one of {}", NAMES.join(", "))),
        }
        Ok(())
    }
}

fn list(value: &str) -> impl Iterator<Item = &str> {
    value.split(',').map(str::trim).filter(|part| !part.is_empty())
}

/// Two parties with a comma between them.
///
/// # Errors
/// If there are no two.
pub fn between(text: &str) -> Result<Between, String> {
    match text.split_once(',') {
        Some((left, right)) if !left.trim().is_empty() && !right.trim().is_empty() => {
            Ok(Between(left.trim().to_owned(), right.trim().to_owned()))
        }
        _ => Err("expected two parties with a comma between them, as in ISR,HAMAS".to_owned()),
    }
}

/// The name or number of a quad.
///
/// # Errors
/// If it is none.
pub fn quad(text: &str) -> Result<String, String> {
    let text = text.to_lowercase();
    if QUADS.contains(&text.as_str()) { Ok(text) } else { Err(format!("expected one of {}", QUADS.join(", "))) }
}

/// A number from 0 to 1.
///
/// # Errors
/// If it is none.
pub fn confidence(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|p| (0.0..=1.0).contains(p)).ok_or_else(|| "expected a number from 0 to 1".to_owned())
}

/// The status of this name, or every one for `all`.
///
/// # Errors
/// If none has the name.
pub fn statuses(text: &str) -> Result<Vec<Status>, String> {
    if text == "all" {
        return Ok(Status::ALL.to_vec());
    }
    let known = Status::ALL.into_iter().find(|status| status.as_str() == text);
    let names = Status::ALL.map(Status::as_str).join(", ");
    known.map(|status| vec![status]).ok_or_else(|| format!("expected all or one of {names}"))
}

/// A day, or the first one of a month or year.
///
/// # Errors
/// If it is no date.
pub fn since(text: &str) -> Result<String, String> {
    day(text, false)
}

/// A day, or the last one of a month or year.
///
/// # Errors
/// If it is no date.
pub fn until(text: &str) -> Result<String, String> {
    day(text, true)
}

fn day(text: &str, is_last: bool) -> Result<String, String> {
    let wrong = |_| "expected YYYY, YYYY-MM or YYYY-MM-DD".to_owned();
    let full = match text.len() {
        4 => format!("{text}-{}", if is_last { "12-31" } else { "01-01" }),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    let date: jiff::civil::Date = full.parse().map_err(wrong)?;
    Ok(if text.len() == 7 && is_last { date.last_of_month() } else { date }.to_string())
}

fn order(text: &str) -> Result<Order, String> {
    match text {
        "oldest" => Ok(Order::Oldest),
        "newest" => Ok(Order::Newest),
        _ => Err("expected newest or oldest".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_known_and_no_other() {
        let value = |name: &str| match name {
            "between" => "ISR,HAMAS",
            "quad" | "limit" => "3",
            "since" | "until" => "2024-02",
            "status" => "planned,denied",
            "min_confidence" => "0.5",
            "order" => "newest",
            _ => "a,b",
        };
        let mut filter = Filter::default();
        for name in NAMES {
            assert_eq!(filter.ask(name, value(name)), Ok(()), "{name}");
        }
        assert_eq!(filter.until.as_deref(), Some("2024-02-29"));
        assert_eq!(filter.types, ["A", "B"]);
        assert_eq!(filter.statuses, [Status::Planned, Status::Denied]);
        assert!(filter.ask("actors", "a").is_err());
        for (name, wrong) in [("between", "a"), ("quad", "5"), ("since", "May"), ("limit", "-1"), ("status", "x")] {
            assert!(filter.ask(name, wrong).is_err(), "{name}");
        }
    }

    #[test]
    fn days_may_be_months_and_years() {
        assert_eq!(since("2024").unwrap(), "2024-01-01");
        assert_eq!(until("2024").unwrap(), "2024-12-31");
        assert_eq!(until("2024-02").unwrap(), "2024-02-29");
        assert_eq!(since("2024-02-03").unwrap(), "2024-02-03");
        for wrong in ["24", "2024-13", "yesterday", ""] {
            assert!(since(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn statuses_and_parties_are_checked() {
        assert_eq!(statuses("all").unwrap().len(), 7);
        assert!(statuses("done").unwrap_err().contains("planned"));
        assert!(between("ISR").is_err() && between("ISR,").is_err());
        assert_eq!(between("ISR, HAMAS").unwrap(), Between("ISR".into(), "HAMAS".into()));
    }
}
