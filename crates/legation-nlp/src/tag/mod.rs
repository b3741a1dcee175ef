//! Parts of speech and morphology: the tagger's choice, then the model's rules over it.

pub(crate) mod ruler;
pub(crate) mod tagger;
