//! What can be typed behind `shingi` in order to say something about opinions.

use std::path::PathBuf;

use clap::Subcommand;

use super::TEMPLATE;
use crate::domain::{Addressee, FiscalYear, Relation, Stage};

/// The sub-commands that follow an opinion up.
#[derive(Debug, Subcommand)]
pub enum Act {
    /// 意見に回答を付ける（--stage だけなら、段階だけを変える）
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi answer 意見... --kind 区分 [--text 市の考え方 | --text-file ファイル] [--stage 段階]")]
    Answer {
        /// 意見（いくつでも。まとめて一度の操作になります）
        #[arg(value_name = "意見", required = true)]
        opinions: Vec<String>,
        /// 対応区分: 反映・既実施・説明・今後の参考・その他か、その番号 1～5
        #[arg(long, value_name = "区分")]
        kind: Option<String>,
        /// 市の考え方（省くと、いまの文のまま）
        #[arg(long, value_name = "市の考え方", conflicts_with = "text_file")]
        text: Option<String>,
        /// 市の考え方を書いたファイル（- で標準入力）
        #[arg(long, value_name = "ファイル")]
        text_file: Option<PathBuf>,
        /// 段階: 下書き・確認済・公表（省くと下書き）
        #[arg(long, value_name = "段階")]
        stage: Option<String>,
    },
    /// 意見の進捗を書く
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi progress 意見... 進捗 [--until 期限] [--reason 理由] [--date 日]")]
    Progress {
        /// 意見（いくつでも）
        #[arg(value_name = "意見", required = true)]
        opinions: Vec<String>,
        /// 進捗: 未着手・検討中・対応中・対応済・対応困難・対象外
        #[arg(value_name = "進捗", required = true)]
        state: String,
        /// いつまでに決めるか（検討中に要ります）
        #[arg(long, value_name = "期限")]
        until: Option<String>,
        /// 理由（対応困難・対象外に要ります）
        #[arg(long, value_name = "理由")]
        reason: Option<String>,
        /// いつ現在の進捗か（省くと今日）
        #[arg(long, value_name = "日")]
        date: Option<String>,
    },
    /// 意見の担当課と回答期限を決める
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi assign 意見... {担当課 [--due 期限] | --none}")]
    Assign {
        /// 意見（いくつでも）、最後に担当課
        #[arg(value_name = "意見・担当課", required = true)]
        words: Vec<String>,
        /// 回答期限（省くといまのまま。「なし」で外します）
        #[arg(long, value_name = "期限", conflicts_with = "none")]
        due: Option<String>,
        /// 担当課をなくす
        #[arg(long)]
        none: bool,
    },
    /// 意見と事業を関連なしとする
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi reject 意見 事業 --reason 理由 [--stage 案]")]
    Reject {
        /// 意見
        #[arg(value_name = "意見")]
        opinion: String,
        /// 事業
        #[arg(value_name = "事業")]
        program: String,
        /// 理由
        #[arg(long, value_name = "理由")]
        reason: String,
        /// 段階: 案・確定（省くと確定）
        #[arg(long, default_value = "確定", hide_default_value = true, value_name = "段階")]
        stage: Stage,
    },
    /// 案を確定する。変わった事業への対応付けなら、再確認する
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi confirm {意見 [事業] [--note メモ] | --all | --area 方向性 [--year 年度] [--note メモ]}")]
    Confirm {
        /// 意見（事業を省くと、その意見の案の全部）
        #[arg(value_name = "意見", conflicts_with = "all")]
        opinion: Option<String>,
        /// 事業
        #[arg(value_name = "事業")]
        program: Option<String>,
        /// メモ
        #[arg(long, value_name = "メモ")]
        note: Option<String>,
        /// すべての意見の案を確定する
        #[arg(long)]
        all: bool,
        /// その方向性（1、2(1) など）の意見の、前年度のままの対応付けをまとめて再確認する
        #[arg(long, value_name = "方向性", conflicts_with_all = ["opinion", "all"])]
        area: Option<String>,
        /// どの年度のために再確認するか（省くと、事業の記録の最も新しい年度）
        #[arg(long, value_name = "年度", requires = "area")]
        year: Option<FiscalYear>,
    },
    /// 意見どうしの関係を書く
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi relate 意見 関係 相手の意見 [--note メモ]")]
    Relate {
        /// 意見
        #[arg(value_name = "意見")]
        opinion: String,
        /// 関係: 同趣旨・準用（相手の回答のとおり）・継承（相手を受け継ぐ）
        #[arg(value_name = "関係")]
        relation: Relation,
        /// 相手の意見
        #[arg(value_name = "相手の意見")]
        other: String,
        /// メモ
        #[arg(long, value_name = "メモ")]
        note: Option<String>,
    },
    /// 意見を国・県・関係団体へ伝えたと書く
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi refer 意見... --to 要望先 [--date 日] [--note メモ]")]
    Refer {
        /// 意見（いくつでも）
        #[arg(value_name = "意見", required = true)]
        opinions: Vec<String>,
        /// 要望先: 国へ要望・県へ要望・関係団体へ伝達
        #[arg(long, value_name = "要望先")]
        to: Addressee,
        /// 伝えた日（省くと今日）
        #[arg(long, value_name = "日")]
        date: Option<String>,
        /// メモ
        #[arg(long, value_name = "メモ")]
        note: Option<String>,
    },
    /// 意見・事業・会議にメモを付ける
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi note 名前 --text メモ")]
    Note {
        /// 意見・事業・会議
        #[arg(value_name = "名前")]
        name: String,
        /// メモ
        #[arg(long, value_name = "メモ")]
        text: String,
    },
    /// 書いたものを識別子で取り消す（識別子は show と log に出ます）
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi withdraw 識別子...")]
    Withdraw {
        /// 識別子（初めの4文字以上でも）
        #[arg(value_name = "識別子", required = true)]
        ids: Vec<String>,
    },
}
