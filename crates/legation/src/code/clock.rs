//! The status and date of a happening, from the parse and from the date phrases of the document.
//!
//! In: a trigger. Out: a judgement with the phrase that dates it; what was over a year before the report is background.

use super::roles::Scene;
use super::status::{Judgement, judge};
use crate::date::{Dates, Tables};
use crate::lexicon::Lexicon;

/// The dates of a document, with the lexicon that says which nouns can be dated.
#[derive(Clone, Copy)]
pub(super) struct Clock<'a> {
    pub(super) dates: &'a Dates,
    pub(super) lexicon: &'a Lexicon,
}

impl Clock<'_> {
    /// Judges what `trigger` tells of.
    pub(super) fn judge(self, scene: Scene<'_>, trigger: usize) -> Judgement {
        let tables = Tables { syntax: scene.syntax, rules: scene.rules, lexicon: self.lexicon };
        let mut judgement = judge(scene.syntax, scene.rules, trigger);
        let phrase = self.dates.phrase_of(tables, trigger);
        if let Some(phrase) = phrase.as_ref().filter(|phrase| self.dates.is_long_ago(phrase)) {
            judgement.is_long_ago(phrase.of(scene.syntax.text));
        }
        let context = || self.dates.context_of(scene.syntax, trigger);
        if let Some(context) = phrase.is_none().then(context).flatten() {
            judgement.is_long_ago(&format!("after \"{}\"", context.of(scene.syntax.text)));
        }
        judgement.phrase = phrase;
        judgement
    }
}
