//! HTML, CSV and TSV from the file to rows and parses, and what is said of those that are broken.

use insta::assert_snapshot;

use crate::run::Bench;

/// An invented page, with a menu and the like around its article.
const PAGE: &str = include_str!("../../../legation/src/ingest/html/tests/article.html");

/// An invented table as spreadsheets write it.
const TABLE: &str = "\u{feff}Key;Body;Day;Publisher\n1;\"Peru closed its border with Ecuador.\nIt said \"\"enough\"\".\";2025-05-06;A\n\
    2;Brazil condemned Peru.;;B\n";

#[test]
fn an_html_page() {
    let bench = Bench::new().with("page.html", PAGE);
    assert_snapshot!(bench.run("code --format table page.html"));
    let rows = bench.run("code page.html");
    assert!(
        rows.contains("\"published\":\"2025-05-06T09:30:00Z\"") && rows.contains("\"published_basis\":\"json-ld\"")
    );
    // Offsets count in the text that the parse shows, where paragraphs stand apart.
    let parses = bench.run("parse page.html");
    assert!(parses.contains("SpacesAfter=\\n\\n"));
    assert!(parses.contains("# text = Peru closed its border with Ecuador on Tuesday, its foreign ministry said.\n"));
}

#[test]
fn a_page_on_standard_input_is_told_by_its_content() {
    let shown = Bench::new().run_with_input("code --format csv -", PAGE.as_bytes());
    assert!(shown.starts_with("exit code: 0\n") && shown.contains(",json-ld\n"), "{shown}");
}

#[test]
fn broken_pages_are_one_line_each() {
    let bench = Bench::new()
        .with("in/a-script.html", "<html><div id=app></div><script>render()</script></html>")
        .with("in/b-deep.html", "<div>".repeat(100_000) + "Qatar hosted talks.")
        .with("in/c-date.htm", "<meta name=date content='last week'><p>Iran agreed.")
        .with("in/d-bytes.html", b"<p>The envoy from S\xe3o Tom\xe9 left.")
        .with("in/e-gone.html", "");
    assert_snapshot!(bench.run("parse in"));
}

#[test]
fn a_table_with_named_columns() {
    let bench = Bench::new().with("news.csv", TABLE);
    assert_snapshot!(bench.run("code --format table --text-column body --date-column day --id-column key news.csv"));
    let named = "code --text-column Body --date-column Day --id-column Key";
    let rows = bench.run(&format!("{named} news.csv"));
    assert_eq!(rows, bench.run_with_input(&format!("{named} -"), TABLE.as_bytes()));
}

#[test]
fn broken_tables_are_one_line_a_row() {
    let bench = Bench::new()
        .with("in/a-header.csv", "id,words\n1,Qatar hosted talks.\n")
        .with(
            "in/b-rows.csv",
            "id,text,date\na,\"Qatar\" hosted,\nb,Iran agreed.,soon\nc,one,two,three\nd,,\ne,\"Never closed\n",
        )
        .with("in/c-legacy.csv", b"id,text\nf,The envoy from S\xe3o Tom\xe9 left.\n")
        .with("in/d-tabs.tsv", "id\ttext\ng\tIran, it says, agreed.\n")
        .with("in/e-empty.csv", "id,text\n");
    assert_snapshot!(bench.run("parse in"));
}

#[test]
fn a_table_alone_without_its_column_ends_with_one_line() {
    assert_snapshot!(Bench::new().with("news.csv", TABLE).run("code --format jsonl news.csv"));
}

/// The bytes packed with gzip.
fn packed(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write as _;

    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

const FEED: &str = "<rss><channel><title>The Wire</title><item><guid>f1</guid><pubDate>Tue, 06 May 2025 23:30:00 -0500</pubDate>\
    <description>Peru &lt;b&gt;closed&lt;/b&gt; its border with Ecuador on Tuesday.</description></item>\
    <item><title>No words</title></item></channel></rss>";

#[test]
fn feeds_archives_and_what_is_packed() {
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}");
    let warc = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:w1>\r\nWARC-Target-URI: https://a.example/1\r\n\
         WARC-Date: 2025-05-07T00:00:00Z\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\nnonsense\r\n",
        http.len()
    );
    let lines = packed(b"{\"id\":\"j1\",\"text\":\"Brazil condemned Peru.\"}\n");
    let bench = Bench::new()
        .with("in/a.xml", FEED)
        .with("in/b.warc.gz", packed(warc.as_bytes()))
        .with("in/c.jsonl.gz", &lines)
        .with("in/d.jsonl.gz", &lines[..lines.len() - 10])
        .with("in/e.opml", "<opml><body><outline xmlUrl='https://a.example/'/></body></opml>")
        .with("in/f.gz", packed(&lines));
    assert_snapshot!(bench.run("code --format csv in"));
    assert_eq!(bench.run("code in/a.xml"), bench.run("code in/*.xml"));
}

#[test]
fn patterns_that_fit_nothing_and_addresses_stop_before_any_work() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let bench = Bench::new().with("a.txt", "Qatar hosted talks.");
    assert_snapshot!(bench.run("code a.txt b*.txt"));
    assert_snapshot!(bench.run("code a.txt https://example.org/news"));
    let url = format!("http://{}/", listener.local_addr().unwrap());
    for verb in ["code", "parse", "unknown"] {
        assert!(bench.run(&format!("{verb} {url}")).starts_with("exit code: 2\n"));
    }
    assert!(listener.accept().is_err());
}
