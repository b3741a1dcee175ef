//! Feeds from the outside: bytes in, documents and rejections out.

use proptest::prelude::*;

use super::*;
use crate::ingest::stream;

fn all(feed: &str) -> Vec<Result<Document, Rejection>> {
    stream(feed.as_bytes(), None, &Source::file("in")).collect()
}

fn documents(feed: &str) -> Vec<Document> {
    all(feed).into_iter().map(Result::unwrap).collect()
}

/// Id and text of documents, rejections as they are shown.
fn told(feed: &str) -> Vec<String> {
    let told = |document: Document| format!("{}: {}", document.id, document.text);
    all(feed).into_iter().map(|found| found.map_or_else(|rejection| rejection.to_string(), told)).collect()
}

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE rss [<!ENTITY secret SYSTEM "file:///etc/passwd"><!ENTITY a "aaaa">]>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Daily &amp; Sons</title><link>https://daily.example/</link><language>en-gb</language>
<image><title>Logo</title><url>https://daily.example/logo.png</url></image>
<item><title>Peru &lt;b&gt;closes&lt;/b&gt; border</title><link>https://daily.example/1</link>
<guid isPermaLink="false">g1</guid><pubDate>Tue, 06 May 2025 23:30:00 -0500</pubDate>
<description>Short.</description><content:encoded><![CDATA[<p>Peru closed its border.</p><p>It said &quot;enough&quot;.</p>]]></content:encoded></item>
<item><link>https://daily.example/2</link><description>Brazil &lt;i&gt;condemned&lt;/i&gt; Peru&nbsp;&secret;.</description>
<source url="https://wire.example/">The Wire</source><pubDate>soon</pubDate></item>
<item><title>Nothing in it</title></item>
</channel></rss>"#;

#[test]
fn an_rss_feed() {
    let found = all(RSS);
    let first = found[0].as_ref().unwrap();
    assert_eq!((first.id.as_str(), first.title.as_deref()), ("g1", Some("Peru closes border")));
    assert_eq!(first.text, "Peru closed its border.\n\nIt said \"enough\".");
    let published = first.published.as_ref().unwrap();
    assert_eq!((published.date().to_string().as_str(), published.basis().as_str()), ("2025-05-06", "feed"));
    assert_eq!((first.publisher.as_deref(), first.language.as_deref()), (Some("The Daily & Sons"), Some("en-gb")));
    let second = found[1].as_ref().unwrap();
    assert_eq!(
        (second.id.as_str(), second.text.as_str()),
        ("https://daily.example/2", "Brazil condemned Peru &secret;.")
    );
    assert_eq!((second.publisher.as_deref(), &second.published), (Some("The Wire"), &None));
    assert!(second.dropped[0].to_string().contains("date of the item left out, the document is kept without"));
    let at = RSS.rfind("<item>").unwrap();
    assert_eq!(found[2].as_ref().unwrap_err().to_string(), format!("in:{at}: item \"Nothing in it\": no text in it"));
}

#[test]
fn an_atom_feed() {
    let feed = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="text">Wire</title>
        <entry><id>tag:1</id><link rel="self" href="https://a.example/self"/><link href="https://a.example/1"/>
        <updated>2025-05-07T00:00:00Z</updated><published>2025-05-06T23:30:00-05:00</published>
        <author><name>Nobody</name></author><source><title>Not this</title></source>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Iran agreed.</p><p>So did Iraq.</p></div></content></entry>
        <entry><id>tag:2</id><updated>2025-05-07</updated><summary type="html">&lt;p&gt;Chad &amp;amp; Niger met.&lt;/p&gt;</summary></entry>
        <entry><id>tag:3</id><content type="text">a &lt; b</content></entry></feed>"#;
    let found = documents(feed);
    assert_eq!(told(feed), ["tag:1: Iran agreed.\n\nSo did Iraq.", "tag:2: Chad & Niger met.", "tag:3: a < b"]);
    assert_eq!(found[0].url.as_deref(), Some("https://a.example/1"));
    assert_eq!(found[0].published.as_ref().unwrap().as_str(), "2025-05-06T23:30:00-05:00");
    assert_eq!(found[1].published.as_ref().unwrap().as_str(), "2025-05-07");
    assert_eq!((found[0].title.as_deref(), found[0].publisher.as_deref()), (None, Some("Wire")));
}

#[test]
fn rdf_and_json_feeds() {
    let rdf = r#"<rdf:RDF xmlns:rdf="r" xmlns="http://purl.org/rss/1.0/" xmlns:dc="d"><channel rdf:about="x"><title>Old</title>
        <items><rdf:Seq><rdf:li rdf:resource="y"/></rdf:Seq></items></channel>
        <item rdf:about="y"><link>https://o.example/y</link><description>Talks failed.</description><dc:date>2004-02-03</dc:date></item></rdf:RDF>"#;
    let found = documents(rdf).remove(0);
    assert_eq!((found.id.as_str(), found.text.as_str()), ("https://o.example/y", "Talks failed."));
    assert_eq!((found.publisher.as_deref(), found.published.unwrap().as_str()), (Some("Old"), "2004-02-03"));
    let json = r#"{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[
        {"id":7,"url":"https://j.example/7","content_html":"<p>One.</p><p>Two.</p>","date_published":"2025-01-02T03:04:05Z"},
        {"id":"8","summary":"Three."},{"id":"9","title":"none"}]}"#;
    assert_eq!(told(json), ["7: One.\n\nTwo.", "8: Three.", "in:0: item \"none\": no text in it"]);
    assert!(told(&json[..100])[0].starts_with("in:") && told(&json[..100])[0].contains("broken JSON Feed"));
}

#[test]
fn items_of_the_same_id_are_told_apart() {
    let item = |n: u8| {
        format!("<item><guid>same</guid><link>https://a.example/{n}</link><description>D{n}.</description></item>")
    };
    let feed = format!("<rss><channel>{}{}</channel></rss>", item(1), item(2));
    assert_eq!(told(&feed), ["same: D1.", "https://a.example/2: D2."]);
}

#[test]
fn what_is_no_feed_is_one_line() {
    let told =
        |feed: &str| stream(feed.as_bytes(), Some("xml"), &Source::file("in")).next().unwrap().unwrap_err().reason;
    assert_eq!(told("<nitf><body/></nitf>"), "<nitf> is no feed (expected RSS, Atom, RDF, OPML or JSON Feed)");
    assert_eq!(told("words"), "no feed in it (expected RSS, Atom, RDF, OPML or JSON Feed)");
    assert!(told("<opml><body/></opml>").starts_with("a list of feeds (OPML)"));
    assert_eq!(told("<rss><channel/></rss>"), "empty: there is no item in the feed");
}

#[test]
fn a_broken_feed_gives_what_stands_before() {
    let cut = &RSS[..RSS.find("<item><link>").unwrap() + 30];
    let found = told(cut);
    assert_eq!(found.len(), 2);
    assert!(found[0].starts_with("g1: ") && found[1].contains("the items before"), "{found:?}");
}

#[test]
fn nothing_is_expanded_and_nothing_too_deep() {
    let entities: String =
        (1..9).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    let laughs = format!(
        "<!DOCTYPE rss [<!ENTITY l0 \"ha\">{entities}]><rss><channel><item><description>x &l8;</description></item></channel></rss>"
    );
    assert!(told(&laughs)[0].ends_with(": x &l8;"));
    let item = "<item><description>Words.</description></item>";
    let deep = format!("<rss><channel>{item}{}", "<a>".repeat(100_000));
    assert!(told(&deep)[1].contains("elements nested over 256 deep"));
    let wide = format!("<rss><channel>{item}<item {}/>", "a='' ".repeat(200_000));
    assert!(told(&wide)[1].contains("an element with over 1000 attributes"));
}

#[test]
fn reasons_are_one_short_line_whatever_the_feed_holds() {
    let name = format!("b\n{}", "x".repeat(100_000));
    for feed in [
        format!("<rss><channel><a></{name}></channel></rss>"),
        format!("{{\"version\":\"jsonfeed.org/version/1\",\"items\":\"{name}\"}}"),
    ] {
        let reason = told(&feed).remove(0);
        assert!(reason.len() < 400 && !reason.contains('\n'), "{reason}");
    }
}

#[test]
fn a_feed_is_read_in_its_encoding() {
    let feed = b"<?xml version='1.0' encoding='windows-1251'?><rss><channel><item><description>\xcc\xe8\xf0</description></item></channel></rss>";
    let found: Vec<_> = stream(&feed[..], None, &Source::file("in")).collect();
    assert_eq!(found[0].as_ref().unwrap().text, "Мир");
}

#[test]
fn a_list_of_feeds() {
    let opml = r#"<opml version="2.0"><head><title>x</title></head><body><outline text="Group">
        <outline type="rss" text="A &amp; B" xmlUrl="https://a.example/feed?x=1&amp;y=2"/>
        <outline title="Again" xmlUrl="https://a.example/feed?x=1&amp;y=2"/></outline><outline xmlUrl="https://b.example/"/></body></opml>"#;
    let (found, rejections) = subscriptions(opml.as_bytes(), &Source::file("in"));
    let shown: Vec<_> = found.iter().map(|feed| (feed.url.as_str(), feed.title.as_deref())).collect();
    assert_eq!(shown, [("https://a.example/feed?x=1&y=2", Some("A & B")), ("https://b.example/", None)]);
    assert!(rejections.is_empty());
    let reason = |list: &[u8]| subscriptions(list, &Source::file("in")).1[0].to_string();
    assert_eq!(reason(b"<rss/>"), "in:0: no list of feeds (expected OPML)");
    assert!(reason(b"<opml><body/></opml>").contains("empty"));
    assert!(reason(b"<opml><body><outline xmlUrl='https://c.example/'></b></opml>").contains("broken XML"));
}

proptest! {
    #[test]
    fn damaged_feeds_never_stop_the_program(edits in prop::collection::vec((0_usize..1400, any::<u8>()), 0..20)) {
        let mut feed = RSS.as_bytes().to_vec();
        for (at, byte) in edits {
            let at = at.min(feed.len() - 1);
            feed[at] = byte;
        }
        for document in stream(&feed[..], Some("rss"), &Source::file("in")).flatten() {
            prop_assert!(!document.text.trim().is_empty() && !document.id.is_empty());
        }
    }
}
