//! The regular expressions of a spaCy model, which are written for Python's `re`.
//!
//! The tokenizer's expressions are long alternations of short branches with one or two characters of context, asked
//! for at a known place: at the start, at the end, at each character. No crate fits: `regex` has no lookaround,
//! `fancy-regex` may backtrack without bound and searches for a suffix from the start of the text. Here a branch is
//! tried only if the character at hand can begin it, suffixes are matched backwards from the end, and every match is
//! a simulation of the automaton, linear in what it reads whatever the text. Branches keep `re`'s order
//! (leftmost-first), classes are Python's.

mod machine;
mod node;
mod parse;
mod program;

pub(crate) use machine::Machine;
use node::Node;
use program::{Direction, Program};

use crate::unicode::CharSet;

/// An alternation that is matched forwards.
#[derive(Debug)]
pub(crate) struct Pattern {
    branches: Branches,
    /// A match must contain all of these characters.
    needed: Vec<char>,
    /// Whether every branch begins with `^`.
    is_anchored: bool,
}

/// An alternation that is matched backwards from the end of a text.
#[derive(Debug)]
pub(crate) struct SuffixPattern(Branches);

#[derive(Debug)]
struct Branches {
    branches: Vec<Program>,
    /// The characters that a match can begin with (at its last character when matched backwards); `None` if it can be
    /// empty.
    starts: Option<CharSet>,
}

impl Pattern {
    /// Reads an expression.
    ///
    /// # Errors
    /// A reason, when the expression uses syntax that is not supported.
    pub(crate) fn new(source: &str) -> Result<Self, String> {
        let (branches, sets) = parse::parse(source)?;
        let needed = Node::needed_by_all(&branches, &sets);
        let is_anchored = branches.iter().all(|branch| branch.first() == Some(&Node::Start));
        Ok(Self { branches: Branches::new(&branches, &sets, Direction::Forward)?, needed, is_anchored })
    }

    /// Reads an expression whose branches all begin with `^` and take at least one character.
    pub(crate) fn prefix(source: &str) -> Result<Self, String> {
        let pattern = Self::new(source)?;
        if pattern.is_anchored { pattern.not_empty() } else { Err("a branch does not begin with ^".to_owned()) }
    }

    /// Reads an expression that takes at least one character.
    pub(crate) fn infix(source: &str) -> Result<Self, String> {
        Self::new(source)?.not_empty()
    }

    fn not_empty(self) -> Result<Self, String> {
        if self.branches.starts.is_some() { Ok(self) } else { Err("can match nothing".to_owned()) }
    }

    /// The end of the match that begins at `at`, as `re.compile(…).match` finds it.
    pub(crate) fn match_at(&self, text: &str, at: usize, machine: &mut Machine) -> Option<usize> {
        let next = text[at..].chars().next();
        if !self.branches.can_start(next) {
            return None;
        }
        self.branches
            .branches
            .iter()
            .filter(|branch| branch.can_start(next))
            .find_map(|b| b.first_match(text, at, machine))
    }

    /// Whether the expression matches at the start of the text.
    pub(crate) fn is_match(&self, text: &str, machine: &mut Machine) -> bool {
        self.needed.iter().all(|&c| text.contains(c)) && self.match_at(text, 0, machine).is_some()
    }

    /// Whether the expression matches anywhere in the text.
    pub(crate) fn is_found(&self, text: &str, machine: &mut Machine) -> bool {
        if self.is_anchored {
            return self.match_at(text, 0, machine).is_some();
        }
        let mut places = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        places.any(|at| self.match_at(text, at, machine).is_some())
    }

    /// The first match that begins at or after `from`.
    pub(crate) fn find(&self, text: &str, from: usize, machine: &mut Machine) -> Option<(usize, usize)> {
        text[from..]
            .char_indices()
            .filter(|&(_, character)| self.branches.can_start(Some(character)))
            .find_map(|(at, _)| Some((from + at, self.match_at(text, from + at, machine)?)))
    }
}

impl SuffixPattern {
    /// Reads an expression whose branches all end with `$` and take at least one character.
    ///
    /// # Errors
    /// A reason, when the expression uses syntax that is not supported.
    pub(crate) fn new(source: &str) -> Result<Self, String> {
        let (branches, sets) = parse::parse(source)?;
        if !branches.iter().all(|branch| branch.last() == Some(&Node::End)) {
            return Err("a branch does not end with $".to_owned());
        }
        let branches = Branches::new(&branches, &sets, Direction::Backward)?;
        if branches.starts.is_some() { Ok(Self(branches)) } else { Err("can match nothing".to_owned()) }
    }

    /// The bytes of the longest suffix, 0 if there is none.
    ///
    /// `re.search` looks for the leftmost match; since all matches end where the text ends, that is the longest.
    /// A `$` of Python also matches before a newline at the end. That cannot happen here: the tokenizer never puts
    /// white space and other characters in one chunk.
    pub(crate) fn length(&self, text: &str, machine: &mut Machine) -> usize {
        let last = text.chars().next_back();
        if !self.0.can_start(last) {
            return 0;
        }
        let branches = self.0.branches.iter().filter(|branch| branch.can_start(last));
        let start = branches.filter_map(|branch| branch.longest_match(text, text.len(), machine)).min();
        start.map_or(0, |start| text.len() - start)
    }
}

impl Branches {
    fn new(branches: &[Vec<Node>], sets: &[CharSet], direction: Direction) -> Result<Self, String> {
        let branches = branches.iter().map(|nodes| Program::new(nodes, sets, direction));
        let branches: Vec<Program> = branches.collect::<Result<_, _>>()?;
        let starts: Option<Vec<&CharSet>> = branches.iter().map(|branch| branch.starts.as_ref()).collect();
        let starts = starts.map(|sets| CharSet::new(sets.iter().flat_map(|set| set.ranges()).copied().collect()));
        Ok(Self { branches, starts })
    }

    fn can_start(&self, character: Option<char>) -> bool {
        program::can_start(self.starts.as_ref(), character)
    }
}

#[cfg(test)]
mod tests;
