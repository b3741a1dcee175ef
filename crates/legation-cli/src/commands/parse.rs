//! `legation parse`: CoNLL-U or JSON out of documents.

use anyhow::Context;
use legation::ingest::Document;
use legation_nlp::Pipeline;
use legation_nlp::conllu::{self, TextInfo};

use crate::args::{ParseArgs, ParseFormat};
use crate::commands::pass;
use crate::exit::Exit;
use crate::printer::Printer;
use crate::work::Flow;

/// Parses the documents and shows what was found.
pub(crate) fn run(args: &ParseArgs, printer: &Printer) -> anyhow::Result<Exit> {
    let pipeline = match &args.model {
        Some(folder) => Pipeline::load(folder).with_context(|| folder.display().to_string())?,
        None => Pipeline::embedded()?,
    };
    let mut n_sentences = 0;
    let work = |document: &Document| parsed(&pipeline, args.format, document);
    let take = |result: anyhow::Result<(String, u64)>| {
        let (text, n_more) = result?;
        match args.format {
            ParseFormat::Conllu => printer.text(&text)?,
            ParseFormat::Jsonl => printer.json(&text)?,
        }
        n_sentences += n_more;
        Ok((Flow::More, n_sentences))
    };
    pass::over(&args.input, None, printer, "sentence", work, take)
}

/// One document in the format asked for, and the number of its sentences.
fn parsed(pipeline: &Pipeline, format: ParseFormat, document: &Document) -> anyhow::Result<(String, u64)> {
    let annotations = pipeline.annotate(&document.text);
    let info = TextInfo { document: &document.id, section_start: document.section_start, text: &document.text };
    let text = match format {
        ParseFormat::Conllu => {
            let mut text = String::new();
            conllu::write_conllu(&mut text, &info, &annotations)?;
            text
        }
        ParseFormat::Jsonl => conllu::to_json(&info, &annotations)? + "\n",
    };
    Ok((text, annotations.sentences.len() as u64))
}
