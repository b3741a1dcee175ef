//! What becomes of a stand under negation and in the grip of other words.
//!
//! In: a word of attitude and its stand. Out: the stand that is really taken: "does not support" opposes, "did not rule out"
//! leaves open, "stopped short of condemning" takes no side, "would consider backing" supports with polarity 0.

use crate::syntax::Syntax;

use super::Stance;
use super::words::Stand;

const HIGHEST: usize = 4;
/// Verbs that say no: "refused to support".
const REFUSING: [&str; 3] = ["decline", "refuse", "resist"];
/// Verbs after which nothing is said: "stopped short of endorsing".
const OMITTING: [&str; 5] = ["avoid", "fail", "omit", "refrain", "stop"];
/// Verbs after which it is left open: "would consider backing".
const OPEN: [&str; 4] = ["consider", "contemplate", "ponder", "weigh"];

/// The stand as it is taken, and the word that changed it; nothing where no stand is left ("did not call for it").
pub(super) fn taken(syntax: &Syntax<'_>, word: usize, stand: Stand) -> Option<(Stand, Option<usize>)> {
    let mut stand = stand;
    let mut why = None;
    let mut at = word;
    for _ in 0..HIGHEST {
        if let Some(negation) = negation(syntax, at) {
            stand = if at == word || syntax.deprel(word) == "dobj" { denied(stand)? } else { undone(stand) };
            why = Some(negation);
        }
        if let Some(condition) = hedge(syntax, at) {
            stand.polarity = 0;
            why = Some(condition);
        }
        let Some(head) = syntax.head(at) else { break };
        if !is_governed(syntax, word, at) {
            break;
        }
        let lemma = syntax.lemma(head).to_lowercase();
        if REFUSING.contains(&lemma.as_str()) {
            stand = undone(stand);
            why = Some(head);
        } else if OMITTING.contains(&lemma.as_str()) {
            stand = Stand { stance: Stance::Neutral, polarity: 0 };
            why = Some(head);
        } else if OPEN.contains(&lemma.as_str()) {
            stand.polarity = 0;
            why = Some(head);
        }
        at = head;
    }
    Some((stand, why))
}

/// Whether what stands above a word decides whether it is done: "refused **to condemn**", "stopped short **of condemning**".
fn is_governed(syntax: &Syntax<'_>, word: usize, at: usize) -> bool {
    match syntax.deprel(at) {
        "xcomp" | "pcomp" | "acomp" => true,
        "ccomp" => syntax.child(at, &["nsubj", "nsubjpass", "expl"]).is_none(),
        "dobj" => at == word,
        "prep" | "advmod" => at != word && matches!(syntax.token(at).upos.as_str(), "ADP" | "ADV" | "SCONJ"),
        _ => false,
    }
}

/// A word that negates: "not", "no longer", "never", "neither".
fn negation(syntax: &Syntax<'_>, at: usize) -> Option<usize> {
    let own = syntax.child(at, &["neg"]);
    let no = || syntax.children_by(at, &["det"]).find(|&word| syntax.form(word).eq_ignore_ascii_case("no"));
    // "no longer backs": the parser hangs "no" on "longer".
    let longer = || {
        let words =
            syntax.children_by(at, &["advmod"]).filter(|&word| syntax.form(word).eq_ignore_ascii_case("longer"));
        words.into_iter().find(|&word| syntax.child(word, &["neg"]).is_some())
    };
    own.or_else(longer).or_else(no)
}

/// "does not support" is against, "does not oppose" leaves open; "does not condemn" takes no side.
fn denied(stand: Stand) -> Option<Stand> {
    let (stance, polarity) = match (stand.stance, stand.polarity) {
        (Stance::Support, 1) => (Stance::Oppose, -1),
        (Stance::Oppose, _) => (Stance::Support, 0),
        (Stance::Condemn, _) => (Stance::Neutral, 0),
        _ => return None,
    };
    Some(Stand { stance, polarity })
}

/// What somebody refuses or omits: to support is to be against, to condemn is to take no side.
fn undone(stand: Stand) -> Stand {
    match stand.stance {
        Stance::Support => Stand { stance: Stance::Oppose, polarity: -1 },
        _ => Stand { stance: Stance::Neutral, polarity: 0 },
    }
}

/// "may back", "would support it if": a stand on a condition.
fn hedge(syntax: &Syntax<'_>, at: usize) -> Option<usize> {
    let modal = syntax
        .children_by(at, &["aux"])
        .find(|&aux| matches!(syntax.form(aux).to_lowercase().as_str(), "may" | "might" | "could"));
    let condition = || {
        let clauses = syntax.children_by(at, &["advcl"]);
        let mark = clauses
            .filter_map(|clause| syntax.child(clause, &["mark"]))
            .find(|&mark| matches!(syntax.form(mark).to_lowercase().as_str(), "if" | "provided" | "unless"));
        mark.filter(|&mark| mark > at)
    };
    modal.or_else(condition)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::parsed;

    const SUPPORT: Stand = Stand { stance: Stance::Support, polarity: 1 };
    const CONDEMN: Stand = Stand { stance: Stance::Condemn, polarity: -1 };

    fn taken_by(table: &str, word: &str, stand: Stand) -> Option<(Stance, i8)> {
        let parsed = parsed(table);
        taken(&parsed.syntax(), parsed.token(word), stand).map(|(stand, _)| (stand.stance, stand.polarity))
    }

    #[test]
    fn negation_turns_a_stand() {
        let not = "Peru Peru PROPN NNP 4 nsubj\ndoes do AUX VBZ 4 aux\nnot not PART RB 4 neg\n\
                   back back VERB VB 0 ROOT\nit it PRON PRP 4 dobj";
        assert_eq!(taken_by(not, "back", SUPPORT), Some((Stance::Oppose, -1)));
        assert_eq!(taken_by(not, "back", CONDEMN), Some((Stance::Neutral, 0)));
        assert_eq!(taken_by(not, "back", Stand { stance: Stance::Demand, polarity: 1 }), None);
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
        let plain = "Peru Peru PROPN NNP 2 nsubj\nbacks back VERB VBZ 0 ROOT\nit it PRON PRP 2 dobj";
        assert_eq!(taken_by(plain, "backs", SUPPORT), Some((Stance::Support, 1)));
    }
}
