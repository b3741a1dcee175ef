//! Who may ask: the names under which the server may be addressed, and the token.

use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use axum::http::{HeaderMap, Uri, header};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::error::{Kind, ServeError};
use crate::settings::LEAST_TOKEN_CHARS;

/// The `Host` values that are answered. A page of another site that got its name to mean this machine's address (DNS
/// rebinding) sends its own name, and is refused.
#[derive(Debug)]
pub(crate) struct Hosts {
    names: Vec<String>,
    /// Whether any address will do: a number is no name that could be rebound.
    any_address: bool,
    port: u16,
}

impl Hosts {
    /// The names of this machine, and the host that the user named.
    pub(crate) fn new(host: Option<&str>, bound: SocketAddr) -> Self {
        let port = bound.port();
        let own = ["127.0.0.1", "localhost", "[::1]"].map(str::to_owned);
        let named = host.map(|host| match host.parse::<IpAddr>() {
            Ok(IpAddr::V6(address)) => format!("[{address}]"),
            _ => host.to_owned(),
        });
        let mut names = Vec::new();
        for name in own.into_iter().chain(named) {
            names.push(format!("{name}:{port}"));
            // Browsers leave out the usual port.
            if port == 80 {
                names.push(name);
            }
        }
        Self { names, any_address: bound.ip().is_unspecified(), port }
    }

    /// Whether a request is for this server.
    pub(crate) fn allow(&self, uri: &Uri, headers: &HeaderMap) -> bool {
        let mut hosts = headers.get_all(header::HOST).iter();
        let one = hosts.next().and_then(|host| host.to_str().ok()).filter(|_| hosts.next().is_none());
        let in_line = uri.authority().is_none_or(|authority| self.knows(authority.as_str()));
        in_line && one.is_some_and(|host| self.knows(host))
    }

    fn knows(&self, host: &str) -> bool {
        let is_address = || host.parse::<SocketAddr>().is_ok_and(|address| address.port() == self.port);
        self.names.iter().any(|name| name == host) || self.any_address && is_address()
    }
}

/// What a visitor must bring. Kept as hashes, compared in constant time.
pub(crate) struct Token {
    token: [u8; 32],
    session: String,
    cookie: String,
    link_is_unused: AtomicBool,
}

impl Token {
    /// A token that is long enough.
    pub(crate) fn new(token: &str) -> Result<Self, ServeError> {
        if token.len() < LEAST_TOKEN_CHARS || !token.chars().all(|c| c.is_ascii_graphic()) {
            return Err(Kind::WeakToken.into());
        }
        // A session ends with the server: the time of the start goes into it.
        let start = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
        let session = hash(format!("legation session {start} {token}").as_bytes());
        Ok(Self {
            token: hash(token.as_bytes()),
            session: session.iter().map(|byte| format!("{byte:02x}")).collect(),
            cookie: "legation".to_owned(),
            link_is_unused: AtomicBool::new(true),
        })
    }

    /// Browsers do not tell ports apart when they send cookies, so the cookie's name does.
    pub(crate) fn at(self, port: u16) -> Self {
        Self { cookie: format!("legation-{port}"), ..self }
    }

    /// Whether a request brings the token, or the cookie that it was exchanged for.
    pub(crate) fn is_brought(&self, headers: &HeaderMap) -> bool {
        let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
        bearer.is_some_and(|given| self.is(given)) || self.has_session(headers)
    }

    /// The cookie for whoever opens the link with the token, which works once.
    pub(crate) fn exchange(&self, given: &str) -> Option<String> {
        if self.is(given) && self.link_is_unused.swap(false, Ordering::SeqCst) {
            return Some(format!("{}={}; HttpOnly; SameSite=Strict; Path=/", self.cookie, self.session));
        }
        None
    }

    fn is(&self, given: &str) -> bool {
        hash(given.as_bytes()).ct_eq(&self.token).into()
    }

    fn has_session(&self, headers: &HeaderMap) -> bool {
        let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
        let mut cookies = lines.flat_map(|line| line.split(';')).filter_map(|cookie| cookie.trim().split_once('='));
        let wanted = hash(self.session.as_bytes());
        cookies.any(|(name, value)| name == self.cookie && bool::from(hash(value.as_bytes()).ct_eq(&wanted)))
    }
}

fn hash(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(host: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().unwrap());
        headers
    }

    #[test]
    fn a_named_host_and_an_open_one() {
        let allow = |hosts: &Hosts, host: &str| hosts.allow(&Uri::from_static("/"), &headers(host));
        let named = Hosts::new(Some("reports.lan"), "192.0.2.1:80".parse().unwrap());
        assert!(allow(&named, "reports.lan:80") && allow(&named, "reports.lan") && !allow(&named, "192.0.2.1"));
        let open = Hosts::new(Some("0.0.0.0"), "0.0.0.0:8765".parse().unwrap());
        assert!(allow(&open, "192.0.2.1:8765") && allow(&open, "[2001:db8::1]:8765"));
        assert!(!allow(&open, "192.0.2.1:80") && !allow(&open, "evil.example:8765"));
    }

    #[test]
    fn weak_tokens_are_refused() {
        for weak in ["", "short", "0123456789 0123456789 0123456789 0123", "ä123456789012345678901234567890123"] {
            assert!(Token::new(weak).is_err(), "{weak}");
        }
    }

    #[test]
    fn the_link_works_once() {
        let token = Token::new("0123456789abcdef0123456789abcdef").unwrap();
        assert!(token.exchange("0123456789abcdef0123456789abcdee").is_none());
        let cookie = token.exchange("0123456789abcdef0123456789abcdef").unwrap();
        assert!(token.exchange("0123456789abcdef0123456789abcdef").is_none());
        let mut headers = HeaderMap::new();
        assert!(!token.is_brought(&headers));
        headers.insert(header::COOKIE, format!("a=b; {}", cookie.split(';').next().unwrap()).parse().unwrap());
        assert!(token.is_brought(&headers) && !cookie.contains("0123456789abcdef0123456789abcdef"));
    }
}
