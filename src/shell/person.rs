//! Who is at the keyboard.

use std::ffi::OsStr;

use uzers::{get_current_uid, get_user_by_uid, os::unix::UserExt};

use crate::{
    domain::Person,
    problem::{Problem, Severity},
};

/// 操作者. The person at the keyboard, and what the system knows about them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtKeyboard {
    /// 記入者, as the journal will name them.
    pub person: Person,
    /// The name the system shows for the login. The people file of the record comes before it.
    pub display_name: Option<String>,
    /// The number of the real user, recorded beside a name given with `--as`; absent where the
    /// name is that user's login.
    pub uid: Option<u32>,
}

/// The person at the keyboard: the name given with `--as`, else the login of the real user. The
/// environment is not asked, anybody can write anything there.
///
/// # Errors
///
/// When there is no name that can stand in the journal; the problem says to use `--as`.
pub fn at_keyboard(given: Option<&str>) -> Result<AtKeyboard, Box<Problem>> {
    let uid = get_current_uid();
    let user = get_user_by_uid(uid);
    let account = user.as_ref().map(|user| Account { login: user.name(), gecos: user.gecos() });
    identify(given, account, uid)
}

/// What the system's list of users says.
#[derive(Clone, Copy)]
struct Account<'a> {
    login: &'a OsStr,
    gecos: &'a OsStr,
}

fn identify(
    given: Option<&str>,
    account: Option<Account<'_>>,
    uid: u32,
) -> Result<AtKeyboard, Box<Problem>> {
    if let Some(name) = given {
        let person = name.parse::<Person>().map_err(|error| {
            nameless(error, "`--as` の後に、使える名前を書いてください。例: `--as sato`")
        })?;
        let own = account.filter(|account| account.login == person.as_str());
        let uid = own.is_none().then_some(uid);
        return Ok(AtKeyboard { person, display_name: own.and_then(display_name), uid });
    }
    let remedy = "`--as 名前` を付けて始めてください。例: `shingi --as sato`";
    let account = account.ok_or_else(|| {
        nameless(format!("ログイン名が分かりません（利用者番号 {uid}）。"), remedy)
    })?;
    let login = account.login.to_string_lossy();
    let person = login.parse::<Person>().map_err(|_| {
        nameless(format!("ログイン名「{login}」は、記入者の名前には使えません。"), remedy)
    })?;
    Ok(AtKeyboard { person, display_name: display_name(account), uid: None })
}

/// The first field of GECOS: the others are rooms and telephone numbers.
fn display_name(account: Account<'_>) -> Option<String> {
    let name = account.gecos.to_str()?.split(',').next()?.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

fn nameless(what: String, remedy: &str) -> Box<Problem> {
    let meaning = "だれが記入したかを残せないため、まだ始めていません。記録はそのままです。";
    Box::new(Problem::new(Severity::Error, what, meaning, remedy))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account<'a>(login: &'a str, gecos: &'a str) -> Account<'a> {
        Account { login: OsStr::new(login), gecos: OsStr::new(gecos) }
    }

    #[test]
    fn the_person_is_the_name_given_else_the_login() {
        for (given, account, person, display) in [
            (None, Some(account("sato", "佐藤 花子,3階,,")), "sato", Some("佐藤 花子")),
            (None, Some(account("sato", "")), "sato", None),
            (None, Some(account("sato", ",3階")), "sato", None),
            (Some("山田"), Some(account("shared", "共用")), "山田", None),
            (Some(" sato "), Some(account("sato", "佐藤 花子")), "sato", Some("佐藤 花子")),
            (Some("山田"), None, "山田", None),
        ] {
            let found = identify(given, account, 1000).unwrap();
            assert_eq!((found.person.as_str(), found.display_name.as_deref()), (person, display));
        }
    }

    #[test]
    fn a_person_without_a_usable_name_is_told_to_give_one() {
        for (given, account, what) in [
            (None, None, "ログイン名が分かりません（利用者番号 1000）。"),
            (
                None,
                Some(account("CITY\\sato", "")),
                "ログイン名「CITY\\sato」は、記入者の名前には使えません。",
            ),
            (
                Some("../sato"),
                Some(account("sato", "")),
                "記入者の名前 `../sato` は使えません。文字・数字と - _ . @ + で、64バイトまでで書きます。",
            ),
        ] {
            let problem = identify(given, account, 1000).unwrap_err();
            assert_eq!(problem.what, what);
            assert!(problem.remedy.contains("`--as"), "{}", problem.remedy);
        }
    }

    #[test]
    fn the_environment_says_nothing_about_the_person() {
        let user = get_user_by_uid(get_current_uid());
        let login = user.as_ref().map(|user| user.name().to_string_lossy().into_owned());
        let person = at_keyboard(None).ok().map(|found| found.person.to_string());
        assert_eq!(person, login.filter(|login| login.parse::<Person>().is_ok()));
    }
}
