//! What the tables say of one opinion.

use jiff::civil::Date;

use super::View;
use crate::{
    analysis::{Money, Pace, Reply, answered_through, covers, how_tied},
    domain::{Opinion, OpinionId, Program, ProgressState, RecordId, Relation, wareki},
    export::table::Cell,
    journal::{Answer, Progress, Register, Said, Tie},
};

impl<'a> View<'a> {
    pub(super) fn opinion(self, row: usize) -> &'a Opinion {
        &self.council.records.opinions[row]
    }

    /// 意見番号.
    pub(super) fn label(self, row: usize) -> Cell {
        Cell::text(self.council.records.label(self.opinion_id(row)))
    }

    /// 方向性: `1 創業・事業承継の促進`.
    pub(super) fn area(self, row: usize) -> Cell {
        let records = &self.council.records;
        let Some(area) = &self.opinion(row).area else { return Cell::text("その他") };
        match records.area(records.top_area(area)) {
            Some(area) => Cell::text(format!("{} {}", area.label, area.title)),
            None => Cell::text(format!("{area}（参照先なし）")),
        }
    }

    /// 会議: `第1回`, a line each.
    pub(super) fn meetings(self, row: usize) -> Cell {
        let sessions = &self.council.records.sessions;
        let named = self.opinion(row).sessions.iter().map(|id| {
            let session = sessions.iter().find(|session| session.id == *id);
            session.map_or_else(|| id.to_string(), |session| format!("第{}回", session.number))
        });
        Cell::lines(named)
    }

    /// 対応状況: whether programs answer it.
    pub(super) fn coverage(self, row: usize) -> Cell {
        Cell::text(self.council.standing.opinions[row].word())
    }

    /// 対応区分, with how far the answer has come where that is not for everybody.
    pub(super) fn reply(self, row: usize) -> Cell {
        let records = &self.council.records;
        let case = &self.council.standing.cases[row];
        let (kind, stage, way) = match case.reply {
            Reply::Own(kind, stage) => (kind, stage, ""),
            Reply::Through(kind, stage) => (kind, stage, "\n（準用）"),
            Reply::Disputed => return self.calling("食い違い"),
            Reply::Referred => return Cell::text("要望・伝達"),
            Reply::None if case.is_unanswered() => return self.calling("未回答"),
            Reply::None => return Cell::text(records.word(ProgressState::OutOfScope)),
        };
        let kind = format!("{} {}{way}", kind.code(), records.word(kind));
        if self.is_office() {
            Cell::lines([kind, format!("〔{}〕", records.word(stage))])
        } else {
            Cell::text(kind)
        }
    }

    /// 市の考え方, whosever answer it is, and whom the opinion was passed on to.
    pub(super) fn view(self, row: usize) -> Cell {
        let id = self.opinion_id(row);
        let ledger = &self.council.ledger;
        let mut lines = match self.council.standing.cases[row].reply {
            Reply::Through(..) => self.view_of_another(id),
            _ => self.views_of(ledger.answer(id)),
        };
        lines.extend(
            ledger
                .referrals(id)
                .iter()
                .map(|said| format!("{}（{}）", said.what.to, wareki(said.what.on))),
        );
        Cell::lines(lines)
    }

    fn view_of_another(self, id: &OpinionId) -> Vec<String> {
        let others = answered_through(&self.council.ledger, id);
        let answered = others.into_iter().find_map(|other| {
            let register = self.council.ledger.answer(other)?;
            register.now().map(|_| (other, register))
        });
        let Some((other, register)) = answered else { return Vec::new() };
        let mut lines = vec![format!("{}の回答のとおり", self.council.records.label(other))];
        lines.extend(self.views_of(Some(register)));
        lines
    }

    fn views_of(self, register: Option<&Register<Answer>>) -> Vec<String> {
        let Some(register) = register else { return Vec::new() };
        let Some(heads) = register.disagreement() else {
            return register.now().map(|said| said.what.text.clone()).into_iter().collect();
        };
        let one = |said: &Said<Answer>| {
            let Answer { kind, text, .. } = &said.what;
            let word = self.council.records.word(*kind);
            if self.is_office() {
                let name = self.council.records.name_of(&said.by);
                format!("【{name}】{} {word}: {text}", kind.code())
            } else {
                format!("・{} {word}: {text}", kind.code())
            }
        };
        heads.iter().map(one).collect()
    }

    /// 進捗, with its day and its reason.
    pub(super) fn pace(self, row: usize) -> Cell {
        let records = &self.council.records;
        let state = match self.council.standing.cases[row].pace {
            Pace::Unset => return Cell::text("未設定"),
            Pace::Disputed => return self.calling("食い違い"),
            Pace::Set(state) => records.word(state).to_owned(),
        };
        let until = self.progress(row).and_then(|progress| progress.until);
        match until {
            Some(until) if until < self.day => {
                self.calling(format!("{state}\n期限 {} を過ぎています", wareki(until)))
            }
            Some(until) => Cell::lines([state, format!("期限 {}", wareki(until))]),
            None => Cell::lines([state, self.pace_reason(row).to_owned()]),
        }
    }

    /// What is said of the progress; `None` where nobody has said anything, or not the same.
    pub(super) fn progress(self, row: usize) -> Option<&'a Progress> {
        let register = self.council.ledger.progress(self.opinion_id(row))?;
        if register.disagreement().is_some() {
            return None;
        }
        register.now().map(|said| &said.what)
    }

    pub(super) fn pace_reason(self, row: usize) -> &'a str {
        self.progress(row).map_or("", |progress| &progress.reason)
    }

    /// 担当課.
    pub(super) fn department(self, row: usize) -> Cell {
        let Some(register) = self.council.ledger.assignment(self.opinion_id(row)) else {
            return Cell::Nothing;
        };
        match register.disagreement() {
            Some(heads) => {
                let names: Vec<_> =
                    heads.iter().map(|said| said.what.department.as_str()).collect();
                self.calling(format!("食い違い: {}", names.join("／")))
            }
            None => register.now().map_or(Cell::Nothing, |said| Cell::text(&said.what.department)),
        }
    }

    /// 回答期限, while there is no answer.
    pub(super) fn due(self, row: usize) -> Option<Date> {
        self.council.ledger.assignment(self.opinion_id(row))?.now()?.what.due
    }

    /// The programs an opinion is linked to, answers first.
    pub(super) fn tied(self, row: usize) -> impl Iterator<Item = &'a Tie> {
        self.council.ties_of(self.opinion_id(row))
    }

    /// `地域スタートアップ等支援事業（継続・全部）`, with whose it is where that is not the city.
    pub(super) fn tie(self, tie: &Tie) -> String {
        let records = &self.council.records;
        let whose = match tie.program.body() {
            crate::domain::Body::Prefecture => "【県】",
            crate::domain::Body::City => "",
        };
        format!("{whose}{}（{}）", records.program_name(&tie.program), how_tied(tie))
    }

    /// The programs that answer it, each once.
    pub(super) fn answering(self, row: usize) -> impl Iterator<Item = &'a Program> {
        let Self { council, .. } = self;
        let answers = |tie: &&Tie| tie.links.iter().any(|live| covers(&live.what));
        let counted = |tie: &&Tie| council.bodies.count(tie.program.body());
        let ties = self.tied(row).filter(answers).filter(counted);
        ties.filter_map(|tie| council.records.program(&tie.program))
    }

    /// The money of the programs that answer it.
    pub(super) fn money(self, row: usize) -> Money {
        Money::of(self.answering(row), self.council.standing.years)
    }

    /// 更新日: the last day on which somebody said something of it.
    pub(super) fn updated(self, row: usize) -> Option<Date> {
        let about = RecordId::Opinion(self.opinion_id(row).clone());
        self.council.deeds_of(&about).next().map(|deed| deed.at.wall().date())
    }

    /// The opinions that stand to it in a relation, from either side where that reads the same.
    pub(super) fn related(self, row: usize, relation: Relation) -> Cell {
        let id = self.opinion_id(row);
        let others = self.council.ledger.relations.iter().filter_map(|said| {
            let what = &said.what;
            let either = relation == Relation::Same && what.other == *id;
            match what.relation == relation {
                true if what.opinion == *id => Some(&what.other),
                true if either => Some(&what.opinion),
                _ => None,
            }
        });
        let mut names: Vec<_> = others.map(|other| self.council.records.label(other)).collect();
        names.sort_unstable();
        names.dedup();
        Cell::text(names.join("、"))
    }

    /// 未済: nobody has said of it that there is nothing more to be done.
    pub(super) fn is_open(self, row: usize) -> bool {
        !matches!(self.council.standing.cases[row].pace, Pace::Set(state) if state.is_closed())
    }
}
