//! Near duplicates: copies of a wire report under other headlines, with a paragraph cut or a word changed.
//!
//! A text becomes 64 smallest hashes of its runs of three words (Broder 1997); the share of equal ones estimates how much of
//! two texts is the same. Hashes in groups of four are the places where candidates are looked for (locality-sensitive hashing).

/// Hashes that a text becomes.
const N_HASHES: usize = 64;
/// Hashes in a group that must be equal for two texts to be compared at all.
const GROUP: usize = 4;
/// Words in a run.
const RUN: usize = 3;
/// The share of equal hashes from which two texts are copies; an edited report with its last fifth cut has 0.7 and more, two
/// reports of one happening by different authors have under 0.1.
const SAME: f64 = 0.55;
/// Fewer runs say nothing: short notes are alike by chance.
const FEWEST_RUNS: usize = 12;

/// What of a text is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sketch(Vec<u16>);

impl Sketch {
    /// The sketch as it is stored.
    pub(super) fn bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|hash| hash.to_le_bytes()).collect()
    }

    /// The stored sketch.
    pub(super) fn from_bytes(bytes: &[u8]) -> Self {
        Self(bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect())
    }

    /// Whether two texts are copies of each other.
    pub(super) fn is_copy(&self, other: &Self) -> bool {
        let n_same = self.0.iter().zip(&other.0).filter(|(left, right)| left == right).count();
        #[expect(clippy::cast_precision_loss, reason = "at most 64")]
        let share = n_same as f64 / N_HASHES as f64;
        self.0.len() == N_HASHES && other.0.len() == N_HASHES && share >= SAME
    }
}

/// A text's sketch, and the groups in which candidates are found; a very short text has none.
pub(super) fn sketch(text: &str) -> (Sketch, Vec<i64>) {
    let words: Vec<u64> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().flat_map(char::to_lowercase).fold(SEED, |hash, c| mix(hash ^ u64::from(u32::from(c)))))
        .collect();
    if words.len() < FEWEST_RUNS + RUN - 1 {
        return (Sketch(Vec::new()), Vec::new());
    }
    let mut smallest = [u64::MAX; N_HASHES];
    for run in words.windows(RUN) {
        let run = run.iter().fold(SEED, |hash, word| mix(hash ^ word));
        for (nth, smallest) in smallest.iter_mut().enumerate() {
            *smallest = (*smallest).min(mix(run ^ (nth as u64).wrapping_mul(SEED)));
        }
    }
    #[expect(clippy::cast_possible_truncation, reason = "the low bits of a hash are as good as all")]
    let hashes = smallest.iter().map(|hash| *hash as u16).collect();
    let groups = smallest.chunks(GROUP).enumerate();
    let bands =
        groups.map(|(nth, group)| group.iter().fold(nth as u64 + 1, |hash, part| mix(hash ^ part)).cast_signed());
    (Sketch(hashes), bands.collect())
}

const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// The finisher of splitmix64 (Steele, Lea, Flood 2014).
fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(n_words: usize, seed: u64) -> String {
        (0..n_words as u64).map(|nth| format!("w{} ", mix(seed * 1_000_003 + nth) % 997)).collect()
    }

    fn are_copies(left: &str, right: &str) -> bool {
        let ((left, left_bands), (right, right_bands)) = (sketch(left), sketch(right));
        left.is_copy(&right) && left_bands.iter().any(|band| right_bands.contains(band))
    }

    #[test]
    fn edited_copies_are_copies_and_other_reports_are_not() {
        for seed in 0..20 {
            let text = report(300, seed);
            let cut = &text[..text.len() * 5 / 6];
            assert!(are_copies(&text, &text.to_uppercase().replace(' ', ", ")));
            assert!(are_copies(&text, cut), "{seed}");
            assert!(are_copies(&text, &text.replacen("w1", "about", 3)));
            assert!(!are_copies(&text, &report(300, seed + 100)));
            let half = text[..text.len() / 3].to_owned() + &report(200, seed + 200);
            assert!(!are_copies(&text, &half), "{seed}");
        }
    }

    #[test]
    fn short_notes_are_no_copies() {
        let note = "Talks were held in Doha on Monday.";
        assert!(!are_copies(note, note));
        assert!(sketch("").1.is_empty());
    }

    #[test]
    fn a_sketch_is_stored_whole() {
        let (found, _) = sketch(&report(50, 1));
        assert_eq!(Sketch::from_bytes(&found.bytes()), found);
    }
}
