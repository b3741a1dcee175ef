//! Measures the whole pipeline: `cargo run --release -p legation-nlp --example speed -- bench.jsonl [set] [threads] [runs]`
//!
//! Time is CPU seconds of this process (`/proc/self/schedstat` of each thread), so that other work on the machine counts
//! little; with several threads the wall clock is given too. `set` is scalar, avx2, avx512 or best. The documents are
//! those of `bench/documents.py`; `bench/spacy_speed.py` measures spaCy on the same file.
#![expect(clippy::print_stdout, reason = "the result of a measuring program")]

use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use legation_nlp::{InstructionSet, Pipeline};

const WARM_UP: usize = 20;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let file = args.first().ok_or("expected a file of documents (JSONL with \"text\")")?;
    let set = match args.get(1).map(String::as_str) {
        None | Some("best") => InstructionSet::detect(),
        Some(name) => name.parse()?,
    };
    let number = |at: usize, default: usize| args.get(at).map_or(Ok(default), |text| text.parse());
    let (threads, runs): (usize, usize) = (number(2, 1)?, number(3, 3)?);
    let texts: Result<Vec<String>, _> =
        fs::read_to_string(file)?.split('\n').filter(|line| !line.is_empty()).map(text).collect();
    let texts = texts?;

    let begun = Instant::now();
    let pipeline = Pipeline::embedded()?.with_instruction_set(set);
    println!("{}: loaded in {:.1} ms", pipeline.instruction_set().name(), begun.elapsed().as_secs_f64() * 1e3);
    texts.iter().take(WARM_UP).for_each(|text| drop(pipeline.annotate(text)));
    for run in 1..=runs {
        let (tokens, cpu, wall) = measure(&pipeline, &texts, threads);
        println!(
            "run {run}: {tokens} tokens, {threads} threads, {:.2} CPU s, {:.0} tokens/CPU s, {:.2} s, {:.0} tokens/s, peak {} MB",
            cpu.as_secs_f64(),
            tokens as f64 / cpu.as_secs_f64(),
            wall.as_secs_f64(),
            tokens as f64 / wall.as_secs_f64(),
            peak_megabytes()?,
        );
    }
    Ok(())
}

fn text(line: &str) -> Result<String, Box<dyn std::error::Error>> {
    let value: serde_json::Value = serde_json::from_str(line)?;
    Ok(value["text"].as_str().ok_or("a line without text")?.to_owned())
}

/// Annotates all texts; gives tokens, CPU time of the worker threads and wall time.
fn measure(pipeline: &Pipeline, texts: &[String], threads: usize) -> (usize, Duration, Duration) {
    let (next, begun) = (AtomicUsize::new(0), Instant::now());
    let work = || {
        let (before, mut tokens) = (cpu_time(), 0);
        while let Some(text) = texts.get(next.fetch_add(1, Ordering::Relaxed)) {
            tokens += pipeline.annotate(text).tokens.len();
        }
        (tokens, cpu_time() - before)
    };
    let done: Vec<(usize, Duration)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().map(|worker| worker.join().expect("a worker")).collect()
    });
    let tokens = done.iter().map(|(tokens, _)| tokens).sum();
    (tokens, done.iter().map(|(_, cpu)| *cpu).sum(), begun.elapsed())
}

/// Time that this thread has spent on a processor.
fn cpu_time() -> Duration {
    let stat = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(stat.split(' ').next().and_then(|text| text.parse().ok()).unwrap_or(0))
}

fn peak_megabytes() -> Result<u64, Box<dyn std::error::Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM")?;
    Ok(line.trim().trim_end_matches(" kB").parse::<u64>()? / 1024)
}
