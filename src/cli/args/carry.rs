//! What can be typed behind `shingi carry`.

use clap::Subcommand;

use super::{Form, TEMPLATE};
use crate::domain::FiscalYear;

// A line of documentation here would become that of the command.
#[allow(missing_docs, reason = "clap would print it")]
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct CarryArgs {
    /// What to do; nothing is about programs.
    #[command(subcommand)]
    pub what: Option<CarryWhat>,
    /// 新しい年度（R8 など。省くと、事業の記録の最も新しい年度）
    #[arg(long, value_name = "年度")]
    pub year: Option<FiscalYear>,
    /// その番号の提案を確かめたものとして、系譜に書き込む
    #[arg(long, value_name = "番号", num_args = 1..)]
    pub write: Vec<usize>,
    /// 明記かほぼ確実な提案を、すべて系譜に書き込む
    #[arg(long, conflicts_with = "write")]
    pub all_certain: bool,
    /// その番号の提案の二つの事業を、別の事業とみて提案し直す
    #[arg(long, value_name = "番号", num_args = 1..)]
    pub apart: Vec<usize>,
    #[command(flatten)]
    pub form: Form,
}

/// What else can be carried over.
#[derive(Debug, Subcommand)]
pub enum CarryWhat {
    /// 前の年度の意見を引き継ぐ新しい意見の候補を示し、継承として書く
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi carry opinions --from 年度 --to 会議 [--write [番号...]]")]
    Opinions {
        /// 前の年度（R7 など）
        #[arg(long, value_name = "年度")]
        from: FiscalYear,
        /// 新しい意見の会議（標題の一部か識別子）
        #[arg(long, value_name = "会議")]
        to: String,
        /// 候補を書く（番号を省くと全部。--write も省くと、示すだけで終了コード 1）
        #[arg(long, value_name = "番号", num_args = 0..)]
        write: Option<Vec<usize>>,
    },
}
