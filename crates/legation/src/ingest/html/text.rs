//! Tokens to plain text: paragraphs stand apart by a blank line, rows and list items by a line.
//!
//! Used for the article that was found in a page, and for a whole page where none can be looked for.

use super::element::{AROUND, BLOCKS, LINES};
use super::entity;
use super::token::{Token, tokens};

/// The plain text of some HTML.
pub(in crate::ingest) fn plain(html: &str) -> String {
    write(html, &[])
}

/// The plain text of a whole page, without menus and the like where the page says what they are.
pub(super) fn of_page(html: &str) -> String {
    let text = write(html, &AROUND);
    // A menu that is never closed must not take the article with it.
    if text.is_empty() { plain(html) } else { text }
}

/// The plain text of what is not inside elements of `skipped`.
fn write(html: &str, skipped: &[&str]) -> String {
    let mut text = Text::default();
    let mut n_open = vec![0_usize; skipped.len()];
    for token in tokens(html) {
        let around = |name: &str| skipped.iter().position(|known| *known == name);
        match &token {
            Token::Start(tag) => {
                around(&tag.name).into_iter().for_each(|idx| n_open[idx] += 1);
                text.boundary(&tag.name, true);
            }
            Token::End(name) => {
                around(name).into_iter().for_each(|idx| n_open[idx] = n_open[idx].saturating_sub(1));
                text.boundary(name, false);
            }
            Token::Text(words) if n_open.iter().all(|n| *n == 0) => text.words(&entity::decode(words)),
            Token::Text(_) | Token::Opaque(..) => {}
        }
    }
    text.out
}

/// A text that grows: what separates it from the next words is written with them.
#[derive(Default)]
struct Text {
    out: String,
    gap: Gap,
    preformatted: bool,
}

/// What stands between two words, the widest that was asked for.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Blank,
    Cell,
    Line,
    Paragraph,
}

impl Gap {
    fn as_str(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Blank => " ",
            Self::Cell => "\t",
            Self::Line => "\n",
            Self::Paragraph => "\n\n",
        }
    }
}

impl Text {
    fn boundary(&mut self, name: &str, start: bool) {
        let gap = match name {
            // Two line breaks in a row are how many pages end a paragraph.
            "br" if self.gap == Gap::Line => Gap::Paragraph,
            _ if BLOCKS.binary_search(&name).is_ok() => Gap::Paragraph,
            _ if LINES.binary_search(&name).is_ok() => Gap::Line,
            "td" | "th" => Gap::Cell,
            _ => return,
        };
        if name == "pre" {
            self.preformatted = start;
        }
        self.gap = self.gap.max(gap);
    }

    fn words(&mut self, words: &str) {
        for word in words.split_inclusive(char::is_whitespace) {
            let bare = word.trim_end_matches(char::is_whitespace);
            if !bare.is_empty() {
                let gap = if self.out.is_empty() { Gap::None } else { self.gap };
                self.out.push_str(gap.as_str());
                self.out.push_str(bare);
                self.gap = Gap::None;
            }
            match word[bare.len()..].chars().next() {
                Some('\n') if self.preformatted && self.gap == Gap::Line => self.gap = Gap::Paragraph,
                Some('\n') if self.preformatted => self.gap = self.gap.max(Gap::Line),
                Some(_) => self.gap = self.gap.max(Gap::Blank),
                None => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_lines_and_cells_stand_apart() {
        assert_eq!(plain("  <p>One\n <b>bo</b>ld&nbsp;end </p>\n<p>two</p>"), "One bold end\n\ntwo");
        assert_eq!(plain("one<br>two<br><br>three<div>four"), "one\ntwo\n\nthree\n\nfour");
        assert_eq!(plain("<ul><li>a<li>b</ul><table><tr><td>c<td>d<tr><td>e"), "a\nb\n\nc\td\ne");
        assert_eq!(plain("<pre>one\n  two\n\nthree</pre>"), "one\ntwo\n\nthree");
        assert_eq!(plain("<figcaption>Caption</figcaption><p>Text"), "Caption\n\nText");
        assert_eq!(plain("a<script>b</script><!-- c -->d"), "ad");
    }

    #[test]
    fn a_page_is_read_without_what_is_around_its_article() {
        let page = "<header>Site</header><nav><a>Home</a></nav><p>Words.</p><footer>Legal</footer>";
        assert_eq!(of_page(page), "Words.");
        assert_eq!(of_page("<nav>never closed <p>Words."), "never closed\n\nWords.");
    }
}
