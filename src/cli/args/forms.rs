//! Words that several commands share: in what form they print, and of which records.

use clap::ValueEnum;

// A line of documentation here would become that of the commands.
#[allow(missing_docs, reason = "clap would print it")]
#[derive(Debug, clap::Args)]
pub struct Form {
    /// 表示の形: text か json（省くと text）
    #[arg(
        long,
        value_enum,
        default_value_t,
        hide_default_value = true,
        hide_possible_values = true,
        value_name = "形"
    )]
    pub format: Format,
}

// As above.
#[allow(missing_docs, reason = "clap would print it")]
#[derive(Debug, Default, PartialEq, Eq, clap::Args)]
pub struct Only {
    /// 自分の所属課（名簿による）が担当する意見だけ
    #[arg(long, conflicts_with = "department")]
    pub mine: bool,
    /// その課が担当する意見だけ
    #[arg(long, value_name = "課")]
    pub department: Option<String>,
    /// その対応区分か、未回答の意見だけ
    #[arg(long, value_name = "区分")]
    pub answer: Option<String>,
    /// その進捗か、未設定の意見だけ
    #[arg(long, value_name = "進捗")]
    pub progress: Option<String>,
}

/// 表示の形.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// 文字
    #[default]
    Text,
    /// JSON
    Json,
}

/// 表示の形 of what can be handed out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Handed {
    /// 文字
    #[default]
    Text,
    /// Markdown
    #[value(alias = "md")]
    Markdown,
    /// JSON
    Json,
}

/// 版. Which of two versions of a record is to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Taken {
    /// いま
    #[value(name = "いま", alias = "now")]
    Now,
    /// 控え
    #[value(name = "控え", alias = "kept")]
    Kept,
}

/// 種類.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// 意見
    #[default]
    #[value(name = "意見", alias = "opinions")]
    Opinions,
    /// 事業
    #[value(name = "事業", alias = "programs")]
    Programs,
    /// 会議
    #[value(name = "会議", alias = "sessions")]
    Sessions,
}
