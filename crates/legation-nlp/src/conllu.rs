//! Annotations as CoNLL-U, and the same as JSON.
//!
//! White-space tokens are left out and heads numbered without them; their white space stays in MISC, so
//! that the text can be put together again. Labels are spelled as the model spells them (`ROOT`, `dobj`).
//! Format: <https://universaldependencies.org/format.html>; `SpacesBefore` and `SpacesAfter` as in `UDPipe`.

use std::borrow::Cow;
use std::fmt::{self, Write};
use std::ops::Range;

use serde::Serialize;

use crate::{Annotations, Label, Token};

/// Which text the annotations belong to, for the comments of the output.
#[derive(Debug, Clone, Copy)]
pub struct TextInfo<'a> {
    /// Id of the document.
    pub document: &'a str,
    /// Where `text` starts in the whole document, in bytes; 0 unless a long document comes in sections.
    pub section_start: u64,
    /// The annotated text.
    pub text: &'a str,
}

/// One word of a sentence, as both formats show it.
#[derive(Debug, Serialize)]
struct Word<'a> {
    id: u32,
    start: u64,
    end: u64,
    form: &'a str,
    lemma: &'a str,
    upos: Label,
    xpos: Label,
    feats: Label,
    head: u32,
    deprel: Label,
    /// `B-GPE` for the first word of an entity, `I-GPE` for the others.
    entity: Option<String>,
    space_after: bool,
    #[serde(skip)]
    spaces: Spaces<'a>,
}

/// The white space around a word, beyond one blank.
#[derive(Debug)]
struct Spaces<'a> {
    before: &'a str,
    after: &'a str,
}

#[derive(Debug, Serialize)]
struct Sentence<'a> {
    id: String,
    start: u64,
    end: u64,
    text: String,
    tokens: Vec<Word<'a>>,
}

#[derive(Serialize)]
struct Parse<'a> {
    schema: u32,
    kind: &'static str,
    document: &'a str,
    section_start: u64,
    sentences: Vec<Sentence<'a>>,
}

/// Writes one document, or one section of it, as CoNLL-U; every sentence ends with an empty line.
///
/// # Errors
/// If `out` refuses to be written to; a `String` never does.
///
/// # Example
/// ```
/// use legation_nlp::{Annotations, Label, Span, Token, conllu};
/// let token = Token {
///     span: Span::new(0, 5),
///     lemma: "Qatar".into(),
///     upos: Label::new("PROPN"),
///     xpos: Label::new("NNP"),
///     feats: Label::new("Number=Sing"),
///     head: 0,
///     deprel: Label::new("ROOT"),
///     space_after: false,
/// };
/// let annotations = Annotations { tokens: vec![token], sentences: vec![0..1], entities: vec![] };
/// let info = conllu::TextInfo { document: "d", section_start: 0, text: "Qatar" };
/// let mut out = String::new();
/// conllu::write_conllu(&mut out, &info, &annotations)?;
/// assert!(out.ends_with("1\tQatar\tQatar\tPROPN\tNNP\tNumber=Sing\t0\tROOT\t_\tSpaceAfter=No\n\n"));
/// # Ok::<(), std::fmt::Error>(())
/// ```
pub fn write_conllu(out: &mut impl Write, info: &TextInfo<'_>, annotations: &Annotations) -> fmt::Result {
    if info.section_start == 0 {
        writeln!(out, "# newdoc id = {}", comment(info.document))?;
    }
    for sentence in sentences(info, annotations) {
        writeln!(out, "# sent_id = {}", comment(&sentence.id))?;
        writeln!(out, "# text = {}", sentence.text)?;
        for word in &sentence.tokens {
            write_word(out, word)?;
        }
        out.write_char('\n')?;
    }
    Ok(())
}

/// The same as [`write_conllu`] as one line of JSON: offsets in bytes of the whole document.
///
/// # Errors
/// Never for annotations that belong to the text.
pub fn to_json(info: &TextInfo<'_>, annotations: &Annotations) -> serde_json::Result<String> {
    serde_json::to_string(&Parse {
        schema: 1,
        kind: "parse",
        document: info.document,
        section_start: info.section_start,
        sentences: sentences(info, annotations),
    })
}

fn sentences<'a>(info: &TextInfo<'a>, annotations: &'a Annotations) -> Vec<Sentence<'a>> {
    let spaces = spaces(info.text, &annotations.tokens);
    let entities = entity_tags(annotations);
    let words = |range: &Range<u32>| words(info, annotations, range, &spaces, &entities);
    let found = annotations.sentences.iter().map(words).filter(|words| !words.is_empty());
    found.enumerate().map(|(idx, words)| sentence(info, idx + 1, words)).collect()
}

fn sentence<'a>(info: &TextInfo<'a>, number: usize, tokens: Vec<Word<'a>>) -> Sentence<'a> {
    let section = if info.section_start == 0 { String::new() } else { format!("@{}", info.section_start) };
    let mut text = String::new();
    for (idx, word) in tokens.iter().enumerate() {
        text.push_str(&field(word.form));
        if word.space_after && idx + 1 < tokens.len() {
            text.push(' ');
        }
    }
    Sentence {
        id: format!("{}{section}-{number}", info.document),
        start: tokens.first().map_or(0, |word| word.start),
        end: tokens.last().map_or(0, |word| word.end),
        text,
        tokens,
    }
}

fn words<'a>(
    info: &TextInfo<'a>,
    annotations: &'a Annotations,
    range: &Range<u32>,
    spaces: &[Option<Spaces<'a>>],
    entities: &[Option<String>],
) -> Vec<Word<'a>> {
    let numbers = numbers(spaces, range);
    let heads = heads(annotations, range, &numbers);
    let tokens = range.clone().zip(&numbers).zip(heads);
    let kept = tokens.filter_map(|((idx, number), head)| Some((idx as usize, (*number)?, head)));
    kept.filter_map(|(idx, id, head)| {
        let token = &annotations.tokens[idx];
        let around = spaces[idx].as_ref()?;
        Some(Word {
            id,
            start: info.section_start + u64::from(token.span.start),
            end: info.section_start + u64::from(token.span.end),
            form: token.span.of(info.text),
            lemma: &token.lemma,
            upos: token.upos,
            xpos: token.xpos,
            feats: token.feats,
            head,
            deprel: token.deprel,
            entity: entities[idx].clone(),
            space_after: !around.after.is_empty(),
            spaces: Spaces { before: around.before, after: around.after },
        })
    })
    .collect()
}

/// The white space around each word; `None` for a token that is white space itself.
fn spaces<'a>(text: &'a str, tokens: &[Token]) -> Vec<Option<Spaces<'a>>> {
    let mut spaces: Vec<Option<Spaces<'a>>> = Vec::with_capacity(tokens.len());
    let mut next_start = text.len();
    for token in tokens.iter().rev() {
        let word = !token.span.of(text).chars().all(is_space);
        spaces.push(word.then(|| Spaces { before: "", after: &text[token.span.end as usize..next_start] }));
        if word {
            next_start = token.span.start as usize;
        }
    }
    spaces.reverse();
    if let Some(first) = spaces.iter_mut().flatten().next() {
        first.before = &text[..next_start];
    }
    spaces
}

/// White space as spaCy's tokenizer sees it (Python's `str.isspace`): the four separators are part of it.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// The number of each token among the words of its sentence, from 1.
fn numbers(spaces: &[Option<Spaces<'_>>], range: &Range<u32>) -> Vec<Option<u32>> {
    let mut last = 0;
    let number = |idx: u32| {
        spaces[idx as usize].is_some().then(|| {
            last += 1;
            last
        })
    };
    range.clone().map(number).collect()
}

/// The head of each token by number, 0 for the root. What hangs on white space hangs on its head instead;
/// where white space was the root, the first such word takes its place.
fn heads(annotations: &Annotations, range: &Range<u32>, numbers: &[Option<u32>]) -> Vec<u32> {
    let number = |idx: u32| idx.checked_sub(range.start).and_then(|at| numbers.get(at as usize).copied().flatten());
    let found: Vec<Option<u32>> = range
        .clone()
        .map(|idx| {
            let mut head = annotations.tokens[idx as usize].head;
            if head == idx {
                return Some(0);
            }
            for _ in range.clone() {
                match annotations.tokens.get(head as usize) {
                    Some(token) if number(head).is_none() && token.head != head => head = token.head,
                    _ => break,
                }
            }
            number(head)
        })
        .collect();
    let of_words = || found.iter().zip(numbers).filter_map(|(head, number)| number.map(|number| (*head, number)));
    let root = of_words().find(|(head, _)| *head == Some(0)).or_else(|| of_words().find(|(head, _)| head.is_none()));
    let root = root.map_or(0, |(_, number)| number);
    let orphan = |number: Option<u32>| if number == Some(root) { 0 } else { root };
    found.iter().zip(numbers).map(|(head, number)| head.unwrap_or_else(|| orphan(*number))).collect()
}

fn entity_tags(annotations: &Annotations) -> Vec<Option<String>> {
    let mut tags = vec![None; annotations.tokens.len()];
    for entity in &annotations.entities {
        for idx in entity.tokens.clone() {
            let place = if idx == entity.tokens.start { "B" } else { "I" };
            tags[idx as usize] = Some(format!("{place}-{}", entity.label));
        }
    }
    tags
}

fn write_word(out: &mut impl Write, word: &Word<'_>) -> fmt::Result {
    let (form, lemma) = (field(word.form), field(word.lemma));
    let (upos, xpos, feats) = (filled(&word.upos), filled(&word.xpos), filled(&word.feats));
    write!(out, "{}\t{form}\t{}\t{upos}\t{xpos}\t{feats}\t", word.id, filled(&lemma))?;
    writeln!(out, "{}\t{}\t_\t{}", word.head, filled(&word.deprel), misc(word))
}

fn misc(word: &Word<'_>) -> String {
    let mut parts = Vec::new();
    if let Some(entity) = &word.entity {
        parts.push(format!("Entity={entity}"));
    }
    match word.spaces.after {
        "" => parts.push("SpaceAfter=No".to_owned()),
        " " => {}
        spaces => parts.push(format!("SpacesAfter={}", escape(spaces))),
    }
    if !word.spaces.before.is_empty() {
        parts.push(format!("SpacesBefore={}", escape(word.spaces.before)));
    }
    if parts.is_empty() { "_".to_owned() } else { parts.join("|") }
}

fn filled(value: &str) -> &str {
    if value.is_empty() { "_" } else { value }
}

/// A field without the characters that end fields and lines.
fn field(value: &str) -> Cow<'_, str> {
    if value.contains(['\t', '\n', '\r']) {
        Cow::Owned(value.replace(['\t', '\n', '\r'], " "))
    } else {
        Cow::Borrowed(value)
    }
}

fn comment(value: &str) -> String {
    value.replace(|c: char| c.is_control(), " ")
}

/// White space in `UDPipe`'s spelling; kinds that it has no letter for as `\u{2028}`.
fn escape(spaces: &str) -> String {
    let mut escaped = String::new();
    for c in spaces.chars() {
        match c {
            ' ' => escaped.push_str("\\s"),
            '\t' => escaped.push_str("\\t"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            other => escaped.extend(other.escape_unicode()),
        }
    }
    escaped
}

#[cfg(test)]
mod tests;
