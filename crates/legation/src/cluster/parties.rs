//! Whether two lists of parties can be the same people.

use super::telling::{Party, Telling};

/// How two lists agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Agreement {
    /// They share a known party, and neither has one that the other lacks, as far as both tell.
    Same,
    /// They share one, and each has others.
    Partly,
    /// They share words that no table knows.
    SameWords,
    /// One says nothing, or nothing that is known.
    Unknown,
    /// Both are known, and they share nobody.
    Different,
}

/// Compares two lists.
pub(super) fn compare(left: &[Party], right: &[Party]) -> Agreement {
    let (ours, theirs) = (sides(left), sides(right));
    if ours.is_empty() || theirs.is_empty() {
        let shared = left.iter().any(|party| right.iter().any(|other| other.entity == party.entity));
        return if shared { Agreement::SameWords } else { Agreement::Unknown };
    }
    let n_shared = ours.iter().filter(|side| theirs.contains(side)).count();
    match n_shared {
        0 => Agreement::Different,
        n if n == ours.len().min(theirs.len()) => Agreement::Same,
        _ => Agreement::Partly,
    }
}

/// Compares everybody in two mentions, whatever the role; for acts that two do with each other.
pub(super) fn compare_all(left: &Telling, right: &Telling) -> Agreement {
    let all = |telling: &Telling| telling.parties().cloned().collect::<Vec<_>>();
    compare(&all(left), &all(right))
}

/// The known sides: a state for all who act for it, a group that governs one included; another group or a body for itself.
pub(super) fn sides(parties: &[Party]) -> Vec<&str> {
    let mut sides: Vec<&str> = parties.iter().filter_map(side).collect();
    sides.sort_unstable();
    sides.dedup();
    sides
}

fn side(party: &Party) -> Option<&str> {
    let governs = party.sector.as_deref() == Some("GOV") && party.country.is_some();
    if party.is_known() && !governs { Some(&party.entity) } else { party.country.as_deref() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(parties: &[(&str, Option<&str>)]) -> Vec<Party> {
        let party = |(entity, country): &(&str, Option<&str>)| Party {
            entity: (*entity).to_owned(),
            country: country.map(str::to_owned),
            sector: None,
        };
        parties.iter().map(party).collect()
    }

    #[test]
    fn who_acts_for_a_state_is_its_side() {
        let state = list(&[("PAK", Some("PAK"))]);
        let police = list(&[("unk:police", Some("PAK"))]);
        let hamas = list(&[("HAMAS", Some("PSE"))]);
        let authority = list(&[("PSE", Some("PSE"))]);
        let gunmen = list(&[("unk:gunmen", None)]);
        assert_eq!(compare(&state, &police), Agreement::Same);
        assert_eq!(compare(&hamas, &authority), Agreement::Different);
        assert_eq!(compare(&state, &gunmen), Agreement::Unknown);
        assert_eq!(compare(&gunmen, &gunmen), Agreement::SameWords);
        let both = list(&[("USA", Some("USA")), ("CHN", Some("CHN"))]);
        let others = list(&[("USA", Some("USA")), ("RUS", Some("RUS"))]);
        assert_eq!(compare(&both, &others), Agreement::Partly);
        assert_eq!(compare(&both, &list(&[("CHN", Some("CHN"))])), Agreement::Same);
    }
}
