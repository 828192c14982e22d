//! Working beside others, and where one may not write.

use shingi::{
    app::Access,
    domain::{Extent, LinkKind, Person, Stage},
    journal::{Hash, Link, Saying},
};

use super::{MENTOR, RESEARCH, STARTUP, covered, desk::Desk, linked, links, shows};

#[test]
fn read_only_refuses_every_editing_key_with_the_reason() {
    let mut desk = linked();
    let why = "--readonly で開いたので閲覧のみです。付けずに始めると書き込めます。";
    desk.model.access = Access::Read(why.to_owned());
    shows(&desk, "【閲覧のみ】");
    let before = links(&desk, MENTOR);
    for keys in ["2<F2>", "2a", "2<Tab>x", "2<Tab><Del>", "3<F2>", "3a", "3<Tab>x", "4<F2>", "4a"] {
        desk.press("<Esc><Esc>").press(keys);
        assert_eq!(desk.notice(), why, "{keys}");
        shows(&desk, why);
        assert!(desk.model.overlay.is_none());
    }
    for keys in ["u", "U", "<F9>", "<C-z>", "<C-y>"] {
        desk.press(keys);
        assert_eq!(desk.notice(), why, "{keys}");
    }
    assert_eq!(links(&desk, MENTOR), before);
    assert_eq!(desk.folder.read().events.len(), desk.model.council.journal.events.len());
}

#[test]
fn a_link_of_somebody_else_disturbs_nobody() {
    for keys in [
        "2/メンター<Enter>",
        "2<End><Tab>",
        "2<F2>創業<Tab><Down>",
        "<C-f>融資<Down>",
        "4<Down><Right>",
        "7",
    ] {
        let mut desk = linked();
        desk.press("<Esc><Esc>").press(keys);
        desk.somebody_links("sato", "city-r7/ア(ア)", RESEARCH, LinkKind::New, Extent::Full);
        // The name stands first; whether it is linked may be said behind it.
        let name = |desk: &Desk| desk.selected().unwrap().split("  ").next().unwrap().to_owned();
        let (selected, cursor) = (name(&desk), desk.cells().1);
        let place = |desk: &Desk| {
            let model = &desk.model;
            let typed = model.overlay.as_ref().map_or_else(
                || model.list().query.value().to_owned(),
                |overlay| overlay.list().unwrap().query.value().to_owned(),
            );
            (model.view, model.focus, model.list_search, model.overlay.is_some(), typed)
        };
        let (before, covered_before) = (place(&desk), covered(&desk));
        desk.hear();
        assert_eq!(place(&desk), before, "{keys}");
        if keys != "7" {
            assert_eq!((name(&desk), desk.cells().1), (selected, cursor), "{keys}");
        }
        assert_eq!(covered(&desk), (covered_before.0 + 1, 0), "{keys}");
    }
}

#[test]
fn a_selected_deed_stays_selected_when_a_newer_one_arrives() {
    let mut desk = linked();
    desk.press("7");
    let selected = desk.selected();
    desk.somebody_links("sato", "city-r7/ア(ア)", RESEARCH, LinkKind::New, Extent::Full);
    desk.hear();
    assert_eq!(desk.selected(), selected);
    shows(&desk, "履歴 3件");
}

#[test]
fn two_people_linking_the_same_pair_differently_is_shown_as_a_disagreement() {
    let mut desk = Desk::open(60, 24);
    desk.press("2/メンター<Enter><F2>地域スタートアップ<Enter>");
    desk.somebody_links("sato", MENTOR, STARTUP, LinkKind::Expanded, Extent::Partial);
    desk.hear();
    desk.press("<Tab><Down><Down><Down>");
    shows(&desk, "食い違い: yamada は 継続・全部 sato は 拡充・一部");
    desk.press("1<Home>");
    assert!(desk.selected().unwrap().starts_with("食い違い     R7 ア(イ)"), "{}", desk.screen());
    desk.press("<Enter>");
    shows(&desk, "食い違い: yamada は 継続・全部 sato は 拡充・一部");
    assert_eq!(covered(&desk), (1, 0), "any 全部 is 全部");
    let sato = desk.again("sato");
    assert_eq!(sato.model.opinions.list.row(), desk.again("yamada").model.opinions.list.row());
    // Whoever removes the pair removes it whole, and can bring it back whole.
    assert_eq!(desk.model.focus, super::Focus::Detail, "the pair itself is selected");
    desk.press("x");
    assert_eq!(links(&desk, MENTOR), [""; 0]);
    desk.press("<F9>");
    assert_eq!(links(&desk, MENTOR).len(), 2);
}

#[test]
fn a_link_to_an_unknown_program_is_shown_and_can_be_removed() {
    let mut desk = Desk::open(80, 24);
    let sato: Person = "sato".parse().unwrap();
    let link = Saying::Link(Link {
        opinion: MENTOR.into(),
        program: "city/なくなった事業".into(),
        kind: LinkKind::Continuing,
        extent: Extent::Full,
        stage: Stage::Confirmed,
        note: String::new(),
        evidence: String::new(),
        opinion_words: Hash::of("意見"),
        program_words: Hash::of("事業"),
        confirms: None,
    });
    desk.somebody_says(&sato, &[link]);
    desk.hear().press("2/メンター<Enter>");
    shows(&desk, "city/なくなった事業（参照先なし）");
    assert_eq!(covered(&desk), (0, 0), "nothing answers it");
    desk.press("<Tab><Down><Down><Down><Enter>");
    assert!(desk.notice().contains("参照先なし"), "{}", desk.notice());
    desk.press("1<Home><Enter>");
    shows(&desk, "対応付けの参照先なし: 事業 `city/なくなった事業`");
    desk.press("<Esc>2xx");
    assert_eq!(links(&desk, MENTOR), [""; 0]);
}

#[test]
fn nobody_undoes_what_somebody_else_did() {
    let mut desk = linked();
    desk.somebody_links("sato", "city-r7/ア(ア)", RESEARCH, LinkKind::New, Extent::Full);
    desk.hear().press("<F9>");
    assert_eq!(links(&desk, MENTOR), [""; 0]);
    assert_eq!(links(&desk, "city-r7/ア(ア)").len(), 1);
    desk.press("<F9>");
    assert_eq!(desk.notice(), "元に戻せる操作はありません。");
}

#[test]
fn a_link_that_cannot_be_written_is_not_shown() {
    let mut desk = Desk::open(80, 24);
    // A file where the folder should be: nothing can be written.
    std::fs::write(desk.folder.path(), "").unwrap();
    desk.press("2/メンター<Enter><F2>スタートアップ<Enter>");
    assert!(!desk.notice().contains("保存しました") && !desk.notice().is_empty());
    assert_eq!((links(&desk, MENTOR).len(), covered(&desk)), (0, (0, 0)));
}

#[test]
fn reading_the_record_again_keeps_the_place() {
    let mut desk = linked();
    desk.press("<Esc>G<F5>");
    assert!(desk.notice().contains("読み直しました"), "{}", desk.notice());
    assert!(desk.selected().unwrap().starts_with("エ(ウ)"), "{}", desk.screen());
    assert_eq!(links(&desk, MENTOR).len(), 2);
}
