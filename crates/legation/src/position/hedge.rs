//! What becomes of a stand under negation and in the grip of other words.
//!
//! In: a word of attitude and its stand. Out: the stand that is really taken: "does not support" opposes, "did not rule out"
//! leaves open, "stopped short of condemning" takes no side, "would consider backing" supports with polarity 0. Which verbs
//! refuse, omit, leave open or give up stands in `data/rules/hedges.csv`.

use crate::syntax::Syntax;

use super::Stance;
use super::words::{Effect, PositionWords, Sort, Stand};

const HIGHEST: usize = 4;
const NEUTRAL: Stand = Stand { stance: Stance::Neutral, polarity: 0 };

/// The stand as it is taken, and the word that changed it; nothing where no stand is left ("did not call for it").
pub(super) fn taken(
    syntax: &Syntax<'_>,
    words: &PositionWords,
    word: usize,
    stand: Stand,
) -> Option<(Stand, Option<usize>)> {
    if is_nobodys(syntax, word) || is_far_from(syntax, word) || is_void(syntax, words, word) {
        return None;
    }
    if let Some(other) = other_side(syntax, words, word, stand) {
        return Some((NEUTRAL, Some(other)));
    }
    let mut stand = stand;
    let mut why = None;
    let mut at = word;
    for _ in 0..HIGHEST {
        if let Some(negation) = negation(syntax, at) {
            let is_open = stand.stance != Stance::Oppose && is_open_yet(syntax, words, at);
            stand = if is_open {
                NEUTRAL
            } else if at == word
                || syntax.deprel(word) == "dobj"
                || is_predicate(syntax, word) && syntax.head(word) == Some(at)
            {
                denied(syntax, word, stand)?
            } else {
                undone(stand)
            };
            why = Some(negation);
        } else if let Some(condition) = hedge(syntax, at) {
            if stand.stance == Stance::Demand {
                return None;
            }
            stand.polarity = 0;
            why = Some(condition);
        }
        let Some(head) = syntax.head(at) else { break };
        if !is_governed(syntax, word, at) {
            break;
        }
        if let Some(changed) = governed(syntax, words, word, at, head, stand) {
            (stand, why) = (changed, Some(head));
        }
        at = head;
    }
    Some((stand, why))
}

/// "denied that it had backed the plan", "is expected to back it": no stand is told.
fn is_void(syntax: &Syntax<'_>, words: &PositionWords, word: usize) -> bool {
    let mut at = word;
    for _ in 0..HIGHEST {
        let Some(head) = syntax.head(at) else { return false };
        if !matches!(syntax.deprel(at), "xcomp" | "ccomp" | "acomp" | "dobj") {
            return false;
        }
        let is_clause = matches!(syntax.deprel(at), "xcomp" | "ccomp") && head < word;
        let is_voided = words.effect(&syntax.lemma(head).to_lowercase()) == Some(Effect::Voids);
        if is_clause && is_voided && syntax.child(head, &["neg"]).is_none() {
            return true;
        }
        at = head;
    }
    false
}

/// What the verb above makes of the stand, if it does.
fn governed(
    syntax: &Syntax<'_>,
    words: &PositionWords,
    word: usize,
    at: usize,
    head: usize,
    stand: Stand,
) -> Option<Stand> {
    let lemma = syntax.lemma(head).to_lowercase();
    let is_yet = || lemma == "have" && syntax.children_by(head, &["advmod"]).any(|yet| syntax.form(yet) == "yet");
    match words.effect(&lemma) {
        Some(Effect::Refuses) => Some(undone(stand)),
        Some(Effect::Omits) => Some(NEUTRAL),
        Some(Effect::Opens) => Some(Stand { polarity: 0, ..stand }),
        Some(Effect::Voids) => None,
        Some(Effect::GivesUp) if at == word && syntax.deprel(word) == "dobj" => denied(syntax, word, stand),
        _ => (syntax.deprel(at) == "xcomp" && is_yet()).then_some(NEUTRAL),
    }
}

/// Whether what stands above a word decides whether it is done: "refused **to condemn**", "stopped short **of condemning**".
fn is_governed(syntax: &Syntax<'_>, word: usize, at: usize) -> bool {
    match syntax.deprel(at) {
        "xcomp" | "pcomp" | "acomp" => true,
        "acl" => at == word && syntax.is_noun(syntax.head(at).unwrap_or(at)),
        "ccomp" => syntax.child(at, &["nsubj", "nsubjpass", "expl"]).is_none(),
        "dobj" => at == word,
        "prep" if at == word => true,
        "prep" | "advmod" => at != word && matches!(syntax.token(at).upos.as_str(), "ADP" | "ADV" | "SCONJ"),
        _ => false,
    }
}

/// "is **against** the plan", "is **wary** of it"
fn is_predicate(syntax: &Syntax<'_>, word: usize) -> bool {
    matches!(syntax.token(word).upos.as_str(), "ADJ" | "ADP") || syntax.deprel(word) == "acomp"
}

/// "No state backed the plan", "none of them did": nobody takes the stand.
fn is_nobodys(syntax: &Syntax<'_>, word: usize) -> bool {
    let is_no = |subject: usize| {
        let det = syntax.child(subject, &["det"]).map(|det| syntax.form(det).to_lowercase());
        det.is_some_and(|det| det == "no") || matches!(syntax.lemma(subject), "nobody" | "none" | "nothing")
    };
    syntax.child(word, &["nsubj", "nsubjpass"]).is_some_and(is_no)
}

/// "far from opposing it"
fn is_far_from(syntax: &Syntax<'_>, word: usize) -> bool {
    let from = syntax.head(word).filter(|&from| syntax.deprel(word) == "pcomp" && lower(syntax, from) == "from");
    from.and_then(|from| from.checked_sub(1)).is_some_and(|far| lower(syntax, far) == "far")
}

/// "neither backs nor condemns": the word with which a negated one tells that no side is taken.
fn other_side(syntax: &Syntax<'_>, words: &PositionWords, word: usize, stand: Stand) -> Option<usize> {
    let below = syntax.children_by(word, &["conj"]).find(|&other| is_joined_by_nor(syntax, other));
    let above = syntax.head(word).filter(|_| is_joined_by_nor(syntax, word));
    let other = below.or(above)?;
    let against = words.attitude(Sort::Verb, &syntax.lemma(other).to_lowercase())?.stand;
    (against.polarity * stand.polarity < 0).then_some(other)
}

/// Whether a verb is coordinated by "nor", or by "or" under a negation.
fn is_joined_by_nor(syntax: &Syntax<'_>, word: usize) -> bool {
    let Some(first) = syntax.head(word).filter(|_| syntax.deprel(word) == "conj") else { return false };
    let joins = syntax.children_by(first, &["cc"]).rfind(|&join| join < word);
    match joins.map(|join| lower(syntax, join)).as_deref() {
        Some("nor") => true,
        Some("or") => syntax.child(first, &["neg"]).is_some(),
        _ => false,
    }
}

/// A word that negates: "not", "no longer", "never", "neither".
fn negation(syntax: &Syntax<'_>, at: usize) -> Option<usize> {
    let is_whole = |&not: &usize| !matches!(lower(syntax, not + 1).as_str(), "just" | "merely" | "only" | "simply");
    let own = syntax.child(at, &["neg"]).filter(is_whole);
    let no = || syntax.children_by(at, &["det"]).find(|&word| lower(syntax, word) == "no");
    // "no longer backs": the parser hangs "no" on "longer".
    let longer = || {
        let words = syntax.children_by(at, &["advmod"]).filter(|&word| lower(syntax, word) == "longer");
        words.into_iter().find(|&word| syntax.child(word, &["neg"]).is_some())
    };
    let is_neither = |&word: &usize| lower(syntax, word) == "neither";
    let neither = || {
        let subject = syntax.child(at, &["nsubj", "nsubjpass"]).into_iter();
        let subject = subject.flat_map(|subject| syntax.children_by(subject, &["cc", "det", "preconj"]));
        subject.chain(syntax.children_by(at, &["cc", "det", "preconj"])).find(is_neither)
    };
    let nor = || syntax.head(at).filter(|_| is_joined_by_nor(syntax, at));
    own.or_else(longer).or_else(no).or_else(neither).or_else(nor)
}

/// "has not yet endorsed", "did not immediately back": it may still be done.
fn is_open_yet(syntax: &Syntax<'_>, words: &PositionWords, at: usize) -> bool {
    let adverbs = syntax.children_by(at, &["advmod"]).map(|adverb| lower(syntax, adverb));
    adverbs.into_iter().any(|adverb| words.effect(&adverb) == Some(Effect::Postpones))
}

/// "does not support" is against, "does not oppose" leaves open; "does not condemn" takes no side.
fn denied(syntax: &Syntax<'_>, word: usize, stand: Stand) -> Option<Stand> {
    let is_wish = || matches!(syntax.lemma(word), "like" | "want" | "wish");
    let (stance, polarity) = match (stand.stance, stand.polarity) {
        (Stance::Support, 1) => (Stance::Oppose, -1),
        (Stance::Oppose, _) => (Stance::Support, 0),
        (Stance::Condemn, _) => (Stance::Neutral, 0),
        // "has not made up its mind"
        (Stance::Neutral, _) if syntax.lemma(word) == "make" => (Stance::Neutral, 0),
        (Stance::Demand, _) if is_wish() => (Stance::Oppose, -1),
        _ => return None,
    };
    Some(Stand { stance, polarity })
}

/// What somebody refuses or omits: to support is to be against, to condemn is to take no side.
fn undone(stand: Stand) -> Stand {
    match stand.stance {
        Stance::Support => Stand { stance: Stance::Oppose, polarity: -1 },
        _ => NEUTRAL,
    }
}

/// "may back", "would support it if": a stand on a condition.
fn hedge(syntax: &Syntax<'_>, at: usize) -> Option<usize> {
    let modal =
        syntax.children_by(at, &["aux"]).find(|&aux| matches!(lower(syntax, aux).as_str(), "may" | "might" | "could"));
    // "backs the dam, officials say, provided that …": the parser hangs the condition on the remark.
    let remark = || syntax.head(at).filter(|_| matches!(syntax.deprel(at), "ccomp" | "parataxis"));
    let remark = remark().filter(|&says| says > at && syntax.is_verb(says));
    modal.or_else(|| condition(syntax, at, at)).or_else(|| condition(syntax, remark?, at))
}

/// "if", "provided that" and "unless" behind a word, in a clause of some verb.
fn condition(syntax: &Syntax<'_>, verb: usize, word: usize) -> Option<usize> {
    let marks = syntax.children_by(verb, &["advcl", "prep", "conj"]).flat_map(|clause| {
        let own = Some(clause).filter(|&clause| syntax.token(clause).xpos == "VBN" || syntax.is_verb(clause));
        let own = own.filter(|&clause| matches!(lower(syntax, clause).as_str(), "provided" | "providing"));
        let is_clause = syntax.deprel(clause) == "advcl";
        own.or_else(|| syntax.child(clause, &["mark"]).filter(|_| is_clause))
    });
    let is_condition = |&mark: &usize| {
        matches!(lower(syntax, mark).as_str(), "if" | "provided" | "providing" | "unless") && mark > word
    };
    marks.into_iter().find(is_condition)
}

fn lower(syntax: &Syntax<'_>, i: usize) -> String {
    if i < syntax.len() { syntax.form(i).to_lowercase() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::parsed;

    const SUPPORT: Stand = Stand { stance: Stance::Support, polarity: 1 };
    const CONDEMN: Stand = Stand { stance: Stance::Condemn, polarity: -1 };
    const DEMAND: Stand = Stand { stance: Stance::Demand, polarity: 1 };

    fn taken_by(table: &str, word: &str, stand: Stand) -> Option<(Stance, i8)> {
        let words = PositionWords::embedded().expect("sound tables");
        let parsed = parsed(table);
        taken(&parsed.syntax(), &words, parsed.token(word), stand).map(|(stand, _)| (stand.stance, stand.polarity))
    }

    #[test]
    fn negation_turns_a_stand() {
        let not = "Peru Peru PROPN NNP 4 nsubj\ndoes do AUX VBZ 4 aux\nnot not PART RB 4 neg\n\
                   back back VERB VB 0 ROOT\nit it PRON PRP 4 dobj";
        assert_eq!(taken_by(not, "back", SUPPORT), Some((Stance::Oppose, -1)));
        assert_eq!(taken_by(not, "back", CONDEMN), Some((Stance::Neutral, 0)));
        assert_eq!(taken_by(not, "back", DEMAND), None);
        let neither = not.replace("does do AUX VBZ 4 aux\nnot not PART RB 4 neg", "neither neither CCONJ CC 1 det");
        assert_eq!(taken_by(&neither.replace("4", "3"), "back", SUPPORT), Some((Stance::Oppose, -1)));
    }

    #[test]
    fn what_is_refused_or_omitted_is_not_taken() {
        let refused = "Peru Peru PROPN NNP 2 nsubj\nrefused refuse VERB VBD 0 ROOT\nto to PART TO 4 aux\n\
                       back back VERB VB 2 xcomp\nit it PRON PRP 4 dobj";
        assert_eq!(taken_by(refused, "back", SUPPORT), Some((Stance::Oppose, -1)));
        assert_eq!(taken_by(refused, "back", CONDEMN), Some((Stance::Neutral, 0)));
        let short = "Peru Peru PROPN NNP 2 nsubj\nstopped stop VERB VBD 0 ROOT\nshort short ADV RB 2 advmod\n\
                     of of ADP IN 3 prep\nbacking back VERB VBG 4 pcomp\nit it PRON PRP 5 dobj";
        assert_eq!(taken_by(short, "backing", SUPPORT), Some((Stance::Neutral, 0)));
    }

    #[test]
    fn a_condition_takes_the_weight() {
        let may = "Peru Peru PROPN NNP 3 nsubj\nmay may AUX MD 3 aux\nback back VERB VB 0 ROOT\nit it PRON PRP 3 dobj";
        assert_eq!(taken_by(may, "back", SUPPORT), Some((Stance::Support, 0)));
        assert_eq!(taken_by(may, "back", DEMAND), None);
        let plain = "Peru Peru PROPN NNP 2 nsubj\nbacks back VERB VBZ 0 ROOT\nit it PRON PRP 2 dobj";
        assert_eq!(taken_by(plain, "backs", SUPPORT), Some((Stance::Support, 1)));
    }

    #[test]
    fn two_sides_denied_are_no_side() {
        let neither = "Peru Peru PROPN NNP 3 nsubj\nneither neither CCONJ CC 3 preconj\nbacked back VERB VBD 0 ROOT\n\
                       nor nor CCONJ CC 3 cc\ncondemned condemn VERB VBD 3 conj\nit it PRON PRP 5 dobj";
        assert_eq!(taken_by(neither, "backed", SUPPORT), Some((Stance::Neutral, 0)));
        assert_eq!(taken_by(neither, "condemned", CONDEMN), Some((Stance::Neutral, 0)));
    }

    #[test]
    fn what_is_given_up_or_put_off_is_not_held() {
        let dropped = "Peru Peru PROPN NNP 2 nsubj\ndropped drop VERB VBD 0 ROOT\nits its PRON PRP$ 4 poss\n\
                       objection objection NOUN NN 2 dobj";
        let oppose = Stand { stance: Stance::Oppose, polarity: -1 };
        assert_eq!(taken_by(dropped, "objection", oppose), Some((Stance::Support, 0)));
        let yet = "Peru Peru PROPN NNP 5 nsubj\nhas have AUX VBZ 5 aux\nnot not PART RB 5 neg\nyet yet ADV RB 5 advmod\n\
                   backed back VERB VBN 0 ROOT\nit it PRON PRP 5 dobj";
        assert_eq!(taken_by(yet, "backed", SUPPORT), Some((Stance::Neutral, 0)));
    }
}
