mod own;

use jiff::civil::date;

use super::split::split;
use super::*;
use crate::ontology::Ontology;

fn ontology() -> Ontology {
    Ontology::embedded().unwrap_or_else(|error| panic!("{error}"))
}

/// Two states, a body with an organ, a group that changed sides, and one row of each other table.
const SMALL: GazetteerText<'static> = GazetteerText {
    countries: "entity,iso2,cow,name,aliases,adjectives,people,capitals,seats,status,note\n\
        AFG,AF,700,Afghanistan,,Afghan,Afghan|Afghans,Kabul,,state,\n\
        USA,US,2,United States,US|U.S.,American|US,American|Americans,Washington,White House,state,\n",
    bodies: "entity,name,aliases,body,type,note\n\
        UNO,United Nations,UN|U.N.,,igo,\nUNO,UN Security Council,Security Council,UNSC,igo,\n",
    groups: "entity,name,aliases,country,type,sectors,since,until,verified,note\n\
        TALIBAN,Taliban,,AFG,armed_group,REB,1996,2021-08-14,unchecked,\n\
        TALIBAN,Taliban,,AFG,armed_group,GOV|MIL,2021-08-15,,unchecked,\n",
    institutions: "lemma,type,sectors,note\nforeign ministry,institution,GOV,\nministry,institution,GOV,\n",
    offices: "lemma,sectors,note\nforeign minister,GOV,\n",
    roles: "lemma,type,sectors,note\nprotester,people,CVL|OPP,\n",
    officials: "person,aliases,country,body,office,sectors,since,until,verified\n\
        Ann Example,Example,,UNO,secretary-general,GOV,2020,,unchecked\n",
    places: "name,aliases,country,note\nKandahar,,AFG,\n",
};

fn small() -> Gazetteer {
    Gazetteer::load(&SMALL, &ontology()).unwrap_or_else(|error| panic!("{error}"))
}

fn faults(text: &GazetteerText<'_>) -> Vec<String> {
    let loaded = Gazetteer::load(text, &ontology());
    loaded.expect_err("tables with faults").faults().iter().map(ToString::to_string).collect()
}

fn assert_names_map_back(gazetteer: &Gazetteer) {
    for (name, entry) in gazetteer.names() {
        let words = split(name);
        let words: Vec<&str> = words.split(' ').collect();
        let (used, found) = gazetteer.longest_name(&words).unwrap_or_default();
        assert_eq!(used, words.len(), "{name}");
        assert!(found.contains(&entry), "{name}");
    }
}

fn assert_lemmas_map_back(gazetteer: &Gazetteer) {
    let institutions = gazetteer.institutions.iter().map(|row| (LemmaTable::Institution, &row.lemma));
    let offices = gazetteer.offices.iter().map(|row| (LemmaTable::Office, &row.lemma));
    let roles = gazetteer.roles.iter().map(|row| (LemmaTable::Role, &row.lemma));
    for (table, lemma) in institutions.chain(offices).chain(roles) {
        let words = split(lemma);
        let words: Vec<&str> = words.split(' ').collect();
        let (used, row) = gazetteer.longest_phrase(table, &words, &words).unwrap_or_default();
        let found = match table {
            LemmaTable::Institution => &gazetteer.institutions[row as usize].lemma,
            LemmaTable::Office => &gazetteer.offices[row as usize].lemma,
            LemmaTable::Role => &gazetteer.roles[row as usize].lemma,
        };
        assert_eq!((used, found), (words.len(), lemma));
    }
}

#[test]
fn embedded_tables_load_and_every_name_maps_back() {
    let gazetteer = Gazetteer::embedded(&ontology()).unwrap_or_else(|error| panic!("{error}"));
    assert_names_map_back(&gazetteer);
    assert_lemmas_map_back(&gazetteer);
}

#[test]
fn small_tables_map_back() {
    assert_names_map_back(&small());
    assert_lemmas_map_back(&small());
}

#[test]
fn a_name_can_stand_for_several_things() {
    let gazetteer = small();
    let entry = |kind, row| NameEntry { kind, row };
    let found = gazetteer.longest_name(&["US", "envoys"]);
    assert_eq!(found, Some((1, &[entry(NameKind::State, 1), entry(NameKind::Adjective, 1)][..])));
    let found = gazetteer.longest_name(&["Taliban"]);
    assert_eq!(found, Some((1, &[entry(NameKind::Group, 0), entry(NameKind::Group, 1)][..])));
    let found = gazetteer.longest_name(&["UN", "Security", "Council"]);
    assert_eq!(found, Some((3, &[entry(NameKind::Body, 1)][..])));
    assert_eq!(gazetteer.longest_name(&["us", "envoys"]), None);
    assert_eq!(gazetteer.longest_name(&["United", "front"]), None);
}

#[test]
fn lemmas_are_found_in_their_own_table() {
    let gazetteer = small();
    assert_eq!(
        gazetteer.longest_phrase(
            LemmaTable::Institution,
            &["foreign", "ministry", "say"],
            &["foreign", "ministry", "say"]
        ),
        Some((2, 0))
    );
    assert_eq!(gazetteer.longest_phrase(LemmaTable::Institution, &["ministry"], &["ministry"]), Some((1, 1)));
    assert_eq!(gazetteer.longest_phrase(LemmaTable::Office, &["ministry"], &["ministry"]), None);
    assert_eq!(gazetteer.longest_phrase(LemmaTable::Role, &[], &[]), None);
}

#[test]
fn rows_are_found_by_code() {
    let gazetteer = small();
    assert_eq!(gazetteer.country("USA").and_then(|country| country.cow), Some(2));
    assert_eq!(gazetteer.body("UNO", Some("UNSC")).map(|body| body.name.as_str()), Some("UN Security Council"));
    let on = |day| gazetteer.groups("TALIBAN").filter(|group| group.period.may_hold(day)).collect::<Vec<_>>();
    assert_eq!(on(date(2020, 1, 1)).iter().map(|group| group.sectors[0].as_str()).collect::<Vec<_>>(), ["REB"]);
    assert_eq!(on(date(2022, 1, 1)).iter().map(|group| group.sectors[0].as_str()).collect::<Vec<_>>(), ["GOV"]);
}

#[test]
fn faults_of_countries_are_told() {
    let countries = "entity,iso2,cow,name,aliases,adjectives,people,capitals,seats,status,note\n\
        AFG,AF,700,Afghanistan,,Afghan,,,,state,\nAFG,a,x,,,,,,,realm,\nUsa,US,2,America,A||B,,,,,state,\n";
    assert_eq!(
        faults(&GazetteerText { countries, ..SMALL })[..7],
        [
            "gazetteer/countries.csv:3: cow \"x\", expected a number or nothing",
            "gazetteer/countries.csv:3: empty name",
            "gazetteer/countries.csv:3: entity \"AFG\" stands in line 2 already",
            "gazetteer/countries.csv:3: iso2 \"a\", expected two capital letters or nothing",
            "gazetteer/countries.csv:3: unknown status \"realm\", expected one of state, territory, contested",
            "gazetteer/countries.csv:4: aliases \"A||B\", expected items joined by | without blanks around",
            "gazetteer/countries.csv:4: entity \"Usa\", expected three capital letters",
        ]
    );
}

#[test]
fn faults_of_bodies_and_groups_are_told() {
    let bodies = "entity,name,aliases,body,type,note\nuno,U,,,igo,\nNATO,North Atlantic Council,,NAC,club,\n";
    let groups = "entity,name,aliases,country,type,sectors,since,until,verified,note\n\
        G,G,,XYZ,armed_group,GVO,2021,2020,unchecked,\nG,G,,AFG,armed_group,REB,soon,,unchecked,\n";
    let found = faults(&GazetteerText {
        bodies,
        groups,
        officials: "person,aliases,country,body,office,sectors,since,until,verified\n",
        ..SMALL
    });
    let told = |fault: &str| assert!(found.iter().any(|known| known.starts_with(fault)), "{fault} in {found:#?}");
    told("gazetteer/bodies.csv:2: entity \"uno\", expected capital letters, digits, - and _");
    told("gazetteer/bodies.csv:3: organ \"NAC\" of \"NATO\", which has no row itself");
    told("gazetteer/bodies.csv:3: unknown type \"club\", expected one of state, ");
    told("gazetteer/groups.csv:2: unknown country \"XYZ\"");
    told("gazetteer/groups.csv:2: unknown sector \"GVO\", expected one of AGR, ");
    told("gazetteer/groups.csv:2: until 2020 lies before since 2021");
    told("gazetteer/groups.csv:3: date \"soon\", expected YYYY, YYYY-MM or YYYY-MM-DD");
    assert_eq!(found.len(), 7);
}

#[test]
fn faults_of_the_other_tables_are_told() {
    let text = GazetteerText {
        institutions: "lemma,type,sectors,note\nForeign ministry,institution,GOV,\n",
        offices: "lemma,sectors,note\nking  regent,GOV,\n",
        roles: "lemma,type,sectors,note\nrebel,armed_group,REB,\nrebel,armed_group,REB,\n",
        officials: "person,aliases,country,body,office,sectors,since,until,verified\n\
            Ann Example,,,,envoy,GOV,,,maybe\nBob Example,,,ECB,,GOV,,,second\n",
        places: "name,aliases,country,note\nKandahar,,,\n",
        ..SMALL
    };
    assert_eq!(
        faults(&text),
        [
            "gazetteer/institutions.csv:2: lemma \"Foreign ministry\", expected words in lower case joined by single blanks",
            "gazetteer/offices.csv:2: lemma \"king  regent\", expected words in lower case joined by single blanks",
            "gazetteer/officials.csv:2: neither country nor body, expected whom the official serves",
            "gazetteer/officials.csv:2: unknown verified \"maybe\", expected one of phoenix, second, unchecked",
            "gazetteer/officials.csv:3: empty office",
            "gazetteer/officials.csv:3: unknown body \"ECB\", expected one of bodies.csv or groups.csv",
            "gazetteer/places.csv:2: empty country",
            "gazetteer/roles.csv:3: lemma \"rebel\" stands in line 2 already",
        ]
    );
}
