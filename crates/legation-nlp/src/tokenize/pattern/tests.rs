use super::*;

fn end(source: &str, text: &str) -> Option<usize> {
    Pattern::new(source).unwrap().match_at(text, 0, &mut Machine::default())
}

#[test]
fn the_first_branch_wins_as_in_re() {
    assert_eq!(end("a|ab|abc", "abc"), Some(1));
    assert_eq!(end("(?:a|ab)c", "abc"), Some(3));
    assert_eq!(end("(?:-|--|---)(?=[a-z])", "--x"), Some(2));
    assert_eq!(end(r"\.\.+", "....x"), Some(4));
    assert_eq!(end(r"\.\.+", "."), None);
}

#[test]
fn repetition_is_greedy_and_counted() {
    assert_eq!(end("a{2,3}", "aaaa"), Some(3));
    assert_eq!(end("a{2}", "a"), None);
    assert_eq!(end("(?:ab)*", "ababa"), Some(4));
    assert_eq!(end("a?b{0,}", "abbc"), Some(3));
    assert_eq!(end(r"a{x}\{", "a{x}{"), Some(5));
}

#[test]
fn context_is_looked_at_and_not_taken() {
    assert_eq!(end(r"\+(?![0-9])", "+a"), Some(1));
    assert_eq!(end(r"\+(?![0-9])", "+1"), None);
    assert_eq!(end(r"\+(?![0-9])", "+"), Some(1));
    let infix = Pattern::infix(r"(?<=[a-z])[:/](?=[a-z])").unwrap();
    assert_eq!(infix.find("a1/b:c", 0, &mut Machine::default()), Some((4, 5)));
    assert_eq!(infix.find("a1/b:c", 5, &mut Machine::default()), None);
}

#[test]
fn classes_are_those_of_python() {
    assert_eq!(end(r"[^a-c\d]+", "xyz٣"), Some(3));
    assert_eq!(end(r"[]\-x]+", "]-x"), Some(3));
    assert_eq!(end(r"[a&&[\-~~|(?:)]+", "&&[-~~|(?:)"), Some(11), "set operators are characters");
    assert_eq!(end(r"[\u00e9\U0001F600-\U0001F64F]+", "é😀"), Some(6));
    assert_eq!(end(r"\w+", "Éß_9½-"), Some(8));
    assert_eq!(end(r"\S+", "a\u{1c}"), Some(1));
    assert_eq!(end("a.", "a\n"), None);
}

#[test]
fn suffixes_are_matched_from_the_end() {
    let suffix = SuffixPattern::new(r"\.\.+$|'s$|(?<=[0-9])(?:m|km)$|(?<=[A-Z][A-Z])\.$|,$").unwrap();
    let mut machine = Machine::default();
    for (text, length) in [
        ("wait...", 3),
        ("end.", 0),
        ("NATO.", 1),
        ("Iran's", 2),
        ("10km", 2),
        ("km", 0),
        ("10xm", 0),
        ("yes,", 1),
        ("", 0),
    ] {
        assert_eq!(suffix.length(text, &mut machine), length, "{text}");
    }
}

#[test]
fn a_search_looks_everywhere() {
    let mut machine = Machine::default();
    assert!(Pattern::new("b+$").unwrap().is_found("aabb", &mut machine));
    assert!(!Pattern::new("^b").unwrap().is_found("aabb", &mut machine));
    assert!(Pattern::new("^$").unwrap().is_found("", &mut machine));
}

#[test]
fn characters_that_a_match_needs_are_known() {
    assert_eq!(Pattern::new(r"(?:a+@)?(?:x\.(?!-)|\.y*)/?$").unwrap().needed, ['.']);
}

#[test]
fn other_syntax_is_refused() {
    for source in
        ["(a", "a)", "[a", "a**", "a+?", r"\b", r"(a)\1", "(?P<n>a)", "(?i)a", "+", r"\u12", "[b-a]", "a{3,2}"]
    {
        assert!(Pattern::new(source).is_err(), "{source}");
    }
    assert!(Pattern::new(&format!("{}{}", "(?:".repeat(60), ")".repeat(60))).is_err());
    assert!(Pattern::new("(?:(?:a{1000}){1000}){1000}").is_err(), "too large");
    assert!(Pattern::new("(?:(?:(?:(?:){1000}){1000}){1000}){1000}").is_ok(), "and done at once");
    assert!(Pattern::prefix("^a|b").is_err());
    assert!(Pattern::infix("a*").is_err());
    assert!(SuffixPattern::new("a$|b").is_err());
}

#[test]
fn long_texts_take_linear_time() {
    let mut machine = Machine::default();
    let many = "a.".repeat(200_000);
    let host = Pattern::new(r"^(?:\S+(?::\S*)?@)?(?:(?:[a-z][a-z_-]{0,62})?[a-z]\.)+[a-z]{2,63}$").unwrap();
    assert!(!host.is_match(&many, &mut machine));
    assert!(host.is_match(&(many + "org"), &mut machine));
}
