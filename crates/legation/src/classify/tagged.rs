//! Sentences with tags around what is marked: `<A>Ghana</A> <T>hacked</T> <R>Togo</R>`.

use super::input::{Mark, Role};

const TAGS: [(Role, &str, &str); 3] =
    [(Role::Actor, "<A>", "</A>"), (Role::Recipient, "<R>", "</R>"), (Role::Trigger, "<T>", "</T>")];

/// The text without its tags, and what they mark.
pub(super) fn read(tagged: &str) -> Result<(String, Vec<Mark>), String> {
    let (mut text, mut marks, mut rest) = (String::with_capacity(tagged.len()), Vec::new(), tagged);
    while let Some((at, (role, open, close))) = next(rest) {
        text.push_str(&rest[..at]);
        let inside = &rest[at + open.len()..];
        let end = inside.find(close).ok_or_else(|| format!("{open} without {close}"))?;
        let marked = &inside[..end];
        if marked.is_empty() || next(marked).is_some() {
            return Err(format!("{open}{marked}{close}, expected words and no tag in it"));
        }
        marks.push(Mark { role, bytes: text.len()..text.len() + marked.len() });
        text.push_str(marked);
        rest = &inside[end + close.len()..];
    }
    text.push_str(rest);
    if let Some((_, _, close)) = TAGS.into_iter().find(|(_, _, close)| text.contains(close)) {
        return Err(format!("{close} without its beginning"));
    }
    Ok((text, marks))
}

/// The first opening tag and where it stands.
fn next(text: &str) -> Option<(usize, (Role, &'static str, &'static str))> {
    TAGS.into_iter().filter_map(|tag| text.find(tag.1).map(|at| (at, tag))).min_by_key(|(at, _)| *at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_become_marks_of_bytes() {
        let (text, marks) = read("<A>Côte d'Ivoire</A> <T>hacked</T> <R>Togo</R>.").expect("sound tags");
        assert_eq!(text, "Côte d'Ivoire hacked Togo.");
        let marked: Vec<_> = marks.iter().map(|mark| (mark.role, &text[mark.bytes.clone()])).collect();
        assert_eq!(marked, [(Role::Actor, "Côte d'Ivoire"), (Role::Trigger, "hacked"), (Role::Recipient, "Togo")]);
    }

    #[test]
    fn broken_tags_are_told() {
        for broken in ["<A>Mali", "Mali</A> met", "<A></A> met", "<A>Mali <T>met</T></A>"] {
            assert!(read(broken).is_err(), "{broken}");
        }
    }
}
