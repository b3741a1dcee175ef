//! Which phrase dates a happening.
//!
//! In: the word that tells of it, and the phrases by what they hang on. Out: one phrase. The word's own phrases come first,
//! then those of what is told in one with it (object, circumstance, relative clause), then those of the clause above, as
//! long as that tells of the same time: not across "said that", "agreed to", "after".

use super::Dates;
use super::link::{AT_ONCE, is_event};
use super::sign::Preposition;
use super::story::is_simple_past;
use crate::code::{Rules, Status, judge};
use crate::lexicon::Lexicon;
use crate::syntax::Syntax;

/// How many clauses above are looked at.
const HIGHEST: usize = 6;

/// What holds the words of those who made it.
const MESSAGES: [&str; 10] =
    ["address", "announcement", "broadcast", "interview", "letter", "message", "post", "speech", "statement", "tweet"];

/// What is told of what has just been done.
const NEWS: [&str; 3] = ["announce", "confirm", "report"];

/// Tables and parse, to choose by.
#[derive(Clone, Copy)]
pub(super) struct Choice<'a> {
    pub(super) dates: &'a Dates,
    pub(super) syntax: &'a Syntax<'a>,
    pub(super) rules: &'a Rules,
    pub(super) lexicon: &'a Lexicon,
    /// Planned, demanded or threatened: the time at which that is said is not its own.
    pub(super) is_to_come: bool,
}

/// More phrases or parts of one word are not looked at; a list of that many is no sentence.
const MOST: usize = 64;

/// Which phrases of a word may be taken.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    All,
    /// Those that a plan is put to: "scheduled talks for Tuesday".
    For,
    /// Those before a token: "On Tuesday, A met B and signed …".
    Before(usize),
}

impl Choice<'_> {
    /// The phrase that dates the happening that `trigger` tells of.
    pub(super) fn of(self, trigger: usize) -> Option<usize> {
        if let Some(found) = self.at(trigger, trigger, Which::All) {
            return Some(found);
        }
        self.climb(trigger).or_else(|| self.only(trigger))
    }

    /// The phrase of a clause above that tells of the same time.
    fn climb(self, trigger: usize) -> Option<usize> {
        let (mut at, mut which) = (trigger, Which::All);
        for _ in 0..HIGHEST {
            (at, which) = self.above(at, which)?;
            if let Some(found) = self.at(at, trigger, which) {
                return Some(found);
            }
        }
        None
    }

    /// The only phrase of the sentence, where it stands in the trigger's own words or in those around it: the day of the
    /// report would be further off. Not across words of saying, and not for what is to come.
    fn only(self, trigger: usize) -> Option<usize> {
        let syntax = self.syntax;
        if self.is_to_come || syntax.token(trigger).xpos == "VB" {
            return None;
        }
        let sentence = syntax.sentence(syntax.sentence_of(trigger));
        let from = self.dates.phrases.partition_point(|phrase| phrase.tokens.start < sentence.start);
        let mut here =
            (from..).zip(&self.dates.phrases[from..]).take_while(|(_, phrase)| phrase.tokens.start < sentence.end);
        let (idx, phrase) = here.next().filter(|_| here.next().is_none())?;
        let governor = phrase.governor.filter(|_| phrase.period.is_some_and(|period| self.dates.is_past(period)))?;
        // What a clause inside the trigger's own words tells has a time of its own ("Iran, which attacked in 1998, met …").
        // So has a thing that is named by its year ("the borders of 1967").
        let is_clause = |&at: &usize| {
            let is_clause = matches!(syntax.deprel(at), "acl" | "advcl" | "conj" | "relcl");
            let is_place = matches!(syntax.form(at), "at" | "by" | "during" | "in");
            is_clause || syntax.deprel(at) == "prep" && !is_place
        };
        let mut above = std::iter::successors(Some(trigger), |&at| self.around(at)).take(HIGHEST);
        let below = || std::iter::successors(Some(governor), |at| if is_clause(at) { None } else { self.around(*at) });
        (above.any(|at| at == governor) || below().take(HIGHEST).any(|at| at == trigger)).then_some(idx)
    }

    /// The word that another one belongs to, short of what somebody says of it and of what was before or after.
    fn around(self, at: usize) -> Option<usize> {
        let syntax = self.syntax;
        let head = syntax.head(at)?;
        let is_said = matches!(syntax.deprel(at), "ccomp" | "parataxis") || self.rules.is_reporting(syntax.lemma(head));
        let marks = syntax.children_by(at, &["mark"]).map(|mark| syntax.form(mark).to_lowercase());
        let is_apart = marks.into_iter().any(|mark| matches!(mark.as_str(), "after" | "before" | "since" | "until"));
        (!is_said && !is_apart).then_some(head)
    }

    /// The phrase on a word or on what is told in one with it.
    fn at(self, word: usize, trigger: usize, which: Which) -> Option<usize> {
        let own = self.own(word, trigger, which);
        if own.is_some() || which != Which::All {
            return own;
        }
        self.parts(word).into_iter().filter(|&part| part != trigger).find_map(|part| self.own(part, trigger, which))
    }

    fn own(self, word: usize, trigger: usize, which: Which) -> Option<usize> {
        let phrases = self.dates.on(word).take(MOST).filter(|&idx| {
            let phrase = &self.dates.phrases[idx];
            match which {
                Which::All => true,
                Which::For => phrase.preposition == Some(Preposition::For),
                Which::Before(token) => phrase.tokens.end <= token,
            }
        });
        phrases.min_by_key(|&idx| {
            let phrase = &self.dates.phrases[idx];
            let precision = phrase.period.map(|period| period.precision);
            (precision.is_none(), precision, phrase.tokens.start.abs_diff(trigger))
        })
    }

    /// What is told in one with a word: the event that a verb carries, its circumstances, a participle beside it; of a noun
    /// the clauses that describe it.
    fn parts(self, word: usize) -> Vec<usize> {
        let syntax = self.syntax;
        if syntax.is_noun(word) {
            let clauses = syntax.children_by(word, &["acl", "relcl"]).take(MOST);
            return clauses.filter(|&clause| self.is_deed(clause)).collect();
        }
        let carries = self.is_carrier(word);
        let is_part = |child: &usize| match syntax.deprel(*child) {
            "dobj" | "nsubjpass" => carries && is_event(syntax, self.lexicon, *child),
            "nsubj" => self.is_deed(word) && is_event(syntax, self.lexicon, *child),
            "advcl" => self.is_at_once(*child),
            "conj" => self.shares_tense(word, *child),
            _ => false,
        };
        let direct = syntax.children(word).take(MOST).filter(is_part);
        let around = syntax
            .children_by(word, &["prep", "agent"])
            .take(MOST)
            .filter(|&prep| AT_ONCE.contains(&syntax.lemma(prep)));
        let around: Vec<usize> = around.filter_map(|prep| syntax.child(prep, &["pobj", "pcomp"])).collect();
        let events = around.iter().copied().filter(|&noun| is_event(syntax, self.lexicon, noun));
        // "in a statement released on Monday": its time is that of the words in it.
        let messages = around.iter().filter(|&&noun| MESSAGES.contains(&syntax.lemma(noun)));
        direct.chain(events).chain(messages.filter_map(|&noun| syntax.child(noun, &["acl"]))).collect()
    }

    /// Whether a verb tells of a deed rather than of words about one.
    fn is_deed(self, verb: usize) -> bool {
        let lemma = self.syntax.lemma(verb);
        !self.rules.is_reporting(lemma) && lemma != "announce"
    }

    /// Whether what a verb has for an object happens when it does.
    fn is_carrier(self, verb: usize) -> bool {
        let lemma = self.syntax.lemma(verb);
        let effect = self.rules.carrier(lemma);
        let is_done = !matches!(effect, Some(Some(Status::Planned | Status::Hypothetical | Status::Denied)));
        self.is_deed(verb) && is_done && self.rules.knows(lemma) && (effect.is_some() || is_light(lemma))
    }

    /// "Speaking on Tuesday, …", "as troops advanced": without a word that sets another time.
    fn is_at_once(self, clause: usize) -> bool {
        let syntax = self.syntax;
        let marks = || syntax.children_by(clause, &["mark", "advmod"]).map(|mark| syntax.form(mark).to_lowercase());
        if marks().any(|mark| matches!(mark.as_str(), "as" | "when" | "while" | "where")) {
            return true;
        }
        syntax.token(clause).xpos == "VBG" && syntax.child(clause, &["mark", "aux"]).is_none()
    }

    /// "met the envoy and signed the accord on Tuesday": the time at the end is that of both.
    fn shares_tense(self, verb: usize, conjunct: usize) -> bool {
        let syntax = self.syntax;
        syntax.token(verb).xpos == syntax.token(conjunct).xpos
            && self.is_deed(verb)
            && self.is_deed(conjunct)
            && syntax.child(conjunct, &["nsubj", "nsubjpass", "aux"]).is_none()
    }

    /// The word above that tells of the same time, and which of its phrases hold for what is below.
    fn above(self, at: usize, which: Which) -> Option<(usize, Which)> {
        let syntax = self.syntax;
        let head = syntax.head(at)?;
        if syntax.is_noun(at) { self.above_noun(at, head, which) } else { self.above_verb(at, head, which) }
    }

    fn above_noun(self, noun: usize, head: usize, which: Which) -> Option<(usize, Which)> {
        let syntax = self.syntax;
        match syntax.deprel(noun) {
            "appos" | "attr" => Some((head, which)),
            "conj" if syntax.is_noun(head) => Some((head, which)),
            "dobj" | "nsubjpass" if self.is_carrier(head) => Some((head, which)),
            "dobj" | "nsubjpass" if self.rules.carrier(syntax.lemma(head)).is_some() => Some((head, Which::For)),
            "nsubj" if self.is_deed(head) => Some((head, which)),
            "pobj" => {
                let above = syntax.head(head)?;
                let preposition = syntax.lemma(head).to_lowercase();
                let is_of = preposition == "of" && syntax.is_noun(above);
                let is_purpose = preposition == "for" && !self.is_hostile(above) && !syntax.is_noun(above);
                let is_on = preposition == "on" || preposition == "with";
                let holds = is_of || is_purpose || AT_ONCE.contains(&preposition.as_str()) && !is_on;
                holds.then_some((above, which))
            }
            _ => None,
        }
    }

    fn above_verb(self, verb: usize, head: usize, which: Which) -> Option<(usize, Which)> {
        let syntax = self.syntax;
        match syntax.deprel(verb) {
            "conj" => Some((head, Which::Before(verb))),
            "xcomp" if self.is_to_come => Some((head, Which::For)),
            "xcomp" => Some((head, which)),
            "advcl" if self.is_at_once(verb) || syntax.token(verb).xpos == "VB" && !self.is_to_come => {
                Some((head, which))
            }
            "ccomp" | "advcl" if self.is_cleft(head) => Some((head, which)),
            "ccomp" if self.is_news(verb, head) => Some((head, which)),
            "pcomp" if matches!(syntax.lemma(head), "by" | "in") => Some((syntax.head(head)?, which)),
            _ => None,
        }
    }

    /// "On Monday the agency reported that police seized the house": the news is of that day, where it has none of its own;
    /// not "had seized", and not what is told as context.
    fn is_news(self, verb: usize, head: usize) -> bool {
        let syntax = self.syntax;
        let is_open_ended = |child: usize| syntax.form(child).eq_ignore_ascii_case("since");
        NEWS.contains(&syntax.lemma(head))
            && is_simple_past(syntax, head)
            && is_simple_past(syntax, verb)
            && !syntax.children_by(verb, &["mark", "prep", "advmod"]).any(is_open_ended)
            && judge(syntax, self.rules, verb).status == Status::Actual
    }

    /// "It was on Tuesday that …".
    fn is_cleft(self, verb: usize) -> bool {
        let subject = self.syntax.child(verb, &["nsubj"]);
        self.syntax.lemma(verb) == "be"
            && subject.is_some_and(|subject| self.syntax.form(subject).eq_ignore_ascii_case("it"))
    }

    /// "condemned Iran for the attack": not at the same time.
    fn is_hostile(self, verb: usize) -> bool {
        self.lexicon.verbs(self.syntax.lemma(verb)).any(|entry| entry.event.quad_code() >= 3)
    }
}

fn is_light(lemma: &str) -> bool {
    matches!(lemma, "be" | "do" | "get" | "have" | "make" | "take")
}
