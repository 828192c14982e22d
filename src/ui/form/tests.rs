//! Tests of forms as they are seen.

use proptest::prelude::*;
use ratatui::buffer::CellWidth;

use super::*;
use crate::{
    app::{Code, Key, form::cells, layout::Size},
    ui::theme::Borders,
};

const OPINION: &str = "スタートアップ支援について、スタートアップ企業と適切なメンターやアドバイザーとの\
    マッチング支援が必要である。また、支援を受けた企業が市内に定着するよう、既存の中小企業との連携を\
    促す場を設けてほしい。";

fn form() -> Form {
    let kinds = ["反映", "既実施", "一部反映", "説明", "検討", "対応困難", "参考"];
    Form::new(
        "ア(イ) への回答",
        vec![OPINION.to_owned(), "担当: 商業金融課".to_owned()],
        vec![
            Field::choice("対応区分", kinds, Some(1)).with_hint("意見に対する市の対応です。"),
            Field::choice("段階", ["着手", "実施中", "完了"], None).optional(),
            Field::line("期限", "").with_hint("R8.7.2、7月2日 のように書きます。"),
            Field::text_area("市の考え方", "創業支援の窓口を増やす。\nﾒﾝﾀｰを紹介する。")
                .with_hint("会議で読み上げる文です。"),
        ],
    )
}

/// The body of a terminal of this size.
fn body(width: u16, height: u16) -> crate::app::layout::Pane {
    Size { width, height }.body()
}

fn press(form: &mut Form, keys: &[Code], width: u16, height: u16) {
    for code in keys {
        form.key(Key::plain(*code), body(width, height));
    }
}

/// The form in a terminal of this size, with `_` where the hardware cursor is.
fn picture(form: &Form, width: u16, height: u16, borders: Borders) -> String {
    let area = Rect::new(0, 0, width, body(width, height).height);
    let mut buf = Buffer::empty(area);
    let cursor = draw(form, &Theme::MONOCHROME.with(borders), area, &mut buf).expect("a cursor");
    let mut text = String::new();
    for y in 0..area.height {
        let mut x = 0;
        let start = text.len();
        while x < width {
            if cursor == Position::new(x, y) {
                text.push('_');
            }
            text.push_str(buf[(x, y)].symbol());
            x += buf[(x, y)].cell_width().max(1);
        }
        assert_eq!(x, width, "no character may stick out");
        text.truncate(start + text[start..].trim_end().len());
        text.push('\n');
    }
    text
}

#[test]
fn a_form_as_it_opens() {
    assert_eq!(
        picture(&form(), 60, 16, Borders::Line),
        "\
─[ ア(イ) への回答 ]────────────────────────────────── 1/4 ─
 スタートアップ支援について、スタートアップ企業と適切なメン
 ターやアドバイザーとのマッチング支援が必要である。また、…

 > 対応区分      反映 [_既実施] 一部反映  説明  検討
                 対応困難  参考
                 意見に対する市の対応です。
   段階         [なし] 着手  実施中  完了
   期限
   市の考え方   │創業支援の窓口を増やす。
      23/2000字 │メンターを紹介する。

   [ 保存 ]   [ やめる ]      Tab 次へ  F7 保存  Esc やめる
"
    );
    assert_eq!(
        picture(&form(), 80, 24, Borders::Line),
        "\
─[ ア(イ) への回答 ]────────────────────────────────────────────────────── 1/4 ─
 スタートアップ支援について、スタートアップ企業と適切なメンターやアドバイザーと
 のマッチング支援が必要である。また、支援を受けた企業が市内に定着するよう、既存
 の中小企業との連携を促す場を設けてほしい。  担当: 商業金融課

 > 対応区分      反映 [_既実施] 一部反映  説明  検討  対応困難  参考
                 意見に対する市の対応です。

   段階         [なし] 着手  実施中  完了

   期限

   市の考え方   │創業支援の窓口を増やす。
      23/2000字 │メンターを紹介する。
                │
                │
                │
                │
                │

   [ 保存 ]   [ やめる ]                 ←→ 選ぶ  Tab 次へ  F7 保存  Esc やめる
"
    );
}

#[test]
fn an_overlong_text_is_in_sight_where_the_cursor_is() {
    let mut form = form();
    press(&mut form, &[Code::BackTab, Code::BackTab], 60, 16);
    form.paste(&"創業支援の窓口を増やす。".repeat(200));
    assert_eq!(
        picture(&form, 60, 16, Borders::Line),
        "\
─[ ア(イ) への回答 ]────────────────────────────────── 4/4 ─
 スタートアップ支援について、スタートアップ企業と適切なメン
 ターやアドバイザーとのマッチング支援が必要である。また、…

   段階         [なし] 着手  実施中  完了
   期限
 > 市の考え方   ^支援の窓口を増やす。創業支援の窓口を増や
    2000/2000字 │す。創業支援の窓口を増やす。創業支援の窓
                │口を増やす。創業支援の窓口を増やす。創業
                │支援の窓口を増_
                 ! 2000字までです。これ以上は入りません。
 ! 貼り付けた文のうち、後ろの423文字は入りませんでした。
   [ 保存 ]   [ やめる ]      Tab 次へ  F7 保存  Esc やめる
"
    );
    press(&mut form, &[Code::PageUp], 80, 24);
    assert_eq!(
        picture(&form, 80, 24, Borders::Ascii),
        "\
-[ ア(イ) への回答 ]------------------------------------------------------ 4/4 -
 スタートアップ支援について、スタートアップ企業と適切なメンターやアドバイザーと
 のマッチング支援が必要である。また、支援を受けた企業が市内に定着するよう、既存
 の中小企業との連携を促す場を設けてほしい。  担当: 商業金融課

   対応区分      反映 [既実施] 一部反映  説明  検討  対応困難  参考

   段階         [なし] 着手  実施中  完了

   期限

 > 市の考え方   ^増やす。創業支援の窓口を増やす。創業支援の窓口を増やす。創業
    2000/2000字 |支援の窓口を増やす。創業支援の窓口を増やす。創業支援の窓口を
                |増やす。創業支援の窓口を増やす。創業支援の窓口を増やす。創業
                |支援の窓口を増やす。創業支援の窓口を増やす。創業支援の窓口を
                |増やす。創業支_援の窓口を増やす。創業支援の窓口を増やす。創業
                |支援の窓口を増やす。創業支援の窓口を増やす。創業支援の窓口を
                v増やす。創業支援の窓口を増やす。創業支援の窓口を増やす。創業
                 ! 2000字までです。これ以上は入りません。

   [ 保存 ]   [ やめる ]              Enter 改行  Tab 次へ  F7 保存  Esc やめる
"
    );
}

#[test]
fn a_text_that_is_left_is_shown_from_its_beginning() {
    let mut form = form();
    press(&mut form, &[Code::BackTab, Code::BackTab], 80, 24);
    form.paste(&"創業支援の窓口を増やす。".repeat(20));
    let beginning = "│創業支援の窓口を増やす。\n";
    assert!(!picture(&form, 80, 24, Borders::Line).contains(beginning));
    press(&mut form, &[Code::BackTab], 80, 24);
    assert!(picture(&form, 80, 24, Borders::Line).contains(beginning));
}

#[test]
fn what_was_refused_says_so_under_its_field() {
    let mut form = form();
    form.refuse(
        2,
        "「7/32」は日付として読めません。2026-07-02、R8.7.2、7月2日 のように書いてください。",
    );
    press(&mut form, &[Code::Tab, Code::Tab, Code::Right], 60, 16);
    assert_eq!(
        picture(&form, 80, 24, Borders::Line),
        "\
─[ ア(イ) への回答 ]────────────────────────────────────────────────────────────
 スタートアップ支援について、スタートアップ企業と適切なメンターやアドバイザーと
 のマッチング支援が必要である。また、支援を受けた企業が市内に定着するよう、既存
 の中小企業との連携を促す場を設けてほしい。  担当: 商業金融課

   対応区分      反映 [既実施] 一部反映  説明  検討  対応困難  参考

   段階         [なし] 着手  実施中  完了

   期限
                 ! 「7/32」は日付として読めません。2026-07-02、R8.7.2、7月2日
                 のように書いてください。

   市の考え方   │創業支援の窓口を増やす。
      23/2000字 │メンターを紹介する。
                │
                │
                │
                │

   [ 保存 ] > [ _やめる ]              Enter 決定  Tab 次へ  F7 保存  Esc やめる
"
    );
}

#[test]
fn the_hardware_cursor_is_where_one_types_or_chooses() {
    let at = |keys: &[Code]| {
        let mut form = form();
        press(&mut form, keys, 80, 24);
        let shown = picture(&form, 80, 24, Borders::Line);
        let row = shown.lines().find(|row| row.contains('_')).unwrap_or_default();
        row.trim_end().to_owned()
    };
    let tab = Code::Tab;
    for (keys, row) in [
        (
            &[Code::Right][..],
            " > 対応区分      反映  既実施 [_一部反映] 説明  検討  対応困難  参考",
        ),
        (&[tab], " > 段階         [_なし] 着手  実施中  完了"),
        (&[tab, Code::End], " > 段階          なし  着手  実施中 [_完了]"),
        (&[tab, tab, Code::Char('８')], " > 期限          ８_"),
        (&[tab, tab, tab], "      23/2000字 │メンターを紹介する。_"),
        (&[tab, tab, tab, Code::Home], "      23/2000字 │_メンターを紹介する。"),
        (&[tab, tab, tab, Code::Left, Code::Left], "      23/2000字 │メンターを紹介す_る。"),
    ] {
        assert_eq!(at(keys), row, "{keys:?}");
    }
    assert!(at(&[Code::BackTab]).starts_with(" > [ _保存 ]   [ やめる ]"));
    assert!(at(&[Code::BackTab, Code::Right]).starts_with("   [ 保存 ] > [ _やめる ]"));
}

#[test]
fn data_in_a_form_is_harmless() {
    let fields = vec![
        Field::choice("\u{1b}[31m区分", ["反\u{202e}映"], Some(0)).with_hint("\u{9b}2J"),
        Field::line("\u{202e}期限", "\u{1b}[31m"),
        Field::text_area("考え方", "一\u{202e}"),
    ];
    let mut form = Form::new("\u{1b}]0;題", vec!["一\u{1b}c".to_owned()], fields);
    form.refuse(1, "\u{1b}[2J");
    let shown = picture(&form, 60, 16, Borders::Line);
    assert!(!shown.contains(|c: char| c != '\n' && crate::shown::is_dangerous(c)), "{shown}");
    assert!(shown.contains("␛[31m") && shown.contains("⟨U+202E⟩"), "{shown}");
}

#[test]
fn there_is_a_cursor_inside_at_every_size() {
    let mut form = form();
    for step in 0..8 {
        let widths = (0..20).chain([33, 58, 60, 61, 90]);
        let heights = || (0..8).chain([13, 21, 30]);
        for (width, height) in widths.flat_map(|width| heights().map(move |h| (width, h))) {
            let mut buf = Buffer::empty(Rect::new(0, 0, 100, 40));
            let area = Rect::new(3, 2, width, height);
            let cursor = draw(&form, &Theme::MONOCHROME, area, &mut buf);
            assert!(cursor.is_none_or(|at| area.contains(at)), "{width}x{height}: {cursor:?}");
            assert!(cursor.is_some() || width < 60 || height < 13, "{width}x{height}");
            let drawn = |at: &Position| !area.contains(*at) && buf[*at].symbol() != " ";
            let outside = buf.area.positions().find(drawn);
            assert_eq!(outside, None, "{width}x{height}, step {step}");
        }
        press(&mut form, &[Code::Tab], 60, 16);
        if step == 4 {
            form.refuse(3, "長い説明。".repeat(50));
            press(&mut form, &[Code::Char('あ'); 60], 60, 16);
        }
    }
    let mut dot = Buffer::empty(Rect::new(0, 0, 1, 1));
    assert_eq!(draw(&form, &Theme::TERMINAL, dot.area, &mut dot), None);
}

proptest! {
    #[test]
    fn a_row_is_as_wide_as_the_form_counts_it(
        text in "[ぁ-ん一-鿋a-cｱ-ﾟ\u{e0100}\u{3099}⌚🇯🇵（①△ ]{0,30}",
    ) {
        prop_assert_eq!(cells(&text), width(&text));
    }
}
