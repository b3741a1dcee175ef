//! A gazetteer of the user's: its names are coded, and its faults are told all at once.

use insta::assert_snapshot;

use crate::run::{Bench, shown};

const GROUPS: &str = "entity,name,aliases,country,type,sectors,since,until,verified,note\n";

/// A world of its own, with a state, a group and an office.
fn bench() -> Bench {
    Bench::new()
        .with(
            "mine/countries.csv",
            "entity,iso2,cow,name,aliases,adjectives,people,capitals,seats,status,note\n\
             GOND,,,Gondor,,Gondorian,,,,state,\n",
        )
        .with("mine/groups.csv", format!("{GROUPS}MORGUL,Morgul Host,,,armed_group,REB,,,unchecked,\n"))
        .with("mine/offices.csv", "lemma,sectors,note\nsteward,GOV,\n")
        .with("mine/.DS_Store", "the system's")
        .with("a.txt", "Gondor's steward condemned the Morgul Host.\n")
}

#[test]
fn own_actors_are_coded() {
    assert_snapshot!(bench().run("code --gazetteer mine --format csv --quiet a.txt"));
}

#[test]
fn the_environment_may_name_the_folder() {
    let bench = bench();
    let by_flag = bench.run("code --gazetteer mine a.txt");
    let by_variable = bench.command("code a.txt").env("LEGATION_GAZETTEER", "mine").output().unwrap();
    assert!(by_flag.contains("\"GOND\""), "{by_flag}");
    assert_eq!(by_flag, shown(&by_variable));
}

#[test]
fn all_faults_are_told_and_nothing_is_coded() {
    let bench = bench()
        .with("mine/actors.csv", "name\n")
        .with("mine/groups.csv", format!("{GROUPS}orcs,Orcs,,MOR,horde,REB,,,unchecked,\nELVES,,,,people,,,\n"));
    assert_snapshot!(bench.run("code --gazetteer mine a.txt"));
}

#[test]
fn a_folder_that_is_missing_or_empty_stops_the_program() {
    let bench = bench().with("empty/.keep", "");
    assert_snapshot!(bench.run("code --gazetteer nowhere a.txt") + &bench.run("code --gazetteer empty a.txt"));
}
