//! The one object that decides what reaches stdout, stderr and the progress line.
//!
//! Results are buffered and written whole, one document at a time. Text that others wrote cannot steer a
//! terminal: there, control and direction characters are shown as escapes; in a pipe results are exact.

use std::borrow::Cow;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::exit::Exit;

/// After an interrupt, a result that is being written has this long to end.
const INTERRUPT_WAIT: Duration = Duration::from_secs(1);

/// Columns of text that goes to no terminal.
const ELSEWHERE: u16 = 100;

/// Writes results, messages and progress.
pub(crate) struct Printer {
    results: Mutex<BufWriter<Stdout>>,
    to_terminal: bool,
    quiet: bool,
    progress: ProgressBar,
    /// Whether the command ends by itself after an interrupt.
    ends_itself: AtomicBool,
    interrupted: AtomicBool,
}

impl Printer {
    /// A printer for this process. `quiet` keeps notes and progress away, never results or rejections.
    pub(crate) fn new(quiet: bool, no_progress: bool) -> Self {
        let to_terminal = io::stdout().is_terminal();
        // Rows that scroll by on the same terminal are progress enough.
        let shown = io::stderr().is_terminal() && !to_terminal && !quiet && !no_progress;
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let progress = ProgressBar::with_draw_target(None, target);
        let style = ProgressStyle::with_template("{spinner} {human_pos} documents, {msg} ({per_sec:.0}, {elapsed})");
        progress.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        Self {
            results: Mutex::new(BufWriter::with_capacity(1 << 16, io::stdout())),
            to_terminal,
            quiet,
            progress,
            ends_itself: AtomicBool::new(false),
            interrupted: AtomicBool::new(false),
        }
    }

    /// Whether results go to a terminal.
    pub(crate) fn to_terminal(&self) -> bool {
        self.to_terminal
    }

    /// Columns of the terminal; elsewhere as many as a page has.
    pub(crate) fn width(&self) -> u16 {
        comfy_table::Table::new().width().filter(|width| self.to_terminal && *width > 0).unwrap_or(ELSEWHERE)
    }

    /// Writes results that are plain text.
    pub(crate) fn text(&self, text: &str) -> io::Result<()> {
        self.write(if self.to_terminal { escape(text) } else { Cow::Borrowed(text) })
    }

    /// Writes results that are JSON lines; escapes mean the same there.
    pub(crate) fn json(&self, lines: &str) -> io::Result<()> {
        self.write(if self.to_terminal { escape_json(lines) } else { Cow::Borrowed(lines) })
    }

    fn write(&self, text: Cow<'_, str>) -> io::Result<()> {
        self.results.lock().unwrap_or_else(PoisonError::into_inner).write_all(text.as_bytes())
    }

    /// Lets everything written so far reach the reader.
    pub(crate) fn flush(&self) -> io::Result<()> {
        self.results.lock().unwrap_or_else(PoisonError::into_inner).flush()
    }

    /// Ends the progress line and the results.
    pub(crate) fn finish(&self) -> io::Result<()> {
        self.progress.finish_and_clear();
        self.flush()
    }

    /// One line about something that went wrong; also when quiet.
    pub(crate) fn error(&self, line: &str) {
        let line = escape_line(line);
        // Nothing can be told about an error stream that does not work.
        self.progress.suspend(|| drop(writeln!(io::stderr(), "{line}")));
    }

    /// One line that is good to know; kept back when quiet.
    pub(crate) fn note(&self, line: &str) {
        if !self.quiet {
            self.error(line);
        }
    }

    /// Leaves it to the command to end after an interrupt: it has work to bring to an end, and asks [`Printer::is_interrupted`].
    pub(crate) fn end_myself(&self) {
        self.ends_itself.store(true, Ordering::Relaxed);
    }

    /// Whether the user wants an end.
    pub(crate) fn is_interrupted(&self) -> bool {
        self.interrupted.load(Ordering::Relaxed)
    }

    /// Tells how far the work is.
    pub(crate) fn progress(&self, n_documents: u64, message: &str) {
        if !self.progress.is_hidden() {
            self.progress.set_message(message.to_owned());
            self.progress.set_position(n_documents);
        }
    }
}

/// Makes Ctrl-C end the program between two results, at the latest after [`INTERRUPT_WAIT`].
pub(crate) fn stop_on_interrupt(printer: &Arc<Printer>) {
    let printer = Arc::clone(printer);
    // Without a handler the system's own one ends the program: worse manners, same effect.
    let _ = ctrlc::set_handler(move || {
        let is_first = !printer.interrupted.swap(true, Ordering::Relaxed);
        if is_first && printer.ends_itself.load(Ordering::Relaxed) {
            thread::sleep(INTERRUPT_WAIT);
        }
        let start = Instant::now();
        while start.elapsed() < INTERRUPT_WAIT {
            if let Ok(mut results) = printer.results.try_lock() {
                let _ = results.flush();
                printer.progress.finish_and_clear();
                printer.error("interrupted: the results printed so far are whole");
                process::exit(Exit::Interrupted as i32);
            }
            thread::sleep(Duration::from_millis(10));
        }
        process::exit(Exit::Interrupted as i32);
    });
}

/// Characters that could steer a terminal: controls save line feed and tab, and those that turn the direction of writing.
fn is_unsafe(c: char) -> bool {
    let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || matches!(c, '\u{2028}' | '\u{2029}') || c.is_control() && c != '\n' && c != '\t'
}

/// Text with characters that could steer a terminal shown as `\u{1b}`.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    escape_with(text, is_unsafe, |c, out| out.extend(c.escape_unicode()))
}

/// [`escape`], and on one line.
pub(crate) fn escape_line(text: &str) -> Cow<'_, str> {
    escape_with(text, |c| is_unsafe(c) || c == '\n', |c, out| out.extend(c.escape_default()))
}

fn escape_json(lines: &str) -> Cow<'_, str> {
    // JSON has no raw control characters below U+0020 inside strings, and all others fit one unit.
    escape_with(lines, is_unsafe, |c, out| out.push_str(&format!("\\u{:04x}", u32::from(c))))
}

fn escape_with(text: &str, is_unsafe: impl Fn(char) -> bool, escaped: impl Fn(char, &mut String)) -> Cow<'_, str> {
    if !text.contains(&is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_unsafe(c) { escaped(c, &mut out) } else { out.push(c) }
    }
    Cow::Owned(out)
}

/// The text on lines of at most `width` columns, the first after `indent` blanks, the others after two more.
pub(crate) fn wrap(text: &str, width: usize, indent: usize) -> String {
    fill(text, width, indent, indent + 2)
}

/// The text on lines of at most `width` columns, the first after `indent` blanks, the others after `hanging`.
pub(crate) fn fill(text: &str, width: usize, indent: usize, hanging: usize) -> String {
    let mut out = String::new();
    let mut line = " ".repeat(indent);
    let mut empty = true;
    for word in text.split_whitespace() {
        if !empty && line.chars().count() + 1 + word.chars().count() > width {
            out.push_str(&line);
            out.push('\n');
            line = " ".repeat(hanging);
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    out + &line + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_steer_a_terminal_is_shown() {
        let hostile = "a\u{1b}]52;c;x\u{7}\r\u{9b}31m\u{202e}b\u{2066}\tc\n";
        let shown = escape(hostile);
        assert_eq!(shown, "a\\u{1b}]52;c;x\\u{7}\\u{d}\\u{9b}31m\\u{202e}b\\u{2066}\tc\n");
        assert!(shown.chars().all(|c| c >= ' ' || c == '\n' || c == '\t'));
        assert_eq!(escape_line("a\nb"), "a\\nb");
        assert!(matches!(escape("مرحبا, Zürich 🕊"), Cow::Borrowed(_)));
    }

    #[test]
    fn escaped_json_means_the_same() {
        let line = "{\"text\":\"a\u{9b}\u{202e}\\u001b\"}\n";
        let shown = escape_json(line);
        assert_eq!(shown, "{\"text\":\"a\\u009b\\u202e\\u001b\"}\n");
        let value = |json: &str| serde_json::from_str::<serde_json::Value>(json).unwrap();
        assert_eq!(value(&shown), value(line));
    }
}
