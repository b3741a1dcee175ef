//! Listens, and speaks HTTP/1.1 with whoever connects.

use std::convert::Infallible;
use std::io;
use std::net::{Ipv6Addr, SocketAddr, TcpListener, ToSocketAddrs};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpStream;

use crate::access::{Hosts, Token};
use crate::app::App;
use crate::connections::{Connections, Work};
use crate::error::{Kind, ServeError};
use crate::limits::{HEAD_TIME, MOST_HEAD_BYTES};
use crate::routes;
use crate::settings::Settings;

/// Threads that wait for the disk.
const DISK_THREADS: usize = 16;
/// How often it is asked whether to stop.
const LOOK: Duration = Duration::from_millis(50);
/// How long answers have to end after that.
const END_TIME: Duration = Duration::from_millis(300);

/// A server that listens already.
pub struct Server {
    listeners: Vec<TcpListener>,
    app: Arc<App>,
    address: String,
}

impl Server {
    /// Takes the port.
    ///
    /// # Errors
    /// If it is taken, or others could see the record without a token.
    pub fn bind(settings: &Settings) -> Result<Self, ServeError> {
        let wanted = wanted(settings)?;
        let is_local = wanted.iter().all(|address| address.ip().is_loopback());
        if let (false, None, Some(host)) = (is_local, &settings.token, &settings.host) {
            return Err(Kind::NoToken(host.clone()).into());
        }
        let token = settings.token.as_deref().map(Token::new).transpose()?;
        let (listeners, bound) = listen(&wanted)?;
        let token = token.map(|token| token.at(bound.port()));
        let host = settings.host.as_deref();
        let name = host.filter(|host| host.parse::<SocketAddr>().is_err() && !host.contains(':'));
        let address = name.map_or(bound.to_string(), |name| format!("{name}:{}", bound.port()));
        let app = App::new(settings.store.clone(), Hosts::new(host, bound), token);
        Ok(Self { listeners, app, address: format!("http://{address}/") })
    }

    /// The address to open.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Answers until `is_stopped` says so.
    ///
    /// # Errors
    /// If the system gives no threads.
    pub fn run(self, is_stopped: impl Fn() -> bool) -> io::Result<()> {
        let mut threads = tokio::runtime::Builder::new_multi_thread();
        let runtime = threads.worker_threads(2).max_blocking_threads(DISK_THREADS).enable_all().build()?;
        let (router, open) = (routes::router(&self.app), Connections::default());
        runtime.block_on(async {
            for listener in self.listeners {
                let listener = tokio::net::TcpListener::from_std(listener)?;
                tokio::spawn(accept(listener, router.clone(), open.clone()));
            }
            while !is_stopped() {
                tokio::time::sleep(LOOK).await;
            }
            Ok::<_, io::Error>(())
        })?;
        runtime.shutdown_timeout(END_TIME);
        Ok(())
    }
}

/// The addresses of the host, or of this machine.
fn wanted(settings: &Settings) -> Result<Vec<SocketAddr>, ServeError> {
    let host = settings.host.as_deref().unwrap_or("127.0.0.1");
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let unknown = || Kind::NoHost(host.to_owned());
    let mut found: Vec<SocketAddr> = (bare, settings.port).to_socket_addrs().map_err(|_| unknown())?.collect();
    if settings.host.is_none() {
        found.push((Ipv6Addr::LOCALHOST, settings.port).into());
    }
    if found.is_empty() { Err(unknown().into()) } else { Ok(found) }
}

/// Listens at the first address, and on its port at the others, where these exist.
fn listen(wanted: &[SocketAddr]) -> Result<(Vec<TcpListener>, SocketAddr), ServeError> {
    let mut listeners = Vec::new();
    let mut bound: Option<SocketAddr> = None;
    for address in wanted {
        let mut place = *address;
        place.set_port(bound.map_or(address.port(), |bound| bound.port()));
        match open(place) {
            Ok((listener, at)) => {
                bound = bound.or(Some(at));
                listeners.push(listener);
            }
            // Another program there would get what is meant for this one.
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => return Err(Kind::InUse(place.port()).into()),
            Err(error) if bound.is_none() => {
                return Err(Kind::Listen { place: place.to_string(), source: error }.into());
            }
            Err(_) => {}
        }
    }
    let none = || Kind::NoHost(String::new());
    Ok((listeners, bound.ok_or_else(none)?))
}

fn open(place: SocketAddr) -> io::Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind(place)?;
    listener.set_nonblocking(true)?;
    let at = listener.local_addr()?;
    Ok((listener, at))
}

async fn accept(listener: tokio::net::TcpListener, router: Router, open: Connections) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) if open.make_room() => {
                let work = Work::default();
                let task = tokio::spawn(speak(stream, router.clone(), work.clone()));
                open.add(task.abort_handle(), work);
            }
            Ok(_) => {}
            // No more files may be opened, or the client is gone.
            Err(_) => tokio::time::sleep(LOOK).await,
        }
    }
}

async fn speak(stream: TcpStream, router: Router, work: Work) {
    let inner = TowerToHyperService::new(router);
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let (working, answer) = (work.begin(), inner.call(request));
        async move {
            let answer: Result<_, Infallible> = answer.await;
            drop(working);
            answer
        }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD_TIME).max_buf_size(MOST_HEAD_BYTES);
    // A client that breaks off has what it wanted.
    let _ = http.serve_connection(TokioIo::new(stream), service).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(host: Option<&str>, port: u16, token: Option<&str>) -> Settings {
        Settings { store: "none.db".into(), host: host.map(str::to_owned), port, token: token.map(str::to_owned) }
    }

    #[test]
    fn only_this_machine_unless_there_is_a_token() {
        let told =
            |settings: &Settings| Server::bind(settings).err().map(|error| error.to_string()).unwrap_or_default();
        assert_eq!(told(&settings(None, 0, None)), "");
        assert_eq!(told(&settings(Some("localhost"), 0, None)), "");
        for open in ["0.0.0.0", "::", "192.0.2.1"] {
            assert!(told(&settings(Some(open), 0, None)).contains("hint: add --token"), "{open}");
            assert!(told(&settings(Some(open), 0, Some("short"))).contains("hint: at least 32"), "{open}");
        }
        assert!(told(&settings(Some("no such host"), 0, None)).contains("no address"));
    }

    #[test]
    fn a_port_in_use_is_told_with_a_hint() {
        let first = Server::bind(&settings(None, 0, None)).unwrap();
        let port = first.app.hosts.allow(&"/".parse().unwrap(), &axum::http::HeaderMap::new());
        assert!(!port);
        let port = first.listeners[0].local_addr().unwrap().port();
        assert_eq!(first.address(), format!("http://127.0.0.1:{port}/"));
        let error = Server::bind(&settings(None, port, None)).err().unwrap();
        assert_eq!(error.to_string(), format!("port {port} is in use\nhint: `--port 0` takes a free one"));
    }
}
