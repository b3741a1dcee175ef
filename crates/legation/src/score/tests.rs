//! Forms of sets, and how figures add up.

use super::*;

fn faults(file: &str, text: &str) -> Vec<String> {
    read(file, "set", text).expect_err("faults").faults().iter().map(ToString::to_string).collect()
}

#[test]
fn each_form_of_a_set_is_told_by_its_file_and_fields() {
    let kind = |file: &str, text: &str| {
        let mut items = read(file, "set", text).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(items.len(), 1);
        items.remove(0).kind
    };
    let case = "[[case]]\nname = \"a\"\ntext = \"Oman met Iran.\"\nmentions = [{ event = [\"CONSULT\", \"AGREE\"] }]\n";
    assert!(matches!(kind("a.toml", case), ItemKind::Case(case) if case.mentions[0].event.holds("AGREE")));
    let entry = "entry,actor,recipient,text\nASSAULT/hit,A,*,\"A hit B, twice\"\n";
    assert!(matches!(kind("a.csv", entry), ItemKind::Entry(row) if row.text == "A hit B, twice"));
    let pair = r#"{"id":"1","text":"Côte d’Ivoire met Mali","source":{"start":0,"end":13},"target":{"start":18,"end":22},"event":"YIELD","zsp":"ACCUSE"}"#;
    let ItemKind::Relation(pair) = kind("a.jsonl", pair) else { panic!("a pair") };
    assert_eq!(
        (&pair.text[pair.source.expect("a source")], &pair.text[pair.target.expect("a target")]),
        ("Côte d’Ivoire", "Mali")
    );
    let events = r#"{"id":1,"text":"A met B","date":"950101","events":[{"source":"A","target":"---","code":"04"}]}"#;
    let ItemKind::Event(sentence) = kind("a.jsonl", events) else { panic!("events") };
    assert_eq!((sentence.id.as_str(), sentence.date.as_deref()), ("1", Some("1995-01-01")));
}

#[test]
fn all_faults_of_a_set_are_told() {
    let text = "{\"id\":1}\n\nnonsense\n{\"text\":\"x\"}\n{\"text\":\"x\",\"event\":\"HOPE\"}\n\
        {\"text\":\"x\",\"event\":\"AID\",\"source\":{\"start\":0,\"end\":9}}\n\
        {\"text\":\"x\",\"events\":[{\"source\":\"A\"}]}\n{\"text\":\"x\",\"events\":[],\"date\":\"soon\"}\n";
    assert_eq!(
        faults("a.jsonl", text),
        [
            "a.jsonl:1: no `text`",
            "a.jsonl:3: not JSON, expected one object on each line",
            "a.jsonl:4: no labels, expected `event` with `source` and `target`, or a list of `events`",
            "a.jsonl:5: unknown event \"HOPE\"",
            "a.jsonl:6: source 0..9, expected code points within the text",
            "a.jsonl:7: an event without \"target\"",
            "a.jsonl:8: date \"soon\", expected YYYYMMDD or YYYY-MM-DD",
        ]
    );
    assert!(faults("a.toml", "[[case]]\nname = 1\n")[0].starts_with("a.toml:2: "));
    assert!(faults("a.csv", "entry,text\n")[0].starts_with("a.csv:1: header"));
}

#[test]
fn answers_add_up_to_accuracy_and_mean_f1() {
    let key = Key { set: "s".to_owned(), system: "legation", level: "type", one_answer: true };
    let mut figures = Figures::default();
    for (wanted, found) in [("AID", "AID"), ("AID", "ASSAULT"), ("ASSAULT", "ASSAULT"), ("YIELD", "AID")] {
        let mut judgement = Judgement::default();
        judgement.answer(&key, wanted, found);
        figures.add(&judgement);
    }
    let figure = &figures.all()[0];
    assert_eq!((figure.n_items, figure.accuracy()), (4, Some(0.5)));
    let classes: Vec<_> =
        figure.classes().map(|(class, tally)| (class, tally.right, tally.found, tally.wanted)).collect();
    assert_eq!(classes, [("YIELD", 0, 0, 1), ("AID", 1, 2, 2), ("ASSAULT", 1, 2, 1)]);
    let macro_f1 = figure.macro_f1().expect("several classes");
    assert!((macro_f1 - (0.5 + 2.0 / 3.0) / 3.0).abs() < 1e-12, "{macro_f1}");
}

#[test]
fn silence_where_nothing_is_wanted_counts_as_an_item_and_no_more() {
    let key = Key { set: "s".to_owned(), system: "legation", level: "type", one_answer: false };
    let mut judgement = Judgement::default();
    judgement.count(&key, "", Tally::default());
    let mut figures = Figures::default();
    figures.add(&judgement);
    let figure = &figures.all()[0];
    assert_eq!((figure.n_items, figure.total(), figure.accuracy()), (1, Tally::default(), None));
    assert_eq!(figure.classes().count(), 0);
}

#[test]
fn the_surest_answers_come_first() {
    let key = Key { set: "s".to_owned(), system: "legation", level: "type", one_answer: true };
    let mut figures = Figures::default();
    for (confidence, found) in [(0.2, "AID"), (0.9, "ACCUSE"), (0.8, "ACCUSE"), (0.4, "AID")] {
        let mut judgement = Judgement::default();
        judgement.answer(&key, "ACCUSE", found);
        let (wanted, found) = ("ACCUSE".to_owned(), found.to_owned());
        judgement.ranked.push((key.clone(), Ranked { confidence, wanted, found }));
        figures.add(&judgement);
    }
    let figure = &figures.all()[0];
    let half = figure.coverage()[4];
    assert_eq!((half.n_taken, half.n_right), (2, 2));
    assert!((half.confidence - 0.8).abs() < 1e-9);
    assert_eq!(figure.coverage()[9].n_right, 2);
    assert_eq!(figure.confusions(), [("ACCUSE", "AID", 2)]);
}
