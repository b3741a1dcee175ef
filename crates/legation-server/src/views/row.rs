//! Parts of a row that several pages show.

use legation::output::field::{one_line, text};
use maud::{Markup, html};
use serde_json::Value;

use super::marks;
use super::words;

/// When: in brackets where only the day of publication is known.
pub(crate) fn date(row: &Value) -> String {
    let (start, end, basis) = (text(row, "/date/start"), text(row, "/date/end"), text(row, "/date/basis"));
    let start = match text(row, "/date/precision").as_str() {
        "year" => start.get(..4).unwrap_or(&start).to_owned(),
        "month" => start.get(..7).unwrap_or(&start).to_owned(),
        _ if !end.is_empty() && end != start => format!("{start} to {end}"),
        _ => start,
    };
    let published = text(row, "/published");
    match () {
        () if start.is_empty() && published.is_empty() => "undated".to_owned(),
        () if start.is_empty() => format!("({})", published.get(..10).unwrap_or(&published)),
        () if basis == "publication" => format!("({start})"),
        () => start,
    }
}

/// The same, that breaks between two days and nowhere else.
pub(crate) fn day(row: &Value) -> Markup {
    let date = date(row);
    html! {
        @for (idx, part) in date.split(" to ").enumerate() { @if idx > 0 { " to " } span.day { (part) } }
    }
}

/// Where, with the state.
pub(crate) fn place(row: &Value) -> Markup {
    let (name, country) = (text(row, "/location/name"), text(row, "/location/country"));
    html! {
        @if !name.is_empty() { (words(&name)) }
        @if !country.is_empty() && country != name { " " span.quiet { (country) } }
    }
}

/// A status that is not the usual one.
pub(crate) fn status(row: &Value) -> Markup {
    let status = text(row, "/status");
    html! { @if status != "actual" && !status.is_empty() { span.status { (status) } } }
}

/// Whose claim it is, if not the writer's.
pub(crate) fn claim(row: &Value) -> Markup {
    let speakers = legation::output::field::items(row, "/attribution");
    html! {
        @if !speakers.is_empty() {
            span.quiet {
                "as told by "
                @for (idx, claim) in speakers.iter().enumerate() {
                    @if idx > 0 { ", who cites " }
                    @let name = claim.get("speaker").map(legation::output::field::name).unwrap_or_default();
                    @if name.is_empty() { "somebody unnamed" } @else { (words(&name)) }
                    @if text(claim, "/manner") == "quoted" { ", in quotation marks" }
                }
            }
        }
    }
}

/// The words that show it, with their marks, whole.
pub(crate) fn evidence(row: &Value) -> Markup {
    let (sentence, start) = (text(row, "/evidence/text"), row.pointer("/evidence/start").and_then(Value::as_u64));
    html! { q.evidence dir="auto" { (marks::marked(&sentence, start.unwrap_or_default(), &marks::of_row(row, None))) } }
}

/// Characters on each side of the deciding word in a list.
const AROUND: usize = 160;

/// The words that show it, in short, with the deciding word marked.
pub(crate) fn excerpt(row: &Value) -> Markup {
    let sentence = text(row, "/evidence/text");
    let byte = |pointer: &str| row.pointer(pointer).and_then(Value::as_u64);
    let part = || {
        let base = byte("/evidence/start")?;
        let start = usize::try_from(byte("/evidence/trigger/start")?.checked_sub(base)?).ok()?;
        let end = usize::try_from(byte("/evidence/trigger/end")?.checked_sub(base)?).ok()?;
        Some((sentence.get(..start)?, sentence.get(start..end)?, sentence.get(end..)?))
    };
    let Some((before, word, after)) = part() else {
        return html! { q.evidence dir="auto" { (clipped(&one_line(&sentence), false)) } };
    };
    html! {
        q.evidence dir="auto" {
            (clipped(&one_line(before), true)) mark.decider { (one_line(word)) } (clipped(&one_line(after), false))
        }
    }
}

fn clipped(text: &str, at_start: bool) -> String {
    let n_chars = text.chars().count();
    if n_chars <= AROUND {
        return text.to_owned();
    }
    if at_start {
        return ['…'].into_iter().chain(text.chars().skip(n_chars - AROUND)).collect();
    }
    text.chars().take(AROUND).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn dates_say_how_exact_they_are() {
        let date = |date: Value| date_of(&date, "2025-03-12T10:00:00Z");
        assert_eq!(date(json!({"start": "2025-03-11", "end": "2025-03-11", "basis": "text"})), "2025-03-11");
        assert_eq!(date(json!({"start": "2025-03-01", "end": "2025-03-31", "precision": "month"})), "2025-03");
        assert_eq!(date(json!({"start": "2025-03-10", "end": "2025-03-16"})), "2025-03-10 to 2025-03-16");
        assert_eq!(date(json!({"start": "2025-03-12", "end": "2025-03-12", "basis": "publication"})), "(2025-03-12)");
        assert_eq!(date(json!(null)), "(2025-03-12)");
    }

    fn date_of(date: &Value, published: &str) -> String {
        super::date(&json!({"date": date, "published": published}))
    }

    #[test]
    fn long_sentences_are_cut_around_the_deciding_word() {
        let text = format!("{} fought {}", "a".repeat(500), "é".repeat(500));
        let row = json!({"evidence": {"text": text, "start": 10, "trigger": {"start": 511, "end": 517}}});
        let html = excerpt(&row).into_string();
        assert!(html.contains(">fought</mark>") && html.contains("é…") && html.contains(">…a"), "{html}");
    }
}
