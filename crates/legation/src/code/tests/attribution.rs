//! Whose claim it is.

use super::{reading_of, readings};

#[test]
fn what_the_narrator_tells_has_no_speaker() {
    let reading = reading_of(
        "
        Iran     Iran   PROPN NNP 2 nsubj B-GPE
        attacked attack VERB  VBD 0 ROOT
        Iraq     Iraq   PROPN NNP 2 dobj  B-GPE
        .        .      PUNCT .   2 punct
        ",
    );
    assert!(reading.attribution.is_empty());
}

#[test]
fn who_said_it_before_is_the_speaker() {
    let reading = reading_of(
        "
        Qatar    Qatar  PROPN NNP 2 nsubj B-GPE
        said     say    VERB  VBD 0 ROOT
        Iran     Iran   PROPN NNP 4 nsubj B-GPE
        attacked attack VERB  VBD 2 ccomp
        Iraq     Iraq   PROPN NNP 4 dobj  B-GPE
        .        .      PUNCT .   2 punct
        ",
    );
    assert_eq!(reading.speakers(), [(Some("QAT"), "reported")]);
}

#[test]
fn who_said_it_after_is_the_speaker() {
    let reading = reading_of(
        "
        Iran     Iran   PROPN NNP 2 nsubj B-GPE
        attacked attack VERB  VBD 6 ccomp
        Iraq     Iraq   PROPN NNP 2 dobj  B-GPE
        ,        ,      PUNCT ,   6 punct
        Qatar    Qatar  PROPN NNP 6 nsubj B-GPE
        said     say    VERB  VBD 0 ROOT
        .        .      PUNCT .   6 punct
        ",
    );
    assert_eq!(reading.speakers(), [(Some("QAT"), "reported")]);
}

#[test]
fn who_said_it_in_between_is_the_speaker() {
    let reading = reading_of(
        "
        Iran     Iran   PROPN NNP 6 nsubj     B-GPE
        ,        ,      PUNCT ,   4 punct
        Qatar    Qatar  PROPN NNP 4 nsubj     B-GPE
        said     say    VERB  VBD 6 parataxis
        ,        ,      PUNCT ,   4 punct
        attacked attack VERB  VBD 0 ROOT
        Iraq     Iraq   PROPN NNP 6 dobj      B-GPE
        .        .      PUNCT .   6 punct
        ",
    );
    assert_eq!(reading.speakers(), [(Some("QAT"), "reported")]);
}

#[test]
fn according_to_names_the_speaker() {
    let reading = reading_of(
        "
        Iran      Iran   PROPN NNP 2 nsubj B-GPE
        attacked  attack VERB  VBD 0 ROOT
        Iraq      Iraq   PROPN NNP 2 dobj  B-GPE
        ,         ,      PUNCT ,   2 punct
        according accord VERB  VBG 2 prep
        to        to     ADP   IN  5 prep
        Qatar     Qatar  PROPN NNP 6 pobj  B-GPE
        .         .      PUNCT .   2 punct
        ",
    );
    assert_eq!(reading.speakers(), [(Some("QAT"), "reported")]);
}

#[test]
fn according_to_may_stand_in_front() {
    let reading = reading_of(
        "
        According accord VERB  VBG 6 prep
        to        to     ADP   IN  1 prep
        Qatar     Qatar  PROPN NNP 2 pobj  B-GPE
        ,         ,      PUNCT ,   6 punct
        Iran      Iran   PROPN NNP 6 nsubj B-GPE
        attacked  attack VERB  VBD 0 ROOT
        Iraq      Iraq   PROPN NNP 6 dobj  B-GPE
        .         .      PUNCT .   6 punct
        ",
    );
    assert_eq!(reading.speakers(), [(Some("QAT"), "reported")]);
}

#[test]
fn words_in_straight_quotation_marks_are_quoted() {
    let reading = reading_of(
        "
        \"        \"      PUNCT ``  8 punct
        Iran     Iran   PROPN NNP 3 nsubj B-GPE
        attacked attack VERB  VBD 8 ccomp
        Iraq     Iraq   PROPN NNP 3 dobj  B-GPE
        ,        ,      PUNCT ,   8 punct
        \"        \"      PUNCT ''  8 punct
        Qatar    Qatar  PROPN NNP 8 nsubj B-GPE
        said     say    VERB  VBD 0 ROOT
        .        .      PUNCT .   8 punct
        ",
    );
    assert_eq!(reading.speakers(), [(Some("QAT"), "quoted")]);
}

#[test]
fn words_in_curly_quotation_marks_are_quoted() {
    let reading = reading_of(
        "
        Qatar    Qatar  PROPN NNP 2 nsubj B-GPE
        said     say    VERB  VBD 0 ROOT
        “        \"      PUNCT ``  2 punct
        Iran     Iran   PROPN NNP 5 nsubj B-GPE
        attacked attack VERB  VBD 2 ccomp
        Iraq     Iraq   PROPN NNP 5 dobj  B-GPE
        ”        \"      PUNCT ''  5 punct
        .        .      PUNCT .   2 punct
        ",
    );
    assert_eq!(reading.speakers(), [(Some("QAT"), "quoted")]);
}

#[test]
fn words_after_a_quotation_are_not_quoted() {
    let reading = reading_of(
        "
        “        \"      PUNCT ``  6 punct
        Enough   enough ADJ   JJ  6 advmod
        ,        ,      PUNCT ,   6 punct
        ”        \"      PUNCT ''  6 punct
        Qatar    Qatar  PROPN NNP 6 nsubj  B-GPE
        said     say    VERB  VBD 0 ROOT
        after    that   SCONJ IN  9 mark
        Iran     Iran   PROPN NNP 9 nsubj  B-GPE
        attacked attack VERB  VBD 6 ccomp
        Iraq     Iraq   PROPN NNP 9 dobj   B-GPE
        .        .      PUNCT .   6 punct
        ",
    );
    assert_eq!(reading.speakers(), [(Some("QAT"), "reported")]);
}

#[test]
fn a_claim_in_a_claim_has_two_speakers() {
    let reading = reading_of(
        "
        Qatar    Qatar  PROPN NNP 2 nsubj B-GPE
        said     say    VERB  VBD 0 ROOT
        Iraq     Iraq   PROPN NNP 4 nsubj B-GPE
        claimed  claim  VERB  VBD 2 ccomp
        that     that   SCONJ IN  7 mark
        Iran     Iran   PROPN NNP 7 nsubj B-GPE
        attacked attack VERB  VBD 4 ccomp
        Israel   Israel PROPN NNP 7 dobj  B-GPE
        .        .      PUNCT .   2 punct
        ",
    );
    assert_eq!(reading.speakers(), [(Some("QAT"), "reported"), (Some("IRQ"), "reported")]);
}

#[test]
fn a_speaker_whom_no_table_knows_goes_by_its_words() {
    let reading = reading_of(
        "
        The      the    DET   DT  2 det
        city     city   NOUN  NN  3 nsubj
        said     say    VERB  VBD 0 ROOT
        Iran     Iran   PROPN NNP 5 nsubj B-GPE
        attacked attack VERB  VBD 3 ccomp
        Iraq     Iraq   PROPN NNP 5 dobj  B-GPE
        .        .      PUNCT .   3 punct
        ",
    );
    assert_eq!(reading.speakers(), [(Some("unk:city"), "reported")]);
}

#[test]
fn who_speaks_is_not_said_to_do_what_the_clause_about_him_tells() {
    let reading = reading_of(
        "
        The      the    DET   DT  2 det
        army     army   NOUN  NN  6 nsubj
        that     that   PRON  WDT 4 nsubj
        attacked attack VERB  VBD 2 relcl
        Iraq     Iraq   PROPN NNP 4 dobj  B-GPE
        said     say    VERB  VBD 0 ROOT
        it       it     PRON  PRP 8 nsubj
        won      win    VERB  VBD 6 ccomp
        .        .      PUNCT .   6 punct
        ",
    );
    assert_eq!(reading.speakers(), []);
}

#[test]
fn what_only_dates_the_statement_is_not_said() {
    let reading = reading_of(
        "
        Qatar    Qatar  PROPN NNP 2 nsubj  B-GPE
        said     say    VERB  VBD 0 ROOT
        so       so     ADV   RB  6 advmod
        after    after  SCONJ IN  6 mark
        Iran     Iran   PROPN NNP 6 nsubj  B-GPE
        attacked attack VERB  VBD 2 advcl
        Iraq     Iraq   PROPN NNP 6 dobj   B-GPE
        .        .      PUNCT .   2 punct
        ",
    );
    assert_eq!(reading.speakers(), []);
}

#[test]
fn a_second_verb_of_a_claim_is_claimed_too() {
    let readings = readings(
        "
        Qatar    Qatar  PROPN NNP 2 nsubj B-GPE
        said     say    VERB  VBD 0 ROOT
        Iran     Iran   PROPN NNP 4 nsubj B-GPE
        attacked attack VERB  VBD 2 ccomp
        Iraq     Iraq   PROPN NNP 4 dobj  B-GPE
        and      and    CCONJ CC  4 cc
        met      meet   VERB  VBD 4 conj
        Israel   Israel PROPN NNP 7 dobj  B-GPE
        .        .      PUNCT .   2 punct
        ",
    );
    assert_eq!(readings[1].id, "CONSULT/meet");
    assert_eq!(readings[1].speakers(), [(Some("QAT"), "reported")]);
}
