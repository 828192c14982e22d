//! The terminal: what was found out about it, what follows from that, and the one question that only
//! the person before it can answer.

use std::io;

use super::Finding;
use crate::{
    app::Look,
    cli::looks::Because,
    search::fold_key,
    shell::{
        clipboard::{self, Route},
        out, probe,
        state::{self, Ambiguous, Config, ImeControl, Setting},
        terminal::Terminal,
    },
    shown::Cells,
};

/// Everything about the terminal.
pub fn findings(terminal: &Terminal, config: &Config, look: (Look, Because)) -> Vec<Finding> {
    let heard = terminal.size.and_then(|_| probe::once());
    vec![
        place(terminal),
        letters(terminal),
        widths(config.ambiguous, heard),
        colours(look),
        input(config.ime_control),
        copies(Route::here()),
        settings(),
    ]
}

fn place(terminal: &Terminal) -> Finding {
    let subject = "端末";
    let Terminal { size, term, through, .. } = terminal;
    let Some((columns, rows)) = size else {
        return Finding::good(subject, "端末の外で実行しています（画面は開けません）");
    };
    let through = match &through[..] {
        [] => String::new(),
        some => format!("、{} 経由", some.join("・")),
    };
    let named = if term.is_empty() { "TERM なし" } else { term };
    let found = format!("{named}、{columns}桁 {rows}行{through}");
    if term.is_empty() || term == "dumb" {
        let meaning = "画面を動かす命令が通じない端末です。画面は開けません。";
        let remedy = "別の端末を使うか、shingi list などのコマンドを使ってください。";
        return Finding::wrong(subject, found, meaning, remedy);
    }
    if *columns < 60 || *rows < 16 {
        let meaning = "画面を表示するには狭すぎます。";
        return Finding::caution(subject, found, meaning, "60桁 16行以上に広げてください。");
    }
    Finding::good(subject, found)
}

fn letters(terminal: &Terminal) -> Finding {
    let subject = "文字コード";
    let found = match &terminal.locale {
        Some((name, locale)) => format!("{name}={locale}"),
        None => "LANG の指定なし".to_owned(),
    };
    if terminal.is_utf8() || terminal.size.is_none() {
        return Finding::good(subject, found);
    }
    let meaning = "このソフトは UTF-8 で表示します。端末の文字コードが違うと、文字が化けます。";
    let remedy = "端末の設定を UTF-8 にして、export LANG=ja_JP.UTF-8 としてください。";
    Finding::caution(subject, found, meaning, remedy)
}

fn widths(ambiguous: Ambiguous, heard: Option<Cells>) -> Finding {
    let found = match ambiguous {
        Ambiguous::Auto => "○ や ─ は、始めるたびに端末に尋ねます（ambiguous: auto）",
        Ambiguous::Known(Cells::One) => "○ や ─ は1桁（設定 ambiguous: 1）",
        Ambiguous::Known(Cells::Two) => "○ や ─ は2桁（設定 ambiguous: 2）",
    };
    let answer = match heard {
        None => "",
        Some(Cells::One) => "。端末の答え: 1桁",
        Some(Cells::Two) => "。端末の答え: 2桁",
    };
    let found = format!("{found}{answer}");
    match (ambiguous, heard) {
        (Ambiguous::Known(cells), Some(heard)) if cells != heard => {
            let meaning =
                "設定のとおりに描きます。端末の答えと違うので、罫線がずれるかもしれません。";
            let remedy =
                "罫線がずれていれば、下の問いに答えるか、設定の ambiguous を消してください。";
            Finding::caution("文字の幅", found, meaning, remedy)
        }
        _ => Finding::good("文字の幅", found),
    }
}

fn colours((look, because): (Look, Because)) -> Finding {
    let found = format!("{look}（{}。画面の T で選べます）", because.words());
    Finding::good("配色", found)
}

fn input(ime: ImeControl) -> Finding {
    let control = match ime {
        ImeControl::Off => "切替は端末に任せます（ime_control: off）",
        ImeControl::On => "欄の外では切ります（ime_control: on）",
    };
    let found =
        format!("変換の窓は、文字を打つ所に開きます。キーは全角の英数字でも効きます。{control}");
    Finding::good("日本語入力", found)
}

fn copies(route: Route) -> Finding {
    let file = clipboard::file();
    let file = file.map_or_else(|| "なし".to_owned(), |file| clipboard::short(&file));
    let found = match route {
        Route::Nowhere => format!("端末にクリップボードがありません。ファイル {file} に写します"),
        Route::Direct | Route::Tmux | Route::Screen => {
            format!("y で{}、OSC 52（断る端末もあります）。控え {file}", route.words())
        }
    };
    Finding::good("写し", found)
}

fn settings() -> Finding {
    let Some(file) = state::config_file() else {
        return Finding::good("設定ファイル", "ホームフォルダーがないので、使いません");
    };
    let is = if file.exists() { "" } else { "（まだありません）" };
    Finding::good("設定ファイル", format!("{}{is}", clipboard::short(&file)))
}

/// A ruler of characters whose width terminals disagree on, and one of those they agree on.
const RULER: &str = "
次の三行の右端の | は、縦にまっすぐ並んでいますか。
    ++++++++++++|
    ○△※①→…■◇☆─│┼|
    ────────────|";

/// Asks whether the bars line up, and keeps the answer.
pub fn ask(config: &Config) {
    out::out(RULER);
    out::out("並んでいれば y、ずれていれば n を打って Enter（ほかは、何もしません）: ");
    let mut typed = String::new();
    let read = io::stdin().read_line(&mut typed);
    let Some(answer) = read.ok().and_then(|_| answered(&typed)) else {
        return out::out("設定はそのままです。");
    };
    let cells = match answer {
        Cells::One => 1,
        Cells::Two => 2,
    };
    let answer = Ambiguous::Known(answer);
    if answer == config.ambiguous {
        return out::out(&format!("設定のとおりです（ambiguous: {cells}）。"));
    }
    match state::set(Setting::Ambiguous(answer)) {
        Ok(file) => out::out(&format!(
            "次から {cells}桁として描きます。設定に書きました: {}（ambiguous: {cells}）",
            clipboard::short(&file)
        )),
        Err(problem) => out::err(&problem.to_string()),
    }
}

/// What an answer means; nothing where it is none.
fn answered(typed: &str) -> Option<Cells> {
    match fold_key(typed.trim()).as_str() {
        "y" | "yes" | "はい" | "ハイ" => Some(Cells::One),
        "n" | "no" | "いいえ" | "イイエ" => Some(Cells::Two),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::doctor::Mark;

    #[test]
    fn an_answer_is_understood_with_the_ime_on_and_a_word_that_is_none_changes_nothing() {
        for (typed, meant) in [
            ("y\n", Some(Cells::One)),
            ("ｙ\r\n", Some(Cells::One)),
            ("はい\n", Some(Cells::One)),
            ("N\n", Some(Cells::Two)),
            ("いいえ\n", Some(Cells::Two)),
            ("\n", None),
            ("", None),
            ("んん\n", None),
        ] {
            assert_eq!(answered(typed), meant, "{typed:?}");
        }
    }

    #[test]
    fn the_ruler_has_as_many_characters_in_every_line() {
        let lines: Vec<_> = RULER.lines().filter(|line| line.ends_with('|')).collect();
        assert_eq!(lines.len(), 3);
        assert!(lines.iter().all(|line| line.chars().count() == lines[0].chars().count()));
    }

    #[test]
    fn a_terminal_is_told_what_it_lacks() {
        let good = Terminal {
            size: Some((80, 24)),
            term: "xterm".to_owned(),
            through: vec!["tmux", "SSH"],
            locale: Some(("LANG", "ja_JP.utf8".to_owned())),
        };
        assert_eq!(place(&good).found, "xterm、80桁 24行、tmux・SSH 経由");
        let locale = Some(("LC_ALL", "ja_JP.eucJP".to_owned()));
        for (terminal, marks) in [
            (good.clone(), [Mark::Good, Mark::Good]),
            (Terminal { term: "dumb".to_owned(), ..good.clone() }, [Mark::Wrong, Mark::Good]),
            (Terminal { size: Some((59, 24)), ..good.clone() }, [Mark::Caution, Mark::Good]),
            (Terminal { locale: locale.clone(), ..good.clone() }, [Mark::Good, Mark::Caution]),
            (Terminal { size: None, locale, ..good }, [Mark::Good, Mark::Good]),
            (Terminal::default(), [Mark::Good, Mark::Good]),
        ] {
            assert_eq!([place(&terminal).mark, letters(&terminal).mark], marks, "{terminal:?}");
        }
    }
}
