//! Judgements of single items, added up by set, system, level and class.

use std::collections::BTreeMap;

use super::Tally;
use crate::ontology::EventType;

/// What is counted apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The set, or a part of it.
    pub set: String,
    /// Whose answers: `legation`, or the name of a column of the set with another's.
    pub system: &'static str,
    /// What had to be right.
    pub level: &'static str,
    /// Every item has one wanted answer and gets one, so that precision and recall are one figure: accuracy.
    pub one_answer: bool,
}

/// What came of one item.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Judgement {
    /// Counts, by what they are of and class.
    pub counts: Vec<(Key, String, Tally)>,
    /// Answers with their confidence, by what they are of.
    pub ranked: Vec<(Key, Ranked)>,
    /// What was not as wanted, a line each.
    pub failures: Vec<String>,
}

/// An answer that says how sure it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// 0 to 1.
    pub confidence: f64,
    /// The class that was wanted.
    pub wanted: String,
    /// The class that was found.
    pub found: String,
}

/// How right the surest answers are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coverage {
    /// Share of all answers that are taken, the surest first.
    pub share: f64,
    /// The confidence of the least sure one taken.
    pub confidence: f64,
    /// Answers taken, and those that are right.
    pub n_taken: u64,
    /// Right ones among them.
    pub n_right: u64,
}

impl Judgement {
    /// Counts one answer out of several classes: what was wanted and what was found.
    pub(super) fn answer(&mut self, key: &Key, wanted: &str, found: &str) {
        let right = u64::from(wanted == found);
        self.counts.push((key.clone(), wanted.to_owned(), Tally { wanted: 1, found: right, right }));
        if right == 0 {
            self.counts.push((key.clone(), found.to_owned(), Tally { found: 1, ..Tally::default() }));
        }
    }

    /// Adds the same counts for the set that each is a part of, in front.
    pub(super) fn with_wholes(mut self) -> Self {
        let whole = |(key, class, tally): &(Key, String, Tally)| {
            let (whole, _) = key.set.split_once('/')?;
            Some((Key { set: whole.to_owned(), ..key.clone() }, class.clone(), *tally))
        };
        let ranked = |(key, ranked): &(Key, Ranked)| {
            let (whole, _) = key.set.split_once('/')?;
            Some((Key { set: whole.to_owned(), ..key.clone() }, ranked.clone()))
        };
        self.ranked.extend(self.ranked.iter().filter_map(ranked).collect::<Vec<_>>());
        let mut counts: Vec<_> = self.counts.iter().filter_map(whole).collect();
        counts.append(&mut self.counts);
        Self { counts, ..self }
    }

    /// Counts one class.
    pub(super) fn count(&mut self, key: &Key, class: &str, tally: Tally) {
        self.counts.push((key.clone(), class.to_owned(), tally));
    }
}

/// The figures of all sets.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    figures: Vec<Figure>,
}

/// One set, system and level.
#[derive(Debug, Clone)]
pub struct Figure {
    /// What is counted.
    pub key: Key,
    /// Items that were judged.
    pub n_items: u64,
    classes: BTreeMap<(usize, String), Tally>,
    ranked: Vec<Ranked>,
}

impl Figures {
    /// Adds a judgement. Sets and levels keep the order in which they first come.
    pub fn add(&mut self, judgement: &Judgement) {
        let mut touched: Vec<usize> = Vec::new();
        for (key, class, tally) in &judgement.counts {
            let idx = self.place(key);
            if !touched.contains(&idx) {
                touched.push(idx);
            }
            *self.figures[idx].classes.entry((rank(class), class.clone())).or_default() += *tally;
        }
        for (key, ranked) in &judgement.ranked {
            let idx = self.place(key);
            self.figures[idx].ranked.push(ranked.clone());
        }
        touched.into_iter().for_each(|idx| self.figures[idx].n_items += 1);
    }

    /// All figures in order.
    #[must_use]
    pub fn all(&self) -> &[Figure] {
        &self.figures
    }

    fn place(&mut self, key: &Key) -> usize {
        self.figures.iter().position(|figure| figure.key == *key).unwrap_or_else(|| {
            self.figures.push(Figure { key: key.clone(), n_items: 0, classes: BTreeMap::new(), ranked: Vec::new() });
            self.figures.len() - 1
        })
    }
}

impl Figure {
    /// The classes with their counts: event types in PLOVER's order, then others by name.
    pub fn classes(&self) -> impl Iterator<Item = (&str, &Tally)> {
        self.classes
            .iter()
            .filter(|((_, class), _)| !class.is_empty())
            .map(|((_, class), tally)| (class.as_str(), tally))
    }

    /// All classes together.
    #[must_use]
    pub fn total(&self) -> Tally {
        let mut total = Tally::default();
        self.classes.values().for_each(|tally| total += *tally);
        total
    }

    /// Whether it is of a part of a set.
    #[must_use]
    pub fn is_of_part(&self) -> bool {
        self.key.set.contains('/')
    }

    /// Share of the items whose one answer is right.
    #[must_use]
    pub fn accuracy(&self) -> Option<f64> {
        self.key.one_answer.then(|| self.total().recall())
    }

    /// How right the surest answers are, tenth by tenth; empty where answers have no confidence.
    #[must_use]
    pub fn coverage(&self) -> Vec<Coverage> {
        let mut ranked: Vec<&Ranked> = self.ranked.iter().collect();
        ranked.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
        let step = |tenth: usize| {
            let taken = &ranked[..(ranked.len() * tenth).div_ceil(10)];
            Some(Coverage {
                share: tenth as f64 / 10.0,
                confidence: taken.last()?.confidence,
                n_taken: taken.len() as u64,
                n_right: taken.iter().filter(|answer| answer.wanted == answer.found).count() as u64,
            })
        };
        (1..=10).filter_map(step).collect()
    }

    /// How often one class was taken for another, most often first: wanted, found, times.
    #[must_use]
    pub fn confusions(&self) -> Vec<(&str, &str, u64)> {
        let mut times: BTreeMap<(&str, &str), u64> = BTreeMap::new();
        for answer in self.ranked.iter().filter(|answer| answer.wanted != answer.found) {
            *times.entry((&answer.wanted, &answer.found)).or_default() += 1;
        }
        let mut all: Vec<_> = times.into_iter().map(|((wanted, found), n)| (wanted, found, n)).collect();
        all.sort_by_key(|&(wanted, found, n)| (std::cmp::Reverse(n), wanted, found));
        all
    }

    /// Mean F1 of the classes, where there are several.
    #[must_use]
    pub fn macro_f1(&self) -> Option<f64> {
        let f1: Vec<f64> = self.classes().map(|(_, tally)| tally.f1()).collect();
        (f1.len() > 1).then(|| f1.iter().sum::<f64>() / f1.len() as f64)
    }
}

/// Place of a class in a table.
fn rank(class: &str) -> usize {
    let event = class.split('/').next().unwrap_or(class);
    let name = if event == "YIELD" { "CONCEDE" } else { event };
    EventType::ALL.iter().position(|event| event.as_str() == name).unwrap_or(EventType::ALL.len())
}
