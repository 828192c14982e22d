//! 照会様式: what a section is asked, row by row. The workbook is written by `export` and read by
//! `import`; both go by the columns and the rows of this file.

use jiff::civil::Date;

use super::{Council, answered, assigned, how_tied, progressed};
use crate::{
    domain::{
        AnswerStage, EventId, FiscalYear, Opinion, OpinionId, Program, short_wareki, wareki, words,
    },
    journal::{Entry, Hash, Register, Tie},
};

words! {
    /// 欄. What stands in a column: first what the section is shown, then what it fills in.
    Column {
        /// 意見番号.
        Label = "番号",
        /// 施策の柱.
        Area = "施策の柱",
        /// 本文.
        Opinion = "意見",
        /// 結ばれている事業.
        Program = "結ばれている事業",
        /// How the two are linked.
        Tie = "種別・範囲",
        /// What the program is given.
        Budget = "予算額",
        /// What the secretariat adds: by when, and what is disputed.
        Remark = "事務局から",
        /// 対応区分.
        Kind = "対応区分",
        /// 市の考え方.
        Text = "市の考え方",
        /// 段階.
        Stage = "段階",
        /// 進捗.
        State = "進捗",
        /// The day the progress is true of.
        AsOf = "現在日",
        /// By when it is decided.
        Until = "期限",
        /// Why not.
        Reason = "理由",
        /// メモ.
        Note = "メモ",
        /// Who filled it in.
        By = "記入者",
        /// What the row is known by; out of sight.
        Key = "識別子",
    }
}

impl Column {
    /// Where it stands in a row.
    #[must_use]
    pub fn at(self) -> usize {
        Self::ALL.iter().position(|column| *column == self).unwrap_or_default()
    }

    /// Whether the section fills it in.
    #[must_use]
    pub fn is_answer(self) -> bool {
        Self::ANSWER.contains(&self) || Self::PROGRESS.contains(&self) || self.is_aside()
    }

    /// Whether it goes beside the answer, and holds nothing when the form goes out.
    #[must_use]
    pub fn is_aside(self) -> bool {
        matches!(self, Self::Note | Self::By)
    }

    /// What an answer is made of.
    pub const ANSWER: [Self; 3] = [Self::Kind, Self::Text, Self::Stage];
    /// What progress is made of.
    pub const PROGRESS: [Self; 4] = [Self::State, Self::AsOf, Self::Until, Self::Reason];
}

/// The stages that a section can give an answer: what is 公表 the secretariat decides.
pub const STAGES: [AnswerStage; 2] = [AnswerStage::Draft, AnswerStage::Checked];

/// The sheet that the program reads for itself.
pub const HIDDEN: &str = "_shingi";

/// What the hidden sheet begins with.
pub const MARK: &str = "審議の照会様式";

/// The version of the form: another one is not read.
pub const FORM: &str = "1";

/// What stands in the answer of a further row of an opinion.
pub const DITTO: &str = "同上";

/// The names of what stands at the head of the hidden sheet, in its order; behind them, a row for
/// each row of the form.
pub const HEAD: [&str; 6] = ["様式", "版", "年度", "担当課", "書き出した日", "照合番号"];

/// 照会. What one section is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inquiry {
    /// 年度 of the opinions.
    pub year: FiscalYear,
    /// 担当課; empty where nobody is charged, or people differ about who is.
    pub department: String,
    /// The day it was made.
    pub day: Date,
    /// An opinion and a program each.
    pub lines: Vec<Line>,
}

/// 照会の一行. An opinion with one of the programs it is linked to. The answer is given once an
/// opinion: in its first row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// 識別子 of the row.
    pub key: String,
    /// 意見.
    pub opinion: OpinionId,
    /// Whether the answer is filled in here.
    pub is_first: bool,
    /// The last words on the answer that the section sees.
    pub answer: Vec<EventId>,
    /// The last words on the progress that the section sees.
    pub progress: Vec<EventId>,
    /// What stands in each column.
    pub cells: Vec<String>,
}

impl Inquiry {
    /// The inquiries of a year, one a section, in the order of its first opinion; those of nobody
    /// last.
    #[must_use]
    pub fn of_year(council: &Council, year: FiscalYear, day: Date) -> Vec<Self> {
        let mut inquiries: Vec<Self> = Vec::new();
        for opinion in council.records.opinions.iter().filter(|it| it.fiscal_year == year) {
            let department = department(council, &opinion.id);
            let lines = lines(council, opinion);
            match inquiries.iter_mut().find(|it| it.department == department) {
                Some(inquiry) => inquiry.lines.extend(lines),
                None => inquiries.push(Self { year, department, day, lines }),
            }
        }
        inquiries.sort_by_key(|it| it.department.is_empty());
        inquiries
    }

    /// 担当課, or that nobody is charged.
    #[must_use]
    pub fn section(&self) -> &str {
        section(&self.department)
    }

    /// How many opinions it asks about.
    #[must_use]
    pub fn opinions(&self) -> usize {
        self.lines.iter().filter(|line| line.is_first).count()
    }
}

/// 担当課, or that nobody is charged.
#[must_use]
pub fn section(department: &str) -> &str {
    if department.is_empty() { "担当未定" } else { department }
}

/// The year whose opinions are being asked about: the newest there is.
#[must_use]
pub fn year_at_hand(council: &Council) -> Option<FiscalYear> {
    council.records.opinions.iter().map(|opinion| opinion.fiscal_year).max()
}

/// The sum over everything in the hidden sheet, so that a change in it shows.
#[must_use]
pub fn checksum<'a>(rows: impl IntoIterator<Item = &'a [String]>) -> String {
    let mut all = String::new();
    for row in rows {
        // What is empty behind the last word of a row is in no file.
        let last = row.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |at| at + 1);
        for cell in &row[..last] {
            all.push_str(cell);
            all.push('|');
        }
        all.push_str("||");
    }
    Hash::of(&all).0.to_string()
}

/// 担当課 of an opinion, where people agree.
fn department(council: &Council, opinion: &OpinionId) -> String {
    let register = council.ledger.assignment(opinion);
    let agreed = register.filter(|register| register.disagreement().is_none());
    let said = agreed.and_then(Register::now);
    said.map_or_else(String::new, |said| said.what.department.trim().to_owned())
}

fn lines(council: &Council, opinion: &Opinion) -> Vec<Line> {
    let first = Line {
        key: opinion.id.to_string(),
        opinion: opinion.id.clone(),
        is_first: true,
        answer: super::seen(council.ledger.answer(&opinion.id)),
        progress: super::seen(council.ledger.progress(&opinion.id)),
        cells: Column::ALL.iter().map(|column| shown(council, opinion, *column)).collect(),
    };
    let mut lines = vec![first.clone()];
    for (nth, tie) in council.ties_of(&opinion.id).enumerate() {
        if nth > 0 {
            let key = format!("{} {}", opinion.id, tie.program);
            let mut cells = first.cells.clone();
            for column in Column::ALL.iter().filter(|column| column.is_answer()) {
                cells[column.at()].clear();
            }
            cells[Column::Remark.at()].clear();
            DITTO.clone_into(&mut cells[Column::Kind.at()]);
            let (answer, progress) = (Vec::new(), Vec::new());
            let opinion = opinion.id.clone();
            lines.push(Line { key, opinion, is_first: false, answer, progress, cells });
        }
        if let Some(line) = lines.last_mut() {
            tied(council, tie, &mut line.cells);
        }
    }
    for line in &mut lines {
        line.cells[Column::Key.at()].clone_from(&line.key);
    }
    lines
}

fn tied(council: &Council, tie: &Tie, cells: &mut [String]) {
    let records = &council.records;
    records.program_name(&tie.program).clone_into(&mut cells[Column::Program.at()]);
    cells[Column::Tie.at()] = how_tied(tie);
    let budget = |program: &Program| {
        let amount = program.latest().budget.as_ref()?;
        Some(format!("{} {}千円", amount.year, amount.thousand_yen))
    };
    let budget = records.program(&tie.program).and_then(budget);
    cells[Column::Budget.at()] = budget.unwrap_or_default();
}

/// What the section is shown of an opinion in a column.
fn shown(council: &Council, opinion: &Opinion, column: Column) -> String {
    let (records, ledger) = (&council.records, &council.ledger);
    let answer = ledger.answer(&opinion.id).and_then(Register::now).map(|said| &said.what);
    let progress = ledger.progress(&opinion.id).and_then(Register::now).map(|said| &said.what);
    let cell = match column {
        Column::Label => Some(opinion.label.clone()),
        Column::Area => {
            let area = opinion.area.as_ref().map(|area| records.top_area(area));
            let area = area.and_then(|area| records.area(area));
            Some(area.map_or("その他".to_owned(), |it| format!("{} {}", it.label, it.title)))
        }
        Column::Opinion => Some(opinion.text.clone()),
        Column::Remark => Some(remarks(council, opinion)),
        Column::Kind => answer.map(|answer| records.word(answer.kind).to_owned()),
        Column::Text => answer.map(|answer| answer.text.clone()),
        Column::Stage => answer.map(|answer| records.word(answer.stage).to_owned()),
        Column::State => progress.map(|progress| records.word(progress.state).to_owned()),
        Column::AsOf => progress.map(|progress| short_wareki(progress.as_of)),
        Column::Until => progress.and_then(|progress| progress.until).map(short_wareki),
        Column::Reason => progress.map(|progress| progress.reason.clone()),
        Column::Program
        | Column::Tie
        | Column::Budget
        | Column::Note
        | Column::By
        | Column::Key => None,
    };
    cell.unwrap_or_default()
}

/// By when, and what people say differently: a line each.
fn remarks(council: &Council, opinion: &Opinion) -> String {
    let (records, ledger) = (&council.records, &council.ledger);
    let assignment = ledger.assignment(&opinion.id);
    let due = assignment.and_then(Register::now).and_then(|said| said.what.due);
    let due = due.map(|due| format!("回答期限 {}", wareki(due)));
    let disputes = [
        disputed(council, assignment, "担当課", assigned),
        disputed(council, ledger.answer(&opinion.id), "回答", |it| answered(records, it)),
        disputed(council, ledger.progress(&opinion.id), "進捗", |it| progressed(records, it)),
    ];
    let lines: Vec<_> = due.into_iter().chain(disputes.into_iter().flatten()).collect();
    lines.join("\n")
}

/// `回答の食い違い: 2 既実施（佐藤）／3 説明（田中）`.
fn disputed<T: Entry>(
    council: &Council,
    register: Option<&Register<T>>,
    what: &str,
    word: impl Fn(&T) -> String,
) -> Option<String> {
    let heads = register?.disagreement()?;
    let each = heads
        .iter()
        .map(|said| format!("{}・{}", word(&said.what), council.records.name_of(&said.by)));
    Some(format!("{what}の食い違い: {}", each.collect::<Vec<_>>().join("／")))
}
