//! HTML to tokens, in one pass whose time grows with the length alone, whatever the page holds.
//!
//! The tokenizer and the tree builder of html5ever are both quadratic on hostile pages (attributes of one tag, depth),
//! so nothing reaches them that has not come through here. Follows the tokenization of the HTML standard (section 13.2.5)
//! as far as text, tags and attributes go. DIFFERS: elements whose inside is never text (`svg`, `select`) are one token.

use compact_str::CompactString;

use super::element::{OPAQUE, SWALLOWING};

/// One piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text with its character references undecoded.
    Text(&'a str),
    /// A start tag.
    Start(Tag<'a>),
    /// The name of an end tag.
    End(CompactString),
    /// An element of [`OPAQUE`] with what stands inside it.
    Opaque(Tag<'a>, &'a str),
}

/// A start tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Name in lower case.
    pub(super) name: CompactString,
    inside: &'a str,
}

impl<'a> Tag<'a> {
    /// Names as written and undecoded values.
    pub(super) fn attributes(&self) -> Attributes<'a> {
        Attributes { text: self.inside, at: 0, closed: false }
    }

    /// The decoded value of an attribute that is not empty.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let (_, value) = self.attributes().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        Some(super::entity::decode(value).trim().to_owned()).filter(|value| !value.is_empty())
    }
}

/// The tokens of a page.
pub(super) fn tokens(html: &str) -> Tokens<'_> {
    Tokens { html, at: 0, unclosed: [false; OPAQUE.len()] }
}

/// Iterator over tokens.
pub(super) struct Tokens<'a> {
    html: &'a str,
    at: usize,
    /// Opaque elements that no end tag follows any more; so each is looked for in vain only once.
    unclosed: [bool; OPAQUE.len()],
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let rest = self.html.get(self.at..).filter(|rest| !rest.is_empty())?;
            let bytes = rest.as_bytes();
            match (bytes[0], bytes.get(1)) {
                (b'<', Some(b'/')) if bytes.get(2).is_some_and(u8::is_ascii_alphabetic) => {
                    let (tag, end) = tag(rest, 2)?;
                    self.at += end;
                    return Some(Token::End(tag.name));
                }
                (b'<', Some(b'!' | b'?' | b'/')) => self.at += markup_end(rest),
                (b'<', Some(byte)) if byte.is_ascii_alphabetic() => {
                    let (tag, end) = tag(rest, 1)?;
                    self.at += end;
                    return Some(self.opened(tag));
                }
                _ => {
                    // A `<` that opens nothing is text.
                    let end = if bytes[0] == b'<' { 1 } else { rest.find('<').unwrap_or(rest.len()) };
                    self.at += end;
                    return Some(Token::Text(&rest[..end]));
                }
            }
        }
    }
}

impl<'a> Tokens<'a> {
    /// The token of a start tag; takes in what is inside an opaque element.
    fn opened(&mut self, tag: Tag<'a>) -> Token<'a> {
        let Ok(idx) = OPAQUE.binary_search(&tag.name.as_str()) else { return Token::Start(tag) };
        let rest = &self.html[self.at..];
        let end = if self.unclosed[idx] { None } else { end_tag(rest, &tag.name) };
        self.unclosed[idx] = end.is_none();
        let inside = match end {
            Some(end) => &rest[..end],
            None if SWALLOWING.contains(&tag.name.as_str()) => rest,
            None => "",
        };
        self.at += inside.len();
        Token::Opaque(tag, inside)
    }
}

/// Where the end tag of an element begins.
fn end_tag(rest: &str, name: &str) -> Option<usize> {
    rest.match_indices("</").map(|(at, _)| at).find(|&at| {
        let tail = &rest.as_bytes()[at + 2..];
        let (head, after) = tail.split_at_checked(name.len()).unwrap_or((&[], &[]));
        head.eq_ignore_ascii_case(name.as_bytes()) && after.first().is_none_or(|byte| !byte.is_ascii_alphanumeric())
    })
}

/// Length of a comment, doctype or processing instruction; one without end reaches to the end of the page.
fn markup_end(rest: &str) -> usize {
    let end = match rest.strip_prefix("<!--") {
        Some(comment) if comment.starts_with('>') => Some(5),
        Some(comment) if comment.starts_with("->") => Some(6),
        Some(comment) => comment.find("-->").map(|at| at + 7),
        None => rest.find('>').map(|at| at + 1),
    };
    end.unwrap_or(rest.len())
}

/// The tag whose name begins at byte `from`, and its length; `None` if it never ends.
fn tag(rest: &str, from: usize) -> Option<(Tag<'_>, usize)> {
    let name_end = rest[from..].find([' ', '\t', '\n', '\r', '\u{c}', '/', '>']).map(|at| from + at)?;
    let mut attributes = Attributes { text: &rest[name_end..], at: 0, closed: false };
    attributes.by_ref().for_each(drop);
    if !attributes.closed {
        return None;
    }
    let end = name_end + attributes.at;
    let name = CompactString::from(&rest[from..name_end]).to_ascii_lowercase();
    Some((Tag { name, inside: &rest[name_end..end] }, end))
}

/// Iterator over the attributes of a tag: name as written, value undecoded.
pub(super) struct Attributes<'a> {
    text: &'a str,
    at: usize,
    /// Whether the `>` was met.
    closed: bool,
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        if self.closed {
            return None;
        }
        self.skip(|byte| byte.is_ascii_whitespace() || byte == b'/');
        if self.peek()? == b'>' {
            self.at += 1;
            self.closed = true;
            return None;
        }
        let start = self.at;
        // An attribute may begin with `=`; so at least one byte belongs to the name.
        self.at += 1;
        self.skip(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>' | b'='));
        let name = &self.text[start..self.at];
        self.skip(|byte| byte.is_ascii_whitespace());
        let value = if self.peek()? == b'=' { self.value()? } else { "" };
        Some((name, value))
    }
}

impl<'a> Attributes<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip(&mut self, belongs: impl Fn(u8) -> bool) {
        let rest = &self.text.as_bytes()[self.at..];
        self.at += rest.iter().position(|byte| !belongs(*byte)).unwrap_or(rest.len());
    }

    /// The value after a `=`; `None` if its quote is never closed.
    fn value(&mut self) -> Option<&'a str> {
        self.at += 1;
        self.skip(|byte| byte.is_ascii_whitespace());
        let quote = self.peek().filter(|byte| matches!(byte, b'"' | b'\''));
        let Some(quote) = quote else {
            let start = self.at;
            self.skip(|byte| !byte.is_ascii_whitespace() && byte != b'>');
            return Some(&self.text[start..self.at]);
        };
        let start = self.at + 1;
        let length = self.text[start..].find(char::from(quote))?;
        self.at = start + length + 1;
        Some(&self.text[start..start + length])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tokens in short: text as it is, `+name[attributes]`, `-name`, `=name(inside)`.
    fn told(html: &str) -> Vec<String> {
        let told = |tag: &Tag| {
            let list: Vec<_> = tag.attributes().map(|(name, value)| format!("{name}={value}")).collect();
            if list.is_empty() { tag.name.to_string() } else { format!("{}[{}]", tag.name, list.join(" ")) }
        };
        tokens(html)
            .map(|token| match token {
                Token::Text(text) => text.to_owned(),
                Token::Start(tag) => format!("+{}", told(&tag)),
                Token::End(name) => format!("-{name}"),
                Token::Opaque(tag, inside) => format!("={}({inside})", told(&tag)),
            })
            .collect()
    }

    #[test]
    fn text_tags_and_attributes() {
        assert_eq!(told("a<P Class='x y'>b</p >c"), ["a", "+p[Class=x y]", "b", "-p", "c"]);
        assert_eq!(told("<a href=x.html hidden data-q=\"a>b\"/>"), ["+a[href=x.html hidden= data-q=a>b]"]);
        assert_eq!(told("<a =b=c é=ü>"), ["+a[=b=c é=ü]"]);
        assert_eq!(told("<br/>ünd<i\n>"), ["+br", "ünd", "+i"]);
    }

    #[test]
    fn what_is_no_tag_is_text_or_left_out() {
        assert_eq!(told("1 < 2 <3<"), ["1 ", "<", " 2 ", "<", "3", "<"]);
        assert_eq!(told("<!doctype html><?xml x?><!-- <p> -->a<!-->b<!--->c</>d"), ["a", "b", "c", "d"]);
        assert_eq!(told("a<!-- never closed <p>b"), ["a"]);
        assert_eq!(told("a<p class=\"never closed>b"), ["a"]);
        assert_eq!(told("a<p"), ["a"]);
    }

    #[test]
    fn opaque_elements_come_whole() {
        assert_eq!(told("<script>if (a</b) '<p>'</SCRIPT >x"), ["=script(if (a</b) '<p>')", "-script", "x"]);
        assert_eq!(told("<svg><title>t</title></svg>x"), ["=svg(<title>t</title>)", "-svg", "x"]);
        assert_eq!(told("<select>x<p>y"), ["=select()", "x", "+p", "y"]);
        assert_eq!(told("<style>x<p>y"), ["=style(x<p>y)"]);
        assert_eq!(told("<title>a</titles>b</title>"), ["=title(a</titles>b)", "-title"]);
    }
}
