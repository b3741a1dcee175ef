//! Compares the engine with any file that `testdata/parity/generate.py` or spaCy wrote in its form:
//! `cargo run --release -p legation-nlp --example parity -- GOLD.jsonl [scalar|avx2|avx512]`

#[path = "../tests/parity/compare.rs"]
mod compare;

use legation_nlp::{InstructionSet, Pipeline};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let file = args.next().ok_or("expected a file of spaCy's answers (JSONL)")?;
    let set = args.next().map_or(Ok(InstructionSet::detect()), |name| name.parse())?;
    let pipeline = Pipeline::embedded()?.with_instruction_set(set);
    let report = compare::compare(&pipeline, &std::fs::read_to_string(file)?);
    #[expect(clippy::print_stdout, reason = "the result of a measuring program")]
    {
        println!(
            "{} documents, {} tokens, {} differences {:?}",
            report.n_documents,
            report.n_tokens,
            report.total(),
            report.differing
        );
        report.examples.iter().for_each(|example| println!("{example}"));
    }
    Ok(())
}
