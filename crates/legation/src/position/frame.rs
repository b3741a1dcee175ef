//! Where a word of attitude has its proposition.
//!
//! In: a word and a place of its row in `attitude.csv`. Out: the proposition's tokens and whom it is said to, if anything
//! stands in that place. A pronoun there gives the words that it stands for (`antecedent`).

use std::ops::Range;

use super::words::{Attitude, Sort, Takes};
use super::{Stance, antecedent, proposition};
use crate::code::Reading;
use crate::syntax::Syntax;

/// What a word's frame gives: the proposition's tokens and whom it is said to.
pub(super) struct Frame {
    pub(super) tokens: Range<usize>,
    pub(super) addressed: Vec<usize>,
}

impl Frame {
    const fn of(tokens: Range<usize>) -> Self {
        Self { tokens, addressed: Vec::new() }
    }
}

/// The proposition in the first place of the word that has one.
pub(super) fn frame(reading: &Reading<'_>, i: usize, attitude: &Attitude) -> Option<Frame> {
    let mut frame = attitude.takes.iter().find_map(|takes| place(reading, i, attitude, takes))?;
    // "a plan **backed by Peru**": the words of the stand are no part of what it is about.
    let is_outside = |at: usize| !matches!(reading.scene.syntax.form(at), ",");
    if frame.tokens.contains(&i) && reading.scene.syntax.deprel(i) == "acl" {
        let end = (frame.tokens.start..i).rev().find(|&at| is_outside(at)).map(|last| last + 1);
        frame.tokens.end = end.unwrap_or(frame.tokens.end);
    }
    Some(frame)
}

fn place(reading: &Reading<'_>, i: usize, attitude: &Attitude, takes: &Takes) -> Option<Frame> {
    let syntax = reading.scene.syntax;
    match takes {
        Takes::Object => {
            let object = if syntax.is_verb(i) { object(syntax, i) } else { syntax.child(i, &["pobj", "pcomp"]) };
            let Some(object) = object else { return gerund(syntax, i) };
            let mut tokens = named(reading, i, object)?;
            if attitude.is_idiom {
                tokens.end = own_phrase(reading, i, object).filter(|&end| end > tokens.start).unwrap_or(tokens.end);
            }
            Some(with_gerund(syntax, i, tokens))
        }
        Takes::Whom => blamed(reading, i),
        Takes::Clause => {
            // "demanded that Chad withdraw": whom the clause is about is wanted to do it.
            let is_demand = attitude.stand.stance == Stance::Demand;
            let frame = clause(syntax, i)?;
            Some(if is_demand { frame } else { Frame::of(frame.tokens) })
        }
        Takes::Infinitive => {
            let noun = syntax.child(i, &["dobj"]).filter(|_| attitude.is_idiom);
            infinitive(syntax, i, noun.unwrap_or(i))
        }
        Takes::Addressee => {
            let addressed = syntax.child(i, &["dobj"]);
            let frame = infinitive(syntax, i, addressed.unwrap_or(i))?;
            let subject = || syntax.children_by(i, &["ccomp"]).find_map(|verb| syntax.child(verb, &["nsubj"]));
            Some(Frame { addressed: vec![addressed.or_else(subject)?], ..frame })
        }
        Takes::Preposition(preposition) => behind(reading, i, attitude, preposition),
    }
}

/// Where the words of an idiom begin that the parser hangs on its object: "viewed the plan **with alarm**".
fn own_phrase(reading: &Reading<'_>, verb: usize, object: usize) -> Option<usize> {
    let syntax = reading.scene.syntax;
    let words = &reading.scene.rules.positions;
    let is_own = |&prep: &usize| {
        let noun = syntax.child(prep, &["pobj"]);
        let name = |noun| format!("{} {} {}", syntax.lemma(verb), syntax.form(prep), syntax.lemma(noun));
        noun.is_some_and(|noun| words.attitude(Sort::Verb, &name(noun).to_lowercase()).is_some())
    };
    syntax.children_by(object, &["prep"]).find(is_own)
}

/// The logical object of a verb, which another one may share with it: "neither backed nor condemned **the raid**"; where
/// something stands between, the parser may hang it there: "rejected as worthless **the offer**".
fn object(syntax: &Syntax<'_>, verb: usize) -> Option<usize> {
    let shared = || {
        let mut joined = syntax.children_by(verb, &["conj"]).filter(|&other| syntax.is_verb(other));
        let first = joined.next().filter(|&other| syntax.child(other, &["nsubj", "nsubjpass"]).is_none())?;
        let is_bare = syntax.children(verb).all(|child| child < verb || matches!(syntax.deprel(child), "cc" | "conj"));
        let is_near = first <= verb + 3;
        syntax.child(first, &["dobj"]).filter(|_| is_bare && is_near)
    };
    let behind_as = || {
        let held = syntax.prepositional(verb, "as").chain(
            syntax
                .children_by(verb, &["prep"])
                .filter(|&prep| syntax.form(prep) == "as")
                .flat_map(|prep| syntax.children_by(prep, &["amod"])),
        );
        held.into_iter().find_map(|held| syntax.child(held, &["dobj"]))
    };
    // "denounced as illegal **a referendum**": the parser may take it all for one phrase.
    let turned = || {
        let noun = syntax.prepositional(verb, "as").find(|&noun| noun > verb)?;
        let article = syntax.child(noun, &["det"])?;
        let is_before = |&word: &usize| word < article;
        syntax.children_by(noun, &["amod"]).find(is_before).map(|_| noun)
    };
    let own = syntax.objects(verb).first().copied().map(|object| set_off(syntax, verb, object));
    own.or_else(shared).or_else(behind_as).or_else(turned)
}

/// "sanctions against Chad, **condemned by** Togo": a participle behind a comma tells of the whole phrase.
fn set_off(syntax: &Syntax<'_>, verb: usize, object: usize) -> usize {
    let is_set_off =
        verb > 0 && syntax.deprel(verb) == "acl" && syntax.form(verb - 1) == "," && syntax.is_passive(verb);
    let is_name = syntax.deprel(object) == "pobj" && syntax.recognized(object).is_some();
    let noun = syntax.head(object).and_then(|prep| syntax.head(prep)).filter(|_| is_set_off && is_name);
    noun.filter(|&noun| syntax.is_noun(noun)).unwrap_or(object)
}

/// A noun phrase in a place, or what a pronoun there stands for; nothing where that is unknown or a day.
pub(super) fn named(reading: &Reading<'_>, word: usize, object: usize) -> Option<Range<usize>> {
    let syntax = reading.scene.syntax;
    if matches!(syntax.recognized(object), Some("DATE" | "TIME" | "ORDINAL")) {
        return None;
    }
    if antecedent::is_pronoun(syntax, object) {
        let head = antecedent::of(reading, word, object)?;
        return phrase(syntax, head);
    }
    phrase(syntax, object)
}

/// A noun phrase or gerund with all that belongs to it.
fn phrase(syntax: &Syntax<'_>, head: usize) -> Option<Range<usize>> {
    let first = syntax.sentence(syntax.sentence_of(head)).start;
    let left = syntax.leftmost(head).max(first);
    // "as illegal **a referendum**"
    let article = syntax.child(head, &["det"]).filter(|&det| det > left && syntax.token(det - 1).upos == "ADJ");
    proposition::span(syntax, head, article.unwrap_or(left))
}

/// "advocates the island **becoming a state**": the parser hangs the gerund on the verb.
fn with_gerund(syntax: &Syntax<'_>, verb: usize, tokens: Range<usize>) -> Frame {
    let gerund = syntax
        .children_by(verb, &["xcomp", "ccomp"])
        .find(|&below| syntax.token(below).xpos == "VBG" && syntax.leftmost(below) == tokens.end);
    let end = gerund.and_then(|gerund| proposition::span(syntax, gerund, tokens.end)).map(|tokens| tokens.end);
    Frame::of(tokens.start..end.unwrap_or(tokens.end))
}

/// "opposes **lifting the embargo**"
fn gerund(syntax: &Syntax<'_>, verb: usize) -> Option<Frame> {
    let below = syntax.children_by(verb, &["xcomp", "ccomp"]);
    let gerund = below.into_iter().find(|&below| below > verb && syntax.token(below).xpos == "VBG")?;
    let is_next = syntax.leftmost(gerund) <= verb + 2;
    proposition::span(syntax, gerund, syntax.leftmost(gerund).max(verb + 1)).filter(|_| is_next).map(Frame::of)
}

/// "called for **the road to be opened**": whoever is to do it is wanted to.
fn for_clause(syntax: &Syntax<'_>, word: usize) -> Option<Frame> {
    let is_for = |&mark: &usize| syntax.form(mark).eq_ignore_ascii_case("for");
    let clauses = syntax.children_by(word, &["acl", "advcl", "ccomp", "xcomp"]).filter(|&clause| clause > word);
    let mut marked = clauses.filter_map(|clause| {
        let mark = syntax.children_by(clause, &["mark"]).find(is_for)?;
        let has_to = syntax.children_by(clause, &["aux"]).any(|aux| syntax.form(aux).eq_ignore_ascii_case("to"));
        has_to.then_some((clause, mark))
    });
    let (clause, mark) = marked.next().filter(|(_, mark)| *mark > word)?;
    let tokens = proposition::span(syntax, clause, mark + 1)?;
    Some(Frame { tokens, addressed: syntax.child(clause, &["nsubj", "nsubjpass"]).into_iter().collect() })
}

/// "condemned Chad **for the raid**": what somebody is blamed or praised for.
fn blamed(reading: &Reading<'_>, verb: usize) -> Option<Frame> {
    let syntax = reading.scene.syntax;
    let whom = syntax.objects(verb).first().copied()?;
    reading.scene.entities.at(whom)?;
    let places = [verb, whom].into_iter();
    let mut matters = places.flat_map(|at| ["for", "over"].into_iter().flat_map(move |p| syntax.prepositional(at, p)));
    let is_time = |&matter: &usize| matches!(syntax.recognized(matter), Some("DATE" | "TIME"));
    let matter = matters.find(|matter| *matter > verb && !is_time(matter)).or_else(|| deed(syntax, verb, whom))?;
    Some(Frame { tokens: named(reading, verb, matter)?, addressed: vec![whom] })
}

/// "censured Iran **for hiding a hall**"
fn deed(syntax: &Syntax<'_>, verb: usize, whom: usize) -> Option<usize> {
    let preps = [verb, whom].into_iter().flat_map(|at| syntax.children_by(at, &["prep"]));
    let mut held = preps.filter(|&prep| matches!(syntax.form(prep), "for" | "over"));
    held.find_map(|prep| syntax.child(prep, &["pcomp"]))
}

/// What stands behind a preposition: "opposition **to the plan**", "called **on Chad to withdraw**".
fn behind(reading: &Reading<'_>, i: usize, attitude: &Attitude, preposition: &str) -> Option<Frame> {
    let syntax = reading.scene.syntax;
    let is_verb = syntax.is_verb(i);
    let is_demand = attitude.stand.stance == Stance::Demand;
    if let Some(frame) = for_clause(syntax, i).filter(|_| preposition == "for" && is_demand) {
        return Some(frame);
    }
    // "in favour of": what it takes hangs on the noun; "attached importance to": on the verb.
    let below = syntax.child(i, &["pobj"]).filter(|_| !is_verb);
    let idiom = syntax.child(i, &["dobj"]).filter(|_| is_verb);
    let carrier = syntax.head(i).filter(|&verb| syntax.deprel(i) == "dobj" && syntax.is_verb(verb) && !is_verb);
    let passive = || syntax.children_by(i, &["xcomp"]).find(|&below| syntax.is_passive(below));
    let passive = Some(i).filter(|_| attitude.is_idiom).and_then(|_| passive());
    let holders = [Some(i), below, idiom.filter(|_| attitude.is_idiom), carrier, passive].into_iter().flatten();
    let is_time = |object: usize| matches!(syntax.recognized(object), Some("DATE" | "TIME"));
    // "asked the Court for the North": the preposition is part of a name.
    let is_in_name = |object: usize| {
        let prep = syntax.head(object).unwrap_or(object);
        prep > 0 && syntax.recognized(prep).is_some() && syntax.recognized(prep) == syntax.recognized(prep - 1)
    };
    let mut objects = holders.flat_map(|holder| syntax.prepositional(holder, preposition));
    let object = objects.find(|&object| !is_time(object) && !is_in_name(object) && (object > i || !is_verb))?;
    let addressed = matches!(preposition, "on" | "upon" | "to" | "with") && is_verb && is_demand;
    if let Some(frame) = infinitive(syntax, i, object).filter(|_| addressed) {
        return Some(Frame { addressed: vec![object], ..frame });
    }
    if let Some(wanted) = syntax.prepositional(i, "for").next().filter(|_| addressed && preposition != "upon") {
        return Some(Frame { addressed: vec![object], tokens: named(reading, i, wanted)? });
    }
    let is_addressee = addressed && matches!(syntax.lemma(i), "appeal" | "call" | "plead");
    // "agreed with the minister" on what, is not told.
    let is_person = || reading.scene.entities.at(object).is_some_and(|mention| mention.entity.person.is_some());
    if is_addressee || syntax.lemma(i) == "agree" && is_person() {
        return None;
    }
    let asked = syntax.child(i, &["dobj"]).filter(|_| is_verb && is_demand && preposition == "for");
    let asked = asked.or_else(|| complained(syntax, i, attitude));
    Some(Frame { tokens: named(reading, i, object)?, addressed: asked.into_iter().collect() })
}

/// "lodged a protest **with Chad** over the raid"
fn complained(syntax: &Syntax<'_>, verb: usize, attitude: &Attitude) -> Option<usize> {
    let is_blame = attitude.is_idiom && attitude.stand.stance == Stance::Condemn;
    let noun = syntax.child(verb, &["dobj"]).filter(|_| is_blame)?;
    let places = [noun, verb].into_iter();
    places.flat_map(|at| ["with", "to"].into_iter().flat_map(move |prep| syntax.prepositional(at, prep))).next()
}

/// "that the talks go on", without "that".
fn clause(syntax: &Syntax<'_>, verb: usize) -> Option<Frame> {
    const SUBJECTS: [&str; 4] = ["nsubj", "nsubjpass", "csubj", "expl"];
    let clause = syntax
        .children_by(verb, &["ccomp", "acl"])
        .find(|&clause| clause > verb && syntax.child(clause, &SUBJECTS).is_some())?;
    let start = syntax.leftmost(clause);
    let marks = ["that", "whether"];
    let is_mark = syntax.deprel(start) == "mark" && marks.contains(&syntax.form(start).to_lowercase().as_str());
    let tokens = proposition::span(syntax, clause, start + usize::from(is_mark))?;
    let subject = syntax.child(clause, &["nsubj", "nsubjpass"]);
    let is_beside = tokens.end <= verb || tokens.start > verb;
    is_beside.then(|| Frame { tokens, addressed: subject.into_iter().collect() })
}

/// "to join the force", from the verb on; behind whoever it is said to.
fn infinitive(syntax: &Syntax<'_>, word: usize, behind: usize) -> Option<Frame> {
    let is_to = |&aux: &usize| syntax.form(aux).eq_ignore_ascii_case("to");
    let to = |verb: usize| syntax.children_by(verb, &["aux"]).find(is_to);
    // "to leave", "to be freed", "to get vaccinated"
    let is_bare = |verb: usize| matches!(syntax.token(verb).xpos.as_str(), "VB" | "VBN");
    let is_infinitive = |&verb: &usize| verb > word && to(verb).is_some() && is_bare(verb);
    let holders = [word, behind].into_iter();
    let mut below = holders.flat_map(|at| syntax.children_by(at, &["xcomp", "ccomp", "acl", "advcl", "relcl"]));
    let verb = below.find(is_infinitive)?;
    let to = to(verb)?;
    let negation = syntax.child(verb, &["neg"]).filter(|&negation| negation < to);
    let tokens = proposition::span(syntax, verb, negation.unwrap_or(to + 1))?;
    // "refused to do so" says nothing by itself.
    let is_empty = syntax.lemma(verb) == "do" && tokens.len() < 3;
    (!is_empty).then(|| Frame::of(tokens))
}
