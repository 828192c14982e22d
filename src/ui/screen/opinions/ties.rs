//! 対応する事業, and those that are 関連なし.

use ratatui::text::Line;

use super::is_selected;
use crate::{
    analysis::{
        AS_LAST_YEAR, Council, Piece, Side, Suspect, difference, evidence, how, how_tied, standing,
    },
    app::{Model, screen::Part},
    domain::{Amount, Opinion, Person, ProgramId, ProgramKind, Stage},
    journal::{Reject, Said, Tie},
    ui::{
        screen::{amount, coverage, told::by},
        sheet::Sheet,
        text::{fit, line, pad, span, width},
        theme::Theme,
    },
};

/// Columns of kind and extent, and of the amounts of two years with their labels.
const KIND: usize = 14;
const AMOUNTS: usize = 34;

/// The programs linked to an opinion.
pub fn linked(sheet: &mut Sheet, model: &Model, opinion: &Opinion, row: usize, theme: &Theme) {
    let council = &model.council;
    let (word, style) = coverage(council.standing.opinions[row], theme);
    let ties: Vec<_> = council.ties_of(&opinion.id).collect();
    sheet.row(line([
        span("対応する事業  ", theme.label),
        span(word.trim_start().to_owned(), style),
        span(format!("  {}件", ties.len()), theme.text),
        span(if ties.is_empty() { "" } else { "   金額は千円" }, theme.dim),
    ]));
    if ties.is_empty() {
        sheet.aside("まだありません。F2 で対応する事業を選びます。");
    }
    let first_draft = ties.iter().position(|tie| is_of_draft(tie));
    for (at, tie) in ties.into_iter().enumerate() {
        if first_draft == Some(at) {
            sheet.aside(&format!("  {}", Person::OF_DRAFT));
        }
        let selected = is_selected(model, &Part::Tie(tie.program.clone()));
        let rows = tie_rows(council, tie, sheet.room(), selected, theme);
        sheet.record(selected, rows);
        words(sheet, council, tie, theme);
        sheet.belongs(selected);
    }
}

/// Whether a tie is a 案 of the first draft and nothing else.
pub fn is_of_draft(tie: &Tie) -> bool {
    tie.is_draft() && tie.links.iter().any(|live| live.by.is_draft())
}

/// The program of a link, with its amounts beside or under it.
fn tie_rows(
    council: &Council,
    tie: &Tie,
    room: usize,
    selected: bool,
    theme: &Theme,
) -> Vec<Line<'static>> {
    let mark = if selected { "> " } else { "  " };
    let said = if council.is_tie_disputed(tie) { "食い違い".to_owned() } else { how_tied(tie) };
    let Some(row) = council.records.program_row(&tie.program) else {
        let text = format!("{mark}{} {}（参照先なし）", said, tie.program);
        return vec![line([span(fit(&text, room, theme.borders), theme.bad)])];
    };
    let program = &council.records.programs[row];
    let lead = format!("{mark}{}", pad(&said, KIND, theme.borders));
    let entry = program.latest();
    let column = |what: &str, printed: Option<&Amount>| match printed {
        Some(printed) => {
            let yen = amount(Some(printed.thousand_yen), 9, theme.borders);
            format!("{}{what} {yen}", printed.year)
        }
        None => " ".repeat(16),
    };
    let amounts = if program.kind() == ProgramKind::Measure {
        pad("予算のない取組", AMOUNTS, theme.borders)
    } else {
        let (settled, budget) = (entry.settled.as_ref(), entry.budget.as_ref());
        format!("{}  {}", column("決算", settled), column("予算", budget))
    };
    let name_room = room.saturating_sub(width(&lead));
    if name_room >= AMOUNTS + 20 {
        let name = fit(program.name(), name_room - AMOUNTS - 1, theme.borders);
        let name = pad(&name, name_room - AMOUNTS, theme.borders);
        vec![line([span(format!("{lead}{name}"), theme.text), span(amounts, theme.text)])]
    } else {
        let name = fit(program.name(), name_room, theme.borders);
        let indent = " ".repeat(room.saturating_sub(width(&amounts)).min(width(&lead)));
        vec![
            line([span(format!("{lead}{name}"), theme.text)]),
            line([span(fit(&format!("{indent}{amounts}"), room, theme.borders), theme.dim)]),
        ]
    }
}

/// 根拠, メモ and 食い違い of a pair.
pub fn words(sheet: &mut Sheet, council: &Council, tie: &Tie, theme: &Theme) {
    for evidence in evidence(tie) {
        sheet.labelled("    根拠 ", evidence);
    }
    for live in standing(tie).filter(|live| !live.what.note.is_empty()) {
        let by = if live.by.is_draft() {
            String::new()
        } else {
            format!("{}: ", council.records.name_of(&live.by))
        };
        sheet.labelled("    メモ ", &format!("{by}{}", live.what.note));
    }
    if let Some(suspect) = council.suspect(&tie.opinion, &tie.program) {
        doubt(sheet, council, suspect);
    }
    if council.is_as_last_year(&tie.opinion, &tie.program) {
        sheet.warned("    ", &format!("{AS_LAST_YEAR}  c で確かめる"));
    }
    if !council.is_tie_disputed(tie) {
        return;
    }
    // A row a person: what is cut off could be the very difference.
    let name = |by| council.records.name_of(by);
    let links = standing(tie).map(|live| format!("{} は {}", name(&live.by), how(&live.what)));
    let pair = (tie.opinion.clone(), tie.program.clone());
    let rejects = council.ledger.rejects(&pair).iter();
    let rejects = rejects.filter(|said| said.what.stage == Stage::Confirmed);
    let rejects =
        rejects.map(|said| format!("{} は 関連なし（{}）", name(&said.by), said.what.reason));
    for (at, text) in links.chain(rejects).enumerate() {
        let head = if at == 0 { "食い違い:" } else { "" };
        let text = format!("    {}{text}", pad(head, 10, theme.borders));
        sheet.row(line([span(fit(&text, sheet.room(), theme.borders), theme.warning)]));
    }
}

/// 要再確認: why, what goes on in its place, and how the words read before and now.
fn doubt(sheet: &mut Sheet, council: &Council, suspect: &Suspect) {
    sheet.warned("    要再確認 ", &format!("{}  c で確かめる", suspect.why()));
    for turn in &suspect.turns {
        let names = turn.successors.iter().map(|id| council.records.program_name(id));
        let names = names.collect::<Vec<_>>().join("・");
        let head = if names.is_empty() { String::new() } else { format!("後継: {names}  ") };
        sheet.labelled("      ", &format!("{head}{}", turn.basis));
    }
    for change in &suspect.changes {
        let whose = match change.side {
            Side::Opinion => "意見の文言",
            Side::Program => "事業の記載",
        };
        let Some(before) = &change.before else {
            sheet.aside(&format!("      {whose}: 前の文面は日誌にありません。"));
            continue;
        };
        sheet.aside(&format!("      {whose}"));
        for piece in difference(before, &change.after) {
            match piece {
                Piece::Gone(text) => sheet.labelled("      前 ", &text),
                Piece::New(text) => sheet.labelled("      今 ", &text),
                Piece::Same(text) => sheet.aside(&format!("         {text}")),
                Piece::Left => sheet.aside("         （中略）"),
            }
        }
    }
}

/// The programs that look like an answer and are none.
pub fn rejected(sheet: &mut Sheet, model: &Model, opinion: &Opinion, theme: &Theme) {
    let rejected: Vec<_> = model.council.rejected_of(&opinion.id).collect();
    if rejected.is_empty() {
        return;
    }
    sheet.blank();
    sheet.heading(&format!("関連なし  {}件", rejected.len()));
    if rejected.iter().any(|(_, said)| said.iter().any(|said| said.by.is_draft())) {
        sheet.aside(&format!("  {}", Person::OF_DRAFT));
    }
    for (program, said) in rejected {
        let selected = is_selected(model, &Part::Reject(program.clone()));
        let name = program_name(&model.council, program);
        not_related(sheet, &model.council, selected, &name, said, theme);
    }
}

/// Something that is 関連なし, with everybody's reason.
pub fn not_related(
    sheet: &mut Sheet,
    council: &Council,
    selected: bool,
    name: &str,
    said: &[Said<Reject>],
    theme: &Theme,
) {
    let mark = if selected { "> " } else { "  " };
    let draft = said.iter().all(|said| said.what.stage == Stage::Draft);
    let text = format!("{mark}{}{name}", if draft { "案 " } else { "" });
    sheet.record(selected, vec![line([span(fit(&text, sheet.room(), theme.borders), theme.text)])]);
    for said in said {
        let by =
            if said.by.is_draft() { String::new() } else { format!("  {}", by(council, said)) };
        sheet.labelled("    理由 ", &format!("{}{by}", said.what.reason));
    }
    sheet.belongs(selected);
}

fn program_name(council: &Council, id: &ProgramId) -> String {
    match council.records.program(id) {
        Some(program) => program.name().to_owned(),
        None => format!("{id}（参照先なし）"),
    }
}
