//! Reads the syntax of Python's `re` (<https://docs.python.org/3.11/library/re.html#regular-expression-syntax>).
//!
//! Supported is what tokenizer expressions use: literals, classes, groups (captured or not, without names), greedy
//! repetition, lookaround, `^`, `$`. Back references, lazy or possessive repetition, word boundaries and inline flags
//! other than a leading `(?u)` are refused.

use super::node::{Look, Node};
use crate::unicode::{CharSet, DECIMAL, SPACE, WORD};

type Branches = Vec<Vec<Node>>;

/// Reads an expression: its branches, and the sets that its classes refer to.
pub(super) fn parse(source: &str) -> Result<(Branches, Vec<CharSet>), String> {
    let source = source.strip_prefix("(?u)").unwrap_or(source);
    let mut parser = Parser { rest: source, sets: Vec::new(), depth: 0 };
    let branches = parser.alternation()?;
    if parser.rest.is_empty() { Ok((branches, parser.sets)) } else { Err(parser.error("unbalanced )")) }
}

const MAX_DEPTH: usize = 50;
const MAX_REPEAT: u32 = 1000;

struct Parser<'a> {
    rest: &'a str,
    sets: Vec<CharSet>,
    depth: usize,
}

/// What an escape or one character of a class stands for.
enum Item {
    Char(char),
    Set(CharSet),
}

impl Parser<'_> {
    fn error(&self, reason: &str) -> String {
        let near: String = self.rest.chars().take(12).collect();
        format!("{reason} before {near:?}")
    }

    fn next(&mut self) -> Option<char> {
        let character = self.rest.chars().next()?;
        self.rest = &self.rest[character.len_utf8()..];
        Some(character)
    }

    fn eat(&mut self, prefix: &str) -> bool {
        let rest = self.rest.strip_prefix(prefix);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn alternation(&mut self) -> Result<Branches, String> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.error("groups nested too deeply"));
        }
        let mut branches = vec![self.sequence()?];
        while self.eat("|") {
            branches.push(self.sequence()?);
        }
        self.depth -= 1;
        Ok(branches)
    }

    fn sequence(&mut self) -> Result<Vec<Node>, String> {
        let mut sequence = Vec::new();
        while !self.rest.is_empty() && !self.rest.starts_with(['|', ')']) {
            let node = self.atom()?;
            let node = self.repetition(node)?;
            sequence.push(node);
        }
        Ok(sequence)
    }

    fn atom(&mut self) -> Result<Node, String> {
        if self.rest.starts_with('(') {
            return self.group();
        }
        match self.next() {
            Some('^') => Ok(Node::Start),
            Some('$') => Ok(Node::End),
            Some('[') => self.class(),
            Some('.') => Ok(self.set(CharSet::one('\n').complement())),
            Some('*' | '+' | '?') => Err(self.error("nothing to repeat")),
            Some('\\') => match self.escape()? {
                Item::Char(character) => Ok(self.set(CharSet::one(character))),
                Item::Set(set) => Ok(self.set(set)),
            },
            Some(character) => Ok(self.set(CharSet::one(character))),
            None => Err(self.error("unexpected end")),
        }
    }

    fn set(&mut self, set: CharSet) -> Node {
        let known = self.sets.iter().position(|other| *other == set);
        Node::Class(known.unwrap_or_else(|| {
            self.sets.push(set);
            self.sets.len() - 1
        }))
    }

    fn group(&mut self) -> Result<Node, String> {
        let look = [("(?=", false, false), ("(?!", false, true), ("(?<=", true, false), ("(?<!", true, true)];
        let look = look.iter().find(|(opening, ..)| self.eat(opening));
        if look.is_none() && !self.eat("(?:") {
            if self.rest.starts_with("(?") {
                return Err(self.error("unsupported group"));
            }
            self.eat("(");
        }
        let alternatives = self.alternation()?;
        if !self.eat(")") {
            return Err(self.error("missing )"));
        }
        Ok(match look {
            Some(&(_, is_behind, is_negative)) => Node::Look(Look { alternatives, is_behind, is_negative }),
            None => Node::Alternation(alternatives),
        })
    }

    fn repetition(&mut self, node: Node) -> Result<Node, String> {
        let (least, most) = match self.rest.chars().next() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => return self.counted(node),
            _ => return Ok(node),
        };
        self.next();
        self.repeat(node, least, most)
    }

    fn counted(&mut self, node: Node) -> Result<Node, String> {
        let Some((counts, rest)) = self.rest[1..].split_once('}') else { return Ok(node) };
        let (least, most) = counts.split_once(',').unwrap_or((counts, counts));
        let is_count = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if counts.is_empty() || !is_count(least) || !is_count(most) {
            // Not a repetition: a brace that stands for itself.
            return Ok(node);
        }
        let count = |text: &str| text.parse().ok().filter(|count| *count <= MAX_REPEAT);
        let least = if least.is_empty() { Some(0) } else { count(least) };
        let most = if most.is_empty() { Some(None) } else { count(most).map(Some) };
        match (least, most) {
            (Some(least), Some(most)) if most.is_none_or(|most| least <= most) => {
                self.rest = rest;
                self.repeat(node, least, most)
            }
            _ => Err(self.error("bad repetition")),
        }
    }

    fn repeat(&self, node: Node, least: u32, most: Option<u32>) -> Result<Node, String> {
        if self.rest.starts_with(['*', '+', '?']) {
            return Err(self.error("unsupported repetition"));
        }
        match node {
            Node::Start | Node::End | Node::Look(_) => Err(self.error("repeated assertion")),
            node => Ok(Node::Repeat { sequence: vec![node], least, most }),
        }
    }

    /// After a backslash.
    fn escape(&mut self) -> Result<Item, String> {
        let item = match self.next() {
            Some('w') => Item::Set(WORD.clone()),
            Some('W') => Item::Set(WORD.complement()),
            Some('s') => Item::Set(SPACE.clone()),
            Some('S') => Item::Set(SPACE.complement()),
            Some('d') => Item::Set(DECIMAL.clone()),
            Some('D') => Item::Set(DECIMAL.complement()),
            Some('n') => Item::Char('\n'),
            Some('r') => Item::Char('\r'),
            Some('t') => Item::Char('\t'),
            Some('f') => Item::Char('\u{c}'),
            Some('v') => Item::Char('\u{b}'),
            Some('x') => Item::Char(self.code(2)?),
            Some('u') => Item::Char(self.code(4)?),
            Some('U') => Item::Char(self.code(8)?),
            Some(letter) if letter.is_ascii_alphanumeric() => return Err(self.error("unsupported escape")),
            Some(character) => Item::Char(character),
            None => return Err(self.error("lone backslash")),
        };
        Ok(item)
    }

    fn code(&mut self, digits: usize) -> Result<char, String> {
        let code = self.rest.get(..digits).filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let code = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        let character = code.ok_or_else(|| self.error("bad character code"))?;
        self.rest = &self.rest[digits..];
        Ok(character)
    }

    /// After an opening bracket. Everything but `\`, `]`, `-` and a leading `^` stands for itself.
    fn class(&mut self) -> Result<Node, String> {
        let is_negative = self.eat("^");
        let mut ranges = Vec::new();
        let mut is_first = true;
        while is_first || !self.eat("]") {
            is_first = false;
            let first = match self.class_item()? {
                Item::Set(set) => {
                    ranges.extend_from_slice(set.ranges());
                    continue;
                }
                Item::Char(first) => first,
            };
            let is_range = self.rest.starts_with('-') && !self.rest.starts_with("-]");
            let last = if is_range { self.range_end()? } else { first };
            if last < first {
                return Err(self.error("bad range"));
            }
            ranges.push((first.into(), last.into()));
        }
        let set = CharSet::new(ranges);
        Ok(self.set(if is_negative { set.complement() } else { set }))
    }

    fn class_item(&mut self) -> Result<Item, String> {
        match self.next() {
            Some('\\') => self.escape(),
            Some(character) => Ok(Item::Char(character)),
            None => Err(self.error("missing ]")),
        }
    }

    fn range_end(&mut self) -> Result<char, String> {
        self.next();
        match self.class_item()? {
            Item::Char(last) => Ok(last),
            Item::Set(_) => Err(self.error("bad range")),
        }
    }
}
