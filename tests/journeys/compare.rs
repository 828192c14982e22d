//! What has changed since a meeting, on the screen.

use super::*;

#[test]
fn what_has_changed_since_a_meeting_is_read_and_left_again() {
    let mut desk = linked();
    desk.tell(Msg::Resized(shingi::app::layout::Size { width: 60, height: 16 }));
    desk.press("1d");
    shows(&desk, "令和7年度 第2回の会議（令和7年8月20日）から今日まで");
    desk.press("<Enter>");
    shows(&desk, "前回からの変更: ");
    shows(&desk, "ア(イ)");
    let top = desk.screen();
    desk.press("<Down>");
    desk.press("<End><End><End>");
    shows(&desk, "「地域スタートアップ等支援事業」");
    shows(&desk, "2件が変わりました。");
    // However often End was pressed, one step up is one step up.
    let end = desk.screen();
    desk.press("<Up>");
    assert_ne!(desk.screen(), end);
    desk.press("<Home>");
    assert_eq!(desk.screen(), top);
    desk.press("<Esc>");
    shows(&desk, "一か月前");
    desk.press("<Esc>");
    assert!(desk.model.overlay.is_none());
}

#[test]
fn nothing_that_changed_is_said_too() {
    let mut desk = Desk::open(60, 16);
    desk.press("1<F6><Enter>");
    shows(&desk, "変わったことはありません。");
}
