//! Dependency parsing: the greedy arc-eager parser of the model.
//!
//! In: the feature rows of a document. Out: heads, labels and sentence starts. The scores come from `layer`,
//! what moves there are and when they are allowed from `state`, crossing arcs and sentences from `tree`.

mod state;
mod tree;

use std::ops::Range;

use crate::kernel::Kernels;
use crate::layer::encoder::Encoder;
use crate::layer::lower::{Lower, Rows};
use crate::layer::upper::{Upper, first_largest};
use crate::load::moves::Move;
use crate::load::network::Node;
use crate::{Error, Label};
use state::{Kind, State};
use tree::Tree;

const FEATURES: usize = 8;

/// The parser's weights and moves.
pub(crate) struct Parser {
    pub(crate) lower: Lower,
    upper: Upper,
    /// Classes of each kind of move.
    classes: [Range<usize>; 5],
    /// Label of the arc that each class makes, and for a crossing arc the label of the true head.
    arcs: Vec<(Label, Option<Label>)>,
    root: Label,
}

/// What one worker keeps between calls.
#[derive(Default)]
pub(crate) struct ParserState {
    state: State,
    hidden: Vec<f32>,
    scores: Vec<f32>,
    decorated: Vec<(u32, Label)>,
}

/// A parsed document.
pub(crate) struct Parse {
    pub(crate) heads: Vec<u32>,
    pub(crate) labels: Vec<Label>,
    pub(crate) sentence_starts: Vec<u32>,
}

impl Parser {
    pub(crate) fn load(file: &str, nodes: &[Node<'_>], moves: &[Move], encoder: &Encoder) -> Result<Self, Error> {
        let lower = Lower::load(file, nodes, encoder.width())?;
        if lower.n_features() != FEATURES {
            return Err(Error::unsupported(
                file,
                format_args!("{} features (expected {FEATURES})", lower.n_features()),
            ));
        }
        let upper = Upper::load(file, nodes, lower.hidden(), moves.len())?;
        let of_kind = |kind: usize| {
            let first = moves.partition_point(|known| usize::from(known.kind) < kind);
            first..moves.partition_point(|known| usize::from(known.kind) <= kind)
        };
        let classes = [0, 1, 2, 3, 4].map(of_kind);
        if classes[4].end != moves.len() || classes[0].is_empty() || classes[1].is_empty() {
            return Err(Error::unsupported("parser/moves", "moves of another system than arc-eager"));
        }
        let arcs = moves.iter().map(|known| match known.label.split_once("||") {
            Some((label, head)) => (Label::new(label), Some(Label::new(head))),
            None => (Label::new(&known.label), None),
        });
        Ok(Self { arcs: arcs.collect(), lower, upper, classes, root: Label::new("ROOT") })
    }

    /// Parses the document that `rows` stands for. `is_space` tells white-space tokens.
    pub(crate) fn parse(
        &self,
        rows: &mut Rows<'_>,
        worker: &mut ParserState,
        is_space: impl Fn(usize) -> bool,
    ) -> Parse {
        self.run(rows, worker, |_| {});
        self.tree(&worker.state, rows.tokens.len(), &mut worker.decorated, is_space)
    }

    /// Makes the best move until nothing is left; `on_scores` sees the scores of all classes before each.
    fn run(&self, rows: &mut Rows<'_>, worker: &mut ParserState, mut on_scores: impl FnMut(&[f32])) {
        let ParserState { state, hidden, scores, .. } = worker;
        hidden.resize(self.lower.hidden(), 0.0);
        scores.resize(self.upper.columns(), 0.0);
        state.begin(rows.tokens.len());
        while !state.is_done() {
            rows.hidden(state.features(), hidden);
            let (kind, class) = self.best_move(rows.kernels, state, hidden, scores);
            on_scores(scores);
            state.apply(kind, class);
        }
    }

    /// The scores of all classes before each move.
    #[cfg(test)]
    pub(crate) fn trace(&self, rows: &mut Rows<'_>, worker: &mut ParserState) -> Vec<Vec<f32>> {
        let mut trace = Vec::new();
        self.run(rows, worker, |scores| trace.push(scores.to_vec()));
        trace
    }

    fn best_move(&self, kernels: Kernels, state: &State, hidden: &[f32], scores: &mut [f32]) -> (Kind, usize) {
        self.upper.scores(kernels, hidden, scores);
        let allowed = Kind::ALL.map(|kind| if state.allows(kind) { self.classes[kind as usize].clone() } else { 0..0 });
        // Shift is allowed on an empty stack and reduce on any other, so there always is a best move.
        let class = first_largest(scores, allowed).unwrap_or(self.classes[Kind::Reduce as usize].start);
        let kind = Kind::ALL.into_iter().find(|&kind| self.classes[kind as usize].contains(&class));
        (kind.unwrap_or(Kind::Reduce), class)
    }

    fn tree(
        &self,
        state: &State,
        n: usize,
        decorated: &mut Vec<(u32, Label)>,
        is_space: impl Fn(usize) -> bool,
    ) -> Parse {
        decorated.clear();
        let (mut heads, mut labels) = (Vec::with_capacity(n), Vec::with_capacity(n));
        for (token, number) in (0..n).zip(0_u32..) {
            let Some((head, class)) = state.arc(token) else {
                heads.push(number);
                labels.push(self.root);
                continue;
            };
            let (label, true_head) = self.arcs[class];
            heads.push(head);
            labels.push(label);
            decorated.extend(true_head.map(|wanted| (number, wanted)));
        }
        let mut tree = Tree { heads: &mut heads, labels: &mut labels, decorated };
        tree.deprojectivize(is_space);
        let sentence_starts = tree.sentence_starts();
        Parse { heads, labels, sentence_starts }
    }
}
