//! Which word tells of mediation, and whether it has what it needs.
//!
//! In: a [`Reading`] and a token. Out: the row of the table, with what is brokered, hosted or carried. A verb may need a
//! particle ("bring together") or a phrase behind it ("bring to the table"), a noun the words before it ("good offices").

use crate::code::Reading;
use crate::lexicon::Pos;
use crate::syntax::Syntax;

use super::pair;
use super::who::{actors, as_before, through};
use super::words::{Frame, MediationWords, Thing, Word};

/// How far above a word the verb of its clause is looked for.
const HIGHEST: usize = 6;

/// The words that an effort is told by.
pub(super) struct Told {
    /// The verb or noun of the table.
    pub(super) trigger: usize,
    pub(super) pos: Pos,
    /// What is brokered, hosted or carried.
    pub(super) thing: Option<usize>,
}

/// The row of a word: with the words around it where the table has it so ("good offices", "go-between", "bring to table").
pub(super) fn known<'r>(reading: &'r Reading<'_>, i: usize) -> Option<(Pos, &'r Word)> {
    let syntax = reading.scene.syntax;
    let words = &reading.scene.rules.mediation;
    let lemma = syntax.lemma(i).to_lowercase();
    if i >= 2 && syntax.form(i - 1) == "-" {
        let joined = format!("{}-{lemma}", syntax.form(i - 2).to_lowercase());
        if let Some(word) = words.word(Pos::Noun, &joined) {
            return Some((Pos::Noun, word));
        }
    }
    if syntax.is_verb(i) {
        return of_verb(syntax, words, i, &lemma).map(|word| (Pos::Verb, word));
    }
    if let Some(word) = as_gerund(syntax, words, i, &lemma) {
        return Some((Pos::Verb, word));
    }
    if !syntax.is_noun(i) {
        return None;
    }
    let modifiers = syntax.children_by(i, &["amod", "compound"]);
    let joined = modifiers.map(|word| format!("{} {lemma}", syntax.lemma(word).to_lowercase()));
    let found = joined.into_iter().find_map(|joined| words.word(Pos::Noun, &joined));
    found.or_else(|| words.word(Pos::Noun, &lemma)).map(|word| (Pos::Noun, word))
}

/// "Togo, which is **mediating**": a participle that the parser takes for a noun.
fn as_gerund<'r>(syntax: &Syntax<'_>, words: &'r MediationWords, i: usize, lemma: &str) -> Option<&'r Word> {
    let stem = lemma.strip_suffix("ing").filter(|_| syntax.child(i, &["aux"]).is_some())?;
    words.word(Pos::Verb, stem).or_else(|| words.word(Pos::Verb, &format!("{stem}e")))
}

/// A verb with its particle, with what stands behind a preposition, or alone.
fn of_verb<'r>(syntax: &Syntax<'_>, words: &'r MediationWords, verb: usize, lemma: &str) -> Option<&'r Word> {
    if !words.may_begin(lemma) {
        return None;
    }
    let own = syntax.children_by(verb, &["prt", "advmod", "acomp", "oprd"]);
    // "bring their officials together for talks": the parser hangs the particle on what follows
    let next =
        syntax.children_by(verb, &["prep"]).flat_map(|way| syntax.children_by(way, &["advmod"]).collect::<Vec<_>>());
    let particles = own.chain(next).filter(|&word| word > verb);
    let mut phrases: Vec<String> =
        particles.map(|word| format!("{lemma} {}", syntax.form(word).to_lowercase())).collect();
    // "brokered **talks**" go on, a brokered truce is done
    let modified = syntax.head(verb).filter(|_| matches!(syntax.deprel(verb), "amod" | "acl"));
    let things = syntax.objects(verb).into_iter().chain(modified).filter(|&noun| syntax.is_noun(noun));
    let things = things.filter_map(|noun| words.thing(&syntax.lemma(noun).to_lowercase()));
    phrases.extend(things.map(|thing| format!("{lemma} {}", thing.as_str())));
    for preposition in prepositions(syntax, verb) {
        let form = syntax.form(preposition).to_lowercase();
        for noun in syntax.children_by(preposition, &["pobj"]) {
            let noun_lemma = syntax.lemma(noun).to_lowercase();
            phrases.extend(words.thing(&noun_lemma).map(|thing| format!("{lemma} {form} {}", thing.as_str())));
            phrases.push(format!("{lemma} {form} {noun_lemma}"));
        }
    }
    // "persuaded them to sign"
    let does = syntax.children_by(verb, &["xcomp", "ccomp"]).filter(|&done| syntax.token(done).xpos == "VB");
    let settles = does.filter(|&done| words.is(Frame::Settles, syntax.lemma(done)));
    phrases.extend(settles.map(|_| format!("{lemma} to settle")));
    let found = phrases.iter().find_map(|phrase| words.word(Pos::Verb, phrase));
    found.or_else(|| words.word(Pos::Verb, lemma))
}

/// The prepositions of a verb; the parser may hang them on an adverb or on the object ("back to the table").
fn prepositions(syntax: &Syntax<'_>, verb: usize) -> Vec<usize> {
    let own = syntax.children_by(verb, &["prep", "dative"]);
    let around = syntax.children_by(verb, &["advmod", "dobj", "prt"]);
    own.chain(
        around
            .flat_map(|word| syntax.conjuncts(word))
            .flat_map(|word| syntax.children_by(word, &["prep"]).collect::<Vec<_>>()),
    )
    .filter(|&preposition| preposition > verb)
    .collect()
}

/// What is brokered, hosted or carried: the verb's object, or the noun that a participle stands at; of "talks between their
/// negotiators, facilitated by Oman" the talks, whatever the parser hangs it on.
pub(super) fn thing(syntax: &Syntax<'_>, words: &MediationWords, verb: usize, needs: &[Thing]) -> Option<usize> {
    if !matches!(syntax.deprel(verb), "amod" | "acl") || syntax.token(verb).xpos != "VBN" {
        return syntax.objects(verb).first().copied();
    }
    let holder = syntax.head(verb)?;
    let is_needed = |&noun: &usize| {
        let thing = words.thing(&syntax.lemma(noun).to_lowercase());
        thing.is_some_and(|thing| needs.contains(&thing))
    };
    let above = std::iter::successors(Some(holder), |&at| syntax.head(at)).take(HIGHEST);
    let above = above.take_while(|&at| !syntax.is_verb(at));
    let found = above.into_iter().find(|at| syntax.is_noun(*at) && is_needed(at));
    Some(found.filter(|_| syntax.deprel(verb) == "acl").unwrap_or(holder))
}

/// What a headline's verb that the parser takes for a noun does something to: "Oman **brokers truce**".
pub(super) fn headline_thing(
    syntax: &Syntax<'_>,
    words: &MediationWords,
    told: &Told,
    needs: &[Thing],
) -> Option<usize> {
    let next = told.trigger + 1;
    if told.pos != Pos::Noun || syntax.token(told.trigger).xpos != "NNS" || next >= syntax.len() {
        return None;
    }
    let thing = words.thing(&syntax.lemma(next).to_lowercase())?;
    needs.contains(&thing).then_some(next)
}

/// Whether a word has what it needs beside it: one of the things. With others, `between` asks of the parties only.
pub(super) fn is_complete(reading: &Reading<'_>, told: &Told, needs: &[Thing]) -> bool {
    if matches!(needs, [] | [Thing::Between]) {
        return needs.is_empty() || is_between(reading, told);
    }
    let is_fit = (!needs.contains(&Thing::Will) || is_will(reading, told))
        && (!needs.contains(&Thing::As) || is_as(reading.scene.syntax, told.trigger));
    let is_side = |need: &Thing| matches!(need, Thing::Between | Thing::Will | Thing::As);
    let between_only = needs.iter().all(is_side);
    let mut others = needs.iter().filter(|need| !is_side(need));
    is_fit && (between_only && is_between(reading, told) || others.any(|&need| has(reading, told, need)))
}

/// Whether a noun says what somebody is: "as a link", "is the link".
fn is_as(syntax: &Syntax<'_>, noun: usize) -> bool {
    matches!(syntax.deprel(noun), "attr" | "oprd") || as_before(syntax, noun).is_some()
}

/// Whether a verb tells what somebody may do: "to sit", "will sit".
fn is_will(reading: &Reading<'_>, told: &Told) -> bool {
    reading.scene.syntax.token(told.trigger).xpos == "VB"
}

fn is_between(reading: &Reading<'_>, told: &Told) -> bool {
    let syntax = reading.scene.syntax;
    let holders = std::iter::once(told.trigger).chain(told.thing);
    let mut phrases = holders.flat_map(|holder| pair::phrases(syntax, holder));
    phrases.any(|phrase| pair::sides(reading.scene, phrase).len() > 1)
}

fn has(reading: &Reading<'_>, told: &Told, need: Thing) -> bool {
    let syntax = reading.scene.syntax;
    let words = &reading.scene.rules.mediation;
    match need {
        Thing::Parties => told.thing.is_some_and(|object| is_several(reading, told.trigger, object)),
        Thing::Through => !through(syntax, told.trigger).is_empty(),
        Thing::As | Thing::Between | Thing::Will => true,
        Thing::Clause => settling(syntax, words, told.trigger).is_some(),
        need => {
            let is_kind = |noun: usize| noun_is(syntax, noun, |lemma| words.thing(lemma) == Some(need));
            // "an extension of the truce"
            let is_need = |noun: usize| is_kind(noun) || syntax.prepositional(noun, "of").any(is_kind);
            let behind = ["of", "for"].into_iter().find_map(|way| syntax.prepositional(told.trigger, way).next());
            if let Some(noun) = told.thing.or(behind) {
                return is_need(noun);
            }
            // "with Oman as host, they opened talks"
            // "played host to them"
            let holder = syntax.head(told.trigger).filter(|_| syntax.deprel(told.trigger) == "dobj");
            let is_given = holder.is_some_and(|verb| words.is(Frame::Provides, syntax.lemma(verb)));
            told.pos == Pos::Noun && (is_given || settling(syntax, words, told.trigger).is_some())
        }
    }
}

/// Whether an object names two sides: "A and B", "A with B", "the two sides" whom other words name.
fn is_several(reading: &Reading<'_>, verb: usize, object: usize) -> bool {
    let (scene, syntax) = (reading.scene, reading.scene.syntax);
    let members = syntax.members(object).into_iter().flat_map(|member| scene.entities.all_at(member)).count();
    let named = actors(scene, object).len().max(members);
    let with = [verb, object].into_iter().flat_map(|at| syntax.prepositional(at, "with").collect::<Vec<_>>());
    let with = with.flat_map(|other| actors(scene, other)).count();
    let is_generic =
        scene.rules.mediation.is(Frame::Generic, syntax.lemma(object)) && syntax.token(object).xpos != "NN";
    named > 1 || named == 1 && with > 0 || is_generic
}

/// What a noun of mediation is of: "a venue **for talks**".
pub(super) fn behind(syntax: &Syntax<'_>, words: &MediationWords, told: &Told, needs: &[Thing]) -> Option<usize> {
    let noun = ["of", "for"].into_iter().find_map(|way| syntax.prepositional(told.trigger, way).next())?;
    let thing = words.thing(&syntax.lemma(noun).to_lowercase())?;
    (told.pos == Pos::Noun && needs.contains(&thing)).then_some(noun)
}

/// The verb of the clause that a noun stands in, if it tells what two do with each other ("**agreed** with its help").
pub(super) fn settling(syntax: &Syntax<'_>, words: &MediationWords, noun: usize) -> Option<usize> {
    let above = std::iter::successors(syntax.head(noun), |&at| syntax.head(at)).take(HIGHEST);
    let verb = above.into_iter().find(|&at| syntax.is_verb(at))?;
    words.is(Frame::Settles, &syntax.lemma(verb).to_lowercase()).then_some(verb)
}

/// Whether a noun or one coordinated with it is of a kind ("a ceasefire and the release of prisoners").
fn noun_is(syntax: &Syntax<'_>, noun: usize, is: impl Fn(&str) -> bool) -> bool {
    syntax.conjuncts(noun).into_iter().any(|noun| is(&syntax.lemma(noun).to_lowercase()))
}
