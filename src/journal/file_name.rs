//! Names of journal files: `sato.ron`, and `sato.host-4711-k3f9q2m7x0a1b.ron` where the file system
//! knows no locks.

use crate::domain::Person;

/// The part before `.ron`, or why a file of this name is not read.
pub(super) fn stem(name: &str) -> Option<&str> {
    let stem = name.strip_suffix(".ron")?;
    let copy = stem.starts_with(['.', '#']) || stem.contains("sync-conflict");
    (!stem.is_empty() && !copy).then_some(stem)
}

/// The person whose file it is, by its stem.
pub(super) fn person(stem: &str) -> &str {
    match stem.rsplit_once('.') {
        Some((person, tail)) if is_segment(tail) => person,
        _ => stem,
    }
}

/// Whether a person writes to a file of this stem.
pub(super) fn belongs(stem: &str, by: &Person) -> bool {
    stem == by.as_str() || person(stem) == by.as_str()
}

/// The person who counts the lines of a file: the one they name, if it is the person's file.
pub(super) fn writer<'a>(stem: &'a str, by: &'a Person) -> &'a str {
    if belongs(stem, by) { by.as_str() } else { person(stem) }
}

/// The stem of a file only this process writes to.
pub(super) fn segment(person: &Person, host: &str, random: &str) -> String {
    let host: String = host.chars().filter(char::is_ascii_alphanumeric).take(32).collect();
    format!("{person}.{host}-{}-{random}", std::process::id())
}

fn is_segment(tail: &str) -> bool {
    let mut parts = tail.rsplitn(3, '-');
    let random = parts.next().is_some_and(|random| random.len() == 13);
    let process = parts.next().is_some_and(|process| process.parse::<u32>().is_ok());
    random && process && parts.next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_and_leftovers_are_no_journals() {
        for name in ["sato.ron", "山田.ron", "k.suzuki.ron", "sato.h-1-0123456789abc.ron"] {
            assert!(stem(name).is_some(), "{name}");
        }
        for name in [
            ".sato.ron",
            ".#sato.ron",
            "#sato.ron",
            "#sato.ron#",
            "sato.ron~",
            "sato.ron.orig",
            "sato.sync-conflict-20261121-100533-ABCDEFG.ron",
            ".ron",
            "sato.txt",
            "",
        ] {
            assert_eq!(stem(name), None, "{name}");
        }
    }

    #[test]
    fn a_segment_belongs_to_its_person_and_to_nobody_else() {
        let person: Person = "k.suzuki".parse().unwrap();
        let segment = segment(&person, "pc-1.city.local", "0123456789abc");
        assert!(belongs(&segment, &person), "{segment}");
        assert!(belongs("k.suzuki", &person) && !belongs("k", &person));
        for tail in ["pc-1-short", "pc-x-0123456789abc", "1-0123456789abc"] {
            assert!(!belongs(&format!("k.suzuki.{tail}"), &person), "{tail}");
        }
        for other in ["k", "suzuki", "k.suzuki.pc"] {
            assert!(!belongs(&segment, &other.parse().unwrap()), "{other}");
            assert!(!belongs("k.suzuki", &other.parse().unwrap()), "{other}");
        }
    }
}
