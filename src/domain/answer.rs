//! What the administration answered to an opinion, and how far it has got. Two axes, never one: a
//! person sets each, and linking sets neither.

use jiff::civil::Date;

words! {
    /// 対応区分. What the answer is. An opinion without one is 未回答, which is computed and cannot be
    /// chosen.
    AnswerKind {
        /// 反映: a program was set up, enlarged or changed because of the opinion.
        Reflected = "反映",
        /// 既実施: a program that does it is there already.
        Existing = "既実施",
        /// 説明: how the administration sees it.
        Explained = "説明",
        /// 今後の参考: borne in mind when programs are carried out.
        Reference = "今後の参考",
        /// その他: outside what the administration or this council can do.
        Other = "その他",
    }
}

impl AnswerKind {
    /// The number it is printed with: 対応1 to 対応5.
    #[must_use]
    pub fn code(self) -> usize {
        1 + Self::ALL.iter().position(|kind| *kind == self).unwrap_or_default()
    }

    /// Whether it says that programs do something, so that some should be named.
    #[must_use]
    pub fn names_programs(self) -> bool {
        matches!(self, Self::Reflected | Self::Existing)
    }
}

words! {
    /// 回答の段階. Who may see an answer.
    AnswerStage {
        /// 下書き: the secretariat alone.
        Draft = "下書き",
        /// 確認済: committee members too.
        Checked = "確認済",
        /// 公表: everybody.
        Published = "公表",
    }
}

/// 足りないもの. Why an answer or progress cannot be said as it is, wherever it is written: in a
/// form, on the command line, in a workbook that comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// An answer that goes further than 下書き has no 市の考え方.
    Text,
    /// 検討中 names no day.
    Until,
    /// A day is named by which nothing is to be decided.
    NoUntil,
    /// 対応困難 or 対象外 gives no reason.
    Reason,
}

impl AnswerStage {
    /// What an answer of this stage lacks with this text.
    #[must_use]
    pub fn lacks(self, text: &str) -> Option<Lack> {
        (self != Self::Draft && text.trim().is_empty()).then_some(Lack::Text)
    }
}

words! {
    /// 進捗. How far the answer has got. It may go back.
    ProgressState {
        /// 未着手.
        NotStarted = "未着手",
        /// 検討中: until a day that must be named.
        Considering = "検討中",
        /// 対応中.
        Underway = "対応中",
        /// 対応済.
        Done = "対応済",
        /// 対応困難: for a reason that must be given.
        Difficult = "対応困難",
        /// 対象外: nobody asks how far it has got, for a reason that must be given.
        OutOfScope = "対象外",
    }
}

impl ProgressState {
    /// Whether a day must be named by which it is decided.
    #[must_use]
    pub fn needs_date(self) -> bool {
        self == Self::Considering
    }

    /// Whether a reason must be given.
    #[must_use]
    pub fn needs_reason(self) -> bool {
        matches!(self, Self::Difficult | Self::OutOfScope)
    }

    /// What this state lacks with this 期限 and this 理由.
    #[must_use]
    pub fn lacks(self, until: Option<Date>, reason: &str) -> Option<Lack> {
        match (self.needs_date(), until) {
            (true, None) => Some(Lack::Until),
            (false, Some(_)) => Some(Lack::NoUntil),
            _ => (self.needs_reason() && reason.trim().is_empty()).then_some(Lack::Reason),
        }
    }

    /// 完了: nothing more is to be done. The rest is 未済.
    #[must_use]
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Done | Self::Difficult | Self::OutOfScope)
    }
}

words! {
    /// 要望先. Whom an opinion was passed on to. It is answered by that, not covered.
    Addressee {
        /// 国へ要望.
        State = "国へ要望",
        /// 県へ要望.
        Prefecture = "県へ要望",
        /// 関係団体へ伝達.
        Bodies = "関係団体へ伝達",
    }
}

words! {
    /// 意見の関係. How an opinion stands to another one.
    Relation {
        /// 同趣旨: both say much the same.
        Same = "同趣旨",
        /// 準用: its answer is the other's answer.
        AsAnswered = "準用",
        /// 継承: it takes up an earlier one.
        Continues = "継承",
    }
}

impl Relation {
    /// The same, read from the other opinion.
    #[must_use]
    pub fn reverse(self) -> &'static str {
        match self {
            Self::Same => "同趣旨",
            Self::AsAnswered => "準用元",
            Self::Continues => "継承先",
        }
    }
}

words! {
    /// 委員の受け止め. What a committee member says to an answer.
    Verdict {
        /// 了承.
        Agreed = "了承",
        /// 説明を求める.
        Explain = "説明を求める",
    }
}
