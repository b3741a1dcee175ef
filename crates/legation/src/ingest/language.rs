//! Whether a text is English: others are counted and left aside.

use whichlang::{Lang, detect_language};

use super::Document;

/// Bytes of a text that are looked at.
const LOOKED_AT: usize = 4000;
/// Shorter texts say too little of their language.
const SHORTEST: usize = 80;

/// Whether a document is in English, by its language tag, else by its words. What is too short to tell is taken for English.
#[must_use]
pub fn is_english(document: &Document) -> bool {
    if let Some(tag) = document.language.as_deref().map(str::trim).filter(|tag| !tag.is_empty()) {
        let tag = tag.to_lowercase();
        return tag == "english" || tag.split(['-', '_']).next() == Some("en");
    }
    let text = &document.text[..document.text.floor_char_boundary(LOOKED_AT)];
    text.len() < SHORTEST || detect_language(text) == Lang::Eng
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tag_decides_and_the_words_where_there_is_none() {
        let tagged = |tag: &str| Document { language: Some(tag.into()), ..Document::new("d", "x") };
        assert!(is_english(&tagged("en-GB")) && is_english(&tagged("English")) && !is_english(&tagged("fr")));
        let text = |text: &str| is_english(&Document::new("d", text));
        assert!(text("The ministers met in Geneva on Monday and agreed to hold another round of talks in the spring."));
        assert!(!text(
            "Les ministres se sont réunis lundi à Genève et ont convenu de tenir une nouvelle série de pourparlers."
        ));
        assert!(!text(
            "Министры встретились в понедельник в Женеве и договорились провести ещё один раунд переговоров весной."
        ));
        assert!(text("Doha"));
    }
}
