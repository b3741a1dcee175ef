//! Which counts a sentence gives, and by which word.
//!
//! In: a sentence. Out: for each count its kind, its number and the word that makes it a count of this kind, its
//! carrier. A row of `counted.csv` says where the counted stand from the carrier.

use super::CountKind;
use super::number;
use super::quantity::{Quantity, View};
use super::rules::{Counting, Place};

/// A count that some word of the sentence gives.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub(super) kind: CountKind,
    pub(super) quantity: Quantity,
    pub(super) carrier: usize,
    pub(super) currency: Option<String>,
}

impl<'v> View<'v> {
    /// All counts of a sentence, in the order of their carriers.
    pub(super) fn counts(self, sentence: std::ops::Range<usize>) -> Vec<Found> {
        let mut found = Vec::new();
        for i in sentence.clone() {
            let lemma = self.syntax.lemma(i).to_lowercase();
            if let Some((kind, quantity)) = self.right_before(i, sentence.start) {
                found.push(Found { kind, quantity, carrier: i, currency: None });
            } else if self.syntax.is_verb(i) {
                found.extend(self.by_rows(i, self.rules.verb(&lemma)));
            } else if self.syntax.is_noun(i) {
                found.extend(self.by_rows(i, self.rules.noun(&lemma)));
            }
            found.extend(self.amount(i));
        }
        found
    }

    fn by_rows(self, carrier: usize, rows: &[Counting]) -> Vec<Found> {
        let count = |row: &Counting| {
            let quantity = self.counted(carrier, row)?;
            Some(Found { kind: row.kind, quantity, carrier, currency: None })
        };
        rows.iter().filter_map(count).collect()
    }

    /// How many a row counts at its carrier.
    fn counted(self, carrier: usize, row: &Counting) -> Option<Quantity> {
        let syntax = self.syntax;
        let heads = match row.place {
            Place::Object => self.objects(carrier),
            Place::Subject if syntax.is_passive(carrier) => Vec::new(),
            Place::Subject => syntax.subjects(carrier),
            Place::Noun => return self.number(carrier),
            Place::Of => syntax.prepositional(carrier, "of").collect(),
            Place::ObjectOf => {
                let verb = syntax.head(carrier).filter(|_| matches!(syntax.deprel(carrier), "dobj" | "nsubjpass"))?;
                return row.with.iter().any(|with| syntax.lemma(verb) == with).then(|| self.number(carrier)).flatten();
            }
            Place::Before => return None,
            Place::Value => return self.value(carrier),
        };
        if !row.with.is_empty() && !self.stands_by(carrier, &heads, &row.with) {
            return None;
        }
        let only_numbers = matches!(row.kind, CountKind::Participants | CountKind::Displaced);
        self.sum(&heads, only_numbers)
    }

    /// Objects, also behind a number that begins like an adverbial: "arrested between 40 and 50 students".
    fn objects(self, verb: usize) -> Vec<usize> {
        let objects = self.syntax.objects(verb);
        if objects.is_empty() { self.syntax.prepositional(verb, "between").collect() } else { objects }
    }

    /// "killed two soldiers and a civilian" killed three; with some of whom there is no number, more than are counted.
    fn sum(self, heads: &[usize], only_numbers: bool) -> Option<Quantity> {
        let people = |head| if only_numbers { self.number(head) } else { self.people(head) };
        let members = heads.iter().flat_map(|&head| self.syntax.conjuncts(head));
        let mut members: Vec<usize> = members.collect();
        members.sort_unstable();
        members.dedup();
        let counted: Vec<Option<Quantity>> = members.into_iter().map(people).collect();
        let is_whole = counted.iter().all(Option::is_some);
        let mut known = counted.into_iter().flatten();
        let first = known.next()?;
        let mut sum = known.fold(first, |sum, next| Quantity {
            low: add(sum.low, next.low),
            high: sum.high.zip(next.high).map(|(a, b)| a.saturating_add(b)),
            tokens: sum.tokens.start.min(next.tokens.start)..sum.tokens.end.max(next.tokens.end),
        });
        if !is_whole {
            sum.high = None;
        }
        Some(sum)
    }

    /// Whether one of the words of a row stands at the carrier: the object itself, a child, or a grandchild behind a
    /// preposition ("took into custody").
    fn stands_by(self, carrier: usize, heads: &[usize], words: &[String]) -> bool {
        let syntax = self.syntax;
        let is_word = |i: usize| words.iter().any(|word| syntax.lemma(i).eq_ignore_ascii_case(word));
        let behind = syntax.children_by(carrier, &["prep", "prt"]).flat_map(|prep| syntax.children(prep));
        let members = heads.iter().flat_map(|&head| {
            let of = syntax.prepositional(head, "of");
            [head].into_iter().chain(of).collect::<Vec<_>>()
        });
        syntax.children(carrier).chain(behind).chain(members).any(is_word)
    }

    /// "12 dead", "30 others wounded", "dozens injured": the number, or its noun, stands right before the word.
    fn right_before(self, i: usize, start: usize) -> Option<(CountKind, Quantity)> {
        let syntax = self.syntax;
        let kind = self.rules.before(&syntax.form(i).to_lowercase())?;
        let before = i.checked_sub(1).filter(|&before| before >= start)?;
        let is_attributive =
            syntax.head(i).is_some_and(|head| head > i) && matches!(syntax.deprel(i), "amod" | "compound");
        let is_finite = syntax.token(i).xpos == "VBD" && syntax.child(i, &["dobj"]).is_some()
            || syntax.child(i, &["aux", "auxpass"]).is_some();
        if is_attributive || is_finite {
            return None;
        }
        let quantity = if number::is_number(syntax, self.rules, before) {
            number::read(syntax, self.rules, before).map(Quantity::from)
        } else if syntax.is_noun(before) || syntax.token(before).upos == "PRON" {
            self.number(before)
        } else {
            None
        };
        quantity.filter(|quantity| quantity.tokens.end <= i).map(|quantity| (kind, quantity))
    }

    /// "the toll rose to 45", "a toll of 45", "the toll stands at 45", "the toll is 45".
    fn value(self, noun: usize) -> Option<Quantity> {
        const LEADING: [&str; 7] = ["to", "at", "past", "above", "of", "over", "beyond"];
        let syntax = self.syntax;
        let of = syntax.prepositional(noun, "of").find_map(|number| self.number(number));
        if of.is_some() {
            return of;
        }
        let is_below = |head: &usize| self.syntax.is_verb(*head) || syntax.token(*head).upos == "AUX";
        let verb = syntax.head(noun).filter(is_below)?;
        if syntax.deprel(noun) == "dobj" {
            return LEADING.iter().find_map(|prep| syntax.prepositional(verb, prep).find_map(|at| self.number(at)));
        }
        let objects = syntax.children_by(verb, &["dobj", "attr", "acomp", "npadvmod"]);
        let behind = LEADING.iter().flat_map(|prep| syntax.prepositional(verb, prep));
        let through = syntax.children_by(verb, &["prep"]).flat_map(|prep| syntax.children_by(prep, &["prep"]));
        let through = through.flat_map(|prep| syntax.children_by(prep, &["pobj"]));
        objects.chain(behind).chain(through).find_map(|at| self.number(at))
    }

    /// "$50m", "€500 million", "5 million US dollars". `i` is the sign or the noun.
    fn amount(self, i: usize) -> Option<Found> {
        let Self { syntax, rules, .. } = self;
        let word = syntax.form(i).to_lowercase();
        let is_sign = !word.ends_with(|c: char| c.is_alphanumeric());
        let (number, currency, carrier) = if is_sign {
            let currency = rules.currency(&word)?;
            let next = i + 1;
            if next >= syntax.len() || !number::is_number(syntax, rules, next) {
                return None;
            }
            let mut number = number::read(syntax, rules, next)?;
            number.tokens.start = i;
            let sentence = syntax.sentence(syntax.sentence_of(i));
            number::bound_before(syntax, rules, &mut number, &sentence);
            // The head of the phrase: "$", "50" or "m", whichever hangs outside.
            let tokens = number.tokens.clone();
            let outside = |&at: &usize| syntax.head(at).is_none_or(|head| !tokens.contains(&head));
            let carrier = tokens.clone().find(outside).unwrap_or(i);
            (number, currency, carrier)
        } else {
            if !syntax.is_noun(i) {
                return None;
            }
            let (currency, start) = self.currency_before(i)?;
            let last = start.checked_sub(1)?;
            if !number::is_number(syntax, rules, last) {
                return None;
            }
            let mut number = number::read(syntax, rules, last)?;
            number.tokens.end = i + 1;
            (number, currency, i)
        };
        Some(Found { kind: CountKind::Amount, quantity: number.into(), carrier, currency: currency.map(str::to_owned) })
    }

    /// The currency that a noun names, with the first of its words: "dollars", "US dollars", "Hong Kong dollars".
    fn currency_before(self, noun: usize) -> Option<(Option<&'v str>, usize)> {
        let Self { syntax, rules, .. } = self;
        let mut name = syntax.lemma(noun).to_lowercase();
        let mut found = (rules.currency(&name)?, noun);
        for first in (noun.saturating_sub(2)..noun).rev() {
            name = format!("{} {name}", syntax.form(first).to_lowercase());
            if let Some(currency) = rules.currency(&name) {
                found = (currency, first);
            }
        }
        // "Canadian dollars" of a state whose code the table does not give
        let is_of_state = found.1 > 0 && syntax.token(found.1 - 1).upos == "ADJ";
        Some(if is_of_state { (None, found.1 - 1) } else { found })
    }
}

/// Two lower ends; one that is open adds nothing.
fn add(a: Option<u64>, b: Option<u64>) -> Option<u64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.saturating_add(b)),
        (a, b) => a.or(b),
    }
}
