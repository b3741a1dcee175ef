//! What was met and not coded: actors that no table knows, verbs and nouns of action that no entry fits.
//!
//! In: a document. Out: one [`Unknown`] for each place, to be counted over many documents; [`Unknown::line`] is what
//! somebody would add to a gazetteer or lexicon of their own, with `???` where a person must decide.

use rustc_hash::FxHashSet;
use serde::Serialize;

use crate::Resources;
use crate::code::{self, Reading};
use crate::entity::{Entity, slug};
use crate::gazetteer::EntityType;
use crate::ingest::Document;
use crate::place;
use crate::resolve::{self, Entities};
use crate::syntax::Syntax;

/// What sort of word is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum UnknownKind {
    /// A named person of whom no table and no title tells office or country.
    Person,
    /// A named organisation, group or people that no table knows.
    Group,
    /// A verb whose subject is an actor of politics and which told of no event.
    Verb,
}

/// Something that was met and not coded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// What it is.
    pub kind: UnknownKind,
    /// The name as written, or the verb's dictionary form with its particle.
    pub name: String,
    /// The sentence that it was met in.
    pub example: String,
}

impl Unknown {
    /// The table of an overlay that would make it known.
    #[must_use]
    pub fn table(kind: UnknownKind) -> &'static str {
        match kind {
            UnknownKind::Person => "officials.csv",
            UnknownKind::Group => "groups.csv",
            UnknownKind::Verb => "lexicon/*.toml",
        }
    }

    /// The row or entry to add, with `???` where it must be filled in.
    #[must_use]
    pub fn line(kind: UnknownKind, name: &str) -> String {
        let cell = |text: &str| {
            let must_quote = text.contains([',', '"']);
            if must_quote { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
        };
        match kind {
            UnknownKind::Person => format!("{},,???,,???,GOV,,,unchecked", cell(name)),
            UnknownKind::Group => {
                let code = slug(name).replace('-', "_").to_uppercase();
                format!("{code},{},,???,party,???,,,unchecked,", cell(name))
            }
            UnknownKind::Verb => format!(
                "[[entry]]\nverbs = [\"{name}\"]\ncameo = \"???\"\nframe = \"subject > object\"\ncodes = [{{ text = \"???\" }}]"
            ),
        }
    }
}

/// The unknown of one document, in the order of the text.
#[must_use]
pub fn unknown(document: &Document, resources: &Resources) -> Vec<Unknown> {
    let annotations = resources.pipeline.annotate(&document.text);
    let syntax = Syntax::new(&document.text, &annotations);
    let day = document.published.as_ref().map(|published| published.date());
    let places = place::places(&syntax, &resources.gazetteer, &resources.geography);
    let entities = resolve::entities(&syntax, &resources.gazetteer, &places, day);
    let mentions = code::mentions(&Reading::new(document, &syntax, &entities, places, resources));
    let coded: FxHashSet<u64> = mentions.iter().map(|mention| mention.evidence.trigger.start).collect();
    let is_coded = |token: usize| coded.contains(&(document.section_start + u64::from(syntax.token(token).span.start)));
    let found = |i: usize| actor(&syntax, &entities, i).or_else(|| verb(&syntax, &entities, resources, &is_coded, i));
    let sentence = |i: usize| syntax.span(&syntax.sentence(syntax.sentence_of(i))).of(syntax.text).trim().to_owned();
    let all = (0..syntax.len()).filter_map(|i| found(i).map(|(kind, name)| (kind, name, i)));
    all.map(|(kind, name, i)| Unknown { kind, name, example: sentence(i) }).collect()
}

/// A named actor that does something or has something done to it, and of whom nothing is known.
fn actor(syntax: &Syntax<'_>, entities: &Entities, i: usize) -> Option<(UnknownKind, String)> {
    let is_party = matches!(syntax.deprel(i), "nsubj" | "nsubjpass" | "dobj" | "dative")
        || syntax.deprel(i) == "pobj" && syntax.head(i).is_some_and(|prep| syntax.deprel(prep) == "agent");
    let label = syntax.recognized(i).filter(|_| is_party)?;
    let kind = match label {
        "PERSON" => UnknownKind::Person,
        "ORG" | "NORP" => UnknownKind::Group,
        _ => return None,
    };
    let mention = entities.at(i).filter(|mention| mention.head == i)?;
    is_unknown(&mention.entity).then(|| (kind, name(&mention.entity)))
}

fn is_unknown(entity: &Entity) -> bool {
    let is_made_up = entity.entity.starts_with("unk:") || entity.entity.starts_with("per:");
    is_made_up && entity.country.is_none() && entity.body.is_none() && entity.sectors.is_empty()
}

fn name(entity: &Entity) -> String {
    let name = if entity.kind == EntityType::Person { &entity.name } else { &entity.text };
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(&name).to_owned()
}

/// A verb that an actor of politics is the subject of, with somebody or something that it is done to, and no event.
fn verb(
    syntax: &Syntax<'_>,
    entities: &Entities,
    resources: &Resources,
    is_coded: &impl Fn(usize) -> bool,
    i: usize,
) -> Option<(UnknownKind, String)> {
    let lemma = syntax.lemma(i).to_lowercase();
    let is_plain = syntax.is_verb(i) && !resources.rules.knows(&lemma);
    let objects = syntax.objects(i);
    if !is_plain || objects.is_empty() || is_coded(i) || objects.iter().any(|&object| is_coded(object)) {
        return None;
    }
    let political = |token: usize| entities.all_at(token).iter().any(|mention| mention.is_political());
    let is_act = syntax.subjects(i).into_iter().any(political)
        && objects.iter().any(|&object| {
            let owners = syntax.children_by(object, &["poss", "amod", "compound"]);
            [object].into_iter().chain(owners).any(political)
        });
    let particle = syntax.child(i, &["prt"]).map(|particle| format!(" {}", syntax.form(particle).to_lowercase()));
    is_act.then(|| (UnknownKind::Verb, lemma + &particle.unwrap_or_default()))
}
