//! Cuts a long text into sections, at the best place that a reader would choose.

use super::Document;

/// The longest text that is coded in one piece, in characters (Unicode code points); a longer one is coded in sections
/// of at most this length. It is more than any article has, so that nothing told in one piece is torn apart, and little
/// enough that a text of any length takes less than 120 MB, even one of single-letter words (spaCy refuses over 1,000,000
/// characters, its error E088).
pub const MAX_TEXT_CHARS: usize = 100_000;

/// The last part of a section, in tenths of it, in which a place to cut is looked for.
const CUT_TENTHS: usize = 2;

/// A document over [`MAX_TEXT_CHARS`] in sections; nearly every one stays whole.
pub(crate) fn sections(document: Document) -> impl Iterator<Item = Document> + Send {
    let mut next = Some(document);
    std::iter::from_fn(move || {
        let mut section = next.take()?;
        if let Some(cut) = cut(&section.text, MAX_TEXT_CHARS) {
            let rest = section.text.split_off(cut);
            // Else every section would hold as much memory as all that was left of the text.
            section.text.shrink_to_fit();
            let section_start = section.section_start + cut as u64;
            next = Some(Document { text: rest, section_start, ..without_text(&section) });
        }
        Some(section)
    })
    .filter(|section| section.section_start == 0 || !section.text.trim().is_empty())
}

fn without_text(document: &Document) -> Document {
    Document {
        id: document.id.clone(),
        title: document.title.clone(),
        text: String::new(),
        published: document.published.clone(),
        publisher: document.publisher.clone(),
        url: document.url.clone(),
        language: document.language.clone(),
        section_start: document.section_start,
        dropped: Vec::new(),
        notes: Vec::new(),
    }
}

/// The byte at which a text of more than `max_chars` characters is to be cut: after a paragraph, else
/// after a line, a sentence or a blank, and in the middle of a word only where there is none of these.
pub(super) fn cut(text: &str, max_chars: usize) -> Option<usize> {
    if text.len() <= max_chars {
        return None;
    }
    let (end, _) = text.char_indices().nth(max_chars)?;
    let from = text.floor_char_boundary(end - end * CUT_TENTHS / 10);
    let window = &text[from..end];
    let place = after_paragraph(window)
        .or_else(|| window.rfind('\n').map(|at| at + 1))
        .or_else(|| after_sentence(window))
        .or_else(|| window.char_indices().rfind(|(_, c)| c.is_whitespace()).map(|(at, c)| at + c.len_utf8()));
    Some(place.map_or(end, |place| from + place))
}

fn after_paragraph(window: &str) -> Option<usize> {
    let unix = window.rfind("\n\n").map(|at| at + 2);
    let windows = window.rfind("\n\r\n").map(|at| at + 3);
    unix.max(windows)
}

fn after_sentence(window: &str) -> Option<usize> {
    [". ", "! ", "? ", ".\" ", ".” "].iter().filter_map(|end| window.rfind(end).map(|at| at + end.len())).max()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_cut_prefers_paragraphs_then_lines_then_sentences_then_blanks() {
        let filler = "x".repeat(80);
        for (tail, at) in [
            ("a. b\nc\n\nd e", "a. b\nc\n\n"),
            ("a. b\nc d", "a. b\n"),
            ("a. b c", "a. "),
            ("ab cd", "ab "),
            ("abcd", "abcd"),
        ] {
            let text = format!("{filler}{tail}yyyyyyyyyyyyyyyyyyyyyyyyyyyyyy");
            let max_chars = 80 + tail.len();
            assert_eq!(cut(&text, max_chars), Some(80 + at.len()), "{tail:?}");
        }
        assert_eq!(cut("short", 5), None);
    }

    #[test]
    fn a_long_document_comes_in_sections_that_give_back_the_text() {
        let text = "Envoys met in Doha on Monday. ".repeat(MAX_TEXT_CHARS);
        let whole = Document { title: Some("T".into()), ..Document::new("d", text.clone()) };
        let sections: Vec<_> = sections(whole).collect();
        assert_eq!(sections.len(), 31);
        for section in &sections {
            let start = usize::try_from(section.section_start).unwrap();
            assert_eq!(&text[start..start + section.text.len()], section.text);
            assert!(section.text.ends_with(". ") && section.title.as_deref() == Some("T"));
        }
        assert_eq!(sections.iter().map(|section| section.text.len()).sum::<usize>(), text.len());
    }

    proptest! {
        #[test]
        fn a_cut_lies_on_a_character_within_the_limit(text in "\\PC{0,200}|[aé \n.]{0,200}", max_chars in 1_usize..60) {
            match cut(&text, max_chars) {
                Some(at) => {
                    prop_assert!(text.is_char_boundary(at) && at > 0);
                    prop_assert!(text[..at].chars().count() <= max_chars);
                }
                None => prop_assert!(text.chars().count() <= max_chars),
            }
        }
    }
}
