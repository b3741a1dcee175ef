//! Digests of records: whether a block is the one that was written.

use sha1::Sha1;
use sha2::{Digest, Sha256};

const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// Whether a block has this digest (`sha1:` or `sha256:`, in base 32 or hexadecimal); `None` for one of another kind.
pub(super) fn fits(digest: &str, block: &[u8]) -> Option<bool> {
    let (kind, given) = digest.split_once(':')?;
    let hash = match kind.to_ascii_lowercase().replace('-', "").as_str() {
        "sha1" => Sha1::digest(block).to_vec(),
        "sha256" => Sha256::digest(block).to_vec(),
        _ => return None,
    };
    let given = given.trim_end_matches('=');
    Some(given.eq_ignore_ascii_case(&base32(&hash)) || given.eq_ignore_ascii_case(&hex(&hash)))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn base32(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 8 / 5 + 1);
    for chunk in bytes.chunks(5) {
        let mut bits = [0; 8];
        bits[3..3 + chunk.len()].copy_from_slice(chunk);
        let bits = u64::from_be_bytes(bits);
        let n_chars = (chunk.len() * 8).div_ceil(5);
        out.extend((0..n_chars).map(|idx| char::from(BASE32[(bits >> (35 - 5 * idx)) as usize & 31])));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_checked() {
        // Test vector of RFC 3174, in both forms.
        let fits = |digest: &str| fits(digest, b"abc");
        assert_eq!(fits("sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5"), Some(true));
        assert_eq!(fits("SHA-1:a9993e364706816aba3e25717850c26c9cd0d89d"), Some(true));
        assert_eq!(fits("sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), Some(false));
        assert_eq!(fits("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"), Some(true));
        assert_eq!((fits("md5:x"), fits("x")), (None, None));
        assert_eq!(base32(b"foob"), "MZXW6YQ");
    }
}
