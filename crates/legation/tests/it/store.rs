//! The record: what goes in comes out, once, in whatever order it came, and after any damage to the log.
#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use std::time::Duration;

use legation::cluster::SameEvent;
use legation::code::Status;
use legation::ingest::{Document, Source, open};
use legation::record::{Kind, Kinds};
use legation::store::{Action, Correction, Filter, Insertion, Known, Run, Shown, Store, StoreError};
use legation::{CodedDocument, code_kinds};
use serde_json::Value;

use super::RESOURCES;

static TYPES: LazyLock<SameEvent> = LazyLock::new(|| SameEvent::embedded().unwrap());

/// The invented demo corpus, coded.
static DEMO: LazyLock<Vec<(Document, CodedDocument)>> = LazyLock::new(|| {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/corpus.jsonl"));
    open(path, &Source::file("corpus.jsonl")).unwrap().map(|document| coded(document.unwrap())).collect()
});

fn coded(document: Document) -> (Document, CodedDocument) {
    let coded = code_kinds(&document, &RESOURCES, Kinds::all());
    (document, coded)
}

fn run() -> Run {
    Run::of_program(Kinds::all(), &[])
}

fn all() -> Filter {
    Filter { statuses: Status::ALL.to_vec(), ..Filter::default() }
}

fn rows(store: &Store, kind: Kind, filter: &Filter) -> Vec<Value> {
    let mut rows = Vec::new();
    store
        .rows(kind, filter, |row| {
            rows.push(row);
            Ok::<_, StoreError>(true)
        })
        .unwrap();
    rows
}

fn events(store: &Store, filter: &Filter) -> Vec<Value> {
    let mut events = Vec::new();
    store
        .events(filter, |event| {
            events.push(event);
            Ok::<_, StoreError>(true)
        })
        .unwrap();
    events
}

/// All events and rows as one text.
fn export(store: &Store) -> String {
    let kinds = Kind::ALL.into_iter().flat_map(|kind| rows(store, kind, &all()));
    events(store, &all()).into_iter().chain(kinds).map(|row| row.to_string() + "\n").collect()
}

fn filled(documents: &[(Document, CodedDocument)]) -> Store {
    let mut store = Store::in_memory().unwrap();
    store.write(&run(), documents).unwrap();
    store.merge(&TYPES).unwrap();
    store
}

#[test]
fn rows_come_out_as_they_were_coded() {
    let store = filled(&DEMO);
    for kind in Kind::ALL {
        let stored = rows(&store, kind, &all());
        let mut wanted: Vec<Value> = DEMO
            .iter()
            .flat_map(|(_, coded)| {
                coded
                    .rows()
                    .into_iter()
                    .filter(|row| row.kind() == kind)
                    .map(|row| serde_json::to_value(row).unwrap())
                    .collect::<Vec<_>>()
            })
            .collect();
        assert_eq!(stored.len(), wanted.len(), "{kind:?}");
        for mut row in stored {
            for added in ["report", "event_id", "published_basis"] {
                row.as_object_mut().unwrap().shift_remove(added);
            }
            let at = wanted.iter().position(|wanted| wanted["id"] == row["id"]).unwrap();
            assert_eq!(row.to_string(), wanted.swap_remove(at).to_string());
        }
    }
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn the_order_of_arrival_leaves_no_trace() {
    let whole = export(&filled(&DEMO));
    let backwards: Vec<_> = DEMO.iter().rev().cloned().collect();
    assert!(whole == export(&filled(&backwards)));
    let mut store = Store::in_memory().unwrap();
    // Every third first, then all, merged after each.
    for step in [3, 1] {
        for part in DEMO.iter().step_by(step).cloned().collect::<Vec<_>>().chunks(7) {
            store.write(&run(), part).unwrap();
            store.merge(&TYPES).unwrap();
        }
    }
    assert!(whole == export(&store));
}

#[test]
fn a_document_is_stored_once() {
    let (document, rows) = &DEMO[0];
    let named = |name: &str| {
        let document = Document { id: name.into(), ..document.clone() };
        let rows = code_kinds(&document, &RESOURCES, Kinds::all());
        (document, rows)
    };
    let mut store = Store::in_memory().unwrap();
    let mut write = |documents: &[(Document, CodedDocument)]| store.write(&run(), documents).unwrap();
    assert_eq!(write(&[(document.clone(), rows.clone())]), [Insertion::New]);
    assert_eq!(write(&[(document.clone(), rows.clone())]), [Insertion::Duplicate]);
    assert_eq!(write(&[named("z"), named("a")]), [Insertion::Duplicate, Insertion::Renamed]);
    let tracked = Document { url: document.url.as_ref().map(|url| url.clone() + "?utm_source=x"), ..document.clone() };
    assert_eq!(write(&[coded(tracked)]), [Insertion::Duplicate]);
    assert_eq!(store.stats().unwrap().n_documents, 1);
    assert_eq!(store.knows(&named("z").0).unwrap(), Known::Yes);
    assert_eq!(store.knows(&named("A").0).unwrap(), Known::ByLaterName);
    store.merge(&TYPES).unwrap();
    for name in [&document.id, "z", "a"] {
        assert!(matches!(store.show(name).unwrap(), Some(Shown::Document { .. })), "{name}");
    }
    let mut other = Store::in_memory().unwrap();
    other.write(&run(), &[named("a")]).unwrap();
    other.merge(&TYPES).unwrap();
    assert!(export(&store) == export(&other), "the smallest name, whenever it came");
}

#[test]
fn copies_are_reports_of_one_story() {
    let (document, _) = &DEMO[0];
    let end = document.text.rfind("\n\n").unwrap();
    let copy = Document {
        id: "copy".into(),
        title: Some("Another headline".into()),
        publisher: Some("Another paper".into()),
        url: None,
        text: document.text[..end].to_owned(),
        ..document.clone()
    };
    let store = filled(&[coded(copy), DEMO[0].clone(), DEMO[1].clone()]);
    let stats = store.stats().unwrap();
    assert_eq!((stats.n_documents, stats.n_stories), (3, 2));
    let told_twice: Vec<_> = events(&store, &all()).into_iter().filter(|event| event["n_documents"] == 2).collect();
    assert!(told_twice.len() > 1 && told_twice.iter().any(|event| event["n_stories"] == 1), "{}", told_twice.len());
}

#[test]
fn questions_are_answered() {
    let store = filled(&DEMO);
    let every = events(&store, &all()).len();
    let some = |filter: Filter| {
        let found = events(&store, &Filter { statuses: Status::ALL.to_vec(), ..filter });
        assert!(!found.is_empty() && found.len() < every, "{} of {every}", found.len());
        found
    };
    for event in some(Filter { actors: vec!["CHN".into()], ..Filter::default() }) {
        // One of its mentions has the actor, perhaps against the others.
        assert!(
            event["actors"].to_string().contains("CHN") || event["disagreements"].to_string().contains("CHN"),
            "{event}"
        );
    }
    some(Filter { types: vec!["CONSULT".into()], ..Filter::default() });
    some(Filter { quad: Some("4".into()), ..Filter::default() });
    assert_eq!(
        some(Filter { quad: Some("verbal-conflict".into()), ..Filter::default() }).len(),
        some(Filter { quad: Some("3".into()), ..Filter::default() }).len()
    );
    some(Filter { since: Some("2025-06-01".into()), until: Some("2025-12-31".into()), ..Filter::default() });
    some(Filter { text: Some("envoy".into()), ..Filter::default() });
    some(Filter { country: Some("qat".into()), ..Filter::default() });
    assert_eq!(events(&store, &Filter { limit: Some(3), ..all() }).len(), 3);
    assert!(!rows(&store, Kind::Positions, &Filter { actors: vec!["CHN".into()], ..Filter::default() }).is_empty());
    let hits = store.search("envoy \"Middle East\"", 5).unwrap();
    assert!(hits[0].snippet.contains('['), "{hits:?}");
    assert!(store.search("?", 5).is_err());
}

#[test]
fn people_correct_what_was_coded() {
    let mut store = filled(&DEMO);
    let event = events(&store, &all()).into_iter().find(|event| event["n_documents"] == 2).unwrap();
    let id = event["id"].as_str().unwrap().to_owned();
    let mentions: Vec<String> =
        event["mentions"].as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect();
    let before = export(&store);
    let mut correct = |id: &str, action: Action| {
        let correction =
            Correction { id: id.into(), action, who: "Ann".into(), at: "2026-01-02T03:04:05Z".into(), note: None };
        store.correct(&correction).unwrap();
        store.merge(&TYPES).unwrap();
        events(&store, &all())
    };
    let with = |events: &[Value], mention: &str| {
        let found = events.iter().find(|event| event["mentions"].as_array().unwrap().iter().any(|id| id == mention));
        found.cloned()
    };
    let accepted = correct(&id, Action::Accept);
    assert_eq!(with(&accepted, &mentions[0]).unwrap()["review"], "accepted");
    let best = event["best"].as_str().unwrap();
    let edited = correct(best, Action::Edit(serde_json::json!({"cameo": "040"})));
    assert_eq!(with(&edited, best).unwrap()["review"], "edited");
    correct(best, Action::Undo);
    let split = correct(&mentions[0], Action::Split);
    assert_ne!(with(&split, &mentions[0]).unwrap()["id"], with(&split, &mentions[1]).unwrap()["id"]);
    let joined = correct(&mentions[0], Action::Join(mentions[1].clone()));
    assert_eq!(with(&joined, &mentions[0]).unwrap()["id"], with(&joined, &mentions[1]).unwrap()["id"]);
    let rejected = correct(&mentions[0], Action::Reject);
    assert!(with(&rejected, &mentions[0]).is_none() && with(&rejected, &mentions[1]).is_some());
    correct(&mentions[0], Action::Undo);
    assert!(export(&store) == before, "what is taken back leaves no trace in the rows");
    let unknown = Correction {
        id: "m-0000000000000000".into(),
        action: Action::Accept,
        who: "Ann".into(),
        at: String::new(),
        note: None,
    };
    assert!(store.correct(&unknown).unwrap_err().to_string().contains("no row"));
}

#[test]
fn an_id_that_is_no_more_leads_to_the_event() {
    let mut store = Store::in_memory().unwrap();
    let (late, early) = (
        Document { id: "late".into(), ..DEMO[0].0.clone() },
        Document {
            id: "early".into(),
            published: Some("2025-03-11".parse().unwrap()),
            publisher: Some("Early".into()),
            ..DEMO[0].0.clone()
        },
    );
    store.write(&run(), &[coded(late)]).unwrap();
    store.merge(&TYPES).unwrap();
    let old: Vec<String> =
        events(&store, &all()).iter().map(|event| event["id"].as_str().unwrap().to_owned()).collect();
    store.write(&run(), &[coded(early)]).unwrap();
    store.merge(&TYPES).unwrap();
    let mut n_retired = 0;
    for id in old {
        match store.show(&id).unwrap() {
            Some(Shown::Event { retired: Some(retired), event, .. }) => {
                n_retired += 1;
                assert!(retired == id && event["id"] != id.as_str());
            }
            Some(Shown::Event { retired: None, event, .. }) => assert_eq!(event["id"], id.as_str()),
            other => panic!("{id}: {other:?}"),
        }
    }
    assert!(n_retired > 0);
}

#[test]
fn sql_reads_and_nothing_else() {
    let mut store = filled(&DEMO[..3]);
    let second = Duration::from_secs(1);
    let answer = store.sql("SELECT count(*) AS n FROM documents", second, 10).unwrap();
    assert_eq!((answer.columns, answer.rows), (vec!["n".to_owned()], vec![vec![Value::from(3)]]));
    assert!(store.sql("SELECT name FROM documents", second, 2).unwrap().is_cut);
    for wrong in [
        "DELETE FROM documents",
        "UPDATE documents SET name = 'x'",
        "ATTACH 'other.db' AS other",
        "PRAGMA journal_mode = DELETE",
        "PRAGMA user_version",
        "SELECT load_extension('x')",
        "CREATE TEMP TABLE a (b)",
        "SELECT * FROM nowhere",
        "VACUUM INTO 'copy.db'",
        "",
    ] {
        assert!(store.sql(wrong, second, 10).is_err(), "{wrong}");
    }
    let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
    let start = std::time::Instant::now();
    assert!(store.sql(endless, Duration::from_millis(200), 10).unwrap_err().is_stopped());
    assert!(start.elapsed() < Duration::from_secs(5));
    assert_eq!(store.stats().unwrap().n_documents, 3, "and the record is as it was");
}

#[test]
fn a_backup_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("a.db"), folder.path().join("b.db"));
    let mut store = Store::open(&from).unwrap();
    store.write(&run(), &DEMO[..5]).unwrap();
    store.merge(&TYPES).unwrap();
    store.backup(&to).unwrap();
    let copy = Store::open_to_read(&to).unwrap();
    assert!(copy.check().unwrap().is_empty() && export(&copy) == export(&store));
    assert!(store.backup(&to).is_err(), "nothing is written over");
}

/// A log that was torn or changed anywhere gives the record as it was after one of the commits.
#[test]
fn a_damaged_log_opens_at_a_commit() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("whole.db");
    let mut store = Store::open(&path).unwrap();
    for part in DEMO[..12].chunks(1) {
        store.write(&run(), part).unwrap();
    }
    let log = fs::read(folder.path().join("whole.db-wal")).unwrap();
    let file = fs::read(&path).unwrap();
    let order: Vec<&str> = DEMO[..12].iter().map(|(document, _)| document.id.as_str()).collect();
    let mut seed = 20_261_128_u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below
    };
    let mut seen = std::collections::BTreeSet::new();
    for nth in 0..200 {
        let mut damaged = log.clone();
        let at = random(damaged.len());
        if nth % 2 == 0 {
            damaged.truncate(at);
        } else {
            damaged[at] ^= 1 << random(8);
        }
        let copy = folder.path().join("copy.db");
        fs::write(&copy, &file).unwrap();
        fs::write(folder.path().join("copy.db-wal"), &damaged).unwrap();
        let _ = fs::remove_file(folder.path().join("copy.db-shm"));
        let Ok(store) = Store::open(&copy) else {
            // Torn before the first commit there is no record in the file yet.
            assert!(at < log.len() / 2, "{at} of {}", log.len());
            continue;
        };
        let mut store = store;
        let stored = store.sql("SELECT name FROM documents ORDER BY key", Duration::from_secs(5), 100).unwrap();
        let names: Vec<&str> = stored.rows.iter().map(|row| row[0].as_str().unwrap()).collect();
        assert_eq!(names, order[..names.len()], "a prefix of the commits");
        assert_eq!(store.check().unwrap(), [], "{nth}");
        seen.insert(names.len());
    }
    assert!(seen.len() > 6, "the damage was everywhere: {seen:?}");
}
