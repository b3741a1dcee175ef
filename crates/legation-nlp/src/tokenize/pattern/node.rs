//! The syntax tree of an expression.

use crate::unicode::CharSet;

/// One element of a sequence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// One character of the set with this number.
    Class(usize),
    /// The first alternative that lets the rest match.
    Alternation(Vec<Vec<Self>>),
    /// As many repetitions as possible, `most` of `None` for any number.
    Repeat { sequence: Vec<Self>, least: u32, most: Option<u32> },
    /// Context that is not part of the match.
    Look(Look),
    /// `^`
    Start,
    /// `$`
    End,
}

/// A lookaround assertion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) alternatives: Vec<Vec<Node>>,
    pub(super) is_behind: bool,
    pub(super) is_negative: bool,
}

impl Node {
    /// The characters that stand in every match of every branch: what a text must contain to be worth a try.
    pub(super) fn needed_by_all(branches: &[Vec<Self>], sets: &[CharSet]) -> Vec<char> {
        let mut needs =
            branches.iter().map(|branch| branch.iter().flat_map(|node| node.needed(sets)).collect::<Vec<char>>());
        let mut common = needs.next().unwrap_or_default();
        for need in needs {
            common.retain(|character| need.contains(character));
        }
        common.sort_unstable();
        common.dedup();
        common
    }

    fn needed(&self, sets: &[CharSet]) -> Vec<char> {
        match self {
            Self::Class(set) => sets[*set].sole().into_iter().collect(),
            Self::Alternation(branches) => Self::needed_by_all(branches, sets),
            Self::Repeat { sequence, least, .. } if *least > 0 => {
                sequence.iter().flat_map(|n| n.needed(sets)).collect()
            }
            Self::Repeat { .. } | Self::Look(_) | Self::Start | Self::End => Vec::new(),
        }
    }
}
