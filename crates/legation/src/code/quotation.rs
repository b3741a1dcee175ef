//! Quotations: which words stand between quotation marks, and whose they are.
//!
//! In: the tokens of a document. Out: its quotations with their speakers. The speaker is the subject of a verb of saying
//! beside the quotation; one without such a verb goes on with the words of the speaker before, in the same paragraph or
//! where the paragraph before left its quotation open.

use std::ops::Range;

use super::Rules;
use crate::syntax::Syntax;

/// Words between quotation marks.
#[derive(Debug, Clone)]
pub(crate) struct Quotation {
    /// The words, without the marks.
    pub(crate) tokens: Range<usize>,
    /// The verb of saying, and its subject where it has one.
    pub(crate) cue: Option<(usize, Option<usize>)>,
    /// Number of the paragraph.
    paragraph: usize,
    /// No closing mark: the next paragraph may go on.
    is_open: bool,
}

/// The quotations of a document, in order.
#[derive(Debug, Default)]
pub(crate) struct Quotations(Vec<Quotation>);

/// How far from the quotation its verb of saying may stand.
const REACH: usize = 14;
/// Shorter ones are single words that the narrator keeps away from.
const SHORTEST: usize = 4;

impl Quotations {
    /// Finds all quotations and their speakers in one pass.
    pub(crate) fn find(syntax: &Syntax<'_>, rules: &Rules) -> Self {
        let mut all = spans(syntax);
        for n in 0..all.len() {
            let before = n.checked_sub(1).and_then(|n| all.get(n));
            let start = before.map_or(0, |before| before.tokens.end);
            let end = all.get(n + 1).map_or(syntax.len(), |next| next.tokens.start);
            let tokens = all[n].tokens.clone();
            let own = (tokens.len() >= SHORTEST).then(|| cue(syntax, rules, &tokens, start, end)).flatten();
            let goes_on = |before: &&Quotation| {
                before.paragraph == all[n].paragraph || before.is_open && before.paragraph + 1 == all[n].paragraph
            };
            let taken = || before.filter(goes_on).and_then(|before| before.cue);
            let cue = own.or_else(taken);
            all[n].cue = cue;
        }
        Self(all)
    }

    /// The quotation that a token stands in.
    pub(crate) fn around(&self, token: usize) -> Option<&Quotation> {
        let at = self.0.partition_point(|quotation| quotation.tokens.end <= token);
        self.0.get(at).filter(|quotation| quotation.tokens.start <= token)
    }
}

impl Quotation {
    /// Whether it says something, and is no single word in marks.
    pub(crate) fn is_speech(&self) -> bool {
        self.tokens.len() >= SHORTEST
    }
}

/// What stands between marks; a paragraph's end closes.
fn spans(syntax: &Syntax<'_>) -> Vec<Quotation> {
    let mut all = Vec::new();
    let (mut start, mut paragraph): (Option<usize>, usize) = (None, 0);
    let mut close = |start: &mut Option<usize>, end: usize, paragraph: usize, is_open: bool| {
        if let Some(start) = start.take().filter(|&start| start < end) {
            all.push(Quotation { tokens: start..end, cue: None, paragraph, is_open });
        }
    };
    for i in 0..syntax.len() {
        match syntax.form(i) {
            "“" | "``" => start = Some(i + 1),
            "”" | "''" => close(&mut start, i, paragraph, false),
            "\"" if start.is_some() => close(&mut start, i, paragraph, false),
            "\"" => start = Some(i + 1),
            form if form.contains('\n') => {
                close(&mut start, i, paragraph, true);
                paragraph += 1;
            }
            _ => {}
        }
    }
    close(&mut start, syntax.len(), paragraph, true);
    all
}

/// The verb of saying beside a quotation, between the quotations around it: behind it where it begins the sentence, else
/// before it.
fn cue(
    syntax: &Syntax<'_>,
    rules: &Rules,
    tokens: &Range<usize>,
    start: usize,
    end: usize,
) -> Option<(usize, Option<usize>)> {
    let is_cue = |&i: &usize| syntax.is_verb(i) && rules.is_reporting(&syntax.lemma(i).to_lowercase());
    let first = syntax.sentence(syntax.sentence_of(tokens.start)).start;
    let before = first.max(start).max(tokens.start.saturating_sub(REACH))..tokens.start;
    // Past the mark; a full stop inside it ends the sentence, and who speaks next is somebody else.
    let after = tokens.end + 1;
    let is_ended = syntax.form(tokens.end - 1) == "." || after >= syntax.len();
    let last = if is_ended { after } else { syntax.sentence(syntax.sentence_of(after)).end };
    let found_behind = || {
        let behind = after..end.min(after + REACH).min(last);
        let is_here = |&i: &usize| !syntax.form(i).contains('\n');
        behind.take_while(is_here).find(is_cue)
    };
    let found = before.rev().find(is_cue).or_else(found_behind)?;
    Some((found, syntax.subjects(found).first().copied()))
}
