//! The whole pipeline: text in, [`Annotations`] out.
//!
//! Order of work, as in spaCy: tokenizer, encoder with tagger and parser, entity recogniser (with an encoder of
//! its own and the parser's sentence starts), attribute rules, lemmas. Nothing here depends on what was
//! annotated before, so the same text always gives the same annotations.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::annotation::{Annotations, Token};
use crate::kernel::{Buffer, InstructionSet, Kernels};
use crate::layer::encoder::{Encoder, EncoderState};
use crate::layer::lower::{RowState, Rows};
use crate::lemma::Lemmatizer;
use crate::lexeme::LexemeTable;
use crate::load::directory::Directory;
use crate::load::meta::Meta;
use crate::load::moves;
use crate::load::network::Network;
use crate::ner::{Recognizer, RecognizerState};
use crate::parse::{Parse, Parser, ParserState};
use crate::tag::ruler::{AttributeRuler, Word};
use crate::tag::tagger::Tagger;
use crate::tokenize::{RawToken, Tokenizer};
use crate::{Error, Label, Span};

/// Lexemes kept from text to text by one worker; when there are more, a worker starts afresh.
const KEPT_LEXEMES: usize = 24_000;

/// A loaded model. Shared between threads by reference.
///
/// # Example
/// ```
/// let pipeline = legation_nlp::Pipeline::embedded()?;
/// let text = "Qatar hosted the talks.";
/// let annotations = pipeline.annotate(text);
/// let root = annotations.tokens.iter().find(|token| token.deprel == "ROOT").unwrap();
/// assert_eq!(root.lemma, "host");
/// assert_eq!(annotations.entities[0].label, "GPE");
/// # Ok::<(), legation_nlp::Error>(())
/// ```
pub struct Pipeline {
    meta: Meta,
    kernels: Kernels,
    tokenizer: Tokenizer,
    encoder: Encoder,
    tagger: Tagger,
    parser: Parser,
    ner_encoder: Encoder,
    ner: Recognizer,
    ruler: AttributeRuler,
    lemmatizer: Lemmatizer,
    workers: Mutex<Vec<Worker>>,
}

/// What one thread needs while it annotates a text, kept for the next text.
#[derive(Default)]
struct Worker {
    lexemes: LexemeTable,
    tokens: Vec<RawToken>,
    tags: Vec<Label>,
    words: Vec<Word>,
    scores: Buffer,
    encoder: EncoderState,
    ner_encoder: EncoderState,
    rows: RowState,
    parser: ParserState,
    ner: RecognizerState,
}

impl Pipeline {
    /// The English model that is part of the program: `en_core_web_sm` 3.8.
    ///
    /// # Errors
    /// None in a program that was built from an undamaged checkout.
    pub fn embedded() -> Result<Self, Error> {
        Self::read(&Directory::Embedded)
    }

    /// The model in a spaCy v3 model directory (the folder that holds `meta.json`).
    ///
    /// # Errors
    /// When a file is missing or broken, or the model needs a component or layer that this engine does not run
    /// ([`Error::is_unsupported`]).
    pub fn load(directory: &Path) -> Result<Self, Error> {
        Self::read(&Directory::Folder(directory.to_owned()))
    }

    fn read(directory: &Directory) -> Result<Self, Error> {
        let meta = Meta::load(directory)?;
        let (tok2vec, tagger) = (directory.read("tok2vec/model")?, directory.read("tagger/model")?);
        let (parser, ner) = (directory.read("parser/model")?, directory.read("ner/model")?);
        let network = Network::decode("tok2vec/model", &tok2vec)?;
        let encoder = Encoder::load("tok2vec/model", &network.nodes()?)?;
        let network = Network::decode("tagger/model", &tagger)?;
        let tagger = Tagger::load("tagger/model", &network.nodes()?, &directory.read("tagger/cfg")?, encoder.width())?;
        let network = Network::decode("parser/model", &parser)?;
        let parser_moves = moves::decode("parser/moves", &directory.read("parser/moves")?)?;
        let parser = Parser::load("parser/model", &network.nodes()?, &parser_moves, &encoder)?;
        let network = Network::decode("ner/model", &ner)?;
        let nodes = network.nodes()?;
        let ner_encoder = Encoder::load("ner/model", &nodes)?;
        let ner_moves = moves::decode("ner/moves", &directory.read("ner/moves")?)?;
        let ner = Recognizer::load("ner/model", &nodes, &ner_moves, &ner_encoder)?;
        Ok(Self {
            kernels: Kernels::new(InstructionSet::detect()),
            tokenizer: Tokenizer::load(&directory.read("tokenizer")?, &directory.read("vocab/lookups.bin")?)?,
            ruler: AttributeRuler::load(&directory.read("attribute_ruler/patterns")?)?,
            lemmatizer: Lemmatizer::load(&directory.read("lemmatizer/lookups/lookups.bin")?)?,
            encoder,
            tagger,
            parser,
            ner_encoder,
            ner,
            meta,
            workers: Mutex::default(),
        })
    }

    /// What the model says of itself.
    #[must_use]
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// The instruction set that the kernels use.
    #[must_use]
    pub fn instruction_set(&self) -> InstructionSet {
        self.kernels.instruction_set()
    }

    /// Uses another instruction set; the plain one where the processor lacks it. For tests and measurements.
    #[must_use]
    pub fn with_instruction_set(mut self, set: InstructionSet) -> Self {
        self.kernels = Kernels::new(set);
        self
    }

    /// Annotates one text. Never fails; white space and odd characters become tokens like any other.
    ///
    /// The text is taken as one document however long it is; memory grows by about 230 bytes a token (measured on
    /// 200,000 and 1,000,000 tokens), so texts much longer than an article are better cut before.
    ///
    /// # Panics
    /// If the text has 4 GiB or more.
    #[must_use]
    pub fn annotate(&self, text: &str) -> Annotations {
        assert!(u32::try_from(text.len()).is_ok_and(|len| len < u32::MAX), "a text of 4 GiB or more");
        let mut worker = self.workers.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        let annotations = self.annotate_with(text, &mut worker);
        self.workers.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
        annotations
    }

    fn annotate_with(&self, text: &str, worker: &mut Worker) -> Annotations {
        if worker.lexemes.len() > KEPT_LEXEMES {
            *worker = Worker::default();
        }
        self.tokenizer.tokenize(text, &mut worker.lexemes, &mut worker.tokens);
        if worker.tokens.is_empty() {
            return Annotations::default();
        }
        let mut parse = self.tag_and_parse(worker);
        let entities = self.recognize(worker, &parse);
        let Worker { lexemes, tokens, tags, words, .. } = worker;
        self.ruler.apply(lexemes, tokens, tags, &mut parse.labels, words);
        let tokens = (0..tokens.len()).map(|i| Token {
            span: Span::new(tokens[i].start, tokens[i].end),
            lemma: match words[i].lemma {
                Some(lemma) => lemma.as_str().into(),
                None => self.lemmatizer.lemma(lexemes.get(tokens[i].lexeme), words[i].upos, words[i].feats),
            },
            upos: words[i].upos,
            xpos: tags[i],
            feats: words[i].feats,
            head: parse.heads[i],
            deprel: parse.labels[i],
            space_after: tokens[i].space_after,
        });
        let tokens: Vec<Token> = tokens.collect();
        let ends =
            parse.sentence_starts.iter().skip(1).copied().chain([u32::try_from(tokens.len()).unwrap_or(u32::MAX)]);
        let sentences = parse.sentence_starts.iter().zip(ends).map(|(&start, end)| start..end).collect();
        Annotations { tokens, sentences, entities }
    }

    fn tag_and_parse(&self, worker: &mut Worker) -> Parse {
        let Worker { lexemes, tokens, tags, scores, encoder, rows, parser, .. } = worker;
        let (lexemes, tokens) = (&*lexemes, tokens.as_slice());
        tags.clear();
        tags.resize(tokens.len(), Label::default());
        rows.begin(tokens.len());
        let width = self.encoder.width();
        let mut tag_block = |first: usize, vectors: &[f32]| {
            let block = &mut tags[first..first + vectors.len() / width];
            self.tagger.tag(self.kernels, vectors, scores, block);
        };
        let mut rows = Rows {
            lower: &self.parser.lower,
            encoder: &self.encoder,
            kernels: self.kernels,
            lexemes,
            tokens,
            encoder_state: encoder,
            state: rows,
            on_block: &mut tag_block,
        };
        self.parser.parse(&mut rows, parser, |token| lexemes.get(tokens[token].lexeme).is_space)
    }

    fn recognize(&self, worker: &mut Worker, parse: &Parse) -> Vec<crate::annotation::NamedEntity> {
        let Worker { lexemes, tokens, ner_encoder, rows, ner, .. } = worker;
        let (lexemes, tokens) = (&*lexemes, tokens.as_slice());
        rows.begin(tokens.len());
        let mut rows = Rows {
            lower: &self.ner.lower,
            encoder: &self.ner_encoder,
            kernels: self.kernels,
            lexemes,
            tokens,
            encoder_state: ner_encoder,
            state: rows,
            on_block: &mut |_, _| {},
        };
        self.ner.recognize(&mut rows, ner, &parse.sentence_starts, |token| lexemes.get(tokens[token].lexeme).is_space)
    }
}

#[cfg(test)]
mod tests;
