//! Reads and checks the lexicon's files.

use std::sync::Arc;

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::frame::{BadFrame, PREPOSITIONS};
use super::phrase::{self, Phrase};
use super::{Block, Entry, Example, Lexicon, Pos, Requires};
use crate::Error;
use crate::data::{Faults, Fields, TomlFile};
use crate::ontology::{EventName, EventType, Ontology, UnknownEventType};

/// Names and texts of the files that come with the program, in order of name.
const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/lexicon_files.rs"));

const KEYS: [&str; 14] = [
    "cameo",
    "codes",
    "complement",
    "frame",
    "mode",
    "not_object",
    "nouns",
    "object",
    "prep",
    "prep_object",
    "requires",
    "skips",
    "verbs",
    "note",
];

impl Lexicon {
    /// The lexicon that comes with the program.
    ///
    /// # Errors
    /// If its files have faults, which the tests of a release rule out.
    pub fn embedded(ontology: &Ontology) -> Result<Self, Error> {
        Self::load(EMBEDDED, ontology)
    }

    /// Makes a lexicon from files: pairs of a name for messages and a text. The order of files and entries decides
    /// which of two entries with the same phrase is called `#2`.
    ///
    /// # Errors
    /// All faults of the files, each with file and line.
    pub fn load(files: &[(&str, &str)], ontology: &Ontology) -> Result<Self, Error> {
        let mut faults = Faults::default();
        let mut lexicon = Self::default();
        for (name, text) in files {
            lexicon.add_file(&TomlFile::read(name, text, &mut faults), ontology, &mut faults);
        }
        lexicon.name_entries(0);
        lexicon.index(&[]);
        faults.or_value(lexicon)
    }

    fn add_file(&mut self, file: &TomlFile<'_>, ontology: &Ontology, faults: &mut Faults) {
        let root = file.fields();
        root.only(&["event", "entry", "off"], faults);
        let name = root.required_string("event", faults);
        let event = match ontology.named(name) {
            Ok((like, own)) => EventName::new(like, own.map(|own| own.name.clone())),
            Err(error) => {
                let error: UnknownEventType = error;
                return faults.add(root.file(), root.line_of("event"), error);
            }
        };
        for fields in root.tables("entry", faults) {
            let start = self.entries.len() as u32;
            add_entries(&mut self.entries, fields, &event, ontology, faults);
            let entries = start..self.entries.len() as u32;
            self.blocks.push(Block { entries, codes: codes(fields, faults), skips: skips(fields, faults) });
        }
    }

    /// The same with files of the user's on top. Of entries that fit as closely the user's is taken; `off`, a list of ids
    /// at the top of a file, takes entries of the program's out.
    ///
    /// # Errors
    /// All faults of the files, each with file and line.
    pub fn with_own(mut self, files: &[(&str, &str)], ontology: &Ontology) -> Result<Self, Error> {
        let mut faults = Faults::default();
        let n_program = self.entries.len();
        let mut off: Vec<String> = Vec::new();
        for (name, text) in files {
            let file = TomlFile::read(name, text, &mut faults);
            self.add_file(&file, ontology, &mut faults);
            self.check_off(&file, n_program, &mut off, &mut faults);
        }
        self.entries[n_program..].iter_mut().for_each(|entry| entry.is_own = true);
        self.name_entries(n_program);
        self.index(&off);
        faults.or_value(self)
    }

    fn check_off(&self, file: &TomlFile<'_>, n_program: usize, off: &mut Vec<String>, faults: &mut Faults) {
        let root = file.fields();
        for id in root.strings("off", faults) {
            if !self.entries[..n_program].iter().any(|entry| entry.id == *id) {
                faults.add(root.file(), root.line_of("off"), format_args!("no entry {id:?} in the program's lexicon"));
            }
            off.push((*id).to_owned());
        }
    }

    /// Adds `#2`, `#3` … to the ids of entries, from the one at `first`, whose event and phrase came before.
    fn name_entries(&mut self, first: usize) {
        let mut seen: FxHashMap<String, u32> = FxHashMap::default();
        for (idx, entry) in self.entries.iter_mut().enumerate() {
            let base = if idx < first { entry.id.split('#').next().unwrap_or_default() } else { &entry.id };
            let count = seen.entry(base.to_owned()).or_default();
            *count += 1;
            if idx >= first && *count > 1 {
                entry.id = format!("{}#{count}", entry.id);
            }
        }
    }

    /// Orders entries by head, all but those that are switched off.
    fn index(&mut self, off: &[String]) {
        self.verbs.clear();
        self.nouns.clear();
        for (idx, entry) in self.entries.iter().enumerate() {
            if !entry.is_own && off.contains(&entry.id) {
                continue;
            }
            let index = match entry.pos {
                Pos::Verb => &mut self.verbs,
                Pos::Noun => &mut self.nouns,
            };
            index.entry(entry.head.clone()).or_default().push(idx as u32);
        }
        let order = |entry: &Entry| std::cmp::Reverse((entry.specificity(), entry.is_own));
        let order: Vec<_> = self.entries.iter().map(order).collect();
        for found in self.verbs.values_mut().chain(self.nouns.values_mut()) {
            found.sort_by_key(|idx| order[*idx as usize]);
        }
    }
}

/// Adds one entry for each word that a block lists.
fn add_entries(
    entries: &mut Vec<Entry>,
    fields: Fields<'_>,
    event: &EventName,
    ontology: &Ontology,
    faults: &mut Faults,
) {
    fields.only(&KEYS, faults);
    let block = shared_part(fields, event, ontology, faults);
    let phrases = [("verbs", Pos::Verb), ("nouns", Pos::Noun)];
    let mut found_one = false;
    for (key, pos) in phrases {
        for text in fields.strings(key, faults) {
            found_one = true;
            match phrase::parse(text, pos).and_then(|phrase| entry(&block, text, pos, phrase)) {
                Ok(entry) => entries.push(entry),
                Err(message) => faults.add(fields.file(), fields.line_of(key), message),
            }
        }
    }
    if !found_one {
        faults.add(fields.file(), fields.line, "no words, expected verbs or nouns");
    }
}

fn entry(block: &Entry, text: &str, pos: Pos, phrase: Phrase) -> Result<Entry, String> {
    if phrase.prep.is_some() && block.prep.is_some() {
        return Err(format!("{text:?} has a preposition of its own, expected no prep beside it"));
    }
    let mut entry = block.clone();
    entry.id = format!("{}/{text}", block.event_name());
    entry.pos = pos;
    entry.head = phrase.head;
    entry.modifiers = phrase.modifiers;
    entry.particle = phrase.particle;
    entry.prep = phrase.prep.or(entry.prep);
    entry.prep_object = phrase.prep_object.map_or(entry.prep_object, |object| [object].into());
    Ok(entry)
}

/// All that the words of a block have in common; word and id are still empty.
fn shared_part(fields: Fields<'_>, name: &EventName, ontology: &Ontology, faults: &mut Faults) -> Entry {
    let event = name.plover();
    let own = ontology.own_type(name.as_str());
    let mode = mode(fields, event, ontology, faults);
    let cameo = fields.required_string("cameo", faults);
    check_cameo(fields, cameo, event, ontology, faults);
    let frame = fields.required_string("frame", faults).parse();
    let frame = frame.map_err(|error: BadFrame| faults.add(fields.file(), fields.line_of("frame"), error));
    Entry {
        id: String::new(),
        event,
        own_type: own.map(|own| own.name.clone()),
        mode: mode.map(Into::into),
        cameo: cameo.into(),
        pos: Pos::Verb,
        head: CompactString::default(),
        modifiers: Vec::new(),
        particle: None,
        frame: frame.unwrap_or_default(),
        object: lemmas(fields, "object", faults),
        not_object: lemmas(fields, "not_object", faults),
        prep: prep(fields, faults),
        prep_object: lemmas(fields, "prep_object", faults),
        complement: lemmas(fields, "complement", faults),
        requires: requires(fields, faults),
        intensity: own.and_then(|own| own.intensity).unwrap_or_else(|| ontology.intensity(event, mode)),
        file: fields.file().into(),
        line: fields.line,
        is_own: false,
    }
}

fn mode<'a>(fields: Fields<'a>, event: EventType, ontology: &Ontology, faults: &mut Faults) -> Option<&'a str> {
    let mode = fields.string("mode", faults)?;
    if ontology.mode(event, mode).is_none() {
        let known = ontology.event(event).modes.iter().map(|mode| mode.name.as_str()).collect::<Vec<_>>().join(", ");
        let message = format!("unknown mode {mode:?} of {event}, expected one of {known}");
        faults.add(fields.file(), fields.line_of("mode"), message);
    }
    Some(mode)
}

fn check_cameo(fields: Fields<'_>, code: &str, event: EventType, ontology: &Ontology, faults: &mut Faults) {
    if code.is_empty() {
        return;
    }
    let problem = match ontology.cameo(code) {
        None => format!("unknown cameo {code:?}, expected a code of ontology/cameo.csv"),
        Some(known) if known.goes_with(event) => return,
        Some(known) => {
            let other = known.event.map_or("", EventType::as_str);
            format!("cameo {code:?} stands for {other}, expected a code of {event}")
        }
    };
    faults.add(fields.file(), fields.line_of("cameo"), problem);
}

fn prep(fields: Fields<'_>, faults: &mut Faults) -> Option<CompactString> {
    let prep = fields.string("prep", faults)?;
    if !PREPOSITIONS.contains(&prep) {
        faults.add(fields.file(), fields.line_of("prep"), format_args!("unknown preposition {prep:?}"));
    }
    Some(prep.into())
}

fn requires(fields: Fields<'_>, faults: &mut Faults) -> Requires {
    match fields.string("requires", faults) {
        None | Some("any") => Requires::Any,
        Some("actor") => Requires::Actor,
        Some("recipient") => Requires::Recipient,
        Some("both") => Requires::Both,
        Some("none") => Requires::None,
        Some(other) => {
            let message = format!("requires {other:?}, expected any, actor, recipient, both or none");
            faults.add(fields.file(), fields.line_of("requires"), message);
            Requires::Any
        }
    }
}

/// Dictionary forms of nouns, names or verbs; see [`fits`](super::fits).
fn lemmas(fields: Fields<'_>, key: &str, faults: &mut Faults) -> Arc<[CompactString]> {
    let words = fields.strings(key, faults);
    for (idx, word) in words.iter().enumerate() {
        if word.split(' ').any(str::is_empty) {
            let message = format!("{key} names {word:?}, expected words joined by single blanks");
            faults.add(fields.file(), fields.line_of(key), message);
        } else if words.iter().take(idx).any(|earlier| earlier == word) {
            faults.add(fields.file(), fields.line_of(key), format_args!("{key} names {word:?} twice"));
        }
    }
    words.into_iter().map(CompactString::from).collect()
}

fn codes(fields: Fields<'_>, faults: &mut Faults) -> Vec<Example> {
    let mut codes = Vec::new();
    for code in fields.tables("codes", faults) {
        code.only(&["text", "actor", "recipient"], faults);
        let role = |key, faults: &mut Faults| code.string(key, faults).filter(|role| !role.is_empty());
        codes.push(Example {
            text: code.required_string("text", faults).to_owned(),
            actor: role("actor", faults).map(str::to_owned),
            recipient: role("recipient", faults).map(str::to_owned),
        });
    }
    if codes.is_empty() {
        faults.add(fields.file(), fields.line, "no codes, expected at least one sentence that the entry codes");
    }
    codes
}

fn skips(fields: Fields<'_>, faults: &mut Faults) -> Vec<String> {
    fields.strings("skips", faults).into_iter().map(str::to_owned).collect()
}
