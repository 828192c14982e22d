//! `shingi export inquiry`: 照会様式, a workbook for each section.

use std::{
    fs,
    path::{Path, PathBuf},
};

use jiff::civil::Date;

use super::{Refused, font_of, outside, unusable, unwritten};
use crate::{
    analysis::inquiry::{Inquiry, year_at_hand},
    cli::{FINDINGS, args::InquiryAsked},
    domain::FiscalYear,
    export::{report::Version, xlsx},
    journal::Edition,
    problem::reason,
    shell::{
        handout::{Over, write},
        office::Office,
    },
    shown::shown,
};

/// How many letters of a section's name a file is called by.
const NAME: usize = 40;

/// Writes the workbooks and says where they are.
pub(super) fn perform(
    office: &Office,
    asked: &InquiryAsked,
    today: Date,
    font: Option<&str>,
) -> Result<String, Refused> {
    let font = font_of(asked.font.as_deref().or(font))?;
    let council = office
        .council_for(Edition::Office)
        .ok_or_else(|| unusable("照会は事務局の作業です。委員の閲覧では書き出せません。"))?;
    let year = asked.year.or_else(|| year_at_hand(&council));
    let year = year.ok_or_else(|| unusable("記録に意見がありません。何も書いていません。"))?;
    let inquiries = chosen(Inquiry::of_year(&council, year, today), year, asked)?;
    let folder = asked.out.clone().unwrap_or_else(|| PathBuf::from("."));
    outside(office, &folder)?;
    let paths = paths(&inquiries, &folder);
    let standing = paths.iter().find(|path| !asked.force && path.symlink_metadata().is_ok());
    if let Some(path) = standing {
        return Err((
            FINDINGS,
            format!(
                "`{}` は既にあります。何も書いていません。\n上書きするには --force を付けるか、\
                 --out で別のフォルダーを指定してください。",
                shown(&path.display().to_string())
            ),
        ));
    }
    let version = Version::of(&council);
    let mut books = Vec::new();
    for inquiry in &inquiries {
        let book = xlsx::inquiry(inquiry, &council.records, &version, &font);
        books.push(book.map_err(unusable)?);
    }
    fs::create_dir_all(&folder).map_err(|error| {
        let name = folder.display().to_string();
        let why = reason(&error);
        unusable(format!("`{}` を作れません（{why}）。何も書いていません。", shown(&name)))
    })?;
    let over = if asked.force { Over::Replace } else { Over::Refuse };
    let mut lines = vec![format!("{}の照会様式を書き出しました。", year.japanese())];
    for ((inquiry, path), book) in inquiries.iter().zip(&paths).zip(&books) {
        let path = write(path, book, over).map_err(unwritten)?;
        lines.push(format!(
            "  {}: 意見 {}件  {}",
            shown(inquiry.section()),
            inquiry.opinions(),
            shown(&path.display().to_string())
        ));
    }
    lines.push("返ってきたら、shingi import answers ファイル で取り込みます。".to_owned());
    Ok(lines.join("\n"))
}

/// The section that was asked for, or all.
fn chosen(
    inquiries: Vec<Inquiry>,
    year: FiscalYear,
    asked: &InquiryAsked,
) -> Result<Vec<Inquiry>, Refused> {
    if inquiries.is_empty() {
        let year = year.japanese();
        return Err(unusable(format!("{year}の意見は記録にありません。何も書いていません。")));
    }
    let Some(department) = asked.department.as_deref().map(str::trim) else { return Ok(inquiries) };
    let names: Vec<_> = inquiries.iter().map(|it| it.section().to_owned()).collect();
    let chosen: Vec<_> = inquiries.into_iter().filter(|it| it.section() == department).collect();
    if chosen.is_empty() {
        return Err(unusable(format!(
            "--department: {}の意見を担当する課に、`{}` はありません。{} のどれかを書きます。",
            year.japanese(),
            shown(department),
            shown(&names.join("・"))
        )));
    }
    Ok(chosen)
}

/// A file name each, whatever the section is called.
fn paths(inquiries: &[Inquiry], folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for inquiry in inquiries {
        let odd = |c: char| c.is_control() || "/\\:*?\"<>|.".contains(c) || c.is_whitespace();
        let section = inquiry.section().chars().take(NAME);
        let section: String = section.map(|c| if odd(c) { '＿' } else { c }).collect();
        let stem = format!("照会様式_{}_{section}", inquiry.year);
        let named = |nth: usize| match nth {
            1 => folder.join(format!("{stem}.xlsx")),
            _ => folder.join(format!("{stem}_{nth}.xlsx")),
        };
        let free = (1..=inquiries.len()).map(named).find(|path| !paths.contains(path));
        paths.extend(free);
    }
    paths
}
