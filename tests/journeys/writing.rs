//! What people say of opinions and links, in forms: one after another, or of several at once.

use super::{MENTOR, RESEARCH, STARTUP, desk::Desk, shows};
use jiff::civil::date;
use shingi::{
    app::{Focus, Msg, Overlay},
    domain::{
        Addressee, AnswerKind, AnswerStage, Extent, LinkKind, OpinionId, ProgressState, RecordId,
        Relation, Stage,
    },
    journal::{Answer, Progress, Saying},
    problem::{Problem, Severity},
};

fn opinion(id: &str) -> OpinionId {
    id.into()
}

/// The desk before the opinion about mentors.
fn mentor() -> Desk {
    let mut desk = Desk::open(80, 24);
    desk.press("2/メンター<Enter>");
    desk
}

fn answer(desk: &Desk, id: &str) -> Option<Answer> {
    let register = desk.model.council.ledger.answer(&opinion(id))?;
    register.now().map(|said| said.what.clone())
}

fn progress(desk: &Desk, id: &str) -> Option<Progress> {
    let register = desk.model.council.ledger.progress(&opinion(id))?;
    register.now().map(|said| said.what.clone())
}

fn form_is_open(desk: &Desk) -> bool {
    matches!(desk.model.overlay, Some(Overlay::Entry(_)))
}

fn acts(desk: &Desk) -> usize {
    let mut acts: Vec<_> = desk.model.council.journal.events.iter().map(|e| &e.act).collect();
    acts.dedup();
    acts.len()
}

#[test]
fn an_answer_is_written_published_and_taken_back() {
    let mut desk = mentor();
    desk.press("<F8>");
    shows(&desk, "ア(イ) に記入");
    desk.press("<Enter>");
    shows(&desk, "ア(イ) への回答");
    desk.press("2<F7>");
    assert_eq!(
        desk.notice(),
        "保存しました: ア(イ)の回答を 2 既実施・下書き にしました  F9 で戻す"
    );
    assert!(desk.model.overlay.is_none());
    // What stands is filled in; 公表 needs a text.
    desk.press("r<Down>3<F7>");
    shows(&desk, "公表にするには、市の考え方の文が要ります。");
    desk.press("窓口で相談に\n<Enter>応じています。<F7>");
    let said = answer(&desk, MENTOR).unwrap();
    assert_eq!((said.kind, said.stage), (AnswerKind::Existing, AnswerStage::Published));
    assert!(said.text.starts_with("窓口で相談に"), "{}", said.text);
    assert_eq!(desk.model.council.ledger.answer(&opinion(MENTOR)).unwrap().heads().len(), 1);
    desk.press("r<F7>");
    assert_eq!(desk.notice(), "すでに同じ内容です。何も書き込んでいません。");
    desk.press("<F9><F9>");
    assert!(answer(&desk, MENTOR).is_none());
}

#[test]
fn progress_asks_for_what_it_needs_and_warns_of_days_that_have_gone() {
    let mut desk = mentor();
    desk.press("p<F7>");
    shows(&desk, "進捗を選んでください。");
    desk.press("2<F7>");
    shows(&desk, "検討中のときは、いつまでに決めるか期限を書いてください。");
    desk.press("2月30日<F7>");
    shows(&desk, "という日はありません");
    desk.press("<C-u>R8.3.31<F7>");
    shows(&desk, "期限 令和8年3月31日 はもう過ぎています。");
    assert!(progress(&desk, MENTOR).is_none());
    desk.press("<F7>");
    let said = progress(&desk, MENTOR).unwrap();
    assert_eq!(said.until, Some(date(2026, 3, 31)));
    assert_eq!(said.as_of, date(2026, 11, 21));
    // Another state drops the day that was left from the one before, and 対応困難 needs a reason.
    desk.press("p5<F7>");
    shows(&desk, "対応困難のときは理由を書いてください。");
    desk.press("国の制度による。<F7>");
    let said = progress(&desk, MENTOR).unwrap();
    assert_eq!((said.state, said.until), (ProgressState::Difficult, None));
    // A day that was just written is not dropped in silence.
    desk.press("p3<Down><Down>R9.1.31<F7>");
    shows(&desk, "期限は 検討中 のときだけ書けます。");
}

#[test]
fn charge_relation_referral_and_note_are_written_and_one_s_note_anew() {
    let mut desk = mentor();
    desk.press("t<F7>");
    shows(&desk, "担当課を書いてください。");
    desk.press("経済政策課<Down>12/10<F7>");
    let register = desk.model.council.ledger.assignment(&opinion(MENTOR)).unwrap();
    let said = &register.now().unwrap().what;
    assert_eq!((&*said.department, said.due), ("経済政策課", Some(date(2026, 12, 10))));
    desk.press("=ア-イ<Down>2<F7>");
    shows(&desk, "ア(イ) 自身との関係は記入できません。");
    desk.press("<C-u>ア<F7>");
    shows(&desk, "件あります");
    desk.press("<C-u>ｱｱ<F7>");
    assert_eq!(desk.notice(), "保存しました: ア(イ)を ア(ア) の準用にしました  F9 で戻す");
    assert_eq!(desk.model.council.ledger.relations[0].what.relation, Relation::AsAnswered);
    desk.press("<F3><C-u>ア(ア)<Enter>=ｱ-ｲ<Down>2<F7>");
    shows(&desk, "一巡してしまいます。");
    desk.press("<Esc>y<Esc>d1<Down><Down>九州経済産業局へ<F7>");
    let referred = desk.model.council.ledger.referrals(&opinion("city-r7/ア(ア)"));
    assert_eq!((referred[0].what.to, referred[0].what.on), (Addressee::State, date(2026, 11, 21)));
    desk.press("<F7>来年も見る。<F7>");
    desk.press("e<C-u>再来年も見る。<F7>");
    assert_eq!(desk.notice(), "保存しました: ア(ア)のメモを書き直しました  F9 で戻す");
    let about = RecordId::Opinion(opinion("city-r7/ア(ア)"));
    let notes = desk.model.council.ledger.notes(&about);
    assert_eq!(notes.iter().map(|n| &*n.what.text).collect::<Vec<_>>(), ["再来年も見る。"]);
    desk.press("e<C-u><F7>");
    assert!(desk.model.council.ledger.notes(&about).is_empty());
    desk.press("3e財源を確かめる。<F7>5e議事録を確かめる。<F7>");
    assert!(desk.notice().starts_with("保存しました: 「"), "{}", desk.notice());
}

#[test]
fn several_opinions_are_answered_in_one_act_and_each_has_its_line() {
    let mut desk = Desk::open(80, 24);
    desk.press("2<Down>r3<Tab><Tab>個別に説明した。<F7><Up><Space><Space><Space>");
    let before = acts(&desk);
    desk.press("r");
    shows(&desk, "3件の意見 への回答");
    shows(&desk, "ア(ア)、ア(イ)、ア(ウ)");
    desk.press("<F7>");
    // The text of the one that has none is not made up.
    desk.press("2<Down><F7>");
    assert_eq!(acts(&desk), before + 1);
    shows(&desk, "結果 3件");
    shows(&desk, "ア(ア)  2 既実施・下書き にしました");
    assert_eq!(answer(&desk, MENTOR).unwrap().text, "個別に説明した。", "{}", desk.screen());
    shows(&desk, "3件に回答しました");
    desk.press("<Esc>");
    assert_eq!(desk.model.opinions.list.marks(), 0);
    assert!(desk.selected().unwrap().starts_with("ア(エ)"), "{}", desk.screen());
    // One that cannot be said holds up no other.
    desk.press("<Home><Space><Space>r<Down>2<F7>");
    shows(&desk, "ア(ア)  確認済にするには、市の考え方の文が要ります。");
    shows(&desk, "ア(イ)  2 既実施・確認済 にしました");
    desk.press("<Esc><F9>");
    assert_eq!(answer(&desk, MENTOR).unwrap().stage, AnswerStage::Draft);
}

#[test]
fn several_opinions_are_linked_with_several_programs_pair_by_pair() {
    let mut desk = Desk::open(80, 24);
    desk.press("2/スタートアップ<Enter>");
    let found = desk.model.opinions.list.rows().len();
    desk.press("<C-a><F2>");
    shows(&desk, &format!("{found}件の意見に対応する事業を選ぶ"));
    desk.press("地域スタートアップ<Tab><C-u>成長産業<Tab><F6><F8><Enter>");
    shows(&desk, &format!("結果 {}件", found * 2));
    shows(&desk, "案 参考・全部 にしました");
    assert_eq!(desk.model.council.ledger.ties().len(), found * 2);
    desk.press("<Enter>");
    assert_eq!((desk.model.overlay.is_none(), desk.model.opinions.list.marks()), (true, 0));
    assert_eq!(desk.model.opinions.list.query.value(), "スタートアップ", "the search stays");
    // The 案 of several opinions are settled at once; whoever has none is told so.
    desk.press("<Esc><Home><C-a>c");
    shows(&desk, &format!("結果 {}件", 25 + found));
    shows(&desk, "ア(ア)「成長産業創出支援事業」");
    shows(&desk, "案はありません");
    assert!(desk.model.council.ledger.ties().iter().all(|tie| !tie.is_draft()));
    desk.press("<Esc>3<Space><Space><F2>");
    shows(&desk, "2件の事業が応える意見を選ぶ");
}

#[test]
fn a_link_gets_its_evidence_in_the_picker_or_later_and_a_wrong_one_is_turned_down() {
    let mut desk = mentor();
    desk.press("<F2>地域スタートアップ<F4>");
    shows(&desk, "ア(イ)「地域スタートアップ等支援事業」 の対応付け");
    desk.press("<Esc>");
    assert!(matches!(desk.model.overlay, Some(Overlay::Picker(_))), "back in the picker");
    desk.press("<F4><Down><Down><Down>報告書 p.12<F7>");
    assert!(desk.model.overlay.is_none(), "{}", desk.screen());
    let link = &desk.model.council.ledger.links_of(&opinion(MENTOR))[0].what;
    assert_eq!((link.kind, &*link.evidence), (LinkKind::Continuing, "報告書 p.12"));
    // From the list the first press shows which link is meant.
    desk.press("l");
    assert_eq!(desk.model.focus, Focus::Detail);
    desk.press("l<Right><Down>2<Down><Down><Down>窓口で確かめた<F7>");
    let link = &desk.model.council.ledger.links_of(&opinion(MENTOR))[0].what;
    assert_eq!((link.kind, link.extent), (LinkKind::Reference, Extent::Partial));
    assert_eq!((&*link.evidence, &*link.note), ("報告書 p.12", "窓口で確かめた"));
    desk.press("n<F7>");
    shows(&desk, "理由を書いてください。");
    desk.press("対象が違う。<F7>");
    assert!(desk.model.council.ledger.links_of(&opinion(MENTOR)).is_empty());
    let pair = (opinion(MENTOR), STARTUP.into());
    assert_eq!(desk.model.council.ledger.rejects(&pair)[0].what.reason, "対象が違う。");
    // Others are turned down where they are found.
    desk.press("<Esc><F2>成長産業<F5>研究開発の補助である。<F7>");
    assert_eq!(desk.model.council.ledger.rejects(&(opinion(MENTOR), RESEARCH.into())).len(), 1);
    desk.press("<F2>");
    shows(&desk, "関連なし");
}

#[test]
fn a_draft_is_settled_by_one_key() {
    let mut desk = mentor();
    desk.press("<F2>地域スタートアップ<F8><Enter>c");
    assert_eq!(desk.notice(), "どの対応付けかを選んで、もう一度 c を押してください。");
    desk.press("c");
    assert_eq!(
        desk.notice(),
        "確定しました: ア(イ)「地域スタートアップ等支援事業」（継続・全部）  F9 で戻す"
    );
    let links = desk.model.council.ledger.links_of(&opinion(MENTOR));
    assert_eq!((links.len(), links[0].what.stage), (1, Stage::Confirmed));
    desk.press("<F9>");
    assert_eq!(desk.model.council.ledger.links_of(&opinion(MENTOR))[0].what.stage, Stage::Draft);
}

#[test]
fn what_two_people_say_differently_is_settled_by_choosing_either() {
    let mut desk = mentor();
    desk.press("r2<F7>");
    let saying = |kind| {
        Saying::Answer(Answer {
            opinion: opinion(MENTOR),
            kind,
            text: "直接説明した。".to_owned(),
            stage: AnswerStage::Checked,
            replaces: Vec::new(),
        })
    };
    desk.somebody_says(&"sato".parse().unwrap(), &[saying(AnswerKind::Explained)]);
    desk.somebody_links("sato", MENTOR, STARTUP, LinkKind::Reference, Extent::Full);
    desk.hear().press("<F2>地域スタートアップ<Enter><Enter><Home><Up>");
    for _ in 0..9 {
        desk.press("<Up>");
    }
    desk.press("c");
    shows(&desk, "食い違い: ア(イ) の回答");
    shows(&desk, "直接説明した。");
    desk.press("<Esc>c<Down><Enter>");
    assert_eq!(desk.notice(), "決めました: ア(イ) の回答 は 3 説明・確認済  F9 で戻す");
    let register = desk.model.council.ledger.answer(&opinion(MENTOR)).unwrap();
    assert_eq!((register.heads().len(), register.heads()[0].by.as_str()), (1, "yamada"));
    // The link: sato's way of it becomes one's own.
    let tie = |desk: &Desk| {
        let links = desk.model.council.ledger.links_of(&opinion(MENTOR));
        links.iter().map(|l| (l.by.to_string(), l.what.kind)).collect::<Vec<_>>()
    };
    assert_eq!(tie(&desk).len(), 2);
    desk.press("<Down><Down><Down>c");
    shows(&desk, "食い違い: ア(イ) と「地域");
    desk.press("<Enter>");
    let kinds: Vec<_> = tie(&desk).into_iter().map(|(_, kind)| kind).collect();
    assert_eq!(kinds, [LinkKind::Reference, LinkKind::Reference], "{}", desk.screen());
}

#[test]
fn what_others_say_while_a_form_is_open_is_not_replaced_unseen() {
    let mut desk = mentor();
    desk.press("p3");
    let saying = Saying::Progress(Progress {
        opinion: opinion(MENTOR),
        state: ProgressState::Done,
        as_of: date(2026, 11, 20),
        until: None,
        reason: String::new(),
        replaces: Vec::new(),
    });
    desk.somebody_says(&"sato".parse().unwrap(), &[saying]);
    desk.hear().press("<F7>");
    let register = desk.model.council.ledger.progress(&opinion(MENTOR)).unwrap();
    assert_eq!(register.heads().len(), 2, "both stand until somebody chooses");
}

#[test]
fn a_clumsy_hand_loses_nothing_and_keeps_nothing_unasked() {
    let mut desk = mentor();
    // Esc in the middle asks once.
    desk.press("r2<Down><Down>書きかけ<Esc>");
    shows(&desk, "書きかけです。保存せずに捨てますか。");
    desk.press("<Enter>の文<F1>");
    assert!(matches!(desk.model.overlay, Some(Overlay::Help(_))), "help lies over the form");
    shows(&desk, "保存する");
    desk.press("<Esc>");
    assert!(form_is_open(&desk));
    shows(&desk, "書きかけの文");
    // Undo, views and quitting are out of reach behind a form.
    let before = desk.model.council.journal.events.len();
    desk.press("<C-z><F9><F2><F5><C-f>");
    assert!(form_is_open(&desk) && !desk.left);
    assert_eq!(desk.model.council.journal.events.len(), before);
    // On a choice, kana says that the IME is on; it is no letter of a command.
    desk.press("<Up>");
    desk.press("あ");
    assert!(desk.notice().starts_with("日本語入力がオンです"), "{}", desk.notice());
    desk.press("<Esc>y");
    assert!(desk.model.overlay.is_none() && answer(&desk, MENTOR).is_none());
    // A paste goes into the form, whatever is in it.
    desk.press("e");
    desk.tell(Msg::Pasted("q\n2".to_owned()));
    desk.press("<C-s>");
    let notes = desk.model.council.ledger.notes(&RecordId::Opinion(opinion(MENTOR)));
    assert_eq!(notes[0].what.text, "q\n2");
    // What could not be written stays in the form, marks and all.
    desk.press("<Esc><Home><Space><Space>r2");
    let problem =
        Problem::new(Severity::Error, "書き込めません。", "残りません。", "空きを作ってください。");
    desk.tell(Msg::AppendFailed(problem));
    assert!(form_is_open(&desk));
    assert_eq!(desk.model.opinions.list.marks(), 2);
    desk.press("<F7>");
    assert!(!form_is_open(&desk) && answer(&desk, "city-r7/ア(ア)").is_some());
}
