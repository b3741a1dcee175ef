//! What a page says of itself outside its article: title, address, publisher, language, dates.
//!
//! One pass over the tokens, so that it works for pages of any size. Which date counts is decided in `published`.

use super::entity;
use super::json_ld::{self, Linked};
use super::text;
use super::token::{Tag, Token, tokens};

/// The most `meta` fields and `time` elements that are kept of a page.
const MAX_FIELDS: usize = 500;

/// What a page says of itself.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    /// Names of `meta` fields (or of `itemprop`s with a content) in lower case, and their values.
    fields: Vec<(String, String)>,
    /// The `time` elements.
    pub(super) times: Vec<Time>,
    /// What its JSON-LD says of the article.
    pub(super) linked: Linked,
    title: Option<String>,
    heading: Option<String>,
    canonical: Option<String>,
    language: Option<String>,
}

/// A `time` element.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Time {
    /// Its `datetime`.
    pub(super) given: String,
    /// Whether the page says that it is the date of publication.
    pub(super) marked: bool,
    /// Whether it stands in the first `article`.
    pub(super) in_article: bool,
}

impl Metadata {
    /// Gathers what a page says.
    pub(super) fn of(html: &str) -> Self {
        let mut found = Self::default();
        let (mut n_articles, mut in_article) = (0, false);
        let mut heading: Option<String> = None;
        for token in tokens(html) {
            match &token {
                Token::Opaque(tag, inside) => found.opaque(tag, inside),
                Token::Start(tag) => {
                    match tag.name.as_str() {
                        "article" => {
                            n_articles += 1;
                            in_article = n_articles == 1;
                        }
                        "h1" if found.heading.is_none() => heading = Some(String::new()),
                        _ => {}
                    }
                    found.start(tag, in_article);
                }
                Token::End(name) if name == "article" => in_article = false,
                Token::End(name) if name == "h1" => found.heading = found.heading.or_else(|| heading.take()),
                Token::Text(words) => {
                    heading
                        .iter_mut()
                        .filter(|heading| heading.len() < 1_000)
                        .for_each(|heading| heading.push_str(words));
                }
                Token::End(_) => {}
            }
        }
        found
    }

    fn opaque(&mut self, tag: &Tag, inside: &str) {
        match tag.name.as_str() {
            "title" if self.title.is_none() => self.title = one_line(inside),
            "script" if self.linked == Linked::default() => {
                let is_json =
                    tag.attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"));
                if let Some(linked) = is_json.then(|| json_ld::article(inside)).flatten() {
                    self.linked = linked;
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag, in_article: bool) {
        let itemprop = || tag.attribute("itemprop");
        match tag.name.as_str() {
            "html" if self.language.is_none() => self.language = tag.attribute("lang"),
            "link" if self.canonical.is_none() => {
                let is_canonical = tag.attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
                self.canonical = tag.attribute("href").filter(|_| is_canonical);
            }
            "time" if self.times.len() < MAX_FIELDS => {
                let marked = tag.attributes().any(|(name, _)| name.eq_ignore_ascii_case("pubdate"))
                    || itemprop().is_some_and(|name| name.eq_ignore_ascii_case("datePublished"));
                self.times.extend(tag.attribute("datetime").map(|given| Time { given, marked, in_article }));
            }
            "meta" if self.fields.len() < MAX_FIELDS => {
                let name = tag.attribute("property").or_else(|| tag.attribute("name")).or_else(itemprop);
                let field = name.zip(tag.attribute("content"));
                self.fields.extend(field.map(|(name, value)| (name.to_ascii_lowercase(), value)));
            }
            _ => {}
        }
    }

    /// The first value of a `meta` field.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The headline: as given for sharing, else as given to search engines, else the page's title without the site's name.
    pub(super) fn title(&self) -> Option<String> {
        let given = self.field("og:title").or_else(|| self.field("twitter:title")).and_then(one_line);
        given.or_else(|| self.linked.title.clone()).or_else(|| self.page_title())
    }

    fn page_title(&self) -> Option<String> {
        let heading = self.heading.as_deref().map(text::plain).and_then(|heading| one_line(&heading));
        let Some(title) = &self.title else { return heading };
        if let Some(heading) = heading.filter(|heading| title.contains(heading.as_str())) {
            return Some(heading);
        }
        let site = self.publisher();
        let bare = site.and_then(|site| title.strip_suffix(site.as_str()));
        let bare = bare.map(|bare| bare.trim_end_matches([' ', '-', '|', '–', '—', '·', ':', '»']));
        Some(bare.filter(|bare| !bare.is_empty()).unwrap_or(title).to_owned())
    }

    /// Who runs the site.
    pub(super) fn publisher(&self) -> Option<String> {
        self.field("og:site_name").and_then(one_line).or_else(|| self.linked.publisher.clone())
    }

    /// The page's own address.
    pub(super) fn url(&self) -> Option<&str> {
        let given = [self.canonical.as_deref(), self.field("og:url"), self.linked.url.as_deref()];
        given.into_iter().flatten().find(|url| {
            let lower = url.get(..8).unwrap_or_default().to_ascii_lowercase();
            (lower.starts_with("http://") || lower.starts_with("https://")) && !url.contains(char::is_whitespace)
        })
    }

    /// Language tag.
    pub(super) fn language(&self) -> Option<String> {
        self.language.clone()
    }
}

/// Decoded, with single blanks.
fn one_line(text: &str) -> Option<String> {
    let text = entity::decode(text).split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_names_itself() {
        let page = Metadata::of(
            "<html lang=en-GB><head><title>Talks &amp; a walk | The Example</title>\
             <meta property='og:site_name' content='The Example'><meta name=Date content=2024-05-01>\
             <link rel=icon href=/i><link rel=canonical href='https://example.org/a'></head>",
        );
        assert_eq!(page.title().as_deref(), Some("Talks & a walk"));
        assert_eq!((page.publisher().as_deref(), page.language().as_deref()), (Some("The Example"), Some("en-GB")));
        assert_eq!((page.url(), page.field("date")), (Some("https://example.org/a"), Some("2024-05-01")));
    }

    #[test]
    fn the_best_title_wins() {
        let title = |html: &str| Metadata::of(html).title();
        assert_eq!(title("<title>A - B</title><h1> A </h1>").as_deref(), Some("A"));
        assert_eq!(title("<title>A - B</title><h1>C</h1><meta property=og:title content=D>").as_deref(), Some("D"));
        assert_eq!(title("<h1>One <i>two</i></h1><h1>three</h1>").as_deref(), Some("One two"));
        assert_eq!(title("<title> </title><p>x"), None);
    }

    #[test]
    fn addresses_are_whole() {
        let url = |html: &str| Metadata::of(html).url().map(str::to_owned);
        assert_eq!(
            url("<link rel=canonical href=/a><meta property=og:url content='HTTPS://x.example/a'>").as_deref(),
            Some("HTTPS://x.example/a")
        );
        assert_eq!(url("<link rel=canonical href='javascript:x'>"), None);
        assert_eq!(url("<link rel=canonical href='é:/ éé'>"), None);
    }
}
