//! What can be typed behind `shingi session` and `shingi opinions`.

use std::path::PathBuf;

use clap::Subcommand;

use super::TEMPLATE;
/// What can be done with sessions.
#[derive(Debug, Subcommand)]
pub enum AddSession {
    /// 会議を追加する
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi session add --date 日 [--year 年度] [--number 回] [--title 標題] [--start 時刻] [--end 時刻] [--place 場所] [--agenda 審議内容] [--members 人数]")]
    Add(NewSessionArgs),
}

// A line of documentation here would become that of the command.
#[allow(missing_docs, reason = "clap would print it")]
#[derive(Debug, clap::Args)]
pub struct NewSessionArgs {
    /// 開催日（2026-07-02、R8.7.2、7月2日 など。年を省くと、その年度の日）
    #[arg(long, value_name = "日")]
    pub date: String,
    /// 年度（R8 など。省くと開催日の年度）
    #[arg(long, value_name = "年度")]
    pub year: Option<String>,
    /// 第何回か（省くと、その年度の次の回）
    #[arg(long, value_name = "回", value_parser = clap::value_parser!(u32).range(1..=999))]
    pub number: Option<u32>,
    /// 標題（省くと、前の会議にならう）
    #[arg(long, value_name = "標題")]
    pub title: Option<String>,
    /// 始まりの時刻（10:00、午後1時10分 など）
    #[arg(long, value_name = "時刻")]
    pub start: Option<String>,
    /// 終わりの時刻
    #[arg(long, value_name = "時刻")]
    pub end: Option<String>,
    /// 場所
    #[arg(long, value_name = "場所")]
    pub place: Option<String>,
    /// 審議内容
    #[arg(long, value_name = "審議内容")]
    pub agenda: Option<String>,
    /// 委員数
    #[arg(long, value_name = "人数")]
    pub members: Option<u32>,
}

/// What can be done with opinions.
#[derive(Debug, Subcommand)]
pub enum AddOpinions {
    /// 意見を追加する
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi opinions add ファイル --session 会議 [--write]")]
    Add {
        /// 一覧のファイル（- で標準入力）
        #[arg(value_name = "ファイル")]
        file: PathBuf,
        /// どの会議の意見か（標題の一部か識別子）
        #[arg(long, value_name = "会議")]
        session: String,
        /// 入力する（省くと、読み取った結果を示すだけで終了コード 1）
        #[arg(long)]
        write: bool,
    },
}
