use super::*;
use crate::Error;

fn shown(result: Result<Ontology, Error>) -> Vec<String> {
    result.expect_err("tables with faults").faults().iter().map(ToString::to_string).collect()
}

fn with_cameo(cameo: &str) -> OntologyText<'_> {
    OntologyText { cameo, ..OntologyText::EMBEDDED }
}

#[test]
fn embedded_tables_load() {
    let ontology = Ontology::embedded().unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(ontology.version(), "plover-2021.1");
    assert_eq!(ontology.events().len(), 16);
    assert_eq!(ontology.contexts().len(), 37);
    for event in EventType::ALL {
        assert_eq!(ontology.event(event).event, event);
    }
    assert_eq!(ontology.intensity(EventType::Assault, Some("aerial")), -9.5);
    assert_eq!(ontology.intensity(EventType::Assault, None), -9.0);
    assert_eq!(ontology.intensity(EventType::Protest, Some("vandalize")), -5.0);
    let embargo = ontology.cameo("163").expect("a code");
    assert_eq!((embargo.event, embargo.mode.as_deref()), (Some(EventType::Coerce), Some("restrict")));
    assert_eq!(embargo.goldstein, -8.0);
    let verdict = ontology.cameo("116").expect("a code");
    assert!(verdict.goes_with(EventType::Accuse) && verdict.goes_with(EventType::Sanction));
    assert!(!verdict.goes_with(EventType::Aid));
    assert!(ontology.cameo("021").is_some_and(|code| code.event.is_none()));
    assert!(ontology.cameo("999").is_none());
    assert!(ontology.sector("GOV").is_some() && ontology.sector("GVO").is_none());
    assert!(ontology.context("diplomatic").is_some() && ontology.context("humanitarian").is_none());
}

#[test]
fn labels_cover_the_model() {
    let ontology = Ontology::embedded().unwrap_or_else(|error| panic!("{error}"));
    let count = |kind| ontology.labels().iter().filter(|label| label.kind == kind).count();
    assert_eq!((count("upos"), count("xpos"), count("deprel"), count("entity")), (18, 50, 45, 18));
    assert_eq!(ontology.explain("nsubj").count(), 1);
    assert_eq!(ontology.explain("SYM").map(|label| label.kind.as_str()).collect::<Vec<_>>(), ["upos", "xpos"]);
    assert_eq!(ontology.explain("nonsense").count(), 0);
}

#[test]
fn faults_of_events_are_told() {
    let events = "version = \"v\"\n[[event]]\nname = \"AGREE\"\nquad = 2\nrecipient_required = \"no\"\nscore = 11\n\
        definition = \"d\"\nsource = \"s\"\ncolour = 1\n[[event.mode]]\nname = \"m\"\ndefinition = \"\"\n\
        [[event.mode]]\nname = \"m\"\ndefinition = \"d\"\n[[event]]\nname = \"AGREED\"\n";
    let faults = shown(Ontology::load(&OntologyText {
        events,
        cameo: "code,title,goldstein,event,mode,also\n",
        ..OntologyText::EMBEDDED
    }));
    let told = |part: &str| assert!(faults.iter().any(|fault| fault.contains(part)), "{part} in {faults:#?}");
    told("ontology/events.toml:4: quad of AGREE is not 1");
    told("ontology/events.toml:5: recipient_required holds a string, expected true or false");
    told("ontology/events.toml:6: score 11, expected -10 to 10");
    told("ontology/events.toml:9: unknown key \"colour\"");
    told("ontology/events.toml:12: no definition, expected a string");
    told("ontology/events.toml:13: mode \"m\" stands twice");
    told("ontology/events.toml:17: unknown event \"AGREED\"");
    told("ontology/events.toml:1: no event ASSAULT");
}

#[test]
fn faults_of_cameo_codes_are_told() {
    let cameo = "code,title,goldstein,event,mode,also\n04,a,1,CONSULT,,\n041,b,x,CONSULT,phone,AID\n041,,1,CONSULT,fax,\n\
        0551,c,1,,visit,\n4,d,-11,TALK,,\n";
    assert_eq!(
        shown(Ontology::load(&with_cameo(cameo))),
        [
            "ontology/cameo.csv:3: goldstein \"x\", expected a number from -10 to 10",
            "ontology/cameo.csv:4: code \"041\" stands in line 3 already",
            "ontology/cameo.csv:4: empty title",
            "ontology/cameo.csv:4: unknown mode \"fax\" of CONSULT, expected one of visit, third-party, multilateral, phone",
            "ontology/cameo.csv:5: code \"0551\" has no parent \"055\"",
            "ontology/cameo.csv:5: mode \"visit\" without an event",
            "ontology/cameo.csv:6: code \"4\", expected two to four digits",
            "ontology/cameo.csv:6: goldstein \"-11\", expected a number from -10 to 10",
            &format!("ontology/cameo.csv:6: {}", "TALK".parse::<EventType>().expect_err("no event")),
        ]
    );
}

#[test]
fn faults_of_the_small_tables_are_told() {
    let text = OntologyText {
        contexts: "context,definition\na,\na,d\n",
        sectors: "sector,name,definition\ngov,n,d\n",
        labels: "kind,label,meaning,example,source\npos,X,m,,s\n",
        ..OntologyText::EMBEDDED
    };
    assert_eq!(
        shown(Ontology::load(&text)),
        [
            "ontology/contexts.csv:2: empty definition",
            "ontology/contexts.csv:3: context \"a\" stands in line 2 already",
            "ontology/labels.csv:2: unknown kind \"pos\", expected one of deprel, entity, upos, xpos",
            "ontology/sectors.csv:2: sector \"gov\", expected three capital letters",
        ]
    );
}

#[test]
fn each_type_has_a_general_code() {
    let ontology = Ontology::embedded().unwrap();
    let code = |event, mode| ontology.general_cameo(event, mode).map(|code| code.code.as_str());
    assert!(EventType::ALL.into_iter().all(|event| code(event, None).is_some_and(|code| code.len() <= 3)));
    assert_eq!(code(EventType::Assault, None), Some("18"));
    assert_eq!(code(EventType::Accuse, None), Some("11"));
    assert_eq!(code(EventType::Consult, Some("visit")), Some("042"));
    assert_eq!(code(EventType::Sanction, Some("no such mode")), Some("16"));
}
