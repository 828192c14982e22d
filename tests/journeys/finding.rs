//! The search over everything: what it finds, where Enter leads, the searches that are kept.

use shingi::{
    analysis::Subject,
    app::{
        Overlay, View,
        overlay::{FoundRow, MenuRow},
    },
    domain::{AnswerKind, AnswerStage, RecordId},
    journal::{Answer, Note, Saying},
};

use super::{Desk, MENTOR, STARTUP, shows, with_more_opinions};

/// A desk whose secretariat has answered, noted, and drafted.
fn worked_on() -> Desk {
    let mut desk = Desk::open(80, 24);
    let person = "sato".parse().unwrap();
    let answer = |stage, text: &str, opinion: &str| {
        Saying::Answer(Answer {
            opinion: opinion.into(),
            kind: AnswerKind::ALL[1],
            text: text.to_owned(),
            stage,
            replaces: Vec::new(),
        })
    };
    let note = |about, text: &str| Saying::Note(Note { about, text: text.to_owned() });
    desk.somebody_says(
        &person,
        &[
            answer(AnswerStage::Published, "伴走型の壁打ち相談を続けます。", MENTOR),
            answer(AnswerStage::Draft, "書きかけの壁打ち案です。", "city-r7/ア(ア)"),
            note(RecordId::Opinion(MENTOR.into()), "壁打ちの回数を課に確かめる"),
            note(RecordId::Program(STARTUP.into()), "来年度の壁打ち予算を確認"),
        ],
    );
    desk.hear();
    desk
}

/// What is selected in the filter menu.
fn chosen(desk: &Desk) -> String {
    let Some(Overlay::Filter(menu)) = &desk.model.overlay else { panic!("{}", desk.screen()) };
    match menu.row() {
        Some(MenuRow::Choice(choice)) => choice.word.clone(),
        Some(MenuRow::View(view)) => view.name.clone(),
        Some(MenuRow::Keep) => "keep".to_owned(),
        Some(MenuRow::Heading(heading)) => (*heading).to_owned(),
        None => String::new(),
    }
}

#[test]
fn answers_and_notes_are_found_beside_programs_and_enter_opens_their_place() {
    let mut desk = worked_on();
    desk.press("<C-f>壁打ち");
    for text in ["【事業】", "【回答】2件", "【メモ】2件", "壁打ちの回数を課に確かめる"]
    {
        shows(&desk, text);
    }
    assert!(!desk.selected().unwrap().starts_with('【'), "a heading is not chosen");
    desk.press("<C-u>種別:回答 伴走型<Enter>");
    assert_eq!(desk.model.view, View::Opinions);
    assert_eq!(desk.selected().unwrap().split_whitespace().next(), Some("ア(イ)"));
    desk.press("<C-f>種別:メモ 来年度<Enter>");
    assert_eq!(desk.model.view, View::Programs);
    shows(&desk, "来年度の壁打ち予算を確認");
    assert_eq!(desk.remembered, ["種別:回答 伴走型", "種別:メモ 来年度"]);
    desk.press("<Esc>");
    assert_eq!(desk.model.view, View::Opinions, "Esc comes back");
}

#[test]
fn indicators_and_older_entries_are_found_in_the_whole_record() {
    let mut desk = Desk::whole(100, 30);
    desk.press("<C-f>種別:指標");
    shows(&desk, "【指標】");
    desk.press("<Enter>");
    assert_eq!(desk.model.view, View::Sources);
    shows(&desk, "指標");
}

#[test]
fn of_each_kind_the_best_are_listed_and_all_are_counted() {
    let mut desk = Desk::open(80, 24);
    desk.press("<C-f>支援");
    shows(&desk, "件（上位50件）");
    let Some(Overlay::SearchAll(search)) = &desk.model.overlay else { panic!("the search") };
    let programs = |row: &&FoundRow| matches!(row, FoundRow::Hit(Subject::Program(_)));
    assert_eq!(search.rows.iter().filter(programs).count(), 50);
}

#[test]
fn conditions_narrow_down_and_tab_puts_their_words_there() {
    let mut desk = worked_on();
    let words = |desk: &Desk| {
        let list = desk.model.overlay.as_ref().and_then(|overlay| overlay.list());
        list.unwrap().query.value().to_owned()
    };
    desk.press("<C-f>壁打ち ki<Tab>");
    assert_eq!(words(&desk), "壁打ち kind:");
    desk.press("<Tab>");
    assert_eq!(words(&desk), "壁打ち kind:事業 ");
    desk.press("<Tab><Tab>");
    assert_eq!(words(&desk), "壁打ち kind:回答 ");
    shows(&desk, "【回答】2件");
    assert!(!desk.screen().contains("【メモ】"), "{}", desk.screen());
    desk.press("<BackTab>");
    assert_eq!(words(&desk), "壁打ち kind:意見 ");
    desk.press("<C-u>-種別:事業 -種別:回答 壁打ち");
    assert!(!desk.screen().contains("【事業】") && desk.screen().contains("【メモ】2件"));
    desk.press("<C-u>種別：意見　状態：公表");
    shows(&desk, "【意見】1件");
    desk.press("<C-u>種別:意見 状態:未回答 年度:令和7");
    shows(&desk, "【意見】23件");
    desk.press("<C-u>種別:意見 年度:R3");
    shows(&desk, "見つかりません");
}

#[test]
fn committee_members_find_neither_drafts_nor_notes() {
    let desk = worked_on();
    let mut reader = desk.reader("mori");
    reader.press("<C-f>壁打ち");
    shows(&reader, "【回答】1件");
    let screen = reader.screen();
    assert!(!screen.contains("書きかけ") && !screen.contains("【メモ】"), "{screen}");
    reader.press("<C-u>状態:下書き");
    shows(&reader, "見つかりません");
    reader.press("<C-u>状態:案あり");
    shows(&reader, "見つかりません");
}

#[test]
fn what_was_searched_for_is_offered_the_next_time() {
    let mut desk = Desk::open(80, 24);
    desk.press("<C-f>融資<Enter><C-f>");
    shows(&desk, "【最近の検索】");
    desk.press("<Enter>");
    shows(&desk, "検索 融資");
    shows(&desk, "【事業】");
    desk.press("<Esc><C-f>スタートアップ<Enter><C-f>");
    assert_eq!(desk.selected().unwrap(), "スタートアップ", "the latest first");
}

#[test]
fn a_search_of_a_list_is_named_and_taken_up_from_the_filter() {
    let mut desk = worked_on();
    desk.press("2<F4>");
    // 未回答 of 回答.
    for _ in 0..30 {
        if chosen(&desk) != "未回答" {
            desk.press("<Down>");
        }
    }
    desk.press("<Enter><Esc>/スタートアップ<Enter><F4><End>");
    assert_eq!(chosen(&desk), "keep");
    let narrowed = desk.model.opinions.list.rows().to_vec();
    desk.press("<Enter>");
    shows(&desk, "種別:意見 回答:未回答 スタートアップ");
    desk.press("<F7>");
    shows(&desk, "名前を書いてください");
    desk.press("未回答のもの<F7>");
    assert_eq!(desk.notice(), "残しました。");
    assert_eq!(desk.model.kept.views.len(), 1);
    // Elsewhere, later.
    desk.press("<Esc><Esc><Esc>3<F4><End>");
    assert_eq!(chosen(&desk), "未回答のもの", "{}", desk.screen());
    desk.press("<Enter>");
    assert_eq!((desk.model.view, desk.model.opinions.list.rows()), (View::Opinions, &narrowed[..]));
    assert_eq!(desk.model.opinions.list.query.value(), "スタートアップ");
    assert!(desk.model.opinions.filter.has("回答", "未回答"));
    desk.press("<Esc><Esc>");
    assert_eq!(desk.model.view, View::Programs, "Esc comes back");
}

#[test]
fn a_search_that_was_kept_gets_another_name_and_is_dropped_after_a_question() {
    let mut desk = Desk::open(80, 24);
    desk.press("<C-f>融資<F7>融資のもの<F7><C-u>販路<F7>販路のもの<F7><Esc>3<F4><End>");
    let names = |desk: &Desk| {
        desk.model.kept.views.iter().map(|view| view.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(chosen(&desk), "販路のもの", "{}", desk.screen());
    for hint in ["Enter決定", "F7名前を変える", "Del消す"] {
        shows(&desk, hint);
    }
    desk.press("<Up><F7>");
    shows(&desk, "検索: 融資");
    desk.press("<C-u>販路のもの<F7>");
    shows(&desk, "この名前の検索がもうあります");
    desk.press("<C-u> <F7>");
    shows(&desk, "名前を書いてください");
    desk.press("<C-u>貸付<F7>");
    assert_eq!(names(&desk), ["貸付", "販路のもの"]);
    assert_eq!(chosen(&desk), "貸付", "the menu stays where it was");
    assert_eq!(desk.model.kept.views[0].query, "融資");

    desk.press("<Del>");
    shows(&desk, "保存した検索「貸付」を消しますか");
    desk.press("<Enter>");
    assert_eq!(names(&desk).len(), 2, "Enter says no");
    desk.press("<Del>y");
    assert_eq!(names(&desk), ["販路のもの"]);
    assert_eq!(chosen(&desk), "販路のもの", "{}", desk.screen());
    // In the search over everything by the same keys.
    desk.press("<Esc><C-f>");
    shows(&desk, "Enter決定");
    desk.press("<F7><C-u>海外<F7><Del>");
    shows(&desk, "保存した検索「海外」を消しますか");
    desk.press("y");
    assert!(names(&desk).is_empty());
    desk.press("融資");
    shows(&desk, "Enter開く");
    assert!(!desk.screen().contains("Del消す"), "{}", desk.screen());
}

#[test]
fn a_search_that_everybody_shares_changes_in_the_record() {
    let mut desk = Desk::open(80, 24);
    desk.press("<C-f>融資<F7>融資のもの<Tab>2<F7><Esc>3<F4><End><F7><C-u>貸付<F7>");
    let file = || std::fs::read_to_string(desk.records().join("views.ron")).unwrap();
    assert!(file().contains("name: \"貸付\"") && !file().contains("融資のもの"), "{}", file());
    // Whoever only reads changes nothing of it.
    let mut reader = desk.reader("mori");
    reader.press("<C-f><F7>");
    assert!(reader.notice().contains("委員の閲覧では"), "{}", reader.screen());
    reader.press("<Del>");
    assert!(reader.notice().contains("委員の閲覧では"), "{}", reader.screen());
    desk.press("<Del>");
    shows(&desk, "ほかの人も使えなくなります");
    desk.press("y");
    let file = std::fs::read_to_string(desk.records().join("views.ron")).unwrap();
    assert!(!file.contains("SavedView"), "{file}");
}

#[test]
fn where_enter_chooses_the_hint_says_so() {
    for (keys, hint) in [
        ("3<F4>", "Enter決定"),
        ("T", "Enter決定"),
        ("1<F6>", "Enter決定"),
        ("<C-e>", "Enter決定"),
        ("2<F8>", "Enter決定"),
        ("<C-f>融資", "Enter開く"),
        ("<C-f>融資<Enter><C-f>", "Enter決定"),
    ] {
        let mut desk = Desk::open(80, 24);
        desk.press(keys);
        let screen = desk.screen();
        let bar = screen.trim_end().lines().next_back().unwrap_or_default();
        assert!(bar.contains(hint) && bar.matches("Enter").count() == 1, "{keys}: {bar}");
    }
}

#[test]
fn a_search_over_everything_is_shared_in_the_record() {
    let mut desk = Desk::open(80, 24);
    desk.press("<C-f>融資 -種別:意見<F7>融資のほか<Tab>2<F7>");
    assert_eq!(desk.notice(), "残しました。", "{}", desk.screen());
    let file = std::fs::read_to_string(desk.records().join("views.ron")).unwrap();
    assert!(file.contains("融資 -種別:意見"), "{file}");
    let mut other = desk.again("suzuki");
    other.press("3<F4><End>");
    assert_eq!(chosen(&other), "融資のほか", "{}", other.screen());
    other.press("<Enter>");
    shows(&other, "検索 融資 -種別:意見");
    shows(&other, "【事業】");
    // Members may keep searches for themselves alone.
    let mut reader = desk.reader("mori");
    reader.press("<C-f>融資<F7>");
    assert!(!reader.screen().contains("みんなで"), "{}", reader.screen());
}

/// Works as between two keys, as long as that changes nothing on the screen.
fn until_something_shows(desk: &mut Desk) {
    while !desk.model.work() {
        assert!(desk.model.is_busy(), "{}", desk.screen());
    }
}

#[test]
fn a_search_that_takes_long_says_so_and_then_how_many_were_found() {
    for (keys, found) in
        [("2/めんたー", "1件"), ("<C-f>めんたー", "【意見】1件"), ("3<F2>めんたー", "1/1")]
    {
        // So many that a search takes some hundred pieces of work.
        let mut desk = with_more_opinions(42_000);
        desk.press(keys);
        shows(&desk, "検索 めんたー");
        let screen = desk.screen();
        assert!(!screen.contains("検索中"), "what is quick is not announced: {screen}");
        until_something_shows(&mut desk);
        shows(&desk, "検索中…");
        // The next key neither waits nor takes the word away.
        desk.press("<BS>");
        shows(&desk, "検索 めんた");
        shows(&desk, "検索中…");
        desk.press("ー");
        until_something_shows(&mut desk);
        while desk.model.is_busy() {
            desk.model.work();
        }
        shows(&desk, found);
        assert!(!desk.screen().contains("検索中"), "{}", desk.screen());
    }
}

#[test]
fn a_quick_search_never_says_that_it_is_on_its_way() {
    let mut desk = Desk::open(80, 24);
    for key in "2/めんたー".chars() {
        desk.press(&key.to_string());
        assert!(!desk.screen().contains("検索中") && !desk.model.work(), "{}", desk.screen());
    }
    shows(&desk, "1件");
    desk.press("ないことば");
    shows(&desk, "0件");
    shows(&desk, "見つかりません");
}
