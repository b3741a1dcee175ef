//! `legation unknown`: what was met and not coded.

use insta::assert_snapshot;

use crate::run::Bench;

const NEWS: &str = "The Reed Front met Kenyan officials. Chad outwitted Niger at the summit.\n\n\
    Peru denounced the Reed Front. The Reed Front welcomed Ada Larkin.\n";

#[test]
fn a_table() {
    assert_snapshot!(Bench::new().with("news.txt", NEWS).run("unknown --format table news.txt"));
}

#[test]
fn csv_of_groups_alone() {
    assert_snapshot!(Bench::new().with("news.txt", NEWS).run("unknown --kind groups --format csv news.txt"));
}

#[test]
fn a_name_of_ones_own_is_known() {
    let table = "entity,name,aliases,country,type,sectors,since,until,verified,note\n\
        REEDFRONT,Reed Front,,KEN,party,PTY,,,unchecked,invented\n";
    let bench = Bench::new().with("news.txt", NEWS).with("own/groups.csv", table);
    let shown = bench.run("unknown --kind groups --gazetteer own news.txt");
    assert!(shown.starts_with("exit code: 0\n") && !shown.contains("Reed Front\""), "{shown}");
}
