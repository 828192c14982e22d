//! What can be typed behind `shingi import`.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use super::{Form, TEMPLATE};
use crate::{
    domain::FiscalYear,
    import::table::{self, Unit},
};

/// What is brought into the record.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// 報告書の本文（PDF などから取り出した文字）を読み取る
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi import report 本文 --year 年度 [--same 印刷の名=事業] [--all] [--write [--with-unread]]")]
    Report(ReportAsked),
    /// 意見か事業の一覧（CSV・Excel）を読み取る
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi import table 表 --kind {意見|事業} --year 年度 [--sheet シート] [--map 項目=見出し] [--unit 単位] [--all] [--write]")]
    Table(TableAsked),
    /// 課から返ってきた照会様式（Excel）を読み取り、変わった所を示す
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi import answers ファイル... [--year 年度] [--write] [--format json]")]
    Answers(AnswersAsked),
}

// A line of documentation here would become that of the commands.
#[allow(missing_docs, reason = "clap would print it")]
#[derive(Debug, clap::Args)]
pub struct ReportAsked {
    /// 本文のファイル（文字コードは UTF-8 か Shift-JIS）
    #[arg(value_name = "本文")]
    pub file: PathBuf,
    /// 報告書の年度（R8 など）
    #[arg(long, value_name = "年度")]
    pub year: FiscalYear,
    /// 印刷された名が、記録のどの事業か（いくつでも）
    #[arg(long, value_name = "印刷の名=事業")]
    pub same: Vec<String>,
    /// 読み取った事業・会議・意見も一件ずつ表示する
    #[arg(long)]
    pub all: bool,
    /// 記録のファイルに書き込む（省くと、表示するだけ）
    #[arg(long)]
    pub write: bool,
    /// 読めなかった行があっても書き込む（その行は出典の注に残す）
    #[arg(long, requires = "write")]
    pub with_unread: bool,
    #[command(flatten)]
    pub form: Form,
}

// As above.
#[allow(missing_docs, reason = "clap would print it")]
#[derive(Debug, clap::Args)]
pub struct TableAsked {
    /// 表のファイル（CSV か Excel ブック）
    #[arg(value_name = "表")]
    pub file: PathBuf,
    /// 何の一覧か: 意見・事業
    #[arg(long, value_enum, hide_possible_values = true, value_name = "種類")]
    pub kind: Listed,
    /// 一覧の年度（R8 など）
    #[arg(long, value_name = "年度")]
    pub year: FiscalYear,
    /// シートの名（省くと、必要な列のあるシート）
    #[arg(long, value_name = "シート")]
    pub sheet: Option<String>,
    /// どの見出しの列か（いくつでも。見出しを空にすると取り込まない。次からは覚えています）
    #[arg(long, value_name = "項目=見出し")]
    pub map: Vec<String>,
    /// 金額の単位: 千円・円・百万円（見出しにあれば要りません）
    #[arg(long, value_parser = unit, value_name = "単位")]
    pub unit: Option<Unit>,
    /// 出典の標題（省くと年度と種類）
    #[arg(long, value_name = "標題")]
    pub title: Option<String>,
    /// 出典の発行者（省くと事務局）
    #[arg(long, value_name = "発行者")]
    pub issuer: Option<String>,
    /// 読み取った全部を一件ずつ表示する
    #[arg(long)]
    pub all: bool,
    /// 記録のファイルに書き込む（省くと、表示するだけ）
    #[arg(long)]
    pub write: bool,
    #[command(flatten)]
    pub form: Form,
}

// As above.
#[allow(missing_docs, reason = "clap would print it")]
#[derive(Debug, clap::Args)]
pub struct AnswersAsked {
    /// 返ってきたファイル（いくつでも。一つずつ、全部を書くか何も書かないかです）
    #[arg(value_name = "ファイル", required = true)]
    pub files: Vec<PathBuf>,
    /// どの年度の照会か（省くと、記録にある意見の一番新しい年度）
    #[arg(long, value_name = "年度")]
    pub year: Option<FiscalYear>,
    /// 日誌に書き込む（省くと、表示するだけ）
    #[arg(long)]
    pub write: bool,
    #[command(flatten)]
    pub form: Form,
}

/// 表の種類.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Listed {
    /// 意見
    #[value(name = "意見", alias = "opinions")]
    Opinions,
    /// 事業
    #[value(name = "事業", alias = "programs")]
    Programs,
}

impl From<Listed> for table::Kind {
    fn from(listed: Listed) -> Self {
        match listed {
            Listed::Opinions => Self::Opinions,
            Listed::Programs => Self::Programs,
        }
    }
}

fn unit(typed: &str) -> Result<Unit, String> {
    Unit::named(typed).ok_or_else(|| "千円・円・百万円 のどれかを書きます。".to_owned())
}
