//! Named entities: the greedy begin-in-last-unit-out tagger of the model.
//!
//! In: feature rows of a document (the component has an encoder of its own) and the parser's sentence starts.
//! Out: entities as token ranges with labels. An entity never crosses a sentence start.
//! System: Lample et al., "Neural Architectures for Named Entity Recognition", NAACL 2016, section 3.

use std::ops::Range;

use crate::annotation::NamedEntity;
use crate::layer::encoder::Encoder;
use crate::layer::lower::{Lower, Rows};
use crate::layer::upper::{Upper, first_largest};
use crate::load::moves::Move;
use crate::load::network::Node;
use crate::{Error, Label};

const FEATURES: usize = 3;

/// Kinds of moves by spaCy's numbers (0 is "missing", of which a model has none).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Begin = 1,
    In = 2,
    Last = 3,
    Unit = 4,
    Out = 5,
}

/// The recogniser's weights and moves.
pub(crate) struct Recognizer {
    pub(crate) lower: Lower,
    upper: Upper,
    begin: Range<usize>,
    /// Classes of single-token entities: those before and those after the one without a label, which is never allowed.
    unit: [Range<usize>; 2],
    out: Range<usize>,
    moves: Vec<(Kind, Label)>,
    /// For a begin class, the classes that go on with and end the same label.
    going_on: Vec<[Range<usize>; 2]>,
}

/// What one worker keeps between calls.
#[derive(Default)]
pub(crate) struct RecognizerState {
    hidden: Vec<f32>,
    scores: Vec<f32>,
}

/// An entity whose last token has not come yet.
#[derive(Clone, Copy)]
struct Open {
    start: usize,
    class: usize,
}

impl Recognizer {
    pub(crate) fn load(file: &str, nodes: &[Node<'_>], moves: &[Move], encoder: &Encoder) -> Result<Self, Error> {
        let lower = Lower::load(file, nodes, encoder.width())?;
        if lower.n_features() != FEATURES {
            return Err(Error::unsupported(
                file,
                format_args!("{} features (expected {FEATURES})", lower.n_features()),
            ));
        }
        let upper = Upper::load(file, nodes, lower.hidden(), moves.len())?;
        let kinds = moves.iter().map(|known| Ok((kind(known.kind)?, Label::new(&known.label))));
        let kinds = kinds.collect::<Result<Vec<_>, Error>>()?;
        let of = |kind: Kind| {
            let first = kinds.partition_point(|known| (known.0 as u8) < kind as u8);
            first..kinds.partition_point(|known| known.0 as u8 <= kind as u8)
        };
        let unit = of(Kind::Unit);
        let unnamed = unit.clone().find(|&class| kinds[class].1.is_empty()).unwrap_or(unit.end);
        let find = |kind: Kind, label: Label| {
            of(kind).find(|&class| kinds[class].1 == label).map_or(0..0, |class| class..class + 1)
        };
        let going_on: Vec<_> =
            kinds.iter().map(|&(_, label)| [find(Kind::In, label), find(Kind::Last, label)]).collect();
        if of(Kind::Out).is_empty() || of(Kind::Begin).any(|class| going_on[class].iter().any(Range::is_empty)) {
            return Err(Error::unsupported("ner/moves", "moves of another system than begin, in, last, unit, out"));
        }
        Ok(Self {
            begin: of(Kind::Begin),
            unit: [unit.start..unnamed, (unnamed + 1).min(unit.end)..unit.end],
            out: of(Kind::Out),
            moves: kinds,
            going_on,
            lower,
            upper,
        })
    }

    /// Finds the entities of the document that `rows` stands for.
    pub(crate) fn recognize(
        &self,
        rows: &mut Rows<'_>,
        worker: &mut RecognizerState,
        sentence_starts: &[u32],
        is_space: impl Fn(usize) -> bool,
    ) -> Vec<NamedEntity> {
        let n = rows.tokens.len();
        worker.hidden.resize(self.lower.hidden(), 0.0);
        worker.scores.resize(self.upper.columns(), 0.0);
        let mut starts = sentence_starts.iter().map(|&start| start as usize).peekable();
        let mut open: Option<Open> = None;
        let mut entities = Vec::new();
        for token in 0..n {
            while starts.next_if(|&start| start <= token).is_some() {}
            let may_go_on = token + 1 < n && starts.peek() != Some(&(token + 1));
            let before = open.map(|open| (open.start, token - 1));
            rows.hidden(
                [Some(token), before.map(|(start, _)| start), before.map(|(_, last)| last)],
                &mut worker.hidden,
            );
            self.upper.scores(rows.kernels, &worker.hidden, &mut worker.scores);
            let class = first_largest(&worker.scores, self.allowed(open, may_go_on, is_space(token)));
            let Some(class) = class else { continue };
            let (kind, label) = self.moves[class];
            match kind {
                Kind::Begin => open = Some(Open { start: token, class }),
                Kind::In | Kind::Out => {}
                Kind::Last | Kind::Unit => {
                    let start = open.take().map_or(token, |open| open.start);
                    entities.push(NamedEntity { tokens: number(start)..number(token + 1), label });
                }
            }
        }
        entities
    }

    /// The classes that may come next, in order.
    fn allowed(&self, open: Option<Open>, may_go_on: bool, is_space: bool) -> [Range<usize>; 4] {
        let when = |allowed: bool, classes: &Range<usize>| if allowed { classes.clone() } else { 0..0 };
        match open {
            Some(open) => {
                let [inside, last] = &self.going_on[open.class];
                [when(may_go_on, inside), last.clone(), 0..0, 0..0]
            }
            None => [
                when(may_go_on && !is_space, &self.begin),
                when(!is_space, &self.unit[0]),
                when(!is_space, &self.unit[1]),
                self.out.clone(),
            ],
        }
    }
}

fn kind(number: u8) -> Result<Kind, Error> {
    [Kind::Begin, Kind::In, Kind::Last, Kind::Unit, Kind::Out]
        .into_iter()
        .find(|&kind| kind as u8 == number)
        .ok_or_else(|| Error::unsupported("ner/moves", format_args!("moves of kind {number}")))
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
