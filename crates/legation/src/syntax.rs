//! The parse of a document with the questions that coding asks: children, subjects, objects, phrases.
//!
//! In: text and annotations. Out: token numbers. What a subject *means* (passives, relative clauses, control) is
//! answered here once, so that the lexicon's frames can speak of logical roles.

use std::ops::Range;

use legation_nlp::{Annotations, Span, Token};

/// A parsed text. Tokens are named by their index.
pub struct Syntax<'a> {
    /// The text that was parsed.
    pub text: &'a str,
    /// Its tokens, sentences and entities.
    pub annotations: &'a Annotations,
    /// Children of token `i` are `children[offsets[i]..offsets[i + 1]]`, in order.
    offsets: Vec<u32>,
    children: Vec<u32>,
}

impl<'a> Syntax<'a> {
    /// Prepares a parse for questions. Linear in the number of tokens.
    #[must_use]
    pub fn new(text: &'a str, annotations: &'a Annotations) -> Self {
        let tokens = &annotations.tokens;
        let mut offsets = vec![0_u32; tokens.len() + 2];
        for (i, token) in tokens.iter().enumerate().filter(|(i, token)| token.head as usize != *i) {
            debug_assert!(i < tokens.len());
            offsets[token.head as usize + 2] += 1;
        }
        for i in 2..offsets.len() {
            offsets[i] += offsets[i - 1];
        }
        let mut children = vec![0_u32; offsets.last().copied().unwrap_or(0) as usize];
        for (i, token) in (0_u32..).zip(tokens).filter(|(i, token)| token.head != *i) {
            debug_assert_ne!(i, token.head);
            let place = &mut offsets[token.head as usize + 1];
            children[*place as usize] = i;
            *place += 1;
        }
        Self { text, annotations, offsets, children }
    }

    /// Number of tokens.
    #[must_use]
    pub fn len(&self) -> usize {
        self.annotations.tokens.len()
    }

    /// Whether the text has no token.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The token with index `i`.
    #[must_use]
    pub fn token(&self, i: usize) -> &'a Token {
        &self.annotations.tokens[i]
    }

    /// The token as written.
    #[must_use]
    pub fn form(&self, i: usize) -> &'a str {
        self.token(i).span.of(self.text)
    }

    /// The token's dictionary form, in lower case but for proper nouns.
    #[must_use]
    pub fn lemma(&self, i: usize) -> &'a str {
        self.token(i).lemma.as_str()
    }

    /// The token's dependency label.
    #[must_use]
    pub fn deprel(&self, i: usize) -> &'static str {
        self.token(i).deprel.as_str()
    }

    /// The governing token; none for a root.
    #[must_use]
    pub fn head(&self, i: usize) -> Option<usize> {
        let head = self.token(i).head as usize;
        (head != i).then_some(head)
    }

    /// The tokens that depend on `i`, in order.
    pub fn children(&self, i: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.children[self.offsets[i] as usize..self.offsets[i + 1] as usize].iter().map(|&child| child as usize)
    }

    /// The first child with one of these labels.
    #[must_use]
    pub fn child(&self, i: usize, labels: &[&str]) -> Option<usize> {
        self.children(i).find(|&child| labels.contains(&self.deprel(child)))
    }

    /// The children with one of these labels.
    pub fn children_by<'s>(&'s self, i: usize, labels: &'s [&str]) -> impl DoubleEndedIterator<Item = usize> + 's {
        self.children(i).filter(|&child| labels.contains(&self.deprel(child)))
    }

    /// Objects of the preposition `preposition` below `i`; a clause after a preposition counts by its verb. The parser may
    /// hang the phrase on the infinitive that follows ("funding for Israel to defend itself").
    pub fn prepositional<'s>(&'s self, i: usize, preposition: &'s str) -> impl Iterator<Item = usize> + 's {
        let clauses = self.children_by(i, &["acl", "advcl"]).flat_map(|clause| self.children_by(clause, &["mark"]));
        self.children_by(i, &["prep", "agent", "dative", "prt"])
            .chain(clauses)
            .filter(move |&prep| self.form(prep).eq_ignore_ascii_case(preposition))
            .flat_map(|prep| self.children_by(prep, &["pobj", "pcomp"]))
    }

    /// Whether the token is a verb, with auxiliaries left out.
    #[must_use]
    pub fn is_verb(&self, i: usize) -> bool {
        self.token(i).upos == "VERB"
    }

    /// Whether the token is a common or proper noun.
    #[must_use]
    pub fn is_noun(&self, i: usize) -> bool {
        let upos = self.token(i).upos;
        upos == "NOUN" || upos == "PROPN"
    }

    /// Whether a verb is in the passive: it has a passive subject, auxiliary or agent, or is a participle after its noun.
    #[must_use]
    pub fn is_passive(&self, verb: usize) -> bool {
        self.token(verb).xpos == "VBN"
            && (self.child(verb, &["nsubjpass", "auxpass", "csubjpass"]).is_some()
                || (self.deprel(verb) == "acl" && self.child(verb, &["dobj"]).is_none())
                || (self.deprel(verb) == "advcl" && self.child(verb, &["aux", "nsubj", "dobj"]).is_none())
                // "reported nine civilians killed"
                || (matches!(self.deprel(verb), "ccomp" | "oprd" | "xcomp")
                    && self.child(verb, &["aux", "dobj"]).is_none())
                || (matches!(self.deprel(verb), "acl" | "advcl" | "conj") && self.child(verb, &["agent"]).is_some()))
            || self.deprel(verb) == "conj"
                && self.token(verb).xpos == "VBN"
                && self.child(verb, &["nsubj", "aux", "dobj"]).is_none()
                && self.head(verb).is_some_and(|head| self.is_verb(head) && self.child(head, &["auxpass"]).is_some())
    }

    /// Logical subjects of a verb: of the active the subject, of the passive the agent; reached through coordination,
    /// relative clauses, participles and control ("agreed to send", "ordered troops to leave").
    #[must_use]
    pub fn subjects(&self, verb: usize) -> Vec<usize> {
        if self.is_passive(verb) {
            return self.prepositional(verb, "by").collect();
        }
        self.surface_subject(verb, 0).into_iter().collect()
    }

    /// Logical objects of a verb: of the active the direct object, of the passive the subject.
    #[must_use]
    pub fn objects(&self, verb: usize) -> Vec<usize> {
        if self.is_passive(verb) {
            return self.surface_subject(verb, 0).into_iter().collect();
        }
        let direct = self.child(verb, &["dobj"]);
        let relative = |object: usize| self.antecedent(object, verb).unwrap_or(object);
        let mut objects: Vec<usize> = direct.map(relative).into_iter().collect();
        let is_adverbial = self.children(verb).any(|child| self.token(child).xpos == "WRB");
        if objects.is_empty() && !is_adverbial && self.deprel(verb) == "relcl" && self.child(verb, &["nsubj"]).is_some()
        {
            // "the hostages (that) the group holds"
            let subject_is_relative = self.child(verb, &["nsubj"]).is_some_and(|subject| self.is_relative(subject));
            objects.extend(self.head(verb).filter(|_| !subject_is_relative));
        }
        objects
    }

    /// The noun phrase in subject position, passive or active.
    fn surface_subject(&self, verb: usize, depth: usize) -> Option<usize> {
        if let Some(subject) = self.own_subject(verb) {
            return Some(self.antecedent(subject, verb).unwrap_or(subject));
        }
        if depth > 6 {
            return None;
        }
        let head = self.head(verb)?;
        if self.is_order(verb, head) {
            return None;
        }
        match self.deprel(verb) {
            "conj" if self.is_verbal(head) => self.surface_subject(self.coordinated(verb, head), depth + 1),
            "xcomp" | "advcl" | "ccomp" if self.is_verbal(head) => self.controller(verb, head, depth),
            // "is about to restore", "is ready to sign": whoever is so
            "xcomp" if self.deprel(head) == "acomp" => self.surface_subject(self.head(head)?, depth + 1),
            "pcomp" => {
                let governor = self.head(head)?;
                let is_state = self.deprel(governor) == "acomp";
                let governor = if is_state { self.head(governor)? } else { governor };
                if self.is_verbal(governor) { self.controller(verb, governor, depth) } else { None }
            }
            // "announced plans to attack": whoever has the plans; "stressed the need to talk": anybody
            "acl" if self.token(verb).xpos == "VB" => {
                const OWN: [&str; 12] = [
                    "agreement",
                    "attempt",
                    "bid",
                    "commitment",
                    "decision",
                    "effort",
                    "intention",
                    "offer",
                    "plan",
                    "pledge",
                    "promise",
                    "refusal",
                ];
                let above = self.head(head).filter(|_| OWN.contains(&self.lemma(head)));
                let owner = self.child(head, &["poss"]);
                owner.or_else(|| above.and_then(|above| self.surface_subject(above, depth + 1)))
            }
            "acl" if self.token(verb).xpos == "VBG" && self.message(head).is_some() => {
                self.surface_subject(self.head(self.message(head)?)?, depth + 1)
            }
            "acl" | "relcl" if self.is_noun(head) => Some(head),
            _ => None,
        }
    }

    /// "'Do not hold the hostages,' the envoy told them": whoever quotes an order does not carry it out.
    fn is_order(&self, verb: usize, head: usize) -> bool {
        const BARE: [&str; 8] = ["bid", "have", "hear", "help", "let", "make", "see", "watch"];
        let is_bare =
            self.token(verb).xpos == "VB" && self.children_by(verb, &["aux"]).all(|aux| self.lemma(aux) == "do");
        is_bare && self.deprel(verb) == "ccomp" && !BARE.contains(&self.lemma(head))
    }

    /// What a participle behind it quotes: "issued a statement blaming Iran", "posted a message on the wall blaming Iran".
    fn message(&self, noun: usize) -> Option<usize> {
        const MESSAGES: [&str; 15] = [
            "address",
            "announcement",
            "communique",
            "email",
            "letter",
            "memo",
            "message",
            "note",
            "op-ed",
            "petition",
            "post",
            "press release",
            "report",
            "statement",
            "tweet",
        ];
        let is_message = |i: usize| MESSAGES.contains(&self.lemma(i)) && matches!(self.deprel(i), "dobj" | "pobj");
        let above = || self.head(noun).filter(|&prep| self.deprel(noun) == "pobj" && self.deprel(prep) == "prep");
        if is_message(noun) { Some(noun) } else { above().and_then(|prep| self.head(prep)).filter(|&i| is_message(i)) }
    }

    /// The subject below the verb; the nearest of several ("Old foes Chad and Niger renewed ties").
    fn own_subject(&self, verb: usize) -> Option<usize> {
        let subjects = || {
            let all = self.children_by(verb, &["nsubj", "nsubjpass", "csubj"]);
            all.filter(|&subject| subject > verb || self.is_one_paragraph(subject..verb))
        };
        let before = subjects().rfind(|&subject| subject < verb && !self.is_relative(subject));
        before.or_else(|| subjects().next()).or_else(|| self.subject_of_auxiliary(verb))
    }

    /// "Peru is opposed": the parser may hang the subject on the auxiliary.
    fn subject_of_auxiliary(&self, verb: usize) -> Option<usize> {
        let auxiliaries = self.children_by(verb, &["aux", "auxpass"]).filter(|&aux| aux < verb);
        auxiliaries.into_iter().find_map(|aux| self.child(aux, &["nsubj", "nsubjpass"]))
    }

    /// Whether no blank line stands between tokens: the parser may take a caption for the subject of the text below it.
    fn is_one_paragraph(&self, tokens: Range<usize>) -> bool {
        const LONGEST_SUBJECT: usize = 200;
        let is_break = |i: usize| self.form(i).matches('\n').count() > 1;
        tokens.len() <= LONGEST_SUBJECT && !tokens.into_iter().any(is_break)
    }

    /// The verb that `verb` is coordinated with. A finite verb goes with a finite one: where the parser hangs it on an
    /// infinitive ("stressed the need to talk and called for …") or into a clause of another tense ("demanded that he leave
    /// and urged …"), the verb above is meant.
    fn coordinated(&self, verb: usize, head: usize) -> usize {
        let is_finite = |i: usize| matches!(self.token(i).xpos.as_str(), "VBD" | "VBZ" | "VBP" | "MD");
        let tense = |i: usize| self.token(i).xpos.as_str();
        if tense(verb) == "VBD" && matches!(tense(head), "VB" | "VBP" | "VBZ") && self.deprel(head) == "ccomp" {
            let above = self.head(head).filter(|&above| tense(above) == "VBD" && self.is_verb(above));
            if let Some(above) = above {
                return above;
            }
        }
        if !is_finite(verb)
            || self.token(head).xpos != "VB"
            || self.child(head, &["aux"]).is_some_and(|aux| self.lemma(aux) != "to")
        {
            return head;
        }
        let above = std::iter::successors(self.head(head), |&at| self.head(at)).take(4);
        above.into_iter().find(|&at| is_finite(at)).unwrap_or(head)
    }

    /// Who does an infinitive or participle without a subject: the object of the governing verb where it has one and
    /// orders or moves somebody, else its subject.
    fn controller(&self, verb: usize, governor: usize, depth: usize) -> Option<usize> {
        const SUBJECT_CONTROLS: [&str; 8] = ["employ", "fire", "launch", "offer", "promise", "threaten", "use", "vow"];
        if let Some(paid) = self.paid(verb, governor) {
            return Some(paid);
        }
        let object_controls = matches!(self.deprel(verb), "xcomp" | "ccomp") || self.is_after_object(verb, governor);
        if object_controls
            && !SUBJECT_CONTROLS.contains(&self.lemma(governor))
            && let Some(object) = self.child(governor, &["dobj"])
            && object < verb
        {
            return Some(object);
        }
        self.surface_subject(governor, depth + 1)
    }

    /// "paid bounties to the rebels to kill soldiers": whoever is given something for it does the deed.
    fn paid(&self, verb: usize, governor: usize) -> Option<usize> {
        const GIVING: [&str; 4] = ["give", "grant", "offer", "pay"];
        if self.token(verb).xpos != "VB" || !GIVING.contains(&self.lemma(governor)) {
            return None;
        }
        self.child(governor, &["dobj"])?;
        let dative = self.child(governor, &["dative"]).filter(|&dative| self.is_noun(dative));
        dative.or_else(|| self.prepositional(governor, "to").find(|&receiver| receiver < verb))
    }

    /// "accused Iran of attacking", "sentenced the men for attacking": the gerund after a preposition belongs to the object.
    fn is_after_object(&self, verb: usize, governor: usize) -> bool {
        const FROM_OBJECT: [&str; 4] = ["for", "from", "into", "of"];
        self.deprel(verb) == "pcomp"
            && self
                .head(verb)
                .is_some_and(|prep| FROM_OBJECT.contains(&self.lemma(prep)) && self.head(prep) == Some(governor))
    }

    fn is_verbal(&self, i: usize) -> bool {
        let upos = self.token(i).upos;
        upos == "VERB" || upos == "AUX"
    }

    /// Whether the token is a relative pronoun.
    #[must_use]
    pub fn is_relative(&self, i: usize) -> bool {
        let xpos = self.token(i).xpos;
        xpos == "WDT" || xpos == "WP"
    }

    /// The noun that a relative pronoun in `verb`'s clause stands for.
    fn antecedent(&self, pronoun: usize, verb: usize) -> Option<usize> {
        if !self.is_relative(pronoun) && self.lemma(pronoun) != "that" {
            return None;
        }
        let mut clause = verb;
        while self.deprel(clause) == "conj" {
            clause = self.head(clause)?;
        }
        if self.deprel(clause) == "relcl" { self.head(clause) } else { None }
    }

    /// `i` and what is coordinated with it ("China, Russia and Iran").
    #[must_use]
    pub fn conjuncts(&self, i: usize) -> Vec<usize> {
        let mut all = vec![i];
        let mut at = 0;
        while at < all.len() && all.len() < 64 {
            let next = self.children_by(all[at], &["conj", "appos"]).filter(|&child| !self.is_verbal(child));
            let next = next.filter(|&child| self.deprel(child) == "conj" || self.is_list(all[at], child));
            let next: Vec<usize> = next.chain(self.company(all[at])).collect();
            all.extend(next.into_iter().filter(|token| !all.contains(token)).collect::<Vec<_>>());
            at += 1;
        }
        let titled: Vec<usize> = all.iter().filter_map(|&name| self.before_title(name)).collect();
        all.extend(titled);
        all
    }

    /// Those who are named with `i` by other words than "and": "Kenya, along with Uganda", "Belarus as well as Russia",
    /// "between Sudan on one side and Chad on the other".
    fn company(&self, i: usize) -> Vec<usize> {
        let own = self.children_by(i, &["prep", "cc"]).filter(|&word| self.joins(word));
        // Behind a subject the parser may hang the phrase on the verb.
        let above = self.head(i).filter(|_| matches!(self.deprel(i), "nsubj" | "nsubjpass"));
        let raised =
            above.into_iter().flat_map(|verb| self.children_by(verb, &["prep"]).filter(move |&prep| prep < verb));
        let raised = raised.filter(|&word| word > i && self.joins(word));
        let joined = own.chain(raised).flat_map(|word| {
            let below = self.children_by(word, &["prep"]).flat_map(|prep| self.children_by(prep, &["pobj"]));
            self.children_by(word, &["pobj"]).chain(below).collect::<Vec<_>>()
        });
        joined.chain(self.other_side(i)).collect()
    }

    /// Whether a word joins a noun to another as "and" does.
    fn joins(&self, word: usize) -> bool {
        let has = |adverb: &str| self.children(word).any(|child| self.form(child).eq_ignore_ascii_case(adverb));
        match self.form(word).to_lowercase().as_str() {
            "along" => has("with"),
            "with" => has("together") || has("along"),
            "together" => has("with"),
            "alongside" => true,
            "as" => has("well"),
            _ => false,
        }
    }

    /// "between A on one side and B on the other": the parser hangs B on the first side.
    fn other_side(&self, i: usize) -> Vec<usize> {
        let Some(between) = self.head(i).filter(|&prep| self.lemma(prep) == "between") else { return Vec::new() };
        let around = [Some(i), self.head(between), Some(between)].into_iter().flatten();
        let sides = around.flat_map(|token| self.prepositional(token, "on"));
        let sides = sides.filter(|&side| matches!(self.lemma(side), "hand" | "side"));
        sides.flat_map(|side| self.children_by(side, &["conj"])).filter(|&other| self.lemma(other) != "side").collect()
    }

    /// The members that a noun for several is followed by: "countries, including Spain and Portugal", "states (Chad, Mali
    /// and Benin)", "Presidents Omar Sy and Luc Adjo".
    #[must_use]
    pub fn members(&self, i: usize) -> Vec<usize> {
        if !matches!(self.token(i).xpos.as_str(), "NNS" | "NNPS") {
            return Vec::new();
        }
        let examples = self.children_by(i, &["prep"]).filter(|&prep| {
            let such = prep.checked_sub(1).is_some_and(|before| self.lemma(before) == "such");
            self.lemma(prep) == "include" || self.form(prep) == "including" || self.form(prep) == "as" && such
        });
        let examples = examples.flat_map(|prep| self.children_by(prep, &["pobj"]));
        let is_name = |&name: &usize| self.token(name).upos == "PROPN";
        let apposed = self.children_by(i, &["appos"]).filter(is_name);
        examples.chain(apposed).flat_map(|first| self.conjuncts(first)).collect()
    }

    /// "President Ada Lark and Prime Minister Ben Reed": the parser may hang the first name on its title, and the title on
    /// the second name.
    fn before_title(&self, name: usize) -> Option<usize> {
        let title =
            self.children_by(name, &["compound", "nmod"]).find(|&child| self.child(child, &["appos"]).is_some())?;
        let first = self.child(title, &["appos"])?;
        let is_person = |i: usize| self.recognized(i) == Some("PERSON");
        (first < name && is_person(first) && is_person(name) && self.child(first, &["cc"]).is_some()).then_some(first)
    }

    /// "Mali, Chad and Kenya": the parser may take the second name of a list for an apposition to the first.
    fn is_list(&self, first: usize, second: usize) -> bool {
        let is_name = |i: usize| matches!(self.recognized(i), Some("GPE" | "NORP" | "ORG" | "PERSON"));
        let goes_on = self.children_by(second, &["conj", "appos"]).any(is_name);
        is_name(first) && is_name(second) && goes_on
    }

    /// Type of the named entity that the token is part of.
    #[must_use]
    pub fn recognized(&self, i: usize) -> Option<&'static str> {
        let entities = &self.annotations.entities;
        let at = entities.partition_point(|entity| entity.tokens.end as usize <= i);
        entities.get(at).filter(|entity| entity.tokens.start as usize <= i).map(|entity| entity.label.as_str())
    }

    /// Index of the sentence that holds token `i`.
    #[must_use]
    pub fn sentence_of(&self, i: usize) -> usize {
        let sentences = &self.annotations.sentences;
        sentences.partition_point(|sentence| sentence.end as usize <= i)
    }

    /// The tokens of sentence `index`.
    #[must_use]
    pub fn sentence(&self, index: usize) -> Range<usize> {
        self.annotations.sentences.get(index).map_or(0..0, |range| range.start as usize..range.end as usize)
    }

    /// The words from the first to the last token of `tokens`.
    #[must_use]
    pub fn span(&self, tokens: &Range<usize>) -> Span {
        match (
            self.annotations.tokens.get(tokens.start),
            tokens.end.checked_sub(1).and_then(|end| self.annotations.tokens.get(end)),
        ) {
            (Some(first), Some(last)) if tokens.start < tokens.end => first.span.cover(last.span),
            _ => Span::default(),
        }
    }

    /// The noun phrase around the noun `i` without what follows it: determiner, adjectives, compounds, possessor.
    #[must_use]
    pub fn noun_phrase(&self, i: usize) -> Range<usize> {
        const BEFORE: [&str; 8] = ["det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet"];
        let mut start = i;
        for child in self.children(i).rev().filter(|&child| child < i) {
            if BEFORE.contains(&self.deprel(child)) {
                start = start.min(self.leftmost(child));
            }
        }
        start..i + 1
    }

    /// The last token of the phrase or clause that `i` heads.
    #[must_use]
    pub fn rightmost(&self, i: usize) -> usize {
        let mut at = i;
        while let Some(child) = self.children(at).next_back().filter(|&child| child > at) {
            at = child;
        }
        at
    }

    /// The first token of what `i` governs.
    #[must_use]
    pub fn leftmost(&self, i: usize) -> usize {
        let mut at = i;
        while let Some(child) = self.children(at).next().filter(|&child| child < at) {
            at = child;
        }
        at
    }
}

#[cfg(test)]
mod tests;
