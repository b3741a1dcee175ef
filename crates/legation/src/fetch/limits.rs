//! How long, how much and where to: everything that bounds a request, as one plain value.

use std::time::Duration;

use super::address::Cidr;

/// What a request may take. The defaults are printed by `legation limits`; tests make them short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Until the name is looked up, and again until the connection stands, TLS included.
    pub connect: Duration,
    /// Until the last header has come.
    pub first_byte: Duration,
    /// For all of it, redirects and body included.
    pub total: Duration,
    /// The time over which [`min_rate`](Self::min_rate) is measured, and the longest silence.
    pub rate_window: Duration,
    /// The slowest body that is waited for, in bytes a second.
    pub min_rate: u64,
    /// The most bytes of a body on the wire.
    pub max_wire_bytes: u64,
    /// The most bytes of a body once it is unpacked.
    pub max_bytes: u64,
    /// How many times its packed size a body may have…
    pub max_ratio: u64,
    /// …once so many bytes came out.
    pub ratio_from: u64,
    /// The longest chain of redirects.
    pub max_redirects: u32,
    /// How many feeds are asked at once; of one host always one.
    pub n_at_once: usize,
    /// The pause between two requests to one host.
    pub host_pause: Duration,
    /// Networks of this machine or house that may be asked after all.
    pub allow_private: Vec<Cidr>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            first_byte: Duration::from_secs(20),
            total: Duration::from_secs(60),
            rate_window: Duration::from_secs(15),
            min_rate: 1_000,
            max_wire_bytes: 20_000_000,
            max_bytes: 64_000_000,
            max_ratio: 200,
            ratio_from: 1_000_000,
            max_redirects: 5,
            n_at_once: 16,
            host_pause: Duration::from_secs(1),
            allow_private: Vec::new(),
        }
    }
}
