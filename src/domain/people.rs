//! Who takes part, and what each may write.

use serde::{Deserialize, Serialize};

use super::Person;

words! {
    /// 役割.
    Role {
        /// 事務局: links, answers, tracks.
        Office = "事務局",
        /// 委員: reads what is 確認済 or 公表, and says what it makes of it.
        Member = "委員",
    }
}

/// 名簿の一人. A person whom the people file names. Whoever stands in none writes as 事務局.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// 記入者: the login, or the name given with `--as`.
    pub login: Person,
    /// 表示名.
    pub name: String,
    /// 役割.
    pub role: Role,
    /// 所属課. Absent where the person belongs to none, as committee members do.
    #[serde(default)]
    pub department: Option<String>,
}
