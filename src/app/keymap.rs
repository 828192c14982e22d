//! The key table. Hints, help, menu, palette and the tests are made from it.

pub mod finder;
pub mod items;
mod reading;
mod scope;

pub use reading::reading;
pub use scope::{Scope, of_view, scopes};

use super::{Code, Command, Copy, Key, Topic, View, list::Step};

/// 割り当て. One row of the key table.
#[derive(Debug)]
pub struct Binding {
    /// 場面.
    pub scope: Scope,
    /// The keys that do it.
    pub keys: &'static [Key],
    /// The keys as the help screen writes them.
    pub written: &'static str,
    /// What it does, as the help screen says it.
    pub what: &'static str,
    /// What it does, as the bar at the bottom says it; empty keeps it out of the bar.
    pub hint: &'static str,
    /// 操作.
    pub command: Command,
}

const fn k(code: Code) -> Key {
    Key::plain(code)
}

const fn c(letter: char) -> Key {
    Key::plain(Code::Char(letter))
}

const fn f(number: u8) -> Key {
    Key::plain(Code::F(number))
}

const fn bind(
    scope: Scope,
    keys: &'static [Key],
    written: &'static str,
    what: &'static str,
    hint: &'static str,
    command: Command,
) -> Binding {
    Binding { scope, keys, written, what, hint, command }
}

/// Every key of the program. The first row of a scope stands first in hints and help.
#[rustfmt::skip]
pub const BINDINGS: &[Binding] = &[
    bind(Scope::Picker, &[k(Code::Enter)], "Enter", "決定（印がなければ選んでいる行）", "Enter 決定", Command::Choose),
    bind(Scope::Picker, &[k(Code::Tab)], "Tab", "印を付けて次の行へ", "Tab 印", Command::Mark),
    bind(Scope::Form, &[f(7), Key::ctrl('s')], "F7 ^S", "保存する", "", Command::Press(f(7))),
    bind(Scope::Form, &[k(Code::Esc)], "Esc", "やめる（書きかけなら一度確かめます）", "", Command::Press(k(Code::Esc))),
    bind(Scope::Form, &[k(Code::Tab)], "Tab", "次の欄へ（文章の欄からも）", "", Command::Press(k(Code::Tab))),
    bind(Scope::Form, &[k(Code::BackTab)], "Shift+Tab", "前の欄へ", "", Command::Press(k(Code::BackTab))),
    bind(Scope::Form, &[f(1)], "F1", "使い方（ここのキー）", "F1 使い方", Command::Help),

    bind(Scope::Picker, &[f(6)], "F6", "種別を変える（新規・拡充・継続・参考・関連）", "", Command::NextKind),
    bind(Scope::Picker, &[f(7)], "F7", "範囲を変える（全部・一部）", "", Command::NextExtent),
    bind(Scope::Picker, &[f(8)], "F8", "段階を変える（確定・案）", "", Command::NextStage),
    bind(Scope::Picker, &[f(4)], "F4", "根拠とメモも書いて対応付ける", "F4 根拠・メモ", Command::Write(Topic::Link)),
    bind(Scope::Picker, &[f(5)], "F5", "関連なしにする（理由を書く）", "F5 関連なし", Command::Write(Topic::Reject)),
    bind(Scope::Picker, &[k(Code::Esc)], "Esc", "やめる", "Esc 中止", Command::Back),
    bind(Scope::Picker, &[f(1)], "F1", "使い方（ここのキー）", "F1 使い方", Command::Help),
    bind(Scope::Picker, &[k(Code::Up)], "↑", "上の行", "", Command::Move(Step::Up)),
    bind(Scope::Picker, &[k(Code::Down)], "↓", "下の行", "", Command::Move(Step::Down)),
    bind(Scope::Picker, &[k(Code::PageUp)], "PgUp", "前の頁", "", Command::Move(Step::PageUp)),
    bind(Scope::Picker, &[k(Code::PageDown)], "PgDn", "次の頁", "", Command::Move(Step::PageDown)),

    bind(Scope::SearchAll, &[k(Code::Tab)], "Tab", "言葉や条件の候補を入れる（続けて押すと次の候補）", "Tab 候補", Command::Complete),
    bind(Scope::SearchAll, &[k(Code::BackTab)], "Shift+Tab", "前の候補を入れる", "", Command::CompleteBack),
    bind(Scope::SearchAll, &[f(7)], "F7", "この検索に名前を付けて残す", "F7 名前を付ける", Command::KeepView),
    bind(Scope::SearchAll, &[k(Code::Esc)], "Esc", "閉じる", "Esc 閉じる", Command::Back),
    bind(Scope::SearchAll, &[f(1)], "F1", "使い方（ここのキー）", "F1 使い方", Command::Help),
    bind(Scope::SearchAll, &[k(Code::Up)], "↑", "上の行", "", Command::Move(Step::Up)),
    bind(Scope::SearchAll, &[k(Code::Down)], "↓", "下の行", "", Command::Move(Step::Down)),
    bind(Scope::SearchAll, &[k(Code::PageUp)], "PgUp", "前の頁", "", Command::Move(Step::PageUp)),
    bind(Scope::SearchAll, &[k(Code::PageDown)], "PgDn", "次の頁", "", Command::Move(Step::PageDown)),

    bind(Scope::ListSearch, &[k(Code::Enter)], "Enter", "この結果で一覧に戻る", "Enter 決定", Command::Choose),
    bind(Scope::ListSearch, &[k(Code::Esc)], "Esc", "検索をやめて全部を表示", "Esc 解除", Command::Back),
    bind(Scope::ListSearch, &[f(1)], "F1", "使い方（ここのキー）", "F1 使い方", Command::Help),
    bind(Scope::ListSearch, &[k(Code::Up)], "↑", "上の行", "", Command::Move(Step::Up)),
    bind(Scope::ListSearch, &[k(Code::Down)], "↓", "下の行", "", Command::Move(Step::Down)),
    bind(Scope::ListSearch, &[k(Code::PageUp)], "PgUp", "前の頁", "", Command::Move(Step::PageUp)),
    bind(Scope::ListSearch, &[k(Code::PageDown)], "PgDn", "次の頁", "", Command::Move(Step::PageDown)),

    bind(Scope::Reading, &[k(Code::Esc), c('q'), f(6), c('o')], "Esc q F6 o", "閉じる", "Esc 閉じる", Command::Back),
    bind(Scope::Reading, &[k(Code::Up), c('k')], "↑ k", "上の行", "", Command::Move(Step::Up)),
    bind(Scope::Reading, &[k(Code::Down), c('j')], "↓ j", "下の行", "", Command::Move(Step::Down)),
    bind(Scope::Reading, &[k(Code::PageUp)], "PgUp", "前の頁", "PgUp 前の頁", Command::Move(Step::PageUp)),
    bind(Scope::Reading, &[k(Code::PageDown)], "PgDn", "次の頁", "PgDn 次の頁", Command::Move(Step::PageDown)),
    bind(Scope::Reading, &[k(Code::Home), c('g')], "Home g", "先頭", "Home 先頭", Command::Move(Step::Home)),
    bind(Scope::Reading, &[k(Code::End), c('G')], "End G", "末尾", "End 末尾", Command::Move(Step::End)),
    bind(Scope::Reading, &[f(1), c('?')], "F1 ?", "使い方（ここのキー）", "F1 使い方", Command::Help),

    bind(Scope::Outline, &[k(Code::Enter), f(7)], "Enter F7", "この内容で、まとめて入れる", "Enter 保存", Command::Choose),
    bind(Scope::Outline, &[f(6), c('o')], "F6 o", "方向性を変える（同じ見出しの意見すべて）", "F6 方向性", Command::NextArea),
    bind(Scope::Outline, &[k(Code::Esc), c('q')], "Esc q", "一覧に戻って直す", "Esc 一覧に戻る", Command::Back),
    bind(Scope::Outline, &[f(1), c('?')], "F1 ?", "使い方（ここのキー）", "F1 使い方", Command::Help),
    bind(Scope::Outline, &[k(Code::Up), c('k')], "↑ k", "上の行", "", Command::Move(Step::Up)),
    bind(Scope::Outline, &[k(Code::Down), c('j')], "↓ j", "下の行", "", Command::Move(Step::Down)),
    bind(Scope::Outline, &[k(Code::PageUp)], "PgUp", "前の頁", "", Command::Move(Step::PageUp)),
    bind(Scope::Outline, &[k(Code::PageDown)], "PgDn", "次の頁", "", Command::Move(Step::PageDown)),
    bind(Scope::Outline, &[k(Code::Home), c('g')], "Home g", "先頭", "", Command::Move(Step::Home)),
    bind(Scope::Outline, &[k(Code::End), c('G')], "End G", "末尾", "", Command::Move(Step::End)),

    bind(Scope::CarryOver, &[k(Code::Enter)], "Enter", "確かめたものを書き込む（系譜に書く前に確かめます。意見・事業は開く）", "Enter 確認", Command::Choose),
    bind(Scope::CarryOver, &[c('x'), k(Code::Delete)], "x Del", "別の事業とみて提案し直す・見送る", "x 別・見送り", Command::Decline),
    bind(Scope::CarryOver, &[f(7), c('a')], "F7 a", "明記・ほぼ確実なものをまとめて書き込む（前に確かめます）", "F7 まとめて", Command::AllCertain),
    bind(Scope::CarryOver, &[k(Code::Esc), c('q')], "Esc q", "閉じる", "Esc 閉じる", Command::Back),
    bind(Scope::CarryOver, &[f(1), c('?')], "F1 ?", "使い方（ここのキー）", "F1 使い方", Command::Help),
    bind(Scope::CarryOver, &[f(9), c('u'), Key::ctrl('z')], "F9 u ^Z", "継承と再確認を元に戻す", "F9 元に戻す", Command::Undo),
    bind(Scope::CarryOver, &[f(5), c('R'), Key::ctrl('l')], "F5 R ^L", "記録を読み直して描き直す", "", Command::Reload),
    bind(Scope::CarryOver, &[k(Code::Up), c('k')], "↑ k", "上の行", "", Command::Move(Step::Up)),
    bind(Scope::CarryOver, &[k(Code::Down), c('j')], "↓ j", "下の行", "", Command::Move(Step::Down)),
    bind(Scope::CarryOver, &[k(Code::PageUp)], "PgUp", "前の頁", "", Command::Move(Step::PageUp)),
    bind(Scope::CarryOver, &[k(Code::PageDown)], "PgDn", "次の頁", "", Command::Move(Step::PageDown)),
    bind(Scope::CarryOver, &[k(Code::Home), c('g')], "Home g", "先頭", "", Command::Move(Step::Home)),
    bind(Scope::CarryOver, &[k(Code::End), c('G')], "End G", "末尾", "", Command::Move(Step::End)),

    bind(Scope::Drafts, &[k(Code::Enter)], "Enter", "続ける", "Enter 続ける", Command::Choose),
    bind(Scope::Drafts, &[c('x'), k(Code::Delete)], "x Del", "捨てる（前に確かめます）", "x 捨てる", Command::Discard),
    bind(Scope::Drafts, &[k(Code::Esc), c('q')], "Esc q", "あとにする（次に開いたとき、また尋ねます）", "Esc あとで", Command::Back),
    bind(Scope::Drafts, &[f(1), c('?')], "F1 ?", "使い方（ここのキー）", "F1 使い方", Command::Help),
    bind(Scope::Drafts, &[k(Code::Up), c('k')], "↑ k", "上の行", "", Command::Move(Step::Up)),
    bind(Scope::Drafts, &[k(Code::Down), c('j')], "↓ j", "下の行", "", Command::Move(Step::Down)),

    bind(Scope::Opening, &[k(Code::Enter)], "Enter", "選んだものを開く", "Enter 開く", Command::Choose),
    bind(Scope::Choosing, &[k(Code::Enter)], "Enter", "選んだものに決める", "Enter 決定", Command::Choose),
    bind(Scope::SavedView, &[f(7), c('e')], "F7", "選んだ保存した検索の名前を変える", "F7 名前を変える", Command::KeepView),
    bind(Scope::SavedView, &[k(Code::Delete), c('x')], "Del", "選んだ保存した検索を消す（前に確かめます）", "Del 消す", Command::DropView),
    bind(Scope::Popup, &[k(Code::Esc), c('q'), f(1), f(4), k(Code::Enter)], "Esc q", "閉じる", "Esc 閉じる", Command::Back),
    bind(Scope::Popup, &[k(Code::Up), c('k')], "↑ k", "上の行", "", Command::Move(Step::Up)),
    bind(Scope::Popup, &[k(Code::Down), c('j')], "↓ j", "下の行", "", Command::Move(Step::Down)),
    bind(Scope::Popup, &[k(Code::PageUp)], "PgUp", "前の頁", "", Command::Move(Step::PageUp)),
    bind(Scope::Popup, &[k(Code::PageDown)], "PgDn", "次の頁", "", Command::Move(Step::PageDown)),
    bind(Scope::Popup, &[k(Code::Home), c('g')], "Home g", "先頭", "", Command::Move(Step::Home)),
    bind(Scope::Popup, &[k(Code::End), c('G')], "End G", "末尾", "", Command::Move(Step::End)),

    bind(Scope::Lookup, &[k(Code::Enter)], "Enter", "選んだ行を実行する", "Enter 実行", Command::Choose),
    bind(Scope::Lookup, &[k(Code::Esc)], "Esc", "閉じる", "Esc 閉じる", Command::Back),
    bind(Scope::Lookup, &[f(1)], "F1", "この画面の使い方と全部の使い方を切り替える", "F1 全部の使い方", Command::Help),
    bind(Scope::Lookup, &[k(Code::Up)], "↑", "上の行", "", Command::Move(Step::Up)),
    bind(Scope::Lookup, &[k(Code::Down)], "↓", "下の行", "", Command::Move(Step::Down)),
    bind(Scope::Lookup, &[k(Code::PageUp)], "PgUp", "前の頁", "", Command::Move(Step::PageUp)),
    bind(Scope::Lookup, &[k(Code::PageDown)], "PgDn", "次の頁", "", Command::Move(Step::PageDown)),

    bind(Scope::Bar, &[k(Code::Enter)], "Enter", "選んだ項目を実行する", "Enter 実行", Command::Choose),
    bind(Scope::Bar, &[k(Code::Left), c('h')], "← h", "左のメニュー", "← 左", Command::Left),
    bind(Scope::Bar, &[k(Code::Right), c('l')], "→ l", "右のメニュー", "→ 右", Command::Right),
    bind(Scope::Bar, &[k(Code::Esc), c('q'), f(10), c('m')], "Esc q F10 m", "閉じる", "Esc 閉じる", Command::Back),
    bind(Scope::Bar, &[k(Code::Up), c('k')], "↑ k", "上の項目", "", Command::Move(Step::Up)),
    bind(Scope::Bar, &[k(Code::Down), c('j')], "↓ j", "下の項目", "", Command::Move(Step::Down)),
    bind(Scope::Bar, &[k(Code::Home), c('g')], "Home g", "先頭", "", Command::Move(Step::Home)),
    bind(Scope::Bar, &[k(Code::End), c('G')], "End G", "末尾", "", Command::Move(Step::End)),

    bind(Scope::Confirm, &[c('y'), f(8)], "y F8", "はい（実行する）", "y はい", Command::Agree),
    bind(Scope::Confirm, &[k(Code::Esc), k(Code::Enter), c('n'), c('q')], "Esc Enter n q", "いいえ（何もしない）", "Enter いいえ", Command::Back),

    bind(Scope::Members, &[f(7), c('v')], "F7 v", "読んだ印を付ける（既読）", "F7 既読", Command::MarkRead),
    bind(Scope::Members, &[f(2), c('r')], "F2 r", "受け止め（了承・説明を求める）を書く", "F2 受け止め", Command::Review),

    bind(Scope::Overview, &[f(8), c('b')], "F8 b", "数える範囲（市と県・市・県）", "F8 範囲", Command::NextBodies),
    bind(Scope::Overview, &[f(6), c('d')], "F6 d", "前回からの変更を見る", "F6 変更", Command::Compare),
    bind(Scope::Overview, &[f(4), c('f')], "F4 f", "要対応を絞り込む（種類・年度・担当課）", "F4 絞込", Command::Filter),
    bind(Scope::Opinions, &[f(2), c('a')], "F2 a", "対応する事業を選ぶ", "F2 対応付け", Command::Pick),
    bind(Scope::Opinions, &[f(8), c('w')], "F8 w", "記入する（回答・進捗・担当など）", "F8 記入", Command::Menu),
    bind(Scope::Opinions, &[f(4), c('f')], "F4 f", "絞り込む（対応・回答・進捗・担当課・年度など）", "F4 絞込", Command::Filter),
    bind(Scope::Opinions, &[c('x'), k(Code::Delete)], "x Del", "選んだ事業の対応付けを外す（F9 で戻せます）", "x 外す", Command::Unlink),
    bind(Scope::Opinions, &[c(' ')], "Space", "印を付けて次の行へ（Esc で全部外す）", "", Command::Mark),
    bind(Scope::Opinions, &[Key::ctrl('a')], "^A", "表示中の行すべての印を付ける・外す", "", Command::MarkAll),
    bind(Scope::Writing, &[c('r')], "r", "回答を書く（対応区分・段階・市の考え方）", "", Command::Write(Topic::Answer)),
    bind(Scope::Writing, &[c('p')], "p", "進捗を記入する", "", Command::Write(Topic::Progress)),
    bind(Scope::Writing, &[c('t')], "t", "担当課と回答期限を決める", "", Command::Write(Topic::Assign)),
    bind(Scope::Writing, &[c('c')], "c", "確定する・再確認する・食い違いを決める", "c 確定", Command::Settle),
    bind(Scope::Writing, &[c('l')], "l", "対応付けの内容を書く（種別・範囲・根拠・メモ）", "", Command::Write(Topic::Link)),
    bind(Scope::Writing, &[c('n')], "n", "関連なしにする（理由を書く）", "", Command::Write(Topic::Reject)),
    bind(Scope::Writing, &[c('=')], "=", "別の意見との関係を記入する（同趣旨・準用・継承）", "", Command::Write(Topic::Relate)),
    bind(Scope::Writing, &[c('d')], "d", "国・県への要望、団体への伝達を記入する", "", Command::Write(Topic::Refer)),
    bind(Scope::Writing, &[f(7), c('e')], "F7 e", "メモを書く・書き直す", "", Command::Write(Topic::Note)),
    bind(Scope::Writing, &[c('m')], "m", "入力した意見を訂正する", "", Command::Amend),
    bind(Scope::Programs, &[f(2), c('a')], "F2 a", "この事業が応える意見を選ぶ", "F2 対応付け", Command::Pick),
    bind(Scope::Programs, &[f(4), c('f')], "F4 f", "絞り込む（対応・案・種類・実施主体・資料・年度・担当課・印）", "F4 絞込", Command::Filter),
    bind(Scope::Programs, &[c('x'), k(Code::Delete)], "x Del", "選んだ意見との対応付けを外す（F9 で戻せます）", "x 外す", Command::Unlink),
    bind(Scope::Programs, &[f(8), c('s')], "F8 s", "並べ替え（掲載順・決算額・予算額・増減）", "F8 並べ替え", Command::NextOrder),
    bind(Scope::Programs, &[c(' ')], "Space", "印を付けて次の行へ（Esc で全部外す）", "", Command::Mark),
    bind(Scope::Programs, &[Key::ctrl('a')], "^A", "表示中の行すべての印を付ける・外す", "", Command::MarkAll),
    bind(Scope::Programs, &[f(7), c('e')], "F7 e", "メモを書く・書き直す", "F7 メモ", Command::Write(Topic::Note)),
    bind(Scope::Programs, &[c('c')], "c", "選んだ意見との対応付けを確定・再確認する", "c 確定", Command::Settle),
    bind(Scope::Programs, &[c('l')], "l", "選んだ意見との対応付けの内容を書く", "", Command::Write(Topic::Link)),
    bind(Scope::Programs, &[c('n')], "n", "選んだ意見と関連なしにする（理由を書く）", "", Command::Write(Topic::Reject)),
    bind(Scope::History, &[f(4), c('f')], "F4 f", "絞り込む（記入者・種類・意見・会議）", "F4 絞込", Command::Filter),
    bind(Scope::Matrix, &[f(8), c('t')], "F8 t", "もう一つの表（求める意見のない事業）", "F8 表の切替", Command::OtherTable),
    bind(Scope::Matrix, &[f(2), c('a')], "F2 a", "この意見に対応する事業を選ぶ", "F2 対応付け", Command::Pick),
    bind(Scope::Matrix, &[k(Code::Left), c('h')], "← h", "左の列", "", Command::Left),
    bind(Scope::Matrix, &[k(Code::Right), c('l')], "→ l", "右の列", "", Command::Right),

    bind(Scope::Sessions, &[f(2), c('a')], "F2 a", "会議を追加する", "F2 会議追加", Command::AddSession),
    bind(Scope::Sessions, &[f(8), c('n')], "F8 n", "選んだ会議に、意見を一件追加する", "F8 意見追加", Command::AddOpinion),
    bind(Scope::Sessions, &[f(4), c('p')], "F4 p", "選んだ会議に、意見の一覧を貼り付ける", "F4 一覧貼付", Command::PasteOpinions),
    bind(Scope::Sessions, &[c('m')], "m", "入力した会議を訂正する", "m 訂正", Command::Amend),
    bind(Scope::Sessions, &[f(7), c('e')], "F7 e", "メモを書く・書き直す", "F7 メモ", Command::Write(Topic::Note)),

    bind(Scope::Rows, &[k(Code::Enter)], "Enter", "開く", "Enter 開く", Command::Open),
    bind(Scope::Rows, &[k(Code::Up), c('k')], "↑ k", "上の行", "", Command::Move(Step::Up)),
    bind(Scope::Rows, &[k(Code::Down), c('j')], "↓ j", "下の行", "", Command::Move(Step::Down)),
    bind(Scope::Rows, &[k(Code::PageUp)], "PgUp", "前の頁", "", Command::Move(Step::PageUp)),
    bind(Scope::Rows, &[k(Code::PageDown)], "PgDn", "次の頁", "", Command::Move(Step::PageDown)),
    bind(Scope::Rows, &[k(Code::Home), c('g')], "Home g", "先頭", "", Command::Move(Step::Home)),
    bind(Scope::Rows, &[k(Code::End), c('G')], "End G", "末尾", "", Command::Move(Step::End)),
    bind(Scope::Details, &[k(Code::Tab), k(Code::BackTab)], "Tab", "一覧と詳細を行き来する", "Tab 枠", Command::NextPane),
    bind(Scope::Details, &[f(6), c('o')], "F6 o", "出典の原文を、その場所で開く", "F6 原文", Command::ReadSource),
    bind(Scope::Details, &[c(']')], "]", "次の一件（詳細のまま）", "", Command::NextRecord),
    bind(Scope::Details, &[c('[')], "[", "前の一件（詳細のまま）", "", Command::PreviousRecord),
    bind(Scope::Lists, &[f(3), c('/')], "F3 /", "この一覧を検索", "F3 検索", Command::SearchList),

    bind(Scope::Anywhere, &[f(1), c('?')], "F1 ?", "使い方（この画面のキー）", "F1 使い方", Command::Help),
    bind(Scope::Anywhere, &[f(9), c('u'), Key::ctrl('z')], "F9 u ^Z", "元に戻す", "F9 戻す", Command::Undo),
    bind(Scope::Anywhere, &[f(10), c('m')], "F10 m", "メニューを開く", "F10 メニュー", Command::MenuBar),
    bind(Scope::Anywhere, &[c('q')], "q", "終了", "q 終了", Command::Quit),
    bind(Scope::Anywhere, &[Key::ctrl('f')], "^F", "記録全体を検索", "^F 全体検索", Command::SearchAll),
    bind(Scope::Anywhere, &[c('U'), Key::ctrl('y')], "U ^Y", "やり直す", "U やり直す", Command::Redo),
    bind(Scope::Anywhere, &[Key::ctrl('e'), c('E')], "^E E", "表示中のものをファイルに書き出す", "", Command::HandOut),
    bind(Scope::Anywhere, &[f(5), c('R'), Key::ctrl('l')], "F5 R ^L", "記録を読み直して描き直す", "F5 再読込", Command::Reload),
    bind(Scope::Anywhere, &[c(':'), Key::ctrl('p')], ": ^P", "操作を言葉で探して実行する（漢字・かな・ローマ字・キー）", ": 操作", Command::Palette),
    bind(Scope::Anywhere, &[c('y'), Key::ctrl('k')], "y ^K", "選んだものを写す（番号と本文をクリップボードへ）", "", Command::Copy(Copy::Record)),
    bind(Scope::Anywhere, &[c('Y'), Key::ctrl('o')], "Y ^O", "選んだものの識別子を写す", "", Command::Copy(Copy::Id)),
    bind(Scope::Anywhere, &[c('T'), Key::ctrl('t')], "T ^T", "配色を選ぶ（標準・高コントラスト・色覚対応・白黒）", "", Command::Looks),
    bind(Scope::Anywhere, &[k(Code::Esc)], "Esc", "一つ前に戻る", "", Command::Back),
    bind(Scope::Anywhere, &[c('1')], "1", "概要を開く", "", Command::Show(View::Overview)),
    bind(Scope::Anywhere, &[c('2')], "2", "意見を開く", "", Command::Show(View::Opinions)),
    bind(Scope::Anywhere, &[c('3')], "3", "事業を開く", "", Command::Show(View::Programs)),
    bind(Scope::Anywhere, &[c('4')], "4", "対応表を開く", "", Command::Show(View::Matrix)),
    bind(Scope::Anywhere, &[c('5')], "5", "会議を開く", "", Command::Show(View::Sessions)),
    bind(Scope::Anywhere, &[c('6')], "6", "資料を開く", "", Command::Show(View::Sources)),
    bind(Scope::Anywhere, &[c('7')], "7", "履歴を開く", "", Command::Show(View::History)),
    bind(Scope::Anywhere, &[Key::ctrl('c')], "^C", "二度押すと終了", "", Command::Interrupt),

    bind(Scope::Pointer, &[c('%')], "%", "マウスを端末に返す・取り戻す（範囲を選んで写すとき）", "% マウス取込", Command::Mouse),
];

impl Binding {
    /// The keys as they are written, without those that mean something else in these scopes.
    #[must_use]
    pub fn keys_in(&self, scopes: &[Scope]) -> String {
        let means = |key: &Key| {
            bindings(scopes).find(|other| other.keys.contains(key)).map(|other| other.command)
        };
        let written = self.written.split(' ').zip(self.keys);
        let here = written.filter(|(_, key)| means(key) == Some(self.command));
        here.map(|(written, _)| written).collect::<Vec<_>>().join(" ")
    }
}

/// The rows of the table that count in these scopes, innermost first.
pub fn bindings(scopes: &[Scope]) -> impl Iterator<Item = &'static Binding> {
    scopes.iter().flat_map(|scope| BINDINGS.iter().filter(move |binding| binding.scope == *scope))
}

/// What a key does in these scopes. Full-width letters count as half-width ones.
#[must_use]
pub fn command(scopes: &[Scope], key: Key) -> Option<Command> {
    let key = key.folded();
    bindings(scopes).find(|binding| binding.keys.contains(&key)).map(|binding| binding.command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_scope() {
        for (at, binding) in BINDINGS.iter().enumerate() {
            for other in &BINDINGS[at + 1..] {
                let clash = binding.keys.iter().find(|key| other.keys.contains(key));
                assert!(
                    binding.scope != other.scope || clash.is_none(),
                    "{:?}: {} / {}",
                    binding.scope,
                    binding.what,
                    other.what
                );
            }
        }
    }

    #[test]
    fn every_action_has_a_key_that_works_with_the_ime_on_or_stands_in_the_menu() {
        // Letters die while the IME is on; F keys, arrows, Enter, Esc and Tab do not.
        for binding in BINDINGS {
            let lives = |key: &Key| key.ctrl || !matches!(key.code, Code::Char(_));
            assert!(
                binding.keys.iter().any(lives) || items::Title::of(binding.command).is_some(),
                "{}",
                binding.what
            );
        }
    }

    #[test]
    fn every_f_key_of_a_view_has_a_letter() {
        let fields =
            [Scope::Form, Scope::Picker, Scope::SearchAll, Scope::ListSearch, Scope::Lookup];
        for binding in BINDINGS.iter().filter(|binding| !fields.contains(&binding.scope)) {
            let is_f = binding.keys.iter().any(|key| matches!(key.code, Code::F(_)));
            let letter = |key: &Key| matches!(key.code, Code::Char(_) | Code::Enter);
            assert!(!is_f || binding.keys.iter().any(letter), "{}", binding.what);
        }
    }

    #[test]
    fn the_keys_written_are_the_first_of_the_keys_in_their_order() {
        for binding in BINDINGS {
            for (written, key) in binding.written.split(' ').zip(binding.keys) {
                let name = match (key.code, key.ctrl) {
                    (Code::Char(letter), true) => format!("^{}", letter.to_ascii_uppercase()),
                    (Code::Char(' '), false) => "Space".to_owned(),
                    (Code::Char(letter), false) => letter.to_string(),
                    (Code::F(number), _) => format!("F{number}"),
                    (Code::Up, _) => "↑".to_owned(),
                    (Code::Down, _) => "↓".to_owned(),
                    (Code::Left, _) => "←".to_owned(),
                    (Code::Right, _) => "→".to_owned(),
                    (Code::PageUp, _) => "PgUp".to_owned(),
                    (Code::PageDown, _) => "PgDn".to_owned(),
                    (Code::Delete, _) => "Del".to_owned(),
                    (Code::BackTab, _) => "Shift+Tab".to_owned(),
                    (code, _) => format!("{code:?}"),
                };
                assert_eq!(written, name, "{}", binding.what);
            }
            assert!(binding.written.split(' ').count() <= binding.keys.len(), "{}", binding.what);
        }
    }

    #[test]
    fn nothing_hangs_on_f11_or_f12() {
        // Terminals take them for full screen; PuTTY sends F11 for Shift+F1.
        let taken = |key: &Key| matches!(key.code, Code::F(11..));
        assert!(!BINDINGS.iter().any(|binding| binding.keys.iter().any(taken)));
    }

    #[test]
    fn full_width_keys_are_understood() {
        let scopes = &[Scope::Lists, Scope::Rows, Scope::Anywhere];
        assert_eq!(command(scopes, Key::plain(Code::Char('ｑ'))), Some(Command::Quit));
        assert_eq!(command(scopes, Key::plain(Code::Char('／'))), Some(Command::SearchList));
        assert_eq!(command(scopes, Key::plain(Code::Char('あ'))), None);
    }
}
