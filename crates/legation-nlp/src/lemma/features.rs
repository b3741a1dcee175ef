//! Which features say that a word is a dictionary form already.

/// Whether a word with this part of speech and these features (`Name=Value`, joined by `|`) is its own lemma.
pub(super) fn is_base_form(upos: &str, feats: &str) -> bool {
    if feats.is_empty() {
        return false;
    }
    let (mut number, mut verb_form, mut tense, mut degree) = (None, None, None, None);
    for (name, value) in feats.split('|').filter_map(|feature| feature.split_once('=')) {
        match name {
            "Number" => number = Some(value),
            "VerbForm" => verb_form = Some(value),
            "Tense" => tense = Some(value),
            "Degree" => degree = Some(value),
            _ => {}
        }
    }
    // Of finite present forms, those with a number have an ending.
    let is_plain_present = verb_form == Some("Fin") && tense == Some("Pres") && number.is_none();
    matches!(verb_form, Some("Inf" | "None"))
        || degree == Some("Pos")
        || (upos == "NOUN" && number == Some("Sing"))
        || (upos == "VERB" && is_plain_present)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_forms_are_known_by_their_features() {
        for (upos, feats, expected) in [
            ("NOUN", "Number=Sing", true),
            ("NOUN", "Number=Plur", false),
            ("PROPN", "Number=Sing", false),
            ("VERB", "Tense=Pres|VerbForm=Fin", true),
            ("VERB", "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", false),
            ("AUX", "Mood=Ind|Tense=Pres|VerbForm=Fin", false),
            ("AUX", "VerbForm=Inf", true),
            ("ADJ", "Degree=Pos", true),
            ("ADJ", "Degree=Cmp", false),
            ("NOUN", "", false),
        ] {
            assert_eq!(is_base_form(upos, feats), expected, "{upos} {feats}");
        }
    }
}
