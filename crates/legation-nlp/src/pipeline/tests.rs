//! Values inside the network equal those of spaCy, so that a difference in the output can be traced to a layer.
//! Reference: `testdata/parity/layers.jsonl` (spaCy 3.8.18, thinc 8.3.14); tolerance 1e-3, as its README says.

use serde::Deserialize;

use super::{Pipeline, Worker};
use crate::InstructionSet;
use crate::kernel::Kernels;
use crate::layer::encoder::{Encoder, EncoderState};
use crate::layer::lower::Rows;

const TOLERANCE: f32 = 1e-3;

#[derive(Deserialize)]
struct Layers {
    source: String,
    tok2vec: Vec<Vec<f32>>,
    ner_tok2vec: Vec<Vec<f32>>,
    parser: Vec<Step>,
}

#[derive(Deserialize)]
struct Step {
    head: Vec<f32>,
}

fn fixtures() -> Vec<Layers> {
    let text = include_str!("../../../../testdata/parity/layers.jsonl");
    text.split('\n').filter(|line| !line.is_empty()).map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn pipelines() -> impl Iterator<Item = Pipeline> {
    [InstructionSet::Scalar, InstructionSet::Avx2, InstructionSet::Avx512]
        .into_iter()
        .filter(|set| set.is_available())
        .map(|set| Pipeline::embedded().unwrap().with_instruction_set(set))
}

fn tokenized(pipeline: &Pipeline, text: &str) -> Worker {
    let mut worker = Worker::default();
    pipeline.tokenizer.tokenize(text, &mut worker.lexemes, &mut worker.tokens);
    worker
}

fn encode(kernels: Kernels, encoder: &Encoder, worker: &Worker, wanted: std::ops::Range<usize>) -> Vec<f32> {
    let mut output = vec![0.0; wanted.len() * encoder.width()];
    let document = (&worker.lexemes, worker.tokens.as_slice());
    encoder.encode(kernels, document, wanted, &mut EncoderState::default(), &mut output);
    output
}

fn assert_close(found: &[f32], wanted: &[f32], what: &str) {
    for (i, (a, b)) in found.iter().zip(wanted).enumerate() {
        assert!((a - b).abs() < TOLERANCE, "{what}, value {i}: {a} for {b}");
    }
}

#[test]
fn both_encoders_give_the_vectors_of_spacy() {
    for pipeline in pipelines() {
        for fixture in fixtures() {
            let worker = tokenized(&pipeline, &fixture.source);
            let n = worker.tokens.len();
            assert_eq!(n, fixture.tok2vec.len());
            let pairs = [(&pipeline.encoder, &fixture.tok2vec), (&pipeline.ner_encoder, &fixture.ner_tok2vec)];
            for (encoder, wanted) in pairs {
                let vectors = encode(pipeline.kernels, encoder, &worker, 0..n);
                for (row, wanted) in vectors.chunks(encoder.width()).zip(wanted) {
                    assert_close(row, wanted, &fixture.source);
                }
            }
        }
    }
}

#[test]
fn the_parser_scores_every_move_as_spacy_does() {
    for pipeline in pipelines() {
        for fixture in fixtures() {
            let mut worker = tokenized(&pipeline, &fixture.source);
            worker.rows.begin(worker.tokens.len());
            let mut rows = Rows {
                lower: &pipeline.parser.lower,
                encoder: &pipeline.encoder,
                kernels: pipeline.kernels,
                lexemes: &worker.lexemes,
                tokens: &worker.tokens,
                encoder_state: &mut worker.encoder,
                state: &mut worker.rows,
                on_block: &mut |_, _| {},
            };
            let scores = pipeline.parser.trace(&mut rows, &mut worker.parser);
            assert_eq!(scores.len(), fixture.parser.len(), "{}", fixture.source);
            for (scores, wanted) in scores.iter().zip(&fixture.parser) {
                assert_close(scores, &wanted.head, &fixture.source);
            }
        }
    }
}

/// Any part of a document is encoded as it is within the whole: the margins suffice, at the edges too.
#[test]
fn parts_of_a_document_are_encoded_as_in_the_whole() {
    let text = "China's envoy met his Russian counterpart in Qatar, and both backed a truce that Egypt had drafted.";
    for pipeline in pipelines() {
        let (worker, width) = (tokenized(&pipeline, text), pipeline.encoder.width());
        let n = worker.tokens.len();
        let whole = encode(pipeline.kernels, &pipeline.encoder, &worker, 0..n);
        for (start, end) in [(0, 1), (0, 3), (1, 2), (3, 9), (4, n), (n - 1, n), (7, 7 + 6)] {
            let part = encode(pipeline.kernels, &pipeline.encoder, &worker, start..end);
            for (a, b) in part.iter().zip(&whole[start * width..]) {
                assert!((a - b).abs() < 1e-5, "{start}..{end}: {a} for {b}");
            }
        }
    }
}
