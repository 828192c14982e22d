//! Tests of appending that need to see inside: no locks, no patience.

use std::fs;

use super::*;
use crate::journal::sample::link;

fn clock() -> Zoned {
    "2026-11-21T10:05:33[Asia/Tokyo]".parse().unwrap()
}

#[test]
fn where_a_lock_cannot_be_had_a_file_of_ones_own_is_written() {
    let temp = tempfile::tempdir().unwrap();
    let folder = Folder { patience: 1, ..Folder::new(temp.path()) };
    let sato: Person = "k.sato".parse().unwrap();
    let mut said = folder.append(&sato, &[link("r7/ア", "city/a")], &clock()).unwrap();
    let held = fs::File::open(temp.path().join("k.sato.ron")).unwrap();
    held.lock().unwrap();
    for program in ["city/b", "city/c"] {
        said.extend(folder.append(&sato, &[link("r7/ア", program)], &clock()).unwrap());
    }
    assert_eq!(fs::read_dir(temp.path()).unwrap().count(), 2);
    drop(held);
    said.extend(folder.append(&sato, &[link("r7/ア", "city/d")], &clock()).unwrap());
    let journal = folder.read();
    assert_eq!(journal.events, said);
    assert_eq!(journal.problems, []);
    assert_eq!(said.iter().map(|event| event.n).collect::<Vec<_>>(), [1, 2, 3, 4]);
}

#[test]
fn without_a_lock_every_record_begins_on_a_line_of_its_own() {
    let temp = tempfile::tempdir().unwrap();
    let folder = Folder { patience: 0, ..Folder::new(temp.path()) };
    let sato: Person = "sato".parse().unwrap();
    folder.append(&sato, &[link("r7/ア", "city/a")], &clock()).unwrap();
    let name = folder.names().unwrap().into_iter().find(|name| name != "sato.ron").unwrap();
    let path = temp.path().join(name);
    assert!(fs::read_to_string(&path).unwrap().starts_with("\n(v:1,"));
    // Somebody else's half line, glued to by nobody.
    fs::write(&path, fs::read_to_string(&path).unwrap() + "(v:1,id:\"half").unwrap();
    folder.append(&sato, &[link("r7/ア", "city/b")], &clock()).unwrap();
    assert_eq!(folder.read().events.len(), 2);
}

#[test]
fn a_part_that_was_written_is_taken_back_where_nothing_follows_it() {
    let temp = tempfile::tempdir().unwrap();
    let path = temp.path().join("f");
    fs::write(&path, "whole\npart").unwrap();
    let file = fs::OpenOptions::new().write(true).open(&path).unwrap();
    // Somebody wrote behind it.
    assert!(matches!(roll_back(&file, 6, 2), Failure::Unsure));
    assert_eq!(fs::read_to_string(&path).unwrap(), "whole\npart");
    assert!(matches!(roll_back(&file, 6, 4), Failure::Nothing(Errno::NOSPC)));
    assert_eq!(fs::read_to_string(&path).unwrap(), "whole\n");
}
