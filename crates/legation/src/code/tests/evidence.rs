//! The words that show an event, and its day.

use super::reading_of;

#[test]
fn evidence_runs_from_the_first_party_to_the_last() {
    let reading = reading_of(
        "
        On       on     ADP   IN  5 prep
        Monday   Monday PROPN NNP 1 pobj  B-DATE
        ,        ,      PUNCT ,   5 punct
        Iran     Iran   PROPN NNP 5 nsubj B-GPE
        attacked attack VERB  VBD 0 ROOT
        Iraq     Iraq   PROPN NNP 5 dobj  B-GPE
        at       at     ADP   IN  5 prep
        dawn     dawn   NOUN  NN  7 pobj  B-TIME
        .        .      PUNCT .   5 punct
        ",
    );
    assert_eq!(reading.evidence.text, "Iran attacked Iraq");
    assert_eq!(reading.evidence.trigger.text, "attacked");
}

#[test]
fn evidence_holds_the_words_that_an_entry_spoke_of() {
    let reading = reading_of(
        "
        On      on     ADP   IN  5 prep
        Monday  Monday PROPN NNP 1 pobj   B-DATE
        ,       ,      PUNCT ,   5 punct
        Qatar   Qatar  PROPN NNP 5 nsubj  B-GPE
        gave    give   VERB  VBD 0 ROOT
        weapons weapon NOUN  NNS 5 dobj
        to      to     ADP   IN  5 dative
        Iraq    Iraq   PROPN NNP 7 pobj   B-GPE
        at      at     ADP   IN  5 prep
        dawn    dawn   NOUN  NN  9 pobj
        .       .      PUNCT .   5 punct
        ",
    );
    assert_eq!(reading.evidence.text, "Qatar gave weapons to Iraq");
    assert_eq!(reading.evidence.trigger.text, "gave");
}

#[test]
fn evidence_holds_what_completes_the_verb() {
    let reading = reading_of(
        "
        On         on       ADP   IN  5 prep
        Monday     Monday   PROPN NNP 1 pobj  B-DATE
        ,          ,        PUNCT ,   5 punct
        Iran       Iran     PROPN NNP 5 nsubj B-GPE
        threatened threaten VERB  VBD 0 ROOT
        to         to       PART  TO  7 aux
        attack     attack   VERB  VB  5 xcomp
        Iraq       Iraq     PROPN NNP 7 dobj  B-GPE
        at         at       ADP   IN  7 prep
        dawn       dawn     NOUN  NN  9 pobj  B-TIME
        .          .        PUNCT .   5 punct
        ",
    );
    assert_eq!(reading.evidence.text, "Iran threatened to attack Iraq at dawn");
    assert_eq!(reading.evidence.trigger.text, "threatened");
}
