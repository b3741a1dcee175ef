//! Tags, dependency labels, entity types and feature bundles as small copyable values.
//!
//! A model names a few hundred labels; each distinct one is kept once for the life of the process,
//! so that a token costs no allocation and a rule can compare with plain words
//! (`token.deprel == "nsubj"`). The table only grows when a model is loaded, never with input text.

use std::collections::HashMap;
use std::fmt;
use std::ops::Deref;
use std::sync::{LazyLock, Mutex, PoisonError};

use serde::{Serialize, Serializer};

static NAMES: LazyLock<Mutex<HashMap<&'static str, &'static &'static str>>> = LazyLock::new(Mutex::default);

/// One label of the model, spelled as the model spells it.
///
/// # Example
/// ```
/// use legation_nlp::Label;
/// let label = Label::new("nsubj");
/// assert_eq!(label, "nsubj");
/// assert_eq!(label, Label::new("nsubj"));
/// ```
#[derive(Clone, Copy, Eq)]
pub struct Label(&'static &'static str);

impl Label {
    /// The label with this name. For names that a model or a table declares, not for words of a text:
    /// each distinct name stays in memory.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = names.get(name) {
            return Self(known);
        }
        let name: &'static str = Box::leak(name.to_owned().into_boxed_str());
        let kept: &'static &'static str = Box::leak(Box::new(name));
        names.insert(kept, kept);
        Self(kept)
    }

    /// The name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

impl Default for Label {
    fn default() -> Self {
        static EMPTY: &str = "";
        static NONE: LazyLock<Label> = LazyLock::new(|| Label::new(EMPTY));
        *NONE
    }
}

impl Deref for Label {
    type Target = str;
    fn deref(&self) -> &str {
        self.0
    }
}

impl PartialEq for Label {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl PartialEq<str> for Label {
    fn eq(&self, other: &str) -> bool {
        *self.0 == other
    }
}

impl PartialEq<&str> for Label {
    fn eq(&self, other: &&str) -> bool {
        self.0 == other
    }
}

impl std::hash::Hash for Label {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        std::ptr::hash(self.0, state);
    }
}

impl fmt::Debug for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(*self.0, f)
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

impl Serialize for Label {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}
