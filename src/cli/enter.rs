//! `shingi session add`, `shingi opinions add`: what a new meeting brought, typed as commands.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use jiff::civil::Date;

use super::{FINDINGS, FINE, act, args::NewSessionArgs, name};
use crate::{
    analysis::{Council, Preview, RowFate, day_of},
    domain::{FiscalYear, parse_date_of, parse_time},
    journal::{NewSession, Saying},
    problem::reason,
    shell::{office::Office, out},
    shown::shown,
};

/// How much is read of a list: far more than a year's opinions.
const LARGEST: u64 = 1024 * 1024;

/// Enters a session.
pub fn session(office: &mut Office, council: &Council, args: &NewSessionArgs, today: Date) -> u8 {
    let session = match new_session(council, args, today) {
        Ok(session) => session,
        Err(why) => return refuse(&why),
    };
    let said = format!("保存しました: 会議「{}」を追加", shown(&session.title));
    act::say(office, &[Saying::AddSession(session)], &said, "")
}

fn new_session(
    council: &Council,
    args: &NewSessionArgs,
    today: Date,
) -> Result<NewSession, String> {
    let year = args.year.as_deref().map(str::parse::<FiscalYear>).transpose()?;
    let date = match year {
        Some(year) => day_of(year, &args.date, today)?,
        None => parse_date_of(FiscalYear::of(today), &args.date, today)?,
    };
    let mut session = council.proposed_session(date);
    if let Some(year) = year {
        let of_year = council.records.sessions.iter().filter(|it| it.fiscal_year == year);
        session.fiscal_year = year;
        session.number = of_year.map(|it| it.number).max().unwrap_or_default() + 1;
    }
    session.number = args.number.unwrap_or(session.number);
    session.title = args
        .title
        .clone()
        .unwrap_or_else(|| council.session_title(session.fiscal_year, session.number));
    session.start = args.start.as_deref().map(parse_time).transpose()?;
    session.end = args.end.as_deref().map(parse_time).transpose()?;
    session.place = args.place.clone().unwrap_or_default();
    session.agenda = args.agenda.clone().unwrap_or_default();
    session.members = args.members;
    council.may_add(&session, None)?;
    Ok(session)
}

/// Shows what a list of opinions would enter, or enters it.
pub fn opinions(
    office: &mut Office,
    council: &Council,
    (file, session): (&Path, &str),
    write: bool,
) -> u8 {
    let session = match name::session(council, session) {
        Ok(session) => session,
        Err(why) => return refuse(&why),
    };
    let text = match read(file) {
        Ok(text) => text,
        Err(error) => {
            let file = file.display().to_string();
            let why = reason(&error);
            return refuse(&format!(
                "`{}` を読めません（{why}）。何も書いていません。",
                shown(&file)
            ));
        }
    };
    let preview = council.preview(session, &text);
    let shown_title = shown(&session.title).into_owned();
    let lines = told(council, &preview);
    if let Some(why) = preview.obstacle() {
        out::out(&lines);
        return refuse(&why);
    }
    let sayings = preview.sayings();
    if !write {
        let count = sayings.len();
        out::out(&format!(
            "{lines}\n「{shown_title}」に {count}件の意見を入れます（まだ入れていません）。\n\
             入れるには、同じコマンドに --write を付けてください。"
        ));
        return FINDINGS;
    }
    let said = format!("保存しました: 「{shown_title}」に {}件の意見を追加", sayings.len());
    let code = act::say(office, &sayings, &said, "");
    if code == FINE && !preview.strays.is_empty() {
        out::err(&format!("注意: 読み取れなかった行が {}件あります。", preview.strays.len()));
    }
    code
}

fn told(council: &Council, preview: &Preview) -> String {
    let mut lines = Vec::new();
    for stray in &preview.strays {
        let text = shown(&stray.text).into_owned();
        lines.push(format!("読み取れなかった行 {}: {text}（{}）", stray.line, stray.why));
    }
    lines.extend(preview.findings.iter().map(|finding| format!("気付き: {}", shown(finding))));
    let mut heading = None;
    for row in &preview.rows {
        if heading != Some(row.heading) {
            heading = Some(row.heading);
            let (text, area) = &preview.headings[row.heading];
            let area = area.as_ref().and_then(|id| council.records.area(id));
            let area = area.map_or("その他", |area| area.title.as_str());
            let text = if text.is_empty() { "見出しなし" } else { text };
            lines.push(format!("【{}】 方向性: {}", shown(text), shown(area)));
        }
        let fate = match &row.fate {
            RowFate::New => String::new(),
            RowFate::There(label) => format!("  （すでにあります: {label}）"),
            RowFate::TooLong(length) => format!("  （長すぎます: {length}文字）"),
            RowFate::Taken => "  （番号が重なっています）".to_owned(),
        };
        lines.push(format!(
            "  {} {}{}",
            shown(&row.draft.label),
            shown(&row.draft.text),
            shown(&fate)
        ));
    }
    lines.join("\n")
}

/// A file, or with `-` standard input.
fn read(file: &Path) -> io::Result<String> {
    let mut text = String::new();
    let read = if file == Path::new("-") {
        io::stdin().take(LARGEST + 1).read_to_string(&mut text)?
    } else {
        File::open(file)?.take(LARGEST + 1).read_to_string(&mut text)?
    };
    if read as u64 > LARGEST {
        return Err(io::Error::other("大きすぎます。1 MiB までです"));
    }
    Ok(text)
}

fn refuse(why: &str) -> u8 {
    out::err(&shown(why));
    FINDINGS
}
