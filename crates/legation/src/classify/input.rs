//! From a marked text to the encoder's pieces, and from its rows to the features of the heads.

use std::ops::Range;

use legation_nlp::WordPiece;

/// What a marked run of words is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Who acts.
    Actor,
    /// To whom it is done.
    Recipient,
    /// The word that tells of the event.
    Trigger,
}

/// A marked run of words: bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// What it is.
    pub role: Role,
    /// Where it stands.
    pub bytes: Range<usize>,
}

const ROLES: usize = 3;
/// Rows side by side: the mean of all pieces, and the piece at the first mark of each role.
pub(super) const FEATURES: usize = 1 + ROLES;

/// Pieces that no text has, put around what is marked, and those around the whole.
pub(super) struct MarkPieces {
    roles: [u32; ROLES],
    first: u32,
    last: u32,
}

impl MarkPieces {
    pub(super) fn new(pieces: &WordPiece) -> Result<Self, String> {
        let id = |piece: &str| pieces.id(piece).ok_or_else(|| format!("no piece {piece}"));
        Ok(Self {
            roles: [id("[unused1]")?, id("[unused2]")?, id("[unused3]")?],
            first: id("[CLS]")?,
            last: id("[SEP]")?,
        })
    }
}

/// The pieces of a text, at most `length`, and where the first mark of each role stands.
pub(super) fn pieces(
    words: &WordPiece,
    frame: &MarkPieces,
    text: &str,
    marks: &[Mark],
    length: usize,
) -> (Vec<u32>, [Option<usize>; ROLES]) {
    let mut marks: Vec<&Mark> = marks.iter().collect();
    marks.sort_by_key(|mark| (mark.bytes.start, mark.bytes.end));
    let (mut pieces, mut places, mut at) = (Vec::new(), [None; ROLES], 0);
    for mark in marks {
        let (Some(before), Some(inside)) = (text.get(at..mark.bytes.start), text.get(mark.bytes.clone())) else {
            continue;
        };
        words.encode(before, &mut pieces);
        places[mark.role as usize].get_or_insert(pieces.len());
        pieces.push(frame.roles[mark.role as usize]);
        words.encode(inside, &mut pieces);
        pieces.push(frame.roles[mark.role as usize]);
        at = mark.bytes.end;
    }
    words.encode(text.get(at..).unwrap_or_default(), &mut pieces);
    let read = window(pieces.len(), places, length - 2);
    let places = places.map(|place| place.filter(|place| read.contains(place)).map(|place| place - read.start + 1));
    let mut framed = vec![frame.first];
    framed.extend_from_slice(&pieces[read]);
    framed.push(frame.last);
    (framed, places)
}

/// The part that is read of a long text: around the trigger, else around the first party.
fn window(n: usize, places: [Option<usize>; ROLES], length: usize) -> Range<usize> {
    if n <= length {
        return 0..n;
    }
    let centre = places[Role::Trigger as usize].or(places.into_iter().flatten().min()).unwrap_or(0);
    let first = centre.saturating_sub(length / 2).min(n - length);
    first..first + length
}

/// Mean of all rows, then the row at each mark; zeros where there is none.
pub(super) fn features(rows: &[f32], width: usize, places: [Option<usize>; ROLES]) -> Vec<f32> {
    let mut features = vec![0.0; FEATURES * width];
    let (mean, marked) = features.split_at_mut(width);
    let n = rows.len() / width;
    for row in rows.chunks_exact(width) {
        mean.iter_mut().zip(row).for_each(|(mean, value)| *mean += value);
    }
    #[expect(clippy::cast_precision_loss, reason = "at most 96 rows")]
    mean.iter_mut().for_each(|mean| *mean /= n.max(1) as f32);
    for (place, to) in places.into_iter().zip(marked.chunks_exact_mut(width)) {
        if let Some(from) = place.and_then(|place| rows.get(place * width..(place + 1) * width)) {
            to.copy_from_slice(from);
        }
    }
    features
}
