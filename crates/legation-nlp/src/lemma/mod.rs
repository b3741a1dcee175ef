//! Dictionary forms: spaCy's rule lemmatizer for English.
//!
//! In: a word type with its part of speech and features. Out: its lemma, by suffix rules, checked against word lists,
//! and lists of irregular forms. The lists are those of the model (from `WordNet`). Lemmas that the attribute ruler
//! gives come before these and are not known here.

mod features;
mod forms;
mod load;

use compact_str::CompactString;

use crate::lexeme::Lexeme;
use crate::{Error, Label};
use features::is_base_form;
use forms::Forms;

/// Finds dictionary forms.
#[derive(Debug)]
pub(crate) struct Lemmatizer {
    /// Rules and lists of each part of speech that has any.
    forms: Vec<(Label, Forms)>,
    proper_noun: Label,
}

impl Lemmatizer {
    /// Reads the file `lemmatizer/lookups/lookups.bin` of a model.
    ///
    /// # Errors
    /// When the file is not what spaCy 3 writes for the lemmatizer mode `rule`.
    pub(crate) fn load(lookups: &[u8]) -> Result<Self, Error> {
        Ok(Self { forms: load::load(lookups)?, proper_noun: Label::new("PROPN") })
    }

    /// The dictionary form of a word type with this part of speech and these features.
    pub(crate) fn lemma(&self, lexeme: &Lexeme, upos: Label, feats: Label) -> CompactString {
        let forms = self.forms.iter().find(|(with_forms, _)| *with_forms == upos);
        match forms {
            _ if is_base_form(&upos, &feats) => CompactString::new(&lexeme.lower),
            Some((_, forms)) => forms.lemma(&lexeme.orth, &lexeme.lower),
            None if upos == self.proper_noun => CompactString::new(&lexeme.orth),
            None => CompactString::new(&lexeme.lower),
        }
    }
}

#[cfg(test)]
mod tests;
