//! Whether a lexicon entry fits a word of the text: particle, object, preposition, complement.
//!
//! In: an entry and a candidate token. Out: the tokens that the entry speaks for, or nothing. Roles are filled in
//! `roles`.

use crate::lexicon::{Entry, Pos};
use crate::syntax::Syntax;

use super::roles::is_quantity;

/// A word that an entry fits.
pub(crate) struct Fit<'a> {
    pub(crate) entry: &'a Entry,
    pub(crate) trigger: usize,
    /// Other words that the entry spoke of: particle, object, preposition's object. They tell of no second event.
    pub(crate) consumed: Vec<usize>,
}

impl Fit<'_> {
    /// Whether the classifier alone speaks for it: the entry stands for any verb.
    pub(crate) fn is_open(&self) -> bool {
        &*self.entry.file == "open"
    }
}

/// Tests all conditions of `entry` at `trigger`.
pub(crate) fn fit<'a>(syntax: &Syntax<'_>, entry: &'a Entry, trigger: usize) -> Option<Fit<'a>> {
    let mut consumed = Vec::new();
    if entry.pos == Pos::Noun {
        modifiers(syntax, entry, trigger, &mut consumed)?;
    }
    if let Some(particle) = &entry.particle {
        consumed.push(syntax.children(trigger).find(|&child| syntax.form(child).eq_ignore_ascii_case(particle))?);
    } else if entry.pos == Pos::Verb && has_particle(syntax, trigger) {
        return None;
    }
    if !entry.object.is_empty() || !entry.not_object.is_empty() {
        object(syntax, entry, trigger, &mut consumed)?;
    }
    if entry.prep.is_some() {
        preposition(syntax, entry, trigger, &mut consumed)?;
    }
    if !entry.complement.is_empty() {
        complement(syntax, entry, trigger)?;
    }
    Some(Fit { entry, trigger, consumed })
}

fn modifiers(syntax: &Syntax<'_>, entry: &Entry, trigger: usize, consumed: &mut Vec<usize>) -> Option<()> {
    let first = trigger.checked_sub(entry.modifiers.len())?;
    let same = (first..trigger).zip(&entry.modifiers).all(|(token, wanted)| is_lemma(syntax, token, wanted));
    consumed.extend(first..trigger);
    same.then_some(())
}

/// A particle that makes the verb another one ("called off"): an entry without particle does not mean that.
fn has_particle(syntax: &Syntax<'_>, verb: usize) -> bool {
    syntax.children_by(verb, &["prt"]).next().is_some()
}

fn object(syntax: &Syntax<'_>, entry: &Entry, trigger: usize, consumed: &mut Vec<usize>) -> Option<()> {
    let objects = syntax.objects(trigger).into_iter().flat_map(|object| syntax.conjuncts(object));
    let heads: Vec<usize> = objects.flat_map(|object| members(syntax, object)).collect();
    let in_list =
        |list: &[compact_str::CompactString], head: usize| list.iter().any(|wanted| is_lemma(syntax, head, wanted));
    if heads.iter().any(|&head| in_list(&entry.not_object, head)) {
        return None;
    }
    if entry.object.is_empty() {
        return Some(());
    }
    let found = heads.into_iter().find(|&head| in_list(&entry.object, head))?;
    consumed.push(found);
    Some(())
}

/// The noun itself, and what it counts: "released dozens of prisoners" released prisoners.
fn members(syntax: &Syntax<'_>, noun: usize) -> Vec<usize> {
    let counted = is_quantity(syntax, noun).then(|| syntax.prepositional(noun, "of").collect::<Vec<_>>());
    [noun].into_iter().chain(counted.into_iter().flatten()).collect()
}

fn preposition(syntax: &Syntax<'_>, entry: &Entry, trigger: usize, consumed: &mut Vec<usize>) -> Option<()> {
    let wanted = entry.prep.as_deref()?;
    let object = syntax.objects(trigger).first().copied();
    let mut objects = complements(syntax, trigger, object, wanted);
    if entry.prep_object.is_empty() {
        return objects.next().map(|_| ());
    }
    let found = objects.find(|&head| entry.prep_object.iter().any(|lemma| is_lemma(syntax, head, lemma)))?;
    consumed.push(found);
    Some(())
}

/// Objects of a preposition on the trigger or on its object; for a noun also further down the chain of its phrases
/// ("a massacre of villagers by the militia").
pub(super) fn complements<'s>(
    syntax: &'s Syntax<'_>,
    trigger: usize,
    object: Option<usize>,
    preposition: &'s str,
) -> impl Iterator<Item = usize> + 's {
    let below = syntax.children_by(trigger, &["prt", "advmod", "prep"]).filter(|&word| !is_compound(syntax, word));
    let chained = syntax.children_by(trigger, &["prep"]).flat_map(|prep| syntax.children_by(prep, &["pobj"]));
    let chained = chained.filter(move |_| syntax.is_noun(trigger) && CHAINED.contains(&preposition));
    let through_particle = below.chain(chained);
    [Some(trigger), object]
        .into_iter()
        .flatten()
        .chain(through_particle)
        .flat_map(move |token| syntax.prepositional(token, preposition))
}

/// "according to", "because of": the second word is no preposition of the verb.
fn is_compound(syntax: &Syntax<'_>, word: usize) -> bool {
    const FIRST_WORDS: [&str; 8] = ["according", "ahead", "because", "due", "instead", "owing", "prior", "thanks"];
    FIRST_WORDS.contains(&syntax.form(word).to_lowercase().as_str())
}

/// Prepositions that belong to an event noun even where the parser hangs them lower.
const CHAINED: [&str; 5] = ["against", "between", "by", "on", "with"];

fn complement(syntax: &Syntax<'_>, entry: &Entry, trigger: usize) -> Option<()> {
    clauses(syntax, trigger)
        .any(|verb| entry.complement.iter().any(|wanted| wanted == "*" || is_lemma(syntax, verb, wanted)))
        .then_some(())
}

/// Verbs of the clauses that complete the trigger.
pub(super) fn clauses<'s>(syntax: &'s Syntax<'_>, trigger: usize) -> impl Iterator<Item = usize> + 's {
    syntax.children_by(trigger, &["xcomp", "ccomp", "acl", "advcl", "oprd", "acomp"]).filter(move |&verb| {
        verb > trigger && (syntax.deprel(verb) != "advcl" || syntax.children_by(verb, &["mark"]).next().is_none())
    })
}

/// Whether the token's lemma, or the word as it stands, is `wanted`, whatever the case; a wanted phrase must end at the
/// token. `@place` stands for any name of a place, `@money` for any sum.
pub(super) fn is_lemma(syntax: &Syntax<'_>, token: usize, wanted: &str) -> bool {
    if wanted == "@place" {
        return syntax.recognized(token).is_some_and(|label| matches!(label, "GPE" | "LOC" | "FAC"));
    }
    if wanted == "@money" {
        return syntax.recognized(token) == Some("MONEY");
    }
    let mut at = Some(token);
    for word in wanted.rsplit(' ') {
        match at {
            Some(i) if syntax.lemma(i).eq_ignore_ascii_case(word) || syntax.form(i).eq_ignore_ascii_case(word) => {
                at = i.checked_sub(1);
            }
            _ => return false,
        }
    }
    true
}
