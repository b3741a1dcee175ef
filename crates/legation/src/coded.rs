//! One document through all stages: the one value that everything after coding starts from.

use legation_nlp::Annotations;
use serde::Serialize;

use crate::Resources;
use crate::code::{self, Mention, Reading};
use crate::ingest::Document;
use crate::mediation::{self, Mediation};
use crate::place;
use crate::position::{self, Position};
use crate::record::{Kind, Kinds};
use crate::resolve;
use crate::speech::{self, Quotation};
use crate::syntax::Syntax;
use crate::visit::{self, Visit};
use crate::vote::{self, Vote};

/// All that was coded in one document, or one section of a long one. Offsets count in the whole document. Rows of each
/// kind stand in the order of the text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CodedDocument {
    /// Id of the document.
    pub document: String,
    /// Tokens read.
    pub n_tokens: usize,
    /// Sentences read.
    pub n_sentences: usize,
    /// Who did what to whom.
    pub mentions: Vec<Mention>,
    /// Who stands where.
    pub positions: Vec<Position>,
    /// Who said what.
    pub quotations: Vec<Quotation>,
    /// How bodies voted.
    pub votes: Vec<Vote>,
    /// Who goes between whom.
    pub mediations: Vec<Mediation>,
    /// Who went where.
    pub visits: Vec<Visit>,
}

/// Annotates a document and codes its mentions. Never fails; a text without events gives no rows.
#[must_use]
pub fn code_document(document: &Document, resources: &Resources) -> CodedDocument {
    code_kinds(document, resources, [Kind::Mentions].into_iter().collect())
}

/// The same for a choice of kinds.
#[must_use]
pub fn code_kinds(document: &Document, resources: &Resources, kinds: Kinds) -> CodedDocument {
    code_annotated(document, &resources.pipeline.annotate(&document.text), resources, kinds)
}

/// The same for a document that is annotated already. The annotations are of its text.
#[must_use]
pub fn code_annotated(
    document: &Document,
    annotations: &Annotations,
    resources: &Resources,
    kinds: Kinds,
) -> CodedDocument {
    let syntax = Syntax::new(&document.text, annotations);
    let day = document.published.as_ref().map(|published| published.date());
    let places = place::places(&syntax, &resources.gazetteer, &resources.geography);
    let entities = resolve::entities(&syntax, &resources.gazetteer, &places, day);
    let reading = Reading::new(document, &syntax, &entities, places, resources);
    CodedDocument {
        document: document.id.clone(),
        n_tokens: annotations.tokens.len(),
        n_sentences: annotations.sentences.len(),
        mentions: if kinds.holds(Kind::Mentions) { code::mentions(&reading) } else { Vec::new() },
        positions: if kinds.holds(Kind::Positions) { position::positions(&reading) } else { Vec::new() },
        quotations: if kinds.holds(Kind::Quotations) { speech::quotations(&reading) } else { Vec::new() },
        votes: if kinds.holds(Kind::Votes) { vote::votes(&reading) } else { Vec::new() },
        mediations: if kinds.holds(Kind::Mediations) { mediation::mediations(&reading) } else { Vec::new() },
        visits: if kinds.holds(Kind::Visits) { visit::visits(&reading) } else { Vec::new() },
    }
}

/// A row of any kind.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(untagged)]
pub enum AnyRow<'c> {
    /// Who did what to whom.
    Mention(&'c Mention),
    /// Who stands where.
    Position(&'c Position),
    /// Who said what.
    Quotation(&'c Quotation),
    /// How a body voted.
    Vote(&'c Vote),
    /// Who goes between whom.
    Mediation(&'c Mediation),
    /// Who went where.
    Visit(&'c Visit),
}

impl AnyRow<'_> {
    /// Which kind it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Mention(_) => Kind::Mentions,
            Self::Position(_) => Kind::Positions,
            Self::Quotation(_) => Kind::Quotations,
            Self::Vote(_) => Kind::Votes,
            Self::Mediation(_) => Kind::Mediations,
            Self::Visit(_) => Kind::Visits,
        }
    }

    /// First byte of the words that show it.
    #[must_use]
    pub fn start(&self) -> u64 {
        match self {
            Self::Mention(row) => row.evidence.start,
            Self::Position(row) => row.row.evidence.start,
            Self::Quotation(row) => row.row.evidence.start,
            Self::Vote(row) => row.row.evidence.start,
            Self::Mediation(row) => row.row.evidence.start,
            Self::Visit(row) => row.row.evidence.start,
        }
    }
}

impl CodedDocument {
    /// The rows of all kinds in the order of the text; of rows that start together, in the order of [`Kind::ALL`].
    #[must_use]
    pub fn rows(&self) -> Vec<AnyRow<'_>> {
        let mut rows: Vec<AnyRow<'_>> = self.mentions.iter().map(AnyRow::Mention).collect();
        rows.extend(self.positions.iter().map(AnyRow::Position));
        rows.extend(self.quotations.iter().map(AnyRow::Quotation));
        rows.extend(self.votes.iter().map(AnyRow::Vote));
        rows.extend(self.mediations.iter().map(AnyRow::Mediation));
        rows.extend(self.visits.iter().map(AnyRow::Visit));
        rows.sort_by_key(AnyRow::start);
        rows
    }
}
