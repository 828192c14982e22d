//! How what a key does is read aloud, for those who look for it in kana or romaji.

use crate::app::{Command, Copy, Topic, View};

/// The words of a command in hiragana, with a blank between them. What the table writes in kanji is
/// found by these, and by further names that people give it.
#[must_use]
pub fn reading(command: Command) -> &'static str {
    match command {
        Command::Move(_) => "いどう うえ した ぎょう ぺーじ せんとう まつび",
        Command::Left => "ひだり いどう れつ",
        Command::Right => "みぎ いどう れつ",
        Command::NextPane => "いちらん しょうさい いききする わく ぺいん",
        Command::PreviousRecord => "まえ の いっけん",
        Command::NextRecord => "つぎ の いっけん",
        Command::Show(view) => view_reading(view),
        Command::Open => "ひらく",
        Command::ReadSource => "しゅってん げんぶん ばしょ ひらく",
        Command::Back => "もどる ひとつまえ とじる やめる かいじょ",
        Command::SearchList => "いちらん けんさく さがす",
        Command::SearchAll => "きろく ぜんたい けんさく さがす",
        Command::Complete | Command::CompleteBack => "こうほ ほかん ことば じょうけん いれる",
        Command::KeepView => "けんさく なまえ つける かえる のこす ほぞん",
        Command::DropView => "ほぞん した けんさく けす さくじょ",
        Command::Filter => "しぼりこむ しぼりこみ ふぃるた",
        Command::NextOrder => "ならべかえ ならび じゅん そーと",
        Command::NextBodies => "かぞえる はんい し けん",
        Command::OtherTable => "ひょう きりかえ いけん もとめる じぎょう",
        Command::Menu => "きにゅう かいとう しんちょく たんとう",
        Command::Write(topic) => topic_reading(topic),
        Command::Settle => "かくてい さいかくにん くいちがい きめる",
        Command::Press(_) => "ほぞん やめる つぎ まえ らん",
        Command::NextStage => "だんかい かえる かくてい あん",
        Command::Pick => "たいおうづけ たいおうする じぎょう いけん えらぶ",
        Command::Mark => "しるし まーく つける",
        Command::MarkAll => "すべて ぜんぶ しるし まーく つける はずす",
        Command::NextKind => "しゅべつ かえる しんき かくじゅう けいぞく さんこう かんれん",
        Command::NextExtent => "はんい かえる ぜんぶ いちぶ",
        Command::Choose => "けってい ひらく じっこう",
        Command::AddSession => "かいぎ ついか にゅうりょく",
        Command::AddOpinion => "いけん ついか にゅうりょく",
        Command::PasteOpinions => "いけん いちらん はりつけ ぺーすと",
        Command::Amend => "ていせい なおす にゅうりょく",
        Command::NextArea => "ほうこうせい かえる",
        Command::Decline => "べつ の じぎょう みおくる",
        Command::Discard => "すてる さくじょ かきかけ",
        Command::Copy(Copy::Record) => "うつす こぴー ばんごう ほんぶん くりっぷぼーど",
        Command::Copy(Copy::Id) => "しきべつし うつす こぴー",
        Command::Looks => "はいしょく いろ てーま こうこんとらすと しろくろ えらぶ",
        Command::AllCertain => "まとめて かきこむ めいき かくじつ",
        Command::Unlink => "たいおうづけ はずす さくじょ けす",
        Command::MarkRead => "よんだ しるし きどく",
        Command::Review => "うけとめ りょうしょう せつめい かく",
        Command::Undo => "もとにもどす とりけし あんどう",
        Command::Redo => "やりなおす やりなおし りどう",
        Command::HandOut => "かきだす かきだし しゅつりょく ふぁいる えくせる いんさつ ほぞん",
        Command::Compare => "ぜんかい へんこう ちがい ひかく",
        Command::Reload => "きろく よみなおす さいよみこみ かきなおす こうしん",
        Command::MenuBar => "めにゅー ひらく",
        Command::Palette => "そうさ ことば さがす こまんど じっこう",
        Command::Mouse => "まうす たんまつ かえす とりもどす こぴー せんたく",
        Command::Agree => "はい じっこう",
        Command::Help => "つかいかた へるぷ きー いちらん",
        Command::Quit => "しゅうりょう おわる やめる",
        Command::Interrupt => "ちゅうだん しゅうりょう",
    }
}

fn view_reading(view: View) -> &'static str {
    match view {
        View::Overview => "がいよう ようたいおう",
        View::Opinions => "いけん いちらん",
        View::Programs => "じぎょう いちらん",
        View::Matrix => "たいおうひょう",
        View::Sessions => "かいぎ",
        View::Sources => "しりょう しひょう かんこうじゅ しゅってん",
        View::History => "りれき",
    }
}

fn topic_reading(topic: Topic) -> &'static str {
    match topic {
        Topic::Answer => "かいとう かく たいおうくぶん し の かんがえかた",
        Topic::Progress => "しんちょく じょうきょう きにゅう",
        Topic::Assign => "たんとうか かいとう きげん きめる",
        Topic::Link => "たいおうづけ ないよう しゅべつ はんい こんきょ めも かく",
        Topic::Reject => "かんれんなし りゆう",
        Topic::Relate => "べつ の いけん かんけい どうしゅし じゅんよう けいしょう",
        Topic::Refer => "くに けん ようぼう だんたい でんたつ",
        Topic::Note => "めも かく かきなおす",
    }
}
