//! 凡例: what the words and figures mean, and what the file was made from.

use super::{Fact, View};
use crate::{
    domain::{AnswerKind, AnswerStage, ProgressState, Term, ThousandYen, Worded, wareki},
    export::table::{Cell, Column, Table},
    journal::Edition,
};

/// Whom an edition is for, and what it leaves out.
pub(super) fn of_edition(edition: Edition) -> &'static str {
    match edition {
        Edition::Public => "公表版（公表の回答と確定の対応付けだけ）",
        Edition::Members => "委員版（確認済・公表の回答と確定の対応付けだけ）",
        Edition::Office => "庁内版（下書きの回答、案の対応付けを含む。外部に出さない）",
    }
}

const COVERAGE: &[(&str, &str)] = &[
    ("対応状況: 事業あり", "意見の全部に応える事業が、少なくとも一つある"),
    ("対応状況: 一部", "意見の一部に応える事業だけがある。全部の半分とは数えない"),
    ("対応状況: 参考のみ", "確定した対応付けはあるが、参考か関連にとどまる"),
    ("対応状況: 案のみ", "対応付けの案だけがあり、どれも確定していない"),
    ("対応状況: なし", "結んだ事業がない"),
    ("種別: 新規", "意見を受けて新設した事業。確定すれば、応える事業に数える"),
    ("種別: 拡充", "意見を受けて見直した事業。確定すれば、応える事業に数える"),
    ("種別: 継続", "既に応えている事業。確定すれば、応える事業に数える"),
    ("種別: 参考", "実施の際に参考にする事業。応える事業には数えない"),
    ("種別: 関連", "関わりはあるが、応えてはいない事業。応える事業には数えない"),
];

const FIGURES: &[(&str, &str)] = &[
    ("回答済 n/m", "m は意見の件数、n は回答のある意見（段階を問わない。準用と要望・伝達を含む）"),
    ("対応事業あり n/m", "m は意見の件数、n は事業あり・一部の意見"),
    ("結果あり n/m", "m は意見の件数、n は応える事業の最新の資料に結果が印刷されている意見"),
    ("対象外", "分母に含めたまま、その件数を分母の横に示す"),
    ("未回答", "この版に載る回答がなく、対象外でもない意見。計算した状態で、区分ではない"),
    ("空欄", "資料に印刷がないか、まだ書かれていないもの。0 とは異なる"),
    ("金額", "資料に印刷された千円単位の額。△は負の数"),
    ("更新日", "その意見について日誌に最後に書かれた日"),
    ("対応（0・1）", "1 は、確定した新規・拡充・継続の対応付けがあるもの。ほかは 0"),
];

impl View<'_> {
    pub(super) fn legend(self, title: &str, facts: &[Fact]) -> Table {
        let columns = vec![Column::text("項目", 26), Column::text("意味", 90)];
        let mut table = Table::print("凡例", "凡例（この書類の見方）", columns);
        let mut row = |name: &str, meaning: &str| {
            table.rows.push(vec![Cell::text(name), Cell::text(meaning)]);
        };
        row("標題", title);
        for (name, fact) in facts {
            row(name, fact);
        }
        for (name, meaning) in COVERAGE {
            row(name, meaning);
        }
        for kind in AnswerKind::ALL {
            let name = format!("対応区分: {} {}", kind.code(), self.council.records.word(*kind));
            row(&name, &self.meaning(*kind));
        }
        if self.is_office() {
            for stage in AnswerStage::ALL {
                let name = format!("段階: {}", self.council.records.word(*stage));
                row(&name, &self.meaning(*stage));
            }
        }
        for state in ProgressState::ALL {
            let name = format!("進捗: {}", self.council.records.word(*state));
            row(&name, &self.meaning(*state));
        }
        for (name, meaning) in FIGURES {
            row(name, meaning);
        }
        row("数える範囲", &format!("{}の事業を、応える事業に数える", self.council.bodies));
        row("対応事業の金額", &self.money_behind());
        for source in &self.council.records.sources {
            let day = source.as_of.map_or_else(String::new, |day| format!("、{}現在", wareki(day)));
            let year = source.fiscal_year.japanese();
            row("出典", &format!("{}（{}、{year}{day}）", source.title, source.issuer));
        }
        table
    }

    /// What the vocabulary of the office says of a word; empty where it says nothing.
    fn meaning(self, word: impl Worded) -> String {
        let is_its = |term: &&Term| term.list == word.list() && term.key == word.key();
        let term = self.council.records.terms.iter().find(is_its);
        term.and_then(|term| term.meaning.clone()).unwrap_or_default()
    }

    fn money_behind(self) -> String {
        let money = self.council.standing.money;
        format!(
            "応える事業 {}件、決算額 {}、予算額 {}（再掲や、幾つもの意見への対応があっても、\
             事業ごとに一度だけ数える）",
            money.programs,
            ThousandYen::with_unit(money.settled),
            ThousandYen::with_unit(money.budget)
        )
    }
}
