//! `legation review`: people go through events, and learn how many are right.

use std::fs;
use std::io::{self, BufRead};
use std::path::Path;

use anyhow::{Context, bail};
use legation::store::{Action, Correction, Estimate, Shown, Store};
use serde_json::{Value, json};

use crate::args::ReviewArgs;
use crate::commands::correct::{now, who};
use crate::commands::{plural, show, store};
use crate::exit::Exit;
use crate::output::field;
use crate::printer::Printer;

/// Asks for one event after the other, or tells what came of it.
pub(crate) fn run(args: &ReviewArgs, printer: &Printer) -> anyhow::Result<Exit> {
    let name = || args.store.store.display().to_string();
    let reading = store::to_read(&args.store, printer)?;
    if args.cases.is_some() || args.training.is_some() {
        return write(args, &reading, printer);
    }
    if args.estimate {
        estimate(&reading, args, printer)?;
        return Ok(Exit::Done);
    }
    let ids = reading.unreviewed(&args.filter.filter(), args.seed).with_context(name)?;
    drop(reading);
    if ids.is_empty() {
        printer.note("no event is left to be reviewed");
    }
    let mut store = store::to_write(&args.store)?;
    let who = who(args.who.as_deref());
    let n_reviewed = queue(&mut store, &ids, &who, printer).with_context(name)?;
    store.merge(&store::types()?).with_context(name)?;
    printer.note(&format!("{n_reviewed} {} reviewed", plural(n_reviewed, "event")));
    estimate(&store, args, printer)?;
    Ok(Exit::Done)
}

fn queue(store: &mut Store, ids: &[String], who: &str, printer: &Printer) -> anyhow::Result<u64> {
    let mut lines = io::stdin().lock().lines();
    let mut done: Vec<&String> = Vec::new();
    let mut idx = 0;
    while let Some(id) = ids.get(idx) {
        let Some(shown @ Shown::Event { .. }) = store.show(id)? else {
            idx += 1;
            continue;
        };
        printer.text(&format!("\n{}\n", show::text(&shown, printer)))?;
        printer.text(&format!("{} of {}: (a)ccept (r)eject (s)kip (u)ndo (q)uit > ", idx + 1, ids.len()))?;
        printer.flush()?;
        let Some(answer) = lines.next().transpose()? else { break };
        let mut note = |id: &str, action: Action| {
            store.correct(&Correction { id: id.to_owned(), action, who: who.to_owned(), at: now(), note: None })
        };
        match answer.trim() {
            "a" => note(id, Action::Accept)?,
            "r" => note(id, Action::Reject)?,
            "s" => {}
            "q" => break,
            "u" => {
                if let Some(last) = done.pop() {
                    note(last, Action::Undo)?;
                    idx = ids.iter().position(|id| id == last).unwrap_or(idx);
                }
                continue;
            }
            _ => {
                printer.note("one letter, please: a, r, s, u or q");
                continue;
            }
        }
        if matches!(answer.trim(), "a" | "r") {
            done.push(id);
        }
        idx += 1;
    }
    Ok(done.len() as u64)
}

fn estimate(store: &Store, args: &ReviewArgs, printer: &Printer) -> anyhow::Result<()> {
    let Estimate { n_right, n_wrong, share, low, high } =
        store.estimate().with_context(|| args.store.store.display().to_string())?;
    let n = n_right + n_wrong;
    if n == 0 {
        printer.text("nothing is reviewed yet\n")?;
    } else {
        printer.text(&format!(
            "{n_right} of {n} reviewed events are right: {:.0} % (95 % interval {:.0} to {:.0} %)\n",
            share * 100.0,
            low * 100.0,
            high * 100.0
        ))?;
    }
    Ok(())
}

/// Writes what was reviewed for a codebook.
fn write(args: &ReviewArgs, store: &Store, printer: &Printer) -> anyhow::Result<Exit> {
    let reviewed = store.reviewed().with_context(|| args.store.store.display().to_string())?;
    if reviewed.is_empty() {
        bail!("nothing is reviewed yet");
    }
    if let Some(path) = &args.cases {
        let cases: String = reviewed.iter().map(case).collect();
        save(path, &format!("# Reviewed mentions of {}.\n{cases}", args.store.store.display()))?;
        printer.note(&format!("{}: {} {}", path.display(), reviewed.len(), plural(reviewed.len() as u64, "case")));
    }
    if let Some(folder) = &args.training {
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        for (event, text) in training(&reviewed) {
            let path = folder.join(format!("reviewed-{}.toml", event.to_lowercase()));
            save(&path, &text)?;
            printer.note(&path.display().to_string());
        }
    }
    Ok(Exit::Done)
}

fn save(path: &Path, text: &str) -> anyhow::Result<()> {
    let name = || path.display().to_string();
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    fs::write(&part, text).with_context(name)?;
    fs::rename(&part, path).with_context(name)
}

/// A mention as a case: what must be coded, or that nothing may be.
fn case(mention: &Value) -> String {
    let get = |pointer: &str| field::text(mention, pointer);
    let quoted = |text: &str| Value::String(text.to_owned()).to_string();
    let sides = |pointer: &str| {
        let codes = field::items(mention, pointer).iter().map(|entity| {
            let (country, code) = (field::text(entity, "/country"), field::text(entity, "/entity"));
            let is_state = !country.is_empty() && !code.starts_with(|c: char| c.is_uppercase());
            quoted(if is_state { &country } else { &code })
        });
        format!("[{}]", codes.collect::<Vec<_>>().join(", "))
    };
    let mentions = if get("/review") == "rejected" {
        "[]".to_owned()
    } else {
        format!(
            "[{{ event = {}, actors = {}, recipients = {}, status = {} }}]",
            quoted(&get("/event")),
            sides("/actors"),
            sides("/recipients"),
            quoted(&get("/status")),
        )
    };
    let published = get("/published");
    let published = if published.is_empty() { String::new() } else { format!("published = {}\n", quoted(&published)) };
    format!(
        "\n[[case]]\nname = {}\ntext = {}\n{published}mentions = {mentions}\n",
        quoted(&get("/id")),
        quoted(&get("/sentence_text"))
    )
}

/// Sentences of each type with the parties and the deciding word tagged; rejected ones are those that it skips.
fn training(reviewed: &[Value]) -> Vec<(String, String)> {
    let mut types: Vec<String> = reviewed.iter().map(|mention| field::text(mention, "/event")).collect();
    types.sort_unstable();
    types.dedup();
    let file = |event: String| {
        let of = |rejected: bool| -> String {
            let wanted = reviewed.iter().filter(|mention| {
                field::text(mention, "/event") == event && (field::text(mention, "/review") == "rejected") == rejected
            });
            wanted.map(|mention| format!("  {},\n", json!(tagged(mention)))).collect()
        };
        let text = format!("event = {}\n\ncodes = [\n{}]\n\nskips = [\n{}]\n", json!(event), of(false), of(true));
        (event, text)
    };
    types.into_iter().map(file).collect()
}

/// The sentence with `<A>`, `<R>` and `<T>` around actor, recipient and deciding word.
fn tagged(mention: &Value) -> String {
    let text = field::text(mention, "/sentence_text");
    let base = mention["sentence_start"].as_u64().unwrap_or_default();
    let span = |value: Option<&Value>| {
        let value = value?;
        let at = |name: &str| usize::try_from(value[name].as_u64()?.checked_sub(base)?).ok();
        Some((at("start")?, at("end")?)).filter(|(start, end)| text.get(*start..*end).is_some())
    };
    let mut marks: Vec<(usize, usize, &str)> = Vec::new();
    for (tag, value) in [
        ("A", mention.pointer("/actors/0")),
        ("R", mention.pointer("/recipients/0")),
        ("T", mention.pointer("/evidence/trigger")),
    ] {
        if let Some((start, end)) = span(value)
            && marks.iter().all(|(from, to, _)| end <= *from || start >= *to)
        {
            marks.push((start, end, tag));
        }
    }
    marks.sort_unstable();
    let mut out = text.clone();
    for (start, end, tag) in marks.into_iter().rev() {
        out.insert_str(end, &format!("</{tag}>"));
        out.insert_str(start, &format!("<{tag}>"));
    }
    out
}
