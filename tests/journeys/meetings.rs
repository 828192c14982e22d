//! A new meeting: the session, its opinions one by one and as a list, amended and taken back.

use shingi::{app::Msg, domain::Person, journal::Saying};

use crate::desk::Desk;

const LIST: &str = "ア 創業・事業承継の促進について\n（ア）若者の創業を支援する\nことが必要である。\n（イ）承継の相談が必要である。\nイ 新たな事業活動の促進について\n（ア）販路の支援が必要である。\n（イ）輸出の支援が必要である。\nウ その他の事項について\n（ア）データの公開が必要である。\n\n- 3 -\n";

/// A desk with the first session of 令和8年度, its row selected.
fn with_a_session() -> Desk {
    let mut desk = Desk::open(80, 24);
    desk.press("5<F2><Tab><Tab>R8.7.2<Tab>10:00<Tab>正午<Tab><Tab>議会棟<F7>");
    desk
}

fn pasted() -> Desk {
    let mut desk = with_a_session();
    desk.press("<F4>");
    desk.tell(Msg::Pasted(LIST.to_owned()));
    desk.press("<F7>");
    desk
}

fn sees(desk: &Desk, words: &[&str]) {
    let screen = desk.screen();
    for word in words {
        assert!(screen.contains(word), "{word} in\n{screen}");
    }
}

fn labels(desk: &Desk) -> Vec<String> {
    let opinions = desk.model.council.records.opinions.iter();
    opinions.filter(|it| it.is_unfiled()).map(|it| it.label.clone()).collect()
}

#[test]
fn a_session_is_entered_in_a_form_that_proposes_what_it_can() {
    let mut desk = Desk::open(80, 24);
    desk.press("5<F2>");
    sees(&desk, &["会議を追加", "年度", "R8", "令和8年度第1回熊本市中小企業活性化会議"]);
    desk.press("<F7>");
    sees(&desk, &["日付がまだありません"]);
    desk.press("R8.7.2<Tab>10:00<Tab>9:00<F7>");
    sees(&desk, &["終わりの時刻は、始まりより後にしてください"]);
    desk.press("<BS><BS><BS><BS>12:00<F7>");
    assert_eq!(
        desk.notice(),
        "保存しました: 「令和8年度第1回熊本市中小企業活性化会議」を追加  F9 で戻す"
    );
    sees(&desk, &["> 令和8年度", "10時00分～12時00分", "入力（未掲載）"]);
    desk.press("<F2><Tab><Tab>R8.8.20<F7>");
    sees(&desk, &["令和8年度第2回"]);
    let again = desk.again("yamada");
    assert_eq!(again.model.council.records.sessions.len(), 4);
}

#[test]
fn a_session_of_a_number_that_is_taken_or_of_another_year_is_refused_in_its_field() {
    let mut desk = with_a_session();
    desk.press("<F2><Tab><BS>1<Tab>R8.8.1<F7>");
    sees(&desk, &["令和8年度の第1回は、すでにあります"]);
    desk.press("<BS>3<Tab><C-u>R7.8.1<F7>");
    sees(&desk, &["開催日は令和7年度ですが、年度は令和8年度です"]);
    desk.press("<Esc><Esc>");
    assert_eq!(desk.model.council.records.sessions.len(), 3);
}

#[test]
fn a_day_without_a_year_is_one_of_the_year_above_it() {
    let mut desk = Desk::open(80, 24);
    desk.press("5<F2><Tab><Tab>4月15日（水）<F7>");
    sees(&desk, &["> 令和8年度   第1回  令和8年4月15日（水）"]);
}

#[test]
fn a_list_with_a_number_without_words_or_too_many_of_them_enters_no_such_opinion() {
    let mut desk = with_a_session();
    desk.press("<F4>");
    let long = "長".repeat(2001);
    desk.tell(Msg::Pasted(format!("(ア) 甲が要る。\n(イ)\n(ウ) {long}")));
    desk.press("<F7>");
    sees(
        &desk,
        &[
            "下見: 1件の意見を追加",
            "(ウ) の本文が長すぎます（2000文字まで）",
            "気付き  (イ) に本文がありません。入れません。",
            "長すぎます（2001文字）: 長長",
        ],
    );
    desk.press("<Enter>");
    assert!(desk.notice().contains("(ウ) の本文が長すぎます"), "{}", desk.notice());
    desk.press("<Esc>");
    for _ in 0..5 {
        desk.press("<BS>");
    }
    desk.press("<F7><Enter>");
    assert_eq!(labels(&desk), ["(ア)", "(ウ)"]);
}

#[test]
fn a_session_that_was_entered_is_amended_and_a_printed_one_is_not() {
    let mut desk = with_a_session();
    desk.press("m");
    sees(&desk, &["会議の訂正", "R8.7.2", "議会棟"]);
    desk.press("<Tab><Tab><Tab><Tab><Tab><Tab>4階<F7>");
    assert!(desk.notice().contains("を訂正"), "{}", desk.notice());
    sees(&desk, &["議会棟4階"]);
    desk.press("<F9>");
    assert!(!desk.screen().contains("議会棟4階"));
    desk.press("<Home>m");
    assert!(desk.notice().contains("資料に印刷されたもの"), "{}", desk.notice());
}

#[test]
fn a_pasted_list_is_previewed_and_entered_and_taken_back_in_one_act() {
    let mut desk = pasted();
    sees(
        &desk,
        &[
            "下見: 5件の意見を追加（まだ入れていません）",
            "読み取れなかった行 1件、気付き 0件",
            "行 11   - 3 -（ページ番号とみなしました）",
            "ア(ア)  1 創業・",
            "若者の創業を支援することが必要である。",
            "ウ(ア)  その他",
        ],
    );
    desk.press("<Down><F6>");
    sees(&desk, &["ア(ア)  2 新たな", "ア(イ)  2 新たな", "イ(ア)  2 新たな"]);
    desk.press("<F6><F6><F6><F6><F6>");
    sees(&desk, &["ア(ア)  1 創業・"]);
    desk.press("<Esc>");
    sees(&desk, &["意見の一覧を貼り付け", "（ア）若者の創業"]);
    desk.press("<F7><Enter>");
    assert_eq!(
        desk.notice(),
        "保存しました: 5件の意見を追加（読み取れなかった行 1件を除く）  F9 で戻す"
    );
    assert_eq!(labels(&desk), ["ア(ア)", "ア(イ)", "イ(ア)", "イ(イ)", "ウ(ア)"]);
    sees(&desk, &["意見  5件"]);
    let acts: Vec<_> = desk.model.council.journal.events.iter().map(|it| it.act.clone()).collect();
    assert!(acts[1].is_some() && acts[1..].iter().all(|act| *act == acts[1]), "{acts:?}");
    desk.press("<F9>");
    assert_eq!(labels(&desk), [""; 0]);
    desk.press("U");
    assert_eq!(labels(&desk).len(), 5);
}

#[test]
fn what_is_there_already_is_left_out_and_a_taken_number_stops_all() {
    let mut desk = pasted();
    desk.press("<Enter><F4>");
    desk.tell(Msg::Pasted(LIST.replace("輸出の支援", "輸出への助言")));
    desk.press("<F7>");
    sees(&desk, &["下見: 0件", "番号 イ(イ) が重なっています", "すでにあります（ア(ア)）"]);
    desk.press("<Enter>");
    assert!(desk.notice().contains("番号 イ(イ)"), "{}", desk.notice());
    assert_eq!(labels(&desk).len(), 5);
}

#[test]
fn one_opinion_is_entered_with_the_next_number_and_refused_where_it_is_there() {
    let mut desk = pasted();
    desk.press("<Enter><F8>");
    sees(&desk, &["意見を追加", "ウ(イ)", "その他の事項について", "[その他]"]);
    desk.press("<C-u>ア(ア)<F7>");
    sees(&desk, &["ア(ア) は、この年度の別の意見の番号です"]);
    desk.press("<C-u>ウ(イ)<F7>");
    sees(&desk, &["意見の本文を書いてください"]);
    desk.tell(Msg::Pasted("データの公開が必要である。".to_owned()));
    desk.press("<F7>");
    sees(&desk, &["同じ意見が、ウ(ア) としてすでにあります"]);
    desk.tell(Msg::Pasted("統計も要る。".to_owned()));
    desk.press("<F7>");
    assert_eq!(desk.notice(), "保存しました: 意見 ウ(イ) を追加  F9 で戻す");
    assert_eq!(labels(&desk).last().map(String::as_str), Some("ウ(イ)"));
}

#[test]
fn an_opinion_that_was_entered_is_amended_and_the_amendment_is_taken_back() {
    let mut desk = pasted();
    desk.press("<Enter>2<End>");
    sees(&desk, &["> R8 ウ(ア)", "データの公開が必要である。"]);
    desk.press("<F8>");
    sees(&desk, &["入力した意見を訂正する"]);
    desk.press("<Esc>");
    desk.press("m");
    sees(&desk, &["ウ(ア) の訂正", "データの公開が必要である。"]);
    desk.press("<Tab><Tab><Tab>早く。<F7>");
    assert_eq!(desk.notice(), "保存しました: 意見 ウ(ア) を訂正  F9 で戻す");
    let text = |desk: &Desk| desk.model.council.records.opinions.last().unwrap().text.clone();
    assert_eq!(text(&desk), "データの公開が必要である。早く。");
    desk.press("<F9>");
    assert_eq!(text(&desk), "データの公開が必要である。");
    desk.press("<Home>m");
    assert!(!desk.screen().contains("の訂正"), "a printed one is not");
}

#[test]
fn a_session_taken_back_meanwhile_closes_nothing_and_says_so() {
    let mut desk = with_a_session();
    desk.press("<F4>");
    desk.tell(Msg::Pasted(LIST.to_owned()));
    let event = desk.model.council.journal.events[0].id.clone();
    let person: Person = "sato".parse().unwrap();
    desk.somebody_says(&person, &[Saying::Retract { event, way: shingi::journal::Way::Undo }]);
    desk.hear().press("<F7>");
    assert!(desk.notice().contains("ほかの人が取り消しました"), "{}", desk.notice());
    sees(&desk, &["（ア）若者の創業"]);
}

#[test]
fn an_amendment_that_did_not_see_another_is_a_disagreement_that_the_next_one_settles() {
    let mut desk = with_a_session();
    desk.press("m");
    let mut other = desk.again("sato");
    other.press("5<End>m<Tab><Tab><Tab><Tab><Tab><Tab>5階<F7>");
    assert!(other.notice().contains("を訂正"), "{}", other.notice());
    desk.hear().press("<Tab><Tab><Tab><Tab><Tab><Tab>4階<F7>");
    let disputed = |desk: &Desk| {
        let troubles = desk.model.council.unsettled();
        troubles.iter().filter(|it| it.what.contains("訂正が食い違っています")).count()
    };
    assert_eq!(disputed(&desk), 1);
    desk.press("m<F7>");
    assert_eq!(disputed(&desk), 0, "saving what one sees chooses it");
}

#[test]
fn what_is_half_written_is_thrown_away_only_after_a_word() {
    let mut desk = with_a_session();
    desk.press("<F4>");
    desk.tell(Msg::Pasted(LIST.to_owned()));
    desk.press("<Esc>");
    sees(&desk, &["書きかけです。保存せずに捨てますか。", "[Enter いいえ]"]);
    desk.press("<C-c>");
    assert!(desk.notice().contains("控えて終了します"), "{}", desk.notice());
    desk.press("<Enter>");
    sees(&desk, &["（ア）若者の創業"]);
    desk.press("<Esc><Esc>");
    sees(&desk, &["（ア）若者の創業"]);
    desk.press("<F7><C-c>");
    assert!(desk.notice().contains("控えて終了します"), "{}", desk.notice());
    desk.press("<Esc>");
    sees(&desk, &["（ア）若者の創業"]);
    desk.press("<Esc>ｙ<C-c>");
    assert!(desk.notice().contains("終了は q です"), "{}", desk.notice());
}
