//! `legation explain`: the codebook and the model's labels at hand.

use std::fmt::Write;

use anyhow::bail;
use legation::ontology::{CameoCode, Event, LabelMeaning, Ontology};

use crate::args::ExplainArgs;
use crate::exit::Exit;
use crate::printer::{Printer, fill, wrap};

/// Suggestions for a label that nobody knows.
const N_SUGGESTIONS: usize = 3;
/// Below this similarity a name is no help (Jaro–Winkler, 0 to 1).
const SIMILAR: f64 = 0.7;

/// The kind that is too long to be listed whole.
const CAMEO: &str = "CAMEO code";

/// One meaning of one label.
struct Meaning {
    label: String,
    kind: &'static str,
    text: String,
}

/// The kinds of labels, in the order in which they are listed.
const KINDS: [(&str, &str); 9] = [
    ("event type", "Event types: what happened (the codebook is PLOVER)"),
    ("mode", "Modes: the finer kind of an event"),
    ("context", "Contexts: the field of politics"),
    ("sector", "Sectors: the part of a society that an actor belongs to"),
    (CAMEO, "CAMEO codes: the older, finer codebook"),
    ("entity type", "Entity types of the parser (OntoNotes 5)"),
    ("part of speech", "Parts of speech (Universal Dependencies)"),
    ("tag", "Tags (Penn Treebank, as in OntoNotes 5)"),
    ("dependency label", "Dependency labels (ClearNLP)"),
];

/// Explains one label, or lists all.
pub(crate) fn run(args: &ExplainArgs, printer: &Printer) -> anyhow::Result<Exit> {
    let ontology = Ontology::embedded()?;
    let meanings = meanings(&ontology);
    let text = match &args.label {
        Some(label) => explained(&meanings, label, usize::from(printer.width()))?,
        None => listed(&meanings, usize::from(printer.width())),
    };
    printer.text(&text)?;
    Ok(Exit::Done)
}

fn explained(meanings: &[Meaning], label: &str, width: usize) -> anyhow::Result<String> {
    let mut found: Vec<_> = meanings.iter().filter(|known| known.label.eq_ignore_ascii_case(label)).collect();
    found.sort_by_key(|known| known.label != label);
    if found.is_empty() {
        bail!("no label \"{label}\"{}\nhint: `legation explain` lists all labels", suggestions(meanings, label));
    }
    let mut text = String::new();
    for meaning in found {
        let gap = if text.is_empty() { "" } else { "\n" };
        writeln!(text, "{gap}{} · {}", meaning.label, meaning.kind)?;
        for line in meaning.text.lines() {
            let indent = line.len() - line.trim_start().len() + 2;
            text.push_str(&wrap(line.trim_start(), width, indent));
        }
    }
    Ok(text)
}

fn suggestions(meanings: &[Meaning], label: &str) -> String {
    let label = label.to_lowercase();
    let mut near: Vec<(f64, &str)> = meanings
        .iter()
        .map(|known| (strsim::jaro_winkler(&label, &known.label.to_lowercase()), known.label.as_str()))
        .filter(|(similarity, _)| *similarity >= SIMILAR)
        .collect();
    near.sort_by(|(a, first), (b, second)| b.total_cmp(a).then(first.cmp(second)));
    near.dedup_by(|(_, second), (_, first)| first == second);
    let names: Vec<&str> = near.into_iter().map(|(_, name)| name).take(N_SUGGESTIONS).collect();
    if names.is_empty() { String::new() } else { format!(" (near it: {})", names.join(", ")) }
}

fn listed(meanings: &[Meaning], width: usize) -> String {
    let mut text = String::from("`legation explain LABEL` tells what one of these means.\n");
    for (kind, title) in KINDS {
        let mut labels: Vec<&str> =
            meanings.iter().filter(|known| known.kind == kind).map(|known| known.label.as_str()).collect();
        labels.sort_unstable();
        labels.dedup();
        if kind == CAMEO {
            // Hundreds of digits help nobody; the roots are the way in.
            labels.retain(|label| label.len() == 2);
            labels.push("and the finer codes below them, such as 036 or 1412");
        }
        text.push_str(&format!("\n{title}\n{}", fill(&labels.join(" "), width, 2, 2)));
    }
    text
}

fn meanings(ontology: &Ontology) -> Vec<Meaning> {
    let mut meanings = Vec::new();
    let mut add = |kind, label: &str, text| meanings.push(Meaning { label: label.to_owned(), kind, text });
    for event in ontology.events() {
        add("event type", event.event.as_str(), event_text(event));
        for mode in &event.modes {
            let text = format!("A mode of {}. {}\nIntensity {:+.1}", event.event, mode.definition, mode.score);
            add("mode", &mode.name, text);
        }
    }
    for context in ontology.contexts() {
        add("context", &context.context, context.definition.clone());
    }
    for sector in ontology.sectors() {
        add("sector", &sector.sector, format!("{}: {}", sector.name, sector.definition));
    }
    for code in ontology.cameo_codes() {
        add(CAMEO, &code.code, cameo_text(code));
    }
    for label in ontology.labels() {
        add(label_kind(&label.kind), &label.label, label_text(label));
    }
    meanings
}

fn event_text(event: &Event) -> String {
    let quad = event.event.quad();
    let mut text = format!("{}\nQuad class {} ({quad}), intensity {:+.1}", event.definition, quad.code(), event.score);
    if event.recipient_required {
        text.push_str(", never without a recipient");
    }
    if !event.modes.is_empty() {
        text.push_str("\nModes:");
    }
    for mode in &event.modes {
        text.push_str(&format!("\n  {} ({:+.1}): {}", mode.name, mode.score, mode.definition));
    }
    text + "\nSource: " + &event.source
}

fn cameo_text(code: &CameoCode) -> String {
    let mut text = format!("{}\nGoldstein score {:+.1}", code.title, code.goldstein);
    match (code.event, &code.mode) {
        (Some(event), Some(mode)) => text.push_str(&format!("; in PLOVER {event} {mode}")),
        (Some(event), None) => text.push_str(&format!("; in PLOVER {event}")),
        (None, _) => text.push_str("; PLOVER leaves it out"),
    }
    text
}

fn label_text(label: &LabelMeaning) -> String {
    let example = if label.example.is_empty() { String::new() } else { format!("\nExample: {}", label.example) };
    format!("{}{example}\nSource: {}", label.meaning, label.source)
}

fn label_kind(kind: &str) -> &'static str {
    match kind {
        "upos" => "part of speech",
        "xpos" => "tag",
        "deprel" => "dependency label",
        _ => "entity type",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<Meaning> {
        let meaning = |label: &str, kind, text: &str| Meaning { label: label.into(), kind, text: text.into() };
        vec![
            meaning("ASSAULT", "event type", "Uses violence.\nModes:\n  aerial (-9.5): from the air"),
            meaning("PUNCT", "part of speech", "Punctuation."),
            meaning("punct", "dependency label", "Punctuation."),
        ]
    }

    #[test]
    fn all_meanings_are_told() {
        let text = explained(&known(), "punct", 80).unwrap();
        assert_eq!(text, "punct · dependency label\n  Punctuation.\n\nPUNCT · part of speech\n  Punctuation.\n");
        let text = explained(&known(), "ASSAULT", 24).unwrap();
        assert_eq!(text, "ASSAULT · event type\n  Uses violence.\n  Modes:\n    aerial (-9.5): from\n      the air\n");
    }

    #[test]
    fn a_wrong_label_gives_its_neighbours() {
        let error = explained(&known(), "asault", 80).err().unwrap().to_string();
        assert_eq!(error, "no label \"asault\" (near it: ASSAULT)\nhint: `legation explain` lists all labels");
        assert!(!explained(&known(), "qqq", 80).err().unwrap().to_string().contains("near it"));
    }
}
