//! The form of the list: one field for each filter of the command line, under the same name.

use legation::code::Status;
use legation::store::question::QUADS;
use maud::{Markup, html};

use crate::ask::Question;

/// A field of text: name, label, and what can stand in it.
type Field = (&'static str, &'static str, &'static str);

/// The fields that most questions need; the others are folded away.
const FIRST: [Field; 5] = [
    ("actor", "Who acts", "ISR or a name"),
    ("recipient", "To whom", "HAMAS"),
    ("type", "Type", "AGREE,CONSULT"),
    ("since", "From", "2024-05"),
    ("until", "Up to", "2024-06"),
];

const MORE: [Field; 7] = [
    ("between", "Between two, either way", "ISR,HAMAS"),
    ("country", "State of any party", "SDN"),
    ("sector", "Sector of any party", "GOV, MIL, REB"),
    ("place", "Place", "Doha, or QAT"),
    ("publisher", "Publisher", "name or host"),
    ("text", "Words in the document", "ceasefire"),
    ("min_confidence", "Least confidence", "0 to 1"),
];

const TYPES: [&str; 16] = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
];

/// The form with what was asked.
pub(crate) fn form(question: &Question) -> Markup {
    let asks_more = MORE
        .iter()
        .map(|(name, ..)| *name)
        .chain(["quad", "status", "order"])
        .any(|name| !question.value(name).is_empty());
    html! {
        form.filters action="/" method="get" aria-label="Filter events" {
            div.fields { @for field in FIRST { (text_field(question, field)) } }
            details open[asks_more] {
                summary { "More filters" }
                div.fields {
                    @for field in MORE { (text_field(question, field)) }
                    (choice(question, "quad", "Kind of act", "any", &QUADS[..4]))
                    (choice(question, "status", "Status", "actual or ongoing", &statuses(question)))
                    (choice(question, "order", "Order", "newest first", &["oldest"]))
                }
            }
            datalist #types { @for name in TYPES { option value=(name) {} } }
            div.actions {
                button type="submit" { "Show" }
                @if !question.pairs.is_empty() { a href="/" { "Clear all" } }
            }
        }
    }
}

fn text_field(question: &Question, (name, label, example): Field) -> Markup {
    let wrong = question.wrong.as_ref().filter(|(wrong, _)| wrong == name);
    let several = ["actor", "recipient", "type"].contains(&name);
    let mut values: Vec<&str> = question.values(name).collect();
    if !several {
        values = values.last().copied().into_iter().collect();
    }
    if values.is_empty() {
        values.push("");
    }
    let list = (name == "type").then_some("types");
    html! {
        @for (idx, value) in values.iter().enumerate() {
            @let id = format!("f-{name}-{idx}");
            div.field {
                label for=(id) { (label) }
                input id=(id) type="text" name=(name) value=(value) placeholder=(example) list=[list] maxlength="500"
                    autocomplete="off" spellcheck="false" aria-invalid=[wrong.map(|_| "true")];
                @if let Some((_, expected)) = wrong { p.wrong { (expected) } }
            }
        }
    }
}

fn choice(question: &Question, name: &str, label: &str, none: &str, values: &[&str]) -> Markup {
    let chosen = question.value(name);
    let id = format!("f-{name}");
    html! {
        div.field {
            label for=(id) { (label) }
            select id=(id) name=(name) {
                option value="" { (none) }
                @for value in values { option value=(value) selected[*value == chosen] { (value.replace('-', " ")) } }
            }
        }
    }
}

/// The statuses, and the list of several that an address may have.
fn statuses(question: &Question) -> Vec<&str> {
    let mut known: Vec<&str> =
        ["all"].into_iter().chain(Status::ALL.iter().rev().map(|status| status.as_str())).collect();
    let asked = question.value("status");
    if !asked.is_empty() && !known.contains(&asked) {
        known.push(asked);
    }
    known
}
