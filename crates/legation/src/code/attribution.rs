//! Whose claim a happening is: the chain of speakers above it.
//!
//! In: the trigger and the parse. Out: speakers, outermost first; empty when the narrator says so. A clause under a verb
//! of reporting is the claim of that verb's subject ("Qatar said …", "…, the ministry said", "according to …").

use super::Attribution;
use super::roles::Scene;

const HIGHEST: usize = 12;

/// The speakers of what `trigger` tells, with the words that introduce them.
pub(super) fn chain(scene: Scene<'_>, trigger: usize) -> (Vec<Attribution>, Vec<String>) {
    let syntax = scene.syntax;
    let (mut links, mut why) = (Vec::new(), Vec::new());
    if syntax.is_verb(trigger)
        && scene.rules.is_reporting(syntax.lemma(trigger))
        && syntax.child(trigger, &["ccomp"]).is_some()
    {
        // "said that Israel had broken the accord": the blame is the speaker's word.
        links.push(link(scene, syntax.subjects(trigger).first().copied(), trigger));
        why.push(format!("attributed by \"{}\"", syntax.form(trigger)));
    }
    let mut at = trigger;
    for _ in 0..HIGHEST {
        for source in according_to(scene, at) {
            links.push(link(scene, Some(source), trigger));
            why.push("attributed by \"according to\"".to_owned());
        }
        if let Some(reporting) = reporting_child(scene, at) {
            links.push(link(scene, syntax.subjects(reporting).first().copied(), trigger));
            why.push(format!("attributed by \"{}\"", syntax.form(reporting)));
        }
        let Some(head) = syntax.head(at) else { break };
        let is_claim = matches!(syntax.deprel(at), "ccomp" | "xcomp" | "advcl" | "pcomp")
            && syntax.is_verb(head)
            && scene.rules.is_reporting(syntax.lemma(head))
            && syntax.deprel(at) != "advcl";
        if is_claim {
            links.push(link(scene, syntax.subjects(head).first().copied(), trigger));
            why.push(format!("attributed by \"{}\"", syntax.form(head)));
        }
        at = head;
    }
    links.reverse();
    (links, why)
}

/// "…, the ministry said": spaCy hangs the reporting verb below the clause as `parataxis` or `ccomp`'s neighbour.
fn reporting_child(scene: Scene<'_>, verb: usize) -> Option<usize> {
    scene.syntax.children_by(verb, &["parataxis"]).find(|&child| scene.rules.is_reporting(scene.syntax.lemma(child)))
}

fn according_to(scene: Scene<'_>, verb: usize) -> Vec<usize> {
    let syntax = scene.syntax;
    syntax
        .children_by(verb, &["prep"])
        .filter(|&prep| syntax.form(prep).eq_ignore_ascii_case("according"))
        .flat_map(|prep| {
            syntax.prepositional(prep, "to").chain(syntax.children_by(prep, &["pobj"])).collect::<Vec<_>>()
        })
        .collect()
}

fn link(scene: Scene<'_>, speaker: Option<usize>, trigger: usize) -> Attribution {
    let speaker = speaker.and_then(|speaker| scene.entities.at(speaker)).map(|mention| mention.entity.clone());
    Attribution { speaker, manner: if is_quoted(scene, trigger) { "quoted" } else { "reported" } }
}

/// Whether the token stands inside quotation marks that were opened in its paragraph.
fn is_quoted(scene: Scene<'_>, token: usize) -> bool {
    let syntax = scene.syntax;
    let paragraph = (0..token).rev().find(|&i| syntax.form(i).contains('\n')).map_or(0, |newline| newline + 1);
    let mut open = false;
    for i in paragraph..token {
        match syntax.form(i) {
            "“" | "``" => open = true,
            "”" | "''" => open = false,
            "\"" => open = !open,
            _ => {}
        }
    }
    open
}
