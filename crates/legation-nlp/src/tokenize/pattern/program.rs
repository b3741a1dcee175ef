//! One branch of an expression as the program of a nondeterministic automaton (Thompson 1968).

use super::node::{Look, Node};
use crate::unicode::CharSet;

const MAX_STEPS: usize = 20_000;

/// Which way a program reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Forward,
    Backward,
}

/// One step. Jumps are relative to the start of the program.
#[derive(Debug)]
pub(super) enum Step {
    /// Read one character of the set.
    Read(usize),
    /// Go on at both, the first one preferred.
    Fork(usize, usize),
    Jump(usize),
    Look(usize),
    Start,
    End,
    Match,
}

/// One branch, compiled.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) steps: Vec<Step>,
    pub(super) sets: Vec<CharSet>,
    pub(super) looks: Vec<Lookaround>,
    pub(super) direction: Direction,
    /// The characters that a match can begin with; `None` if it can be empty.
    pub(super) starts: Option<CharSet>,
}

/// A lookaround assertion, compiled.
#[derive(Debug)]
pub(super) struct Lookaround {
    pub(super) alternatives: Vec<Program>,
    pub(super) is_negative: bool,
}

/// Whether something that begins with one of `starts` (or can be empty) can begin with this character.
pub(super) fn can_start(starts: Option<&CharSet>, character: Option<char>) -> bool {
    match (starts, character) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(starts), Some(character)) => starts.contains(character),
    }
}

impl Program {
    pub(super) fn new(nodes: &[Node], sets: &[CharSet], direction: Direction) -> Result<Self, String> {
        let mut program = Self { steps: Vec::new(), sets: Vec::new(), looks: Vec::new(), direction, starts: None };
        let mut numbers = vec![None; sets.len()];
        program.sequence(nodes, sets, &mut numbers)?;
        program.steps.push(Step::Match);
        program.starts = program.first_characters();
        Ok(program)
    }

    pub(super) fn can_start(&self, character: Option<char>) -> bool {
        can_start(self.starts.as_ref(), character)
    }

    fn sequence(&mut self, nodes: &[Node], sets: &[CharSet], numbers: &mut [Option<usize>]) -> Result<(), String> {
        for at in 0..nodes.len() {
            let node = match self.direction {
                Direction::Forward => &nodes[at],
                Direction::Backward => &nodes[nodes.len() - 1 - at],
            };
            self.node(node, sets, numbers)?;
        }
        if self.steps.len() > MAX_STEPS { Err("expression too large".to_owned()) } else { Ok(()) }
    }

    fn node(&mut self, node: &Node, sets: &[CharSet], numbers: &mut [Option<usize>]) -> Result<(), String> {
        match node {
            Node::Class(set) => {
                let number = *numbers[*set].get_or_insert_with(|| {
                    self.sets.push(sets[*set].clone());
                    self.sets.len() - 1
                });
                self.steps.push(Step::Read(number));
            }
            Node::Start => self.steps.push(Step::Start),
            Node::End => self.steps.push(Step::End),
            Node::Look(look) => {
                self.looks.push(Lookaround::new(look, sets)?);
                self.steps.push(Step::Look(self.looks.len() - 1));
            }
            Node::Alternation(branches) => self.alternation(branches, sets, numbers)?,
            Node::Repeat { sequence, least, most } => self.repeat(sequence, *least, *most, sets, numbers)?,
        }
        Ok(())
    }

    fn alternation(
        &mut self,
        branches: &[Vec<Node>],
        sets: &[CharSet],
        numbers: &mut [Option<usize>],
    ) -> Result<(), String> {
        let mut jumps = Vec::new();
        for (at, branch) in branches.iter().enumerate() {
            let fork = self.steps.len();
            let is_last = at + 1 == branches.len();
            if !is_last {
                self.steps.push(Step::Fork(fork + 1, 0));
            }
            self.sequence(branch, sets, numbers)?;
            if !is_last {
                jumps.push(self.steps.len());
                self.steps.push(Step::Jump(0));
                self.steps[fork] = Step::Fork(fork + 1, self.steps.len());
            }
        }
        let end = self.steps.len();
        for jump in jumps {
            self.steps[jump] = Step::Jump(end);
        }
        Ok(())
    }

    fn repeat(
        &mut self,
        nodes: &[Node],
        least: u32,
        most: Option<u32>,
        sets: &[CharSet],
        numbers: &mut [Option<usize>],
    ) -> Result<(), String> {
        let before = self.steps.len();
        for _ in 0..least {
            self.sequence(nodes, sets, numbers)?;
            if self.steps.len() == before {
                // Nothing, however often: nested counts would take for ever.
                return Ok(());
            }
        }
        let mut forks = Vec::new();
        for _ in 0..most.map_or(1, |most| most - least) {
            forks.push(self.steps.len());
            self.steps.push(Step::Fork(self.steps.len() + 1, 0));
            self.sequence(nodes, sets, numbers)?;
        }
        if most.is_none() {
            self.steps.push(Step::Jump(forks[0]));
        }
        let end = self.steps.len();
        for fork in forks {
            self.steps[fork] = Step::Fork(fork + 1, end);
        }
        Ok(())
    }

    /// The characters that the first reading step takes; `None` if a match can be empty.
    fn first_characters(&self) -> Option<CharSet> {
        let mut ranges = Vec::new();
        let mut seen = vec![false; self.steps.len()];
        let mut open = vec![0];
        while let Some(at) = open.pop() {
            if std::mem::replace(&mut seen[at], true) {
                continue;
            }
            match self.steps[at] {
                Step::Read(set) => ranges.extend_from_slice(self.sets[set].ranges()),
                Step::Fork(one, other) => open.extend([one, other]),
                Step::Jump(target) => open.push(target),
                Step::Look(_) | Step::Start | Step::End => open.push(at + 1),
                Step::Match => return None,
            }
        }
        Some(CharSet::new(ranges))
    }
}

impl Lookaround {
    fn new(look: &Look, sets: &[CharSet]) -> Result<Self, String> {
        let direction = if look.is_behind { Direction::Backward } else { Direction::Forward };
        let alternatives = look.alternatives.iter().map(|nodes| Program::new(nodes, sets, direction));
        Ok(Self { alternatives: alternatives.collect::<Result<_, _>>()?, is_negative: look.is_negative })
    }
}
