//! Which elements of HTML are treated how. Lists that are searched are sorted.

/// Elements that are given whole, with what is inside them.
#[rustfmt::skip]
pub(super) const OPAQUE: [&str; 18] = [
    "audio", "canvas", "datalist", "iframe", "math", "noembed", "noframes", "noscript", "object", "script",
    "select", "style", "svg", "template", "textarea", "title", "video", "xmp",
];

/// Opaque elements that reach to the end of the page where they are not closed. All others are then passed over.
#[rustfmt::skip]
pub(super) const SWALLOWING: [&str; 2] = [
    "script", "style",
];

/// Elements that are kept. All others lend their text to the element around them.
#[rustfmt::skip]
pub(super) const KEPT: [&str; 46] = [
    "a", "address", "article", "aside", "blockquote", "button", "caption", "center", "dd", "details", "dialog",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "label", "li", "main", "nav", "ol", "p", "pre", "q", "section", "span", "summary", "table", "tbody",
    "td", "tfoot", "th", "thead", "time", "tr", "ul",
];

/// Elements without content that are kept.
#[rustfmt::skip]
pub(super) const KEPT_EMPTY: [&str; 2] = [
    "br", "hr",
];

/// Elements in which no paragraph can stand open when they begin (HTML standard 13.2.6.4.7).
#[rustfmt::skip]
pub(super) const END_A_PARAGRAPH: [&str; 33] = [
    "address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main",
    "nav", "ol", "p", "pre", "section", "summary", "ul",
];

/// Elements that stand apart from what is before and after them.
#[rustfmt::skip]
pub(super) const BLOCKS: [&str; 33] = [
    "address", "article", "aside", "blockquote", "body", "caption", "center", "details", "dialog", "div", "dl",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "main", "nav", "ol", "p", "pre", "section", "summary", "table", "ul",
];

/// Elements that stand on a line of their own.
#[rustfmt::skip]
pub(super) const LINES: [&str; 8] = [
    "br", "dd", "dt", "legend", "li", "option", "title", "tr",
];

/// Parts of a page that are not its article.
#[rustfmt::skip]
pub(super) const AROUND: [&str; 6] = [
    "aside", "button", "footer", "form", "header", "nav",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted() {
        for list in [&OPAQUE[..], &KEPT, &END_A_PARAGRAPH, &BLOCKS, &LINES] {
            assert!(list.windows(2).all(|pair| pair[0] < pair[1]), "{list:?}");
        }
    }
}
