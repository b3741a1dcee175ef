//! Goes through the days in order and puts each day's mentions to the happenings that they tell of.
//!
//! The groups of earlier days stay as they are; a day's mentions join them or each other, the likeliest pairs first, as long as
//! a whole group agrees. So the groups up to a day depend on the mentions up to it, and the sweep can begin again at any day
//! with the groups that the days before left.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::alike::{Likeness, compare_tellings};
use super::parties::sides;
use super::telling::Telling;
use super::types::SameEvent;

/// Groups whose last mention is older than this many days take no more.
pub const REACH_DAYS: i32 = 45;

/// Groups that one mention is compared with: those that share most with it.
const MOST_CANDIDATES: usize = 48;
/// Members of a group that a mention is compared with.
const MOST_COMPARED: usize = 6;
/// How much the likest pair of two groups counts against the mean of all pairs.
const BEST: f32 = 0.85;
/// Groups under one key that are looked at; a key that more groups have tells nothing.
const MOST_UNDER_KEY: usize = 400;

/// Mentions of one happening.
#[derive(Debug, Clone)]
pub struct Group {
    /// The mentions, by day, then by id.
    pub members: Vec<Telling>,
    /// Why mentions were put together, a line for each time, with the day of the mention that did it.
    pub why: Vec<(i32, String)>,
    /// Which members stand for the group when it is compared.
    most_telling: Vec<usize>,
    last_day: Option<i32>,
}

/// The state between two days.
pub struct Sweep<'t> {
    types: &'t SameEvent,
    decided: &'t Decided,
    groups: BTreeMap<usize, Group>,
    next: usize,
    under_key: FxHashMap<u64, Vec<usize>>,
}

/// What people decided about mentions, by id.
#[derive(Debug, Clone, Default)]
pub struct Decided {
    /// Mentions with the same number are one happening.
    pub together: FxHashMap<(i64, i64), i64>,
    /// Mentions that are of no other's happening, save those that they were put together with.
    pub alone: FxHashSet<(i64, i64)>,
}

impl Group {
    /// A group of mentions that were put together before.
    #[must_use]
    pub fn new(mut members: Vec<Telling>, why: Vec<(i32, String)>) -> Self {
        members.sort_by_key(Telling::order);
        let mut group =
            Self { last_day: members.last().and_then(Telling::day), members, why, most_telling: Vec::new() };
        group.most_telling = group.choose((0..group.members.len()).collect());
        group
    }

    /// The day of its last mention.
    #[must_use]
    pub fn last_day(&self) -> Option<i32> {
        self.last_day
    }

    /// What stands for the group in an order that does not depend on when its mentions came.
    fn order(&self) -> Option<(i32, (i64, i64))> {
        self.members.first().map(Telling::order)
    }

    /// The members that tell most.
    fn compared(&self) -> impl Iterator<Item = &Telling> {
        self.most_telling.iter().filter_map(|idx| self.members.get(*idx))
    }

    fn choose(&self, mut members: Vec<usize>) -> Vec<usize> {
        members.sort_by_key(|idx| (std::cmp::Reverse(self.members[*idx].tells()), self.members[*idx].order()));
        members.truncate(MOST_COMPARED);
        members
    }

    /// Takes the members of another group. The work does not grow with their number: a happening can have thousands of reports.
    fn take(&mut self, other: Self, why: String) {
        let n_before = self.members.len();
        let candidates = self.most_telling.iter().copied().chain(other.most_telling.iter().map(|idx| idx + n_before));
        let candidates: Vec<usize> = candidates.collect();
        self.members.extend(other.members);
        self.most_telling = self.choose(candidates);
        self.last_day = self.last_day.max(other.last_day);
        self.why.extend(other.why);
        self.why.push((self.last_day.unwrap_or(i32::MIN), why));
    }

    /// The group with its members in order.
    fn sorted(mut self) -> Self {
        self.members.sort_by_key(Telling::order);
        self
    }
}

impl<'t> Sweep<'t> {
    /// A sweep that begins with the groups that the days before left.
    #[must_use]
    pub fn new(types: &'t SameEvent, decided: &'t Decided, mut earlier: Vec<Group>) -> Self {
        let mut sweep = Self { types, decided, groups: BTreeMap::new(), next: 0, under_key: FxHashMap::default() };
        earlier.sort_by_key(Group::order);
        for group in earlier {
            sweep.put(group);
        }
        sweep
    }

    /// Takes the mentions of the next day. Gives the groups that can take no more.
    pub fn day(&mut self, day: i32, mut mentions: Vec<Telling>) -> Vec<Group> {
        let done = self.close(day.saturating_sub(REACH_DAYS));
        mentions.sort_by_key(Telling::order);
        let n_before = self.next;
        for telling in mentions {
            self.put(Group::new(vec![telling], Vec::new()));
        }
        let mut moved_to: FxHashMap<usize, usize> = FxHashMap::default();
        for (_, one, other) in self.pairs(n_before) {
            self.join(one, other, n_before, &mut moved_to);
        }
        done
    }

    /// The groups that are left at the end.
    #[must_use]
    pub fn end(self) -> Vec<Group> {
        self.groups.into_values().map(Group::sorted).collect()
    }

    fn close(&mut self, before: i32) -> Vec<Group> {
        let is_old = |group: &Group| group.last_day().is_some_and(|day| day < before);
        let old: Vec<usize> =
            self.groups.iter().filter(|(_, group)| is_old(group)).map(|(number, _)| *number).collect();
        let done: Vec<Group> = old.iter().filter_map(|number| Some(self.groups.remove(number)?.sorted())).collect();
        if !done.is_empty() {
            let groups = &self.groups;
            self.under_key.retain(|_, numbers| {
                numbers.retain(|number| groups.contains_key(number));
                !numbers.is_empty()
            });
        }
        done
    }

    fn put(&mut self, group: Group) {
        let number = self.next;
        self.next += 1;
        for key in self.keys(&group) {
            self.under_key.entry(key).or_default().push(number);
        }
        self.groups.insert(number, group);
    }

    /// What a group is found by: who takes part, names in its sentences, its story, what was decided; with its types.
    fn keys(&self, group: &Group) -> FxHashSet<u64> {
        let keys = group.compared().flat_map(|telling| {
            let mut keys: Vec<u64> = marks(telling).into_iter().map(|mark| key(&telling.event, mark)).collect();
            keys.extend(self.decided.together.get(&telling.id).map(|number| key("decided", number.cast_unsigned())));
            keys
        });
        keys.collect()
    }

    /// The pairs of which one is a mention of the day, the likeliest first.
    fn pairs(&self, n_before: usize) -> Vec<(f32, usize, usize)> {
        let mut pairs = Vec::new();
        for (number, group) in self.groups.range(n_before..) {
            for other in self.candidates(*number, group) {
                let Some(with) = self.groups.get(&other) else { continue };
                if let Some((score, _)) = self.likeness(with, group).filter(|(score, _)| *score > 0.0) {
                    pairs.push((score, other, *number));
                }
            }
        }
        // What is equally likely is ordered by number, and so by day and id.
        pairs.sort_by(|left, right| right.0.total_cmp(&left.0).then((left.1, left.2).cmp(&(right.1, right.2))));
        pairs
    }

    /// Groups that share a key with a mention, those that share most first; of the day's own only earlier ones.
    fn candidates(&self, number: usize, group: &Group) -> Vec<usize> {
        let mut wanted = FxHashSet::default();
        for telling in &group.members {
            let events = self.types.compatible(&telling.event);
            wanted.extend(marks(telling).into_iter().flat_map(|mark| events.iter().map(move |event| key(event, mark))));
        }
        let decided = self.keys(group).into_iter().filter(|key| !wanted.contains(key)).collect::<Vec<_>>();
        wanted.extend(decided);
        let mut shared: FxHashMap<usize, usize> = FxHashMap::default();
        for key in wanted {
            let found = self.under_key.get(&key).map(Vec::as_slice).unwrap_or_default();
            for other in found.iter().rev().filter(|other| **other < number).take(MOST_UNDER_KEY) {
                *shared.entry(*other).or_default() += 1;
            }
        }
        let mut found: Vec<(usize, usize)> = shared.into_iter().map(|(other, n)| (n, other)).collect();
        found.sort_by(|left, right| right.cmp(left));
        found.into_iter().take(MOST_CANDIDATES).map(|(_, other)| other).collect()
    }

    fn join(&mut self, one: usize, other: usize, n_before: usize, moved_to: &mut FxHashMap<usize, usize>) {
        let find = |mut number: usize| {
            while let Some(next) = moved_to.get(&number) {
                number = *next;
            }
            number
        };
        let (left, right) = (find(one), find(other));
        if left == right || left < n_before && right < n_before {
            return;
        }
        let (into, from) = (left.min(right), left.max(right));
        let (Some(kept), Some(moved)) = (self.groups.get(&into), self.groups.get(&from)) else { return };
        let Some((score, best)) = self.likeness(kept, moved).filter(|(score, _)| *score > 0.0) else { return };
        let why = best.map_or_else(|| "decided by hand".to_owned(), |best| format!("{} = {score:+.1}", best.why()));
        let keys = self.keys(moved);
        let Some(moved) = self.groups.remove(&from) else { return };
        for key in keys {
            let numbers = self.under_key.entry(key).or_default();
            if let Err(at) = numbers.binary_search(&into) {
                numbers.insert(at, into);
            }
        }
        if let Some(kept) = self.groups.get_mut(&into) {
            kept.take(moved, why);
        }
        moved_to.insert(from, into);
    }

    /// How alike two groups are: the mean over their members and the best of them; none where two cannot be the same.
    fn likeness(&self, kept: &Group, moved: &Group) -> Option<(f32, Option<Likeness>)> {
        if let Some(decided) = self.decided(kept, moved) {
            return decided.then_some((f32::INFINITY, None));
        }
        let mut best: Option<Likeness> = None;
        let (mut sum, mut n_compared) = (0.0, 0.0);
        for one in kept.compared() {
            for other in moved.compared() {
                let likeness = compare_tellings(self.types, one, other)?;
                sum += likeness.score;
                n_compared += 1.0;
                if best.is_none_or(|best| likeness.score > best.score) {
                    best = Some(likeness);
                }
            }
        }
        let best = best?;
        Some((best.score * BEST + sum / n_compared * (1.0 - BEST), Some(best)))
    }

    /// Whether people decided that two groups are one happening, or two.
    fn decided(&self, kept: &Group, moved: &Group) -> Option<bool> {
        if self.decided.together.is_empty() && self.decided.alone.is_empty() {
            return None;
        }
        let numbers = |group: &Group| -> FxHashSet<i64> {
            group.members.iter().filter_map(|telling| self.decided.together.get(&telling.id).copied()).collect()
        };
        if !numbers(kept).is_disjoint(&numbers(moved)) {
            return Some(true);
        }
        let is_alone = |group: &Group| group.members.iter().any(|telling| self.decided.alone.contains(&telling.id));
        (is_alone(kept) || is_alone(moved)).then_some(false)
    }
}

/// What a mention is found by.
fn marks(telling: &Telling) -> Vec<u64> {
    let mut marks: Vec<u64> = telling.words.names().collect();
    for side in sides(&telling.actors).into_iter().chain(sides(&telling.recipients)) {
        marks.push(key(side, 1));
    }
    if let Some(spot) = &telling.spot {
        marks.push(key(&spot.name, 2));
    }
    marks.push(key("story", telling.story.cast_unsigned()));
    marks
}

fn key(word: &str, mark: u64) -> u64 {
    let mut hasher = FxHasher::default();
    (word, mark).hash(&mut hasher);
    hasher.finish()
}
