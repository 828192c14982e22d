//! Tests of forms, by what is pressed in them.

use super::*;

const BODY: Pane = Pane { x: 0, y: 1, width: 80, height: 21 };

fn form() -> Form {
    let kinds = Field::choice("対応区分", ["反映", "既実施", "説明"], Some(0));
    let stages = Field::choice("段階", ["着手", "完了"], None).optional();
    Form::new(
        "回答",
        vec!["ア(イ) 創業支援".to_owned()],
        vec![
            kinds.with_hint("意見への市の対応"),
            stages,
            Field::line("担当課", ""),
            Field::text_area("市の考え方", ""),
        ],
    )
}

fn key(name: &str) -> Key {
    Key::plain(match name {
        "Tab" => Code::Tab,
        "BackTab" => Code::BackTab,
        "Up" => Code::Up,
        "Down" => Code::Down,
        "Left" => Code::Left,
        "Right" => Code::Right,
        "Home" => Code::Home,
        "End" => Code::End,
        "Enter" => Code::Enter,
        "Esc" => Code::Esc,
        "Del" => Code::Delete,
        "F1" => Code::F(1),
        "F7" => Code::F(7),
        "Page" => Code::PageDown,
        "Space" => Code::Char(' '),
        "^S" => return Key::ctrl('s'),
        "^Z" => return Key::ctrl('z'),
        letter => Code::Char(letter.chars().next().unwrap()),
    })
}

/// Presses keys and gives back what the last one meant.
fn press(form: &mut Form, keys: &str) -> Answer {
    keys.split_whitespace().map(|name| form.key(key(name), BODY)).last().unwrap_or(Answer::Nothing)
}

#[test]
fn keys_choose_and_write() {
    for (keys, values) in [
        ("Right", ["既実施", "", "", ""]),
        ("Right Right Right", ["説明", "", "", ""]),
        ("Left", ["反映", "", "", ""]),
        ("Space Space", ["説明", "", "", ""]),
        ("Space Space Space", ["反映", "", "", ""]),
        ("3", ["説明", "", "", ""]),
        ("２", ["既実施", "", "", ""]),
        ("9 q 0 Del", ["反映", "", "", ""]),
        ("End", ["説明", "", "", ""]),
        ("End Home", ["反映", "", "", ""]),
        ("Tab Left", ["反映", "", "", ""]),
        ("Tab Right", ["反映", "着手", "", ""]),
        ("Tab Right Left", ["反映", "", "", ""]),
        ("Tab Space Space", ["反映", "完了", "", ""]),
        ("Tab Space Space Space", ["反映", "", "", ""]),
        ("Tab ２ ０", ["反映", "", "", ""]),
        ("Tab 1 Del", ["反映", "", "", ""]),
        ("Enter Enter 商 工 q 1 Space", ["反映", "", "商工q1", ""]),
        ("Down Down 課 Down 一 Enter 二 Enter", ["反映", "", "課", "一\n二"]),
        ("BackTab BackTab 一 Up Up 1", ["反映", "着手", "", "一"]),
        ("BackTab Up Space 一 Down Enter", ["反映", "", "", " 一"]),
    ] {
        let mut form = form();
        press(&mut form, keys);
        let read: Vec<&str> = (0..4).map(|field| form.text(field)).collect();
        assert_eq!(read, values, "{keys}");
    }
}

#[test]
fn a_full_width_space_chooses_too() {
    let mut form = form();
    form.key(Key::plain(Code::Char('　')), BODY);
    assert_eq!(form.choice(0), Some(1));
}

#[test]
fn keys_lead_from_field_to_field_and_to_the_buttons() {
    let (save, leave) = (Some(Button::Save), Some(Button::Leave));
    for (keys, at, button) in [
        ("Up", Some(0), None),
        ("Down", Some(1), None),
        ("Enter Enter Enter", Some(3), None),
        ("Enter Enter Enter Enter", Some(3), None),
        ("Tab Tab Tab Tab", None, save),
        ("Tab Tab Tab Tab Tab", Some(0), None),
        ("BackTab", None, save),
        ("BackTab Right", None, leave),
        ("BackTab Right Left", None, save),
        ("BackTab Right Up Down", None, save),
        ("BackTab Down", None, save),
        ("BackTab BackTab 一 Enter 二 Up", Some(3), None),
        ("BackTab BackTab 一 Enter 二 Up Up", Some(2), None),
        ("BackTab BackTab 一 Enter 二 Up Down", Some(3), None),
        ("BackTab BackTab 一 Enter 二 Up Down Down", None, save),
    ] {
        let mut form = form();
        press(&mut form, keys);
        assert_eq!((form.at(), form.button()), (at, button), "{keys}");
    }
}

#[test]
fn a_key_is_answered() {
    for (keys, answer) in [
        ("^S", Answer::Save),
        ("F7", Answer::Save),
        ("BackTab BackTab 一 F7", Answer::Save),
        ("BackTab Enter", Answer::Save),
        ("BackTab Space", Answer::Save),
        ("BackTab Right Enter", Answer::Leave),
        ("Esc", Answer::Leave),
        ("Tab Tab Esc", Answer::Leave),
        ("2 1 Esc", Answer::Leave),
        ("2 Esc", Answer::Unsaved),
        ("2 Esc Esc", Answer::Unsaved),
        ("2 BackTab Right Enter", Answer::Unsaved),
        ("2 BackTab Right Enter Enter", Answer::Unsaved),
        ("F1", Answer::Nothing),
        ("^Z", Answer::Nothing),
        ("q", Answer::Used),
        ("BackTab q", Answer::Used),
        ("Page", Answer::Used),
        ("あ", Answer::Nothing),
        ("BackTab あ", Answer::Nothing),
        ("Tab Tab あ", Answer::Used),
        ("Tab Tab Tab F1", Answer::Nothing),
        ("Tab Tab Tab ^Z", Answer::Nothing),
    ] {
        assert_eq!(press(&mut form(), keys), answer, "{keys}");
    }
}

#[test]
fn what_is_written_is_thrown_away_only_after_a_question() {
    let mut form = form();
    assert_eq!(press(&mut form, "Esc"), Answer::Leave);
    press(&mut form, "Tab Tab 課");
    assert!(form.is_changed());
    assert_eq!(press(&mut form, "Esc"), Answer::Unsaved);
    assert_eq!(press(&mut form, "Esc"), Answer::Unsaved, "the same key twice is no yes");
    assert_eq!(press(&mut form, "Tab Tab Right Enter"), Answer::Unsaved, "nor is the button");
    press(&mut form, "BackTab BackTab Left Del");
    assert!(!form.is_changed());
    assert_eq!(press(&mut form, "Esc"), Answer::Leave);
}

#[test]
fn a_refusal_stands_until_its_field_is_written_anew() {
    let mut form = form();
    form.refuse(2, "担当課を書いてください。");
    assert_eq!((form.at(), form.trouble()), (Some(2), Some((2, "担当課を書いてください。"))));
    press(&mut form, "Left Up 1 Down");
    assert!(form.trouble().is_some());
    press(&mut form, "課");
    assert_eq!(form.trouble(), None);
}

#[test]
fn a_paste_goes_where_one_types() {
    let mut form = form();
    form.paste("創業");
    assert!(!form.is_changed());
    press(&mut form, "Tab Tab");
    form.paste("商工\n課");
    press(&mut form, "Tab");
    form.paste("　一\r\n二\n\n");
    press(&mut form, "Tab");
    form.paste("どこでもない");
    assert_eq!((form.text(2), form.text(3)), ("商工 課", "　一\n二"));
}

#[test]
fn what_a_paste_has_no_room_for_is_told() {
    let area = Field::text_area("備考", "").with_limit(3);
    let mut form = Form::new("", Vec::new(), vec![area]);
    form.paste("一二三四五");
    assert_eq!((form.text(0), form.warning()), ("一二三", Some(Warning::CutOff(2))));
    press(&mut form, "Left");
    assert_eq!(form.warning(), None);
}

#[test]
fn labels_leave_room_for_values_at_every_width() {
    let form = form();
    for (body, columns) in [(80, (12, 62)), (60, (12, 42)), (20, (4, 10)), (6, (0, 0)), (0, (0, 0))]
    {
        assert_eq!(form.columns(body), columns, "{body}");
    }
}

#[test]
fn an_empty_form_has_its_buttons() {
    let mut form = Form::new("", Vec::new(), Vec::new());
    assert_eq!(form.button(), Some(Button::Save));
    assert_eq!(press(&mut form, "Tab BackTab Up Down Right Enter"), Answer::Leave);
    form.refuse(0, "");
    assert_eq!((form.text(0), form.choice(0)), ("", None));
}
