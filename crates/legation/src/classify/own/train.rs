//! From tagged sentences to heads for the user's types.
//!
//! In: files with sentences that tell of a type (`codes`) and sentences that do not (`skips`). Out: heads, and how well
//! heads like them do on sentences that they were not fitted to. What is none of the types is learnt from the `skips`
//! and from sentences of the program's own, a few for each of PLOVER's types and for no event.

use super::super::fit::{Example, Linear};
use super::super::{Classifier, tagged};
use super::{OwnHeads, hash};
use crate::Error;
use crate::data::{Faults, Fields, TomlFile};
use crate::ontology::Ontology;

/// Sentences of the program's own that tell of no type of the user's, one a line.
const OTHERS: &str = include_str!("../../../data/classifier/others.txt");
/// Parts into which sentences are split: each is judged by a head fitted to the rest.
const PARTS: usize = 5;
/// Fewest sentences for a type.
const FEWEST: usize = 12;
/// The share of right answers that the threshold is set for.
const PRECISION: f64 = 0.9;

/// Heads, and how they do.
#[derive(Debug, Clone)]
pub struct Trained {
    /// The heads.
    pub heads: OwnHeads,
    /// A line for each type.
    pub figures: Vec<TypeFigures>,
    /// Sentences of no type of the user's that were learnt from.
    pub n_others: usize,
    /// How sure an answer must be.
    pub threshold: f64,
}

/// How a type does on sentences that its head was not fitted to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeFigures {
    /// Name of the type.
    pub name: String,
    /// Its sentences.
    pub n_sentences: usize,
    /// Sentences for which it was answered.
    pub found: usize,
    /// Those of them that are its own.
    pub right: usize,
}

/// A sentence of a file and its class: 0 for none of the types.
struct Sentence<'t> {
    file: &'t str,
    line: usize,
    tagged: &'t str,
    class: usize,
}

/// Sha-256 of the files that heads are trained on.
#[must_use]
pub fn sentences_hash(files: &[(&str, &str)]) -> String {
    hash(&files.iter().map(|(_, text)| text.as_bytes()).collect::<Vec<_>>())
}

impl Classifier {
    /// Fits heads to the sentences of a codebook: pairs of a name for messages and a text.
    ///
    /// # Errors
    /// All faults of the files, each with its line; types with too few sentences.
    pub fn train_own(&self, files: &[(&str, &str)], ontology: &Ontology) -> Result<Trained, Error> {
        let mut faults = Faults::default();
        let read: Vec<TomlFile<'_>> =
            files.iter().map(|(name, text)| TomlFile::read(name, text, &mut faults)).collect();
        let mut types: Vec<String> = Vec::new();
        let mut sentences = Vec::new();
        for file in &read {
            add_file(file.fields(), ontology, &mut types, &mut sentences, &mut faults);
        }
        check_sizes(&read, &types, &sentences, &mut faults);
        let mut examples = Vec::new();
        for sentence in &sentences {
            match tagged::read(sentence.tagged) {
                Ok((_, marks)) if marks.is_empty() => {
                    faults.add(sentence.file, sentence.line, "no tag, expected <A>, <R> or <T> around words");
                }
                Ok((text, marks)) => {
                    let features = self.classify(&text, &marks).features().to_vec();
                    examples.push(Example { features, class: sentence.class });
                }
                Err(message) => faults.add(sentence.file, sentence.line, message),
            }
        }
        faults.or_value(())?;
        examples.extend(self.others());
        Ok(trained(types, sentences_hash(files), &examples))
    }

    fn others(&self) -> impl Iterator<Item = Example> {
        OTHERS
            .lines()
            .filter_map(|line| tagged::read(line).ok())
            .map(|(text, marks)| Example { features: self.classify(&text, &marks).features().to_vec(), class: 0 })
    }
}

fn add_file<'t>(
    root: Fields<'t>,
    ontology: &Ontology,
    types: &mut Vec<String>,
    sentences: &mut Vec<Sentence<'t>>,
    faults: &mut Faults,
) {
    root.only(&["codes", "event", "skips"], faults);
    let name = root.required_string("event", faults);
    if ontology.own_type(name).is_none() {
        faults.add(root.file(), root.line_of("event"), format_args!("no type {name:?} in types.toml"));
    }
    let class = types.iter().position(|known| known == name).unwrap_or_else(|| {
        types.push(name.to_owned());
        types.len() - 1
    });
    for (key, class) in [("codes", class + 1), ("skips", 0)] {
        for (line, tagged) in root.strings_by_line(key, faults) {
            sentences.push(Sentence { file: root.file(), line, tagged, class });
        }
    }
}

fn check_sizes(files: &[TomlFile<'_>], types: &[String], sentences: &[Sentence<'_>], faults: &mut Faults) {
    for (class, name) in (1..).zip(types) {
        let n = sentences.iter().filter(|sentence| sentence.class == class).count();
        let file = files.iter().find(|file| file.fields().string("event", &mut Faults::default()) == Some(name));
        if let Some(file) = file.filter(|_| n < FEWEST) {
            let root = file.fields();
            faults.add(
                root.file(),
                root.line_of("codes"),
                format_args!("{n} sentences for {name}, expected {FEWEST} or more"),
            );
        }
    }
}

fn trained(types: Vec<String>, sentences: String, examples: &[Example]) -> Trained {
    let n_classes = types.len() + 1;
    let mut answers: Vec<(usize, f64)> = vec![(0, 0.0); examples.len()];
    for part in 0..PARTS {
        let head = Linear::fit(examples, n_classes, |n| n % PARTS != part);
        for n in (part..examples.len()).step_by(PARTS) {
            let shares = head.apply(&examples[n].features);
            let best = (1..n_classes).max_by(|&a, &b| shares[a].total_cmp(&shares[b])).unwrap_or(0);
            answers[n] = (best, shares[best]);
        }
    }
    let threshold = threshold(examples, &answers);
    let figures = (1..).zip(&types).map(|(class, name)| TypeFigures {
        name: name.clone(),
        n_sentences: examples.iter().filter(|one| one.class == class).count(),
        found: answers.iter().filter(|(found, share)| *found == class && *share >= threshold).count(),
        right: right(examples, &answers, threshold, |found| found == class),
    });
    let figures = figures.collect();
    let n_others = examples.iter().filter(|one| one.class == 0).count();
    let head = Linear::fit(examples, n_classes, |_| true);
    Trained { heads: OwnHeads { types, threshold, sentences, head }, figures, n_others, threshold }
}

fn right(examples: &[Example], answers: &[(usize, f64)], threshold: f64, of: impl Fn(usize) -> bool) -> usize {
    let both = examples.iter().zip(answers);
    both.filter(|(one, (found, share))| *share >= threshold && of(*found) && one.class == *found).count()
}

/// The lowest threshold from a half upwards at which enough answers are right.
fn threshold(examples: &[Example], answers: &[(usize, f64)]) -> f64 {
    let steps = (50..=95).step_by(5).map(|percent| f64::from(percent) / 100.0);
    let is_enough = |at: &f64| {
        let found = answers.iter().filter(|(_, share)| share >= at).count();
        right(examples, answers, *at, |_| true) as f64 >= PRECISION * found as f64
    };
    steps.into_iter().find(is_enough).unwrap_or(0.95)
}
