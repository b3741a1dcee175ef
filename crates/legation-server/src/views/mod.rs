//! Pages as functions of what the record says. `maud` escapes every text and attribute; no view writes HTML in another way.

pub(crate) mod document;
pub(crate) mod event;
pub(crate) mod events;
mod form;
mod link;
mod marks;
mod row;
pub(crate) mod search;

use maud::{DOCTYPE, Markup, html};

/// A whole page. `words` are those of the search field.
pub(crate) fn page(title: &str, words: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · Legation" }
                link rel="stylesheet" href="/style.css";
                link rel="icon" href="data:,";
            }
            body {
                a.skip href="#main" { "Skip to the content" }
                header { (bar(words)) }
                main #main tabindex="-1" { (body) }
                footer { p { "Legation " (env!("CARGO_PKG_VERSION")) " · coded by machine: read the words before you rely on a line." } }
            }
        }
    }
}

fn bar(words: &str) -> Markup {
    html! {
        nav aria-label="Pages" {
            a.home href="/" { "Legation" }
            a href="/" { "Events" }
        }
        form.search role="search" action="/search" method="get" {
            label.hidden for="q" { "Words in documents" }
            input #q type="search" name="q" value=(words) placeholder="Words in documents" maxlength="500";
            button type="submit" { "Search" }
        }
    }
}

/// Words of a text or a table, which may run from right to left among others that do not.
pub(crate) fn words(text: &str) -> Markup {
    html! { bdi dir="auto" { (text) } }
}

/// A count with its noun.
pub(crate) fn count(n: i64, noun: &str) -> String {
    let plural = match noun {
        "story" => "stories".to_owned(),
        _ => format!("{noun}s"),
    };
    if n == 1 { format!("1 {noun}") } else { format!("{} {plural}", grouped(n)) }
}

/// The number with commas between groups of three digits.
fn grouped(n: i64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (idx, digit) in digits.chars().enumerate() {
        if idx > 0 && (digits.len() - idx).is_multiple_of(3) && !out.ends_with('-') {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_read_well() {
        let told = [count(1, "event"), count(0, "event"), count(1234567, "report"), count(2, "story")];
        assert_eq!(told, ["1 event", "0 events", "1,234,567 reports", "2 stories"]);
    }
}
