//! Runs programs: all ways to match at once, in order of preference (Pike's simulation; Cox 2009,
//! <https://swtch.com/~rsc/regexp/regexp2.html>).
//!
//! A run reads each character once and visits each step at most once for each, so it cannot blow up.

use super::program::{Direction, Lookaround, Program, Step};
use crate::unicode::CharSet;

/// Memory of runs, kept between them.
#[derive(Debug, Default)]
pub(crate) struct Machine {
    /// Reading steps that are alive, most preferred first.
    alive: Vec<usize>,
    next: Vec<usize>,
    open: Vec<usize>,
    /// The turn in which a step was last visited.
    visited: Vec<u64>,
    turn: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Prefer {
    /// What `re` finds: the first alternative that leads to a match.
    First,
    /// The match that reads most.
    Longest,
}

impl Program {
    /// Where the preferred match that begins at `at` ends.
    pub(super) fn first_match(&self, text: &str, at: usize, machine: &mut Machine) -> Option<usize> {
        self.run(text, at, Prefer::First, machine)
    }

    /// Where the longest match that begins at `at` ends.
    pub(super) fn longest_match(&self, text: &str, at: usize, machine: &mut Machine) -> Option<usize> {
        self.run(text, at, Prefer::Longest, machine)
    }

    fn run(&self, text: &str, start: usize, prefer: Prefer, machine: &mut Machine) -> Option<usize> {
        if machine.visited.len() < self.steps.len() {
            machine.visited.resize(self.steps.len(), 0);
        }
        machine.alive.clear();
        machine.turn += 1;
        let mut at = start;
        let mut found = machine.follow(self, text, 0, at, prefer).then_some(at);
        std::mem::swap(&mut machine.alive, &mut machine.next);
        while !machine.alive.is_empty() {
            let Some(character) = self.character(text, at) else { break };
            at = self.after(at, character);
            machine.turn += 1;
            let alive = std::mem::take(&mut machine.alive);
            for &step in &alive {
                if self.reads(step, character) && machine.follow(self, text, step + 1, at, prefer) {
                    found = Some(at);
                    if prefer == Prefer::First {
                        break;
                    }
                }
            }
            machine.alive = std::mem::replace(&mut machine.next, alive);
            machine.next.clear();
        }
        machine.alive.clear();
        found
    }

    fn character(&self, text: &str, at: usize) -> Option<char> {
        match self.direction {
            Direction::Forward => text[at..].chars().next(),
            Direction::Backward => text[..at].chars().next_back(),
        }
    }

    fn after(&self, at: usize, character: char) -> usize {
        match self.direction {
            Direction::Forward => at + character.len_utf8(),
            Direction::Backward => at - character.len_utf8(),
        }
    }

    fn reads(&self, step: usize, character: char) -> bool {
        matches!(self.steps[step], Step::Read(set) if self.sets[set].contains(character))
    }

    /// The set of a program that reads one character and does nothing else.
    fn single_read(&self) -> Option<&CharSet> {
        match self.steps[..] {
            [Step::Read(set), Step::Match] => Some(&self.sets[set]),
            _ => None,
        }
    }
}

impl Machine {
    /// Adds the reading steps that can be reached from `step` without reading. Tells whether a match is reached; when
    /// the first one is preferred, what comes after it in order is dropped.
    fn follow(&mut self, program: &Program, text: &str, step: usize, at: usize, prefer: Prefer) -> bool {
        let mut is_match = false;
        self.open.clear();
        self.open.push(step);
        while let Some(step) = self.open.pop() {
            if std::mem::replace(&mut self.visited[step], self.turn) == self.turn {
                continue;
            }
            match program.steps[step] {
                Step::Read(_) => self.next.push(step),
                Step::Fork(one, other) => self.open.extend([other, one]),
                Step::Jump(target) => self.open.push(target),
                Step::Start if at == 0 => self.open.push(step + 1),
                Step::End if is_end(text, at) => self.open.push(step + 1),
                Step::Look(look) if program.looks[look].holds(text, at) => self.open.push(step + 1),
                Step::Start | Step::End | Step::Look(_) => {}
                Step::Match if prefer == Prefer::First => return true,
                Step::Match => is_match = true,
            }
        }
        is_match
    }
}

/// Python's `$`: at the end, or before a newline that ends the text.
fn is_end(text: &str, at: usize) -> bool {
    at == text.len() || (at + 1 == text.len() && text.ends_with('\n'))
}

impl Lookaround {
    fn holds(&self, text: &str, at: usize) -> bool {
        self.alternatives.iter().any(|alternative| alternative.matches_beside(text, at)) != self.is_negative
    }
}

impl Program {
    fn matches_beside(&self, text: &str, at: usize) -> bool {
        let character = self.character(text, at);
        if let Some(set) = self.single_read() {
            return character.is_some_and(|character| set.contains(character));
        }
        // Rare: a longer context, and its first character is there.
        self.can_start(character) && self.first_match(text, at, &mut Machine::default()).is_some()
    }
}
