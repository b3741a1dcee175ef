//! Words of mediation.
//!
//! In: `data/rules/mediation.csv` and `mediation-stages.csv`. Out: what a verb or noun says of somebody's role, what must
//! complete it, and which stage a word above it tells.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::Error;
use crate::data::{CsvTable, Faults, list};
use crate::lexicon::Pos;

use super::{Role, Stage};

/// What must complete a word before it speaks of mediation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Thing {
    /// "hosted **talks**"
    Talks,
    /// "brokered a **truce**"
    Deal,
    /// "carried a **letter**"
    Message,
    /// "bridged the **gap**"
    Gap,
    /// "reconciled **them**"
    Parties,
    /// "shuttled **between** them"
    Between,
    /// "messages went **through** the embassy"
    Through,
    /// "they **agreed** with its help"
    Clause,
    /// "is ready **to sit** between them": a place sits, too.
    Will,
    /// "served **as** a link", "is the link".
    As,
}

const THINGS: [(&str, Thing); 10] = [
    ("as", Thing::As),
    ("will", Thing::Will),
    ("clause", Thing::Clause),
    ("talks", Thing::Talks),
    ("deal", Thing::Deal),
    ("message", Thing::Message),
    ("gap", Thing::Gap),
    ("parties", Thing::Parties),
    ("between", Thing::Between),
    ("through", Thing::Through),
];

impl Thing {
    /// The word in the table.
    pub(super) fn as_str(self) -> &'static str {
        THINGS.iter().find(|(_, thing)| *thing == self).map_or("", |(name, _)| name)
    }
}

/// What a word around one of mediation does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Frame {
    /// "**lent** its good offices": the subject is the intermediary that the object speaks of.
    Provides,
    /// "**appointed** a mediator": so is who appoints.
    Appoints,
    /// "an **effort** of mediation": the intermediary is whose effort it is.
    Effort,
    /// "a **troika** of Norway and Britain": several.
    Several,
    /// "they **agreed** with its help": what two do with each other.
    Settles,
    /// The same, and it comes to an end by it: "**signed** an accord".
    Concludes,
    /// "**called** on Oman to mediate": who is asked is the intermediary.
    Asks,
    /// "an **invitation** to mediate": the intermediary is who accepts or declines it.
    Request,
    /// "**accepted** an invitation".
    Answers,
    /// "the two **sides**": nobody by name.
    Generic,
    /// "to **discuss** a pullback": what it is about.
    Topic,
}

const FRAMES: [(&str, Frame); 11] = [
    ("topic", Frame::Topic),
    ("request", Frame::Request),
    ("answers", Frame::Answers),
    ("generic", Frame::Generic),
    ("concludes", Frame::Concludes),
    ("asks", Frame::Asks),
    ("provides", Frame::Provides),
    ("appoints", Frame::Appoints),
    ("effort", Frame::Effort),
    ("several", Frame::Several),
    ("settles", Frame::Settles),
];

const ROLES: [Role; 5] = [Role::Mediator, Role::Host, Role::Facilitator, Role::Guarantor, Role::Channel];
const STAGES: [Stage; 5] = [Stage::Offered, Stage::Accepted, Stage::Rejected, Stage::Ongoing, Stage::Ended];

/// A verb or noun of mediation.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) role: Role,
    pub(super) needs: Vec<Thing>,
    pub(super) stage: Stage,
}

/// The tables, by dictionary form.
#[derive(Debug, Clone, Default)]
pub(crate) struct MediationWords {
    words: FxHashMap<(Pos, String), Word>,
    things: FxHashMap<String, Thing>,
    stages: FxHashMap<String, Option<Stage>>,
    frames: FxHashSet<(Frame, String)>,
    /// First words of the verbs' rows.
    verbs: FxHashSet<String>,
}

impl MediationWords {
    /// The tables that come with the program.
    pub(crate) fn embedded() -> Result<Self, Error> {
        Self::load(
            include_str!("../../data/rules/mediation.csv"),
            include_str!("../../data/rules/mediation-stages.csv"),
        )
    }

    fn load(words: &str, stages: &str) -> Result<Self, Error> {
        let mut faults = Faults::default();
        let mut tables = Self::default();
        let file = "rules/mediation.csv";
        let table = CsvTable::read(file, words, ["word", "pos", "role", "needs", "stage", "note"], &mut faults);
        table.unique("word and pos", |[word, pos, ..]| format!("{word} {pos}"), &mut faults);
        for (line, [word, pos, role, needs, stage, _]) in table.rows() {
            let pos = match pos {
                "verb" => Pos::Verb,
                "noun" => Pos::Noun,
                _ if FRAMES.iter().any(|(name, _)| *name == pos) => {
                    let frame = named(&FRAMES, pos, file, line, &mut faults);
                    tables.frames.extend(frame.map(|frame| (frame, word.to_owned())));
                    continue;
                }
                _ => {
                    if let Some(thing) = named(&THINGS, pos, file, line, &mut faults) {
                        tables.things.insert(word.to_owned(), thing);
                    }
                    continue;
                }
            };
            let role = named(&ROLES.map(|role| (role.as_str(), role)), role, file, line, &mut faults);
            let stage = named(&STAGES.map(|stage| (stage.as_str(), stage)), stage, file, line, &mut faults);
            let needs = list(needs, "needs", file, line, &mut faults);
            let needs = needs.into_iter().filter_map(|need| named(&THINGS, need, file, line, &mut faults)).collect();
            if let (Some(role), Some(stage)) = (role, stage) {
                if pos == Pos::Verb {
                    tables.verbs.extend(word.split(' ').next().map(str::to_owned));
                }
                tables.words.insert((pos, word.to_owned()), Word { role, needs, stage });
            }
        }
        tables.load_stages(stages, &mut faults);
        faults.or_value(tables)
    }

    fn load_stages(&mut self, text: &str, faults: &mut Faults) {
        let file = "rules/mediation-stages.csv";
        let table = CsvTable::read(file, text, ["lemma", "stage", "note"], faults);
        table.unique("lemma", |[lemma, ..]| (*lemma).to_owned(), faults);
        for (line, [lemma, stage, _]) in table.rows() {
            if stage == "none" {
                self.stages.insert(lemma.to_owned(), None);
            } else if let Some(stage) = named(&STAGES.map(|stage| (stage.as_str(), stage)), stage, file, line, faults) {
                self.stages.insert(lemma.to_owned(), Some(stage));
            }
        }
    }

    pub(super) fn word(&self, pos: Pos, form: &str) -> Option<&Word> {
        self.words.get(&(pos, form.to_owned()))
    }

    /// Whether a row of a verb begins with a word.
    pub(super) fn may_begin(&self, lemma: &str) -> bool {
        self.verbs.contains(lemma)
    }

    /// Whether a word does something around one of mediation.
    pub(super) fn is(&self, frame: Frame, lemma: &str) -> bool {
        self.frames.contains(&(frame, lemma.to_lowercase()))
    }

    /// What a noun is in talks.
    pub(super) fn thing(&self, lemma: &str) -> Option<Thing> {
        self.things.get(lemma).copied()
    }

    /// The stage that a word tells of what it governs; the inner nothing where it leaves it open.
    pub(super) fn stage(&self, lemma: &str) -> Option<Option<Stage>> {
        self.stages.get(lemma).copied()
    }
}

fn named<T: Copy>(names: &[(&str, T)], name: &str, file: &str, line: usize, faults: &mut Faults) -> Option<T> {
    let found = names.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
    if found.is_none() {
        let known = names.iter().map(|(known, _)| *known).collect::<Vec<_>>().join(", ");
        faults.add(file, line, format_args!("unknown {name:?}, expected one of {known}"));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_role() {
        let words = MediationWords::embedded().expect("sound tables");
        let broker = words.word(Pos::Verb, "broker").expect("a verb");
        assert_eq!((broker.role, broker.stage), (Role::Mediator, Stage::Ended));
        assert_eq!(words.word(Pos::Noun, "guarantor").map(|word| word.role), Some(Role::Guarantor));
        assert_eq!(words.thing("truce"), Some(Thing::Deal));
        assert_eq!(words.stage("offer"), Some(Some(Stage::Offered)));
        assert!(words.word(Pos::Verb, "eat").is_none());
    }

    #[test]
    fn faults_name_file_and_line() {
        let header = "word,pos,role,needs,stage,note\n";
        let error = MediationWords::load(&format!("{header}plead,verb,judge,,ongoing,\n"), "lemma,stage,note\n");
        let error = error.expect_err("a fault").to_string();
        assert!(error.contains("rules/mediation.csv:2"), "{error}");
    }
}
