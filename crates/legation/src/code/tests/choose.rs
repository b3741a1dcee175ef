//! One reading of each happening.

use super::{Reading, Status, readings};

fn ids(readings: &[Reading]) -> Vec<&str> {
    readings.iter().map(|reading| reading.id.as_str()).collect()
}

#[test]
fn what_is_only_threatened_is_no_event() {
    let readings = readings(
        "
        Iran       Iran     PROPN NNP 2 nsubj B-GPE
        threatened threaten VERB  VBD 0 ROOT
        to         to       PART  TO  4 aux
        attack     attack   VERB  VB  2 xcomp
        Iraq       Iraq     PROPN NNP 4 dobj  B-GPE
        .          .        PUNCT .   2 punct
        ",
    );
    assert_eq!(ids(&readings), ["THREATEN/threaten"]);
    assert_eq!(readings[0].status, Status::Actual, "the threat itself was made");
}

#[test]
fn what_is_only_asked_for_is_no_event() {
    let readings = readings(
        "
        Qatar  Qatar  PROPN NNP 2 nsubj B-GPE
        urged  urge   VERB  VBD 0 ROOT
        Iran   Iran   PROPN NNP 2 dobj  B-GPE
        to     to     PART  TO  5 aux
        attack attack VERB  VB  2 xcomp
        Iraq   Iraq   PROPN NNP 5 dobj  B-GPE
        .      .      PUNCT .   2 punct
        ",
    );
    assert_eq!(ids(&readings), ["REQUEST/urge"]);
}

#[test]
fn what_is_condemned_did_happen_if_its_actor_is_named() {
    let readings = readings(
        "
        Qatar     Qatar   PROPN NNP 2 nsubj B-GPE
        condemned condemn VERB  VBD 0 ROOT
        Iran      Iran    PROPN NNP 2 dobj  B-GPE
        for       for     ADP   IN  2 prep
        attacking attack  VERB  VBG 4 pcomp
        Iraq      Iraq    PROPN NNP 5 dobj  B-GPE
        .         .       PUNCT .   2 punct
        ",
    );
    assert_eq!(ids(&readings), ["ACCUSE/condemn", "ASSAULT/attack"]);
}

#[test]
fn what_is_condemned_is_not_told_if_nobody_did_it() {
    let readings = readings(
        "
        Qatar     Qatar   PROPN NNP 2 nsubj B-GPE
        condemned condemn VERB  VBD 0 ROOT
        an        an      DET   DT  4 det
        attack    attack  NOUN  NN  2 dobj
        on        on      ADP   IN  4 prep
        Iraq      Iraq    PROPN NNP 5 pobj  B-GPE
        .         .       PUNCT .   2 punct
        ",
    );
    assert_eq!(ids(&readings), ["ACCUSE/condemn"]);
}

#[test]
fn what_happens_during_something_else_is_told() {
    let readings = readings(
        "
        Iran     Iran   PROPN NNP 2 nsubj B-GPE
        attacked attack VERB  VBD 0 ROOT
        Iraq     Iraq   PROPN NNP 2 dobj  B-GPE
        during   during ADP   IN  2 prep
        talks    talk   NOUN  NNS 4 pobj
        with     with   ADP   IN  5 prep
        Qatar    Qatar  PROPN NNP 6 pobj  B-GPE
        .        .      PUNCT .   2 punct
        ",
    );
    assert_eq!(ids(&readings), ["ASSAULT/attack", "CONSULT/talk"]);
}

#[test]
fn an_object_that_an_entry_spoke_of_tells_of_nothing_else() {
    let readings = readings(
        "
        Iran  Iran PROPN NNP 2 nsubj B-GPE
        held  hold VERB  VBD 0 ROOT
        talks talk NOUN  NNS 2 dobj
        with  with ADP   IN  3 prep
        Iraq  Iraq PROPN NNP 4 pobj  B-GPE
        .     .    PUNCT .   2 punct
        ",
    );
    assert_eq!(ids(&readings), ["CONSULT/hold"]);
}

#[test]
fn a_happening_with_the_same_parties_is_told_once() {
    let readings = readings(
        "
        Iran     Iran   PROPN NNP 2 nsubj  B-GPE
        attacked attack VERB  VBD 0 ROOT
        Iraq     Iraq   PROPN NNP 2 dobj   B-GPE
        and      and    CCONJ CC  2 cc
        then     then   ADV   RB  6 advmod
        attacked attack VERB  VBD 2 conj
        Iraq     Iraq   PROPN NNP 6 dobj   B-GPE
        .        .      PUNCT .   2 punct
        ",
    );
    assert_eq!(ids(&readings), ["ASSAULT/attack"]);
    assert_eq!(readings[0].evidence.trigger.start, 5, "the first telling stays");
}

#[test]
fn the_reading_that_tells_more_stays() {
    let readings = readings(
        "
        Qatar   Qatar   PROPN NNP 3 poss  B-GPE
        's      's      PART  POS 1 case
        talks   talk    NOUN  NNS 9 nsubj
        on      on      ADP   IN  3 prep
        a       a       DET   DT  6 det
        meeting meeting NOUN  NN  4 pobj
        with    with    ADP   IN  6 prep
        Iran    Iran    PROPN NNP 7 pobj  B-GPE
        began   begin   VERB  VBD 0 ROOT
        .       .       PUNCT .   9 punct
        ",
    );
    assert_eq!(ids(&readings), ["CONSULT/talk"]);
    assert_eq!(readings[0].actors, ["QAT", "IRN"]);
}

#[test]
fn two_happenings_of_one_sentence_both_stay() {
    let readings = readings(
        "
        Iran     Iran   PROPN NNP 2 nsubj B-GPE
        attacked attack VERB  VBD 0 ROOT
        Iraq     Iraq   PROPN NNP 2 dobj  B-GPE
        and      and    CCONJ CC  2 cc
        met      meet   VERB  VBD 2 conj
        Qatar    Qatar  PROPN NNP 5 dobj  B-GPE
        .        .      PUNCT .   2 punct
        ",
    );
    assert_eq!(ids(&readings), ["ASSAULT/attack", "CONSULT/meet"]);
}

#[test]
fn the_same_happening_in_two_sentences_is_told_twice() {
    let readings = readings(
        "
        Iran     Iran   PROPN NNP 2 nsubj B-GPE
        attacked attack VERB  VBD 0 ROOT
        Iraq     Iraq   PROPN NNP 2 dobj  B-GPE
        .        .      PUNCT .   2 punct

        Iran     Iran   PROPN NNP 2 nsubj B-GPE
        attacked attack VERB  VBD 0 ROOT
        Iraq     Iraq   PROPN NNP 2 dobj  B-GPE
        .        .      PUNCT .   2 punct
        ",
    );
    assert_eq!(ids(&readings), ["ASSAULT/attack", "ASSAULT/attack"]);
}
