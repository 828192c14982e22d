//! Identifiers. They name a thing for ever, whatever year or place prints it.
//!
//! Whatever names the same thing holds the same characters: an id is cloned far more often than read.

use std::{fmt, sync::Arc};

use serde::{Deserialize, Serialize};

use super::Body;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Default, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The identifier as it stands in the record.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl<T: Into<String>> From<T> for $name {
            fn from(text: T) -> Self {
                Self(Arc::from(text.into()))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        // Lets a map keyed by ids be asked with a plain `&str`.
        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    )*};
}

ids! {
    /// 出典の識別子: `city-report-r7`.
    SourceId;
    /// 方向性・施策の識別子: the plan, then the numbers as printed: `city-r7/1`, `city-r7/1-1`.
    AreaId;
    /// 会議の識別子: `city-r7/第1回`.
    SessionId;
    /// 意見の識別子: `city-r7/ア(イ)`. The report's numbering is a label, not the key: an opinion
    /// that was entered in the program keeps the id of that event.
    OpinionId;
    /// 事業の識別子: `city/成長産業創出支援事業`. One a program, however many years and areas list it.
    ProgramId;
    /// 指標の識別子: `city-grant-r4/①-①`.
    IndicatorId;
    /// 日誌の一件の識別子: 64 random bits in 13 characters, so that two people writing at the same
    /// moment never meet.
    EventId;
}

/// 記録の一件. Whatever people can write a note on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RecordId {
    /// 意見.
    Opinion(OpinionId),
    /// 事業.
    Program(ProgramId),
    /// 会議.
    Session(SessionId),
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Opinion(id) => id.fmt(f),
            Self::Program(id) => id.fmt(f),
            Self::Session(id) => id.fmt(f),
        }
    }
}

impl ProgramId {
    /// The government that runs the program: what stands before the first `/`.
    #[must_use]
    pub fn body(&self) -> Body {
        match self.0.split_once('/') {
            Some(("pref", _)) => Body::Prefecture,
            _ => Body::City,
        }
    }

    /// The program's lasting name: what stands behind the first `/`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.split_once('/').map_or(&self.0, |(_, name)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_id_tells_its_government_and_name() {
        let city = ProgramId::from("city/利子補給金");
        assert_eq!((city.body(), city.name()), (Body::City, "利子補給金"));
        let prefecture = ProgramId::from("pref/金融円滑化/特別資金");
        assert_eq!(
            (prefecture.body(), prefecture.name()),
            (Body::Prefecture, "金融円滑化/特別資金")
        );
        assert_eq!(ProgramId::from("利子補給金").name(), "利子補給金");
    }
}
