//! Marks in lists: what they stay with, what takes them away, and how one sees them.

use super::{desk::Desk, shows};
use shingi::app::{Focus, Overlay, View, list::List};

fn title(desk: &Desk) -> String {
    let screen = desk.screen();
    let line = screen.lines().nth(1).unwrap_or_default();
    line.trim_matches(['─', ' ']).split(" ]").next().unwrap().trim_start_matches("[ ").to_owned()
}

/// The ids of what an act would be for.
fn meant(desk: &Desk) -> Vec<String> {
    let records = &desk.model.council.records;
    let rows = |list: &List| list.marked_rows(&desk.model.council);
    match desk.model.view {
        View::Programs => rows(&desk.model.programs.list)
            .into_iter()
            .map(|row| records.programs[row].id.to_string())
            .collect(),
        _ => rows(&desk.model.opinions.list)
            .into_iter()
            .map(|row| records.opinions[row].label.clone())
            .collect(),
    }
}

/// The rows of the list with a mark, as the screen shows them.
fn starred(desk: &Desk) -> Vec<String> {
    let screen = desk.screen();
    let rows = screen.lines().skip(2).take_while(|line| !line.starts_with('─'));
    let marked = rows.filter_map(|line| line.get(2..)?.strip_prefix('*'));
    marked.map(|row| row.split_whitespace().next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn space_marks_the_row_and_moves_on() {
    let mut desk = Desk::open(80, 24);
    desk.press("2");
    assert_eq!((title(&desk), meant(&desk)), ("意見 25件".into(), vec!["ア(ア)".to_owned()]));
    desk.press("<Down><Space>　");
    assert_eq!(title(&desk), "意見 25件  印 2件");
    assert_eq!((meant(&desk), starred(&desk)), {
        let both = vec!["ア(イ)".to_owned(), "ア(ウ)".to_owned()];
        (both.clone(), both)
    });
    assert!(desk.selected().unwrap().starts_with("ア(エ)"), "{}", desk.screen());
    desk.press("<Up><Space>");
    assert_eq!(
        (title(&desk), meant(&desk)),
        ("意見 25件  印 1件".into(), vec!["ア(イ)".to_owned()])
    );
    desk.press("<Up><Up>");
    assert!(desk.screen().contains(" >*ア(イ)"), "the bar and the mark:\n{}", desk.screen());
}

#[test]
fn marks_stay_through_searches_filters_views_and_reloads_and_the_title_says_so() {
    let mut desk = Desk::open(80, 24);
    desk.press("2<Space><Down><Space>/メンター");
    assert_eq!(desk.model.opinions.list.hidden_marks(), 2);
    desk.press("<Enter><Space>");
    let three = ["ア(ア)", "ア(ウ)", "ア(イ)"];
    assert_eq!(meant(&desk), three, "in the order they were marked");
    assert!(
        title(&desk).starts_with("意見 25件中 1件  印 3件（2件は絞り込みの外）  検索: メンター"),
        "{}",
        title(&desk)
    );
    for keys in ["3", "7", "2", "<F5>", "<F3><C-u><Enter>", "<Tab><Tab>", "<F4><Enter><Esc>"] {
        desk.press(keys);
        let list = &desk.model.opinions.list;
        assert_eq!(list.marks(), 3, "{keys}\n{}", desk.screen());
    }
    shows(&desk, "絞込:");
    assert_eq!(meant(&desk), three);
}

#[test]
fn esc_takes_the_marks_away_before_it_shows_more_or_leaves() {
    let mut desk = Desk::open(80, 24);
    desk.press("2<F4><Enter><Esc>/スタートアップ<Enter><Space><Tab><F2>");
    for (what, holds) in [
        ("picker", [true, true, true, true, true]),
        ("detail", [false, true, true, true, true]),
        ("marks", [false, false, true, true, true]),
        ("search", [false, false, false, true, true]),
        ("filter", [false, false, false, false, true]),
        ("nothing", [false, false, false, false, false]),
    ] {
        let is = [
            desk.model.overlay.is_some(),
            desk.model.focus == Focus::Detail,
            desk.model.list().marks() > 0,
            !desk.model.opinions.list.query.value().is_empty(),
            !desk.model.opinions.filter.is_empty(),
        ];
        assert_eq!(is, holds, "{what}");
        desk.press("<Esc>");
        if what == "marks" {
            assert_eq!(desk.notice(), "印をすべて外しました。");
            assert!(!title(&desk).contains('印'), "{}", title(&desk));
        }
    }
}

#[test]
fn ctrl_a_marks_all_that_is_shown_and_takes_just_that_away_again() {
    let mut desk = Desk::open(80, 24);
    desk.press("3<Space>/融資<Enter>");
    let shown = desk.model.programs.list.rows().len();
    assert!(shown > 1 && shown < 66, "{}", desk.screen());
    desk.press("<C-a>");
    assert_eq!((meant(&desk).len(), desk.model.programs.list.hidden_marks()), (shown + 1, 1));
    assert_eq!(starred(&desk).len(), shown.min(7));
    desk.press("<C-a>");
    assert_eq!(meant(&desk), ["city/成長産業創出支援事業"]);
    desk.press("<Esc><C-a>");
    assert_eq!(desk.model.programs.list.query.value(), "融資", "the marks went first");
    desk.press("<F3><C-u><Enter><C-a>");
    assert_eq!((title(&desk), meant(&desk).len()), ("事業 66件  印 66件  掲載順".into(), 66));
}

#[test]
fn only_lists_of_opinions_and_programs_are_marked_and_not_from_the_detail() {
    let mut desk = Desk::open(80, 24);
    for view in ["1", "4", "5", "6", "7"] {
        desk.press(view).press("<Space><C-a>");
        assert_eq!(desk.model.list().marks(), 0, "{view}");
    }
    desk.press("2<Tab><Space><C-a>");
    assert_eq!((desk.model.list().marks(), desk.model.focus), (0, Focus::Detail));
    assert_eq!(desk.notice(), "印は一覧で付けます。Tab で一覧に移ります。");
    // In a field a space is a space.
    desk.press("<Tab>/a <Enter>");
    assert_eq!((desk.model.list().marks(), desk.model.list().query.value()), (0, "a "));
    desk.press("<Esc><F2><Space>");
    let Some(Overlay::Picker(picker)) = &desk.model.overlay else { panic!("the picker") };
    assert_eq!((picker.list.marks(), picker.list.query.value()), (0, " "));
}

#[test]
fn going_back_brings_no_marks_back_and_loses_none() {
    let mut desk = Desk::open(80, 24);
    desk.press("2/メンター<Enter><F2>地域スタートアップ<Enter>");
    // From a marked opinion to its program, to another list of the same opinions, and back.
    desk.press("<Space><Tab><Down><Down><Down><Enter>");
    assert_eq!(desk.model.view, View::Programs);
    desk.press("<Tab><Enter>");
    assert_eq!((desk.model.view, meant(&desk)), (View::Opinions, vec!["ア(イ)".to_owned()]));
    desk.press("<Space><Space>");
    assert_eq!(meant(&desk), ["ア(ウ)"], "taken away and another set");
    desk.press("1<C-f>メンター<Enter>");
    desk.press("<Esc>2");
    assert_eq!(meant(&desk), ["ア(ウ)"]);
    let mut desk = Desk::open(80, 24);
    desk.press("2/メンター<Enter><F2>地域スタートアップ<Enter><Space><Tab><Down><Down><Down><Enter><Tab><Enter>");
    desk.press("<Space><Esc>");
    assert_eq!(desk.model.view, View::Programs);
    desk.press("<Esc><Esc>");
    assert_eq!((desk.model.view, desk.model.list().marks()), (View::Opinions, 0));
}

#[test]
fn a_record_that_goes_takes_its_mark_along() {
    let temp = tempfile::tempdir().unwrap();
    let write = |labels: &[&str]| {
        let record = |label: &&str| {
            format!(
                "Opinion(id: \"{label}\", label: \"{label}\", heading: \"\", text: \"{label}\"),"
            )
        };
        let records: String = labels.iter().map(record).collect();
        let head = "source: \"s\", fiscal_year: \"R7\", sessions: []";
        let text = format!("Opinions({head}, opinions: [{records}])");
        std::fs::write(temp.path().join("opinions.ron"), text).unwrap();
    };
    write(&["ア", "イ", "ウ"]);
    let mut desk = Desk::over(temp.path(), 80, 24);
    desk.press("2<C-a>");
    assert_eq!(meant(&desk), ["ア", "イ", "ウ"], "{}", desk.screen());
    write(&["ウ", "ア"]);
    desk.press("<F5>");
    assert_eq!((title(&desk), meant(&desk)), {
        ("意見 2件  印 2件".to_owned(), vec!["ア".to_owned(), "ウ".to_owned()])
    });
}
