//! Which of the dates that a page gives is that of publication, and where it stood. Never taken from prose.

use std::str::FromStr;

use super::metadata::Metadata;
use crate::ingest::{Published, PublishedBasis};

/// `meta` fields that give the date of publication, the surest first.
const FIELDS: [&str; 24] = [
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "article.published",
    "datepublished",
    "og:published_time",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "article_date_original",
    "ptime",
    "date",
];

/// Months as the addresses of some sites name them.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Years before this are no part of a web address's date.
const FIRST_WEB_YEAR: u16 = 1990;

/// The date of publication, and a date that was given for it and makes no sense.
pub(super) fn of(page: &Metadata) -> (Option<Published>, Option<String>) {
    let linked = page.linked.published.as_deref().map(|given| (given, PublishedBasis::JsonLd));
    let fields = FIELDS.iter().filter_map(|name| page.field(name)).map(|given| (given, PublishedBasis::Meta));
    let mut odd = None;
    for (given, basis) in linked.into_iter().chain(fields) {
        match read(given) {
            Some(published) => return (Some(published.with_basis(basis)), None),
            None => odd = odd.or_else(|| Some(given.to_owned())),
        }
    }
    let time = time(page).map(|published| published.with_basis(PublishedBasis::Time));
    let url = || in_url(page.url()?).map(|published| published.with_basis(PublishedBasis::Url));
    let found = time.or_else(url);
    let odd = odd.filter(|_| found.is_none());
    (found, odd)
}

/// A date as metadata gives it: ISO 8601, or with slashes (`2024/05/01`).
fn read(given: &str) -> Option<Published> {
    let slashes = given.len() == 10 && given.is_ascii() && given.as_bytes()[4] == b'/';
    if slashes { given.replace('/', "-").parse().ok() } else { Published::from_str(given).ok() }
}

/// The date of the `time` element that is marked, else of the first in the article, else the one day that all name.
fn time(page: &Metadata) -> Option<Published> {
    let marked = page.times.iter().filter(|time| time.marked);
    let in_article = page.times.iter().filter(|time| time.in_article);
    if let Some(found) = marked.chain(in_article).find_map(|time| read(&time.given)) {
        return Some(found);
    }
    let mut all = page.times.iter().filter_map(|time| read(&time.given));
    let first = all.next()?;
    all.all(|other| other.date() == first.date()).then_some(first)
}

/// The date in the path of an address: `/2024/05/01/`, `/2024/may/01/` or `2024-05-01`.
fn in_url(url: &str) -> Option<Published> {
    let path = url.split_once("://")?.1.split_once('/')?.1.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    parts.windows(3).find_map(|parts| {
        let &[year, month, day] = parts else { return None };
        let number = |text: &str, digits: std::ops::RangeInclusive<usize>| {
            let fits = digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
            fits.then(|| text.parse::<u16>().ok()).flatten()
        };
        let year = number(year, 4..=4).filter(|year| *year >= FIRST_WEB_YEAR)?;
        let named = MONTHS.iter().position(|name| name.eq_ignore_ascii_case(month)).map(|idx| idx as u16 + 1);
        let month = named.or_else(|| number(month, 1..=2))?;
        format!("{year:04}-{month:02}-{:02}", number(day, 1..=2)?).parse().ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(html: &str) -> Option<(String, &'static str)> {
        let (published, _) = of(&Metadata::of(html));
        published.map(|published| (published.as_str().to_owned(), published.basis().as_str()))
    }

    const LINKED: &str =
        "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"datePublished\":\"2024-05-01\"}</script>";
    const META: &str = "<meta property=article:published_time content=2024-05-02T10:00:00+0200>";
    const TIME: &str = "<article><time datetime=2024-05-03>Friday</time><time datetime=2024-06-01></time></article>";
    const URL: &str = "<link rel=canonical href=https://example.org/news/2024/05/04/talks>";

    #[test]
    fn the_surest_source_wins() {
        let day = |date: &str, basis| Some((date.to_owned(), basis));
        assert_eq!(found(&[URL, TIME, META, LINKED].concat()), day("2024-05-01", "json-ld"));
        assert_eq!(found(&[URL, TIME, META].concat()), day("2024-05-02T10:00:00+0200", "meta"));
        assert_eq!(found(&[URL, TIME].concat()), day("2024-05-03", "time"));
        assert_eq!(found(URL), day("2024-05-04", "url"));
        assert_eq!(found("<p>Published on May 1, 2024"), None);
    }

    #[test]
    fn several_times_outside_the_article_say_nothing() {
        assert_eq!(found("<time datetime=2024-05-03></time><time datetime=2024-05-04></time>"), None);
        let marked = "<time datetime=2024-05-03></time><time itemprop=datePublished datetime=2024-05-04T08:00></time>";
        assert_eq!(found(marked).unwrap().0, "2024-05-04T08:00");
        assert_eq!(
            found("<time datetime=2024-05-03></time><time datetime=2024-05-03T10:00></time>").unwrap().1,
            "time"
        );
        assert_eq!(found("<time datetime=P2D></time>"), None);
    }

    #[test]
    fn dates_in_addresses_are_whole_dates() {
        let day = |path: &str| in_url(&format!("https://example.org{path}")).map(|day| day.date().to_string());
        assert_eq!(day("/world/2023/oct/20/talks").as_deref(), Some("2023-10-20"));
        assert_eq!(day("/a-2023-10-20-b").as_deref(), Some("2023-10-20"));
        for path in
            ["", "/", "/2023/10/talks", "/2023/13/20", "/1812/10/20", "/20231020", "/?d=2023/10/20", "/2023-02-30"]
        {
            assert_eq!(day(path), None, "{path}");
        }
    }

    #[test]
    fn a_date_that_makes_no_sense_is_told_unless_another_does() {
        let odd = "<meta name=date content='May 1st'>";
        assert_eq!(of(&Metadata::of(odd)).1.as_deref(), Some("May 1st"));
        assert_eq!(of(&Metadata::of(&[odd, URL].concat())).1, None);
        assert_eq!(found("<meta name=date content=2024/05/01>").unwrap().0, "2024-05-01");
    }
}
