//! The day of a narrative: a day told once holds for what is told next without one.
//!
//! In: the resolved phrases and the parse, sentence by sentence. Out: for each sentence the phrase told before it that still
//! holds. "On Friday rebels shelled the port. They took two hostages." The main clause of a sentence sets the day, and simple
//! past in main clauses takes it (the event that moves the reference time on: Partee, "Nominal and Temporal Anaphora",
//! Linguistics and Philosophy 7, 1984). A coarser time holds in its paragraph, one long ago says that the rest of its
//! paragraph is at a time not told. Background (perfects, relative clauses, "earlier"), states, quotations and sentences
//! with a date of their own take nothing.

use super::calendar::Precision;
use super::dates::Dates;
use super::pick::Choice;
use super::tense::Tables;
use crate::code::Status;
use crate::ontology::Quad;
use crate::syntax::Syntax;

/// How many paragraphs a recent day is carried on.
const MOST_PARAGRAPHS: usize = 2;
/// A day further back than this is no news, and holds in its own paragraph only.
const RECENT_DAYS: i32 = 10;
/// After so many days more than a year ago nothing is news.
const YEAR_DAYS: i32 = 366;
/// Words that set what is told apart from the time told before, or say that it happens at no one time.
const APART: [&str; 24] = [
    "ago",
    "already",
    "always",
    "before",
    "beforehand",
    "earlier",
    "eventually",
    "ever",
    "formerly",
    "frequently",
    "generally",
    "historically",
    "later",
    "never",
    "occasionally",
    "often",
    "once",
    "originally",
    "previously",
    "recently",
    "regularly",
    "since",
    "sometimes",
    "usually",
];
/// Prepositions of a span of time, behind which no single day is meant.
const LASTING: [&str; 5] = ["after", "before", "since", "till", "until"];

/// What is known of the time of a happening without a phrase of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Carried {
    /// Nothing was told.
    Nothing,
    /// At the time of this phrase of an earlier sentence.
    At(usize),
    /// At a time that is not that of the report.
    Elsewhere,
}

/// By sentence, what the sentences before it told.
#[derive(Debug, Clone, Default)]
pub(super) struct Narrative {
    before: Vec<Option<Anchor>>,
    /// Whether a sentence has a date phrase of its own.
    is_dated: Vec<bool>,
    /// The first and one past the last token of each quotation.
    quotations: Vec<(usize, usize)>,
}

/// The last date that a main clause told.
#[derive(Debug, Clone, Copy)]
struct Anchor {
    phrase: usize,
    paragraph: usize,
    reach: Reach,
    /// "said on Friday": the day of the words, not of the deed that they tell.
    is_of_words: bool,
}

/// How far a date holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// On into the paragraphs behind.
    On,
    /// In its own paragraph.
    Paragraph,
    /// In its own paragraph as a time that the news is not of.
    Past,
}

impl Narrative {
    /// Reads the dates of all sentences, in order.
    pub(super) fn read(tables: Tables<'_>, dates: &Dates) -> Self {
        let syntax = tables.syntax;
        let mut narrative = Self { quotations: quotations(syntax), ..Self::default() };
        let choice = dates.choice(tables, Status::Actual);
        let (mut next, mut paragraph, mut last) = (0, 0, None);
        for sentence in 0..syntax.annotations.sentences.len() {
            let tokens = syntax.sentence(sentence);
            narrative.before.push(last.filter(|anchor: &Anchor| anchor.holds_in(paragraph)));
            let first = next;
            while dates.phrases.get(next).is_some_and(|phrase| phrase.tokens.start < tokens.end) {
                next += 1;
            }
            narrative.is_dated.push((first..next).any(|idx| dates.is_of_time(idx)));
            for idx in (first..next).filter(|&idx| !narrative.is_quoted(dates.phrases[idx].tokens.start)) {
                last = anchor(choice, idx, paragraph).or(last);
            }
            paragraph += tokens.filter(|&token| is_paragraph_end(syntax, token)).count().min(1);
        }
        narrative
    }

    /// What holds for a happening that has no phrase of its own.
    pub(super) fn carried(&self, choice: Choice<'_>, trigger: usize) -> Carried {
        let syntax = choice.syntax;
        let sentence = syntax.sentence_of(trigger);
        let Some(anchor) = self.before.get(sentence).copied().flatten() else { return Carried::Nothing };
        let is_dated = self.is_dated.get(sentence).is_none_or(|&is_dated| is_dated);
        if is_dated || self.is_quoted(trigger) {
            return Carried::Nothing;
        }
        let Some(told) = told(choice, trigger) else { return Carried::Nothing };
        if told.is_apart || anchor.reach == Reach::Past {
            return Carried::Elsewhere;
        }
        if anchor.is_of_words && !is_of_words(choice, trigger) {
            return Carried::Nothing;
        }
        Carried::At(anchor.phrase)
    }

    fn is_quoted(&self, token: usize) -> bool {
        let at = self.quotations.partition_point(|&(_, end)| end <= token);
        self.quotations.get(at).is_some_and(|&(start, _)| start <= token)
    }
}

impl Anchor {
    fn holds_in(&self, paragraph: usize) -> bool {
        let most = if self.reach == Reach::On { MOST_PARAGRAPHS } else { 0 };
        paragraph <= self.paragraph + most
    }
}

/// The anchor that a phrase sets, where it dates the past of a main clause.
fn anchor(choice: Choice<'_>, idx: usize, paragraph: usize) -> Option<Anchor> {
    let Choice { dates, syntax, .. } = choice;
    let phrase = &dates.phrases[idx];
    let governor = phrase.governor?;
    let top = choice.top(governor);
    let is_flashback = syntax.is_verb(top) && has_auxiliary(syntax, top, &["had"]);
    if !is_main(choice, top) || !is_flashback && !is_simple_past(syntax, top) {
        return None;
    }
    let of_words = is_of_words(choice, governor);
    let Some(period) = phrase.period else {
        let past = Anchor { phrase: idx, paragraph, reach: Reach::Past, is_of_words: of_words };
        return phrase.is_untold.then_some(past);
    };
    let days_back = dates.report().and_then(|report| report.since(period.end).ok()).map(|span| span.get_days());
    let reach = match days_back {
        Some(..0) => return None,
        Some(days) if days > YEAR_DAYS || period.precision == Precision::Year => Reach::Past,
        Some(days) if days > RECENT_DAYS || period.precision != Precision::Day || is_flashback => Reach::Paragraph,
        None if period.precision != Precision::Day => Reach::Paragraph,
        _ => Reach::On,
    };
    Some(Anchor { phrase: idx, paragraph, reach, is_of_words: of_words })
}

/// How a main clause tells a happening.
struct Telling {
    /// With a word that sets it at another time than what was told before.
    is_apart: bool,
}

/// Whether a happening is told in a main clause in the simple past.
fn told(choice: Choice<'_>, trigger: usize) -> Option<Telling> {
    let syntax = choice.syntax;
    let top = choice.top(trigger);
    if !is_main(choice, top) || !is_simple_past(syntax, top) {
        return None;
    }
    let is_apart = [trigger, top].into_iter().any(|word| syntax.children(word).any(|child| is_apart(syntax, child)));
    Some(Telling { is_apart })
}

fn is_apart(syntax: &Syntax<'_>, child: usize) -> bool {
    let lemma = syntax.form(child).to_lowercase();
    match syntax.deprel(child) {
        "advmod" | "npadvmod" | "amod" => {
            APART.contains(&lemma.as_str())
                || syntax.child(child, &["advmod"]).is_some_and(|word| is_apart(syntax, word))
        }
        "prep" => LASTING.contains(&lemma.as_str()) && syntax.recognized(child + 1) == Some("DATE"),
        _ => false,
    }
}

/// Whether a verb heads the sentence, or what the narrator has somebody say there.
fn is_main(choice: Choice<'_>, verb: usize) -> bool {
    let syntax = choice.syntax;
    if !matches!(syntax.token(verb).upos.as_str(), "VERB" | "AUX") {
        return false;
    }
    match (syntax.deprel(verb), syntax.head(verb)) {
        (_, None) | ("ROOT", _) => true,
        ("ccomp" | "parataxis", Some(head)) => choice.rules.is_reporting(syntax.lemma(head)) && is_root(syntax, head),
        ("conj", Some(head)) => is_root(syntax, head),
        _ => false,
    }
}

fn is_root(syntax: &Syntax<'_>, word: usize) -> bool {
    syntax.deprel(word) == "ROOT" || syntax.head(word).is_none()
}

/// "attacked", "was attacked": neither perfect nor progressive nor with a modal verb.
fn is_simple_past(syntax: &Syntax<'_>, verb: usize) -> bool {
    match syntax.token(verb).xpos.as_str() {
        "VBD" => true,
        "VBN" => {
            has_auxiliary(syntax, verb, &["was", "were", "got"])
                && !has_auxiliary(syntax, verb, &["had", "have", "has"])
        }
        _ => false,
    }
}

fn has_auxiliary(syntax: &Syntax<'_>, verb: usize, words: &[&str]) -> bool {
    let mut auxiliaries = syntax.children_by(verb, &["aux", "auxpass"]);
    auxiliaries.any(|aux| words.iter().any(|word| syntax.form(aux).eq_ignore_ascii_case(word)))
}

/// Whether a word tells of words: a verb of saying, or an entry of verbal conflict or cooperation.
fn is_of_words(choice: Choice<'_>, word: usize) -> bool {
    let lemma = choice.syntax.lemma(word).to_lowercase();
    let is_verbal = |quad: Quad| matches!(quad, Quad::VerbalConflict | Quad::VerbalCooperation);
    let mut entries = choice.lexicon.verbs(&lemma).chain(choice.lexicon.nouns(&lemma)).take(1);
    choice.rules.is_reporting(&lemma) || lemma == "announce" || entries.any(|entry| is_verbal(entry.event.quad()))
}

/// A line's end that ends a sentence too, or a blank line.
fn is_paragraph_end(syntax: &Syntax<'_>, token: usize) -> bool {
    let n_lines = syntax.form(token).matches('\n').count();
    let is_last = || syntax.sentence(syntax.sentence_of(token)).end == token + 1;
    n_lines > 1 || n_lines == 1 && is_last()
}

/// What stands between quotation marks; a paragraph's end closes.
fn quotations(syntax: &Syntax<'_>) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    let mut start: Option<usize> = None;
    for token in 0..syntax.len() {
        let is_open = start.is_some();
        match syntax.form(token) {
            "“" | "``" => start = Some(token + 1),
            "\"" if !is_open => start = Some(token + 1),
            "”" | "''" | "\"" => all.extend(start.take().map(|start| (start, token))),
            form if form.contains('\n') => all.extend(start.take().map(|start| (start, token))),
            _ => {}
        }
    }
    all.extend(start.map(|start| (start, syntax.len())));
    all
}
