//! Reads values out of a coded row by the contract's names.

use serde_json::Value;

/// The text at a JSON pointer; numbers as they are written, nothing for null or what is not there.
#[must_use]
pub fn text(row: &Value, pointer: &str) -> String {
    match row.pointer(pointer) {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// The items of the list at a JSON pointer.
#[must_use]
pub fn items<'a>(row: &'a Value, pointer: &str) -> &'a [Value] {
    row.pointer(pointer).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// What to call an entity: its name, or its words where it has none.
#[must_use]
pub fn name(entity: &Value) -> String {
    let name = text(entity, "/name");
    if name.is_empty() { text(entity, "/text") } else { name }
}

/// The document of a row; of an event told in several, how many they are.
#[must_use]
pub fn reports(row: &Value) -> String {
    match row.get("n_documents").and_then(Value::as_u64) {
        Some(n) if n > 1 => format!("{n} reports"),
        _ => text(row, "/document"),
    }
}

/// The names of the entities in the list at a JSON pointer.
#[must_use]
pub fn names(row: &Value, pointer: &str) -> Vec<String> {
    items(row, pointer).iter().map(name).collect()
}

/// What to call an entity on a screen: people and institutions with the state that they belong to.
fn label(entity: &Value) -> String {
    let (name, country) = (name(entity), text(entity, "/country"));
    match text(entity, "/type").as_str() {
        "person" | "institution" | "people" | "company" | "ngo" if !country.is_empty() => format!("{name} ({country})"),
        _ => name,
    }
}

/// What a row is, as in `ASSAULT aerial`, `POSITION support`, `VOTE failed`.
#[must_use]
pub fn act(row: &Value) -> String {
    let (what, how) = match text(row, "/kind").as_str() {
        "position" => ("POSITION".to_owned(), text(row, "/stance")),
        "quotation" => ("QUOTATION".to_owned(), text(row, "/manner")),
        "vote" => ("VOTE".to_owned(), text(row, "/outcome")),
        "mediation" => ("MEDIATION".to_owned(), format!("{}, {}", text(row, "/role"), text(row, "/stage"))),
        "visit" => ("VISIT".to_owned(), String::new()),
        _ => (text(row, "/event"), text(row, "/mode")),
    };
    if how.is_empty() { what } else { format!("{what} {how}") }
}

/// Who takes part in a row of any kind.
#[must_use]
pub fn who(row: &Value) -> String {
    let labels = |pointer| items(row, pointer).iter().map(label).collect::<Vec<_>>().join(", ");
    let one = |pointer| row.pointer(pointer).filter(|entity| entity.is_object()).map_or("?".to_owned(), label);
    let to = |side: String, other: String| if other.is_empty() { side } else { format!("{side} → {other}") };
    match text(row, "/kind").as_str() {
        "position" => to(one("/holder"), labels("/targets")),
        "quotation" => one("/speaker"),
        "vote" => vote(row),
        "mediation" => {
            let parties = items(row, "/parties").iter().map(label).collect::<Vec<_>>().join(" ↔ ");
            if parties.is_empty() { one("/intermediary") } else { format!("{}: {parties}", one("/intermediary")) }
        }
        "visit" => to(one("/visitor"), names_of(row, "/stops", "/location/name").join(" → ")),
        _ => sides(row),
    }
}

/// Body, numbers and members of a vote: `Security Council 13:1:1, RUS veto, CHN abstain`.
fn vote(row: &Value) -> String {
    let number = |pointer| Some(text(row, pointer)).filter(|text| !text.is_empty());
    let numbers = ["/for", "/against", "/abstaining"].map(number);
    let counted = numbers.iter().any(Option::is_some);
    let numbers = numbers.map(|number| number.unwrap_or_else(|| "?".to_owned())).join(":");
    let body = row.pointer("/body").filter(|body| body.is_object()).map_or("?".to_owned(), name);
    let members = row.pointer("/members").and_then(Value::as_object);
    let members = members.into_iter().flatten().map(|(member, ballot)| format!(", {member} {}", text(ballot, "")));
    let members: String = members.collect();
    if counted { format!("{body} {numbers}{members}") } else { format!("{body}{members}") }
}

/// A text of each item of a list.
fn names_of(row: &Value, pointer: &str, of: &str) -> Vec<String> {
    items(row, pointer).iter().map(|item| text(item, of)).collect()
}

/// Who acts on whom: `China → Russia`, `China, Russia ↔` each other, `Peru →` nobody named.
fn sides(row: &Value) -> String {
    let labels = |pointer| items(row, pointer).iter().map(label).collect::<Vec<_>>();
    let (actors, recipients) = (labels("/actors"), labels("/recipients"));
    if row.pointer("/reciprocal") == Some(&Value::Bool(true)) {
        return actors.join(" ↔ ");
    }
    let side = |names: Vec<String>| if names.is_empty() { "?".to_owned() } else { names.join(", ") };
    if recipients.is_empty() { side(actors) } else { format!("{} → {}", side(actors), side(recipients)) }
}

/// The words that show it, the deciding ones in brackets, at most `max_chars` around them.
#[must_use]
pub fn words(row: &Value, max_chars: usize) -> String {
    let number = |pointer: &str| row.pointer(pointer).and_then(Value::as_u64).and_then(|at| usize::try_from(at).ok());
    let sentence = text(row, "/evidence/text");
    let place = || {
        let start = number("/evidence/trigger/start")?.checked_sub(number("/evidence/start")?)?;
        let end = number("/evidence/trigger/end")?.checked_sub(number("/evidence/start")?)?;
        Some((sentence.get(..start)?, sentence.get(start..end)?, sentence.get(end..)?))
    };
    let Some((before, trigger, after)) = place() else { return clip_end(&one_line(&sentence), max_chars) };
    let (before, trigger, after) = (one_line(before), one_line(trigger), one_line(after));
    let room = max_chars.saturating_sub(trigger.chars().count() + 2);
    let (n_before, n_after) = (before.chars().count(), after.chars().count());
    let before_room = (room / 2).max(room.saturating_sub(n_after)).min(n_before);
    let after_room = room - before_room;
    format!("{}[{trigger}]{}", clip_start(&before, before_room), clip_end(&after, after_room))
}

/// White space of any kind as single blanks; those at the ends stay.
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if c.is_whitespace() { ' ' } else { c };
        if c != ' ' || !line.ends_with(' ') {
            line.push(c);
        }
    }
    line
}

fn clip_end(text: &str, max_chars: usize) -> String {
    if text.chars().count() <= max_chars {
        return text.to_owned();
    }
    let kept: String = text.chars().take(max_chars.saturating_sub(1)).collect();
    let kept = kept.rfind(' ').filter(|at| *at >= kept.len() / 3).map_or(kept.as_str(), |at| &kept[..at]);
    format!("{kept}…")
}

fn clip_start(text: &str, max_chars: usize) -> String {
    let n_chars = text.chars().count();
    if n_chars <= max_chars {
        return text.to_owned();
    }
    let kept: String = text.chars().skip(n_chars - max_chars.saturating_sub(1).min(n_chars)).collect();
    let from = kept.find(' ').filter(|at| *at <= kept.len() * 2 / 3).map_or(0, |at| at + 1);
    format!("…{}", &kept[from..])
}

#[cfg(test)]
pub(in crate::output) mod tests {
    use serde_json::json;

    use super::*;

    /// A row in the contract's shape, about an invented happening.
    pub(in crate::output) fn row() -> Value {
        serde_json::from_str(include_str!("../../../../testdata/rows/mention.json")).unwrap()
    }

    #[test]
    fn a_row_is_told_in_short() {
        let mut row = row();
        assert_eq!((act(&row).as_str(), who(&row).as_str()), ("SANCTION withdraw", "Peru → Ecuador"));
        assert_eq!(words(&row, 60), "Peru [recalled] its ambassador from Ecuador on Monday");
        assert_eq!(words(&row, 30), "Peru [recalled] its…");
        row["recipients"] = json!([]);
        assert_eq!(who(&row), "Peru");
        row["actors"] = json!([]);
        assert_eq!(who(&row), "?");
    }

    #[test]
    fn rows_of_other_kinds_are_told_in_short() {
        let (russia, china) = (json!({"name": "Russia", "type": "state"}), json!({"name": "China", "type": "state"}));
        let told = |row: Value| (act(&row), who(&row));
        let shown = |act: &str, who: &str| (act.to_owned(), who.to_owned());
        let position = json!({"kind": "position", "stance": "oppose", "holder": russia, "targets": [china]});
        assert_eq!(told(position), shown("POSITION oppose", "Russia → China"));
        let quotation = json!({"kind": "quotation", "manner": "quoted", "speaker": null});
        assert_eq!(told(quotation), shown("QUOTATION quoted", "?"));
        let vote = json!({"kind": "vote", "outcome": "vetoed", "body": {"name": "UN Security Council"}, "for": 13,
            "members": {"RUS": "veto"}});
        assert_eq!(told(vote), shown("VOTE vetoed", "UN Security Council 13:?:?, RUS veto"));
        let mediation = json!({"kind": "mediation", "role": "channel", "stage": "ongoing", "intermediary": china,
            "parties": [russia, china]});
        assert_eq!(told(mediation), shown("MEDIATION channel, ongoing", "China: Russia ↔ China"));
        let visit = json!({"kind": "visit", "visitor": russia, "stops": [{"location": {"name": "Doha"}},
            {"location": {"name": "Cairo"}}]});
        assert_eq!(told(visit), shown("VISIT", "Russia → Doha → Cairo"));
    }

    #[test]
    fn words_survive_offsets_that_do_not_fit() {
        let mut row = row();
        row["evidence"]["trigger"]["end"] = json!(9999);
        assert_eq!(words(&row, 12), "Peru…");
        row["evidence"] = json!(null);
        assert_eq!(words(&row, 12), "");
    }
}
