//! What a text tells of a person anywhere holds for every mention: country and office, wherever the name stands. And what
//! no words tell is not given. All texts are invented for the project.

use legation::place;
use legation::resolve;
use legation::syntax::Syntax;

use super::BY_RULES;

/// A text, a name, the country and office at each of its places.
const TOLD: [(&str, &str, Option<&str>, Option<&str>); 11] = [
    (
        "Kolman was flown home on Monday. Hungarian general Imre Kolman had led the mission.",
        "Kolman",
        Some("HUN"),
        None,
    ),
    ("Kansas Governor Ruth Belmore signed the act. Belmore met farmers.", "Belmore", Some("USA"), Some("governor")),
    ("The Governor of Ohio, Peter Stahl, praised Canada. Stahl left.", "Stahl", Some("USA"), Some("governor")),
    ("The mayor of Basra, Adnan Kazim, praised Kuwait. Kazim left.", "Kazim", Some("IRQ"), Some("mayor")),
    (
        "Former US national security adviser Carl Denning threatened Iran. On Monday, Denning left.",
        "Denning",
        Some("USA"),
        Some("national security adviser"),
    ),
    (
        "Prime Minister of Ukraine Andriy Marchenko accused Russia. Marchenko met farmers.",
        "Marchenko",
        Some("UKR"),
        Some("prime minister"),
    ),
    (
        "Ukrainian Prime Minister Andriy Marchenko resigned. Marchenko met farmers.",
        "Marchenko",
        Some("UKR"),
        Some("prime minister"),
    ),
    // The text is at home in the one state whose officials it names.
    (
        "US President Ada Lark met American senators on Monday. Attorney General Martin Hale resigned. Hale thanked the US \
         Senate.",
        "Hale",
        Some("USA"),
        Some("attorney general"),
    ),
    // Near misses: two states with officials, one official alone, an envoy of anybody.
    (
        "The French president met Chad's defence minister. Attorney General Martin Hale resigned.",
        "Hale",
        None,
        Some("attorney general"),
    ),
    ("France's president left. Attorney General Martin Hale resigned.", "Hale", None, Some("attorney general")),
    (
        "US President Ada Lark met American senators on Monday. Ambassador Martin Hale resigned.",
        "Hale",
        None,
        Some("ambassador"),
    ),
];

#[test]
fn every_mention_of_a_person_has_what_one_told() {
    let mut wrong = Vec::new();
    for (text, name, country, office) in TOLD {
        let annotations = BY_RULES.pipeline.annotate(text);
        let syntax = Syntax::new(text, &annotations);
        let places = place::places(&syntax, &BY_RULES.gazetteer, &BY_RULES.geography);
        let entities = resolve::entities(&syntax, &BY_RULES.gazetteer, &places, None);
        let mentions: Vec<_> = (0..syntax.len()).filter(|&i| syntax.form(i) == name).map(|i| entities.at(i)).collect();
        for mention in &mentions {
            let entity = mention.map(|mention| &mention.entity);
            let found = entity.map(|entity| (entity.country.as_deref(), entity.office.as_deref()));
            let is_right = found.is_some_and(|found| found.0 == country && (office.is_none() || found.1 == office));
            if !is_right {
                wrong.push(format!("{text}: {name} is {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_name_inside_the_name_of_a_thing_is_no_actor() {
    let texts = [
        "Gunmen shelled Baghdad International Airport on Friday.",
        "The Senate debated the United States Constitution.",
    ];
    for text in texts {
        let annotations = BY_RULES.pipeline.annotate(text);
        let syntax = Syntax::new(text, &annotations);
        let places = place::places(&syntax, &BY_RULES.gazetteer, &BY_RULES.geography);
        let entities = resolve::entities(&syntax, &BY_RULES.gazetteer, &places, None);
        let states = ["IRQ", "USA"];
        let of_state = entities.mentions.iter().find(|mention| states.contains(&mention.entity.entity.as_str()));
        assert!(of_state.is_none(), "{text}: {of_state:?}");
    }
}
