//! What people come to do, key by key, and what must be true afterwards.

#[path = "journeys/carry.rs"]
mod carry;
#[path = "journeys/compare.rs"]
mod compare;
#[path = "support/desk.rs"]
mod desk;
#[path = "journeys/drafts.rs"]
mod drafts;
#[path = "journeys/finding.rs"]
mod finding;
#[path = "journeys/follow.rs"]
mod follow;
#[path = "support/followed.rs"]
mod followed;
#[path = "journeys/hand_out.rs"]
mod hand_out;
#[path = "journeys/marks.rs"]
mod marks;
#[path = "journeys/meetings.rs"]
mod meetings;
#[path = "journeys/menu.rs"]
mod menu;
#[path = "journeys/mouse.rs"]
mod mouse;
#[path = "support/next_year.rs"]
mod next_year;
#[path = "journeys/others.rs"]
mod others;
#[path = "journeys/proposed.rs"]
mod proposed;
#[path = "journeys/readers.rs"]
mod readers;
#[path = "journeys/recheck.rs"]
mod recheck;
#[path = "journeys/session.rs"]
mod session;
#[path = "journeys/todo.rs"]
mod todo;
#[path = "journeys/writing.rs"]
mod writing;

use desk::Desk;
use shingi::{
    app::{Focus, Msg, Overlay, View},
    domain::Opinion,
};

const MENTOR: &str = "city-r7/ア(イ)";
const STARTUP: &str = "city/地域スタートアップ等支援事業";
const RESEARCH: &str = "city/成長産業創出支援事業";

/// A desk with so many more opinions, which all say the same.
fn with_more_opinions(count: usize) -> Desk {
    let mut desk = Desk::open(80, 24);
    let records = std::sync::Arc::get_mut(&mut desk.model.council.records);
    let opinions = &mut records.expect("nobody else holds it").opinions;
    let one = opinions[0].clone();
    opinions.extend((0..count).map(|nth| Opinion {
        id: format!("city-r7/{nth}").into(),
        text: "経費を助成する。".to_owned(),
        ..one.clone()
    }));
    desk
}

/// Opinions that programs answer: in whole, in part.
fn covered(desk: &Desk) -> (usize, usize) {
    let total = desk.model.council.standing.total;
    (total.full, total.partial)
}

/// The live links of an opinion, as `program 種別・範囲`.
fn links(desk: &Desk, opinion: &str) -> Vec<String> {
    let links = desk.model.council.ledger.links_of(&opinion.into());
    let line = |l: &shingi::journal::Link| format!("{} {}・{}", l.program, l.kind, l.extent);
    links.iter().map(|live| line(&live.what)).collect()
}

/// Links the opinion about mentors to two programs.
fn linked() -> Desk {
    let mut desk = Desk::open(80, 24);
    desk.press("2/メンター<Enter><F2>メンタ<Tab><Tab><Enter>");
    desk
}

#[track_caller]
fn shows(desk: &Desk, text: &str) {
    let screen = desk.screen();
    let closed: String = screen.split_whitespace().collect();
    let wanted: String = text.split_whitespace().collect();
    assert!(closed.contains(&wanted), "{text}\n{screen}");
}

#[test]
fn an_opinion_is_found_linked_undone_redone_and_still_there_tomorrow() {
    let mut desk = Desk::open(80, 24);
    shows(&desk, "0/25 0/25 0/25");
    desk.press("2/メンター");
    assert!(desk.selected().unwrap().starts_with("ア(イ)"), "{}", desk.screen());
    desk.press("<Enter><F2>");
    shows(&desk, "ア(イ) に対応する事業を選ぶ");
    desk.press("スタートアップ<Tab><Tab>");
    shows(&desk, "印 2件");
    shows(&desk, "[継続]");
    desk.press("<F6><F6><F6><F6><F7>");
    shows(&desk, "[拡充]");
    shows(&desk, "[一部]");
    desk.press("<Enter>");
    assert!(desk.notice().starts_with("保存しました: ア(イ) に 2件の事業"), "{}", desk.notice());
    shows(&desk, "保存しました: ア(イ) に 2件の事業（拡充・一部）");
    shows(&desk, "F9 で戻す");
    assert_eq!(covered(&desk), (0, 1));
    assert_eq!(links(&desk, MENTOR).len(), 2);
    assert!(links(&desk, MENTOR).contains(&format!("{STARTUP} 拡充・一部")));
    shows(&desk, "対応する事業 +一部 2件");
    shows(&desk, "くまもと森都心プラザ");
    desk.press("1");
    shows(&desk, "0/25 1/25 1/25");

    desk.press("<F9>");
    assert!(desk.notice().starts_with("元に戻しました: 対応付け ア(イ)"), "{}", desk.notice());
    assert!(desk.notice().contains("ほか1件"), "both at once: {}", desk.notice());
    assert_eq!((covered(&desk), links(&desk, MENTOR).len()), ((0, 0), 0));
    shows(&desk, "0/25 0/25 0/25");
    desk.press("U");
    assert!(desk.notice().starts_with("やり直しました: "), "{}", desk.notice());
    assert_eq!(covered(&desk), (0, 1));
    desk.press("U");
    assert_eq!(desk.notice(), "やり直せる操作はありません。");

    let mut tomorrow = desk.again("yamada");
    shows(&tomorrow, "0/25 1/25 1/25");
    assert_eq!(links(&tomorrow, MENTOR), links(&desk, MENTOR));
    tomorrow.press("u");
    assert_eq!(covered(&tomorrow), (0, 0), "what was done yesterday can be undone today");
    tomorrow.press("u");
    assert_eq!(tomorrow.notice(), "元に戻せる操作はありません。");
}

#[test]
fn one_selected_program_is_linked_without_marking_it() {
    let mut desk = Desk::open(80, 24);
    desk.press("2/メンター<Enter>a地域スタートアップ<Enter>");
    assert_eq!(links(&desk, MENTOR), [format!("{STARTUP} 継続・全部")]);
    assert_eq!(covered(&desk), (1, 0));
    desk.press("<F2>地域スタートアップ<Enter>");
    assert_eq!(desk.notice(), "すでに同じ内容で対応付けてあります。");
    desk.press("<F2>地域スタートアップ<F7><Enter>");
    assert_eq!(links(&desk, MENTOR), [format!("{STARTUP} 継続・一部")], "in place of the other");
    desk.press("<F2>該当のない言葉<Enter>");
    assert!(desk.model.overlay.is_some() && desk.notice().starts_with("選べるものがありません"));
}

#[test]
fn an_opinion_loses_a_program_and_gets_it_back() {
    let mut desk = linked();
    desk.press("<Tab>");
    assert_eq!(desk.model.focus, Focus::Detail);
    desk.press("x");
    assert_eq!(
        desk.notice(),
        "書き直すときは Enter、直前の操作を戻すときは F9 を押します。",
        "the answer is selected"
    );
    desk.press("<Down><Down><Down>");
    let first = links(&desk, MENTOR);
    desk.press("x");
    assert_eq!(links(&desk, MENTOR).len(), 1);
    assert!(desk.notice().contains("を外しました") && desk.notice().contains("F9 で戻す"));
    desk.press("x");
    assert_eq!((links(&desk, MENTOR).len(), covered(&desk)), (0, (0, 0)));
    desk.press("x");
    assert!(desk.notice().starts_with("候補は、関連なし（n）"), "{}", desk.notice());
    desk.press("<F9>");
    assert!(desk.notice().starts_with("元に戻しました: 外した ア(イ)"), "{}", desk.notice());
    desk.press("<F9>");
    let mut back = links(&desk, MENTOR);
    back.sort();
    assert_eq!(back, {
        let mut first = first;
        first.sort();
        first
    });
}

#[test]
fn a_program_picks_the_opinions_it_answers_and_lets_one_go() {
    let mut desk = Desk::open(80, 24);
    desk.press("3/成長産業<Enter><F2>スタートアップ<Tab><Tab><Enter>");
    assert!(desk.notice().contains("2件の意見に「成長産業創出支援事業」"), "{}", desk.notice());
    assert_eq!(desk.model.council.ledger.links_to(&RESEARCH.into()).len(), 2);
    assert_eq!(covered(&desk), (2, 0));
    shows(&desk, "対応する意見 2件");
    desk.press("<Tab>x");
    assert_eq!(desk.model.council.ledger.links_to(&RESEARCH.into()).len(), 1);
    assert_eq!(covered(&desk), (1, 0));
    desk.press("<Enter>");
    assert_eq!(desk.model.view, View::Opinions, "Enter opens the opinion");
}

#[test]
fn removing_a_link_from_the_list_shows_first_what_would_go() {
    let mut desk = linked();
    desk.press("x");
    assert_eq!((links(&desk, MENTOR).len(), desk.model.focus), (2, Focus::Detail));
    desk.press("x");
    assert_eq!(links(&desk, MENTOR).len(), 1);
}

#[test]
fn a_letter_in_a_field_is_a_letter() {
    for keys in ["2/", "2<F2>", "<C-f>", "3<F3>", "7/"] {
        let mut desk = Desk::open(80, 24);
        desk.press(keys).press("qQ2xuU?/ jk７");
        assert!(!desk.left);
        shows(&desk, "検索 qQ2xuU?/ jk７");
        assert!(desk.cells().1.is_some(), "the cursor is in the field");
    }
}

#[test]
fn pasted_text_is_never_a_command() {
    let mut desk = linked();
    for keys in ["", "1", "3", "4", "7", "<F10>"] {
        desk.press("<Esc><Esc><Esc>").press(keys);
        let before = desk.screen();
        desk.tell(Msg::Pasted("q\nx\nuU\u{3}<F9>2\u{1b}".to_owned()));
        assert!(!desk.left && links(&desk, MENTOR).len() == 2);
        assert_eq!(desk.screen(), before, "{keys}");
    }
    desk.press("<Esc>2/");
    desk.tell(Msg::Pasted("スタート\r\nアップ\n".to_owned()));
    shows(&desk, "検索 スタート アップ");
    assert!(desk.model.list_search, "the line feed is no Enter");
}

#[test]
fn full_width_keys_are_commands_and_a_kana_key_explains_itself() {
    let mut desk = Desk::open(80, 24);
    desk.press("２");
    assert_eq!(desk.model.view, View::Opinions);
    desk.press("／メンター<Enter>");
    assert!(desk.selected().unwrap().starts_with("ア(イ)"));
    desk.press("ａ");
    assert!(matches!(desk.model.overlay, Some(Overlay::Picker(_))));
    desk.press("<Esc>あ");
    assert!(desk.notice().contains("日本語入力がオンです"), "{}", desk.notice());
    desk.press("ﾁ");
    assert!(desk.notice().contains("日本語入力がオンです"), "{}", desk.notice());
    desk.press("？");
    assert!(matches!(desk.model.overlay, Some(Overlay::Help(_))));
    desk.press("<Esc>ｑ");
    assert!(desk.left);
}

#[test]
fn a_full_width_space_separates_the_words_of_a_search() {
    for space in [" ", "　"] {
        let mut desk = Desk::open(80, 24);
        desk.press(&format!("2<F2>スタートアップ{space}マッチング"));
        assert!(
            desk.model.overlay.as_ref().unwrap().list().unwrap().rows().len() < 5,
            "{}",
            desk.screen()
        );
        assert!(!desk.model.overlay.as_ref().unwrap().list().unwrap().rows().is_empty());
    }
}

#[test]
fn esc_goes_back_one_step_and_never_quits() {
    let mut desk = linked();
    desk.press("<Esc>1<Down><Enter>");
    let steps: Vec<_> = (0..6)
        .map(|_| {
            desk.press("<Esc>");
            (desk.model.view, desk.left)
        })
        .collect();
    assert!(steps.iter().all(|(_, left)| !left));
    assert_eq!(steps.last().unwrap().0, View::Overview);
    assert_eq!(desk.notice(), "終了は q です。");

    // Field, search, filter, detail: each Esc takes one thing away.
    desk.press("2<F4><Enter><Esc>/スタートアップ<Enter><Tab><F2>");
    for (what, holds) in [
        ("picker", [true, true, true, true]),
        ("detail", [false, true, true, true]),
        ("search", [false, false, true, true]),
        ("filter", [false, false, false, true]),
        ("nothing", [false, false, false, false]),
    ] {
        let is = [
            desk.model.overlay.is_some(),
            desk.model.focus == Focus::Detail,
            !desk.model.opinions.list.query.value().is_empty(),
            !desk.model.opinions.filter.is_empty(),
        ];
        assert_eq!(is, holds, "{what}");
        desk.press("<Esc>");
    }
    assert!(!desk.left);
}

#[test]
fn quitting_takes_q_or_ctrl_c_twice() {
    let mut desk = Desk::open(80, 24);
    desk.press("<C-c>");
    assert!(!desk.left && desk.notice().contains("もう一度 Ctrl+C"), "{}", desk.notice());
    desk.press("j<C-c>");
    assert!(!desk.left, "another key in between starts anew");
    desk.press("<C-c>");
    assert!(desk.left);
    for keys in ["2/メン", "2<F2>創", "<C-f>融", "<F1>"] {
        let mut desk = Desk::open(80, 24);
        desk.press(keys).press("<C-c>");
        assert!(!desk.left, "{keys}");
        desk.press("<C-c>");
        assert!(desk.left, "{keys}");
    }
}

#[test]
fn the_filter_shows_what_is_left_to_do_and_says_so() {
    let mut desk = linked();
    desk.press("<Esc><F4>");
    shows(&desk, "24件");
    desk.press("<Enter><Esc>");
    shows(&desk, "意見 25件中 24件");
    shows(&desk, "絞込: 対応事業なし");
    let rows = desk.model.opinions.list.rows().to_vec();
    assert!(rows.iter().all(|row| !desk.model.council.standing.opinions[*row].is_covered()));
    desk.press("<F4><Down><Enter><Esc>");
    shows(&desk, "絞込: 事業あり");
    assert_eq!(desk.model.opinions.list.rows().len(), 1);
    desk.press("<F4><Down><Enter><Esc>");
    shows(&desk, "意見 25件 ");
    desk.press("3<F4><Down><Enter><Esc>");
    shows(&desk, "絞込: 意見に対応");
    assert_eq!(desk.model.programs.list.rows().len(), 2);
}

#[test]
fn programs_are_sorted_by_what_was_spent() {
    let mut desk = Desk::open(80, 24);
    desk.press("3<F8>");
    shows(&desk, "決算額順");
    let amounts: Vec<_> = desk
        .model
        .programs
        .list
        .rows()
        .iter()
        .map(|row| {
            desk.model.council.records.programs[*row]
                .latest()
                .settled
                .as_ref()
                .map(|a| a.thousand_yen)
        })
        .collect();
    assert!(amounts.windows(2).all(|pair| pair[0] >= pair[1]), "{amounts:?}");
}

#[test]
fn the_matrix_leads_to_the_programs_of_a_cell() {
    let mut desk = linked();
    desk.press("4<Home><Down>");
    shows(&desk, "[2]");
    desk.press("<Right>");
    shows(&desk, "[.]");
    desk.press("<Enter>");
    assert!(matches!(desk.model.overlay, Some(Overlay::Cell(_))));
    desk.press("<Esc><Left><Enter>");
    shows(&desk, "地域スタートアップ等支援事業");
    desk.press("<Enter>");
    assert_eq!((desk.model.view, desk.model.overlay.is_none()), (View::Programs, true));
    desk.press("<Esc>");
    assert_eq!(desk.model.view, View::Matrix, "back where one came from");
    for _ in 0..30 {
        desk.press("l");
    }
    assert_eq!(desk.model.matrix.column, desk.model.council.matrix.areas.len() - 1);
    desk.press("<F8>");
    let unasked = desk.model.council.standing.unasked().0;
    shows(&desk, &format!("求める意見のない事業 {unasked}件"));
}

#[test]
fn history_and_overview_lead_to_their_records() {
    let mut desk = linked();
    desk.press("7<Enter>");
    assert_eq!(desk.model.view, View::Opinions);
    assert!(desk.selected().unwrap().starts_with("ア(イ)"), "{}", desk.screen());
    desk.press("<Esc>");
    assert_eq!(desk.model.view, View::History);
    desk.press("/地域<Enter>");
    assert_eq!(desk.model.history.list.rows().len(), 1);
    desk.press("<Esc>1<End><Up>");
    assert!(desk.selected().unwrap().starts_with("対応事業のない意見 24件"), "{}", desk.screen());
    desk.press("<Enter>");
    assert_eq!(desk.model.view, View::Opinions);
    shows(&desk, "絞込: 対応事業なし");
}

#[test]
fn the_whole_record_is_searched_and_the_find_opened() {
    let mut desk = Desk::open(80, 24);
    desk.press("<C-f>めんたーやアドバイザー<Enter>");
    assert_eq!((desk.model.view, desk.model.overlay.is_none()), (View::Opinions, true));
    assert!(desk.selected().unwrap().starts_with("ア(イ)"), "{}", desk.screen());
    desk.press("1<C-f>ちいきすたーとあっぷ<C-u>地域ｽﾀｰﾄｱｯﾌﾟ<Enter>");
    assert_eq!(desk.model.view, View::Programs);
    assert!(desk.selected().unwrap().contains("地域スタートアップ"), "{}", desk.screen());
    desk.press("<Esc>");
    assert_eq!(desk.model.view, View::Overview);
    desk.press("<C-f>第2回<Enter>");
    assert_eq!(desk.model.view, View::Sessions);
    desk.press("<C-f>該当のない言葉");
    shows(&desk, "見つかりません");
    desk.press("<Enter>");
    assert!(desk.model.overlay.is_some());
}

#[test]
fn the_help_does_what_its_row_says() {
    let mut desk = Desk::open(80, 24);
    desk.press("2<F1>");
    shows(&desk, "対応する事業を選ぶ");
    desk.press("<Enter>");
    assert!(matches!(desk.model.overlay, Some(Overlay::Picker(_))));
}

#[test]
fn history_tells_what_one_act_did_in_the_order_it_was_done() {
    for _ in 0..8 {
        let mut desk = Desk::open(80, 24);
        desk.press("2/メンター<Enter><F2>地域スタートアップ<Enter>");
        desk.press("<F2>地域スタートアップ<F7><Enter>7");
        for desk in [&desk, &desk.again("yamada")] {
            let deeds = desk.model.council.history.iter().map(|deed| (deed.verb(), &*deed.detail));
            let told =
                [("対応付け", "継続・一部"), ("外した", "継続・全部"), ("対応付け", "継続・全部")]
                    .map(|(verb, detail)| (verb.to_owned(), detail));
            assert_eq!(deeds.collect::<Vec<_>>(), told);
        }
    }
}
