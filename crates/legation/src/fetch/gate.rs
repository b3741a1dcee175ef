//! The gate: every connection of the program is opened here, to an address that was checked, within limits.

use std::io;
use std::time::Instant;

use ureq::config::Config;
use ureq::http::{HeaderMap, Response, Uri, header};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body, Timeout};

use super::address::{Cidr, refusal};
use super::error::{FetchError, FetchErrorKind};
use super::hosts::Hosts;
use super::limits::Limits;
use super::{body, url};
use crate::ingest::media::media_type;

/// How the program names itself to servers.
pub const USER_AGENT: &str = concat!("legation/", env!("CARGO_PKG_VERSION"), " (+", env!("CARGO_PKG_REPOSITORY"), ")");

const ACCEPT: &str = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, \
    application/xml;q=0.9, text/plain;q=0.8, */*;q=0.5";

/// What was known of a page before: it is sent again only if it changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conditional {
    /// The `ETag` of the last answer.
    pub etag: Option<String>,
    /// The `Last-Modified` of the last answer, as it was given.
    pub last_modified: Option<String>,
}

/// An answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fetched {
    /// Where it came from, after redirects.
    pub url: String,
    /// The status code.
    pub status: u16,
    /// The media type in lower case, without parameters.
    pub content_type: Option<String>,
    /// The encoding that the server names.
    pub charset: Option<String>,
    /// What to send along next time.
    pub conditional: Conditional,
    /// `Retry-After` as it was given.
    pub retry_after: Option<String>,
    /// The body, unpacked; empty unless the status is 200 to 299.
    pub body: Vec<u8>,
}

impl Fetched {
    /// Whether there is what was asked for.
    #[must_use]
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// Fetches pages, within limits and with a pause between two requests to one host.
#[derive(Debug)]
pub struct Gate {
    agent: Agent,
    limits: Limits,
    hosts: Hosts,
}

impl Gate {
    /// A gate with these limits. It opens nothing yet.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self::with_resolver(limits, DefaultResolver::default())
    }

    pub(super) fn with_resolver(limits: Limits, resolver: impl Resolver) -> Self {
        let config = Config::builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            // A proxy would look names up itself; and the libraries read no environment.
            .proxy(None)
            .user_agent(USER_AGENT)
            .accept(ACCEPT)
            .accept_encoding("gzip")
            .max_idle_connections(0)
            .timeout_resolve(Some(limits.connect))
            .timeout_connect(Some(limits.connect))
            .timeout_recv_response(Some(limits.first_byte))
            .timeout_per_read(Some(limits.rate_window))
            .build();
        let checked = Checked { resolver, allowed: limits.allow_private.clone() };
        let agent = Agent::with_parts(config, DefaultConnector::default(), checked);
        Self { agent, hosts: Hosts::new(limits.host_pause), limits }
    }

    /// The limits of this gate.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The answer to a request, redirects followed.
    ///
    /// # Errors
    /// If the address, or one that it leads to, is refused, or there is no whole answer within the limits. A status
    /// such as 404 is no error.
    pub fn fetch(&self, url: &str, conditional: Option<&Conditional>) -> Result<Fetched, FetchError> {
        let mut start = Instant::now();
        let refused = |url: &str, reason| FetchError::new(url, FetchErrorKind::Refused, reason);
        let mut at = url::checked(url).map_err(|reason| refused(url, reason))?;
        for _ in 0..=self.limits.max_redirects {
            let host = at.host().unwrap_or_default();
            let waiting = Instant::now();
            let turn = self.hosts.turn(host);
            start += waiting.elapsed();
            let response = self.ask(&at, conditional, start)?;
            let Some(link) = redirect(&response) else {
                return self.answer(&at, response, start);
            };
            drop((response, turn));
            let next = url::join(&at, &link).map_err(|reason| refused(&link, format!("redirect: {reason}")))?;
            if at.scheme_str() == Some("https") && next.scheme_str() != Some("https") {
                return Err(refused(&next.to_string(), "a redirect from https to http is not followed".to_owned()));
            }
            at = next;
        }
        let n = self.limits.max_redirects;
        Err(FetchError::new(url, FetchErrorKind::Broken, format!("over {n} redirects one after the other")))
    }

    fn ask(&self, at: &Uri, conditional: Option<&Conditional>, start: Instant) -> Result<Response<Body>, FetchError> {
        let left = self.limits.total.saturating_sub(start.elapsed());
        if left.is_zero() {
            return Err(FetchError::new(at, FetchErrorKind::TooSlow, self.slow(Timeout::Global)));
        }
        let mut request = self.agent.get(at).config().timeout_global(Some(left)).build();
        if let Some(Conditional { etag, last_modified }) = conditional {
            for (name, value) in [(header::IF_NONE_MATCH, etag), (header::IF_MODIFIED_SINCE, last_modified)] {
                if let Some(value) = value {
                    request = request.header(name, value);
                }
            }
        }
        request.call().map_err(|error| self.told(at, error))
    }

    fn answer(&self, at: &Uri, response: Response<Body>, start: Instant) -> Result<Fetched, FetchError> {
        let headers = response.headers();
        let (content_type, charset) =
            text(headers, header::CONTENT_TYPE).map_or((None, None), |value| media_type(&value));
        let mut fetched = Fetched {
            url: at.to_string(),
            status: response.status().as_u16(),
            content_type,
            charset,
            conditional: Conditional {
                etag: text(headers, header::ETAG),
                last_modified: text(headers, header::LAST_MODIFIED),
            },
            retry_after: text(headers, header::RETRY_AFTER),
            body: Vec::new(),
        };
        if fetched.is_success() {
            fetched.body = body::read(response, &self.limits, start).map_err(|error| self.broken(at, error))?;
        }
        Ok(fetched)
    }

    /// What an error of a body that is being read means.
    fn broken(&self, at: &Uri, error: io::Error) -> FetchError {
        let kind = match error.kind() {
            io::ErrorKind::FileTooLarge => FetchErrorKind::TooLarge,
            io::ErrorKind::TimedOut => FetchErrorKind::TooSlow,
            _ => FetchErrorKind::Broken,
        };
        match error.downcast::<ureq::Error>() {
            Ok(error) => self.told(at, error),
            Err(error) => FetchError::new(at, kind, error),
        }
    }

    /// What an error of the client means.
    fn told(&self, at: &Uri, error: ureq::Error) -> FetchError {
        use FetchErrorKind::{Broken, Refused, TooLarge, TooSlow, Unreachable};
        let (kind, reason) = match error {
            ureq::Error::Timeout(timeout) => (TooSlow, self.slow(timeout)),
            ureq::Error::HostNotFound => (Unreachable, "no such host".to_owned()),
            ureq::Error::LargeResponseHeader(_, limit) => {
                (TooLarge, format!("headers over the limit of {limit} bytes"))
            }
            ureq::Error::Rustls(error) => (Unreachable, format!("no secure connection: {error}")),
            ureq::Error::Tls(reason) => (Unreachable, format!("no secure connection: {reason}")),
            ureq::Error::Other(error) if error.is::<Refusal>() => (Refused, error.to_string()),
            ureq::Error::Io(error) => match error.downcast::<ureq::Error>() {
                Ok(error) => return self.told(at, error),
                Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                    (Unreachable, format!("no secure connection: {error}"))
                }
                Err(error) => (Unreachable, format!("no connection: {error}")),
            },
            ureq::Error::ConnectionFailed => (Unreachable, "no connection".to_owned()),
            error => (Broken, error.to_string()),
        };
        FetchError::new(at, kind, reason)
    }

    fn slow(&self, timeout: Timeout) -> String {
        let Limits { connect, first_byte, total, rate_window, .. } = &self.limits;
        match timeout {
            Timeout::Resolve | Timeout::Connect => format!("no connection within {}", body::seconds(*connect)),
            Timeout::RecvResponse => format!("no answer within {}", body::seconds(*first_byte)),
            Timeout::PerRead => format!("silence of over {}", body::seconds(*rate_window)),
            _ => format!("no whole answer within {}", body::seconds(*total)),
        }
    }
}

/// Where an answer sends the request on to.
fn redirect(response: &Response<Body>) -> Option<String> {
    let is_redirect = matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308);
    response
        .headers()
        .get(header::LOCATION)
        .filter(|_| is_redirect)
        .map(|link| String::from_utf8_lossy(link.as_bytes()).into_owned())
}

/// The value of a header, if it is text that can be sent back.
fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<String> {
    headers.get(name)?.to_str().ok().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

/// Looks names up and gives only addresses that may be connected to. One refused among several refuses them all: a
/// name that leads both to the world and into the house is not to be trusted.
#[derive(Debug)]
struct Checked<R> {
    resolver: R,
    allowed: Vec<Cidr>,
}

impl<R: Resolver> Resolver for Checked<R> {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.resolver.resolve(uri, config, timeout)?;
        for socket in found.iter() {
            if let Some(what) = refusal(socket.ip(), &self.allowed) {
                let reason =
                    format!("{} is {what} and is not connected to (`--allow-private` opens networks)", socket.ip());
                return Err(ureq::Error::Other(Box::new(Refusal(reason))));
            }
        }
        Ok(found)
    }
}

/// An address that may not be connected to.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Refusal(String);

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use super::*;

    /// A name server that gives several addresses for each name.
    #[derive(Debug)]
    struct Several(&'static [&'static str]);

    impl Resolver for Several {
        fn resolve(&self, _: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
            let mut found = self.empty();
            self.0.iter().for_each(|address| found.push(SocketAddr::new(address.parse().unwrap(), 80)));
            Ok(found)
        }
    }

    #[test]
    fn one_refused_address_refuses_the_name() {
        for addresses in [&["93.184.215.14", "127.0.0.1"][..], &["::1", "93.184.215.14"], &["10.1.2.3"]] {
            let gate = Gate::with_resolver(Limits::default(), Several(addresses));
            let error = gate.fetch("http://rebind.example/", None).unwrap_err();
            assert_eq!(error.kind(), FetchErrorKind::Refused);
            assert!(
                error.to_string().starts_with("http://rebind.example/: ")
                    && error.reason().contains("not connected to")
            );
        }
    }
}
