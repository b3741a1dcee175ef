//! The world's cities and regions with their names, used in place: nothing is built when the program starts.
//!
//! In: `data/place/cities.bin`, which `data/place/convert.py` makes. Out: the places that a folded name stands for. All
//! numbers are little-endian. The file: magic, seven counts of four bytes (countries, cities, first-level regions,
//! second-level regions, bytes of names, blocks of the index, bytes of the index); three-letter codes of the countries;
//! cities of [`CITY`] bytes, by falling weight; regions of [`REGION`] bytes; names, each a length byte and UTF-8; where
//! each block of the index begins; the index. A block holds [`BLOCK`] folded names in order, each as the number of bytes
//! shared with the name before, the number and bytes of the rest, and how many places bear it, with the places as
//! differences: twice the number of the place, and one more where it is the place's main name.

use std::cmp::Ordering;

const MAGIC: &[u8] = b"LPLACES1";
const CITY: usize = 19;
const REGION: usize = 6;
const BLOCK: usize = 16;

/// The table as it lies in the program.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Atlas {
    countries: &'static [u8],
    cities: &'static [u8],
    /// First-level, then second-level regions; the first of each stands for none.
    regions: &'static [u8],
    names: &'static [u8],
    starts: &'static [u8],
    index: &'static [u8],
    n_cities: usize,
    n_first: usize,
}

/// What sort of place a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Level {
    City,
    First,
    Second,
}

/// A place of the table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Record {
    pub(super) level: Level,
    pub(super) name: &'static str,
    /// ISO 3166-1 alpha-3.
    pub(super) country: &'static str,
    /// First-level region, its number and name; of such a region itself too.
    pub(super) admin1: Option<(u16, &'static str)>,
    pub(super) admin2: Option<&'static str>,
    pub(super) latitude: f64,
    pub(super) longitude: f64,
    pub(super) geonames: Option<u32>,
    /// How likely English text means it, other things equal: powers of ten, mostly of inhabitants.
    pub(super) weight: f32,
    /// Whether it was asked for by its main name.
    pub(super) is_main: bool,
}

impl Atlas {
    /// The table that comes with the program.
    pub(super) fn embedded() -> Option<Self> {
        Self::read(include_bytes!("../../data/place/cities.bin"))
    }

    /// Nothing if the bytes are no such table.
    fn read(bytes: &'static [u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let mut take = |length: usize| {
            let (part, after) = rest.split_at_checked(length)?;
            rest = after;
            Some(part)
        };
        let head = take(28)?;
        let count = |at: usize| number(head, at * 4, 4);
        let (n_cities, n_first) = (count(1), count(2));
        Some(Self {
            countries: take(count(0) * 3)?,
            cities: take(n_cities * CITY)?,
            regions: take((n_first + count(3)) * REGION)?,
            names: take(count(4))?,
            starts: take(count(5) * 4)?,
            index: take(count(6))?,
            n_cities,
            n_first,
        })
    }

    /// The places that bear a folded name, the likeliest city first, then regions.
    pub(super) fn named(&self, folded: &str) -> Vec<Record> {
        let Some(mut reader) = self.find(folded.as_bytes()) else { return Vec::new() };
        let count = reader.varint();
        let mut last = 0;
        let next = |_| {
            last += reader.varint();
            self.record(last >> 1, last & 1 == 1)
        };
        (0..count).filter_map(next).collect()
    }

    /// Whether some place bears a folded name.
    pub(super) fn knows(&self, folded: &str) -> bool {
        self.find(folded.as_bytes()).is_some()
    }

    /// The place of a number: cities, then first-level regions, then second-level ones.
    fn record(&self, number: usize, is_main: bool) -> Option<Record> {
        if number < self.n_cities { self.city(number, is_main) } else { self.region(number - self.n_cities) }
    }

    fn city(&self, at: usize, is_main: bool) -> Option<Record> {
        let bytes = self.cities.get(at * CITY..(at + 1) * CITY)?;
        let (admin1, admin2) = (number(bytes, 4, 2), number(bytes, 6, 2));
        Some(Record {
            level: Level::City,
            name: self.name(number(bytes, 16, 3)),
            country: self.country(number(bytes, 8, 1)),
            admin1: self.first_name(admin1),
            admin2: (admin2 > 0).then(|| self.region_name(self.n_first + admin2)),
            latitude: degrees(bytes, 10),
            longitude: degrees(bytes, 13),
            geonames: u32::try_from(number(bytes, 0, 4)).ok(),
            weight: number(bytes, 9, 1) as f32 / 20.0,
            is_main,
        })
    }

    fn region(&self, at: usize) -> Option<Record> {
        let bytes = self.regions.get(at * REGION..(at + 1) * REGION)?;
        let name = self.name(number(bytes, 2, 4));
        let above = number(bytes, 0, 2);
        let is_first = at < self.n_first;
        let first = if is_first { at } else { above };
        let country = if is_first { above } else { number(self.regions, above * REGION, 2) };
        Some(Record {
            level: if is_first { Level::First } else { Level::Second },
            name,
            country: self.country(country),
            admin1: self.first_name(first),
            admin2: (!is_first).then_some(name),
            latitude: 0.0,
            longitude: 0.0,
            geonames: None,
            weight: if is_first { 5.5 } else { 4.0 },
            is_main: true,
        })
    }

    fn first_name(&self, number: usize) -> Option<(u16, &'static str)> {
        (number > 0).then(|| Some((u16::try_from(number).ok()?, self.region_name(number)))).flatten()
    }

    fn region_name(&self, at: usize) -> &'static str {
        self.name(number(self.regions, at * REGION + 2, 4))
    }

    fn name(&self, at: usize) -> &'static str {
        let length = number(self.names, at, 1);
        let bytes = self.names.get(at + 1..at + 1 + length).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    fn country(&self, at: usize) -> &'static str {
        let bytes = self.countries.get(at * 3..at * 3 + 3).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    /// What stands behind a folded name in the index.
    fn find(&self, folded: &[u8]) -> Option<Reader> {
        let n_blocks = self.starts.len() / 4;
        let (mut low, mut high) = (0, n_blocks);
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.block(middle).head().is_some_and(|head| head <= folded) { low = middle + 1 } else { high = middle }
        }
        let mut reader = self.block(low.checked_sub(1)?);
        let mut name = Vec::with_capacity(folded.len());
        for _ in 0..BLOCK {
            reader.next_name(&mut name)?;
            match name.as_slice().cmp(folded) {
                Ordering::Less => reader.skip_places(),
                Ordering::Equal => return Some(reader),
                Ordering::Greater => return None,
            }
        }
        None
    }

    fn block(&self, at: usize) -> Reader {
        Reader { rest: self.index.get(number(self.starts, at * 4, 4)..).unwrap_or_default() }
    }
}

/// A place in the index.
struct Reader {
    rest: &'static [u8],
}

impl Reader {
    /// The first name of a block, which shares nothing.
    fn head(&self) -> Option<&'static [u8]> {
        let length = usize::from(*self.rest.get(1)?);
        self.rest.get(2..2 + length)
    }

    fn next_name(&mut self, name: &mut Vec<u8>) -> Option<()> {
        let (shared, length) = (usize::from(*self.rest.first()?), usize::from(*self.rest.get(1)?));
        name.truncate(shared);
        name.extend_from_slice(self.rest.get(2..2 + length)?);
        self.rest = self.rest.get(2 + length..)?;
        Some(())
    }

    fn skip_places(&mut self) {
        for _ in 0..self.varint() {
            self.varint();
        }
    }

    fn varint(&mut self) -> usize {
        let mut value = 0;
        for shift in [0, 7, 14, 21] {
            let Some((&byte, rest)) = self.rest.split_first() else { break };
            self.rest = rest;
            value |= usize::from(byte & 127) << shift;
            if byte < 128 {
                break;
            }
        }
        value
    }
}

/// A number of up to four bytes; 0 beyond the end.
fn number(bytes: &[u8], at: usize, length: usize) -> usize {
    let bytes = bytes.get(at..at + length).unwrap_or_default();
    bytes.iter().rev().fold(0, |value, &byte| value << 8 | usize::from(byte))
}

/// Degrees, kept as ten-thousandths in three bytes with a sign.
fn degrees(bytes: &[u8], at: usize) -> f64 {
    let value = number(bytes, at, 3) as i32;
    let signed = if value >= 1 << 23 { value - (1 << 24) } else { value };
    f64::from(signed) / 10_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn atlas() -> Atlas {
        Atlas::embedded().expect("a sound table")
    }

    #[test]
    fn cities_come_with_their_regions_and_position() {
        let homs = atlas().named("homs")[0];
        assert_eq!((homs.level, homs.country), (Level::City, "SYR"));
        assert_eq!(homs.admin1.map(|(_, name)| name), Some("Homs"));
        assert!((homs.latitude - 34.72).abs() < 0.1 && (homs.longitude - 36.73).abs() < 0.1);
        assert_eq!(homs.geonames, Some(169_577));
    }

    #[test]
    fn namesakes_stand_by_weight_and_regions_behind() {
        let tripoli: Vec<&str> = atlas().named("tripoli").iter().map(|place| place.country).collect();
        assert_eq!(&tripoli[..2], ["LBY", "LBN"]);
        let idlib: Vec<Level> = atlas().named("idlib").iter().map(|place| place.level).collect();
        assert!(idlib.contains(&Level::City) && idlib.contains(&Level::First));
    }

    #[test]
    fn positions_west_and_south_are_negative() {
        let lima = atlas().named("lima")[0];
        assert!(lima.latitude < -11.0 && lima.longitude < -76.0);
    }

    #[test]
    fn unknown_and_odd_names_are_nowhere() {
        for name in ["", "a", "zzzzzzz", "no such place at all", "\u{7f}"] {
            assert!(atlas().named(name).is_empty() && !atlas().knows(name), "{name:?}");
        }
    }

    #[test]
    fn broken_tables_are_refused() {
        assert!(Atlas::read(b"").is_none());
        assert!(Atlas::read(b"LPLACES1").is_none());
        assert!(Atlas::read(b"LPLACES1\xff\xff\xff\x00\xff\xff\xff\x00\xff\xff\xff\x00\xff\xff\xff\x00\xff\xff\xff\x00\xff\xff\xff\x00\xff\xff\xff\x00").is_none());
    }
}
