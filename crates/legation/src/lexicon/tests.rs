use super::*;
use crate::ontology::{EventType, Ontology};

fn ontology() -> Ontology {
    Ontology::embedded().unwrap_or_else(|error| panic!("{error}"))
}

fn load(text: &str) -> Result<Lexicon, Vec<String>> {
    let loaded = Lexicon::load(&[("lexicon/t.toml", text)], &ontology());
    loaded.map_err(|error| error.faults().iter().map(ToString::to_string).collect())
}

const ASSAULT: &str = r#"
event = "ASSAULT"

[[entry]]
verbs = ["bomb", "blow up"]
nouns = ["car bomb"]
mode = "explosives"
cameo = "183"
frame = "subject > object|against"
not_object = ["test"]
requires = "recipient"
codes = [{ text = "Chad bombed Niger.", actor = "TCD", recipient = "NER" }, { text = "A market was bombed.", actor = "" }]
skips = ["The film bombed."]

[[entry]]
verbs = ["bomb"]
cameo = "195"
mode = "aerial"
frame = "subject > object"
prep = "from"
prep_object = ["air", "war plane"]
codes = [{ text = "Chad bombed Niger from the air." }]
"#;

#[test]
fn embedded_files_load() {
    let lexicon = Lexicon::embedded(&ontology()).unwrap_or_else(|error| panic!("{error}"));
    for event in EventType::ALL {
        assert!(lexicon.entries.iter().any(|entry| entry.event == event), "no entry of {event}");
    }
    for (idx, entry) in lexicon.entries.iter().enumerate() {
        let mut found: Box<dyn Iterator<Item = &Entry>> = match entry.pos {
            Pos::Verb => Box::new(lexicon.verbs(&entry.head)),
            Pos::Noun => Box::new(lexicon.nouns(&entry.head)),
        };
        assert!(found.any(|other| std::ptr::eq(other, entry)), "{}", entry.id);
        assert!(lexicon.entries[..idx].iter().all(|earlier| earlier.id != entry.id), "{} stands twice", entry.id);
    }
}

#[test]
fn each_word_is_an_entry() {
    let lexicon = load(ASSAULT).expect("a sound file");
    let ids: Vec<_> = lexicon.entries.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids, ["ASSAULT/bomb", "ASSAULT/blow up", "ASSAULT/car bomb", "ASSAULT/bomb#2"]);
    let blow_up = &lexicon.entries[1];
    assert_eq!((blow_up.particle.as_deref(), blow_up.mode.as_deref()), (Some("up"), Some("explosives")));
    assert_eq!((blow_up.intensity, blow_up.requires, blow_up.line), (-9.0, Requires::Recipient, 4));
    assert_eq!(lexicon.entries[3].prep_object[..], ["air", "war plane"]);
    assert_eq!(lexicon.entries[3].requires, Requires::Any);
}

#[test]
fn heads_find_the_most_specific_entry_first() {
    let lexicon = load(ASSAULT).expect("a sound file");
    let ids = |found: Vec<&Entry>| found.iter().map(|entry| entry.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(lexicon.verbs("bomb").collect()), ["ASSAULT/bomb#2", "ASSAULT/bomb"]);
    assert_eq!(ids(lexicon.nouns("bomb").collect()), ["ASSAULT/car bomb"]);
    assert_eq!(lexicon.verbs("explode").count(), 0);
}

#[test]
fn examples_go_with_their_entries() {
    let lexicon = load(ASSAULT).expect("a sound file");
    let blocks: Vec<_> = lexicon.examples().collect();
    assert_eq!(blocks.iter().map(|block| block.entries.len()).collect::<Vec<_>>(), [3, 1]);
    assert_eq!(blocks[0].codes[0].recipient.as_deref(), Some("NER"));
    assert_eq!(blocks[0].codes[1].actor, None);
    assert_eq!(blocks[0].skips, ["The film bombed."]);
}

#[test]
fn all_faults_are_told() {
    let text = r#"event = "ASSAULT"
[[entry]]
cameo = "183"
frame = "subject > object"
codes = [{ text = "a" }]
[[entry]]
verbs = ["Bomb", "hold talks"]
mode = "nuclear"
cameo = "999"
frame = "subject"
object = ["a  b", "c", "c"]
prep = "toward the"
requires = "all"
weight = 3
codes = [{ text = "", object = "x" }]
[[entry]]
nouns = ["act of war"]
cameo = "111"
frame = "possessor > on"
prep = "by"
"#;
    let faults = load(text).expect_err("a file with faults");
    let told = |line: usize, part: &str| {
        let place = format!("lexicon/t.toml:{line}: ");
        assert!(faults.iter().any(|fault| fault.starts_with(&place) && fault.contains(part)), "{part} in {faults:#?}");
    };
    told(2, "no words, expected verbs or nouns");
    told(7, "phrase \"Bomb\", expected words in lower case");
    told(7, "verb \"hold talks\", expected a verb");
    told(8, "unknown mode \"nuclear\" of ASSAULT, expected one of abduct, ");
    told(9, "unknown cameo \"999\"");
    told(10, "frame \"subject\": expected actor slots");
    told(11, "object names \"a  b\"");
    told(11, "object names \"c\" twice");
    told(12, "unknown preposition \"toward the\"");
    told(13, "requires \"all\", expected any, actor, recipient, both or none");
    told(14, "unknown key \"weight\"");
    told(15, "unknown key \"object\", expected one of text, actor, recipient");
    told(15, "no text");
    told(16, "no codes");
    told(17, "\"act of war\" has a preposition of its own");
    told(18, "cameo \"111\" stands for ACCUSE, expected a code of ASSAULT");
    assert_eq!(faults.len(), 16, "{faults:#?}");
    assert!(load("event = \"FIGHT\"\n").expect_err("no event")[0].starts_with("lexicon/t.toml:1: unknown event"));
}

const OWN: &str = r#"
event = "COERCE"
off = ["COERCE/ban"]
[[entry]]
verbs = ["ban", "arrest"]
cameo = "172"
frame = "subject > object"
codes = [{ text = "-" }]
"#;

#[test]
fn entries_of_ones_own_come_first_and_keep_the_programs_names() {
    let program = Lexicon::embedded(&ontology()).unwrap();
    let own = program.clone().with_own(&[("own.toml", OWN)], &ontology()).unwrap();
    let first = own.verbs("arrest").find(|entry| entry.specificity() == 0).unwrap();
    assert!(first.is_own && first.id.starts_with("COERCE/arrest#"), "{}", first.id);
    assert!(program.verbs("ban").any(|entry| entry.id == "COERCE/ban"));
    assert!(own.verbs("ban").all(|entry| entry.id != "COERCE/ban"), "switched off");
    assert!(program.verbs("meet").zip(own.verbs("meet")).all(|(before, after)| before == after));
}

#[test]
fn what_cannot_be_switched_off_is_told_with_its_line() {
    let text = "event = \"AID\"\noff = [\"AID/no such word\"]\n";
    let refused = Lexicon::embedded(&ontology()).unwrap().with_own(&[("own.toml", text)], &ontology()).unwrap_err();
    assert_eq!(refused.to_string(), "own.toml:2: no entry \"AID/no such word\" in the program's lexicon");
}
