//! Types under which one happening can be coded in different words.

use rustc_hash::FxHashMap;

use crate::Error;
use crate::data::{CsvTable, Faults};

/// The table `same-event.csv`: pairs of types and what their difference weighs.
#[derive(Debug, Clone, Default)]
pub struct SameEvent(FxHashMap<(String, String), f32>);

impl SameEvent {
    /// What comes with the program.
    ///
    /// # Errors
    /// All faults of the table, which the tests of a release rule out.
    pub fn embedded() -> Result<Self, Error> {
        Self::load("rules/same-event.csv", include_str!("../../data/rules/same-event.csv"))
    }

    fn load(file: &str, text: &str) -> Result<Self, Error> {
        let mut faults = Faults::default();
        let table = CsvTable::read(file, text, ["left", "right", "weight", "example"], &mut faults);
        table.filled(["left", "right", "example"], &mut faults);
        table.unique("pair", |[left, right, ..]| format!("{left} {right}"), &mut faults);
        let mut weights = FxHashMap::default();
        for (line, [left, right, weight, _]) in table.rows() {
            match weight.parse::<f32>() {
                Ok(weight) if weight <= 0.0 => {
                    weights.insert((left.to_owned(), right.to_owned()), weight);
                    weights.insert((right.to_owned(), left.to_owned()), weight);
                }
                _ => faults.add(file, line, format_args!("weight {weight:?}, expected a number up to 0")),
            }
        }
        faults.or_value(Self(weights))
    }

    /// What the difference of two types weighs; none where they cannot tell of one happening.
    pub(super) fn weight(&self, left: &str, right: &str) -> Option<f32> {
        if left == right { Some(0.0) } else { self.0.get(&(left.to_owned(), right.to_owned())).copied() }
    }

    /// The types of a happening that is told under this one, itself first, then by name.
    pub(super) fn compatible(&self, event: &str) -> Vec<String> {
        let mut others: Vec<String> =
            self.0.keys().filter(|(left, _)| left == event).map(|(_, right)| right.clone()).collect();
        others.sort_unstable();
        others.insert(0, event.to_owned());
        others
    }
}
