//! Clauses around a pronoun: the subjects above it, what it cannot stand for, and an "it" that stands for nothing.
//!
//! In: a token. Out: tokens. Binding follows Hobbs, "Resolving pronoun references", Lingua 44 (1978): an object is not its
//! own clause's subject, a subject is nobody inside its own clause.

use crate::syntax::Syntax;

/// Highest token looked at above a pronoun.
const HIGHEST: usize = 16;

/// A clause above a pronoun with its subject.
pub(super) struct Clause {
    pub(super) verb: usize,
    pub(super) subject: usize,
    /// The subject is that of another clause: "ordered troops to leave".
    pub(super) is_controlled: bool,
    /// The clause around the pronoun hangs on this one as its content, not beside it: "said that it …".
    pub(super) is_content: bool,
}

/// The token and all above it.
pub(super) fn upwards<'s>(syntax: &'s Syntax<'_>, i: usize) -> impl Iterator<Item = usize> + 's {
    std::iter::successors(Some(i), |&at| syntax.head(at)).take(HIGHEST)
}

fn is_verbal(syntax: &Syntax<'_>, i: usize) -> bool {
    matches!(syntax.token(i).upos.as_str(), "VERB" | "AUX")
}

/// The clauses around `i` with subjects other than the phrase of `i` itself, the innermost first.
pub(super) fn clauses(syntax: &Syntax<'_>, i: usize) -> Vec<Clause> {
    let way: Vec<usize> = upwards(syntax, i).collect();
    let mut all: Vec<Clause> = Vec::new();
    let mut below = "";
    let mut is_apart = false;
    for &verb in way.iter().filter(|&&token| is_verbal(syntax, token)) {
        // "said that the ship had left and that it …": not beside the ship's leaving, but below the saying.
        let is_skipped = std::mem::replace(&mut is_apart, syntax.deprel(verb) == "conj" && has_that(syntax, verb));
        if is_skipped {
            below = syntax.deprel(verb);
            continue;
        }
        let own = syntax.children_by(verb, &["nsubj", "nsubjpass"]).last();
        let subject = match own {
            Some(own) if syntax.is_relative(own) => syntax.head(verb).filter(|_| syntax.deprel(verb) == "relcl"),
            Some(own) => Some(own),
            None if !syntax.is_passive(verb) => syntax.subjects(verb).first().copied(),
            None => syntax.objects(verb).first().copied(),
        };
        if let Some(subject) = subject.filter(|subject| own != Some(*subject) || !way.contains(subject)) {
            let is_content = matches!(below, "" | "ccomp" | "xcomp" | "pcomp");
            all.push(Clause { verb, subject, is_controlled: own.is_none(), is_content });
        }
        below = syntax.deprel(verb);
    }
    all
}

fn has_that(syntax: &Syntax<'_>, verb: usize) -> bool {
    syntax.children_by(verb, &["mark"]).any(|mark| syntax.lemma(mark) == "that")
}

/// The verb whose argument the phrase of `i` is or stands in.
pub(super) fn governor(syntax: &Syntax<'_>, i: usize) -> Option<usize> {
    upwards(syntax, i).skip(1).find(|&token| is_verbal(syntax, token))
}

/// Whether `i` is the subject of its verb.
pub(super) fn is_subject(syntax: &Syntax<'_>, i: usize) -> bool {
    matches!(syntax.deprel(i), "nsubj" | "nsubjpass")
}

/// The subject of the clause in which `i` is another argument: the two cannot be the same.
pub(super) fn bound_subject(syntax: &Syntax<'_>, i: usize) -> Option<usize> {
    let verb = governor(syntax, i)?;
    let is_in_subject = upwards(syntax, i).take_while(|&token| token != verb).any(|token| is_subject(syntax, token));
    let is_owner = syntax.deprel(i) == "poss";
    let first = || clauses(syntax, i).into_iter().next().map(|clause| clause.subject);
    if is_in_subject || is_owner { None } else { first() }
}

/// Whether `token` stands below the verb whose subject `i` is.
pub(super) fn is_inside_own_clause(syntax: &Syntax<'_>, i: usize, token: usize) -> bool {
    let own = syntax.head(i).filter(|_| is_subject(syntax, i));
    own.is_some_and(|verb| upwards(syntax, token).any(|above| above == verb))
}

/// An "it" that stands for nothing: "it is clear that", "it rained", "it was Iran that", "made it hard to".
pub(super) fn is_pleonastic(syntax: &Syntax<'_>, i: usize) -> bool {
    const LINKING: [&str; 8] = ["appear", "be", "become", "look", "prove", "remain", "seem", "take"];
    const WEATHER: [&str; 6] = ["drizzle", "hail", "rain", "snow", "thunder", "pour"];
    const CONTENT: [&str; 6] = ["advcl", "ccomp", "csubj", "csubjpass", "relcl", "xcomp"];
    let Some(verb) = syntax.head(i).filter(|_| syntax.deprel(i) != "poss") else { return false };
    // "called it a stab in the back", "made it hard": whatever happened.
    let is_small_clause = !is_verbal(syntax, verb) && is_subject(syntax, i);
    if syntax.deprel(i) == "expl" || WEATHER.contains(&syntax.lemma(verb)) || is_small_clause {
        return true;
    }
    if !is_subject(syntax, i) {
        let is_of_verb = |&child: &usize| syntax.deprel(child) == "oprd" || !is_verbal(syntax, child);
        return syntax.children_by(verb, &["ccomp", "xcomp", "oprd"]).any(|child| is_of_verb(&child));
    }
    let has_content = |token: usize| syntax.child(token, &CONTENT).is_some();
    let said = syntax.deprel(i) == "nsubjpass" && syntax.child(verb, &["ccomp", "csubj", "csubjpass"]).is_some();
    let complements = || syntax.children_by(verb, &["acomp", "attr", "prep", "oprd"]);
    let is_time = |token: usize| matches!(syntax.recognized(token), Some("DATE" | "TIME"));
    let linked = LINKING.contains(&syntax.lemma(verb))
        && (has_content(verb) || complements().any(|token| has_content(token) || is_time(token)));
    said || linked
}
