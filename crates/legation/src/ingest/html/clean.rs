//! A page as the tree builder may see it: every element closed, nested no deeper than a limit, few attributes.
//!
//! The tree builder of html5ever is quadratic in depth and in the attributes of a tag, and puts formatting elements that
//! are left open into every later paragraph. What comes out here has none of that, so it is built in linear time whatever
//! came in. Elements that do not matter for finding the article are left out, their text stays.

use compact_str::CompactString;

use super::element::{END_A_PARAGRAPH, KEPT, KEPT_EMPTY};
use super::entity;
use super::token::{Tag, Token, tokens};

/// The deepest nesting that is looked at as a tree, in elements: what Blink and Gecko build.
pub const MAX_HTML_DEPTH: usize = 512;

/// The most tags of a page that is looked at as a tree; long articles have under 20,000.
pub const MAX_HTML_TAGS: usize = 200_000;

/// The longest page that is looked at as a tree, in bytes of its text and kept tags. The tree takes about 50 times as much
/// memory; the text of a long article has 50,000.
pub const MAX_HTML_TREE_BYTES: usize = 2_000_000;

/// The most work, in bytes times the depth at which they stand: readability reads a text once for each element around it
/// (240 million took 0.4 s, pages of news sites have under 20 million).
const MAX_WORK: usize = 100_000_000;

/// Attributes by which an article is told from what is around it.
const ATTRIBUTES: [&str; 11] =
    ["aria-hidden", "aria-modal", "class", "datatable", "hidden", "href", "id", "itemprop", "rel", "role", "style"];

/// Bytes of an attribute's value that are kept.
const MAX_VALUE_BYTES: usize = 512;

/// Why a page is not looked at as a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Excess {
    /// Deeper than [`MAX_HTML_DEPTH`].
    Depth,
    /// More tags than [`MAX_HTML_TAGS`].
    Tags,
    /// More bytes than [`MAX_HTML_TREE_BYTES`], or more than [`MAX_WORK`].
    Size,
}

/// The page for the tree builder.
///
/// # Errors
/// If it is deeper or longer or has more tags than is looked at.
pub(super) fn clean(html: &str, title: Option<&str>) -> Result<String, Excess> {
    let mut page = Page { out: String::with_capacity(html.len() / 2), open: Vec::new() };
    page.out.push_str("<!doctype html><html><head><title>");
    escape(title.unwrap_or_default(), &mut page.out);
    page.out.push_str("</title></head><body>");
    let (mut n_tags, mut work) = (0, 0);
    for token in tokens(html) {
        n_tags += usize::from(!matches!(token, Token::Text(_)));
        let n_before = page.out.len();
        match token {
            Token::Text(text) => escape(&entity::decode(text), &mut page.out),
            Token::Start(tag) => page.start(&tag),
            Token::End(name) => page.end(&name),
            Token::Opaque(..) => {}
        }
        work += (page.out.len() - n_before) * page.open.len();
        if page.out.len() > MAX_HTML_TREE_BYTES || work > MAX_WORK {
            return Err(Excess::Size);
        }
        if n_tags > MAX_HTML_TAGS {
            return Err(Excess::Tags);
        }
        if page.open.len() > MAX_HTML_DEPTH {
            return Err(Excess::Depth);
        }
    }
    page.close_from(0);
    page.out.push_str("</body></html>");
    Ok(page.out)
}

struct Page {
    out: String,
    /// Names of the elements that are open, outermost first.
    open: Vec<CompactString>,
}

impl Page {
    fn start(&mut self, tag: &Tag) {
        let name = tag.name.as_str();
        if KEPT_EMPTY.contains(&name) || KEPT.binary_search(&name).is_ok() {
            self.end_implied(name);
            self.out.push('<');
            self.out.push_str(name);
            self.attributes(tag);
            self.out.push('>');
            if !KEPT_EMPTY.contains(&name) {
                self.open.push(tag.name.clone());
            }
        }
    }

    fn attributes(&mut self, tag: &Tag) {
        let mut seen = [false; ATTRIBUTES.len()];
        for (name, value) in tag.attributes() {
            let Some(idx) = ATTRIBUTES.iter().position(|known| known.eq_ignore_ascii_case(name)) else { continue };
            if std::mem::replace(&mut seen[idx], true) {
                continue;
            }
            self.out.push(' ');
            self.out.push_str(ATTRIBUTES[idx]);
            self.out.push_str("=\"");
            let value = &value[..value.floor_char_boundary(MAX_VALUE_BYTES)];
            escape(&entity::decode(value), &mut self.out);
            self.out.push('"');
        }
    }

    /// Closes what ends by itself where an element of this name begins.
    fn end_implied(&mut self, name: &str) {
        match name {
            "li" => self.close_within(&["li"], &["ul", "ol"]),
            "dd" | "dt" => self.close_within(&["dd", "dt"], &["dl"]),
            "td" | "th" => self.close_within(&["td", "th"], &["tr", "table"]),
            "tr" => self.close_within(&["tr"], &["table"]),
            "tbody" | "thead" | "tfoot" => self.close_within(&["tbody", "thead", "tfoot"], &["table"]),
            "a" => self.close_within(&["a"], &["td", "th", "caption"]),
            "button" => self.close_within(&["button"], &["table"]),
            _ => {}
        }
        if END_A_PARAGRAPH.binary_search(&name).is_ok() {
            self.close_within(&["p"], &["button", "table", "td", "th", "caption"]);
        }
    }

    /// Closes the innermost element of these names, if none of `borders` lies further in.
    fn close_within(&mut self, names: &[&str], borders: &[&str]) {
        let found =
            self.open.iter().rposition(|open| names.contains(&open.as_str()) || borders.contains(&open.as_str()));
        if let Some(at) = found.filter(|at| names.contains(&self.open[*at].as_str())) {
            self.close_from(at);
        }
    }

    fn end(&mut self, name: &str) {
        let borders: &[&str] = match name {
            "table" => &[],
            "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "caption" => &["table"],
            _ => &["table", "td", "th", "caption"],
        };
        self.close_within(&[name], borders);
    }

    fn close_from(&mut self, at: usize) {
        for name in self.open.drain(at..).rev() {
            self.out.push_str("</");
            self.out.push_str(&name);
            self.out.push('>');
        }
    }
}

/// Adds text that no tokenizer takes for markup. Zero bytes are left out.
fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '"', '\0']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'"' => "&quot;",
            _ => "",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(html: &str) -> String {
        let page = clean(html, Some("T")).unwrap();
        let body = page.strip_prefix("<!doctype html><html><head><title>T</title></head><body>").unwrap();
        body.strip_suffix("</body></html>").unwrap().to_owned()
    }

    #[test]
    fn every_element_is_closed() {
        assert_eq!(body("<div><p>a<p>b<div>c"), "<div><p>a</p><p>b</p><div>c</div></div>");
        assert_eq!(body("<ul><li>a<ul><li>b</ul><li>c</ul>d"), "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>d");
        assert_eq!(
            body("<table><tr><td>a<td>b</div><tr><td>c</table>"),
            "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>"
        );
        assert_eq!(body("a</p></div>b<a>c<a>d"), "ab<a>c</a><a>d</a>");
    }

    #[test]
    fn little_is_kept() {
        assert_eq!(
            body("<P onclick=x CLASS='a\"b' class=c><b>x</b> &lt; &copy; <img src=y><br/>"),
            "<p class=\"a&quot;b\">x &lt; © <br></p>"
        );
        assert_eq!(body("<script>x</script><svg><p></svg><x-y>z</x-y>"), "z");
    }

    #[test]
    fn limits_hold() {
        assert_eq!(clean(&"<div>".repeat(MAX_HTML_DEPTH + 1), None), Err(Excess::Depth));
        assert!(clean(&"<div>".repeat(MAX_HTML_DEPTH), None).is_ok());
        assert_eq!(clean(&"<p>".repeat(MAX_HTML_TAGS + 1), None), Err(Excess::Tags));
        assert!(clean(&"<p>".repeat(1000), None).is_ok());
        assert_eq!(clean(&"word ".repeat(MAX_HTML_TREE_BYTES / 5), None), Err(Excess::Size));
        assert_eq!(clean(&("<div>".repeat(500) + &"word ".repeat(MAX_WORK / 2500)), None), Err(Excess::Size));
    }
}
