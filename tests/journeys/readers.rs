//! A committee member reads: what is shown and what never is, what is new, what the member can say.

use jiff::civil::date;
use shingi::{
    analysis::{Council, Wish, seen},
    app::{Access, Overlay},
    domain::{
        AnswerKind, AnswerStage, Extent, LinkKind, OpinionId, ProgressState, RecordId, Stage,
    },
    journal::{Answer, Note, Progress, Saying},
    records::load,
};

use super::{desk::Desk, shows};

/// Stands in everything that no member may see.
const PLANTED: &str = "内密";

const PEOPLE: &str = r#"People(people: [
    Profile(login: "sato", name: "佐藤 花子", role: 事務局, department: "商業金融課"),
    Profile(login: "mori", name: "森 一郎", role: 委員),
])"#;

const LINKED: (&str, &str) = ("city-r7/ア(イ)", "city/地域スタートアップ等支援事業");
const DRAFTED: (&str, &str) = ("city-r7/ア(ウ)", "city/利子補給金");

fn opinion(label: &str) -> OpinionId {
    format!("city-r7/{label}").as_str().into()
}

/// The answer as the secretariat says it now, in place of what stands.
fn answer(desk: &Desk, label: &str, stage: AnswerStage, text: &str) -> Saying {
    let council = Council::new(load(desk.records()), desk.folder.read());
    let opinion = opinion(label);
    let replaces = seen(council.ledger.answer(&opinion));
    Saying::Answer(Answer {
        opinion,
        kind: AnswerKind::Explained,
        text: text.to_owned(),
        stage,
        replaces,
    })
}

fn sato_says(desk: &mut Desk, saying: Saying) {
    desk.somebody_says(&"sato".parse().unwrap(), &[saying]);
}

fn sato_links(desk: &mut Desk, pair: (&str, &str), wish: &Wish) {
    let sato = "sato".parse().unwrap();
    let council = Council::new(load(desk.records()), desk.folder.read());
    let sayings = council.link(&sato, &[(pair.0.into(), pair.1.into())], wish);
    desk.somebody_says(&sato, &sayings);
}

/// A record in which sato has worked: some of it is for members, the rest says so.
fn worked() -> Desk {
    let mut desk = Desk::open(80, 24);
    desk.lists(PEOPLE);
    let noted = |text: &str| Wish { note: Some(text.to_owned()), ..Wish::default() };
    sato_links(&mut desk, LINKED, &noted("内密のメモ"));
    sato_links(&mut desk, DRAFTED, &Wish { stage: Stage::Draft, ..noted("内密の案") });
    let reject = {
        let council = Council::new(load(desk.records()), desk.folder.read());
        let pair = [(DRAFTED.0.into(), "city/事業承継・引継ぎ支援事業".into())];
        council.reject(&"sato".parse().unwrap(), &pair, Stage::Confirmed, "内密の理由")
    };
    desk.somebody_says(&"sato".parse().unwrap(), &reject);
    let about = RecordId::Opinion(opinion("ア(イ)"));
    sato_says(&mut desk, Saying::Note(Note { about, text: "内密の覚え".to_owned() }));
    let said = answer(&desk, "ア(イ)", AnswerStage::Checked, "相談の窓口を設けています。");
    sato_says(&mut desk, said);
    let said = answer(&desk, "ア(エ)", AnswerStage::Draft, "内密の下書き");
    sato_says(&mut desk, said);
    desk
}

/// The desk of the member, who has just come in.
fn mori(desk: &Desk) -> Desk {
    desk.reader("mori")
}

#[test]
fn no_screen_shows_a_member_what_is_the_secretariats_own() {
    let desk = worked();
    let screens = |desk: &mut Desk| {
        let mut all = String::new();
        for view in ["1", "2", "3", "4", "5", "6", "7"] {
            desk.press(view);
            all.push_str(&desk.screen());
        }
        for keys in ["2<Home>", "<Down>", "<Down>", "<Down>", "3/利子補給金<Enter>", "<Esc>2<F4>"]
        {
            desk.press(keys);
            for keys in ["<Tab>", "<PgDn>", "<PgDn>", "<Tab>"] {
                desk.press(keys);
                all.push_str(&desk.screen());
            }
        }
        desk.press("<Esc><C-f>内密");
        // The word that is typed is not one that is shown.
        all.push_str(&desk.screen().replacen(PLANTED, "", 1));
        desk.press("<Esc>7/内密");
        all.push_str(&desk.screen().replace("検索 内密", ""));
        all
    };
    let office = screens(&mut desk.again("sato"));
    for planted in ["内密のメモ", "内密の案", "内密の理由", "内密の覚え", "内密の下書き"]
    {
        assert!(office.contains(planted), "the secretariat sees {planted}");
    }
    let member = screens(&mut mori(&desk));
    let shown: Vec<_> = member.lines().filter(|line| line.contains(PLANTED)).collect();
    assert!(shown.is_empty(), "{shown:?}");
    assert!(member.contains("地域スタートアップ等支援事業"), "what is meant for members is there");
}

#[test]
fn a_member_sees_first_what_is_new_and_reads_it() {
    let mut desk = worked();
    let mut reader = mori(&desk);
    shows(&reader, "前回から変わったこと 2件、これから読む意見 25件");
    shows(&reader, "委員：森 一郎");
    shows(&reader, "佐藤 花子 回答 ア(イ)（説明・確認済・相談の窓口を");
    assert!(reader.selected().unwrap().starts_with("新着"), "{}", reader.screen());
    // Enter opens it, and one key says that it is read.
    reader.press("<Enter>");
    shows(&reader, "ア(イ)  未読");
    reader.press("v");
    assert_eq!(reader.notice(), "保存しました: ア(イ) を既読に  F9 で戻す");
    shows(&reader, "ア(イ)  既読");
    reader.press("<F7>");
    assert_eq!(reader.notice(), "ア(イ) は、すでに既読です。");
    reader.press("1");
    shows(&reader, "前回から変わったこと 0件、これから読む意見 24件");
    // Something comes to it.
    let saying = Saying::Progress(Progress {
        opinion: opinion("ア(イ)"),
        state: ProgressState::Underway,
        as_of: date(2026, 11, 21),
        until: None,
        reason: String::new(),
        replaces: Vec::new(),
    });
    sato_says(&mut desk, saying);
    reader.hear();
    shows(&reader, "前回から変わったこと 1件、これから読む意見 25件");
    shows(&reader, "更新あり 1件");
    reader.press("2");
    shows(&reader, "ア(イ)  更新あり");
    // Undo takes the mark back, as if nothing had been read.
    reader.press("<F9>");
    shows(&reader, "ア(イ)  未読");
    reader.press("U");
    shows(&reader, "ア(イ)  更新あり");
}

#[test]
fn a_draft_behind_a_published_answer_changes_nothing_for_a_member() {
    let mut desk = worked();
    let mut reader = mori(&desk);
    reader.press("2/ア(イ)<Enter>v");
    let said = answer(&desk, "ア(イ)", AnswerStage::Draft, "内密の直し");
    sato_says(&mut desk, said);
    reader.hear();
    shows(&reader, "ア(イ)  既読");
    let register = reader.model.council.ledger.answer(&opinion("ア(イ)")).unwrap();
    assert_eq!(register.now().unwrap().what.text, "相談の窓口を設けています。");
    // What follows the draft takes the place of what stood before it.
    let said = answer(&desk, "ア(イ)", AnswerStage::Published, "窓口を増やします。");
    sato_says(&mut desk, said);
    reader.hear();
    let register = reader.model.council.ledger.answer(&opinion("ア(イ)")).unwrap();
    assert_eq!((register.heads().len(), register.disagreement()), (1, None));
    shows(&reader, "ア(イ)  更新あり");
}

#[test]
fn a_member_says_what_they_make_of_an_answer() {
    let mut desk = worked();
    let mut reader = mori(&desk);
    reader.press("2<Home><Down>r");
    shows(&reader, "ア(イ) への受け止め");
    shows(&reader, "相談の窓口を設けています。");
    reader.press("<F7>");
    shows(&reader, "了承か、説明を求めるかを選んでください。");
    reader.press("2<Tab><F7>");
    shows(&reader, "どの点の説明を求めるかを書いてください。");
    reader.press("窓口はどこですか。<F7>");
    assert_eq!(reader.notice(), "保存しました: ア(イ) への受け止め（説明を求める）  F9 で戻す");
    assert!(reader.model.overlay.is_none());
    shows(&reader, "ア(イ)  既読");
    reader.press("<Tab><PgDn><PgDn>");
    shows(&reader, "説明を求める  窓口はどこですか。  森 一郎");
    // It stands in the member's own file, and the secretariat reads it.
    let own = std::fs::read_to_string(desk.folder.path().join("mori.ron")).unwrap();
    assert_eq!(own.lines().count(), 2, "{own}");
    let mut office = desk.again("sato");
    office.press("2<Home><Down><Tab><PgDn>");
    shows(&office, "説明を求める  窓口はどこですか。  森 一郎");
    // Another answer: what was said was said of the one before.
    let said = answer(&desk, "ア(イ)", AnswerStage::Published, "新しい回答です。");
    sato_says(&mut desk, said);
    office.hear();
    shows(&office, "説明を求める（前の回答について）");
    // One act, one step back: neither said nor read.
    reader.hear();
    reader.press("<F9>");
    assert!(reader.model.council.reviews(&opinion("ア(イ)")).is_empty());
    shows(&reader, "ア(イ)  未読");
}

#[test]
fn nothing_can_be_agreed_to_that_was_not_answered() {
    let mut reader = mori(&worked());
    reader.press("2<Home>r1<F7>");
    shows(&reader, "まだ回答がないので、了承はできません。");
    // What was written is not thrown away by one key.
    reader.press("<Esc><Esc>");
    assert!(matches!(reader.model.overlay, Some(Overlay::Review(_))));
    reader.press("<Esc>y");
    assert!(reader.model.overlay.is_none());
    assert!(!reader.folder.path().join("mori.ron").exists());
}

#[test]
fn keys_that_change_the_record_say_why_they_do_not() {
    let mut reader = mori(&worked());
    let why = "委員の閲覧では、記録を変えられません。";
    reader.press("2<Tab>");
    for key in ["x", "a", "<Space>", "<C-a>"] {
        reader.press(key);
        assert!(reader.notice().starts_with(why), "{key}: {}", reader.notice());
        assert!(reader.model.overlay.is_none());
    }
    for view in ["3<F2>", "4<F2>", "3x"] {
        reader.press(view);
        assert!(reader.notice().starts_with(why), "{view}: {}", reader.notice());
    }
    reader.press("2");
    shows(&reader, "F7既読");
    shows(&reader, "F2受け止め");
    reader.press("<F1>");
    let screen = reader.screen();
    assert!(screen.contains("【委員の閲覧（概要・意見）】"), "{screen}");
    for hidden in ["外す", "対応する事業を選ぶ", "印を付けて"] {
        assert!(!screen.contains(hidden), "{hidden}\n{screen}");
    }
    // Of the secretariat nothing is said, read, or hidden.
    let mut office = worked().again("sato");
    office.press("2");
    let screen = office.screen();
    assert!(screen.contains("F2対応付け") && !screen.contains("未読"), "{screen}");
    office.press("v");
    assert_eq!(office.notice(), "");
}

#[test]
fn the_list_is_filtered_by_what_is_read() {
    let mut reader = mori(&worked());
    reader.press("2<Home>v<Down>v<F4>");
    shows(&reader, "未読");
    reader.press("<Esc>");
    reader.model.opinions.filter = shingi::app::filter::Filter::only("既読", "既読");
    reader.press("<Home>");
    shows(&reader, "意見 25件中 2件  絞込: 既読");
}

#[test]
fn a_member_undoes_their_own_acts_and_no_others() {
    let desk = worked();
    let mut reader = mori(&desk);
    reader.press("2<F9>");
    assert_eq!(reader.notice(), "元に戻せる操作はありません。");
    // What stands in a member's file and is not a member's to say does not count, and is named.
    let mut wrong = mori(&desk);
    let mori = "mori".parse().unwrap();
    let council = Council::new(load(desk.records()), desk.folder.read());
    let pair = [("city-r7/ア(ア)".into(), "city/利子補給金".into())];
    let link = Wish { kind: LinkKind::New, extent: Extent::Full, ..Wish::default() };
    let sayings = council.link(&mori, &pair, &link);
    wrong.somebody_says(&mori, &sayings);
    let mut office = desk.again("sato");
    assert_eq!(office.model.council.standing.total.covered(), 1);
    let found = |desk: &Desk| {
        let mut troubles = desk.model.council.troubles.iter();
        troubles.any(|problem| problem.what.contains("委員 `mori` さんの日誌に"))
    };
    assert!(found(&office), "{:?}", office.model.council.troubles);
    // The finding stays when something else is written.
    office.press("2<F2>利子補給金<Enter>");
    assert!(office.notice().starts_with("保存しました"), "{}", office.notice());
    assert!(found(&office));
}

#[test]
fn a_record_of_the_past_is_for_reading_and_says_so() {
    let mut desk = worked();
    let day = date(2026, 11, 20);
    let mut past = desk.as_of(day);
    shows(&past, "令和8年11月20日現在");
    assert_eq!(past.model.council.standing.total.covered(), 0);
    for view in ["2", "3", "4", "5", "6", "7"] {
        past.press(view);
        shows(&past, "令和8年11月20日現在");
    }
    past.press("2<F2>");
    assert_eq!(past.notice(), "その日の記録です。");
    past = desk.as_of(date(2026, 11, 21));
    assert_eq!(past.model.council.standing.total.covered(), 1);
    assert!(matches!(past.model.access, Access::Read(_)));
    desk.hear();
}

#[test]
fn a_slow_clock_hides_nothing_new_of_an_opinion_that_was_read() {
    let mut desk = worked();
    let mut reader = mori(&desk);
    let last = reader.model.council.newest();
    reader.model.returning(last);
    shows(&reader, "前回から変わったこと 0件、これから読む意見 25件");
    // Read in the list, without opening it.
    reader.press("<Down>v");
    assert_eq!(reader.notice(), "保存しました: ア(イ) を既読に  F9 で戻す");
    shows(&reader, "これから読む意見 24件");
    // The clock of whoever answers now is an hour behind that of the last visit.
    let later = last.map(|last| last.saturating_add(jiff::SignedDuration::from_hours(1)).unwrap());
    let said = answer(&desk, "ア(イ)", AnswerStage::Published, "窓口を増やします。");
    sato_says(&mut desk, said);
    let said = answer(&desk, "ア(オ)", AnswerStage::Published, "伴走します。");
    sato_says(&mut desk, said);
    reader.hear();
    reader.model.returning(later);
    shows(&reader, "前回から変わったこと 1件、これから読む意見 25件");
    shows(&reader, "回答 ア(イ)（説明・公表・窓口を増やします。）");
    // What was never read stands below, whatever the clocks say.
    shows(&reader, "未読     ア(オ)");
}
