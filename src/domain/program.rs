//! What the administration does: programs and measures, and the rows that print them.

use serde::{Deserialize, Serialize};

use super::{Amount, AreaId, NamedAmount, ProgramId, SourceId};

/// 実施主体. Whose program it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Body {
    /// 市.
    City,
    /// 県.
    Prefecture,
}

impl Body {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::City => "市",
            Self::Prefecture => "県",
        }
    }
}

words! {
    /// 数える範囲. Whose programs count as answers.
    #[derive(Default)]
    Bodies {
        /// 市と県.
        #[default]
        Both = "市と県",
        /// 市.
        City = "市",
        /// 県.
        Prefecture = "県",
    }
}

impl Bodies {
    /// Whether the programs of a government count.
    #[must_use]
    pub fn count(self, body: Body) -> bool {
        match self {
            Self::Both => true,
            Self::City => body == Body::City,
            Self::Prefecture => body == Body::Prefecture,
        }
    }
}

/// 事業の別. Whether money stands behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ProgramKind {
    /// 事業: at least one source prints an amount for it.
    Project,
    /// 予算のない取組: no source prints an amount, such as 計画的な発注 or 先端設備等導入計画の認定.
    Measure,
}

/// 事業. A program, or a measure without a budget, over all its years and sources.
///
/// Made by the loader from the entries; the record holds entries only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// 識別子.
    pub id: ProgramId,
    /// 掲載された行, in the order the sources were read; never empty. The first listing of a source
    /// comes before its 再掲.
    pub entries: Vec<Entry>,
}

impl Program {
    /// The entry that speaks for the program today: the first listing in its newest source.
    ///
    /// Sources are read oldest first, so that is the first entry of the last source.
    #[must_use]
    pub fn latest(&self) -> &Entry {
        let newest = &self.entries[self.entries.len() - 1].source;
        self.entries.iter().find(|entry| entry.source == *newest).unwrap_or(&self.entries[0])
    }

    /// The name its latest entry prints.
    #[must_use]
    pub fn name(&self) -> &str {
        self.latest().name()
    }

    /// The areas its newest source lists it in, first listing first.
    pub fn areas(&self) -> impl Iterator<Item = &AreaId> {
        let newest = &self.latest().source;
        self.entries.iter().filter(move |entry| entry.source == *newest).map(|e| &e.listed.area)
    }

    /// Whether any source prints an amount for it.
    #[must_use]
    pub fn kind(&self) -> ProgramKind {
        let has_money = |entry: &Entry| {
            entry.settled.is_some() || entry.budget.is_some() || !entry.amounts.is_empty()
        };
        if self.entries.iter().any(has_money) { ProgramKind::Project } else { ProgramKind::Measure }
    }
}

/// 掲載. Where a source lists an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listing {
    /// The area it stands under.
    pub area: AreaId,
    /// Its number there. Absent where the source does not number.
    #[serde(default)]
    pub number: Option<u32>,
    /// Its label there, where the source letters instead of numbering: `ア`.
    #[serde(default)]
    pub label: Option<String>,
    /// 再掲: the source printed the same program before, in another area.
    #[serde(default)]
    pub relisted: bool,
}

impl Listing {
    /// Its number or label as printed; empty where the source prints neither.
    #[must_use]
    pub fn mark(&self) -> String {
        match (&self.label, self.number) {
            (Some(label), _) => label.clone(),
            (None, Some(number)) => number.to_string(),
            (None, None) => String::new(),
        }
    }
}

/// 掲載された一行. One program in one place of one source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// 事業.
    pub program: ProgramId,
    /// 出典. Named once at the head of its file; the loader fills it in.
    #[serde(skip)]
    pub source: SourceId,
    /// 事業名 as printed, where it is not the id's own words.
    #[serde(default, rename = "name")]
    pub printed_name: Option<String>,
    /// 掲載.
    pub listed: Listing,
    /// 担当課, as printed.
    #[serde(default)]
    pub departments: Vec<String>,
    /// Marks as printed: ★, 【新】, 【コロナ】.
    #[serde(default)]
    pub marks: Vec<String>,
    /// 決算額. Absent where none is printed, as for a new program: not zero.
    #[serde(default)]
    pub settled: Option<Amount>,
    /// 予算額. Absent where none is printed, as for an ended program: not zero.
    #[serde(default)]
    pub budget: Option<Amount>,
    /// Amounts the source gives other names: 当初, 2月補正, 繰越, 事業費, 交付決定額.
    #[serde(default)]
    pub amounts: Vec<NamedAmount>,
    /// 内容.
    #[serde(default)]
    pub content: Option<String>,
    /// Labelled parts, in printed order: the lettered items of a measure (`(ア)`), or what a sheet
    /// prints under headings of its own (現状・課題, 負担割合, 補助限度額, 事業期間).
    #[serde(default)]
    pub items: Vec<Item>,
    /// 結果, one string a printed item, without its bullet. Empty where none is printed.
    #[serde(default)]
    pub results: Vec<String>,
    /// 備考. Absent where the row has none or leaves it blank.
    #[serde(default)]
    pub remark: Option<String>,
    /// Ours, not printed: what was noticed here.
    #[serde(default)]
    pub source_note: Option<String>,
}

impl Entry {
    /// 事業名 as printed.
    #[must_use]
    pub fn name(&self) -> &str {
        self.printed_name.as_deref().unwrap_or(self.program.name())
    }
}

/// 細目. One lettered item of a measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// `(ア)`.
    pub label: String,
    /// 本文. Several paragraphs are separated by a line feed.
    pub text: String,
}
