//! What the program itself keeps for a person, in files nobody has to write.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use ron::{Options, extensions::Extensions, ser::PrettyConfig};
use serde::{Serialize, de::DeserializeOwned};

/// A file that is damaged is as good as none: what stood in it is asked for, or told, once more.
pub(super) fn read<T: Default + DeserializeOwned>(file: &Path) -> T {
    let text = fs::read_to_string(file).unwrap_or_default();
    parse(&text).unwrap_or_default()
}

/// What a text says; absent where it is damaged.
pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Option<T> {
    options().from_str(text).ok()
}

pub(super) fn print(value: &impl Serialize) -> io::Result<String> {
    options().to_string_pretty(value, PrettyConfig::new()).map_err(io::Error::other)
}

pub(super) fn write(file: &Path, value: &impl Serialize) -> io::Result<()> {
    let text = print(value)?;
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    // The same person may read it elsewhere at this moment.
    let fresh = file.with_extension(format!("{}.new", std::process::id()));
    fs::write(&fresh, text)?;
    fs::rename(&fresh, file)
}

/// The same folder by whatever name it was opened.
pub(super) fn whole(records: &Path) -> PathBuf {
    fs::canonicalize(records).unwrap_or_else(|_| records.to_owned())
}

fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}
