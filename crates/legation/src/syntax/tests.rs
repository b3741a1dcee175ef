use crate::testing::{Parsed, parsed};

/// The words of the logical subjects of the first verb with this form.
fn subjects<'p>(parsed: &'p Parsed, verb: &str) -> Vec<&'p str> {
    parsed.forms(&parsed.syntax().subjects(parsed.token(verb)))
}

/// The words of its logical objects.
fn objects<'p>(parsed: &'p Parsed, verb: &str) -> Vec<&'p str> {
    parsed.forms(&parsed.syntax().objects(parsed.token(verb)))
}

#[test]
fn an_active_verb_has_its_subject_and_object() {
    let parsed = parsed(
        "
        Iran     Iran   PROPN NNP 2 nsubj B-GPE
        attacked attack VERB  VBD 0 ROOT
        Iraq     Iraq   PROPN NNP 2 dobj  B-GPE
        .        .      PUNCT .   2 punct
        ",
    );
    assert_eq!(subjects(&parsed, "attacked"), ["Iran"]);
    assert_eq!(objects(&parsed, "attacked"), ["Iraq"]);
    assert!(!parsed.syntax().is_passive(parsed.token("attacked")));
}

#[test]
fn the_agent_of_a_passive_is_its_subject_and_the_subject_its_object() {
    let parsed = parsed(
        "
        Iraq     Iraq   PROPN NNP 3 nsubjpass B-GPE
        was      be     AUX   VBD 3 auxpass
        attacked attack VERB  VBN 0 ROOT
        by       by     ADP   IN  3 agent
        Iran     Iran   PROPN NNP 4 pobj      B-GPE
        .        .      PUNCT .   3 punct
        ",
    );
    assert_eq!(subjects(&parsed, "attacked"), ["Iran"]);
    assert_eq!(objects(&parsed, "attacked"), ["Iraq"]);
    assert!(parsed.syntax().is_passive(parsed.token("attacked")));
}

#[test]
fn a_passive_without_agent_has_no_subject() {
    let parsed = parsed(
        "
        Iraq     Iraq   PROPN NNP 3 nsubjpass B-GPE
        was      be     AUX   VBD 3 auxpass
        attacked attack VERB  VBN 0 ROOT
        .        .      PUNCT .   3 punct
        ",
    );
    assert!(subjects(&parsed, "attacked").is_empty());
    assert_eq!(objects(&parsed, "attacked"), ["Iraq"]);
}

#[test]
fn a_participle_after_its_noun_is_a_passive() {
    let parsed = parsed(
        "
        Rebels   rebel  NOUN  NNS 5 nsubj
        backed   back   VERB  VBN 1 acl
        by       by     ADP   IN  2 agent
        Iran     Iran   PROPN NNP 3 pobj  B-GPE
        attacked attack VERB  VBD 0 ROOT
        the      the    DET   DT  7 det
        port     port   NOUN  NN  5 dobj
        .        .      PUNCT .   5 punct
        ",
    );
    assert_eq!(subjects(&parsed, "backed"), ["Iran"]);
    assert_eq!(objects(&parsed, "backed"), ["Rebels"]);
    assert_eq!(subjects(&parsed, "attacked"), ["Rebels"]);
}

#[test]
fn a_relative_pronoun_in_subject_place_stands_for_its_noun() {
    let parsed = parsed(
        "
        The      the     DET   DT  2 det
        general  general NOUN  NN  7 nsubj
        who      who     PRON  WP  4 nsubj
        ordered  order   VERB  VBD 2 relcl
        the      the     DET   DT  6 det
        raid     raid    NOUN  NN  4 dobj
        resigned resign  VERB  VBD 0 ROOT
        .        .       PUNCT .   7 punct

        The      the     DET   DT  2 det
        missiles missile NOUN  NNS 6 nsubj
        that     that    PRON  WDT 4 nsubj
        hit      hit     VERB  VBD 2 relcl
        Iraq     Iraq    PROPN NNP 4 dobj  B-GPE
        were     be      AUX   VBD 0 ROOT
        Iranian  iranian ADJ   JJ  6 acomp B-NORP
        .        .       PUNCT .   6 punct
        ",
    );
    assert_eq!(subjects(&parsed, "ordered"), ["general"]);
    assert_eq!(objects(&parsed, "ordered"), ["raid"]);
    assert_eq!(subjects(&parsed, "hit"), ["missiles"]);
}

#[test]
fn a_relative_pronoun_in_object_place_stands_for_its_noun() {
    let parsed = parsed(
        "
        The    the   DET   DT  2 det
        port   port  NOUN  NN  0 ROOT
        which  which PRON  WDT 6 dobj
        the    the   DET   DT  5 det
        rebels rebel NOUN  NNS 6 nsubj
        seized seize VERB  VBD 2 relcl
        lies   lie   NOUN  NNS 6 dobj
        in     in    ADP   IN  6 prep
        Iraq   Iraq  PROPN NNP 8 pobj  B-GPE
        .      .     PUNCT .   2 punct
        ",
    );
    assert_eq!(subjects(&parsed, "seized"), ["rebels"]);
    assert_eq!(objects(&parsed, "seized"), ["port"]);
}

#[test]
fn a_relative_clause_without_pronoun_has_its_noun_as_object() {
    let parsed = parsed(
        "
        The      the     DET   DT  2 det
        hostages hostage NOUN  NNS 6 nsubj
        the      the     DET   DT  4 det
        group    group   NOUN  NN  5 nsubj
        holds    hold    VERB  VBZ 2 relcl
        are      be      AUX   VBP 0 ROOT
        Iraqi    iraqi   ADJ   JJ  6 acomp B-NORP
        .        .       PUNCT .   6 punct
        ",
    );
    assert_eq!(subjects(&parsed, "holds"), ["group"]);
    assert_eq!(objects(&parsed, "holds"), ["hostages"]);
}

#[test]
fn a_relative_clause_in_the_passive_turns_both_round() {
    let parsed = parsed(
        "
        The    the   DET   DT  2 det
        ship   ship  NOUN  NN  8 nsubj
        that   that  PRON  WDT 5 nsubjpass
        was    be    AUX   VBD 5 auxpass
        seized seize VERB  VBN 2 relcl
        by     by    ADP   IN  5 agent
        Iran   Iran  PROPN NNP 6 pobj      B-GPE
        sank   sink  VERB  VBD 0 ROOT
        .      .     PUNCT .   8 punct
        ",
    );
    assert_eq!(subjects(&parsed, "seized"), ["Iran"]);
    assert_eq!(objects(&parsed, "seized"), ["ship"]);
}

#[test]
fn the_second_verb_of_a_relative_clause_has_the_noun_as_subject_too() {
    let parsed = parsed(
        "
        The      the      DET   DT  2  det
        army     army     NOUN  NN  13 nsubj
        ,        ,        PUNCT ,   2  punct
        which    which    PRON  WDT 5  nsubj
        shelled  shell    VERB  VBD 2  relcl
        the      the      DET   DT  7  det
        port     port     NOUN  NN  5  dobj
        and      and      CCONJ CC  5  cc
        burned   burn     VERB  VBD 5  conj
        the      the      DET   DT  11 det
        town     town     NOUN  NN  9  dobj
        ,        ,        PUNCT ,   2  punct
        withdrew withdraw VERB  VBD 0  ROOT
        .        .        PUNCT .   13 punct
        ",
    );
    assert_eq!(subjects(&parsed, "shelled"), ["army"]);
    assert_eq!(subjects(&parsed, "burned"), ["army"]);
    assert_eq!(objects(&parsed, "burned"), ["town"]);
    assert_eq!(subjects(&parsed, "withdrew"), ["army"]);
}

#[test]
fn who_agrees_to_send_is_who_sends() {
    let parsed = parsed(
        "
        Iran   Iran  PROPN NNP 2 nsubj B-GPE
        agreed agree VERB  VBD 0 ROOT
        to     to    PART  TO  4 aux
        send   send  VERB  VB  2 xcomp
        troops troop NOUN  NNS 4 dobj
        .      .     PUNCT .   2 punct
        ",
    );
    assert_eq!(subjects(&parsed, "send"), ["Iran"]);
    assert_eq!(objects(&parsed, "send"), ["troops"]);
}

#[test]
fn who_is_ordered_to_leave_is_who_leaves() {
    let parsed = parsed(
        "
        Iran    Iran  PROPN NNP 2 nsubj B-GPE
        ordered order VERB  VBD 0 ROOT
        troops  troop NOUN  NNS 2 dobj
        to      to    PART  TO  5 aux
        leave   leave VERB  VB  2 xcomp
        .       .     PUNCT .   2 punct
        ",
    );
    assert_eq!(subjects(&parsed, "ordered"), ["Iran"]);
    assert_eq!(subjects(&parsed, "leave"), ["troops"]);
}

#[test]
fn who_is_forced_to_free_is_who_frees() {
    let parsed = parsed(
        "
        Iran   Iran  PROPN NNP 3 nsubjpass B-GPE
        was    be    AUX   VBD 3 auxpass
        forced force VERB  VBN 0 ROOT
        to     to    PART  TO  5 aux
        free   free  VERB  VB  3 xcomp
        the    the   DET   DT  7 det
        crew   crew  NOUN  NN  5 dobj
        .      .     PUNCT .   3 punct
        ",
    );
    assert!(subjects(&parsed, "forced").is_empty());
    assert_eq!(subjects(&parsed, "free"), ["Iran"]);
}

#[test]
fn who_is_urged_is_who_does_both_of_two_infinitives() {
    let parsed = parsed(
        "
        Qatar    Qatar    PROPN NNP 2 nsubj B-GPE
        urged    urge     VERB  VBD 0 ROOT
        Iran     Iran     PROPN NNP 2 dobj  B-GPE
        to       to       PART  TO  5 aux
        withdraw withdraw VERB  VB  2 xcomp
        and      and      CCONJ CC  5 cc
        stop     stop     VERB  VB  5 conj
        shelling shell    VERB  VBG 7 xcomp
        towns    town     NOUN  NNS 8 dobj
        .        .        PUNCT .   2 punct
        ",
    );
    assert_eq!(subjects(&parsed, "withdraw"), ["Iran"]);
    assert_eq!(subjects(&parsed, "stop"), ["Iran"]);
    assert_eq!(subjects(&parsed, "shelling"), ["Iran"]);
}

#[test]
fn who_is_accused_of_attacking_is_who_attacks() {
    let parsed = parsed(
        "
        Israel    Israel PROPN NNP 2 nsubj B-GPE
        accused   accuse VERB  VBD 0 ROOT
        Iran      Iran   PROPN NNP 2 dobj  B-GPE
        of        of     ADP   IN  2 prep
        attacking attack VERB  VBG 4 pcomp
        Iraq      Iraq   PROPN NNP 5 dobj  B-GPE
        .         .      PUNCT .   2 punct
        ",
    );
    assert_eq!(subjects(&parsed, "attacking"), ["Iran"]);
    assert_eq!(objects(&parsed, "attacking"), ["Iraq"]);
}

#[test]
fn the_accused_of_a_passive_is_who_attacks() {
    let parsed = parsed(
        "
        Iran      Iran   PROPN NNP 3 nsubjpass B-GPE
        was       be     AUX   VBD 3 auxpass
        accused   accuse VERB  VBN 0 ROOT
        of        of     ADP   IN  3 prep
        attacking attack VERB  VBG 4 pcomp
        Iraq      Iraq   PROPN NNP 5 dobj      B-GPE
        .         .      PUNCT .   3 punct
        ",
    );
    assert_eq!(subjects(&parsed, "attacking"), ["Iran"]);
}

#[test]
fn who_answers_by_closing_is_who_closes() {
    let parsed = parsed(
        "
        Iran     Iran   PROPN NNP 2 nsubj B-GPE
        answered answer VERB  VBD 0 ROOT
        Iraq     Iraq   PROPN NNP 2 dobj  B-GPE
        by       by     ADP   IN  2 prep
        closing  close  VERB  VBG 4 pcomp
        the      the    DET   DT  7 det
        border   border NOUN  NN  5 dobj
        .        .      PUNCT .   2 punct
        ",
    );
    assert_eq!(subjects(&parsed, "closing"), ["Iran"]);
    assert_eq!(objects(&parsed, "closing"), ["border"]);
}

#[test]
fn a_participle_clause_has_the_subject_of_the_verb_above() {
    let parsed = parsed(
        "
        The     the    DET   DT  2 det
        rebels  rebel  NOUN  NNS 3 nsubj
        fled    flee   VERB  VBD 0 ROOT
        ,       ,      PUNCT ,   3 punct
        leaving leave  VERB  VBG 3 advcl
        weapons weapon NOUN  NNS 5 dobj
        .       .      PUNCT .   3 punct
        ",
    );
    assert_eq!(subjects(&parsed, "leaving"), ["rebels"]);
}

#[test]
fn coordinated_nouns_are_found_from_the_first() {
    let parsed = parsed(
        "
        China  China PROPN NNP 6 nsubj B-GPE
        ,      ,     PUNCT ,   1 punct
        Qatar  Qatar PROPN NNP 1 conj  B-GPE
        and    and   CCONJ CC  3 cc
        Iran   Iran  PROPN NNP 3 conj  B-GPE
        signed sign  VERB  VBD 0 ROOT
        a      a     DET   DT  8 det
        pact   pact  NOUN  NN  6 dobj
        .      .     PUNCT .   6 punct
        ",
    );
    let syntax = parsed.syntax();
    assert_eq!(subjects(&parsed, "signed"), ["China"]);
    assert_eq!(parsed.forms(&syntax.conjuncts(parsed.token("China"))), ["China", "Qatar", "Iran"]);
    assert_eq!(parsed.forms(&syntax.conjuncts(parsed.token("pact"))), ["pact"]);
}

#[test]
fn a_verb_is_no_conjunct_of_a_noun() {
    let parsed = parsed(
        "
        Iran     Iran   PROPN NNP 2 nsubj
        attacked attack VERB  VBD 0 ROOT
        Iraq     Iraq   PROPN NNP 2 dobj
        and      and    CCONJ CC  3 cc
        shelled  shell  VERB  VBD 3 conj
        Qatar    Qatar  PROPN NNP 5 dobj
        ",
    );
    assert_eq!(parsed.forms(&parsed.syntax().conjuncts(parsed.token("Iraq"))), ["Iraq"]);
}

#[test]
fn a_second_verb_shares_the_subject_but_not_the_object() {
    let parsed = parsed(
        "
        Iran     Iran   PROPN NNP 2 nsubj B-GPE
        attacked attack VERB  VBD 0 ROOT
        Iraq     Iraq   PROPN NNP 2 dobj  B-GPE
        and      and    CCONJ CC  2 cc
        shelled  shell  VERB  VBD 2 conj
        Qatar    Qatar  PROPN NNP 5 dobj  B-GPE
        .        .      PUNCT .   2 punct
        ",
    );
    assert_eq!(subjects(&parsed, "shelled"), ["Iran"]);
    assert_eq!(objects(&parsed, "shelled"), ["Qatar"]);
    assert_eq!(objects(&parsed, "attacked"), ["Iraq"]);
}

#[test]
fn a_second_participle_of_a_passive_is_a_passive() {
    let parsed = parsed(
        "
        Two    two   NUM   CD  2 nummod    B-CARDINAL
        towns  town  NOUN  NNS 4 nsubjpass
        were   be    AUX   VBD 4 auxpass
        bombed bomb  VERB  VBN 0 ROOT
        and    and   CCONJ CC  4 cc
        seized seize VERB  VBN 4 conj
        .      .     PUNCT .   4 punct
        ",
    );
    assert!(parsed.syntax().is_passive(parsed.token("seized")));
    assert!(subjects(&parsed, "seized").is_empty());
    assert_eq!(objects(&parsed, "seized"), ["towns"]);
}

#[test]
fn a_passive_after_an_active_verb_has_the_shared_subject_as_object() {
    let parsed = parsed(
        "
        Iran      Iran    PROPN NNP 2 nsubj   B-GPE
        attacked  attack  VERB  VBD 0 ROOT
        Iraq      Iraq    PROPN NNP 2 dobj    B-GPE
        and       and     CCONJ CC  2 cc
        was       be      AUX   VBD 6 auxpass
        condemned condemn VERB  VBN 2 conj
        by        by      ADP   IN  6 agent
        Qatar     Qatar   PROPN NNP 7 pobj    B-GPE
        .         .       PUNCT .   2 punct
        ",
    );
    assert_eq!(subjects(&parsed, "condemned"), ["Qatar"]);
    assert_eq!(objects(&parsed, "condemned"), ["Iran"]);
}

#[test]
fn a_finite_verb_hung_on_an_infinitive_goes_with_the_finite_verb_above() {
    let parsed = parsed(
        "
        Iran     Iran   PROPN NNP 2 nsubj B-GPE
        stressed stress VERB  VBD 0 ROOT
        the      the    DET   DT  4 det
        need     need   NOUN  NN  2 dobj
        to       to     PART  TO  6 aux
        talk     talk   VERB  VB  4 acl
        and      and    CCONJ CC  6 cc
        called   call   VERB  VBD 6 conj
        for      for    ADP   IN  8 prep
        peace    peace  NOUN  NN  9 pobj
        .        .      PUNCT .   2 punct
        ",
    );
    assert_eq!(subjects(&parsed, "called"), ["Iran"]);
    assert_eq!(subjects(&parsed, "stressed"), ["Iran"]);
}

#[test]
fn objects_of_a_preposition_are_found_whatever_its_case() {
    let parsed = parsed(
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
    let syntax = parsed.syntax();
    let objects = |preposition| syntax.prepositional(parsed.token("According"), preposition).collect::<Vec<_>>();
    assert_eq!(parsed.forms(&objects("to")), ["Qatar"]);
    assert_eq!(parsed.forms(&objects("TO")), ["Qatar"]);
    assert!(objects("of").is_empty());
}

#[test]
fn a_noun_phrase_ends_at_its_noun_and_a_clause_at_its_last_word() {
    let parsed = parsed(
        "
        The     the   DET   DT  5 det
        two     two   NUM   CD  5 nummod B-CARDINAL
        largest large ADJ   JJS 5 amod
        rebel   rebel ADJ   JJ  5 amod
        groups  group NOUN  NNS 8 nsubj
        of      of    ADP   IN  5 prep
        Iraq    Iraq  PROPN NNP 6 pobj   B-GPE
        met     meet  VERB  VBD 0 ROOT
        .       .     PUNCT .   8 punct
        ",
    );
    let syntax = parsed.syntax();
    let groups = parsed.token("groups");
    assert_eq!(syntax.span(&syntax.noun_phrase(groups)).of(&parsed.text), "The two largest rebel groups");
    assert_eq!(parsed.forms(&[syntax.rightmost(groups)]), ["Iraq"]);
}

#[test]
fn tokens_know_their_sentence() {
    let parsed = parsed(
        "
        Iran  Iran  PROPN NNP 2 nsubj B-GPE
        spoke speak VERB  VBD 0 ROOT
        .     .     PUNCT .   2 punct

        Iraq Iraq  PROPN NNP 2 nsubj B-GPE
        left leave VERB  VBD 0 ROOT
        .    .     PUNCT .   2 punct
        ",
    );
    let syntax = parsed.syntax();
    assert_eq!([0, 2, 3, 5].map(|i| syntax.sentence_of(i)), [0, 0, 1, 1]);
    assert_eq!((syntax.sentence(0), syntax.sentence(1), syntax.sentence(2)), (0..3, 3..6, 0..0));
    assert_eq!(syntax.span(&(3..6)).of(&parsed.text), "Iraq left.");
    assert!(syntax.span(&(3..3)).is_empty());
}

#[test]
fn an_empty_text_has_no_tokens() {
    let annotations = legation_nlp::Annotations::default();
    let syntax = super::Syntax::new("", &annotations);
    assert!(syntax.is_empty());
    assert_eq!((syntax.len(), syntax.sentence(0)), (0, 0..0));
}
