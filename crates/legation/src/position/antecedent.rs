//! What a pronoun in the place of a proposition stands for: "It condemns **it**", "came out against **them**".
//!
//! In: a word of attitude and its pronoun. Out: the noun that names what is meant, in the same sentence or the one before. An
//! object of attitude goes before a subject, a subject before another object, and these before what stands in a phrase;
//! persons, states, days and bare quantities are not what stands are about.

use super::words::Sort;
use crate::code::Reading;
use crate::syntax::Syntax;

/// How many sentences back somebody may be named whom a pronoun means.
const FARTHEST: usize = 2;

/// Whether a token is a pronoun, relative or demonstrative; "those responsible" are named by their own words.
pub(super) fn is_pronoun(syntax: &Syntax<'_>, i: usize) -> bool {
    let is_described = syntax.token(i).xpos == "DT" && syntax.children(i).any(|child| child > i);
    !is_described && is_bare_pronoun(syntax, i)
}

fn is_bare_pronoun(syntax: &Syntax<'_>, i: usize) -> bool {
    matches!(syntax.token(i).xpos.as_str(), "PRP" | "WDT" | "WP") || syntax.token(i).upos == "PRON"
}

/// The head of what the pronoun stands for.
pub(super) fn of(reading: &Reading<'_>, word: usize, pronoun: usize) -> Option<usize> {
    let syntax = reading.scene.syntax;
    if syntax.is_relative(pronoun) {
        let mut above = std::iter::successors(Some(pronoun), |&at| syntax.head(at)).take(6);
        let clause = above.find(|&at| syntax.deprel(at) == "relcl")?;
        return syntax.head(clause);
    }
    match syntax.form(pronoun).to_lowercase().as_str() {
        "it" => thing(reading, word, pronoun, false).or_else(|| somebody(reading, pronoun)),
        "them" | "they" => somebody(reading, pronoun).or_else(|| thing(reading, word, pronoun, true)),
        "him" | "her" => somebody(reading, pronoun),
        _ => None,
    }
}

/// Whom coreference has found for the pronoun, if named near by.
fn somebody(reading: &Reading<'_>, pronoun: usize) -> Option<usize> {
    let syntax = reading.scene.syntax;
    let named = reading.scene.entities.at(pronoun)?.antecedent?;
    let is_near = syntax.sentence_of(pronoun) <= syntax.sentence_of(named) + FARTHEST;
    (named < pronoun && is_near && !is_pronoun(syntax, named)).then_some(named)
}

/// The noun that tells best of a thing which "it" or "them" may mean.
fn thing(reading: &Reading<'_>, word: usize, pronoun: usize, is_plural: bool) -> Option<usize> {
    let syntax = reading.scene.syntax;
    let here = syntax.sentence_of(word);
    let first = syntax.sentence(here.saturating_sub(1)).start;
    let is_apart = |i: usize| (i..pronoun).any(|between| syntax.form(between).matches('\n').count() > 1);
    let fits = |&i: &usize| syntax.is_noun(i) && is_named_thing(reading, i, is_plural);
    let candidates = (first..word.min(pronoun)).filter(fits);
    let weight = |i: usize| 2 * salience(reading, i) + usize::from(syntax.sentence_of(i) == here);
    let best = candidates.max_by_key(|&i| weight(i))?;
    (salience(reading, best) > 0 && !is_apart(best)).then_some(best)
}

/// Whether a noun names a thing or happening of this number.
fn is_named_thing(reading: &Reading<'_>, i: usize, is_plural: bool) -> bool {
    const HOLLOW: [&str; 12] =
        ["day", "half", "number", "part", "percent", "place", "quarter", "side", "term", "third", "time", "way"];
    let syntax = reading.scene.syntax;
    let lemma = syntax.lemma(i).to_lowercase();
    let is_number = matches!(syntax.token(i).xpos.as_str(), "NNS" | "NNPS") == is_plural;
    let is_name = matches!(syntax.recognized(i), Some("CARDINAL" | "DATE" | "GPE" | "NORP" | "PERSON" | "TIME"));
    let is_person =
        reading.resources.gazetteer.person_nouns.holds(&lemma) || reading.scene.rules.speakers.holds(&lemma);
    let is_part = matches!(syntax.deprel(i), "compound" | "nmod" | "npadvmod" | "poss");
    is_number
        && !is_name
        && !is_person
        && !is_part
        && !HOLLOW.contains(&lemma.as_str())
        && reading.scene.entities.all_at(i).is_empty()
}

/// How near a noun lies to what the text is about.
fn salience(reading: &Reading<'_>, i: usize) -> usize {
    let syntax = reading.scene.syntax;
    let words = &reading.scene.rules.positions;
    let is_attitude = |verb: usize| words.attitude(Sort::Verb, &syntax.lemma(verb).to_lowercase()).is_some();
    let Some(head) = syntax.head(i) else { return 3 };
    match syntax.deprel(i) {
        "dobj" if is_attitude(head) => 4,
        "pobj" if syntax.head(head).is_some_and(|above| syntax.is_verb(above) && is_attitude(above)) => 4,
        "nsubj" | "nsubjpass" => 3,
        "dobj" => 2,
        "pobj" | "attr" => 1,
        _ => 0,
    }
}
