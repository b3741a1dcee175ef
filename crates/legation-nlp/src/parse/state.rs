//! The state of the arc-eager transition system: stack, buffer and the arcs so far.
//!
//! System: Nivre, "An Efficient Algorithm for Projective Dependency Parsing", IWPT 2003, with spaCy's
//! sentence-breaking move and its un-shifting of a headless word in place of a reduction (Honnibal and
//! Johnson, "An Improved Non-monotonic Transition System for Dependency Parsing", EMNLP 2015).

const NONE: u32 = u32::MAX;

/// Kinds of moves by spaCy's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Shift,
    Reduce,
    Left,
    Right,
    Break,
}

impl Kind {
    /// All kinds, in the order of the model's classes.
    pub(crate) const ALL: [Self; 5] = [Self::Shift, Self::Reduce, Self::Left, Self::Right, Self::Break];
}

/// A parse on its way. Tokens are numbered from 0.
#[derive(Default)]
pub(crate) struct State {
    n: usize,
    stack: Vec<u32>,
    /// Words given back to the buffer, the next one last.
    returned: Vec<u32>,
    next: usize,
    heads: Vec<u32>,
    /// Class of the move that made the arc to each token's head.
    arcs: Vec<u32>,
    last_left: Vec<u32>,
    last_right: Vec<u32>,
    /// The right child that its head got before this one.
    right_before: Vec<u32>,
    unshiftable: Vec<bool>,
    starts: Vec<bool>,
}

impl State {
    /// Begins with `n` tokens in the buffer.
    pub(crate) fn begin(&mut self, n: usize) {
        self.n = n;
        self.next = 0;
        self.stack.clear();
        self.returned.clear();
        for list in [&mut self.heads, &mut self.arcs, &mut self.last_left, &mut self.last_right, &mut self.right_before]
        {
            list.clear();
            list.resize(n, NONE);
        }
        for list in [&mut self.unshiftable, &mut self.starts] {
            list.clear();
            list.resize(n, false);
        }
    }

    /// Whether every token has been dealt with.
    pub(crate) fn is_done(&self) -> bool {
        self.stack.is_empty() && self.buffer_len() == 0
    }

    fn buffer_len(&self) -> usize {
        self.n - self.next + self.returned.len()
    }

    fn buffer(&self, i: usize) -> Option<usize> {
        match self.returned.len().checked_sub(i + 1) {
            Some(at) => Some(self.returned[at] as usize),
            None => Some(self.next + i - self.returned.len()).filter(|&token| token < self.n),
        }
    }

    fn stack(&self, i: usize) -> Option<usize> {
        self.stack.len().checked_sub(i + 1).map(|at| self.stack[at] as usize)
    }

    /// The tokens that a move is scored by: first and second of the buffer, three of the stack, the newest left child
    /// of buffer and stack, the newest right child of the stack.
    pub(crate) fn features(&self) -> [Option<usize>; 8] {
        let (b0, s0) = (self.buffer(0), self.stack(0));
        let child = |list: &[u32], token: Option<usize>| {
            token.map(|token| list[token]).filter(|&c| c != NONE).map(|c| c as usize)
        };
        [
            b0,
            self.buffer(1),
            s0,
            self.stack(1),
            self.stack(2),
            child(&self.last_left, b0),
            child(&self.last_left, s0),
            child(&self.last_right, s0),
        ]
    }

    /// Whether a kind of move is allowed now.
    pub(crate) fn allows(&self, kind: Kind) -> bool {
        let (b0, left) = (self.buffer(0), self.buffer_len());
        let starts = |token: Option<usize>| token.is_some_and(|token| self.starts[token]);
        match kind {
            Kind::Shift => {
                self.stack.is_empty() || (left >= 2 && !starts(b0) && !b0.is_some_and(|token| self.unshiftable[token]))
            }
            Kind::Reduce => !self.stack.is_empty(),
            Kind::Left | Kind::Right => !self.stack.is_empty() && left > 0 && !starts(b0),
            Kind::Break => {
                let b1 = self.buffer(1);
                left >= 2 && b0.is_some_and(|token| b1 == Some(token + 1)) && !starts(b1)
            }
        }
    }

    /// Makes an allowed move; `class` is kept with the arc.
    pub(crate) fn apply(&mut self, kind: Kind, class: usize) {
        let (b0, s0) = (self.buffer(0), self.stack(0));
        match (kind, b0, s0) {
            (Kind::Shift, Some(b0), _) => self.push(b0),
            (Kind::Reduce, _, Some(s0)) => self.reduce(s0),
            (Kind::Left, Some(b0), Some(s0)) => self.left_arc(b0, s0, class),
            (Kind::Right, Some(b0), Some(s0)) => self.right_arc(b0, s0, class),
            (Kind::Break, Some(b0), _) => self.starts[b0 + 1] = true,
            _ => {}
        }
    }

    fn push(&mut self, b0: usize) {
        if self.returned.pop().is_none() {
            self.next += 1;
        }
        self.stack.push(index(b0));
    }

    fn reduce(&mut self, s0: usize) {
        let alone = self.stack.len() == 1;
        self.stack.pop();
        if self.heads[s0] == NONE && !alone {
            self.unshiftable[s0] = true;
            self.returned.push(index(s0));
        }
    }

    fn left_arc(&mut self, b0: usize, s0: usize, class: usize) {
        let old = self.heads[s0];
        if old != NONE {
            // An arc that is replaced is always its head's newest right child.
            self.last_right[old as usize] = self.right_before[s0];
        }
        self.heads[s0] = index(b0);
        self.arcs[s0] = index(class);
        self.last_left[b0] = index(s0);
        self.unshiftable[b0] = false;
        self.stack.pop();
    }

    fn right_arc(&mut self, b0: usize, s0: usize, class: usize) {
        self.heads[b0] = index(s0);
        self.arcs[b0] = index(class);
        self.right_before[b0] = self.last_right[s0];
        self.last_right[s0] = index(b0);
        self.push(b0);
    }

    /// Head and class of the arc to `token`, none for a token without a head.
    pub(crate) fn arc(&self, token: usize) -> Option<(u32, usize)> {
        let head = self.heads[token];
        (head != NONE).then(|| (head, self.arcs[token] as usize))
    }
}

/// Token and class numbers fit: a text has at most 2^32 - 2 bytes.
fn index(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(NONE)
}

#[cfg(test)]
mod tests {
    use super::{Kind, State};

    fn begun(n: usize) -> State {
        let mut state = State::default();
        state.begin(n);
        state
    }

    #[test]
    fn a_headless_word_goes_back_to_the_buffer_and_stays_there_until_it_gets_a_child() {
        let mut state = begun(3);
        state.apply(Kind::Shift, 0);
        state.apply(Kind::Shift, 0);
        state.apply(Kind::Reduce, 0);
        assert_eq!(state.features()[..3], [Some(1), Some(2), Some(0)]);
        assert!(!state.allows(Kind::Shift));
        state.apply(Kind::Left, 7);
        assert_eq!(state.arc(0), Some((1, 7)));
        assert!(state.allows(Kind::Shift));
    }

    #[test]
    fn a_sentence_start_closes_the_sentence_before_it() {
        let mut state = begun(2);
        state.apply(Kind::Shift, 0);
        assert!(!state.allows(Kind::Break), "one word left in the buffer");
        let mut state = begun(2);
        assert!(state.allows(Kind::Break));
        state.apply(Kind::Break, 0);
        assert!(!state.allows(Kind::Break));
        state.apply(Kind::Shift, 0);
        assert!(!state.allows(Kind::Left) && !state.allows(Kind::Right) && !state.allows(Kind::Shift));
        state.apply(Kind::Reduce, 0);
        state.apply(Kind::Shift, 0);
        state.apply(Kind::Reduce, 0);
        assert!(state.is_done());
        assert_eq!(state.arc(0), None);
    }

    #[test]
    fn a_replaced_arc_leaves_its_old_head() {
        let mut state = begun(3);
        state.apply(Kind::Shift, 0);
        state.apply(Kind::Right, 1);
        assert_eq!(state.features()[2..4], [Some(1), Some(0)]);
        state.apply(Kind::Left, 2);
        assert_eq!(state.arc(1), Some((2, 2)));
        assert_eq!(state.features()[7], None, "token 0 has no right child any more");
    }
}
