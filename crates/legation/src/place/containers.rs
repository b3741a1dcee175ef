//! What the phrase around a name puts it in: "Tripoli, Lebanon", "the Syrian city of Homs", "Nigeria's Borno state".
//!
//! In: the names of a sentence. Out: the names of countries and regions that stand beside one of them in such a phrase.
//! Whether a place of the name lies there is for `choose` to say; a list ("Syria, Iraq") gives containers that fit nothing.

use crate::syntax::Syntax;

use super::geography::{Geography, Kind};
use super::names::{Name, Sort};

/// How far a phrase is followed, in tokens.
const REACH: usize = 9;
/// What may stand between a place and what it lies in.
const CALLED: [Kind; 6] = [Kind::City, Kind::First, Kind::Second, Kind::Site, Kind::Part, Kind::Direction];

/// Indexes of the names that contain `names[at]`, the nearest first.
pub(super) fn around(syntax: &Syntax<'_>, geography: &Geography, names: &[Name], at: usize) -> Vec<usize> {
    let mut found = before(syntax, geography, names, at);
    found.extend(behind(syntax, geography, names, at));
    found
}

/// "X, Texas", "X in northern Lebanon", "X, a town in Syria's Idlib province"
fn behind(syntax: &Syntax<'_>, geography: &Geography, names: &[Name], at: usize) -> Vec<usize> {
    let sentence = syntax.sentence(syntax.sentence_of(names[at].tokens.start));
    let mut found = Vec::new();
    let mut next = at + 1;
    let mut token = names[at].tokens.end;
    let mut last = names[at].tokens.end;
    while token < sentence.end.min(last + REACH) {
        if let Some(name) = names.get(next).filter(|name| name.tokens.start == token) {
            let directly = token == last + 1 && syntax.form(last) == ",";
            let is_place = !matches!(name.sort, Sort::Nationality(_));
            if is_place && (directly || last < token) {
                found.push(next);
            }
            token = name.tokens.end;
            last = token;
            next += 1;
            if found.len() > 2 {
                break;
            }
            continue;
        }
        let form = syntax.form(token);
        let leads = matches!(form, "," | "in" | "of" | "the" | "a" | "an" | "'s" | "’s" | "(" | "within" | "inside");
        let is_called = geography.is(syntax.lemma(token), &CALLED) || syntax.token(token).upos == "ADJ";
        if !leads && !is_called {
            break;
        }
        token += 1;
    }
    found
}

/// "Lebanon's X", "the northern Lebanese city of X", "the Texas town of X", "Syria's second city, X"
fn before(syntax: &Syntax<'_>, geography: &Geography, names: &[Name], at: usize) -> Vec<usize> {
    let start = names[at].tokens.start;
    let sentence = syntax.sentence(syntax.sentence_of(start));
    let mut found = Vec::new();
    let mut next = at;
    let mut token = start;
    while token > sentence.start && start - token < REACH {
        token -= 1;
        if let Some(name) = next.checked_sub(1).and_then(|before| names.get(before)).filter(|n| n.last() == token) {
            next -= 1;
            found.push(next);
            token = name.tokens.start;
            continue;
        }
        let form = syntax.form(token);
        let is_called = geography.is(syntax.lemma(token), &CALLED);
        let joins = matches!(form, "of" | "the" | "'s" | "’s")
            || form == "," && token > 0 && {
                geography.is(syntax.lemma(token - 1), &[Kind::City, Kind::First, Kind::Second])
            };
        let describes = matches!(syntax.token(token).upos.as_str(), "ADJ" | "NUM") && !form.contains('-');
        let leads_on = matches!(form, "of") && token > 0 && !geography.is(syntax.lemma(token - 1), &CALLED);
        if leads_on || !(is_called || joins || describes) {
            break;
        }
    }
    found
}
