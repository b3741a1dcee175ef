use jiff::civil::{Date, date};

use super::entities;
use crate::entity::Entity;
use crate::gazetteer::EntityType;
use crate::place::Places;
use crate::testing::{GAZETTEER, Parsed, parsed};

/// The entity whose mention the first token with this form heads.
fn find(parsed: &Parsed, head: &str, day: Option<Date>) -> Option<Entity> {
    let found = entities(&parsed.syntax(), &GAZETTEER, &Places::default(), day);
    found.at(parsed.token(head)).map(|mention| mention.entity.clone())
}

/// The entity, on no known day.
fn entity(parsed: &Parsed, head: &str) -> Entity {
    find(parsed, head, None).unwrap_or_else(|| panic!("{head:?} heads no mention"))
}

fn assert_slices(parsed: &Parsed, entity: &Entity) {
    assert_eq!(&parsed.text[entity.start as usize..entity.end as usize], entity.text);
}

#[test]
fn a_state_stands_for_itself() {
    let parsed = parsed(
        "
        Iran     Iran   PROPN NNP 2 nsubj B-GPE
        attacked attack VERB  VBD 0 ROOT
        Iraq     Iraq   PROPN NNP 2 dobj  B-GPE
        .        .      PUNCT .   2 punct
        ",
    );
    let iran = entity(&parsed, "Iran");
    assert_eq!((iran.entity.as_str(), iran.kind, iran.country.as_deref()), ("IRN", EntityType::State, Some("IRN")));
    assert_eq!((iran.cow, iran.sectors.len(), iran.text.as_str()), (Some(630), 0, "Iran"));
    assert!(find(&parsed, "attacked", None).is_none());
}

#[test]
fn a_capital_at_the_start_makes_no_name_of_a_plural() {
    let parsed = parsed(
        "
        Rebels     Rebels     PROPN NNPS 2 nsubj
        shelled    shell      VERB  VBD  0 ROOT
        Tripoli    Tripoli    PROPN NNP  2 dobj B-GPE
        .          .          PUNCT .    2 punct

        Militiamen Militiamen PROPN NNP  2 nsubj B-NORP
        fled       flee       VERB  VBD  0 ROOT
        .          .          PUNCT .    2 punct
        ",
    );
    for head in ["Rebels", "Militiamen"] {
        let entity = entity(&parsed, head);
        assert!(!entity.sectors.is_empty(), "{head}: {entity:?}");
    }
}

#[test]
fn a_capital_or_seat_stands_for_the_government() {
    let parsed = parsed(
        "
        Tehran   Tehran PROPN NNP 2 nsubj B-GPE
        rejected reject VERB  VBD 0 ROOT
        the      the    DET   DT  4 det
        plan     plan   NOUN  NN  2 dobj
        .        .      PUNCT .   2 punct

        The      the    DET   DT  3 det      B-ORG
        White    White  PROPN NNP 3 compound I-ORG
        House    House  PROPN NNP 4 nsubj    I-ORG
        rejected reject VERB  VBD 0 ROOT
        the      the    DET   DT  6 det
        plan     plan   NOUN  NN  4 dobj
        .        .      PUNCT .   4 punct
        ",
    );
    for (head, code) in [("Tehran", "IRN"), ("House", "USA")] {
        let government = entity(&parsed, head);
        assert_eq!((government.entity.as_str(), government.kind), (code, EntityType::Institution));
        assert_eq!(government.sectors, ["GOV"]);
    }
    assert_eq!(entity(&parsed, "House").text, "The White House");
}

#[test]
fn a_people_is_not_its_state() {
    let parsed = parsed(
        "
        Iranians Iranians PROPN NNPS 2 nsubj B-NORP
        fled     flee     VERB  VBD  0 ROOT
        .        .        PUNCT .    2 punct
        ",
    );
    let people = entity(&parsed, "Iranians");
    assert_eq!((people.kind, people.country.as_deref()), (EntityType::People, Some("IRN")));
    assert_eq!(people.entity, "unk:iran-people");
}

#[test]
fn an_organ_goes_by_the_code_of_its_body() {
    let parsed = parsed(
        "
        The      the      DET   DT  3 det      B-ORG
        Security Security PROPN NNP 3 compound I-ORG
        Council  Council  PROPN NNP 4 nsubj    I-ORG
        met      meet     VERB  VBD 0 ROOT
        .        .        PUNCT .   4 punct
        ",
    );
    let council = entity(&parsed, "Council");
    assert_eq!((council.entity.as_str(), council.body.as_deref()), ("UNO", Some("UNSC")));
    assert_eq!(council.name, "UN Security Council");
}

#[test]
fn nationality_office_and_name_make_one_person() {
    let parsed = parsed(
        "
        Chinese  chinese  ADJ   JJ  3 amod     B-NORP
        Foreign  Foreign  PROPN NNP 3 compound
        Minister Minister PROPN NNP 5 compound
        Wang     Wang     PROPN NNP 5 compound B-PERSON
        Yi       Yi       PROPN NNP 6 nsubj    I-PERSON
        visited  visit    VERB  VBD 0 ROOT
        Iran     Iran     PROPN NNP 6 dobj     B-GPE
        .        .        PUNCT .   6 punct
        ",
    );
    let wang = entity(&parsed, "Yi");
    assert_eq!((wang.entity.as_str(), wang.kind), ("per:wang-yi", EntityType::Person));
    assert_eq!((wang.country.as_deref(), wang.person.as_deref()), (Some("CHN"), Some("Wang Yi")));
    assert_eq!((wang.office.as_deref(), wang.sectors.join(" ")), (Some("foreign minister"), "GOV".to_owned()));
    assert_eq!(wang.text, "Chinese Foreign Minister Wang Yi");
    assert_slices(&parsed, &wang);
    for part in ["Chinese", "Foreign", "Minister", "Wang"] {
        assert!(find(&parsed, part, None).is_none(), "{part} is part of the mention");
    }
}

#[test]
fn a_nationality_and_title_that_the_recogniser_took_into_the_name_are_no_part_of_it() {
    let parsed = parsed(
        "
        Chinese   chinese   ADJ   JJ  2 amod     B-PERSON
        President President PROPN NNP 4 compound I-PERSON
        Wang      Wang      PROPN NNP 4 compound I-PERSON
        Yi        Yi        PROPN NNP 5 nsubj    I-PERSON
        spoke     speak     VERB  VBD 0 ROOT
        .         .         PUNCT .   5 punct
        ",
    );
    let wang = entity(&parsed, "Yi");
    assert_eq!((wang.entity.as_str(), wang.country.as_deref()), ("per:wang-yi", Some("CHN")));
    assert_eq!((wang.office.as_deref(), wang.text.as_str()), (Some("president"), "Chinese President Wang Yi"));
}

#[test]
fn a_possessor_owns_an_institution() {
    let parsed = parsed(
        "
        Sudan   Sudan PROPN NNP 3 poss  B-GPE
        's      's    PART  POS 1 case
        army    army  NOUN  NN  4 nsubj
        shelled shell VERB  VBD 0 ROOT
        the     the   DET   DT  6 det
        port    port  NOUN  NN  4 dobj
        .       .     PUNCT .   4 punct
        ",
    );
    let army = entity(&parsed, "army");
    assert_eq!((army.entity.as_str(), army.country.as_deref()), ("SDN", Some("SDN")));
    assert_eq!((army.kind, army.sectors.join(" ")), (EntityType::Institution, "MIL".to_owned()));
    assert_eq!(army.text, "Sudan's army");
    assert_slices(&parsed, &army);
}

#[test]
fn the_object_of_of_owns_an_office() {
    let parsed = parsed(
        "
        The       the       DET   DT  2 det
        president president NOUN  NN  5 nsubj
        of        of        ADP   IN  2 prep
        Iran      Iran      PROPN NNP 3 pobj  B-GPE
        spoke     speak     VERB  VBD 0 ROOT
        .         .         PUNCT .   5 punct
        ",
    );
    let president = entity(&parsed, "president");
    assert_eq!((president.entity.as_str(), president.kind), ("IRN", EntityType::Person));
    assert_eq!((president.office.as_deref(), president.person), (Some("president"), None));
}

#[test]
fn a_spokesman_for_a_ministry_belongs_to_its_state() {
    let parsed = parsed(
        "
        A         a         DET   DT  2 det
        spokesman spokesman NOUN  NN  9 nsubj
        for       for       ADP   IN  2 prep
        the       the       DET   DT  6 det   B-ORG
        foreign   foreign   PROPN NNP 6 amod  I-ORG
        ministry  ministry  PROPN NNP 3 pobj  I-ORG
        of        of        ADP   IN  6 prep  I-ORG
        Iran      Iran      PROPN NNP 7 pobj  I-ORG
        spoke     speak     VERB  VBD 0 ROOT
        .         .         PUNCT .   9 punct
        ",
    );
    assert_eq!(entity(&parsed, "spokesman").entity, "IRN");
}

#[test]
fn an_envoy_for_a_state_is_not_of_it() {
    let parsed = parsed(
        "
        The     the     DET   DT  3 det
        special special ADJ   JJ  3 amod
        envoy   envoy   NOUN  NN  6 nsubj
        for     for     ADP   IN  3 prep
        Iran    Iran    PROPN NNP 4 pobj  B-GPE
        spoke   speak   VERB  VBD 0 ROOT
        .       .       PUNCT .   6 punct
        ",
    );
    let envoy = entity(&parsed, "envoy");
    assert_eq!((envoy.country, envoy.office.as_deref()), (None, Some("special envoy")));
    assert_eq!(envoy.entity, "unk:special-envoy");
}

#[test]
fn an_office_after_a_name_belongs_to_the_person() {
    let parsed = parsed(
        "
        Zhai    Zhai    PROPN NNP 2 compound B-PERSON
        Jun     Jun     PROPN NNP 9 nsubj    I-PERSON
        ,       ,       PUNCT ,   2 punct
        China   China   PROPN NNP 7 poss     B-GPE
        's      's      PART  POS 4 case
        special special ADJ   JJ  7 amod
        envoy   envoy   NOUN  NN  2 appos
        ,       ,       PUNCT ,   2 punct
        visited visit   VERB  VBD 0 ROOT
        Iran    Iran    PROPN NNP 9 dobj     B-GPE
        .       .       PUNCT .   9 punct
        ",
    );
    let zhai = entity(&parsed, "Jun");
    assert_eq!((zhai.entity.as_str(), zhai.country.as_deref()), ("per:zhai-jun", Some("CHN")));
    assert_eq!((zhai.office.as_deref(), zhai.sectors.join(" ")), (Some("special envoy"), "GOV".to_owned()));
    assert_eq!(entity(&parsed, "envoy"), zhai, "both nouns head one mention");
}

#[test]
fn a_name_after_an_office_belongs_to_the_person() {
    let parsed = parsed(
        "
        China   China   PROPN NNP 4 poss     B-GPE
        's      's      PART  POS 1 case
        special special ADJ   JJ  4 amod
        envoy   envoy   NOUN  NN  9 nsubj
        ,       ,       PUNCT ,   4 punct
        Zhai    Zhai    PROPN NNP 7 compound B-PERSON
        Jun     Jun     PROPN NNP 4 appos    I-PERSON
        ,       ,       PUNCT ,   4 punct
        visited visit   VERB  VBD 0 ROOT
        Iran    Iran    PROPN NNP 9 dobj     B-GPE
        .       .       PUNCT .   9 punct
        ",
    );
    let zhai = entity(&parsed, "envoy");
    assert_eq!((zhai.entity.as_str(), zhai.country.as_deref()), ("per:zhai-jun", Some("CHN")));
    assert_eq!((zhai.person.as_deref(), zhai.office.as_deref()), (Some("Zhai Jun"), Some("special envoy")));
    assert_eq!(entity(&parsed, "Jun"), zhai, "both nouns head one mention");
}

#[test]
fn rebels_backed_by_a_state_are_not_the_state() {
    let parsed = parsed(
        "
        US     US    PROPN NNP  3 npadvmod B-GPE
        -      -     PUNCT HYPH 3 punct
        backed back  VERB  VBN  4 amod
        rebels rebel NOUN  NNS  5 nsubj
        seized seize VERB  VBD  0 ROOT
        the    the   DET   DT   7 det
        town   town  NOUN  NN   5 dobj
        .      .     PUNCT .    5 punct
        ",
    );
    let rebels = entity(&parsed, "rebels");
    assert_eq!((rebels.country, rebels.kind), (None, EntityType::ArmedGroup));
    assert_eq!(rebels.entity, "unk:rebels");
}

#[test]
fn rebels_of_a_country_are_not_its_state() {
    let parsed = parsed(
        "
        Iranian iranian ADJ   JJ  2 amod  B-NORP
        rebels  rebel   NOUN  NNS 3 nsubj
        fled    flee    VERB  VBD 0 ROOT
        .       .       PUNCT .   3 punct
        ",
    );
    let rebels = entity(&parsed, "rebels");
    assert_eq!((rebels.entity.as_str(), rebels.country.as_deref()), ("unk:iran-rebels", Some("IRN")));
}

#[test]
fn a_nationality_before_a_thing_is_a_mention_of_the_state() {
    let parsed = parsed(
        "
        Iranian  iranian ADJ   JJ  2 amod  B-NORP
        missiles missile NOUN  NNS 3 nsubj
        hit      hit     VERB  VBD 0 ROOT
        the      the     DET   DT  5 det
        town     town    NOUN  NN  3 dobj
        .        .       PUNCT .   3 punct
        ",
    );
    assert_eq!(entity(&parsed, "Iranian").entity, "IRN");
    assert!(find(&parsed, "missiles", None).is_none());
}

#[test]
fn a_hyphenated_nationality_before_a_thing_names_nobody() {
    let parsed = parsed(
        "
        Iranian iranian ADJ   JJ   4 amod  B-NORP
        -       -       PUNCT HYPH 3 punct
        made    make    VERB  VBN  4 amod
        drones  drone   NOUN  NNS  5 nsubj
        hit     hit     VERB  VBD  0 ROOT
        Sudan   Sudan   PROPN NNP  5 dobj  B-GPE
        .       .       PUNCT .    5 punct
        ",
    );
    assert!(find(&parsed, "Iranian", None).is_none());
}

#[test]
fn a_short_form_takes_what_the_full_name_told() {
    let parsed = parsed(
        "
        Iranian  iranian  ADJ   JJ  3 amod     B-NORP
        Foreign  Foreign  PROPN NNP 3 compound
        Minister Minister PROPN NNP 5 compound
        Lin      Lin      PROPN NNP 5 compound B-PERSON
        Hao      Hao      PROPN NNP 6 nsubj    I-PERSON
        arrived  arrive   VERB  VBD 0 ROOT
        .        .        PUNCT .   6 punct

        Lin   Lin   PROPN NNP 2 nsubj B-PERSON
        spoke speak VERB  VBD 0 ROOT
        .     .     PUNCT .   2 punct
        ",
    );
    let found = entities(&parsed.syntax(), &GAZETTEER, &Places::default(), None);
    let lin = &found.mentions.last().expect("mentions").entity;
    assert_eq!((lin.entity.as_str(), lin.country.as_deref()), ("per:lin-hao", Some("IRN")));
    assert_eq!((lin.office.as_deref(), lin.text.as_str()), (Some("foreign minister"), "Lin"));
}

#[test]
fn an_official_has_the_office_that_the_table_gives_for_the_day() {
    let parsed = parsed(
        "
        Ann     Ann     PROPN NNP 2 compound B-PERSON
        Example Example PROPN NNP 3 nsubj    I-PERSON
        spoke   speak   VERB  VBD 0 ROOT
        .       .       PUNCT .   3 punct
        ",
    );
    let known = find(&parsed, "Example", Some(date(2012, 1, 1))).expect("a person");
    assert_eq!((known.office.as_deref(), known.country.as_deref()), (Some("president"), Some("SDN")));
    for day in [date(2009, 12, 31), date(2015, 7, 1)] {
        let former = find(&parsed, "Example", Some(day)).expect("a person");
        assert_eq!((former.entity.as_str(), former.office, former.country), ("per:ann-example", None, None), "{day}");
    }
}

#[test]
fn the_office_in_the_text_goes_before_the_table() {
    let parsed = parsed(
        "
        Sudanese sudanese ADJ   JJ  2 amod     B-NORP
        envoy    envoy    NOUN  NN  4 compound
        Ann      Ann      PROPN NNP 4 compound B-PERSON
        Example  Example  PROPN NNP 5 nsubj    I-PERSON
        spoke    speak    VERB  VBD 0 ROOT
        .        .        PUNCT .   5 punct
        ",
    );
    let envoy = find(&parsed, "Example", Some(date(2012, 1, 1))).expect("a person");
    assert_eq!((envoy.office.as_deref(), envoy.country.as_deref()), (Some("envoy"), Some("SDN")));
}

#[test]
fn an_official_of_a_body_serves_the_body() {
    let parsed = parsed(
        "
        Bob    Bob    PROPN NNP 2 compound B-PERSON
        Sample Sample PROPN NNP 3 nsubj    I-PERSON
        spoke  speak  VERB  VBD 0 ROOT
        .      .      PUNCT .   3 punct
        ",
    );
    let official = entity(&parsed, "Sample");
    assert_eq!((official.body.as_deref(), official.country), (Some("UNO"), None));
    assert_eq!(official.office.as_deref(), Some("secretary-general"));
}

#[test]
fn a_group_has_the_affiliation_of_the_day() {
    let parsed = parsed(
        "
        The     the     DET   DT  2 det
        Taliban Taliban PROPN NNP 3 nsubj B-ORG
        seized  seize   VERB  VBD 0 ROOT
        the     the     DET   DT  5 det
        town    town    NOUN  NN  3 dobj
        .       .       PUNCT .   3 punct
        ",
    );
    let sectors = |day| find(&parsed, "Taliban", day).expect("a group").sectors;
    assert_eq!(sectors(Some(date(2021, 8, 14))), ["REB"]);
    assert_eq!(sectors(Some(date(2021, 8, 15))), ["GOV", "MIL"]);
    assert_eq!(sectors(None), ["GOV", "MIL"], "the latest row where no day is known");
    assert_eq!(sectors(Some(date(1990, 1, 1))), ["GOV", "MIL"], "the latest row where none holds");
}

#[test]
fn a_person_of_a_group_has_its_sectors() {
    let parsed = parsed(
        "
        Taliban   Taliban   PROPN NNP 2 compound B-ORG
        spokesman spokesman NOUN  NN  4 compound
        Zabi      Zabi      PROPN NNP 4 compound B-PERSON
        Khan      Khan      PROPN NNP 5 nsubj    I-PERSON
        spoke     speak     VERB  VBD 0 ROOT
        .         .         PUNCT .   5 punct
        ",
    );
    let khan = find(&parsed, "Khan", Some(date(2020, 1, 1))).expect("a person");
    assert_eq!((khan.entity.as_str(), khan.country.as_deref()), ("per:zabi-khan", Some("AFG")));
    assert_eq!((khan.office.as_deref(), khan.sectors.join(" ")), (Some("spokesman"), "REB".to_owned()));
}

#[test]
fn an_envoy_of_a_body_goes_by_the_body() {
    let parsed = parsed(
        "
        The     the     DET   DT  4 det
        UN      UN      PROPN NNP 4 nmod  B-ORG
        special special ADJ   JJ  4 amod
        envoy   envoy   NOUN  NN  5 nsubj
        spoke   speak   VERB  VBD 0 ROOT
        .       .       PUNCT .   5 punct
        ",
    );
    let envoy = entity(&parsed, "envoy");
    assert_eq!((envoy.entity.as_str(), envoy.body.as_deref()), ("UNO", Some("UNO")));
    assert_eq!(envoy.office.as_deref(), Some("special envoy"));
}

#[test]
fn a_surname_that_is_also_a_state_is_a_person() {
    let parsed = parsed(
        "
        Michael Michael PROPN NNP 2 compound B-PERSON
        Sudan   Sudan   PROPN NNP 3 nsubj    I-PERSON
        sang    sing    VERB  VBD 0 ROOT
        .       .       PUNCT .   3 punct
        ",
    );
    let singer = entity(&parsed, "Sudan");
    assert_eq!((singer.entity.as_str(), singer.country), ("per:michael-sudan", None));
}

#[test]
fn an_organisation_that_no_table_knows_goes_by_its_words() {
    let parsed = parsed(
        "
        The   the   DET   DT  3 det
        Acme  Acme  PROPN NNP 3 compound B-ORG
        Board Board PROPN NNP 4 nsubj    I-ORG
        met   meet  VERB  VBD 0 ROOT
        .     .     PUNCT .   4 punct
        ",
    );
    let board = entity(&parsed, "Board");
    assert_eq!((board.entity.as_str(), board.kind), ("unk:acme-board", EntityType::Unknown));
    assert!(!board.is_political());
}
