//! Which addresses may be connected to: those of the public internet, and what the user allows on top.
//!
//! Networks follow the IANA registries of special-purpose addresses (RFC 6890 and its updates). Whatever is not known to be
//! public is refused.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// A network: an address and how many of its first bits count.
///
/// # Example
/// ```
/// use legation::fetch::Cidr;
/// let home: Cidr = "192.168.0.0/16".parse().unwrap();
/// assert!(home.contains("192.168.1.7".parse().unwrap()));
/// assert!("192.168.0.0/40".parse::<Cidr>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cidr {
    address: IpAddr,
    n_bits: u8,
}

impl Cidr {
    /// Whether an address lies in the network. An IPv4 address never lies in an IPv6 network, nor the other way round.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        let (width, own, other) = match (self.address, address) {
            (IpAddr::V4(own), IpAddr::V4(other)) => (32, u128::from(own.to_bits()), u128::from(other.to_bits())),
            (IpAddr::V6(own), IpAddr::V6(other)) => (128, own.to_bits(), other.to_bits()),
            _ => return false,
        };
        let n_free = u32::from(width - self.n_bits);
        (own ^ other).checked_shr(n_free).unwrap_or(0) == 0
    }
}

impl FromStr for Cidr {
    type Err = String;

    fn from_str(given: &str) -> Result<Self, String> {
        let wrong = || format!("{given:?} is no network (expected an address and a number of bits, as 192.168.0.0/16)");
        let (address, n_bits) = given.split_once('/').unwrap_or((given, ""));
        let address: IpAddr = address.parse().map_err(|_| wrong())?;
        let width = if address.is_ipv4() { 32 } else { 128 };
        let n_bits = if n_bits.is_empty() { width } else { n_bits.parse().map_err(|_| wrong())? };
        if n_bits > width { Err(wrong()) } else { Ok(Self { address, n_bits }) }
    }
}

impl fmt::Display for Cidr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.address, self.n_bits)
    }
}

/// What an address is, if it may not be connected to.
pub(super) fn refusal(address: IpAddr, allowed: &[Cidr]) -> Option<&'static str> {
    if allowed.iter().any(|network| network.contains(address)) {
        return None;
    }
    match address {
        IpAddr::V4(address) => refusal_v4(address),
        IpAddr::V6(address) => refusal_v6(address),
    }
}

fn refusal_v4(address: Ipv4Addr) -> Option<&'static str> {
    Some(match address.octets() {
        [0, ..] => "an unspecified address",
        [127, ..] => "this machine (loopback)",
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] => "a private address",
        [100, 64..=127, ..] => "a shared address (carrier NAT)",
        [169, 254, ..] => "a link-local address",
        [192, 0, 0, _] => "an address for protocols",
        [192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _] => "an address for documentation",
        [192, 88, 99, _] => "a relay address",
        [198, 18 | 19, ..] => "an address for benchmarks",
        [224..=239, ..] => "a multicast address",
        [240..=255, ..] => "a reserved address",
        _ => return None,
    })
}

fn refusal_v6(address: Ipv6Addr) -> Option<&'static str> {
    let segments = address.segments();
    let embedded = |high: u16, low: u16| Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low));
    Some(match segments {
        [0, 0, 0, 0, 0, 0, 0, 0] => "an unspecified address",
        [0, 0, 0, 0, 0, 0, 0, 1] => "this machine (loopback)",
        [0, 0, 0, 0, 0, 0xffff, ..] => "an IPv4 address in disguise",
        // Where IPv4 is reached through a translator, the address inside counts.
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => return refusal_v4(embedded(high, low)),
        [0xfc00..=0xfdff, ..] => "a private address",
        [0xfe80..=0xfeff, ..] => "a link-local address",
        [0xff00..=0xffff, ..] => "a multicast address",
        [0x2001, 0..=0x1ff, ..] => "an address for protocols",
        [0x2001, 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => "an address for documentation",
        [0x2000..=0x3fff, ..] => return None,
        _ => "a reserved address",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(address: &str) -> bool {
        refusal(address.parse().unwrap(), &[]).is_some()
    }

    #[test]
    fn only_the_public_internet_is_reached() {
        for address in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.0.9",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.9.9",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "239.1.1.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::7f00:1",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::1",
            "3fff::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "4000::1",
        ] {
            assert!(refused(address), "{address}");
        }
        for address in [
            "1.1.1.1",
            "8.8.8.8",
            "100.63.255.255",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "198.20.0.1",
            "223.255.255.255",
            "2606:4700:4700::1111",
            "2a00:1450::1",
            "64:ff9b::808:808",
            "2002:808:808::1",
            "2001:4860::8888",
        ] {
            assert!(!refused(address), "{address}");
        }
    }

    #[test]
    fn what_the_user_allows_is_reached() {
        let allowed: Vec<Cidr> = ["127.0.0.0/8", "::1"].iter().map(|network| network.parse().unwrap()).collect();
        let refused = |address: &str| refusal(address.parse().unwrap(), &allowed).is_some();
        assert!(!refused("127.9.9.9") && !refused("::1"));
        assert!(refused("::ffff:127.0.0.1") && refused("10.0.0.1") && refused("::2"));
        assert!("0.0.0.0/0".parse::<Cidr>().unwrap().contains("9.9.9.9".parse().unwrap()));
        assert_eq!(allowed[1].to_string(), "::1/128");
        for wrong in ["", "10.0.0.0/33", "10.0.0.0/-1", "10.0/8", "::/129", "a/8"] {
            assert!(wrong.parse::<Cidr>().is_err(), "{wrong}");
        }
    }
}
