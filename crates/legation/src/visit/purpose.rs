//! What a journey is for: "for talks on grain", "to attend the summit", "aimed at ending the row".
//!
//! In: the word of a leg. Out: the tokens of its purpose. Dates and places are none.

use std::ops::Range;

use crate::code::Reading;
use crate::syntax::Syntax;

/// The purpose that hangs on a word, or on the verb that it stands under.
pub(super) fn of(reading: &Reading<'_>, word: usize) -> Option<Range<usize>> {
    let syntax = reading.scene.syntax;
    let above = syntax.head(word).filter(|&head| {
        matches!(syntax.deprel(word), "dobj" | "prep") && !syntax.is_noun(head)
            || syntax.deprel(word) == "pobj" && syntax.head(head).is_some()
    });
    let above = above.map(|head| if syntax.deprel(word) == "pobj" { syntax.head(head).unwrap_or(head) } else { head });
    here(reading, word).or_else(|| {
        above
            .filter(|&above| syntax.is_verb(above) || syntax.token(above).upos == "AUX")
            .and_then(|above| here(reading, above))
    })
}

/// What is talked about: "held talks **on border security**".
pub(super) fn topic(reading: &Reading<'_>, word: usize) -> Option<Range<usize>> {
    let syntax = reading.scene.syntax;
    let topics = ["on", "about", "over"].into_iter().flat_map(|way| syntax.prepositional(word, way));
    let topic = topics.into_iter().find(|&noun| !matches!(syntax.recognized(noun), Some("DATE" | "TIME")))?;
    Some(syntax.noun_phrase(topic).start..end(syntax, topic))
}

fn here(reading: &Reading<'_>, word: usize) -> Option<Range<usize>> {
    let syntax = reading.scene.syntax;
    let direct = syntax.children(word).filter(|&child| child > word);
    // The parser may hang the phrase on a place or date in between: "arrived in Cairo for talks".
    let between = syntax
        .children_by(word, &["prep", "dobj", "npadvmod"])
        .flat_map(|child| std::iter::once(child).chain(syntax.children_by(child, &["pobj"]).collect::<Vec<_>>()))
        .flat_map(|child| syntax.children_by(child, &["prep", "acl", "advcl", "relcl"]).collect::<Vec<_>>());
    direct.chain(between).find_map(|child| phrase(reading, child))
}

fn phrase(reading: &Reading<'_>, child: usize) -> Option<Range<usize>> {
    let syntax = reading.scene.syntax;
    match syntax.deprel(child) {
        "prep" if syntax.form(child).eq_ignore_ascii_case("for") => {
            let noun = syntax.children_by(child, &["pobj", "pcomp"]).next()?;
            let is_time =
                matches!(syntax.recognized(noun), Some("DATE" | "GPE" | "LOC" | "TIME")) || is_span(syntax, noun);
            (!is_time && reading.places.at(noun).is_none()).then(|| syntax.leftmost(noun)..end(syntax, noun))
        }
        // "spent the week in Oman checking the courts"
        "advcl" | "xcomp"
            if syntax.token(child).xpos == "VBG"
                && child.checked_sub(1).is_some_and(|before| syntax.form(before) != ",")
                && is_bare(syntax, child) =>
        {
            Some(child..end(syntax, child))
        }
        "acl" | "advcl" | "xcomp" if is_infinitive(syntax, child) => Some(child..end(syntax, child)),
        // "Geneva, where he had hoped to lobby for the bid"
        "relcl" if syntax.children(child).any(|word| syntax.lemma(word) == "where") => {
            let wish = matches!(syntax.lemma(child), "expect" | "hope" | "intend" | "plan" | "want" | "wish");
            let aim = syntax.child(child, &["xcomp"]).filter(|&aim| wish && is_infinitive(syntax, aim))?;
            Some(aim..end(syntax, aim))
        }
        // "in Lagos on a grain mission"
        "prep" if syntax.form(child).eq_ignore_ascii_case("on") => {
            let noun = syntax.children_by(child, &["pobj"]).find(|&noun| syntax.lemma(noun) == "mission")?;
            let kind = syntax.children_by(noun, &["compound"]).find(|&kind| !is_span(syntax, kind))?;
            Some(syntax.leftmost(kind)..noun + 1)
        }
        "acl" | "advcl" if matches!(syntax.lemma(child), "aim" | "focus" | "intend") => {
            Some(child + 1..end(syntax, child))
        }
        _ => None,
    }
    .filter(|range| range.start < range.end)
}

/// Whether a participle has nothing before it.
fn is_bare(syntax: &Syntax<'_>, verb: usize) -> bool {
    syntax.leftmost(verb) == verb
}

fn is_span(syntax: &Syntax<'_>, noun: usize) -> bool {
    matches!(syntax.lemma(noun), "day" | "hour" | "month" | "time" | "week" | "weekend" | "year")
}

fn is_infinitive(syntax: &Syntax<'_>, verb: usize) -> bool {
    syntax.token(verb).xpos == "VB"
        && syntax.children_by(verb, &["aux"]).any(|aux| syntax.form(aux).eq_ignore_ascii_case("to"))
}

fn end(syntax: &Syntax<'_>, token: usize) -> usize {
    syntax.rightmost(token) + 1
}
