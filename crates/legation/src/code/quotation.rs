//! Quotations: which words stand between quotation marks, and whose they are.
//!
//! In: the tokens of a document. Out: its quotations with their speakers. The speaker is the subject of a verb of saying
//! beside the quotation; one without such a verb goes on with the words of the speaker before, in the same paragraph or
//! where the paragraph before left its quotation open.

use std::ops::Range;

use super::Rules;
use super::attribution::apposed;
use crate::speech::Says;
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
            let is_long = tokens.len() >= SHORTEST && !is_title(syntax, &tokens) || is_cut(syntax, &tokens);
            let own = || {
                let found = is_long && !is_shown(syntax, rules, &tokens);
                found.then(|| cue(syntax, rules, &tokens, start, end)).flatten()
            };
            let goes_on = |before: &&Quotation| {
                before.paragraph == all[n].paragraph || before.is_open && before.paragraph + 1 == all[n].paragraph
            };
            let is_whole = is_long && begins_sentence(syntax, &tokens);
            let taken = || before.filter(|_| is_whole).filter(goes_on).and_then(|before| before.cue);
            all[n].cue = taker(syntax, rules, &tokens).or_else(own).or_else(taken);
        }
        Self(all)
    }

    /// The quotation that a token stands in.
    pub(crate) fn around(&self, token: usize) -> Option<&Quotation> {
        let at = self.0.partition_point(|quotation| quotation.tokens.end <= token);
        self.0.get(at).filter(|quotation| quotation.tokens.start <= token)
    }

    /// All, in the order of the text.
    pub(crate) fn all(&self) -> &[Quotation] {
        &self.0
    }

    /// Whether no quotation with a speaker stands among some tokens.
    pub(crate) fn is_free(&self, tokens: &Range<usize>) -> bool {
        let at = self.0.partition_point(|quotation| quotation.tokens.end <= tokens.start);
        let inside = self.0.iter().skip(at).take_while(|quotation| quotation.tokens.start < tokens.end);
        !inside.into_iter().any(|quotation| quotation.cue.is_some())
    }
}

impl Quotation {
    /// Whether it says something, and is no single word in marks.
    pub(crate) fn is_speech(&self) -> bool {
        self.tokens.len() >= SHORTEST
    }
}

/// Whether a verb takes what is quoted.
fn is_cue(syntax: &Syntax<'_>, rules: &Rules, i: usize) -> bool {
    let lemma = syntax.lemma(i).to_lowercase();
    syntax.is_verb(i) && (rules.is_reporting(&lemma) || rules.speech.quotes(&lemma) || goes_on(syntax, i).is_some())
}

/// "“…,” she **went on**": the second word of the cue.
pub(crate) fn goes_on(syntax: &Syntax<'_>, verb: usize) -> Option<usize> {
    let is_somebody = |&subject: &usize| matches!(syntax.token(subject).upos.as_str(), "PRON" | "PROPN");
    syntax.child(verb, &["nsubj"]).filter(is_somebody).filter(|_| syntax.lemma(verb) == "go")?;
    syntax.children_by(verb, &["prt", "advmod", "prep"]).find(|&on| on == verb + 1 && syntax.form(on) == "on")
}

/// The name of a book or song: all words but the small ones are capitalized, and no sentence ends in it.
fn is_title(syntax: &Syntax<'_>, tokens: &Range<usize>) -> bool {
    const SMALL: [&str; 14] =
        ["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"];
    let is_capital = |form: &str| form.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic());
    let ends = tokens.clone().next_back().is_some_and(|last| matches!(syntax.form(last), "." | "!" | "?"));
    !ends && tokens.clone().all(|i| is_capital(syntax.form(i)) || SMALL.contains(&syntax.form(i)))
}

/// "“It is,” she said, “a bad deal”": a few words that go on behind the speaker.
fn is_cut(syntax: &Syntax<'_>, tokens: &Range<usize>) -> bool {
    let ends = syntax.form(tokens.end - 1) == ",";
    ends && tokens.len() > 1 && tokens.len() < SHORTEST && begins_sentence(syntax, tokens)
}

/// Whether a quotation begins as a sentence does.
fn begins_sentence(syntax: &Syntax<'_>, tokens: &Range<usize>) -> bool {
    syntax.form(tokens.start).starts_with(|c: char| !c.is_lowercase())
}

/// The token outside that some tokens hang on, with the label of their head.
fn above(syntax: &Syntax<'_>, tokens: &Range<usize>) -> Option<(usize, &'static str)> {
    tokens.clone().find_map(|i| {
        let head = syntax.head(i).filter(|head| !tokens.contains(head))?;
        (syntax.deprel(i) != "punct").then(|| (head, syntax.deprel(i)))
    })
}

/// "placards reading “…”", "sang “…”": words of a thing, which hang on a verb that says nothing.
fn is_shown(syntax: &Syntax<'_>, rules: &Rules, tokens: &Range<usize>) -> bool {
    let before = tokens.start.checked_sub(2);
    let before = before.map(|at| if matches!(syntax.form(at), "," | ":") { at.saturating_sub(1) } else { at });
    let Some(verb) = before.filter(|&at| syntax.is_verb(at) && !is_cue(syntax, rules, at)) else { return false };
    let heads = std::iter::successors(syntax.head(verb), |&at| syntax.head(at)).take(REACH);
    !heads.into_iter().any(|head| is_cue(syntax, rules, head))
}

/// The verb that takes a few words as what is said or as what a thing is called: "“No,” she said", "called it “a farce”",
/// "said the vote was “a farce”".
fn taker(syntax: &Syntax<'_>, rules: &Rules, tokens: &Range<usize>) -> Option<(usize, Option<usize>)> {
    const PREDICATES: [&str; 9] = ["acomp", "attr", "ccomp", "conj", "dobj", "intj", "oprd", "parataxis", "xcomp"];
    let (mut at, mut label) = above(syntax, tokens)?;
    let sentence = syntax.sentence_of(tokens.start);
    for _ in 0..6 {
        let is_as = label == "pobj" && syntax.form(at) == "as";
        if !is_as && !PREDICATES.contains(&label) || syntax.sentence_of(at) != sentence {
            return None;
        }
        let lemma = syntax.lemma(at).to_lowercase();
        let says = rules.speech.takes(&lemma, Says::Clause) && label != "dobj"
            || rules.speech.takes(&lemma, Says::Quote) && tokens.len() >= SHORTEST
            || rules.speech.takes(&lemma, Says::Fragment);
        if says && syntax.is_verb(at) {
            return Some((at, subject(syntax, at)));
        }
        (label, at) = (if is_as { "oprd" } else { syntax.deprel(at) }, syntax.head(at)?);
    }
    None
}

/// Who says it; where the parser names none, the noun that follows the verb.
fn subject(syntax: &Syntax<'_>, verb: usize) -> Option<usize> {
    let behind = || {
        let is_inside = |&i: &usize| !matches!(syntax.form(i), "," | "." | ":" | "“" | "\"" | "”" | "``");
        let next = (verb + 1..syntax.len().min(verb + 8)).take_while(is_inside);
        let is_head = |&i: &usize| syntax.is_noun(i) && !matches!(syntax.deprel(i), "compound" | "poss" | "nmod");
        // "told reporters": whom one tells is not who speaks; "said the minister" may be read as an object.
        // "“…?” asked a reporter"
        let is_behind =
            || syntax.lemma(verb) == "ask" && verb > 0 && matches!(syntax.form(verb - 1), "”" | "\"" | "''");
        let is_plain =
            matches!(syntax.lemma(verb), "add" | "answer" | "reply" | "respond" | "retort" | "say" | "write")
                || is_behind();
        next.into_iter()
            .find(is_head)
            .filter(|&noun| is_plain && syntax.child(verb, &["auxpass"]).is_none() && syntax.deprel(noun) != "pobj")
    };
    let own = syntax.subjects(verb);
    speaker_above(syntax, verb).or_else(|| own.first().copied()).or_else(|| apposed(syntax, verb)).or_else(behind)
}

/// "said the talks would go on, adding: “…”": the parser may hang the participle on what is said.
fn speaker_above(syntax: &Syntax<'_>, verb: usize) -> Option<usize> {
    let is_participle = syntax.token(verb).xpos == "VBG" && syntax.deprel(verb) == "advcl";
    let clause = syntax.head(verb).filter(|&clause| is_participle && syntax.deprel(clause) == "ccomp")?;
    let says = syntax.head(clause).filter(|&says| syntax.is_verb(says) && says < clause)?;
    syntax.subjects(says).first().copied()
}

/// What stands between marks; a paragraph's end closes, unless the next line holds the closing mark.
fn spans(syntax: &Syntax<'_>) -> Vec<Quotation> {
    let mut all = Vec::new();
    let (mut start, mut paragraph): (Option<usize>, usize) = (None, 0);
    let mut close = |start: &mut Option<usize>, end: usize, paragraph: usize, is_open: bool| {
        if let Some(start) = start.take().filter(|&start| start < end) {
            all.push(Quotation { tokens: start..end, cue: None, paragraph, is_open });
        }
    };
    let mut is_single = false;
    for i in 0..syntax.len() {
        match syntax.form(i) {
            "‘" if start.is_none() && closes_single(syntax, i) => (start, is_single) = (Some(i + 1), true),
            "’" if is_single && start.is_some() && is_end(syntax, i) => {
                close(&mut start, i, paragraph, false);
                is_single = false;
            }
            "“" | "``" | "«" | "”" | "''" | "»" | "\"" if is_single => {}
            "“" | "``" | "«" => start = Some(i + 1),
            "”" | "''" | "»" => close(&mut start, i, paragraph, false),
            "\"" if start.is_some() => close(&mut start, i, paragraph, false),
            "\"" => start = Some(i + 1),
            form if form.contains('\n') && start.is_some() && closes_below(syntax, i) => paragraph += 1,
            form if form.contains('\n') => {
                close(&mut start, i, paragraph, true);
                is_single = false;
                paragraph += 1;
            }
            _ => {}
        }
    }
    close(&mut start, syntax.len(), paragraph, true);
    all
}

/// Whether a quotation goes on over a line's end: the next mark of the line below closes one.
fn closes_below(syntax: &Syntax<'_>, line_end: usize) -> bool {
    const LONGEST_LINE: usize = 100;
    let below = line_end + 1..syntax.len().min(line_end + LONGEST_LINE);
    let mut line = below.take_while(|&i| !syntax.form(i).contains('\n'));
    let mark = line.find(|&i| matches!(syntax.form(i), "\"" | "“" | "”" | "``" | "''" | "«" | "»"));
    mark.filter(|&mark| mark > line_end + 1).is_some_and(|mark| {
        let is_glued = syntax.token(mark - 1).span.end == syntax.token(mark).span.start;
        matches!(syntax.form(mark), "”" | "''" | "»") || syntax.form(mark) == "\"" && is_glued
    })
}

/// "‘No,’ she said": whether a single mark is closed in its paragraph, behind the end of a clause.
fn closes_single(syntax: &Syntax<'_>, open: usize) -> bool {
    const LONGEST: usize = 200;
    let mut inside = (open + 1..syntax.len().min(open + LONGEST)).take_while(|&i| !syntax.form(i).contains('\n'));
    inside.any(|i| syntax.form(i) == "’" && is_end(syntax, i))
}

/// Whether a single mark stands behind the end of a clause, and is no apostrophe.
fn is_end(syntax: &Syntax<'_>, mark: usize) -> bool {
    let is_stop = |form: &str| matches!(form, "," | "." | "!" | "?");
    let behind = mark + 1;
    mark.checked_sub(1).is_some_and(|before| is_stop(syntax.form(before)))
        || behind < syntax.len() && is_stop(syntax.form(behind))
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
    let is_cue = |&i: &usize| is_cue(syntax, rules, i) || is_account(syntax, i);
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
    let Some(found) = before.rev().find(is_cue).or_else(found_behind) else { return named(syntax, tokens) };
    let speaker =
        if is_account(syntax, found) { syntax.prepositional(found, "to").next() } else { subject(syntax, found) };
    Some((found, speaker))
}

/// "Kuwait's minister: “…”": the colon stands for the verb.
fn named(syntax: &Syntax<'_>, tokens: &Range<usize>) -> Option<(usize, Option<usize>)> {
    let colon = tokens.start.checked_sub(2).filter(|&at| syntax.form(at) == ":")?;
    let first = syntax.sentence(syntax.sentence_of(colon)).start;
    let mut who = colon.checked_sub(1).filter(|&who| syntax.is_noun(who))?;
    // "Chad to its neighbours: “…”"
    while let Some(head) = syntax.head(who).filter(|&head| head >= first && head < who && !syntax.is_verb(head)) {
        who = head;
    }
    syntax.is_noun(who).then_some((colon, Some(who)))
}

/// "“…”, according to the ministry"
fn is_account(syntax: &Syntax<'_>, i: usize) -> bool {
    syntax.form(i).eq_ignore_ascii_case("according") && syntax.prepositional(i, "to").next().is_some()
}
