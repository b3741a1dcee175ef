//! `legation completions` and `legation man`.

use crate::run::Bench;

/// The verbs that every listing must name.
const VERBS: &[&str] = &[
    "backup",
    "check",
    "code",
    "codebook",
    "completions",
    "correct",
    "diff",
    "doctor",
    "eval",
    "events",
    "explain",
    "ingest",
    "limits",
    "man",
    "mentions",
    "model",
    "parse",
    "recode",
    "relate",
    "review",
    "search",
    "serve",
    "show",
    "sql",
    "stats",
    "unknown",
    "watch",
];

#[test]
fn completions_name_the_verbs_and_options() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let shown = Bench::new().run(&format!("completions {shell}"));
        assert!(shown.starts_with("exit code: 0\n") && shown.ends_with("----- stderr -----\n"), "{shell}");
        for word in VERBS.iter().copied().chain(["text-column", "published"]) {
            assert!(shown.contains(word), "{word} for {shell}");
        }
    }
    assert!(Bench::new().run("completions csh").starts_with("exit code: 2\n"));
}

#[test]
fn the_manual_page_names_the_verbs() {
    let shown = Bench::new().run("man");
    assert!(shown.starts_with("exit code: 0\n----- stdout -----\n") && shown.contains(".TH legation 1"), "{shown}");
    for verb in VERBS {
        assert!(shown.contains(&format!("legation\\-{verb}(1)")), "{verb} in {shown}");
    }
    assert!(shown.contains(".SH EXAMPLES\n.nf\n  legation code article.txt"), "{shown}");
}

#[test]
fn each_verb_has_its_page() {
    let bench = Bench::new();
    let told = format!("{} pages written to share/man1\n", VERBS.len() + 1);
    assert!(bench.run("man share/man1").ends_with(&told));
    for verb in VERBS {
        let page = std::fs::read_to_string(bench.path().join(format!("share/man1/legation-{verb}.1"))).unwrap();
        assert!(page.contains(&format!(".TH legation-{verb} 1")), "{page}");
    }
    assert!(bench.path().join("share/man1/legation.1").exists());
    assert!(Bench::new().with("file", "").run("man file/man1").starts_with("exit code: 2\n"));
}
