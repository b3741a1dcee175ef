//! Whether it happened, and the word that decides.

use super::{Reading, Status, reading_of, readings, readings_of};

fn assert_status(reading: &Reading, status: Status, why: &str) {
    assert_eq!((reading.status, reading.status_why.as_deref()), (status, Some(why)));
}

#[test]
fn what_is_told_plainly_is_actual() {
    let reading = reading_of(
        "
        Iran     Iran   PROPN NNP 2 nsubj B-GPE
        attacked attack VERB  VBD 0 ROOT
        Iraq     Iraq   PROPN NNP 2 dobj  B-GPE
        .        .      PUNCT .   2 punct
        ",
    );
    assert_eq!((reading.status, reading.status_why), (Status::Actual, None));
}

#[test]
fn a_negated_verb_is_denied() {
    let reading = reading_of(
        "
        Iran   Iran   PROPN NNP 4 nsubj B-GPE
        did    do     AUX   VBD 4 aux
        not    not    PART  RB  4 neg
        attack attack VERB  VB  0 ROOT
        Iraq   Iraq   PROPN NNP 4 dobj  B-GPE
        .      .      PUNCT .   4 punct
        ",
    );
    assert_status(&reading, Status::Denied, "denied: not");
}

#[test]
fn no_attack_is_denied() {
    let reading = reading_of(
        "
        There  there  PRON  EX  2 expl
        was    be     VERB  VBD 0 ROOT
        no     no     DET   DT  4 det
        attack attack NOUN  NN  2 attr
        on     on     ADP   IN  4 prep
        Iraq   Iraq   PROPN NNP 5 pobj  B-GPE
        .      .      PUNCT .   2 punct
        ",
    );
    assert_status(&reading, Status::Denied, "denied: no");
}

#[test]
fn what_is_refused_is_denied() {
    let reading = reading_of(
        "
        Iran    Iran   PROPN NNP 2 nsubj B-GPE
        refused refuse VERB  VBD 0 ROOT
        to      to     PART  TO  4 aux
        attack  attack VERB  VB  2 xcomp
        Iraq    Iraq   PROPN NNP 4 dobj  B-GPE
        .       .      PUNCT .   2 punct
        ",
    );
    assert_status(&reading, Status::Denied, "denied: governed by \"refused\"");
}

#[test]
fn what_is_denied_is_denied() {
    let reading = reading_of(
        "
        Qatar    Qatar  PROPN NNP 2 nsubj B-GPE
        denied   deny   VERB  VBD 0 ROOT
        that     that   SCONJ IN  5 mark
        Iran     Iran   PROPN NNP 5 nsubj B-GPE
        attacked attack VERB  VBD 2 ccomp
        Iraq     Iraq   PROPN NNP 5 dobj  B-GPE
        .        .      PUNCT .   2 punct
        ",
    );
    assert_status(&reading, Status::Denied, "denied: governed by \"denied\"");
}

#[test]
fn failing_to_act_is_failed() {
    let reading = reading_of(
        "
        Iran   Iran   PROPN NNP 2 nsubj B-GPE
        failed fail   VERB  VBD 0 ROOT
        to     to     PART  TO  4 aux
        attack attack VERB  VB  2 xcomp
        Iraq   Iraq   PROPN NNP 4 dobj  B-GPE
        .      .      PUNCT .   2 punct
        ",
    );
    assert_status(&reading, Status::Failed, "failed: governed by \"failed\"");
}

#[test]
fn being_unable_to_act_is_failed() {
    let reading = reading_of(
        "
        Iran   Iran   PROPN NNP 2 nsubj B-GPE
        was    be     AUX   VBD 0 ROOT
        unable unable ADJ   JJ  2 acomp
        to     to     PART  TO  5 aux
        attack attack VERB  VB  3 xcomp
        Iraq   Iraq   PROPN NNP 5 dobj  B-GPE
        .      .      PUNCT .   2 punct
        ",
    );
    assert_status(&reading, Status::Failed, "failed: governed by \"unable\"");
}

#[test]
fn cancelled_talks_are_failed() {
    let reading = reading_of(
        "
        Iran      Iran   PROPN NNP 2 nsubj B-GPE
        cancelled cancel VERB  VBD 0 ROOT
        talks     talk   NOUN  NNS 2 dobj
        with      with   ADP   IN  3 prep
        Iraq      Iraq   PROPN NNP 4 pobj  B-GPE
        .         .      PUNCT .   2 punct
        ",
    );
    assert_status(&reading, Status::Failed, "failed: object of \"cancelled\"");
}

#[test]
fn an_attack_that_failed_is_failed() {
    let reading = reading_of(
        "
        Iran   Iran   PROPN NNP 3 poss  B-GPE
        's     's     PART  POS 1 case
        attack attack NOUN  NN  6 nsubj
        on     on     ADP   IN  3 prep
        Iraq   Iraq   PROPN NNP 4 pobj  B-GPE
        failed fail   VERB  VBD 0 ROOT
        .      .      PUNCT .   6 punct
        ",
    );
    assert_status(&reading, Status::Failed, "failed: failed");
}

#[test]
fn what_may_happen_is_hypothetical() {
    let reading = reading_of(
        "
        Iran   Iran   PROPN NNP 3 nsubj B-GPE
        may    may    AUX   MD  3 aux
        attack attack VERB  VB  0 ROOT
        Iraq   Iraq   PROPN NNP 3 dobj  B-GPE
        .      .      PUNCT .   3 punct
        ",
    );
    assert_status(&reading, Status::Hypothetical, "hypothetical: may");
}

#[test]
fn what_would_happen_is_hypothetical() {
    let reading = reading_of(
        "
        Iran   Iran   PROPN NNP 3 nsubj B-GPE
        would  would  AUX   MD  3 aux
        attack attack VERB  VB  0 ROOT
        Iraq   Iraq   PROPN NNP 3 dobj  B-GPE
        .      .      PUNCT .   3 punct
        ",
    );
    assert_status(&reading, Status::Hypothetical, "hypothetical: would");
}

#[test]
fn a_condition_is_hypothetical() {
    let reading = reading_of(
        "
        If      if     SCONJ IN  3 mark
        Iran    Iran   PROPN NNP 3 nsubj B-GPE
        attacks attack VERB  VBZ 8 advcl
        Iraq    Iraq   PROPN NNP 3 dobj  B-GPE
        ,       ,      PUNCT ,   8 punct
        Israel  Israel PROPN NNP 8 nsubj B-GPE
        will    will   AUX   MD  8 aux
        act     act    VERB  VB  0 ROOT
        .       .      PUNCT .   8 punct
        ",
    );
    assert_status(&reading, Status::Hypothetical, "hypothetical: If");
}

#[test]
fn a_threat_of_an_attack_is_hypothetical() {
    let reading = reading_of(
        "
        Iraq   Iraq   PROPN NNP 2 nsubj B-GPE
        warned warn   VERB  VBD 0 ROOT
        of     of     ADP   IN  2 prep
        the    the    DET   DT  5 det
        threat threat NOUN  NN  3 pobj
        of     of     ADP   IN  5 prep
        an     an     DET   DT  8 det
        attack attack NOUN  NN  6 pobj
        by     by     ADP   IN  8 prep
        Iran   Iran   PROPN NNP 9 pobj  B-GPE
        .      .      PUNCT .   2 punct
        ",
    );
    assert_status(&reading, Status::Hypothetical, "hypothetical: governed by \"threat\"");
}

#[test]
fn what_will_happen_is_planned() {
    let reading = reading_of(
        "
        Iran Iran PROPN NNP 3 nsubj B-GPE
        will will AUX   MD  3 aux
        meet meet VERB  VB  0 ROOT
        Iraq Iraq PROPN NNP 3 dobj  B-GPE
        .    .    PUNCT .   3 punct
        ",
    );
    assert_status(&reading, Status::Planned, "planned: will");
}

#[test]
fn what_is_planned_is_planned() {
    let reading = reading_of(
        "
        Iran   Iran   PROPN NNP 2 nsubj B-GPE
        plans  plan   VERB  VBZ 0 ROOT
        to     to     PART  TO  4 aux
        attack attack VERB  VB  2 xcomp
        Iraq   Iraq   PROPN NNP 4 dobj  B-GPE
        .      .      PUNCT .   2 punct
        ",
    );
    assert_status(&reading, Status::Planned, "planned: governed by \"plans\"");
}

#[test]
fn talks_that_are_agreed_to_are_planned() {
    let reading = reading_of(
        "
        Iran   Iran  PROPN NNP 2 nsubj B-GPE
        agreed agree VERB  VBD 0 ROOT
        to     to    PART  TO  2 prep
        talks  talk  NOUN  NNS 3 pobj
        with   with  ADP   IN  4 prep
        Iraq   Iraq  PROPN NNP 5 pobj  B-GPE
        .      .     PUNCT .   2 punct
        ",
    );
    assert_status(&reading, Status::Planned, "planned: governed by \"agreed\"");
}

#[test]
fn a_planned_attack_is_planned() {
    let reading = reading_of(
        "
        The     the    DET   DT  3 det
        planned plan   VERB  VBN 3 amod
        attack  attack NOUN  NN  6 nsubj
        on      on     ADP   IN  3 prep
        Iraq    Iraq   PROPN NNP 4 pobj  B-GPE
        angered anger  VERB  VBD 0 ROOT
        Qatar   Qatar  PROPN NNP 6 dobj  B-GPE
        .       .      PUNCT .   6 punct
        ",
    );
    assert_status(&reading, Status::Planned, "planned: planned");
}

#[test]
fn an_infinitive_headline_is_planned() {
    let reading = reading_of(
        "
        Iran Iran PROPN NNP 3 nsubj B-GPE
        to   to   PART  TO  3 aux
        meet meet VERB  VB  0 ROOT
        Iraq Iraq PROPN NNP 3 dobj  B-GPE
        .    .    PUNCT .   3 punct
        ",
    );
    assert_status(&reading, Status::Planned, "planned: to");
}

#[test]
fn what_is_to_happen_is_planned() {
    let reading = reading_of(
        "
        Iran Iran PROPN NNP 2 nsubj B-GPE
        is   be   AUX   VBZ 0 ROOT
        to   to   PART  TO  4 aux
        meet meet VERB  VB  2 xcomp
        Iraq Iraq PROPN NNP 4 dobj  B-GPE
        .    .    PUNCT .   2 punct
        ",
    );
    assert_status(&reading, Status::Planned, "planned: to");
}

#[test]
fn a_purpose_is_planned() {
    let readings = readings(
        "
        Iran   Iran   PROPN NNP 2 nsubj B-GPE
        met    meet   VERB  VBD 0 ROOT
        Iraq   Iraq   PROPN NNP 2 dobj  B-GPE
        to     to     PART  TO  5 aux
        attack attack VERB  VB  2 advcl
        Israel Israel PROPN NNP 5 dobj  B-GPE
        .      .      PUNCT .   2 punct
        ",
    );
    assert_eq!((readings[0].id.as_str(), readings[0].status), ("CONSULT/meet", Status::Actual));
    assert_status(&readings[1], Status::Planned, "planned: to attack");
}

#[test]
fn a_second_verb_shares_the_auxiliary_of_the_first() {
    let readings = readings(
        "
        Iran   Iran   PROPN NNP 3 nsubj B-GPE
        will   will   AUX   MD  3 aux
        meet   meet   VERB  VB  0 ROOT
        Iraq   Iraq   PROPN NNP 3 dobj  B-GPE
        and    and    CCONJ CC  3 cc
        attack attack VERB  VB  3 conj
        Israel Israel PROPN NNP 6 dobj  B-GPE
        .      .      PUNCT .   3 punct
        ",
    );
    assert_status(&readings[1], Status::Planned, "planned: will");
}

#[test]
fn a_second_infinitive_shares_what_governs_the_first() {
    let readings = readings(
        "
        Iran   Iran   PROPN NNP 2 nsubj B-GPE
        plans  plan   VERB  VBZ 0 ROOT
        to     to     PART  TO  4 aux
        meet   meet   VERB  VB  2 xcomp
        Iraq   Iraq   PROPN NNP 4 dobj  B-GPE
        and    and    CCONJ CC  4 cc
        attack attack VERB  VB  4 conj
        Israel Israel PROPN NNP 7 dobj  B-GPE
        .      .      PUNCT .   2 punct
        ",
    );
    assert_status(&readings[1], Status::Planned, "planned: governed by \"plans\"");
}

#[test]
fn a_finite_second_verb_shares_nothing() {
    let readings = readings(
        "
        Iran     Iran   PROPN NNP 2 nsubj B-GPE
        refused  refuse VERB  VBD 0 ROOT
        to       to     PART  TO  4 aux
        meet     meet   VERB  VB  2 xcomp
        Iraq     Iraq   PROPN NNP 4 dobj  B-GPE
        and      and    CCONJ CC  2 cc
        attacked attack VERB  VBD 4 conj
        Israel   Israel PROPN NNP 7 dobj  B-GPE
        .        .      PUNCT .   2 punct
        ",
    );
    assert_eq!((readings[0].status, readings[1].status), (Status::Denied, Status::Actual));
}

#[test]
fn what_is_happening_is_ongoing() {
    let reading = reading_of(
        "
        Iran      Iran   PROPN NNP 3 nsubj B-GPE
        is        be     AUX   VBZ 3 aux
        attacking attack VERB  VBG 0 ROOT
        Iraq      Iraq   PROPN NNP 3 dobj  B-GPE
        .         .      PUNCT .   3 punct
        ",
    );
    assert_status(&reading, Status::Ongoing, "ongoing: is attacking");
}

#[test]
fn what_has_been_happening_is_ongoing() {
    let reading = reading_of(
        "
        Iran      Iran   PROPN NNP 4 nsubj B-GPE
        has       have   AUX   VBZ 4 aux
        been      be     AUX   VBN 4 aux
        attacking attack VERB  VBG 0 ROOT
        Iraq      Iraq   PROPN NNP 4 dobj  B-GPE
        .         .      PUNCT .   4 punct
        ",
    );
    assert_status(&reading, Status::Ongoing, "ongoing: been attacking");
}

#[test]
fn what_is_kept_up_is_ongoing() {
    let reading = reading_of(
        "
        Iran      Iran   PROPN NNP 2 nsubj B-GPE
        kept      keep   VERB  VBD 0 ROOT
        attacking attack VERB  VBG 2 xcomp
        Iraq      Iraq   PROPN NNP 3 dobj  B-GPE
        .         .      PUNCT .   2 punct
        ",
    );
    assert_status(&reading, Status::Ongoing, "ongoing: governed by \"kept\"");
}

#[test]
fn where_several_hold_the_stronger_one_counts() {
    let reading = reading_of(
        "
        Iran   Iran   PROPN NNP 4 nsubj B-GPE
        may    may    AUX   MD  4 aux
        not    not    PART  RB  4 neg
        attack attack VERB  VB  0 ROOT
        Iraq   Iraq   PROPN NNP 4 dobj  B-GPE
        .      .      PUNCT .   4 punct
        ",
    );
    assert_status(&reading, Status::Denied, "denied: not");
}

#[test]
fn what_happened_long_before_publication_is_background() {
    let table = "
        Iran     Iran   PROPN NNP 2 nsubj B-GPE
        attacked attack VERB  VBD 0 ROOT
        Iraq     Iraq   PROPN NNP 2 dobj  B-GPE
        in       in     ADP   IN  2 prep
        1998     1998   NUM   CD  4 pobj  B-DATE
        .        .      PUNCT .   2 punct
        ";
    assert_status(&readings_of(table, Some(2024))[0], Status::Background, "background: in 1998");
    for published in [None, Some(1998), Some(1999)] {
        assert_eq!(readings_of(table, published)[0].status, Status::Actual, "{published:?}");
    }
}

#[test]
fn a_year_in_another_clause_is_none_of_this_one() {
    let table = "
        Iran     Iran   PROPN NNP 9 nsubj B-GPE
        ,        ,      PUNCT ,   1 punct
        which    which  PRON  WDT 4 nsubj
        attacked attack VERB  VBD 1 relcl
        Iraq     Iraq   PROPN NNP 4 dobj  B-GPE
        in       in     ADP   IN  4 prep
        1998     1998   NUM   CD  6 pobj  B-DATE
        ,        ,      PUNCT ,   1 punct
        met      meet   VERB  VBD 0 ROOT
        Qatar    Qatar  PROPN NNP 9 dobj  B-GPE
        .        .      PUNCT .   9 punct
        ";
    let readings = readings_of(table, Some(2024));
    assert_eq!((readings[0].id.as_str(), readings[0].status), ("ASSAULT/attack", Status::Background));
    assert_eq!((readings[1].id.as_str(), readings[1].status), ("CONSULT/meet", Status::Actual));
}

#[test]
fn an_undated_deed_after_one_of_long_ago_is_background() {
    let readings = readings_of(
        "
        In       in       ADP   IN  4 prep
        1998     1998     NUM   CD  1 pobj
        Iran     Iran     PROPN NNP 4 nsubj B-GPE
        attacked attack   VERB  VBD 0 ROOT
        Iraq     Iraq     PROPN NNP 4 dobj  B-GPE
        .        .        PUNCT .   4 punct

        Qatar     Qatar   PROPN NNP 2 nsubj B-GPE
        condemned condemn VERB  VBD 0 ROOT
        Iran      Iran    PROPN NNP 2 dobj  B-GPE
        .         .       PUNCT .   2 punct
        ",
        Some(2015),
    );
    let [attack, anger] = &readings[..] else { panic!("two happenings") };
    assert_status(attack, Status::Background, "background: In 1998");
    assert_status(anger, Status::Background, "background: after \"In 1998\"");
}

#[test]
fn what_was_done_in_the_history_of_a_state_is_background() {
    let reading = reading_of(
        "
        Iran     Iran    PROPN NNP 2 nsubj B-GPE
        attacked attack  VERB  VBD 0 ROOT
        Iraq     Iraq    PROPN NNP 2 dobj  B-GPE
        in       in      ADP   IN  2 prep
        the      the     DET   DT  6 det
        past     past    NOUN  NN  4 pobj
        .        .       PUNCT .   2 punct
        ",
    );
    assert_status(&reading, Status::Background, "background: in");
}

#[test]
fn what_a_law_provides_is_hypothetical() {
    let reading = reading_of(
        "
        Laws    law     NOUN  NNS 2 nsubj
        provide provide VERB  VBP 0 ROOT
        that    that    SCONJ IN  5 mark
        Iran    Iran    PROPN NNP 5 nsubj B-GPE
        attacks attack  VERB  VBZ 2 ccomp
        Iraq    Iraq    PROPN NNP 5 dobj  B-GPE
        .       .       PUNCT .   2 punct
        ",
    );
    assert_status(&reading, Status::Hypothetical, "hypothetical: rule of \"Laws\"");
}

#[test]
fn a_failure_behind_a_semicolon_is_another_matter() {
    let reading = reading_of(
        "
        Iran     Iran   PROPN NNP 2 nsubj B-GPE
        attacked attack VERB  VBD 6 ccomp
        Iraq     Iraq   PROPN NNP 2 dobj  B-GPE
        ;        ;      PUNCT :   6 punct
        votes    vote   NOUN  NNS 6 nsubj
        failed   fail   VERB  VBD 0 ROOT
        .        .      PUNCT .   6 punct
        ",
    );
    assert_eq!(reading.status, Status::Actual);
}
