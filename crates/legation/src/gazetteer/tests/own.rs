//! Tables of the user's on top of the small ones.

use super::*;
use crate::gazetteer::{OwnTable, TableName};

const GROUPS: &str = "entity,name,aliases,country,type,sectors,since,until,verified,note\n";
const COUNTRIES: &str = "entity,iso2,cow,name,aliases,adjectives,people,capitals,seats,status,note\n";

fn table(path: &str, text: impl AsRef<[u8]>) -> OwnTable {
    OwnTable { path: path.to_owned(), bytes: text.as_ref().to_vec() }
}

fn with(tables: &[OwnTable]) -> Gazetteer {
    small().with_own(tables, &ontology()).unwrap_or_else(|error| panic!("{error}"))
}

fn told(tables: &[OwnTable]) -> Vec<String> {
    let error = small().with_own(tables, &ontology()).expect_err("tables with faults");
    error.faults().iter().map(ToString::to_string).collect()
}

#[test]
fn rows_are_added_whatever_world_they_are_of() {
    let own = with(&[
        table("mine/groups.csv", format!("{GROUPS}GONGUARD,Tower Guard,,GOND,armed_group,MIL,,,unchecked,\n")),
        table("mine/countries.csv", format!("{COUNTRIES}GOND,,,Gondor,,,,,,state,\n")),
    ]);
    assert_eq!(own.country("GOND").map(|country| country.name.as_str()), Some("Gondor"));
    let (used, found) = own.longest_name(&["Tower", "Guard", "men"]).expect("the group");
    assert_eq!((used, found), (2, &[NameEntry { kind: NameKind::Group, row: 2 }][..]));
    assert_names_map_back(&own);
}

#[test]
fn a_row_with_the_same_key_stands_in_the_place_of_the_old_one() {
    let own = with(&[
        table("countries.csv", format!("{COUNTRIES}AFG,,,Emirate,,,,,,state,\n")),
        table("bodies.csv", "entity,name,aliases,body,type,note\nUNO,World Council,,,igo,\n"),
        table("groups.csv", format!("{GROUPS}TALIBAN,Taliban,Talibs,AFG,party,PTY,1996,,unchecked,\n")),
        table("offices.csv", "lemma,sectors,note\nforeign minister,LEG,\n"),
    ]);
    assert_eq!(own.countries.len(), 2);
    assert_eq!(own.country("AFG").map(|country| country.name.as_str()), Some("Emirate"));
    assert_eq!(own.longest_name(&["Afghanistan"]), None, "the old row's names are gone");
    assert_eq!(own.body("UNO", None).map(|body| body.name.as_str()), Some("World Council"));
    assert!(own.body("UNO", Some("UNSC")).is_some());
    assert_eq!(own.groups("TALIBAN").map(|group| group.kind.as_str()).collect::<Vec<_>>(), ["party", "armed_group"]);
    assert_eq!(own.offices[0].sectors, ["LEG"]);
}

#[test]
fn names_of_the_user_win() {
    let own = with(&[table(
        "groups.csv",
        format!(
            "{GROUPS}ROCKBAND,Kabul,UN,,company,BUS,,,unchecked,\nTALIBAN,Taliban,,AFG,party,PTY,2030,,unchecked,\n"
        ),
    )]);
    let only = |name: &str, row| {
        let found = own.longest_name(&[name]).map(|(_, entries)| entries.to_vec());
        assert_eq!(found, Some(vec![NameEntry { kind: NameKind::Group, row }]), "{name}");
    };
    only("Kabul", 2);
    only("UN", 2);
    let taliban = own.longest_name(&["Taliban"]).expect("the group").1;
    assert_eq!(taliban.len(), 3, "rows of one group for other times keep its name");
    assert_eq!(own.longest_name(&["UN", "Security", "Council"]).map(|(used, _)| used), Some(3), "longer names do too");
}

#[test]
fn phrases_of_the_user_win_in_all_three_tables() {
    let own = with(&[table("roles.csv", "lemma,type,sectors,note\nforeign minister,people,MIL,\nministry,people,,\n")]);
    let longest = |table, words: &[&str]| own.longest_phrase(table, words, words);
    assert_eq!(longest(LemmaTable::Office, &["foreign", "minister"]), None);
    assert_eq!(longest(LemmaTable::Role, &["foreign", "minister"]), Some((2, 1)));
    assert_eq!(longest(LemmaTable::Institution, &["ministry"]), None);
    assert_eq!(longest(LemmaTable::Institution, &["foreign", "ministry"]), Some((2, 0)));
}

#[test]
fn sectors_of_the_user_are_known_to_his_tables() {
    let own = with(&[
        table("sectors.csv", "sector,name,definition\nELF,elves,Those of the woods\n"),
        table("roles.csv", "lemma,type,sectors,note\nelf,people,ELF,\n"),
    ]);
    assert_eq!(own.roles[1].sectors, ["ELF"]);
    let faults = told(&[table("roles.csv", "lemma,type,sectors,note\nelf,people,ELF,\n")]);
    assert!(faults[0].starts_with("roles.csv:2: unknown sector \"ELF\", expected one of AGR, "), "{faults:?}");
}

#[test]
fn a_byte_order_mark_and_carriage_returns_do_no_harm() {
    let own = with(&[table("roles.csv", "\u{feff}lemma,type,sectors,note\r\nelf,people,CVL,\r\n")]);
    assert_eq!(own.roles[1].lemma, "elf");
}

#[test]
fn all_faults_of_all_files_are_told() {
    let faults = told(&[
        table("mine/actors.csv", ""),
        table("mine/countries.csv", format!("{COUNTRIES}GO,,,Gondor,,,,,,realm,\n")),
        table("mine/groups.csv", format!("{GROUPS}ORCS,Orcs,,MOR,armed_group,,,,unchecked,\n")),
        table("mine/places.csv", b"name,aliases,country,note\nBree,,\xff,\n"),
    ]);
    let known = TableName::ALL.map(TableName::file_name).join(", ");
    assert_eq!(
        faults,
        [
            format!("mine/actors.csv:1: no table of the gazetteer, expected one of {known}").as_str(),
            "mine/countries.csv:2: entity \"GO\", expected three or more capital letters",
            "mine/countries.csv:2: unknown status \"realm\", expected one of state, territory, contested",
            "mine/groups.csv:2: unknown country \"MOR\", expected an entity of countries.csv",
            "mine/places.csv:2: not UTF-8",
        ]
    );
}
