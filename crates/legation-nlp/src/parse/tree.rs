//! From arcs to trees: labels that stand for crossing arcs, and the sentences.
//!
//! The parser only makes trees without crossing arcs; a label `X||Y` says that the true head is the nearest
//! descendant of the head that has label `Y` (Nivre and Nilsson, "Pseudo-Projective Dependency Parsing", ACL 2005).

use crate::Label;

/// Passes after which spaCy stops to widen the edges of subtrees.
const MOST_PASSES: usize = 12;
const NONE: u32 = u32::MAX;

/// A dependency tree on its way: heads (a root is its own head) and labels.
pub(crate) struct Tree<'a> {
    pub(crate) heads: &'a mut [u32],
    pub(crate) labels: &'a mut [Label],
    /// True head's label for each token with a decorated label, in order.
    pub(crate) decorated: &'a [(u32, Label)],
}

/// First and last token of every subtree.
struct Edges {
    left: Vec<u32>,
    right: Vec<u32>,
}

impl Tree<'_> {
    /// Attaches the tokens with decorated labels to their true heads. `is_space` tells white-space tokens.
    pub(crate) fn deprojectivize(&mut self, is_space: impl Fn(usize) -> bool) {
        if self.decorated.is_empty() {
            return;
        }
        let edges = Edges::of(self.heads);
        let mut children = Children::of(self.heads);
        for &(token, wanted) in self.decorated {
            let head = self.heads[token as usize];
            let found = self.nearest((head, token), wanted, &edges, &children, &is_space);
            if let Some(found) = found.filter(|&found| found != head) {
                children.move_to(token, head, found);
                self.heads[token as usize] = found;
            }
        }
    }

    /// Searches breadth first below `head` for a token with label `wanted`.
    fn nearest(
        &self,
        (head, token): (u32, u32),
        wanted: Label,
        edges: &Edges,
        children: &Children,
        is_space: &impl Fn(usize) -> bool,
    ) -> Option<u32> {
        let mut queue = vec![head];
        let mut at = 0;
        while let Some(&parent) = queue.get(at) {
            at += 1;
            let inside = edges.left[parent as usize]..=edges.right[parent as usize];
            for child in children.of_head(parent).filter(|child| inside.contains(child)) {
                if child == token || is_space(child as usize) {
                    continue;
                }
                if self.labels[child as usize] == wanted && !self.is_pending(child, token) {
                    return Some(child);
                }
                queue.push(child);
            }
        }
        None
    }

    /// Whether `child` still has a decorated label, which equals no plain one, when it is `token`'s turn.
    fn is_pending(&self, child: u32, token: u32) -> bool {
        child > token && self.decorated.binary_search_by_key(&child, |&(token, _)| token).is_ok()
    }

    /// First tokens of the sentences, in order: the left edge of each root's subtree.
    pub(crate) fn sentence_starts(&self) -> Vec<u32> {
        let edges = Edges::of(self.heads);
        let roots = (0..self.heads.len()).filter(|&i| self.heads[i] as usize == i);
        let mut starts: Vec<u32> = roots.map(|root| edges.left[root]).collect();
        starts.sort_unstable();
        starts.dedup();
        starts
    }
}

impl Edges {
    /// Widens subtrees forwards and backwards until every sentence holds its own heads.
    fn of(heads: &[u32]) -> Self {
        let n = heads.len();
        let mut edges = Self { left: (0..index(n)).collect(), right: (0..index(n)).collect() };
        let mut starts = vec![false; n];
        for _ in 0..MOST_PASSES {
            (0..n).for_each(|i| edges.widen(i, heads[i] as usize));
            (0..n).rev().for_each(|i| edges.widen(i, heads[i] as usize));
            starts.fill(false);
            for i in (0..n).filter(|&i| heads[i] as usize == i) {
                starts[edges.left[i] as usize] = true;
            }
            if closed(heads, &starts) {
                break;
            }
        }
        edges
    }

    fn widen(&mut self, token: usize, head: usize) {
        self.left[head] = self.left[head].min(self.left[token]);
        self.right[head] = self.right[head].max(self.right[token]);
    }
}

/// Whether no token before the last of a sentence has its head outside it.
fn closed(heads: &[u32], starts: &[bool]) -> bool {
    let n = heads.len();
    let mut start = 0;
    for i in 0..n {
        if (i > 0 && starts[i]) || i + 1 == n {
            if heads[start..i].iter().any(|&head| (head as usize) < start || head as usize > i) {
                return false;
            }
            start = i;
        }
    }
    true
}

/// The children of every token, in order.
struct Children {
    first: Vec<u32>,
    next: Vec<u32>,
}

impl Children {
    fn of(heads: &[u32]) -> Self {
        let mut children = Self { first: vec![NONE; heads.len()], next: vec![NONE; heads.len()] };
        for (token, &head) in heads.iter().enumerate().rev() {
            if head as usize != token {
                children.next[token] = children.first[head as usize];
                children.first[head as usize] = index(token);
            }
        }
        children
    }

    fn of_head(&self, head: u32) -> impl Iterator<Item = u32> + '_ {
        let known = |child: u32| (child != NONE).then_some(child);
        std::iter::successors(known(self.first[head as usize]), move |&child| known(self.next[child as usize]))
    }

    fn move_to(&mut self, token: u32, from: u32, to: u32) {
        let after = self.next[token as usize];
        *self.link(from, |child| child == token) = after;
        let place = self.link(to, |child| child > token);
        let next = std::mem::replace(place, token);
        self.next[token as usize] = next;
    }

    /// The link to the first child that `wanted` holds for, or the last link.
    fn link(&mut self, head: u32, wanted: impl Fn(u32) -> bool) -> &mut u32 {
        let mut before = NONE;
        let mut at = self.first[head as usize];
        while at != NONE && !wanted(at) {
            before = at;
            at = self.next[at as usize];
        }
        if before == NONE { &mut self.first[head as usize] } else { &mut self.next[before as usize] }
    }
}

fn index(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(NONE)
}

#[cfg(test)]
mod tests {
    use super::Tree;
    use crate::Label;

    fn labels(names: &[&str]) -> Vec<Label> {
        names.iter().map(|name| Label::new(name)).collect()
    }

    #[test]
    fn a_decorated_token_moves_to_the_nearest_descendant_with_the_label() {
        let mut heads = [1, 1, 1, 2, 1];
        let mut names = labels(&["nsubj", "ROOT", "dobj", "amod", "relcl"]);
        let decorated = [(4, Label::new("dobj"))];
        let mut tree = Tree { heads: &mut heads, labels: &mut names, decorated: &decorated };
        tree.deprojectivize(|_| false);
        assert_eq!(tree.sentence_starts(), [0]);
        assert_eq!(heads, [1, 1, 1, 2, 2]);
    }

    #[test]
    fn without_such_a_descendant_the_head_stays() {
        let mut heads = [1, 1, 1];
        let mut names = labels(&["nsubj", "ROOT", "prep"]);
        let decorated = [(2, Label::new("dobj"))];
        Tree { heads: &mut heads, labels: &mut names, decorated: &decorated }.deprojectivize(|_| false);
        assert_eq!(heads, [1, 1, 1]);
    }

    #[test]
    fn every_root_begins_a_sentence_at_its_left_edge() {
        let mut heads = [1, 1, 3, 3, 3];
        let mut names = labels(&["nsubj", "ROOT", "nsubj", "ROOT", "punct"]);
        let tree = Tree { heads: &mut heads, labels: &mut names, decorated: &[] };
        assert_eq!(tree.sentence_starts(), [0, 2]);
    }
}
