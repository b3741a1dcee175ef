//! Reads the `lemmatizer/lookups/lookups.bin` file of a model: the tables `lemma_rules`, `lemma_exc`, `lemma_index`,
//! each by the id of a part of speech in lower case.

use rmpv::ValueRef;

use super::forms::Forms;
use crate::lexeme::string_id;
use crate::load::msgpack;
use crate::{Error, Label};

const FILE: &str = "lemmatizer/lookups/lookups.bin";

/// The parts of speech that a table may be for.
const UPOS: &[&str] = &[
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "CONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT",
    "SCONJ", "SYM", "VERB", "X",
];

/// Rules and lists of each part of speech that has any.
pub(super) fn load(bytes: &[u8]) -> Result<Vec<(Label, Forms)>, Error> {
    let file = msgpack::decode(FILE, bytes)?;
    let mut forms: Vec<(Label, Forms)> = Vec::new();
    fill(&file, "lemma_rules", &mut forms, |forms, value| {
        forms.rules = pairs(value)?;
        Some(())
    })?;
    fill(&file, "lemma_exc", &mut forms, |forms, value| {
        let ValueRef::Map(entries) = value else { return None };
        let entry = |(form, lemmas): &(ValueRef, ValueRef)| Some((msgpack::text(form)?.into(), texts(lemmas)?));
        forms.irregular = entries.iter().map(entry).collect::<Option<_>>()?;
        Some(())
    })?;
    fill(&file, "lemma_index", &mut forms, |forms, value| {
        let lemmas = msgpack::list(value)?;
        forms.known.reserve(lemmas.len());
        for lemma in lemmas {
            forms.known.insert(string_id(msgpack::text(lemma)?));
        }
        Some(())
    })?;
    forms.retain(|(_, forms)| !(forms.rules.is_empty() && forms.irregular.is_empty() && forms.known.is_empty()));
    Ok(forms)
}

/// Hands each part of speech of a table to `read`, which gives `None` if it cannot read it.
fn fill(
    file: &ValueRef,
    table: &str,
    forms: &mut Vec<(Label, Forms)>,
    read: impl Fn(&mut Forms, &ValueRef) -> Option<()>,
) -> Result<(), Error> {
    let Some(ValueRef::Map(entries)) = msgpack::get(file, table) else {
        return Err(Error::broken(FILE, format_args!("{table}: not a map")));
    };
    for (id, value) in entries {
        let upos = id.as_u64().and_then(upos_of).ok_or_else(|| {
            Error::unsupported(FILE, format_args!("{table}: {id} is not the id of a part of speech in lower case"))
        })?;
        let at = forms.iter().position(|(known, _)| *known == upos).unwrap_or_else(|| {
            forms.push((upos, Forms::default()));
            forms.len() - 1
        });
        read(&mut forms[at].1, value)
            .ok_or_else(|| Error::broken(FILE, format_args!("{table}: not the table of a rule lemmatizer ({upos})")))?;
    }
    Ok(())
}

fn upos_of(id: u64) -> Option<Label> {
    let upos = UPOS.iter().find(|upos| string_id(&upos.to_ascii_lowercase()) == id)?;
    Some(Label::new(upos))
}

fn texts(value: &ValueRef) -> Option<Vec<Box<str>>> {
    msgpack::list(value)?.iter().map(|item| msgpack::text(item).map(Box::from)).collect()
}

fn pairs(value: &ValueRef) -> Option<Vec<(Box<str>, Box<str>)>> {
    let pair = |item| Some(<[Box<str>; 2]>::try_from(texts(item)?).ok()?.into());
    msgpack::list(value)?.iter().map(pair).collect()
}
