//! Reads and checks the ontology's tables.

use super::{CameoCode, Context, Event, EventType, LabelMeaning, Mode, Ontology, Sector};
use crate::Error;
use crate::data::{CsvTable, Faults, Fields, TomlFile, list};

const LABEL_KINDS: [&str; 4] = ["deprel", "entity", "upos", "xpos"];

/// The texts that an ontology is made from.
#[derive(Debug, Clone, Copy)]
pub struct OntologyText<'t> {
    /// `ontology/events.toml`.
    pub events: &'t str,
    /// `ontology/contexts.csv`.
    pub contexts: &'t str,
    /// `ontology/sectors.csv`.
    pub sectors: &'t str,
    /// `ontology/cameo.csv`.
    pub cameo: &'t str,
    /// `ontology/labels.csv`.
    pub labels: &'t str,
}

impl OntologyText<'static> {
    /// The texts that come with the program.
    pub const EMBEDDED: Self = Self {
        events: include_str!("../../data/ontology/events.toml"),
        contexts: include_str!("../../data/ontology/contexts.csv"),
        sectors: include_str!("../../data/ontology/sectors.csv"),
        cameo: include_str!("../../data/ontology/cameo.csv"),
        labels: include_str!("../../data/ontology/labels.csv"),
    };
}

impl Ontology {
    /// The ontology that comes with the program.
    ///
    /// # Errors
    /// If its tables have faults, which the tests of a release rule out.
    pub fn embedded() -> Result<Self, Error> {
        Self::load(&OntologyText::EMBEDDED)
    }

    /// Makes an ontology from tables.
    ///
    /// # Errors
    /// All faults of the tables, each with file and line.
    pub fn load(text: &OntologyText<'_>) -> Result<Self, Error> {
        let mut faults = Faults::default();
        let (version, events) = load_events(text.events, &mut faults);
        let mut ontology = Self {
            version,
            events,
            contexts: load_contexts(text.contexts, &mut faults),
            sectors: load_sectors(text.sectors, &mut faults),
            cameo: Vec::new(),
            labels: load_labels(text.labels, &mut faults),
            own_types: Vec::new(),
            off: Vec::new(),
        };
        ontology.cameo = load_cameo(text.cameo, &ontology.events, &mut faults);
        faults.or_value(ontology)
    }
}

fn load_events(text: &str, faults: &mut Faults) -> (String, Vec<Event>) {
    let file = TomlFile::read("ontology/events.toml", text, faults);
    let root = file.fields();
    root.only(&["version", "event"], faults);
    let version = root.required_string("version", faults).to_owned();

    let mut events: Vec<Event> = Vec::new();
    for fields in root.tables("event", faults) {
        let Some(event) = load_event(fields, faults) else { continue };
        if events.iter().any(|known| known.event == event.event) {
            faults.add(fields.file(), fields.line, format_args!("event {} stands twice", event.event));
        } else {
            events.push(event);
        }
    }
    for event in EventType::ALL {
        if events.iter().all(|known| known.event != event) {
            faults.add(root.file(), root.line, format_args!("no event {event}"));
        }
    }
    events.sort_by_key(|event| event.event);
    (version, events)
}

fn load_event(fields: Fields<'_>, faults: &mut Faults) -> Option<Event> {
    fields.only(&["name", "quad", "recipient_required", "score", "definition", "source", "mode"], faults);
    let name = fields.required_string("name", faults);
    let score = load_score(fields, faults);
    let event: EventType = name
        .parse()
        .map_err(|error: super::UnknownEventType| faults.add(fields.file(), fields.line_of("name"), error))
        .ok()?;
    if fields.number("quad", faults) != Some(f64::from(event.quad_code())) {
        let message = format!("quad of {event} is not {}", event.quad_code());
        faults.add(fields.file(), fields.line_of("quad"), message);
    }
    let recipient_required = fields.boolean("recipient_required", faults);
    if recipient_required.is_none() {
        faults.add(fields.file(), fields.line, "no recipient_required, expected true or false");
    }
    if score.is_none() {
        faults.add(fields.file(), fields.line, "no score, expected a number from -10 to 10");
    }
    let score = score.unwrap_or_default();
    Some(Event {
        event,
        recipient_required: recipient_required.unwrap_or_default(),
        score,
        definition: fields.required_string("definition", faults).to_owned(),
        source: fields.required_string("source", faults).to_owned(),
        modes: load_modes(fields, score, faults),
    })
}

/// A mode without a score of its own (PROTEST/vandalize in the codebook) takes the event type's.
fn load_modes(event: Fields<'_>, event_score: f64, faults: &mut Faults) -> Vec<Mode> {
    let mut modes: Vec<Mode> = Vec::new();
    for fields in event.tables("mode", faults) {
        fields.only(&["name", "score", "definition"], faults);
        let mode = Mode {
            name: fields.required_string("name", faults).to_owned(),
            score: load_score(fields, faults).unwrap_or(event_score),
            definition: fields.required_string("definition", faults).to_owned(),
        };
        if modes.iter().any(|known| known.name == mode.name) {
            faults.add(fields.file(), fields.line, format_args!("mode {:?} stands twice", mode.name));
        }
        modes.push(mode);
    }
    modes
}

fn load_score(fields: Fields<'_>, faults: &mut Faults) -> Option<f64> {
    let score = fields.number("score", faults)?;
    if !(-10.0..=10.0).contains(&score) {
        faults.add(fields.file(), fields.line_of("score"), format_args!("score {score}, expected -10 to 10"));
    }
    Some(score)
}

fn load_contexts(text: &str, faults: &mut Faults) -> Vec<Context> {
    let table = CsvTable::read("ontology/contexts.csv", text, ["context", "definition"], faults);
    table.unique("context", |[context, _]| (*context).to_owned(), faults);
    table.filled(["context", "definition"], faults);
    let rows = table.rows();
    rows.map(|(_, [context, definition])| Context { context: context.into(), definition: definition.into() }).collect()
}

fn load_sectors(text: &str, faults: &mut Faults) -> Vec<Sector> {
    let table = CsvTable::read("ontology/sectors.csv", text, ["sector", "name", "definition"], faults);
    table.unique("sector", |[sector, ..]| (*sector).to_owned(), faults);
    table.filled(["sector", "name", "definition"], faults);
    let mut sectors = Vec::new();
    for (line, [sector, name, definition]) in table.rows() {
        if sector.len() != 3 || !sector.bytes().all(|byte| byte.is_ascii_uppercase()) {
            faults.add(table.file, line, format_args!("sector {sector:?}, expected three capital letters"));
        }
        sectors.push(Sector { sector: sector.into(), name: name.into(), definition: definition.into() });
    }
    sectors
}

fn load_cameo(text: &str, events: &[Event], faults: &mut Faults) -> Vec<CameoCode> {
    let columns = ["code", "title", "goldstein", "event", "mode", "also"];
    let table = CsvTable::read("ontology/cameo.csv", text, columns, faults);
    table.unique("code", |[code, ..]| (*code).to_owned(), faults);
    table.filled(["code", "title", "goldstein"], faults);
    let mut codes: Vec<CameoCode> = Vec::new();
    for (line, [code, title, goldstein, event, mode, also]) in table.rows() {
        if !(2..=4).contains(&code.len()) || !code.bytes().all(|byte| byte.is_ascii_digit()) {
            faults.add(table.file, line, format_args!("code {code:?}, expected two to four digits"));
        }
        let score = goldstein.parse().ok().filter(|score| (-10.0..=10.0).contains(score));
        if score.is_none() {
            faults.add(table.file, line, format_args!("goldstein {goldstein:?}, expected a number from -10 to 10"));
        }
        let event = load_cameo_event(event, mode, events).map_err(|message| faults.add(table.file, line, message));
        codes.push(CameoCode {
            code: code.into(),
            title: title.into(),
            goldstein: score.unwrap_or_default(),
            event: event.unwrap_or_default(),
            mode: (!mode.is_empty()).then(|| mode.to_owned()),
            also: load_also(also, table.file, line, faults),
        });
    }
    codes.sort_by(|a, b| a.code.cmp(&b.code));
    for (line, [code, ..]) in table.rows() {
        let parent = code.get(..code.len().saturating_sub(1)).unwrap_or_default();
        if code.len() > 2 && codes.binary_search_by(|known| known.code.as_str().cmp(parent)).is_err() {
            faults.add(table.file, line, format_args!("code {code:?} has no parent {parent:?}"));
        }
    }
    codes
}

fn load_also(cell: &str, file: &str, line: usize, faults: &mut Faults) -> Vec<EventType> {
    let mut events = Vec::new();
    for name in list(cell, "also", file, line, faults) {
        match name.parse::<EventType>() {
            Ok(event) => events.push(event),
            Err(error) => faults.add(file, line, error),
        }
    }
    events
}

fn load_cameo_event(event: &str, mode: &str, events: &[Event]) -> Result<Option<EventType>, String> {
    if event.is_empty() {
        return if mode.is_empty() { Ok(None) } else { Err(format!("mode {mode:?} without an event")) };
    }
    let event: EventType = event.parse().map_err(|error: super::UnknownEventType| error.to_string())?;
    let modes = events.iter().find(|known| known.event == event).map(|known| &known.modes[..]).unwrap_or_default();
    if mode.is_empty() || modes.iter().any(|known| known.name == mode) {
        return Ok(Some(event));
    }
    let known = modes.iter().map(|mode| mode.name.as_str()).collect::<Vec<_>>().join(", ");
    Err(format!("unknown mode {mode:?} of {event}, expected one of {known}"))
}

fn load_labels(text: &str, faults: &mut Faults) -> Vec<LabelMeaning> {
    let columns = ["kind", "label", "meaning", "example", "source"];
    let table = CsvTable::read("ontology/labels.csv", text, columns, faults);
    table.unique("kind and label", |[kind, label, ..]| format!("{kind} {label}"), faults);
    table.filled(["kind", "label", "meaning", "source"], faults);
    let mut labels = Vec::new();
    for (line, [kind, label, meaning, example, source]) in table.rows() {
        if !LABEL_KINDS.contains(&kind) {
            let known = LABEL_KINDS.join(", ");
            faults.add(table.file, line, format_args!("unknown kind {kind:?}, expected one of {known}"));
        }
        labels.push(LabelMeaning {
            kind: kind.into(),
            label: label.into(),
            meaning: meaning.into(),
            example: example.into(),
            source: source.into(),
        });
    }
    labels
}
