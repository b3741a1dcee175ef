//! What a document tells of each draft, from its first mention to the members' votes.
//!
//! In: a [`Reading`]. Out: its votes, one for each draft. Words of a decision (`decision`) open a row or add to one; counts
//! (`tally`) and members' votes (`ballots`) go to the row of their sentence, else to the last one before.

use std::collections::BTreeMap;

use crate::code::{Reading, Status};
use crate::entity::Entity;
use crate::record::{Ground, Kind, Row};

use super::decision::{self, Decision};
use super::draft::{self, Draft};
use super::tally::{self, Tally};
use super::words::{Class, Says};
use super::{Ballot, Outcome, Vote, ballots, body};

/// A draft, an outcome and a body are seldom told together by chance; estimate.
const CONFIDENCE: f64 = 0.8;
/// In how many sentences a draft may be taken up again.
const REACH: usize = 5;
/// In how many sentences behind the decision its counts may stand.
const COUNTED: usize = 3;
/// Votes that a draft needs in the Security Council.
const NEEDED: u32 = 9;

/// A vote while its document is read.
struct Story {
    trigger: usize,
    last: usize,
    heads: Vec<usize>,
    outcome: Outcome,
    draft: Draft,
    body: Option<Entity>,
    names_body: bool,
    members: BTreeMap<String, Ballot>,
    tally: Tally,
    is_loss: bool,
    /// Others voted like those who are named: "India was among those abstaining".
    is_partial: bool,
    why: Vec<String>,
}

/// All votes of a document.
pub(super) fn all(reading: &Reading<'_>) -> Vec<Vote> {
    let syntax = reading.scene.syntax;
    let mut stories: Vec<Story> = Vec::new();
    for token in 0..syntax.len() {
        for found in decision::at(reading, token) {
            take(reading, &mut stories, found);
        }
    }
    for sentence in 0..syntax.annotations.sentences.len() {
        count(reading, &mut stories, sentence);
        ballot(reading, &mut stories, sentence);
        sponsor(reading, &mut stories, sentence);
    }
    stories.into_iter().map(|story| row(reading, story)).collect()
}

/// Opens a row, or adds to one.
fn take(reading: &Reading<'_>, stories: &mut Vec<Story>, mut found: Decision) {
    let syntax = reading.scene.syntax;
    complete(reading, &mut found);
    let why = format!("{}: \"{}\" in data/rules/votes.csv", found.outcome.as_str(), syntax.form(found.trigger));
    if let Some(story) = stories.iter_mut().rev().find(|story| is_one(reading, story, &found)) {
        story.why.push(why);
        story.join(found);
        return;
    }
    let is_dated = reading.told(found.trigger).date.precision == "day" || decision::has_count(reading, found.trigger);
    let is_cited = found.is_aside && !is_dated;
    if is_cited {
        return;
    }
    stories.push(Story {
        trigger: found.trigger,
        last: found.trigger,
        heads: found.draft.head.into_iter().collect(),
        outcome: found.outcome,
        draft: found.draft,
        body: found.body,
        names_body: found.names_body,
        members: found.members,
        tally: Tally::default(),
        is_loss: found.is_loss,
        is_partial: false,
        why: vec![why],
    });
}

/// "The text was rejected", after "Mali's draft on the border came to the vote": what was told of it before it was decided.
fn complete(reading: &Reading<'_>, found: &mut Decision) {
    const BACK: usize = 2;
    let syntax = reading.scene.syntax;
    if found.draft.is_new || found.draft.is_rival {
        return;
    }
    let start = syntax.sentence(syntax.sentence_of(found.trigger).saturating_sub(BACK)).start;
    let end = found.draft.head.unwrap_or(found.trigger).min(found.trigger);
    let before = (start..end).rev().find(|&token| draft::says(reading.scene, token) == Some(Says::Draft));
    let Some(mut before) = before.and_then(|noun| draft::drafts(reading, noun).into_iter().next()) else { return };
    if found.draft.sponsors.is_empty() {
        found.draft.sponsors.append(&mut before.sponsors);
    }
    found.draft.subject = found.draft.subject.take().or(before.subject);
    if found.draft.head.is_none() {
        found.draft.head = before.head;
        found.draft.words = before.words;
    }
}

/// Whether a decision is told of a story's draft.
fn is_one(reading: &Reading<'_>, story: &Story, found: &Decision) -> bool {
    let syntax = reading.scene.syntax;
    if found.trigger == story.trigger {
        return false;
    }
    if found.draft.head.is_some_and(|head| story.heads.contains(&head)) {
        return true;
    }
    let are_sponsors_apart = !story.draft.sponsors.is_empty()
        && !found.draft.sponsors.is_empty()
        && !found.draft.sponsors.iter().any(|one| story.draft.sponsors.iter().any(|other| one.entity == other.entity));
    let are_bodies_apart = found.names_body
        && story.names_body
        && story
            .body
            .as_ref()
            .zip(found.body.as_ref())
            .is_some_and(|(one, other)| one.entity != other.entity || one.body != other.body);
    let is_far = syntax.sentence_of(found.trigger) > syntax.sentence_of(story.last) + REACH;
    let is_other = found.draft.is_rival != story.draft.is_rival && found.draft.is_rival
        || found.draft.is_new && story.draft.head.is_some() && found.draft.head.is_some();
    !are_sponsors_apart && !are_bodies_apart && !is_far && !is_other && is_later(story.outcome, found.outcome)
}

/// Whether an outcome may be told of a draft after another.
fn is_later(before: Outcome, after: Outcome) -> bool {
    before == after
        || matches!((before, after), (Outcome::Pending, _) | (_, Outcome::Pending))
        || matches!((before, after), (Outcome::Failed, Outcome::Vetoed) | (Outcome::Vetoed, Outcome::Failed))
}

impl Story {
    /// Whether the first number of a score is that of those against; of the Security Council it is always that of those for.
    fn turns_scores(&self) -> bool {
        self.is_loss && self.body.as_ref().is_none_or(|body| body.body.as_deref() != Some("UNSC"))
    }

    fn join(&mut self, found: Decision) {
        let is_told =
            matches!((self.outcome, found.outcome), (Outcome::Pending, _) | (Outcome::Failed, Outcome::Vetoed));
        if is_told {
            self.outcome = found.outcome;
            self.trigger = found.trigger;
            self.is_loss = found.is_loss;
        }
        self.last = self.last.max(found.trigger);
        self.heads.extend(found.draft.head);
        if self.draft.sponsors.is_empty() {
            self.draft.sponsors = found.draft.sponsors;
        }
        self.draft.subject = self.draft.subject.take().or(found.draft.subject);
        self.draft.words = self.draft.words.take().or(found.draft.words);
        if !self.names_body && found.names_body || self.body.is_none() {
            self.body = found.body;
            self.names_body = found.names_body;
        }
        self.members.extend(found.members);
    }
}

/// Gives the counts of a sentence to its drafts, each those behind its own word.
fn count(reading: &Reading<'_>, stories: &mut [Story], sentence: usize) {
    let syntax = reading.scene.syntax;
    let tokens = syntax.sentence(sentence);
    let own: Vec<usize> = (0..stories.len()).filter(|&idx| tokens.contains(&stories[idx].trigger)).collect();
    for (n, &idx) in own.iter().enumerate() {
        let start = if n == 0 { tokens.start } else { stories[idx].trigger };
        let end = own.get(n + 1).map_or(tokens.end, |&next| stories[next].trigger);
        let found = tally::of(reading.scene, start..end.max(start), stories[idx].turns_scores());
        stories[idx].tally.join(found);
    }
    let is_of_votes = tokens.clone().any(|token| {
        matches!(syntax.lemma(token), "vote" | "abstain" | "abstained" | "abstention" | "ballot" | "favour" | "favor")
    });
    if own.is_empty()
        && is_of_votes
        && let Some(story) = nearest(reading, stories, tokens.start)
    {
        let found = tally::of(reading.scene, tokens, story.turns_scores());
        story.tally.join(found);
    }
}

/// The story that a token speaks of: one of its sentence, else the last one before, else the next sentence's.
fn nearest<'s>(reading: &Reading<'_>, stories: &'s mut [Story], token: usize) -> Option<&'s mut Story> {
    let syntax = reading.scene.syntax;
    let sentence = syntax.sentence_of(token);
    let of = |story: &Story| syntax.sentence_of(story.trigger);
    let near = |story: &Story| {
        of(story) == sentence
            || of(story) < sentence && sentence <= syntax.sentence_of(story.last) + COUNTED
            || of(story) == sentence + 1
    };
    // "abstained when the Council adopted it", and not "Mali, which vetoed another, abstained"
    let is_below = |story: &Story| {
        let above = std::iter::successors(Some(story.trigger), |&at| {
            syntax.head(at).filter(|_| !matches!(syntax.deprel(at), "acl" | "relcl"))
        });
        story.trigger > token && above.take(6).any(|at| at == token)
    };
    let key = |story: &Story| {
        let own = of(story) == sentence;
        let is_before = story.trigger <= token;
        (own, is_below(story), is_before, if is_before { story.trigger } else { usize::MAX - story.trigger })
    };
    stories.iter_mut().filter(|story| near(story)).max_by_key(|story| key(story))
}

/// Gives the members' votes that a sentence tells to their draft.
fn ballot(reading: &Reading<'_>, stories: &mut [Story], sentence: usize) {
    let syntax = reading.scene.syntax;
    for token in syntax.sentence(sentence) {
        let listed = ballots::list(reading, token);
        if !listed.is_empty()
            && let Some(story) = nearest(reading, stories, token)
        {
            story.members.extend(listed);
            continue;
        }
        let bare = ballots::bare(reading, token);
        if !bare.is_empty()
            && let Some(story) = nearest(reading, stories, token)
        {
            for (member, ballot) in bare {
                story.members.entry(member).or_insert(ballot);
            }
        }
        let absent = ballots::absent(reading, token);
        let told = ballots::of_word(reading, token);
        let members = match told {
            _ if !absent.is_empty() => absent,
            Some(ballot) => ballots::members(reading, token, ballot),
            None => continue,
        };
        let status = reading.told(token).status;
        let is_denied = syntax.child(token, &["neg"]).is_some() && told.is_some();
        if members.is_empty() || is_denied && members.values().all(|ballot| *ballot != Ballot::Absent) {
            continue;
        }
        let is_fact =
            matches!(status, Status::Actual | Status::Ongoing) || members.values().any(|b| *b == Ballot::Absent);
        if let Some(story) = nearest(reading, stories, token).filter(|_| is_fact) {
            let may_veto = story.outcome == Outcome::Vetoed;
            let mut words = syntax.sentence(sentence);
            story.is_partial |= words.any(|word| {
                matches!(syntax.form(word).to_lowercase().as_str(), "among" | "including" | "others" | "explaining")
            });
            for (member, ballot) in members.into_iter().filter(|(_, ballot)| *ballot != Ballot::Veto || may_veto) {
                story.members.entry(member).or_insert(ballot);
            }
        }
    }
}

/// "Its sponsors, Mali and Chad, …"
fn sponsor(reading: &Reading<'_>, stories: &mut [Story], sentence: usize) {
    let scene = reading.scene;
    let syntax = scene.syntax;
    for token in syntax.sentence(sentence) {
        if draft::says(scene, token) != Some(Says::Sponsor) {
            let is_bringing = syntax.token(token).xpos == "VBN"
                && scene.rules.votes.says(Class::Sponsoring, syntax.form(token)).is_some();
            let makers = syntax.prepositional(token, "by").filter(|_| is_bringing);
            let makers: Vec<Entity> = makers
                .flat_map(|maker| scene.parties_of_phrase(maker))
                .filter(|mention| draft::is_sponsor(&mention.entity))
                .map(|mention| reading.as_side(mention))
                .collect();
            if !makers.is_empty()
                && let Some(story) = nearest(reading, stories, token).filter(|story| story.draft.sponsors.is_empty())
            {
                story.draft.sponsors = makers;
            }
            continue;
        }
        let apposed = syntax
            .children_by(token, &["appos"])
            .chain(syntax.head(token).filter(|_| matches!(syntax.deprel(token), "appos" | "compound")));
        let named: Vec<Entity> = apposed
            .flat_map(|name| scene.parties_of_phrase(name))
            .filter(|mention| draft::is_sponsor(&mention.entity))
            .map(|mention| reading.as_side(mention))
            .collect();
        if let Some(story) = nearest(reading, stories, token).filter(|story| story.draft.sponsors.is_empty()) {
            story.draft.sponsors = named;
        }
    }
}

fn row(reading: &Reading<'_>, mut story: Story) -> Vote {
    count_out(&mut story);
    let is_council = body::may_be_council(story.body.as_ref());
    let is_stopped = story.outcome == Outcome::Failed && story.tally.in_favour.is_some_and(|votes| votes >= NEEDED);
    let named_council = story.body.as_ref().is_some_and(|body| body.body.as_deref() == Some("UNSC"));
    if named_council && is_stopped {
        story.outcome = Outcome::Vetoed;
        story.why.push(format!("vetoed: {NEEDED} votes or more were not enough"));
    }
    if story.outcome == Outcome::Vetoed && is_council {
        for (member, ballot) in &mut story.members {
            if body::is_permanent(member) && *ballot == Ballot::No {
                *ballot = Ballot::Veto;
            }
        }
        story.body = story.body.map(as_council);
    }
    let tokens = story.trigger..story.trigger + 1;
    let head = story
        .heads
        .iter()
        .find(|&&head| reading.scene.syntax.sentence_of(head) == reading.scene.syntax.sentence_of(story.trigger));
    let tokens = head.map_or(tokens.clone(), |&head| head.min(tokens.start)..tokens.end.max(head + 1));
    let ground = Ground { trigger: story.trigger, tokens, why: story.why, confidence: CONFIDENCE };
    let mut row = Row::new(reading, Kind::Votes, ground);
    if story.outcome == Outcome::Failed && matches!(row.status, Status::Denied | Status::Failed) {
        // Not to be adopted is what happened.
        row.status = Status::Actual;
    }
    let mut vote = Vote {
        row,
        body: story.body,
        draft: story.draft.words,
        subject: story.draft.subject,
        sponsors: story.draft.sponsors,
        outcome: story.outcome,
        in_favour: story.tally.in_favour,
        against: story.tally.against,
        abstaining: story.tally.abstaining,
        members: story.members,
        veto: None,
    };
    if is_council {
        check(reading, &mut vote);
    }
    vote
}

/// "China abstained": those who are named are all, where the text neither counts nor speaks of others.
fn count_out(story: &mut Story) {
    let named = story.members.values().filter(|ballot| **ballot == Ballot::Abstain).count();
    if story.tally.abstaining.is_none() && named > 0 && !story.is_partial {
        story.tally.abstaining = u32::try_from(named).ok();
    }
    let against = story.members.values().filter(|ballot| matches!(ballot, Ballot::No | Ballot::Veto)).count();
    let is_counted = story.tally.in_favour.is_some() && story.tally.against.is_none();
    if is_counted && against > 0 && !story.is_partial {
        story.tally.against = u32::try_from(against).ok();
    }
}

/// Only the Security Council has members that stop a draft of the United Nations.
fn as_council(body: Entity) -> Entity {
    if body.entity == "UNO" && body.body.is_none() { Entity { body: Some("UNSC".into()), ..body } } else { body }
}

/// Looks a veto up in the list.
fn check(reading: &Reading<'_>, vote: &mut Vote) {
    if vote.outcome != Outcome::Vetoed {
        return;
    }
    let vetoing = vote.members.iter().filter(|(_, ballot)| **ballot == Ballot::Veto);
    let members: Vec<&str> = vetoing.map(|(member, _)| member.as_str()).collect();
    let symbol = reading.resources.vetoes.find(&vote.row.date, &members).map(str::to_owned);
    if let Some(symbol) = &symbol {
        vote.row.evidence.why.push(format!("{symbol} in data/vetoes.csv has this date and these members"));
    }
    vote.veto = symbol;
}
