//! 書きかけ: what was being typed when the dashboard ended is offered, gone on with, thrown away.

use shingi::app::{Access, Draft, Msg, Overlay, draft::Kept};

use super::{MENTOR, desk::Desk, shows};

/// Everything that can be written, with the keys that lead to it and what is typed there.
const TYPED: [(&str, &str, &str); 16] = [
    ("answer", "2/メンター<Enter>r", "2<Tab><Tab>窓口で\n<Enter>相談に応じます"),
    ("progress", "2/メンター<Enter>p", "2<Tab>R9.3.31"),
    ("assign", "2/メンター<Enter>t", "経済政策課<Down>12/10"),
    ("relate", "2/メンター<Enter>=", "ア(ア)<Down>2"),
    ("refer", "2/メンター<Enter>d", "1<Down><Down>九州経済産業局へ"),
    ("note", "2/メンター<Enter>e", "来年も見る。"),
    ("note of two", "2<Home><Space><Space>e", "どちらも来年見る。"),
    ("note of a program", "3<Home>e", "財源を確かめる。"),
    ("link", "2/メンター<Enter><F2>スタートアップ<F4>", "2<Tab>2<Tab><Tab>概要版 3頁"),
    ("reject", "2/メンター<Enter><F2>スタートアップ<F5>", "対象が違うため"),
    ("session", "5<F2>", "<Tab><Tab>R8.7.2<Tab>10:00<Tab>正午<Tab><Tab>議会棟"),
    ("opinion", "5<F8>", "<Tab><Tab><Right><Tab>新しい意見の本文"),
    ("list", "5<F4>", "ア 創業\n<Enter>(ア) 一つ目"),
    ("picker", "2/メンター<Enter><F2>", "創業<Tab><Tab><Up><Up><F6><F8>"),
    ("list search", "2/", "めんたー"),
    ("search", "2<C-f>", "融資"),
];

/// The draft of a desk as the next dashboard finds it.
fn kept(draft: Draft) -> Kept {
    Kept { name: "/控え/1.ron".to_owned(), at: "R8.11.21 14:03".to_owned(), draft }
}

/// The dashboard started anew with what was left.
fn next_day(desk: &Desk) -> Desk {
    let draft = desk.model.draft().expect("something is being typed");
    let mut next = desk.again("yamada");
    next.model.offer(vec![kept(draft)]);
    next
}

/// The screen without the bars above and below, which tell of views and notices.
fn body(desk: &Desk) -> String {
    let screen = desk.screen();
    let lines: Vec<&str> = screen.lines().skip(1).collect();
    lines[..lines.len() - 2].join("\n")
}

#[test]
fn whatever_is_typed_is_offered_the_next_day_and_stands_there_as_it_was() {
    for (place, keys, typed) in TYPED {
        let mut desk = Desk::open(80, 24);
        desk.press(keys);
        assert_eq!(desk.model.draft().filter(|draft| !draft.is_search()), None, "{place}");
        desk.press(typed);
        let (before, draft) = (body(&desk), desk.model.draft().unwrap());
        // Help over it changes nothing.
        desk.press("<F1>");
        assert_eq!(desk.model.draft(), Some(draft.clone()), "{place}");
        let mut next = next_day(&desk);
        shows(&next, "書きかけがあります");
        shows(&next, "R8.11.21 14:03");
        next.press("<Enter>");
        assert_eq!(next.forgotten, ["/控え/1.ron"], "{place}");
        assert_eq!(next.model.draft().map(|it| (it.of, it.fields)), Some((draft.of, draft.fields)));
        assert_eq!(body(&next), before, "{place}");
        assert!(next.model.is_typing() || place == "relate", "{place}");
    }
}

#[test]
fn what_is_gone_on_with_is_saved_like_anything_else() {
    let mut desk = Desk::open(80, 24);
    desk.press("2/メンター<Enter>r2<Tab><Tab>窓口で");
    let mut next = next_day(&desk);
    next.press("<Enter>相談に応じます。<F7>");
    assert!(next.notice().starts_with("保存しました: ア(イ)の回答"), "{}", next.notice());
    assert_eq!(next.model.draft(), None);
    let said = next.model.council.ledger.answer(&MENTOR.into()).unwrap().now().unwrap();
    assert_eq!(said.what.text, "窓口で相談に応じます。");
}

#[test]
fn what_others_said_since_is_not_replaced_by_what_goes_on() {
    let mut desk = Desk::open(80, 24);
    desk.press("2/メンター<Enter>r2<Tab><Tab>窓口で");
    let draft = desk.model.draft().unwrap();
    let mut other = desk.again("sato");
    other.press("2/メンター<Enter>r3<F7>");
    let mut next = desk.again("yamada");
    next.model.offer(vec![kept(draft)]);
    next.press("<Enter><F7>");
    let register = next.model.council.ledger.answer(&MENTOR.into()).unwrap();
    assert!(register.disagreement().is_some(), "both are there");
}

#[test]
fn throwing_away_takes_a_yes_and_never_enter() {
    let mut desk = Desk::open(80, 24);
    desk.press("2/メンター<Enter>e来年も見る。");
    let mut next = next_day(&desk);
    next.press("x<Enter>xx<Esc>");
    assert_eq!(next.forgotten, [""; 0]);
    next.press("x");
    shows(&next, "この書きかけを捨てますか。");
    next.press("y");
    assert_eq!(next.forgotten, ["/控え/1.ron"]);
    assert!(next.model.overlay.is_none());
    // Left for later, nothing is forgotten.
    let mut next = next_day(&desk);
    next.press("<Esc>");
    assert!(next.model.overlay.is_none() && next.forgotten.is_empty());
}

#[test]
fn several_are_offered_and_one_is_gone_on_with() {
    let mut desk = Desk::open(80, 24);
    desk.press("2/メンター<Enter>e来年も見る。");
    let first = kept(desk.model.draft().unwrap());
    desk.press("<Esc>yt経済政策課");
    let second = Kept { name: "/控え/2.ron".to_owned(), ..kept(desk.model.draft().unwrap()) };
    let mut next = desk.again("yamada");
    next.model.offer(vec![first, second]);
    next.press("<Down><Enter>");
    shows(&next, "経済政策課");
    assert_eq!(next.notice(), "書きかけの続きです。 ほかの 1件は、次に開いたとき続けられます。");
    assert_eq!(next.forgotten, ["/控え/2.ron"]);
}

#[test]
fn what_can_not_be_gone_on_with_stays_kept_and_says_why() {
    let mut desk = Desk::open(80, 24);
    desk.press("5<F2><Tab><Tab>R8.7.2<F7><F8><Tab><Tab><Tab>新しい意見");
    let draft = desk.model.draft().unwrap();
    desk.press("<Esc>y<F9>");
    let mut next = desk.again("yamada");
    next.model.offer(vec![kept(draft.clone())]);
    next.press("<Enter>");
    assert_eq!(
        next.notice(),
        "書いていた先が、この記録にはもうありません。控えは残してあります: /控え/1.ron"
    );
    assert!(matches!(next.model.overlay, Some(Overlay::Drafts(_))) && next.forgotten.is_empty());
    // Where nothing can be written, nothing is offered, but told.
    let mut next = desk.again("yamada");
    next.model.access = Access::Read("閲覧のみ".to_owned());
    next.model.offer(vec![kept(draft)]);
    assert!(next.model.overlay.is_none());
    assert_eq!(next.notice(), "書きかけが 1件あります。書ける開き方で開くと、続けられます。");
}

#[test]
fn what_stands_already_is_not_asked_for_again() {
    let mut desk = Desk::open(80, 24);
    desk.press("2/メンター<Enter>e来年も見る。");
    let draft = desk.model.draft().unwrap();
    desk.press("<F7>");
    assert_eq!(desk.model.draft(), None, "saved");
    let mut next = desk.again("yamada");
    next.model.offer(vec![kept(draft)]);
    next.press("<Enter>");
    assert_eq!(next.notice(), "すでに同じ内容で保存してあります。");
    assert_eq!(next.forgotten, ["/控え/1.ron"]);
    assert!(next.model.overlay.is_none());
}

#[test]
fn a_paste_is_a_draft_like_what_is_typed() {
    let mut desk = Desk::open(80, 24);
    desk.press("5<F4>");
    desk.tell(Msg::Pasted("(ア) 一つ目\n(イ) 二つ目".to_owned()));
    let pasted = desk.model.draft();
    assert_eq!(pasted.as_ref().unwrap().words(), "(ア) 一つ目\n(イ) 二つ目");
    // The preview lies over it.
    desk.press("<F7>");
    assert_eq!(desk.model.draft(), pasted);
    desk.press("<Enter>");
    assert_eq!(desk.model.draft(), None);
}
