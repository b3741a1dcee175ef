//! Sentences that must fire one entry of the lexicon: `testdata/entries/*.csv`.

use super::case::{is_called, shown};
use super::{Judgement, Key, Tally};
use crate::code::Mention;
use crate::data::{CsvTable, Faults};
use crate::entity::Entity;

/// A sentence, the entry that it must fire, and who takes part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntrySentence {
    /// Id of the entry.
    pub entry: String,
    /// Code of an actor; empty: not checked, `*`: anybody.
    pub actor: String,
    /// Code of a recipient; empty: not checked, `*`: anybody.
    pub recipient: String,
    /// The sentence.
    pub text: String,
}

/// Reads a table of sentences.
pub(super) fn rows(file: &str, text: &str, faults: &mut Faults) -> Vec<EntrySentence> {
    let table = CsvTable::read(file, text, ["entry", "actor", "recipient", "text"], faults);
    table.filled(["entry", "text"], faults);
    let row = |(_, [entry, actor, recipient, text]): (usize, [&str; 4])| EntrySentence {
        entry: entry.to_owned(),
        actor: actor.to_owned(),
        recipient: recipient.to_owned(),
        text: text.to_owned(),
    };
    table.rows().map(row).collect()
}

/// Whether the entry fired with these parties. The class is the entry's event type.
pub(super) fn judge(set: &str, sentence: &EntrySentence, found: &[Mention]) -> Judgement {
    let of_entry = |mention: &&Mention| fired(mention).is_some_and(|entry| entry == sentence.entry);
    let has =
        |entities: &[Entity], code: &str| code.is_empty() || entities.iter().any(|entity| is_called(entity, code));
    let is_right =
        |mention: &Mention| has(&mention.actors, &sentence.actor) && has(&mention.recipients, &sentence.recipient);
    let fires = found.iter().any(|mention| of_entry(&mention));
    let right = found.iter().filter(of_entry).any(is_right);
    let class = sentence.entry.split('/').next().unwrap_or_default();
    let mut judgement = Judgement::default();
    for (level, met) in [("the entry fires", fires), ("the entry fires with these parties", right)] {
        let key = Key { set: set.to_owned(), system: super::set::US, level, one_answer: false };
        judgement.count(&key, class, Tally { wanted: 1, found: u64::from(fires), right: u64::from(met) });
    }
    if !right {
        let got: Vec<_> = found.iter().map(|m| format!("{} ({})", shown(m), fired(m).unwrap_or_default())).collect();
        let got = if got.is_empty() { "nothing".to_owned() } else { got.join("; ") };
        let EntrySentence { entry, actor, recipient, text } = sentence;
        judgement.failures.push(format!("{set}: wanted {entry} {actor} > {recipient}, got {got}: {text}"));
    }
    judgement
}

/// Id of the entry that a mention was coded by, from its reasons: `entry ASSAULT/blow up (subject > object)`.
fn fired(mention: &Mention) -> Option<&str> {
    let entry = mention.evidence.why.first()?.strip_prefix("entry ")?;
    Some(entry.rsplit_once(" (").map_or(entry, |(id, _)| id))
}
