//! The day that a report goes on telling of: "On Friday, troops entered the town. They seized the station."
//!
//! In: the phrases with their days, and the parse. Out: for each sentence the phrase of an earlier one whose day still holds.
//! A day of the week before the report that dates a deed in the simple past holds for the deeds in the simple past that
//! follow without a date of their own; any other date of the past ends it. What had happened before, what is told in a
//! relative clause and what somebody says on a day do neither begin nor continue it.
//!
//! A deed of over a year before the report ("She was elected in 1998.") makes what follows in the simple past without a date
//! context too, to the end of its paragraph, to the next date, or to what somebody says now.

use jiff::ToSpan;
use jiff::civil::Date;

use super::calendar::Precision;
use super::dates::Dates;
use super::link::LIMITING;
use super::tense::Tables;
use crate::syntax::Syntax;

/// How many days before the report a story may be.
const OLDEST_DAYS: i32 = 7;
/// How many sentences it goes on without a new date.
const LONGEST: usize = 12;
/// How many words above are looked at.
const HIGHEST: usize = 8;

/// What holds for each sentence from before.
#[derive(Debug, Clone, Default)]
pub(super) struct Story {
    /// The phrase whose day goes on.
    days: Vec<Option<usize>>,
    /// The phrase of a time long ago, of which is still told.
    contexts: Vec<Option<usize>>,
}

impl Story {
    /// The story of a text, in one pass over its phrases.
    pub(super) fn find(tables: Tables<'_>, dates: &Dates, report: Option<Date>) -> Self {
        let Some(report) = report else { return Self::default() };
        let syntax = tables.syntax;
        let n_sentences = syntax.annotations.sentences.len();
        let mut of_sentence = vec![None; n_sentences];
        let mut phrases = (0..dates.phrases.len()).peekable();
        let mut told: Option<(usize, usize)> = None;
        for (sentence, holds) in of_sentence.iter_mut().enumerate() {
            *holds = told.filter(|&(since, _)| sentence - since <= LONGEST).map(|(_, idx)| idx);
            let end = syntax.sentence(sentence).end;
            let mut own = None;
            while let Some(idx) = phrases.next_if(|&idx| dates.phrases[idx].tokens.start < end) {
                match turn(tables, dates, idx, report) {
                    Some(Turn::Day) => own = own.or(Some(Some((sentence, idx)))),
                    Some(Turn::Away) => own = own.or(Some(None)),
                    None => {}
                }
            }
            told = own.unwrap_or(told);
        }
        Self { days: of_sentence, contexts: contexts(tables, dates) }
    }

    /// The phrase that dates a deed from before, if it goes on with the story.
    pub(super) fn of(&self, syntax: &Syntax<'_>, trigger: usize) -> Option<usize> {
        let idx = self.days.get(syntax.sentence_of(trigger)).copied().flatten()?;
        is_simple_past(syntax, trigger).then_some(idx)
    }

    /// The phrase of a time long ago that an undated deed goes on to tell of.
    pub(super) fn context_of(&self, syntax: &Syntax<'_>, trigger: usize) -> Option<usize> {
        let idx = self.contexts.get(syntax.sentence_of(trigger)).copied().flatten()?;
        is_simple_past(syntax, trigger).then_some(idx)
    }
}

/// For each sentence the phrase of a time long ago of which it goes on to tell, in one pass.
fn contexts(tables: Tables<'_>, dates: &Dates) -> Vec<Option<usize>> {
    let syntax = tables.syntax;
    let n_sentences = syntax.annotations.sentences.len();
    let mut contexts = vec![None; n_sentences];
    let mut phrases = (0..dates.phrases.len()).peekable();
    let mut told = None;
    for (sentence, holds) in contexts.iter_mut().enumerate() {
        let tokens = syntax.sentence(sentence);
        let (mut last, mut has_dates) = (None, false);
        while let Some(idx) = phrases.next_if(|&idx| dates.phrases[idx].tokens.start < tokens.end) {
            let is_deed = dates.phrases[idx].governor.is_some_and(|governor| is_simple_past(syntax, governor));
            has_dates = true;
            if is_deed {
                last = Some(idx);
            }
        }
        let is_said = tokens
            .clone()
            .any(|i| matches!(syntax.deprel(i), "ROOT" | "parataxis") && tables.rules.is_reporting(syntax.lemma(i)));
        if has_dates || is_said || is_new_paragraph(syntax, sentence) {
            told = None;
        }
        *holds = told;
        told = last.filter(|&idx| !is_said && dates.is_long_ago(&dates.phrases[idx])).or(told);
    }
    contexts
}

/// Whether a line ends between a sentence and the one before.
fn is_new_paragraph(syntax: &Syntax<'_>, sentence: usize) -> bool {
    let first = syntax.sentence(sentence).start;
    let Some(before) = first.checked_sub(1).filter(|_| first < syntax.len()) else { return true };
    let between = syntax.token(before).span.start as usize..syntax.token(first).span.end as usize;
    syntax.text.get(between).is_none_or(|text| text.contains('\n'))
}

/// What a phrase does to the story.
enum Turn {
    /// Its day is that of what follows.
    Day,
    /// What follows may be of another time.
    Away,
}

fn turn(tables: Tables<'_>, dates: &Dates, idx: usize, report: Date) -> Option<Turn> {
    let phrase = &dates.phrases[idx];
    let period = phrase.period?;
    if period.start > report {
        return None;
    }
    let governor = phrase.governor?;
    let syntax = tables.syntax;
    let is_said = tables.rules.is_reporting(syntax.lemma(governor));
    let oldest = report.checked_sub(OLDEST_DAYS.days()).ok()?;
    let is_near = period.precision == Precision::Day && period.start >= oldest;
    match (is_near, is_said) {
        (true, false) if is_simple_past(syntax, governor) => Some(Turn::Day),
        (true, _) => None,
        (false, _) => Some(Turn::Away),
    }
}

/// Whether a word is told in the simple past, in a clause that goes on with the story: not "had attacked", "has attacked",
/// "who attacked", "after the attack".
pub(super) fn is_simple_past(syntax: &Syntax<'_>, word: usize) -> bool {
    let mut at = word;
    for _ in 0..HIGHEST {
        let verbal = matches!(syntax.token(at).upos.as_str(), "VERB" | "AUX");
        if verbal && is_set_apart(syntax, at) || !verbal && LIMITING.contains(&syntax.lemma(at).to_lowercase().as_str())
        {
            return false;
        }
        if verbal && let Some(is_past) = tense(syntax, at) {
            return is_past;
        }
        let Some(head) = syntax.head(at) else { return false };
        at = head;
    }
    false
}

/// Relative clauses, participles behind a noun and clauses with "after" or "since" tell of their own time.
fn is_set_apart(syntax: &Syntax<'_>, verb: usize) -> bool {
    match syntax.deprel(verb) {
        "relcl" | "acl" => true,
        "advcl" => syntax.children_by(verb, &["mark", "advmod"]).any(|mark| {
            let form = syntax.form(mark).to_lowercase();
            LIMITING.contains(&form.as_str()) || form == "if"
        }),
        _ => false,
    }
}

/// Whether a verb is in the simple past; nothing for forms that take their tense from the verb above.
fn tense(syntax: &Syntax<'_>, verb: usize) -> Option<bool> {
    let mut auxiliaries = syntax.children_by(verb, &["aux", "auxpass"]).peekable();
    if auxiliaries.peek().is_some() {
        let first = auxiliaries.next().map_or("", |aux| syntax.form(aux));
        return match first.to_lowercase().as_str() {
            "did" | "was" | "were" => Some(true),
            "to" | "being" => None,
            _ => Some(false),
        };
    }
    match syntax.token(verb).xpos.as_str() {
        "VBD" => Some(true),
        "VBZ" | "VBP" => Some(false),
        // "killed two and wounded three": tagged as participle.
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::parsed;

    #[test]
    fn the_simple_past_goes_on_with_the_story() {
        let past = |table: &str, word: &str| {
            let parsed = parsed(table);
            is_simple_past(&parsed.syntax(), parsed.token(word))
        };
        assert!(past("Troops troop NOUN NNS 2 nsubj\n left leave VERB VBD 0 ROOT\n . . PUNCT . 2 punct", "left"));
        let had =
            "Troops troop NOUN NNS 3 nsubj\n had have AUX VBD 3 aux\n left leave VERB VBN 0 ROOT\n . . PUNCT . 3 punct";
        assert!(!past(had, "left"));
        let was = "Ann Ann PROPN NNP 3 nsubjpass\n was be AUX VBD 3 auxpass\n shot shoot VERB VBN 0 ROOT\n . . PUNCT . 3 punct";
        assert!(past(was, "shot"));
        let after = "Ann Ann PROPN NNP 2 nsubj\n fled flee VERB VBD 0 ROOT\n after after ADP IN 2 prep\n talks talk NOUN NNS 3 pobj\n . . PUNCT . 2 punct";
        assert!(!past(after, "talks"));
        let who = "Men man NOUN NNS 4 nsubj\n who who PRON WP 3 nsubj\n fought fight VERB VBD 1 relcl\n fled flee VERB VBD 0 ROOT\n . . PUNCT . 4 punct";
        assert!(past(who, "fled"));
        assert!(!past(who, "fought"));
    }
}
