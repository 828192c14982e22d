//! Policy areas: the order in which a plan lists its programs.

use serde::{Deserialize, Serialize};

use super::{Amount, AreaId, NamedAmount, SourceId};

/// 計画. The areas of one source, in printed order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// 識別子, the part before `/` of its areas: `city-r7`.
    pub id: String,
    /// 出典.
    pub source: SourceId,
    /// The number of the part it stands under, as printed: `第1`.
    #[serde(default)]
    pub label: Option<String>,
    /// 標題.
    pub title: String,
    /// Totals printed for the whole plan, under the names the source gives them: 当初予算額.
    #[serde(default)]
    pub amounts: Vec<NamedAmount>,
    /// 方向性 and the 施策 under them.
    pub areas: Vec<Area>,
}

/// 方向性・施策. One policy area, or one measure under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// 識別子.
    pub id: AreaId,
    /// Its number as printed: `1`, `(1)`.
    pub label: String,
    /// 名称.
    pub title: String,
    /// The area it stands under; absent at the top.
    #[serde(default)]
    pub parent: Option<AreaId>,
    /// 決算額 printed for the whole area, 再掲 counted at each place. Absent where none is printed.
    #[serde(default)]
    pub settled: Option<Amount>,
    /// 予算額 printed for the whole area, 再掲 counted at each place. Absent where none is printed.
    #[serde(default)]
    pub budget: Option<Amount>,
    /// Amounts the source gives other names: 関連予算, 事業費.
    #[serde(default)]
    pub amounts: Vec<NamedAmount>,
    /// What is printed about the area itself, paragraph by paragraph.
    #[serde(default)]
    pub prose: Vec<String>,
    /// Ours, not printed: what was noticed here.
    #[serde(default)]
    pub source_note: Option<String>,
}

impl Area {
    /// The short name of a column: the numbers of the whole way down, `1(2)`.
    ///
    /// Made from the id, whose last part is the way down the plan.
    #[must_use]
    pub fn short(&self) -> String {
        if self.label.is_empty() {
            // It has no number to be known by.
            return "他".to_owned();
        }
        let way = self.id.as_str().rsplit('/').next().unwrap_or_default();
        match way.split_once('-') {
            Some((top, sub)) => format!("{top}({sub})"),
            None => way.to_owned(),
        }
    }
}
