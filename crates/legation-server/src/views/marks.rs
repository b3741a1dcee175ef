//! Texts with marked words. A mark is told by colour, by the style of its line and by a letter, which stands in an attribute: the
//! text between the tags is the stored text.

use legation::output::field::items;
use maud::{Markup, html};
use serde_json::Value;

/// What the marked words are in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    /// Who acts, speaks, holds, mediates.
    Actor,
    /// To whom.
    Recipient,
    /// The word that decides what it is.
    Decider,
}

impl Role {
    const fn letter(self) -> char {
        match self {
            Self::Actor => 'A',
            Self::Recipient => 'R',
            Self::Decider => 'D',
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Recipient => "recipient",
            Self::Decider => "decider",
        }
    }
}

/// Marked words: half-open bytes of the whole text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) start: u64,
    pub(crate) end: u64,
    pub(crate) role: Role,
    /// Number of the row on the page; none where there is one row.
    pub(crate) row: Option<usize>,
}

const ACTORS: [&str; 7] = ["/actors", "/holder", "/speaker", "/sponsors", "/intermediary", "/visitor", "/body"];
const RECIPIENTS: [&str; 3] = ["/recipients", "/targets", "/parties"];

/// The marks of a row of any kind.
pub(crate) fn of_row(row: &Value, number: Option<usize>) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut add = |value: Option<&Value>, role| {
        let byte = |field: &str| value.and_then(|value| value.get(field)).and_then(Value::as_u64);
        if let (Some(start), Some(end)) = (byte("start"), byte("end")) {
            marks.push(Mark { start, end, role, row: number });
        }
    };
    add(row.pointer("/evidence/trigger"), Role::Decider);
    for (pointers, role) in [(&ACTORS[..], Role::Actor), (&RECIPIENTS[..], Role::Recipient)] {
        for pointer in pointers {
            add(row.pointer(pointer), role);
            items(row, pointer).iter().for_each(|item| add(Some(item), role));
        }
    }
    items(row, "/stops").iter().for_each(|stop| add(stop.get("location"), Role::Recipient));
    marks
}

/// A text that begins at byte `base` of the whole, with its marks. Those that do not fit it are left out.
pub(crate) fn marked(text: &str, base: u64, marks: &[Mark]) -> Markup {
    let pieces = pieces(text, base, marks);
    html! { @for piece in &pieces { (shown(piece)) } }
}

/// A part of the text under the same marks.
struct Piece<'t> {
    text: &'t str,
    /// All that lie over it.
    over: Vec<Mark>,
    /// Those that begin here.
    begin: Vec<Mark>,
}

fn pieces<'t>(text: &'t str, base: u64, marks: &[Mark]) -> Vec<Piece<'t>> {
    let place = |byte: u64| usize::try_from(byte.checked_sub(base)?).ok().filter(|at| text.is_char_boundary(*at));
    let fitting =
        |mark: &Mark| Some((place(mark.start)?, place(mark.end)?, *mark)).filter(|(start, end, _)| start < end);
    let mut fit: Vec<(usize, usize, Mark)> = marks.iter().filter_map(fitting).collect();
    fit.sort_by_key(|(start, end, mark)| (*start, *end, mark.role, mark.row));
    let mut cuts: Vec<usize> = fit.iter().flat_map(|(start, end, _)| [*start, *end]).chain([0, text.len()]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let (mut next, mut open) = (0, Vec::<(usize, Mark)>::new());
    let mut pieces = Vec::with_capacity(cuts.len());
    for cut in cuts.windows(2) {
        let [from, to] = cut else { continue };
        open.retain(|(end, _)| end > from);
        let first_new = open.len();
        while let Some((_, end, mark)) = fit.get(next).filter(|(start, ..)| start == from) {
            open.push((*end, *mark));
            next += 1;
        }
        let of = |open: &[(usize, Mark)]| open.iter().map(|(_, mark)| *mark).collect();
        pieces.push(Piece { text: &text[*from..*to], over: of(&open), begin: of(&open[first_new..]) });
    }
    pieces
}

fn shown(piece: &Piece<'_>) -> Markup {
    if piece.over.is_empty() {
        return html! { (piece.text) };
    }
    let mut roles: Vec<Role> = piece.over.iter().map(|mark| mark.role).collect();
    roles.sort_unstable();
    roles.dedup();
    let classes = roles.iter().map(|role| role.class()).collect::<Vec<_>>().join(" ");
    let letters = letters(&piece.begin);
    let mark = html! { mark class=(classes) data-mark=[letters] { (piece.text) } };
    // The deciding word and its row in the list lead to each other.
    let row = piece.begin.iter().find(|mark| mark.role == Role::Decider).and_then(|mark| mark.row);
    match row {
        Some(row) => html! { a.to-row id={ "t" (row) } href={ "#r" (row) } { (mark) } },
        None => mark,
    }
}

/// Letters of the marks that begin in one place, with the numbers of their rows: `A1 A2 R4`.
fn letters(begin: &[Mark]) -> Option<String> {
    const MOST: usize = 3;
    let mut labels: Vec<(Role, Option<usize>)> = begin.iter().map(|mark| (mark.role, mark.row)).collect();
    labels.sort_unstable();
    labels.dedup();
    let label = |(role, row): &(Role, Option<usize>)| match row {
        Some(row) => format!("{}{row}", role.letter()),
        None => role.letter().to_string(),
    };
    let mut shown: Vec<String> = labels.iter().take(MOST).map(label).collect();
    if labels.len() > MOST {
        shown.push(format!("+{}", labels.len() - MOST));
    }
    (!shown.is_empty()).then(|| shown.join(" "))
}

/// What the letters mean.
pub(crate) fn legend() -> Markup {
    let meaning = [
        (Role::Actor, "who acts, speaks or holds"),
        (Role::Decider, "the deciding word"),
        (Role::Recipient, "to whom, about whom, whither"),
    ];
    html! {
        p.legend {
            @for (role, words) in meaning {
                span { mark class=(role.class()) data-mark=(role.letter()) { (words) } } " "
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(start: u64, end: u64, role: Role, row: usize) -> Mark {
        Mark { start, end, role, row: Some(row) }
    }

    /// The text between the tags.
    fn plain(html: &str) -> String {
        let mut out = String::new();
        let mut in_tag = false;
        for c in html.chars() {
            match c {
                '<' => in_tag = true,
                '>' if in_tag => in_tag = false,
                _ if !in_tag => out.push(c),
                _ => {}
            }
        }
        out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
    }

    #[test]
    fn whatever_is_marked_the_text_stays() {
        let text = "Peru <b>recalled</b> & é \u{202e}its \"ambassador\"";
        let len = text.len() as u64;
        for start in 0..len + 2 {
            for end in 0..len + 2 {
                let marks = [
                    mark(start + 7, end + 7, Role::Actor, 1),
                    mark(end + 5, start + 9, Role::Recipient, 2),
                    mark(7, 12, Role::Decider, 3),
                ];
                assert_eq!(plain(&marked(text, 7, &marks).into_string()), text);
            }
        }
    }

    #[test]
    fn marks_over_each_other_tell_all_letters() {
        let marks = [mark(0, 6, Role::Actor, 1), mark(3, 9, Role::Recipient, 2), mark(3, 9, Role::Decider, 2)];
        let html = marked("abcdefghij", 0, &marks).into_string();
        assert_eq!(
            html,
            "<mark class=\"actor\" data-mark=\"A1\">abc</mark><a class=\"to-row\" id=\"t2\" href=\"#r2\">\
             <mark class=\"actor recipient decider\" data-mark=\"R2 D2\">def</mark></a>\
             <mark class=\"recipient decider\">ghi</mark>j"
        );
    }

    #[test]
    fn many_rows_at_one_word_are_counted() {
        let marks: Vec<Mark> = (1..=9).map(|row| mark(0, 1, Role::Actor, row)).collect();
        assert!(marked("a", 0, &marks).into_string().contains("data-mark=\"A1 A2 A3 +6\""));
    }
}
