//! What can be typed behind `shingi export`.

use std::path::PathBuf;

use clap::Subcommand;

use super::{Only, TEMPLATE};
use crate::{
    domain::FiscalYear,
    export::{
        Form,
        report::{Direction, Template},
    },
};

// A line of documentation here would become that of the command.
#[allow(missing_docs, reason = "clap would print it")]
#[derive(Debug, clap::Args)]
pub struct Export {
    #[command(subcommand)]
    pub ask: Option<Ask>,
    #[command(flatten)]
    pub tables: Tables,
}

/// What is handed out to be filled in.
#[derive(Debug, Subcommand)]
pub enum Ask {
    /// 課に記入してもらう照会様式（Excel）を、担当課ごとに書き出す
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi export inquiry [--department 課] [--year 年度] [--out フォルダー] [--force]")]
    Inquiry(InquiryAsked),
}

// As above.
#[allow(missing_docs, reason = "clap would print it")]
#[derive(Debug, clap::Args)]
pub struct InquiryAsked {
    /// その課の分だけ（担当未定 も）
    #[arg(long, value_name = "課")]
    pub department: Option<String>,
    /// どの年度の意見か（省くと、記録にある意見の一番新しい年度）
    #[arg(long, value_name = "年度")]
    pub year: Option<FiscalYear>,
    /// 書き出すフォルダー（省くと、いまのフォルダー。なければ作ります）
    #[arg(long, value_name = "フォルダー")]
    pub out: Option<PathBuf>,
    /// 同じ名前のファイルがあれば置き換える
    #[arg(long)]
    pub force: bool,
    /// Excel の書体（省くと、設定ファイルの font か游ゴシック）
    #[arg(long, value_name = "書体")]
    pub font: Option<String>,
}

// As above.
#[allow(missing_docs, reason = "clap would print it")]
#[derive(Debug, clap::Args)]
pub struct Tables {
    /// 形: xlsx・html・md・csv・json
    #[arg(value_name = "形", required = true)]
    pub form: Option<Form>,
    /// 様式: 対応表・意見と市の考え方・対応状況一覧・実施状況・未済・繰越（省くと対応表）
    #[arg(long, default_value = "対応表", hide_default_value = true, value_name = "様式")]
    pub template: Template,
    /// 向き: 意見（意見から事業へ）・事業（事業から意見へ）（省くと意見）
    #[arg(long, default_value = "意見", hide_default_value = true, value_name = "向き")]
    pub direction: Direction,
    /// 版: 公表・委員・庁内（省くと庁内。委員には委員）
    #[arg(long, value_name = "版")]
    pub edition: Option<String>,
    /// 書き出すファイルかフォルダー（省くと、いまのフォルダー）
    #[arg(long, value_name = "ファイル")]
    pub out: Option<PathBuf>,
    /// 同じ名前のファイルがあれば置き換える
    #[arg(long)]
    pub force: bool,
    /// Excel の書体（省くと、設定ファイルの font か游ゴシック）
    #[arg(long, value_name = "書体")]
    pub font: Option<String>,
    /// CSV に書き出す表: 一覧・集計・区分×進捗・対応・種別・事業一覧・凡例 など
    #[arg(long, value_name = "表")]
    pub table: Option<String>,
    #[command(flatten)]
    pub only: Only,
}
