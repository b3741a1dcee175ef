//! Offices and roles in the words of a phrase: "foreign minister", "secretary-general", "secretary of state", "rebels".
//!
//! In: a token. Out: the office, institution or role whose words end at it, or go on behind it.

use crate::gazetteer::{EntityType, LemmaTable};

use super::phrase::{Context, Core, lemma};

/// Longest role phrase looked for, in tokens.
pub(super) const LONGEST_ROLE: usize = 5;
/// Longest name of a person behind an office, in tokens.
const LONGEST_NAME: usize = 4;

/// An institution, office or role that the noun phrase up to `i` names; the longest phrase wins.
pub(super) fn role(context: &Context<'_>, i: usize) -> Option<Core> {
    if context.syntax.is_noun(i) {
        return office_of(context, i).or_else(|| role_in_words(context, i));
    }
    // "NATO's secretary-general", where the tagger takes the second half for an adjective
    let is_half = i >= 2 && context.syntax.form(i - 1) == "-" && context.syntax.token(i).upos == "ADJ";
    let whole = if is_half { role_in_words(context, i) } else { None };
    whole.filter(|role| matches!(role, Core::Role { office: Some(_), first, .. } if *first + 2 <= i))
}

/// An office that goes on behind its head: "the secretary of state", "Mali's head of state".
fn office_of(context: &Context<'_>, i: usize) -> Option<Core> {
    let syntax = context.syntax;
    let end = i + 3;
    if end > syntax.len() || syntax.form(i + 1) != "of" || syntax.token(i).upos != "NOUN" {
        return None;
    }
    let forms: Vec<String> = (i..end).map(|token| syntax.form(token).to_lowercase()).collect();
    let lemmas: Vec<String> = (i..end).map(|token| syntax.lemma(token).to_lowercase()).collect();
    let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
    let lemmas: Vec<&str> = lemmas.iter().map(String::as_str).collect();
    let (used, row) = context.gazetteer.longest_phrase(LemmaTable::Office, &forms, &lemmas)?;
    let office = &context.gazetteer.offices[row as usize];
    (used == forms.len()).then(|| Core::Role {
        office: Some(forms.join(" ")),
        kind: EntityType::Person,
        sectors: office.sectors.iter().map(ToString::to_string).collect(),
        first: i,
    })
}

/// "Crown Prince Turki": a name that the recogniser took the office into is the person's.
pub(super) fn titled(context: &Context<'_>, name: std::ops::Range<usize>) -> Option<Core> {
    let is_office = |&token: &usize| {
        let role = role_in_words(context, token);
        matches!(role, Some(Core::Role { office: Some(_), first, .. }) if first >= name.start)
    };
    let last = (name.start..name.end.saturating_sub(1)).rfind(is_office)?;
    let rest = last + 1..name.end;
    let is_name = rest.len() <= LONGEST_NAME && rest.clone().all(|token| context.syntax.token(token).upos == "PROPN");
    is_name.then_some(Core::Person { name: rest, official: None })
}

/// The same for a word of any class: before a name, "general" may be taken for an adjective.
pub(super) fn role_in_words(context: &Context<'_>, i: usize) -> Option<Core> {
    let syntax = context.syntax;
    let sentence = syntax.sentence(syntax.sentence_of(i)).start;
    let earliest = (i + 1).saturating_sub(LONGEST_ROLE).max(sentence);
    let lemmas: Vec<String> = (earliest..=i).map(|token| lemma(syntax, token)).collect();
    let lemmas: Vec<&str> = lemmas.iter().map(String::as_str).collect();
    let forms: Vec<String> = (earliest..=i).map(|token| syntax.form(token).to_lowercase()).collect();
    let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
    for first in earliest..=i {
        let (forms, lemmas) = (&forms[first - earliest..], &lemmas[first - earliest..]);
        let phrase = |table| context.gazetteer.longest_phrase(table, forms, lemmas);
        let row = |table| phrase(table).filter(|(used, _)| *used == lemmas.len());
        let strings = |sectors: &[compact_str::CompactString]| sectors.iter().map(ToString::to_string).collect();
        if let Some((_, row)) = row(LemmaTable::Office) {
            let office = &context.gazetteer.offices[row as usize];
            let office_words = syntax.span(&(first..i + 1)).of(syntax.text).to_lowercase();
            return Some(Core::Role {
                office: Some(office_words),
                kind: EntityType::Person,
                sectors: strings(&office.sectors),
                first,
            });
        }
        if let Some((_, row)) = row(LemmaTable::Institution) {
            let table = &context.gazetteer.institutions[row as usize];
            return Some(Core::Role { office: None, kind: table.kind, sectors: strings(&table.sectors), first });
        }
        if let Some((_, row)) = row(LemmaTable::Role) {
            let table = &context.gazetteer.roles[row as usize];
            return Some(Core::Role { office: None, kind: table.kind, sectors: strings(&table.sectors), first });
        }
    }
    None
}
