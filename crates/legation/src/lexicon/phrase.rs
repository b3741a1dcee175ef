//! Takes the phrases of the lexicon apart: "blow up", "crack down on", "house arrest", "state of emergency".

use compact_str::CompactString;

use super::Pos;
use super::frame::PREPOSITIONS;

/// Words besides prepositions that can follow a verb and make it another one.
const PARTICLES: [&str; 18] = [
    "ahead", "amok", "apart", "aside", "away", "back", "down", "forth", "forward", "free", "go", "home", "loose",
    "open", "short", "together", "up", "way",
];

/// A phrase in parts; see the fields of [`Entry`](super::Entry).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Phrase {
    pub(super) head: CompactString,
    pub(super) modifiers: Vec<CompactString>,
    pub(super) particle: Option<CompactString>,
    pub(super) prep: Option<CompactString>,
    pub(super) prep_object: Option<CompactString>,
}

/// Takes a phrase apart, or says what is wrong with it.
pub(super) fn parse(phrase: &str, pos: Pos) -> Result<Phrase, String> {
    let sound = |c: char| c.is_lowercase() || matches!(c, ' ' | '-' | '\'');
    if phrase.is_empty() || !phrase.chars().all(sound) {
        return Err(format!("phrase {phrase:?}, expected words in lower case joined by single blanks"));
    }
    let words: Vec<&str> = phrase.split(' ').collect();
    if words.iter().any(|word| word.is_empty()) {
        return Err(format!("phrase {phrase:?}, expected words in lower case joined by single blanks"));
    }
    match pos {
        Pos::Verb => verb(phrase, &words),
        Pos::Noun => Ok(noun(&words)),
    }
}

fn verb(phrase: &str, words: &[&str]) -> Result<Phrase, String> {
    let particle = |word: &str| PARTICLES.contains(&word) || PREPOSITIONS.contains(&word);
    let mut modifiers = tokens(words.get(..1).unwrap_or_default());
    let mut parts = Phrase { head: modifiers.pop().unwrap_or_default(), modifiers, ..Phrase::default() };
    match words {
        [_] => {}
        [_, second] if particle(second) => parts.particle = Some((*second).into()),
        [_, second, third] if particle(second) && PREPOSITIONS.contains(third) => {
            parts.particle = Some((*second).into());
            parts.prep = Some((*third).into());
        }
        _ => {
            return Err(format!(
                "verb {phrase:?}, expected a verb, then at most a particle and a preposition; \
                 objects stand in object or prep_object"
            ));
        }
    }
    Ok(parts)
}

/// The head is the last word, or the last before a preposition ("state of emergency").
fn noun(words: &[&str]) -> Phrase {
    let preposition = words.iter().enumerate().skip(1).find(|(_, word)| PREPOSITIONS.contains(word));
    let (name, rest) = match preposition {
        Some((at, _)) if at + 1 < words.len() => words.split_at(at),
        _ => (words, &words[..0]),
    };
    let mut modifiers = tokens(name);
    Phrase {
        head: modifiers.pop().unwrap_or_default(),
        modifiers,
        particle: None,
        prep: rest.first().map(|word| CompactString::from(*word)),
        prep_object: rest.last().and_then(|word| tokens(&[word]).pop()),
    }
}

/// The words as the tokenizer cuts them: a hyphen between letters stands alone.
fn tokens(words: &[&str]) -> Vec<CompactString> {
    let mut tokens = Vec::new();
    for word in words {
        for (idx, part) in word.split('-').enumerate() {
            if idx > 0 {
                tokens.push("-".into());
            }
            tokens.push(part.into());
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_have_particles() {
        assert_eq!(parse("bomb", Pos::Verb), Ok(Phrase { head: "bomb".into(), ..Phrase::default() }));
        let blow_up = parse("blow up", Pos::Verb).expect("a phrase");
        assert_eq!((blow_up.head.as_str(), blow_up.particle.as_deref()), ("blow", Some("up")));
        let crack_down_on = parse("crack down on", Pos::Verb).expect("a phrase");
        assert_eq!((crack_down_on.particle.as_deref(), crack_down_on.prep.as_deref()), (Some("down"), Some("on")));
        let impose = parse("re-impose", Pos::Verb).expect("a phrase");
        assert_eq!((impose.head.as_str(), impose.modifiers.join(" ")), ("impose", "re -".to_owned()));
    }

    #[test]
    fn nouns_have_modifiers() {
        let arrest = parse("house arrest", Pos::Noun).expect("a phrase");
        assert_eq!((arrest.head.as_str(), &arrest.modifiers[..]), ("arrest", &[CompactString::from("house")][..]));
        let cease_fire = parse("cease-fire", Pos::Noun).expect("a phrase");
        assert_eq!((cease_fire.head.as_str(), cease_fire.modifiers.join(" ")), ("fire", "cease -".to_owned()));
        let emergency = parse("state of emergency", Pos::Noun).expect("a phrase");
        assert_eq!((emergency.head.as_str(), emergency.prep_object.as_deref()), ("state", Some("emergency")));
        assert_eq!(emergency.prep.as_deref(), Some("of"));
    }

    #[test]
    fn broken_phrases_are_told() {
        assert!(parse("Bomb", Pos::Verb).is_err());
        assert!(parse("blow  up", Pos::Verb).is_err());
        assert!(parse("", Pos::Noun).is_err());
        assert!(parse("hold talks", Pos::Verb).expect_err("an object").contains("object"));
    }
}
