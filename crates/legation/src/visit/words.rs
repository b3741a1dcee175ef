//! The words of travel: what each does to a journey, and where its places stand.
//!
//! In: `data/rules/visit.csv`. Out: the row of a token, by lemma and part of speech; a verb with its particle ("touch down")
//! goes before the bare verb.

use rustc_hash::FxHashMap;

use crate::Error;
use crate::data::{CsvTable, Faults, list};
use crate::syntax::Syntax;

/// What a word tells of a journey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// "**flew** to Oman": the subject travels.
    Goes,
    /// "**came** to Oman for talks": the subject travels, where a purpose is told.
    Comes,
    /// "**left** for Oman": the subject travels, and is not there yet.
    Leaves,
    /// "**left** Oman", "**returned** from Oman": the subject was there.
    Departs,
    /// "**sent** the envoy to Oman": the object travels.
    Sends,
    /// "**inspected** troops in Oman": the subject is where it does so.
    Acts,
    /// "attended the **funeral** in Oman": what one goes to.
    Event,
    /// "**led** a delegation to Oman": the subject travels where the object is a delegation.
    Heads,
    /// "**received** the envoy": the object travels to the subject.
    Receives,
    /// "**invited** the envoy": the object may travel.
    Invites,
    /// "the tour **takes** her to Oman".
    Takes,
    /// "the tour **includes** Oman".
    Includes,
    /// "**began** a tour": the subject is the traveller of the noun.
    Makes,
    /// "**met** the king": hosts.
    Meets,
    /// "his **visit** to Oman".
    Trip,
    /// "the first **stop** of the tour": only where it is somebody's.
    Stop,
    /// "her **day** in Oslo": a visit only where it is somebody's.
    Span,
    /// "on his **way** to Oslo", "on his **way** home from Oslo".
    Way,
    /// "his **host**": who receives whose host it is.
    Host,
    /// "a **delegation**": people who travel for others.
    Party,
    /// "a **team**": the same of a body; those of states play games.
    Squad,
}

const ROLES: [(&str, Role); 21] = [
    ("event", Role::Event),
    ("heads", Role::Heads),
    ("departs", Role::Departs),
    ("sends", Role::Sends),
    ("acts", Role::Acts),
    ("goes", Role::Goes),
    ("comes", Role::Comes),
    ("leaves", Role::Leaves),
    ("receives", Role::Receives),
    ("invites", Role::Invites),
    ("takes", Role::Takes),
    ("includes", Role::Includes),
    ("makes", Role::Makes),
    ("meets", Role::Meets),
    ("trip", Role::Trip),
    ("stop", Role::Stop),
    ("span", Role::Span),
    ("way", Role::Way),
    ("host", Role::Host),
    ("party", Role::Party),
    ("squad", Role::Squad),
];

/// A row of the table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Word {
    roles: Vec<Role>,
    /// Prepositions of its places; `object` for the object.
    pub(super) places: Vec<String>,
}

impl Word {
    /// Whether the word has a role.
    pub(super) fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}

/// The table.
#[derive(Debug, Clone, Default)]
pub(crate) struct VisitWords {
    verbs: FxHashMap<String, Word>,
    nouns: FxHashMap<String, Word>,
}

impl VisitWords {
    /// The table that comes with the program.
    pub(crate) fn embedded() -> Result<Self, Error> {
        Self::load(include_str!("../../data/rules/visit.csv"))
    }

    fn load(text: &str) -> Result<Self, Error> {
        let mut faults = Faults::default();
        let mut words = Self::default();
        let table = CsvTable::read("rules/visit.csv", text, ["lemma", "pos", "role", "places", "note"], &mut faults);
        table.unique("lemma and pos", |[lemma, pos, ..]| format!("{lemma} {pos}"), &mut faults);
        for (line, [lemma, pos, role, places, _]) in table.rows() {
            let mut word = Word::default();
            for name in list(role, "role", table.file, line, &mut faults) {
                match ROLES.into_iter().find(|(of, _)| *of == name) {
                    Some((_, role)) => word.roles.push(role),
                    None => {
                        let names = ROLES.map(|(name, _)| name).join(", ");
                        faults.add(table.file, line, format_args!("unknown {name:?}, expected one of {names}"));
                    }
                }
            }
            word.places = places.split('|').filter(|place| !place.is_empty()).map(str::to_owned).collect();
            let words = match pos {
                "verb" => &mut words.verbs,
                "noun" => &mut words.nouns,
                _ => {
                    faults.add(table.file, line, format_args!("unknown pos {pos:?}, expected verb or noun"));
                    continue;
                }
            };
            words.insert(lemma.to_owned(), word);
        }
        faults.or_value(words)
    }

    /// The row of a token.
    pub(super) fn of(&self, syntax: &Syntax<'_>, token: usize) -> Option<&Word> {
        let lemma = syntax.lemma(token).to_lowercase();
        if syntax.is_noun(token) {
            return self.nouns.get(&lemma);
        }
        if !syntax.is_verb(token) {
            return None;
        }
        let beside = syntax.children_by(token, &["prt", "advmod", "acomp", "oprd"]).filter(|&word| word > token);
        let mut particles = beside.map(|word| format!("{lemma} {}", syntax.form(word).to_lowercase()));
        particles.find_map(|phrase| self.verbs.get(&phrase)).or_else(|| self.verbs.get(&lemma))
    }

    /// Whether a token has a role.
    pub(super) fn has(&self, syntax: &Syntax<'_>, token: usize, role: Role) -> bool {
        self.of(syntax, token).is_some_and(|word| word.is(role))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::parsed;

    #[test]
    fn a_verb_with_its_particle_goes_first() {
        let words = VisitWords::embedded().expect("a sound table");
        let touched = parsed("She she PRON PRP 2 nsubj\ntouched touch VERB VBD 0 ROOT\ndown down ADP RP 2 prt");
        assert!(words.has(&touched.syntax(), 1, Role::Goes));
        let stopped = parsed("She she PRON PRP 2 nsubj\ntouched touch VERB VBD 0 ROOT\nit it PRON PRP 2 dobj");
        assert!(words.of(&stopped.syntax(), 1).is_none());
    }

    #[test]
    fn faults_name_file_and_line() {
        let error = VisitWords::load("lemma,pos,role,places,note\nfly,verb,flies,to,\n").expect_err("a fault");
        assert!(error.to_string().contains("rules/visit.csv:2"), "{error}");
    }
}
