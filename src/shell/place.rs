//! Where the record is.

use std::{
    env,
    ffi::{OsStr, OsString},
    fmt,
    path::{Path, PathBuf},
};

/// 記録の場所.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A folder, and who named it. One that was named is not looked for here: if it is missing, the
    /// user must be told, not shown another record.
    Folder(PathBuf, NamedBy),
    /// 内蔵の記録: the copy in the program, to read only.
    BuiltIn,
}

/// What named the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedBy {
    /// `--records`.
    Option,
    /// `SHINGI_RECORDS`.
    Variable,
    /// The configuration file.
    Configuration,
    /// Nobody: `records` is in the current folder, or the current folder is a record.
    Here,
}

impl fmt::Display for NamedBy {
    /// As it stands in a message: `SHINGI_RECORDS で指定した`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Option => "--records で指定した",
            Self::Variable => "環境変数 SHINGI_RECORDS で指定した",
            Self::Configuration => "設定ファイルで指定した",
            Self::Here => "いまのフォルダーにある",
        })
    }
}

/// Where the record is: the first of `--records`, `SHINGI_RECORDS`, the configuration, `records` in
/// the current folder, that folder itself where it holds a journal, the copy in the program.
#[must_use]
pub fn find(option: Option<PathBuf>, configured: Option<PathBuf>) -> Place {
    first(option, env::var_os("SHINGI_RECORDS"), configured, Path::is_dir)
}

fn first(
    option: Option<PathBuf>,
    variable: Option<OsString>,
    configured: Option<PathBuf>,
    is_folder: impl Fn(&Path) -> bool,
) -> Place {
    let variable = variable.filter(|value| value != OsStr::new("")).map(PathBuf::from);
    let here = if is_folder(Path::new("records")) {
        Some(PathBuf::from("records"))
    } else {
        is_folder(Path::new("journal")).then(|| PathBuf::from("."))
    };
    [
        (option, NamedBy::Option),
        (variable, NamedBy::Variable),
        (configured, NamedBy::Configuration),
        (here, NamedBy::Here),
    ]
    .into_iter()
    .find_map(|(path, by)| path.map(|path| Place::Folder(path, by)))
    .unwrap_or(Place::BuiltIn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_record_is_where_the_nearest_word_says() {
        let folder = |path: &str, by| Place::Folder(PathBuf::from(path), by);
        for (option, variable, configured, here, place) in [
            (Some("a"), Some("b"), Some("c"), "records", folder("a", NamedBy::Option)),
            (None, Some("b"), Some("c"), "records", folder("b", NamedBy::Variable)),
            (None, Some(""), Some("c"), "records", folder("c", NamedBy::Configuration)),
            (None, None, None, "records journal", folder("records", NamedBy::Here)),
            (None, None, None, "journal", folder(".", NamedBy::Here)),
            (None, Some(""), None, "", Place::BuiltIn),
            (Some("missing"), None, None, "", folder("missing", NamedBy::Option)),
        ] {
            let found = first(
                option.map(PathBuf::from),
                variable.map(OsString::from),
                configured.map(PathBuf::from),
                |path| here.split(' ').any(|folder| path == Path::new(folder)),
            );
            assert_eq!(found, place);
        }
    }
}
