//! Addresses of pages: which ones are asked for at all, and where a relative one leads.

use std::fmt::Write;
use std::net::{Ipv4Addr, Ipv6Addr};

use ureq::http::Uri;

/// The longest address that is asked for, in bytes.
pub const MAX_URL_BYTES: usize = 8_192;

/// Whether an argument is an address of a page rather than the name of a file.
#[must_use]
pub fn is_url(given: &str) -> bool {
    given.split_once("://").is_some_and(|(scheme, _)| {
        !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    })
}

/// The address as it is asked for, or why it is not.
pub(super) fn checked(given: &str) -> Result<Uri, String> {
    let given = given.trim().split('#').next().unwrap_or_default();
    if given.len() > MAX_URL_BYTES {
        return Err(format!("an address of {} bytes, over the limit of {MAX_URL_BYTES}", given.len()));
    }
    let (scheme, rest) = given.split_once("://").ok_or("no address of a page (expected http:// or https://)")?;
    if !["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
        return Err(format!("{scheme}:// is not followed (expected http:// or https://)"));
    }
    let end = rest.find(['/', '?', '\\']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    if authority.contains('@') {
        return Err("an address with a user name in it is not followed".to_owned());
    }
    if !authority.is_ascii() {
        return Err("a host name beyond ASCII is not looked up (write it as xn--…)".to_owned());
    }
    let slash = if path.starts_with('/') { "" } else { "/" };
    let whole = format!("{}://{}{slash}{}", scheme.to_ascii_lowercase(), authority.to_ascii_lowercase(), escaped(path));
    let uri: Uri = whole.parse().map_err(|error| format!("no address of a page: {error}"))?;
    let host = uri.host().filter(|host| !host.is_empty()).ok_or("an address without a host")?;
    let has_port = uri.authority().is_some_and(|authority| authority.as_str() != host);
    if has_port && uri.port_u16().is_none() {
        return Err("an address with a port that is none (expected 1 to 65535)".to_owned());
    }
    let bracketed = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    if bracketed.is_some_and(|host| host.parse::<Ipv6Addr>().is_err()) {
        return Err(format!("{host} is no IPv6 address"));
    }
    if is_number(host) {
        return Err(format!("{host} is a number in place of a host name"));
    }
    Ok(uri)
}

/// The address that `link` means on the page `base`.
pub(super) fn join(base: &Uri, link: &str) -> Result<Uri, String> {
    let link = link.trim().split('#').next().unwrap_or_default();
    let scheme = base.scheme_str().unwrap_or("https");
    let authority = base.authority().map_or("", |authority| authority.as_str());
    if is_url(link) {
        return checked(link);
    }
    if let Some(rest) = link.strip_prefix("//") {
        return checked(&format!("{scheme}://{rest}"));
    }
    let named = link.find(':').is_some_and(|colon| !link[..colon].contains(['/', '?']));
    if named {
        return checked(link);
    }
    let (path, query) = link.split_once('?').map_or((link, None), |(path, query)| (path, Some(query)));
    let path = match path {
        "" => base.path().to_owned(),
        path if path.starts_with('/') => without_dots(path),
        path => {
            let folder = base.path().rsplit_once('/').map_or("", |(folder, _)| folder);
            without_dots(&format!("{folder}/{path}"))
        }
    };
    let query = query.or(if link.is_empty() { base.query() } else { None });
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    checked(&format!("{scheme}://{authority}{path}{query}"))
}

/// A path without `.` and `..` (RFC 3986, 5.2.4).
fn without_dots(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let ends_open = matches!(path.rsplit('/').next(), Some("." | ".." | ""));
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let end = if ends_open && !parts.is_empty() { "/" } else { "" };
    format!("/{}{end}", parts.join("/"))
}

/// Blanks and letters beyond ASCII as a server wants them.
fn escaped(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'\\' => out.push('/'),
            b'!'..=b'~' if !b"\"<>`{|}^".contains(&byte) => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

/// Whether a host is a number (`2130706433`, `0x7f.1`), which systems read as an address. Four plain parts are one.
fn is_number(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    let last = host.rsplit('.').next().unwrap_or_default();
    let hex = last.strip_prefix("0x").is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let decimal = !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit());
    (hex || decimal) && host.parse::<Ipv4Addr>().is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(given: &str) -> String {
        checked(given).unwrap().to_string()
    }

    #[test]
    fn addresses_are_checked() {
        assert_eq!(url(" HTTPS://Example.ORG:8443#top "), "https://example.org:8443/");
        assert_eq!(url("http://example.org?q=São Tomé"), "http://example.org/?q=S%C3%A3o%20Tom%C3%A9");
        assert_eq!(url("http://[2606::1]/a%20b"), "http://[2606::1]/a%20b");
        assert_eq!(url("http://1.1.1.1/"), "http://1.1.1.1/");
        for wrong in [
            "",
            "example.org",
            "file:///etc/passwd",
            "gopher://example.org/",
            "javascript:alert(1)",
            "http://",
            "http:///x",
            "http://user:pass@example.org/",
            "http://user@example.org",
            "http://exämple.org/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://127.1/",
            "http://0177.0.0.1/",
            "http://0x7f000001",
            "http://example.org.1/",
            "http://example.org:99999/",
            "http://exa mple.org/",
            "http://[::1/",
            "http://[fe80::1%25eth0]/",
            "http://1.1.1.1.1./",
        ] {
            assert!(checked(wrong).is_err(), "{wrong}");
        }
        assert!(checked(&format!("http://example.org/{}", "a".repeat(9_000))).is_err());
    }

    #[test]
    fn links_are_joined() {
        let base = checked("https://example.org/a/b/c?x=1").unwrap();
        for (link, joined) in [
            ("http://other.example/", "http://other.example/"),
            ("//other.example/d", "https://other.example/d"),
            ("/d", "https://example.org/d"),
            ("d?y=2#z", "https://example.org/a/b/d?y=2"),
            ("../d/./e/", "https://example.org/a/d/e/"),
            ("../../../../d", "https://example.org/d"),
            ("?y=a/b", "https://example.org/a/b/c?y=a/b"),
            ("", "https://example.org/a/b/c?x=1"),
            (".", "https://example.org/a/b/"),
        ] {
            assert_eq!(join(&base, link).unwrap().to_string(), joined, "{link}");
        }
        for wrong in ["javascript:alert(1)", "file:///etc/passwd", "mailto:a@example.org", "//user@example.org/"] {
            assert!(join(&base, wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn addresses_are_told_from_files() {
        assert!(is_url("https://example.org") && is_url("gopher://x"));
        assert!(!is_url("news/a.txt") && !is_url("-") && !is_url("C:\\a") && !is_url("://x"));
    }
}
