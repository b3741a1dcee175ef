//! A server on loopback that does what no server should; each does one thing, and counts who connects.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// A server that answers as long as the test runs.
pub(crate) struct Server {
    address: SocketAddr,
    n_connections: Arc<AtomicUsize>,
}

/// A request: its first line, and its headers in lower case.
pub(crate) struct Request {
    pub(crate) line: String,
    pub(crate) headers: Vec<String>,
}

impl Request {
    /// The path that was asked for.
    pub(crate) fn path(&self) -> &str {
        self.line.split(' ').nth(1).unwrap_or_default()
    }

    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find_map(|header| header.strip_prefix(name)?.strip_prefix(": "))
    }
}

impl Server {
    /// A server that does `serve` with each connection once its request was read.
    pub(crate) fn new(serve: impl Fn(&Request, &mut TcpStream) + Send + Sync + 'static) -> Self {
        Self::on("127.0.0.1:0", serve).expect("a free port")
    }

    /// The same at an address; `None` if this machine has none such.
    pub(crate) fn on(at: &str, serve: impl Fn(&Request, &mut TcpStream) + Send + Sync + 'static) -> Option<Self> {
        let listener = TcpListener::bind(at).ok()?;
        let address = listener.local_addr().ok()?;
        let n_connections = Arc::new(AtomicUsize::new(0));
        let (counter, serve) = (Arc::clone(&n_connections), Arc::new(serve));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                counter.fetch_add(1, Ordering::SeqCst);
                let serve = Arc::clone(&serve);
                thread::spawn(move || {
                    let mut stream = stream;
                    if let Some(request) = request(&stream) {
                        serve(&request, &mut stream);
                    }
                });
            }
        });
        Some(Self { address, n_connections })
    }

    /// A server that gives the same answer to everybody.
    pub(crate) fn answering(answer: impl Into<Vec<u8>>) -> Self {
        let answer = answer.into();
        Self::new(move |_, stream| drop(stream.write_all(&answer)))
    }

    /// The address of a path on it.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Its port.
    pub(crate) fn port(&self) -> u16 {
        self.address.port()
    }

    /// How often somebody connected.
    pub(crate) fn n_connections(&self) -> usize {
        self.n_connections.load(Ordering::SeqCst)
    }
}

fn request(stream: &TcpStream) -> Option<Request> {
    let mut lines = BufReader::new(stream).lines();
    let line = lines.next()?.ok()?;
    let headers = lines.map_while(Result::ok).take_while(|line| !line.is_empty());
    let lower = |header: String| match header.split_once(':') {
        Some((name, value)) => format!("{}:{value}", name.to_ascii_lowercase()),
        None => header,
    };
    Some(Request { line, headers: headers.map(lower).collect() })
}

/// An answer with status 200, these headers and this body.
pub(crate) fn ok(headers: &str, body: &[u8]) -> Vec<u8> {
    let headers = if headers.is_empty() { String::new() } else { format!("{headers}\r\n") };
    let head = format!("HTTP/1.1 200 OK\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// An answer without a body.
pub(crate) fn status(line: &str, headers: &str) -> Vec<u8> {
    let headers = if headers.is_empty() { String::new() } else { format!("{headers}\r\n") };
    format!("HTTP/1.1 {line}\r\n{headers}Content-Length: 0\r\nConnection: close\r\n\r\n").into_bytes()
}
