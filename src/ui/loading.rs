//! What is shown while the record is being read.

use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};

use super::{
    text::{fit, line, span},
    theme::Theme,
};

/// Draws how many files have been read, of how many.
///
/// ```text
///  審議
///
///  記録を読み込んでいます  12/30ファイル
///
///  q終了
/// ```
pub fn loading((read, found): (usize, usize), theme: &Theme, area: Rect, buf: &mut Buffer) {
    let row = |y: u16| Rect { y, height: 1, ..area }.intersection(area);
    line([span(" 審議 ", theme.title)]).render(row(area.y), buf);
    let how_far = match found {
        0 => String::new(),
        found if read < found => format!("  {read}/{found}ファイル"),
        found => format!("  {found}ファイルの内容を突き合わせています"),
    };
    let text =
        fit(&format!(" 記録を読み込んでいます{how_far}"), usize::from(area.width), theme.borders);
    line([span(text, theme.text)]).render(row(area.y.saturating_add(2.min(area.height / 2))), buf);
    let keys = [span(" q".to_owned(), theme.key), span("終了 ".to_owned(), theme.text)];
    line(keys).render(row(area.bottom().saturating_sub(1)), buf);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_how_far_it_has_got_at_any_size() {
        for (files, size, said) in [
            ((0, 0), (80, 24), "記録を読み込んでいます"),
            ((12, 30), (80, 24), "記録を読み込んでいます  12/30ファイル"),
            ((30, 30), (80, 24), "記録を読み込んでいます  30ファイルの内容を突き合わせています"),
            ((12, 30), (12, 3), "記録を"),
            ((12, 30), (80, 1), ""),
            ((12, 30), (0, 0), ""),
        ] {
            let mut buf = Buffer::empty(Rect::new(0, 0, size.0, size.1));
            let area = buf.area;
            loading(files, &Theme::MONOCHROME, area, &mut buf);
            let symbols: String = buf.content.iter().map(ratatui::buffer::Cell::symbol).collect();
            let shown = symbols.replace(' ', "");
            assert!(shown.contains(&said.replace(' ', "")), "{files:?} {size:?}: {shown}");
        }
    }
}
