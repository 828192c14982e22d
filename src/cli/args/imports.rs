//! What can be typed behind `shingi import`.

use std::path::PathBuf;

use clap::Subcommand;

use super::{Form, TEMPLATE};
use crate::domain::FiscalYear;

/// What is brought into the record.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// 報告書の本文（PDF などから取り出した文字）を読み取る
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi import report 本文 --year 年度 [--same 印刷の名=事業] [--all] [--write [--with-unread]]")]
    Report(ReportAsked),
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
