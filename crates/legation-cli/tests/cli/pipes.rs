//! Closed pipes, interrupts, threads and full disks.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::Stdio;

use crate::run::{Bench, shown};

/// Enough documents that their results do not fit a pipe.
fn many() -> String {
    (0..400)
        .map(|n| {
            format!("{{\"id\":\"d{n}\",\"text\":\"{}\"}}\n", "Envoy number one met envoy two. ".repeat(n % 40 + 1))
        })
        .collect()
}

#[test]
fn a_closed_pipe_is_success() {
    let bench = Bench::new().with("many.jsonl", many());
    let mut child = bench.command("parse many.jsonl").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert_eq!(line, "# newdoc id = d0\n");
    let output = child.wait_with_output().unwrap();
    assert_eq!(shown(&output), "exit code: 0\n----- stdout -----\n----- stderr -----\n");
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let bench = Bench::new().with("many.jsonl", many());
    let one = bench.run("parse --threads 1 many.jsonl");
    assert!(one.starts_with("exit code: 0\n"));
    assert!(one == bench.run("parse --threads 5 many.jsonl"));
}

#[test]
fn results_are_seen_while_the_input_is_still_open() {
    let bench = Bench::new();
    let mut child = bench.command("parse -").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(b"{\"id\":\"first\",\"text\":\"Qatar hosted talks.\"}\n").unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert_eq!(line, "# newdoc id = first\n");
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said() {
    let bench = Bench::new().with("many.jsonl", many());
    let Ok(full) = File::create("/dev/full") else { return };
    let output = bench.command("parse many.jsonl").stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(4), "{}", shown(&output));
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_the_run() {
    let bench = Bench::new();
    let mut child =
        bench.command("parse -").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(b"{\"id\":\"first\",\"text\":\"Qatar hosted talks.\"}\n").unwrap();
    let mut results = BufReader::new(child.stdout.take().unwrap());
    results.read_line(&mut String::new()).unwrap();
    let kill = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(kill.success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
}
