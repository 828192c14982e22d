//! 「前回からの変更」: what changed, as lines to read and as a hand-out in Markdown.

use crate::{
    analysis::{
        Council, Piece,
        changes::{Aspect, Change, Changes, Said, Value},
        difference,
    },
    domain::{RecordId, short_wareki},
};

/// How many characters of an opinion say which it is.
const EXCERPT: usize = 60;

/// What changed, as lines.
#[must_use]
pub fn text(council: &Council, changes: &Changes) -> String {
    let Changes { from, to, figures, changes: all, notes } = changes;
    let mut lines = vec![format!("前回からの変更: {from} → {to}")];
    for figure in figures {
        let same = if figure.before == figure.after { "（変わりません）" } else { "" };
        lines.push(format!("  {}: {} → {}{same}", figure.name, figure.before, figure.after));
    }
    for group in grouped(all) {
        lines.push(format!("\n{}", heading(council, &group[0])));
        for one in group {
            lines.push(format!("  {}", line(council, one)));
            lines.extend(told(one).into_iter().map(|line| format!("    {line}")));
        }
    }
    lines.push(match all.len() {
        0 => "\n変わったことはありません。".to_owned(),
        count => format!("\n{count}件が変わりました。"),
    });
    lines.extend(notes.iter().map(|note| format!("注: {note}")));
    lines.join("\n")
}

/// What changed, as a hand-out.
#[must_use]
pub fn markdown(council: &Council, changes: &Changes) -> String {
    let Changes { from, to, figures, changes: all, notes } = changes;
    let mut lines = vec!["# 前回からの変更".to_owned(), String::new()];
    let edition = if council.is_for_members() { "委員向け" } else { "庁内" };
    lines.push(format!("{} → {}（{edition}）", escaped(from), escaped(to)));
    if !figures.is_empty() {
        lines.push("\n## まとめ\n".to_owned());
        lines.push("| 項目 | 前 | 後 |\n|---|--:|--:|".to_owned());
        lines.extend(figures.iter().map(|figure| {
            let cells = [&figure.name, &figure.before, &figure.after].map(|cell| escaped(cell));
            format!("| {} |", cells.join(" | "))
        }));
    }
    let mut section = "";
    for group in grouped(all) {
        let kind = kind(&group[0]);
        if kind != section {
            section = kind;
            lines.push(format!("\n## {kind}"));
        }
        lines.push(format!("\n### {}\n", escaped(&heading(council, &group[0]))));
        for one in group {
            lines.push(format!("- {}", escaped(&line(council, one))));
            lines.extend(told(one).iter().map(|line| format!("  - {}", escaped(line))));
        }
    }
    if all.is_empty() {
        lines.push("\n変わったことはありません。".to_owned());
    }
    if !notes.is_empty() {
        lines.push("\n## 読み方\n".to_owned());
        lines.extend(notes.iter().map(|note| format!("- {}", escaped(note))));
    }
    lines.join("\n")
}

/// The changes of one record together.
fn grouped(all: &[Change]) -> impl Iterator<Item = &[Change]> {
    all.chunk_by(|one, other| one.about == other.about && one.label == other.label)
}

fn kind(change: &Change) -> &'static str {
    match &change.about {
        Some(RecordId::Opinion(_)) => "意見",
        Some(RecordId::Program(_)) => "事業",
        Some(RecordId::Session(_)) => "会議",
        None => "指標",
    }
}

fn heading(council: &Council, change: &Change) -> String {
    let Some(RecordId::Opinion(id)) = &change.about else { return change.label.clone() };
    let Some(opinion) = council.records.opinion(id) else { return change.label.clone() };
    let mut text: String = opinion.text.chars().take(EXCERPT).collect();
    if text.len() < opinion.text.len() {
        text.push('…');
    }
    format!("{} {text}", change.label)
}

/// `回答: 未回答 → 1 反映（公表）（佐藤、R8.11.5）`.
fn line(council: &Council, change: &Change) -> String {
    let with = change.with.as_ref().filter(|_| change.aspect != Aspect::Indicator);
    let with = with.map(|with| format!("「{with}」")).unwrap_or_default();
    let said = change.said.as_ref().map(|Said { by, on }| {
        format!("（{}、{}）", council.records.name_of(by), short_wareki(*on))
    });
    let said = said.unwrap_or_default();
    let head = change.aspect.word();
    let brief = |side: &Option<Value>| match side {
        Some(value) => value.brief.clone(),
        None => nothing(change.aspect).to_owned(),
    };
    let (before, after) = (brief(&change.before), brief(&change.after));
    match (change.aspect, &change.before, &change.after) {
        (Aspect::Listing, None, _) => "新しく載った事業".to_owned(),
        (Aspect::Listing, _, None) => "載らなくなった事業".to_owned(),
        (Aspect::Text, None, _) => format!("追加: {after}"),
        (Aspect::Text, _, None) => format!("取り消し: {before}"),
        (Aspect::Lineage, None, _) => after,
        (Aspect::Lineage, _, None) => format!("{before}（より前）"),
        _ if after.is_empty() => format!("{head}の文が変わりました{said}"),
        _ if before == after => format!("{head}{with}: {after}の文が変わりました{said}"),
        _ => format!("{head}{with}: {before} → {after}{said}"),
    }
}

/// What stands where nothing was said or printed.
fn nothing(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Answer => "未回答",
        Aspect::Progress => "未設定",
        Aspect::Budget | Aspect::Settled | Aspect::Amount | Aspect::Indicator => "記載なし",
        _ => "なし",
    }
}

/// The words that changed, sentence by sentence; the new ones alone, where there were none.
fn told(change: &Change) -> Vec<String> {
    let text = |side: &Option<Value>| side.as_ref().map_or(String::new(), |it| it.text.clone());
    let (before, after) = (text(&change.before), text(&change.after));
    if after.is_empty() || before == after {
        return Vec::new();
    }
    if before.is_empty() {
        return after.lines().map(str::to_owned).collect();
    }
    let pieces = difference(&before, &after).into_iter().filter_map(|piece| match piece {
        Piece::Gone(text) => Some(format!("前: {text}")),
        Piece::New(text) => Some(format!("後: {text}")),
        Piece::Same(_) | Piece::Left => None,
    });
    pieces.collect()
}

/// Text in which nothing is taken for a mark of Markdown or HTML.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => safe.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '~' => {
                safe.push('\\');
                safe.push(c);
            }
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_the_record_becomes_a_mark() {
        let text = "<b>太字</b>* | `x` [a](b) # &amp;\n次";
        assert_eq!(escaped(text), "\\<b\\>太字\\</b\\>\\* \\| \\`x\\` \\[a\\](b) \\# \\&amp; 次");
    }
}
