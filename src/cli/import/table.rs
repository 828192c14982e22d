//! `shingi import table`: opinions or programs from CSV or a sheet of a workbook.

use serde::Serialize;

use super::{UNCHANGED, bytes, faulty, files, folder, refused, wrote};
use crate::{
    analysis::Council,
    cli::{
        FINDINGS, FINE,
        args::{Format, TableAsked},
        print,
    },
    domain::{Entry, Opinion, Source, ThousandYen},
    import::{
        bytes::text,
        report::Known,
        table::{
            Columns, Grid, Kind, Proposal, Taken, Wish, csv, is_workbook, opinions, programs,
            propose, sheets, to_csv,
        },
    },
    problem::{Problem, Severity, reason},
    records::written,
    shell::{
        office::Office,
        out,
        state::{Mapping, mappings, remember_columns},
    },
};

/// How many lines of one kind are shown.
const MOST: usize = 40;

/// Shows what would be taken from a table, and writes it where that was asked for.
pub fn run(office: &Office, council: &Council, asked: &TableAsked) -> Result<u8, Box<Problem>> {
    let grids = grids(asked)?;
    let said = said(asked)?;
    let kind: Kind = asked.kind.into();
    let (grid, columns, origin) = chosen(asked, kind, &grids, &said)?;
    let number = files::next_number(office.folder());
    let wish = Wish {
        year: asked.year,
        source: format!("table-{number}").into(),
        prefix: format!("table-{number}"),
        unit: asked.unit,
    };
    let mut taken = match kind {
        Kind::Opinions => opinions(grid, &columns, &wish, &council.records),
        Kind::Programs => programs(grid, &columns, &wish, &Known::of(&council.records)),
    };
    taken.faults.splice(0..0, grid.merged_under(&columns));
    let kept = to_csv(grid);
    print(asked.form.format, &told(kind, &columns, &taken), || {
        lines(asked, kind, grid, &columns, origin, &taken)
    });
    if taken.faults.is_empty() && !asked.map.is_empty() {
        keep(kind, &columns);
    }
    let code = if taken.faults.is_empty() { FINE } else { FINDINGS };
    if !asked.write {
        if asked.form.format == Format::Text {
            out::out(
                "まだ何も書いていません。列の読み方と内容がよければ、--write を付けてください。",
            );
        }
        return Ok(code);
    }
    check_writable(asked, council, &taken, &kept)?;
    let folder = folder(office)?;
    let names = record_files(asked, kind, &wish, &number, &taken, kept);
    files::write(folder, &names)?;
    keep(kind, &columns);
    wrote(asked.form.format, folder, names.len());
    Ok(code)
}

/// The table of a text, or the sheets of a workbook.
fn grids(asked: &TableAsked) -> Result<Vec<Grid>, Box<Problem>> {
    let bytes = bytes(&asked.file)?;
    let grids = if is_workbook(&bytes) {
        sheets(&bytes, asked.sheet.as_deref()).map_err(|fault| faulty(&asked.file, &fault))?
    } else {
        if asked.sheet.is_some() {
            let what = "CSV のファイルにはシートがありません。";
            return Err(refused(&asked.file, what, "--sheet を外してください。"));
        }
        let text = text(&bytes).map_err(|why| {
            refused(&asked.file, why, "「Excel ブック (.xlsx)」か CSV で保存し直してください。")
        })?;
        vec![csv(&text.text).map_err(|fault| faulty(&asked.file, &fault))?]
    };
    if grids.iter().all(|grid| grid.rows.iter().all(crate::import::table::Row::is_blank)) {
        return Err(refused(
            &asked.file,
            "表に何もありません。",
            "ファイルとシートを確かめてください。",
        ));
    }
    Ok(grids)
}

/// What the person said with `--map`.
fn said(asked: &TableAsked) -> Result<Vec<(String, String)>, Box<Problem>> {
    let pair = |said: &String| {
        let (field, heading) = said.split_once('=').ok_or_else(|| {
            let what = format!("--map の `{said}` に「=」がありません。");
            Box::new(Problem::new(
                Severity::Error,
                what,
                UNCHANGED,
                "--map 項目=見出し と書きます。",
            ))
        })?;
        Ok((field.trim().to_owned(), heading.trim().to_owned()))
    };
    asked.map.iter().map(pair).collect()
}

/// Where the columns come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// The person named some.
    Said,
    /// The same headings came before.
    Remembered,
    /// The headings say it.
    Proposed,
}

/// The sheet that has what is needed, and its columns.
fn chosen<'a>(
    asked: &TableAsked,
    kind: Kind,
    grids: &'a [Grid],
    said: &[(String, String)],
) -> Result<(&'a Grid, Columns, Origin), Box<Problem>> {
    let refuse = |what: &str, remedy: &str| refused(&asked.file, what, remedy);
    let mut found = Vec::new();
    let mut why = None;
    for grid in grids {
        match with_memory(grid, kind, said) {
            Ok((proposal, origin)) if proposal.columns.lacking(kind).is_empty() => {
                found.push((grid, proposal.columns, origin));
            }
            Ok((proposal, _)) => why = why.or_else(|| Some(lacking(kind, grid, &proposal))),
            Err(error) => why = why.or(Some(error)),
        }
    }
    if found.len() > 1 {
        let names: Vec<_> = found.iter().filter_map(|(grid, ..)| grid.sheet.as_deref()).collect();
        let what = format!("取り込めるシートが {}枚あります: {}", found.len(), names.join("、"));
        return Err(refuse(&what, "--sheet でシートの名を指定してください。"));
    }
    found.pop().ok_or_else(|| {
        let why = why.unwrap_or_else(|| "見出しの行がありません。".to_owned());
        let fields: Vec<_> = kind.fields().iter().map(|field| field.name).collect();
        let remedy =
            format!("--map 項目=見出し で列を教えてください。項目は {} です。", fields.join("・"));
        refuse(&why, &remedy)
    })
}

/// Columns as the person said, else as they were when the same headings came before, else as the
/// headings say.
fn with_memory(
    grid: &Grid,
    kind: Kind,
    said: &[(String, String)],
) -> Result<(Proposal, Origin), String> {
    let proposal = propose(grid, kind, said)?;
    if !said.is_empty() {
        return Ok((proposal, Origin::Said));
    }
    for known in mappings(kind.word()) {
        let remembered = propose(grid, kind, &known.columns);
        if let Ok(remembered) = remembered
            && remembered.columns.headings == known.headings
        {
            return Ok((remembered, Origin::Remembered));
        }
    }
    Ok((proposal, Origin::Proposed))
}

fn lacking(kind: Kind, grid: &Grid, proposal: &Proposal) -> String {
    let sheet = grid.sheet.as_ref().map(|name| format!("シート「{name}」の")).unwrap_or_default();
    let unclear = proposal.unclear.first().map(|(field, headings)| {
        format!("{sheet}「{field}」の列が決められません。{} のどれですか。", headings.join("・"))
    });
    unclear.unwrap_or_else(|| {
        let headings: Vec<_> =
            proposal.columns.headings.iter().filter(|it| !it.is_empty()).cloned().collect();
        let lacking = proposal.columns.lacking(kind).join("」「");
        format!("{sheet}「{lacking}」の列がありません。見出しは {} です。", headings.join("・"))
    })
}

fn keep(kind: Kind, columns: &Columns) {
    let all = kind.fields().iter().map(|field| {
        let heading = columns.of(field.name).map_or("", |column| columns.heading(column));
        (field.name.to_owned(), heading.to_owned())
    });
    let mapping = Mapping {
        kind: kind.word().to_owned(),
        headings: columns.headings.clone(),
        columns: all.collect(),
    };
    if let Err(error) = remember_columns(mapping) {
        out::err(&format!("注意: 列の対応を控えられませんでした（{}）。", reason(&error)));
    }
}

fn check_writable(
    asked: &TableAsked,
    council: &Council,
    taken: &Taken,
    kept: &str,
) -> Result<(), Box<Problem>> {
    let refuse = |what: &str, remedy: &str| Err(refused(&asked.file, what, remedy));
    if !taken.faults.is_empty() {
        let what = format!("読めない欄が {}か所あるので、書き込みません。", taken.faults.len());
        return refuse(&what, "表を直してから、もう一度取り込んでください。");
    }
    if taken.opinions.is_empty() && taken.programs.is_empty() {
        return refuse("見出しの下に行がありません。", "シートと見出しの行を確かめてください。");
    }
    let records = &council.records;
    let same = |source: &&Source| {
        source.fiscal_year == asked.year
            && records.text(&source.id).is_some_and(|text| &*text == kept)
    };
    if let Some(source) = records.sources.iter().find(same) {
        let what = format!("同じ表が、出典 `{}` としてすでに取り込まれています。", source.id);
        return refuse(
            &what,
            "取り込み直すときは、前に取り込んだファイルを先に別の場所へ移してください。",
        );
    }
    Ok(())
}

/// The table as a text, and the records that were read from it.
fn record_files(
    asked: &TableAsked,
    kind: Kind,
    wish: &Wish,
    number: &str,
    taken: &Taken,
    kept: String,
) -> Vec<(String, String)> {
    let file = asked.file.file_name().unwrap_or_default().to_string_lossy();
    let year = asked.year.japanese();
    let source = Source {
        id: wish.source.clone(),
        title: asked
            .title
            .clone()
            .unwrap_or_else(|| format!("{year}の{}の一覧（{file}）", kind.word())),
        issuer: asked.issuer.clone().unwrap_or_else(|| "事務局".to_owned()),
        fiscal_year: asked.year,
        as_of: None,
        file: format!("{number}-table.csv"),
        purpose: format!("{year}の{}を、表「{file}」から取り込んだもの。", kind.word()),
        prose: Vec::new(),
        source_note: None,
    };
    let mut files = vec![
        (format!("sources/{}", source.file), kept),
        (format!("{number}-source.ron"), written::source(&source)),
    ];
    files.extend(taken.plan.iter().map(|plan| (format!("{number}-plan.ron"), written::plan(plan))));
    if !taken.programs.is_empty() {
        let text = written::programs(&wish.source, &taken.programs);
        files.push((format!("{number}-programs.ron"), text));
    }
    if !taken.opinions.is_empty() {
        let text = written::opinions(&wish.source, &taken.opinions);
        files.push((format!("{number}-opinions.ron"), text));
    }
    files
}

/// The same for other programs.
#[derive(Serialize)]
struct Told<'a> {
    kind: &'a str,
    columns: Vec<(&'a str, &'a str)>,
    opinions: &'a [Opinion],
    programs: &'a [Entry],
    notes: &'a [String],
    faults: Vec<(&'a str, &'a str)>,
}

fn told<'a>(kind: Kind, columns: &'a Columns, taken: &'a Taken) -> Told<'a> {
    let chosen = columns.chosen.iter().map(|(name, column)| (*name, columns.heading(*column)));
    let faults = taken.faults.iter().map(|fault| (fault.place.as_str(), fault.what.as_str()));
    Told {
        kind: kind.word(),
        columns: chosen.collect(),
        opinions: &taken.opinions,
        programs: &taken.programs,
        notes: &taken.notes,
        faults: faults.collect(),
    }
}

fn lines(
    asked: &TableAsked,
    kind: Kind,
    grid: &Grid,
    columns: &Columns,
    origin: Origin,
    taken: &Taken,
) -> String {
    let sheet = grid.sheet.as_ref().map(|name| format!(" シート「{name}」")).unwrap_or_default();
    let mut lines = vec![format!("{}{sheet}（{}）", asked.file.display(), asked.year.japanese())];
    lines.push(match origin {
        Origin::Said => "列の読み方:".to_owned(),
        Origin::Remembered => "列の読み方（前に同じ見出しの表を読んだとおり）:".to_owned(),
        Origin::Proposed => "列の読み方（見出しからの案）:".to_owned(),
    });
    for field in kind.fields() {
        let heading = columns.of(field.name).map_or("なし", |column| columns.heading(column));
        lines.push(format!("  {} ← {heading}", field.name));
    }
    let left: Vec<_> = columns.left_out().collect();
    if !left.is_empty() {
        lines.push(format!("  取り込まない列: {}", left.join("、")));
    }
    let count = taken.opinions.len() + taken.programs.len();
    lines.push(format!("読めた{} {count}件", kind.word()));
    let most = if asked.all { usize::MAX } else { 5 };
    let amount = |held: &Option<crate::domain::Amount>| {
        ThousandYen::or_dash(held.as_ref().map(|it| it.thousand_yen))
    };
    let opinions =
        taken.opinions.iter().map(|it| format!("  {} {}", it.label, it.text.replace('\n', " ")));
    let programs = taken.programs.iter().map(|it| {
        format!(
            "  {}  決算 {}  予算 {}（千円）",
            it.name(),
            amount(&it.settled),
            amount(&it.budget)
        )
    });
    lines.extend(opinions.chain(programs).take(most));
    if count > most {
        lines.push(format!("  ほか {}件（--all で全部を表示します）", count - most));
    }
    if !taken.faults.is_empty() {
        lines.push(format!("読めない欄: {}か所", taken.faults.len()));
        lines.extend(
            taken.faults.iter().take(MOST).map(|it| format!("  {}: {}", it.place, it.what)),
        );
        if taken.faults.len() > MOST {
            lines.push(format!(
                "  ほか {}か所（--format json で全部を出せます）",
                taken.faults.len() - MOST
            ));
        }
    }
    if !taken.notes.is_empty() {
        lines.push("確かめてください:".to_owned());
        lines.extend(taken.notes.iter().map(|note| format!("  {note}")));
    }
    lines.join("\n")
}
