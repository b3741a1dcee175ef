//! robots.txt: which pages of a site programs are asked to leave alone (RFC 9309).
//!
//! DIFFERS: no crate. The one at hand has had no release since 2023 and brings old versions of half a dozen crates.

/// The most of a robots.txt that is read, in bytes (RFC 9309, 2.5).
const MAX_ROBOTS_BYTES: usize = 500 << 10;

/// The name that rules for this program are written for.
const AGENT: &str = "legation";

/// What a site asks of this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Robots {
    /// Nothing.
    Open,
    /// To stay away, as long as its wishes are not known.
    Closed,
    /// Rules: whether a path that fits the pattern may be asked for.
    Rules(Vec<(bool, String)>),
}

impl Robots {
    /// What a robots.txt says. Of several groups for the same program all rules count.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(&bytes[..bytes.len().min(MAX_ROBOTS_BYTES)]);
        let (mut own, mut general) = (Vec::new(), Vec::new());
        let (mut has_own, mut for_own, mut for_all, mut in_rules) = (false, false, false, false);
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            match key.as_str() {
                "user-agent" => {
                    if std::mem::take(&mut in_rules) {
                        (for_own, for_all) = (false, false);
                    }
                    let named = value.split(['/', ' ']).next().is_some_and(|name| name.eq_ignore_ascii_case(AGENT));
                    has_own |= named;
                    for_own |= named;
                    for_all |= value == "*";
                }
                "allow" | "disallow" => {
                    in_rules = true;
                    let rule = (key == "allow", value.to_owned());
                    if !value.is_empty() && for_own {
                        own.push(rule.clone());
                    }
                    if !value.is_empty() && for_all {
                        general.push(rule);
                    }
                }
                _ => {}
            }
        }
        Self::Rules(if has_own { own } else { general })
    }

    /// Whether a path with its query may be asked for: the longest pattern that fits decides, of two alike the kinder one.
    pub(super) fn allows(&self, path: &str) -> bool {
        let rules = match self {
            Self::Open => return true,
            Self::Closed => return false,
            Self::Rules(rules) => rules,
        };
        let fitting = rules.iter().filter(|(_, pattern)| fits(pattern, path));
        fitting.max_by_key(|(allow, pattern)| (pattern.len(), *allow)).is_none_or(|(allow, _)| *allow)
    }
}

/// Whether a path begins with a pattern, in which `*` stands for anything and `$` at the end for the end.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, to_end) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return !to_end || rest.is_empty() };
    for part in middle {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    if to_end { rest.ends_with(last) } else { rest.contains(last) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit_as_the_standard_says() {
        for (pattern, path, fit) in [
            ("/", "/a", true),
            ("/fish", "/fishheads/y.html", true),
            ("/fish", "/Fish.asp", false),
            ("/fish*", "/fish.html", true),
            ("/*.php", "/folder/any.php?x", true),
            ("/*.php$", "/any.php?x", false),
            ("/*.php$", "/a.php.php", true),
            ("/fish*.php", "/fishheads/catfish.php?p", true),
            ("/a$", "/a", true),
            ("/a$", "/ab", false),
            ("*", "/x", true),
        ] {
            assert_eq!(fits(pattern, path), fit, "{pattern} {path}");
        }
        // Time grows with the product of the lengths at most.
        assert!(!fits(&"*a".repeat(2_000), &"/".repeat(2_000)));
    }

    #[test]
    fn the_own_group_counts_before_the_general_one() {
        let text = "\u{feff}User-agent: *\nDisallow: /\n\nuser-agent: other\nUser-Agent: Legation/1.0 # us\nDisallow: /private\n\
            Allow: /private/open\nDisallow:\nCrawl-delay: 5\nUser-agent: x\nDisallow: /x\n";
        let robots = Robots::read(text.as_bytes());
        assert!(robots.allows("/news") && robots.allows("/private/open/1") && robots.allows("/x"));
        assert!(!robots.allows("/private/1"));
        let general = Robots::read(b"User-agent: *\nDisallow: /a\nAllow: /a\n");
        assert!(general.allows("/a") && general.allows("/b"));
        assert!(!Robots::read(b"User-agent: *\nDisallow: /").allows("/a"));
        assert!(Robots::read(b"\xff\xfe<html>").allows("/a"));
        assert!(Robots::Open.allows("/") && !Robots::Closed.allows("/"));
    }
}
