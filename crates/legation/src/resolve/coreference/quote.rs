//! Who speaks in quotation marks: "I" and "we" are the speaker, "he" is not.
//!
//! In: the parse. Out: for a token its quotation, and for a quotation the token that names its speaker: the subject,
//! outside, of the verb above its clauses, else the speaker of the quotation just before.

use std::ops::Range;

use crate::syntax::Syntax;

/// Highest verb looked at above a quoted word.
const HIGHEST: usize = 12;
/// Words looked at in a quotation.
const LONGEST: usize = 60;

/// A quotation.
struct Quote {
    tokens: Range<usize>,
    speaker: Option<usize>,
    /// Whom the speaker talks to: "told reporters".
    addressee: Option<usize>,
}

/// The quotations of a document, in order.
pub(super) struct Quotes(Vec<Quote>);

impl Quotes {
    /// Finds all quotations; a quotation ends with its paragraph.
    pub(super) fn find(syntax: &Syntax<'_>) -> Self {
        let mut quotes: Vec<Quote> = Vec::new();
        for tokens in marked(syntax) {
            let verb = verb_above(syntax, &tokens);
            let mut speaker = verb.and_then(|verb| syntax.subjects(verb).first().copied());
            let addressee = verb.and_then(|verb| syntax.child(verb, &["dobj", "dative"]));
            speaker = speaker.filter(|speaker| !tokens.contains(speaker));
            if let (None, Some(last)) = (verb, quotes.last()) {
                speaker = last.speaker.filter(|_| goes_on(syntax, &last.tokens, &tokens));
            }
            quotes.push(Quote { addressee: addressee.filter(|token| !tokens.contains(token)), tokens, speaker });
        }
        Self(quotes)
    }

    /// The tokens that name speakers.
    pub(super) fn speakers(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().filter_map(|quote| quote.speaker)
    }

    fn of(&self, token: usize) -> Option<&Quote> {
        let at = self.0.partition_point(|quote| quote.tokens.end <= token);
        self.0.get(at).filter(|quote| quote.tokens.contains(&token))
    }

    /// Whether the token stands in quotation marks.
    pub(super) fn hold(&self, token: usize) -> bool {
        self.of(token).is_some()
    }

    /// The token that names the speaker of the quotation around `token`.
    pub(super) fn speaker(&self, token: usize) -> Option<usize> {
        self.of(token)?.speaker
    }

    /// The token that names whom the quotation around `token` is told.
    pub(super) fn addressee(&self, token: usize) -> Option<usize> {
        self.of(token)?.addressee
    }
}

/// The tokens between quotation marks.
fn marked(syntax: &Syntax<'_>) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut open: Option<usize> = None;
    for i in 0..syntax.len() {
        let form = syntax.form(i);
        let (opens, closes) = match form {
            "“" | "``" => (true, false),
            "”" | "''" => (false, true),
            "\"" => (open.is_none(), open.is_some()),
            _ => (false, form.contains("\n\n")),
        };
        if closes && let Some(start) = open.take().filter(|start| *start < i) {
            all.push(start..i);
        }
        if opens {
            open = Some(i + 1);
        }
    }
    all
}

/// The verb outside whose clause the quotation is. Two quoted words are no clause ("the \"peace plan\"").
fn verb_above(syntax: &Syntax<'_>, tokens: &Range<usize>) -> Option<usize> {
    if tokens.len() < 3 {
        return None;
    }
    let is_speech = |verb: usize, below: usize| {
        syntax.is_verb(verb) && matches!(syntax.deprel(below), "ccomp" | "parataxis" | "dep" | "xcomp" | "advcl")
    };
    tokens.clone().take(LONGEST).find_map(|token| {
        let way = std::iter::successors(Some(token), |&at| syntax.head(at)).take(HIGHEST).collect::<Vec<_>>();
        let above = way.windows(2).find(|step| tokens.contains(&step[0]) && !tokens.contains(&step[1]));
        if let Some(above) = above.filter(|above| is_speech(above[1], above[0])) {
            return Some(above[1]);
        }
        // "…," Lark said: the parser may hang the reporting verb below the quoted one.
        let below = syntax.children_by(token, &["parataxis", "ccomp"]).find(|child| !tokens.contains(child));
        below.filter(|&verb| syntax.is_verb(verb) && syntax.child(verb, &["nsubj"]).is_some())
    })
}

/// Whether one quotation goes on in another: in the same or the next sentence of the paragraph.
fn goes_on(syntax: &Syntax<'_>, first: &Range<usize>, second: &Range<usize>) -> bool {
    let between = first.end..second.start;
    between.len() < 30 && syntax.sentence_of(second.start) <= syntax.sentence_of(first.end) + 1
}
