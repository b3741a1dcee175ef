//! Where it happened.

use super::reading_of;

#[test]
fn a_place_after_the_object_is_where_it_happened() {
    let reading = reading_of(
        "
        Iran     Iran   PROPN NNP 2 nsubj B-GPE
        attacked attack VERB  VBD 0 ROOT
        Iraq     Iraq   PROPN NNP 2 dobj  B-GPE
        near     near   ADP   IN  2 prep
        Basra    Basra  PROPN NNP 4 pobj  B-GPE
        .        .      PUNCT .   2 punct
        ",
    );
    let place = reading.location.expect("a place");
    assert_eq!((place.name.as_str(), place.country.as_deref(), place.precision), ("Basra", Some("IRQ"), "city"));
}

#[test]
fn a_capital_is_a_city() {
    let reading = reading_of(
        "
        Iran Iran PROPN NNP 2 nsubj B-GPE
        met  meet VERB  VBD 0 ROOT
        Iraq Iraq PROPN NNP 2 dobj  B-GPE
        in   in   ADP   IN  2 prep
        Doha Doha PROPN NNP 4 pobj  B-GPE
        .    .    PUNCT .   2 punct
        ",
    );
    let place = reading.location.expect("a place");
    assert_eq!((place.name.as_str(), place.country.as_deref(), place.precision), ("Doha", Some("QAT"), "city"));
}

#[test]
fn a_place_hung_on_the_object_is_where_it_happened() {
    let reading = reading_of(
        "
        Iran     Iran   PROPN NNP 2 nsubj B-GPE
        attacked attack VERB  VBD 0 ROOT
        rebels   rebel  NOUN  NNS 2 dobj
        in       in     ADP   IN  3 prep
        Iraq     Iraq   PROPN NNP 4 pobj  B-GPE
        .        .      PUNCT .   2 punct
        ",
    );
    let place = reading.location.expect("a place");
    assert_eq!((place.name.as_str(), place.country.as_deref(), place.precision), ("Iraq", Some("IRQ"), "country"));
}

#[test]
fn a_place_hung_on_the_last_party_is_where_it_happened() {
    let reading = reading_of(
        "
        Iran  Iran PROPN NNP 2 nsubj B-GPE
        held  hold VERB  VBD 0 ROOT
        talks talk NOUN  NNS 2 dobj
        with  with ADP   IN  3 prep
        Iraq  Iraq PROPN NNP 4 pobj  B-GPE
        in    in   ADP   IN  5 prep
        Doha  Doha PROPN NNP 6 pobj  B-GPE
        .     .    PUNCT .   2 punct
        ",
    );
    let place = reading.location.expect("a place");
    assert_eq!((place.name.as_str(), place.country.as_deref(), place.precision), ("Doha", Some("QAT"), "city"));
}

#[test]
fn a_place_on_the_verb_above_a_noun_is_where_it_happened() {
    let reading = reading_of(
        "
        Iran     Iran   PROPN NNP 2 nsubj B-GPE
        launched launch VERB  VBD 0 ROOT
        an       an     DET   DT  4 det
        attack   attack NOUN  NN  2 dobj
        on       on     ADP   IN  4 prep
        Iraq     Iraq   PROPN NNP 5 pobj  B-GPE
        in       in     ADP   IN  2 prep
        Doha     Doha   PROPN NNP 7 pobj  B-GPE
        .        .      PUNCT .   2 punct
        ",
    );
    let place = reading.location.expect("a place");
    assert_eq!((place.name.as_str(), place.country.as_deref(), place.precision), ("Doha", Some("QAT"), "city"));
}

#[test]
fn a_place_in_front_is_where_it_happened() {
    let reading = reading_of(
        "
        In   in   ADP   IN  5 prep
        Doha Doha PROPN NNP 1 pobj  B-GPE
        ,    ,    PUNCT ,   5 punct
        Iran Iran PROPN NNP 5 nsubj B-GPE
        met  meet VERB  VBD 0 ROOT
        Iraq Iraq PROPN NNP 5 dobj  B-GPE
        .    .    PUNCT .   5 punct
        ",
    );
    let place = reading.location.expect("a place");
    assert_eq!((place.name.as_str(), place.country.as_deref(), place.precision), ("Doha", Some("QAT"), "city"));
}

#[test]
fn words_of_the_place_are_a_slice_of_the_text() {
    let reading = reading_of(
        "
        Iran     Iran   PROPN NNP 2 nsubj B-GPE
        attacked attack VERB  VBD 0 ROOT
        Iraq     Iraq   PROPN NNP 2 dobj  B-GPE
        near     near   ADP   IN  2 prep
        Basra    Basra  PROPN NNP 4 pobj  B-GPE
        .        .      PUNCT .   2 punct
        ",
    );
    let place = reading.location.expect("a place");
    assert_eq!((place.text.as_str(), place.start, place.end), ("Basra", 24, 29));
}

#[test]
fn a_time_is_no_place() {
    let reading = reading_of(
        "
        Iran     Iran   PROPN NNP 2 nsubj B-GPE
        attacked attack VERB  VBD 0 ROOT
        Iraq     Iraq   PROPN NNP 2 dobj  B-GPE
        in       in     ADP   IN  2 prep
        March    March  PROPN NNP 4 pobj  B-DATE
        .        .      PUNCT .   2 punct
        ",
    );
    assert_eq!(reading.location, None);
}

#[test]
fn a_party_is_no_place() {
    let reading = reading_of(
        "
        Iran   Iran   PROPN NNP 2 nsubj B-GPE
        blew   blow   VERB  VBD 0 ROOT
        up     up     ADP   RP  2 prt
        a      a      DET   DT  5 det
        bridge bridge NOUN  NN  2 dobj
        in     in     ADP   IN  5 prep
        Iraq   Iraq   PROPN NNP 6 pobj  B-GPE
        .      .      PUNCT .   2 punct
        ",
    );
    assert_eq!(reading.location, None);
}

#[test]
fn a_place_of_another_clause_is_not_where_it_happened() {
    let reading = reading_of(
        "
        Iran     Iran   PROPN NNP 2 nsubj B-GPE
        attacked attack VERB  VBD 0 ROOT
        Iraq     Iraq   PROPN NNP 2 dobj  B-GPE
        after    after  SCONJ IN  6 mark
        Qatar    Qatar  PROPN NNP 6 nsubj B-GPE
        spoke    speak  VERB  VBD 2 advcl
        in       in     ADP   IN  6 prep
        Doha     Doha   PROPN NNP 7 pobj  B-GPE
        .        .      PUNCT .   2 punct
        ",
    );
    assert_eq!(reading.location, None);
}

#[test]
fn what_is_struck_is_where_it_happened() {
    let reading = reading_of(
        "
        Iran     Iran   PROPN NNP 2 nsubj B-GPE
        attacked attack VERB  VBD 0 ROOT
        the      the    DET   DT  5 det
        Iraqi    iraqi  ADJ   JJ  5 amod  B-NORP
        port     port   NOUN  NN  2 dobj
        of       of     ADP   IN  5 prep
        Basra    Basra  PROPN NNP 6 pobj
        .        .      PUNCT .   2 punct
        ",
    );
    let place = reading.location.expect("a place");
    assert_eq!((place.name.as_str(), place.country.as_deref(), place.precision), ("Basra", Some("IRQ"), "city"));
    assert!(place.latitude.is_some_and(|latitude| (latitude - 30.5).abs() < 0.3));
}

#[test]
fn a_site_is_its_city() {
    let reading = reading_of(
        "
        Iran     Iran    PROPN NNP 2 nsubj B-GPE
        attacked attack  VERB  VBD 0 ROOT
        Iraq     Iraq    PROPN NNP 2 dobj  B-GPE
        at       at      ADP   IN  2 prep
        Baghdad  Baghdad PROPN NNP 6 compound B-GPE
        airport  airport NOUN  NN  4 pobj
        .        .       PUNCT .   2 punct
        ",
    );
    let place = reading.location.expect("a place");
    assert_eq!((place.text.as_str(), place.country.as_deref(), place.precision), ("Baghdad", Some("IRQ"), "city"));
}

#[test]
fn a_place_of_the_sentence_before_is_not_carried_over() {
    let readings = super::readings(
        "
        Iran Iran PROPN NNP 2 nsubj B-GPE
        met  meet VERB  VBD 0 ROOT
        Iraq Iraq PROPN NNP 2 dobj  B-GPE
        in   in   ADP   IN  2 prep
        Doha Doha PROPN NNP 4 pobj  B-GPE
        .    .    PUNCT .   2 punct

        Iran     Iran   PROPN NNP 2 nsubj B-GPE
        attacked attack VERB  VBD 0 ROOT
        Iraq     Iraq   PROPN NNP 2 dobj  B-GPE
        .        .      PUNCT .   2 punct
        ",
    );
    let places: Vec<bool> = readings.iter().map(|reading| reading.location.is_some()).collect();
    assert_eq!(places, [true, false]);
}
