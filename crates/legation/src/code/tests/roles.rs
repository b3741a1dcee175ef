//! Who stands in the slots of a frame.

use super::{Reading, reading_of, readings};

fn assert_parties(reading: &Reading, actors: &[&str], recipients: &[&str]) {
    assert_eq!((&reading.actors[..], &reading.recipients[..]), (&owned(actors)[..], &owned(recipients)[..]));
}

fn owned(codes: &[&str]) -> Vec<String> {
    codes.iter().map(ToString::to_string).collect()
}

#[test]
fn subject_and_object_of_an_active_verb() {
    let reading = reading_of(
        "
        Iran     Iran   PROPN NNP 2 nsubj B-GPE
        attacked attack VERB  VBD 0 ROOT
        Iraq     Iraq   PROPN NNP 2 dobj  B-GPE
        .        .      PUNCT .   2 punct
        ",
    );
    assert_parties(&reading, &["IRN"], &["IRQ"]);
}

#[test]
fn subject_and_object_of_a_passive_verb() {
    let reading = reading_of(
        "
        Iraq     Iraq   PROPN NNP 3 nsubjpass B-GPE
        was      be     AUX   VBD 3 auxpass
        attacked attack VERB  VBN 0 ROOT
        by       by     ADP   IN  3 agent
        Iran     Iran   PROPN NNP 4 pobj      B-GPE
        .        .      PUNCT .   3 punct
        ",
    );
    assert_parties(&reading, &["IRN"], &["IRQ"]);
    assert_eq!(reading.roles_why, ["actor in subject: Iran = IRN", "recipient in object: Iraq = IRQ"]);
}

#[test]
fn coordinated_parties_all_take_part() {
    let reading = reading_of(
        "
        Iran     Iran   PROPN NNP 4 nsubj B-GPE
        and      and    CCONJ CC  1 cc
        Qatar    Qatar  PROPN NNP 1 conj  B-GPE
        attacked attack VERB  VBD 0 ROOT
        Iraq     Iraq   PROPN NNP 4 dobj  B-GPE
        and      and    CCONJ CC  5 cc
        Israel   Israel PROPN NNP 5 conj  B-GPE
        .        .      PUNCT .   4 punct
        ",
    );
    assert_parties(&reading, &["IRN", "QAT"], &["IRQ", "ISR"]);
}

#[test]
fn an_indirect_object_receives() {
    let reading = reading_of(
        "
        Qatar   Qatar  PROPN NNP 2 nsubj  B-GPE
        gave    give   VERB  VBD 0 ROOT
        Iraq    Iraq   PROPN NNP 2 dative B-GPE
        weapons weapon NOUN  NNS 2 dobj
        .       .      PUNCT .   2 punct
        ",
    );
    assert_parties(&reading, &["QAT"], &["IRQ"]);
}

#[test]
fn an_indirect_object_after_to_receives() {
    let reading = reading_of(
        "
        Qatar   Qatar  PROPN NNP 2 nsubj  B-GPE
        gave    give   VERB  VBD 0 ROOT
        weapons weapon NOUN  NNS 2 dobj
        to      to     ADP   IN  2 dative
        Iraq    Iraq   PROPN NNP 4 pobj   B-GPE
        .       .      PUNCT .   2 punct
        ",
    );
    assert_parties(&reading, &["QAT"], &["IRQ"]);
}

#[test]
fn a_possessor_acts() {
    let reading = reading_of(
        "
        Iran    Iran   PROPN NNP 3 poss  B-GPE
        's      's     PART  POS 1 case
        attack  attack NOUN  NN  6 nsubj
        on      on     ADP   IN  3 prep
        Iraq    Iraq   PROPN NNP 4 pobj  B-GPE
        angered anger  VERB  VBD 0 ROOT
        Qatar   Qatar  PROPN NNP 6 dobj  B-GPE
        .       .      PUNCT .   6 punct
        ",
    );
    assert_parties(&reading, &["IRN"], &["IRQ"]);
}

#[test]
fn an_agent_of_a_noun_acts() {
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
    assert_parties(&reading, &["IRN"], &[]);
}

#[test]
fn a_modifier_acts() {
    let reading = reading_of(
        "
        Iranian    iranian   ADJ   JJ  2 amod  B-NORP
        airstrikes airstrike NOUN  NNS 5 nsubj
        on         on        ADP   IN  2 prep
        Iraq       Iraq      PROPN NNP 3 pobj  B-GPE
        continued  continue  VERB  VBD 0 ROOT
        .          .         PUNCT .   5 punct
        ",
    );
    assert_parties(&reading, &["IRN"], &["IRQ"]);
}

#[test]
fn the_subject_of_a_clause_is_asked() {
    let readings = readings(
        "
        Qatar    Qatar  PROPN NNP 2 nsubj B-GPE
        demanded demand VERB  VBD 0 ROOT
        that     that   SCONJ IN  5 mark
        Iran     Iran   PROPN NNP 5 nsubj B-GPE
        attack   attack VERB  VB  2 ccomp
        Iraq     Iraq   PROPN NNP 5 dobj  B-GPE
        .        .      PUNCT .   2 punct
        ",
    );
    assert_eq!(readings[0].id, "REQUEST/demand");
    assert_parties(&readings[0], &["QAT"], &["IRN"]);
}

#[test]
fn a_preposition_of_the_object_names_the_other_party() {
    let reading = reading_of(
        "
        Iran  Iran PROPN NNP 2 nsubj B-GPE
        held  hold VERB  VBD 0 ROOT
        talks talk NOUN  NNS 2 dobj
        with  with ADP   IN  3 prep
        Iraq  Iraq PROPN NNP 4 pobj  B-GPE
        .     .    PUNCT .   2 punct
        ",
    );
    assert_parties(&reading, &["IRN", "IRQ"], &["IRN", "IRQ"]);
}

#[test]
fn both_parties_of_a_reciprocal_act_do_it_to_each_other() {
    let reading = reading_of(
        "
        Iran Iran PROPN NNP 2 nsubj B-GPE
        met  meet VERB  VBD 0 ROOT
        Iraq Iraq PROPN NNP 2 dobj  B-GPE
        .    .    PUNCT .   2 punct
        ",
    );
    assert_parties(&reading, &["IRN", "IRQ"], &["IRN", "IRQ"]);
}

#[test]
fn all_parties_of_a_reciprocal_act_do_it_to_each_other() {
    let reading = reading_of(
        "
        Iran  Iran  PROPN NNP 2 nsubj B-GPE
        met   meet  VERB  VBD 0 ROOT
        with  with  ADP   IN  2 prep
        Iraq  Iraq  PROPN NNP 3 pobj  B-GPE
        and   and   CCONJ CC  4 cc
        Qatar Qatar PROPN NNP 4 conj  B-GPE
        .     .     PUNCT .   2 punct
        ",
    );
    assert_parties(&reading, &["IRN", "IRQ", "QAT"], &["IRN", "IRQ", "QAT"]);
}

#[test]
fn coordinated_subjects_meet_each_other() {
    let reading = reading_of(
        "
        Iran Iran PROPN NNP 4 nsubj B-GPE
        and  and  CCONJ CC  1 cc
        Iraq Iraq PROPN NNP 1 conj  B-GPE
        met  meet VERB  VBD 0 ROOT
        .    .    PUNCT .   4 punct
        ",
    );
    assert_parties(&reading, &["IRN", "IRQ"], &["IRN", "IRQ"]);
}

#[test]
fn a_noun_between_two_parties_is_of_both() {
    let reading = reading_of(
        "
        Talks   talk    NOUN  NNS 6 nsubj
        between between ADP   IN  1 prep
        Iran    Iran    PROPN NNP 2 pobj  B-GPE
        and     and     CCONJ CC  3 cc
        Iraq    Iraq    PROPN NNP 3 conj  B-GPE
        began   begin   VERB  VBD 0 ROOT
        .       .       PUNCT .   6 punct
        ",
    );
    assert_parties(&reading, &["IRN", "IRQ"], &["IRN", "IRQ"]);
}

#[test]
fn one_party_alone_meets_nobody() {
    let readings = readings(
        "
        Iran Iran PROPN NNP 2 nsubj B-GPE
        met  meet VERB  VBD 0 ROOT
        .    .    PUNCT .   2 punct
        ",
    );
    assert!(readings.is_empty());
}

#[test]
fn who_launches_an_attack_attacks() {
    let reading = reading_of(
        "
        Iran     Iran   PROPN NNP 2 nsubj B-GPE
        launched launch VERB  VBD 0 ROOT
        an       an     DET   DT  4 det
        attack   attack NOUN  NN  2 dobj
        on       on     ADP   IN  4 prep
        Iraq     Iraq   PROPN NNP 5 pobj  B-GPE
        .        .      PUNCT .   2 punct
        ",
    );
    assert_parties(&reading, &["IRN"], &["IRQ"]);
    assert_eq!(reading.roles_why[0], "actor is subject of the verb that carries the noun: Iran = IRN");
}

#[test]
fn who_sees_an_attack_does_not_attack() {
    let reading = reading_of(
        "
        Iran   Iran   PROPN NNP 2 nsubj B-GPE
        saw    see    VERB  VBD 0 ROOT
        an     an     DET   DT  4 det
        attack attack NOUN  NN  2 dobj
        on     on     ADP   IN  4 prep
        Iraq   Iraq   PROPN NNP 5 pobj  B-GPE
        .      .      PUNCT .   2 punct
        ",
    );
    assert_parties(&reading, &[], &["IRQ"]);
}

#[test]
fn who_speaks_during_talks_is_a_party() {
    let reading = reading_of(
        "
        Iran   Iran   PROPN NNP 2 nsubj B-GPE
        spoke  speak  VERB  VBD 0 ROOT
        during during ADP   IN  2 prep
        talks  talk   NOUN  NNS 3 pobj
        with   with   ADP   IN  4 prep
        Iraq   Iraq   PROPN NNP 5 pobj  B-GPE
        .      .      PUNCT .   2 punct
        ",
    );
    assert_parties(&reading, &["IRN", "IRQ"], &["IRN", "IRQ"]);
}

#[test]
fn a_quantity_stands_for_what_it_counts() {
    let reading = reading_of(
        "
        Dozens   dozen  NOUN  NNS 4 nsubj B-CARDINAL
        of       of     ADP   IN  1 prep
        rebels   rebel  NOUN  NNS 2 pobj
        attacked attack VERB  VBD 0 ROOT
        Iraq     Iraq   PROPN NNP 4 dobj  B-GPE
        .        .      PUNCT .   4 punct
        ",
    );
    assert_parties(&reading, &["unk:rebels"], &["IRQ"]);
}

#[test]
fn a_phrase_that_is_no_entity_stands_for_whom_it_belongs_to() {
    let reading = reading_of(
        "
        Qatar   Qatar   PROPN NNP 2 nsubj B-GPE
        voiced  voice   VERB  VBD 0 ROOT
        support support NOUN  NN  2 dobj
        for     for     ADP   IN  3 prep
        funding funding NOUN  NN  4 pobj
        for     for     ADP   IN  5 prep
        Iraq    Iraq    PROPN NNP 6 pobj  B-GPE
        .       .       PUNCT .   2 punct
        ",
    );
    assert_parties(&reading, &["QAT"], &["IRQ"]);
}

#[test]
fn a_clause_after_a_preposition_stands_for_its_subject() {
    let reading = reading_of(
        "
        Qatar    Qatar PROPN NNP 2 nsubj B-GPE
        voiced   voice VERB  VBD 0 ROOT
        anger    anger NOUN  NN  2 dobj
        at       at    ADP   IN  3 prep
        Iran     Iran  PROPN NNP 6 nsubj B-GPE
        blocking block VERB  VBG 4 pcomp
        the      the   DET   DT  8 det
        plan     plan  NOUN  NN  6 dobj
        .        .     PUNCT .   2 punct
        ",
    );
    assert_parties(&reading, &["QAT"], &["IRN"]);
}

#[test]
fn a_pronoun_stands_for_who_reports() {
    let reading = reading_of(
        "
        Iran     Iran   PROPN NNP 2 nsubj B-GPE
        denied   deny   VERB  VBD 0 ROOT
        that     that   SCONJ IN  5 mark
        it       it     PRON  PRP 5 nsubj
        attacked attack VERB  VBD 2 ccomp
        Iraq     Iraq   PROPN NNP 5 dobj  B-GPE
        .        .      PUNCT .   2 punct
        ",
    );
    assert_parties(&reading, &["IRN"], &["IRQ"]);
}

#[test]
fn the_presidents_of_two_states_stand_for_both() {
    let reading = reading_of(
        "
        The        the       DET   DT  2 det
        presidents president NOUN  NNS 7 nsubj
        of         of        ADP   IN  2 prep
        Iran       Iran      PROPN NNP 3 pobj  B-GPE
        and        and       CCONJ CC  4 cc
        Iraq       Iraq      PROPN NNP 4 conj  B-GPE
        met        meet      VERB  VBD 0 ROOT
        .          .         PUNCT .   7 punct
        ",
    );
    assert_parties(&reading, &["IRN", "IRQ"], &["IRN", "IRQ"]);
}

#[test]
fn rebels_backed_by_a_state_do_not_act_for_it() {
    let reading = reading_of(
        "
        US       US     PROPN NNP  3 npadvmod B-GPE
        -        -      PUNCT HYPH 3 punct
        backed   back   VERB  VBN  4 amod
        rebels   rebel  NOUN  NNS  5 nsubj
        attacked attack VERB  VBD  0 ROOT
        Iraq     Iraq   PROPN NNP  5 dobj     B-GPE
        .        .      PUNCT .    5 punct
        ",
    );
    assert_parties(&reading, &["unk:rebels"], &["IRQ"]);
}

#[test]
fn a_wrong_lemma_of_the_model_is_put_right() {
    let reading = reading_of(
        "
        Iran Iran PROPN NNP 2 nsubj B-GPE
        met  mete VERB  VBD 0 ROOT
        Iraq Iraq PROPN NNP 2 dobj  B-GPE
        .    .    PUNCT .   2 punct
        ",
    );
    assert_parties(&reading, &["IRN", "IRQ"], &["IRN", "IRQ"]);
}

#[test]
fn an_act_without_any_actor_of_politics_is_none() {
    let readings = readings(
        "
        The      the    DET   DT  2 det
        city     city   NOUN  NN  3 nsubj
        attacked attack VERB  VBD 0 ROOT
        the      the    DET   DT  5 det
        port     port   NOUN  NN  3 dobj
        .        .      PUNCT .   3 punct
        ",
    );
    assert!(readings.is_empty());
}

#[test]
fn a_particle_makes_another_verb() {
    let readings = readings(
        "
        Iran     Iran   PROPN NNP 2 nsubj B-GPE
        attacked attack VERB  VBD 0 ROOT
        off      off    ADP   RP  2 prt
        Iraq     Iraq   PROPN NNP 2 dobj  B-GPE
        .        .      PUNCT .   2 punct
        ",
    );
    assert!(readings.is_empty());
}

#[test]
fn a_light_verb_needs_its_object() {
    let readings = readings(
        "
        Qatar Qatar PROPN NNP 2 nsubj  B-GPE
        gave  give  VERB  VBD 0 ROOT
        Iraq  Iraq  PROPN NNP 2 dative B-GPE
        time  time  NOUN  NN  2 dobj
        .     .     PUNCT .   2 punct
        ",
    );
    assert!(readings.is_empty());
}
