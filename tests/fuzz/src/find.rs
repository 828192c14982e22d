//! Anything typed, looked for in anything written. How to run it: the README, for those who develop.

#![no_main]

#[path = "../../support/promises.rs"]
mod promises;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| promises::kept(&String::from_utf8_lossy(input)));
