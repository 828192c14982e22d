//! What can be typed behind `shingi`.

mod acts;
mod carry;
mod dashes;
mod export;
mod forms;
mod imports;
mod meetings;

use std::path::PathBuf;

pub use acts::Act;
pub use carry::{CarryArgs, CarryWhat};
pub use dashes::with_dashes;
pub use export::{Ask, Export, InquiryAsked, Tables};
pub use forms::{Form, Format, Handed, Kind, Only, Taken};
pub use imports::{AnswersAsked, Import, ReportAsked, TableAsked};
pub use meetings::{AddOpinions, AddSession, NewSessionArgs};

use clap::{Parser, Subcommand};

use crate::{
    analysis::{DeedKind, OpenKind},
    app::Look,
    domain::{Bodies, Extent, FiscalYear, LinkKind, Stage, Verdict},
    shell::state::Ambiguous,
};

const TEMPLATE: &str = "\
{about}

使い方: {usage}

{all-args}{after-help}";

const AFTER: &str = "\
コマンドを付けずに始めると、画面が開きます。
記録は --records、環境変数 SHINGI_RECORDS、設定ファイル、いまのフォルダーの records、いまのフォルダーの順に探します。
終了コード: 0 問題なし、1 指摘あり、2 使い方の誤り・記録を読めない、3 結果を書き出せない";

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "shingi",
    version,
    about = "審議: 会議の意見と、それに応える事業を結ぶ",
    help_template = TEMPLATE,
    override_usage = "shingi [オプション] [コマンド]",
    after_help = AFTER,
    subcommand_help_heading = "コマンド",
    next_help_heading = "オプション",
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
pub struct Args {
    /// 記録のフォルダー
    #[arg(long, value_name = "フォルダー", global = true)]
    pub records: Option<PathBuf>,
    /// 閲覧のみで開く
    #[arg(long, global = true)]
    pub readonly: bool,
    /// 委員に見えるものだけを表示する
    #[arg(long, global = true)]
    pub reader: bool,
    /// その日の終わりの記録を表示する（2026-03-31、R8.3.31 など）
    #[arg(long, value_name = "日付", global = true)]
    pub as_of: Option<String>,
    /// 記入者の名前（省くとログイン名）
    #[arg(long = "as", value_name = "名前", global = true)]
    pub person: Option<String>,
    /// How the dashboard is drawn.
    #[command(flatten)]
    pub drawing: Drawing,
    /// この説明を表示する
    #[arg(short, long, global = true, action = clap::ArgAction::Help)]
    help: Option<bool>,
    /// 版を表示する
    #[arg(short = 'V', long, action = clap::ArgAction::Version)]
    version: Option<bool>,
    /// What to do; nothing opens the dashboard.
    #[command(subcommand)]
    pub command: Option<Command>,
}

// How the dashboard is drawn. As documentation this would become that of the program.
#[allow(missing_docs, reason = "clap would print it")]
#[derive(Debug, clap::Args)]
pub struct Drawing {
    /// 罫線を半角文字（+ - |）で描く
    #[arg(long)]
    pub ascii: bool,
    /// ①○─ などの幅: auto（端末に尋ねる）・1・2。2 では、それらを使わずに描く
    #[arg(long, value_name = "幅")]
    pub ambiguous: Option<Ambiguous>,
    /// 配色: 標準・高コントラスト・色覚対応・白黒（明るい背景には 標準-明 など。画面では T で選べます）
    #[arg(long, value_name = "配色")]
    pub theme: Option<Look>,
    /// 画面が崩れる端末のために、通信量は増えるが確実な方法で描く
    #[arg(long)]
    pub compat: bool,
    /// 欄の外では日本語入力を切る（Tera Term・RLogin・mintty・mlterm）
    #[arg(long)]
    pub ime_control: bool,
}

/// The sub-commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 記録と日誌を点検する（指摘があれば終了コード 1）
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi check [--all] [--format json]")]
    Check {
        /// お知らせも表示する
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        form: Form,
    },
    /// 置き場所・権限・時計と、端末の表示を確かめる
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi doctor [--format json]")]
    Doctor {
        #[command(flatten)]
        form: Form,
    },
    /// 意見・事業・会議を一覧する
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi list [意見|事業|会議] [--mine] [--department 課] [--answer 区分] [--progress 進捗] [--format json]")]
    List {
        /// 意見・事業・会議（省くと意見）
        #[arg(
            value_enum,
            default_value_t,
            hide_default_value = true,
            hide_possible_values = true,
            value_name = "種類"
        )]
        kind: Kind,
        #[command(flatten)]
        only: Only,
        #[command(flatten)]
        form: Form,
    },
    /// 一件を全文で表示する
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi show 名前 [--format json]")]
    Show {
        /// 意見の番号（ア-イ など）、事業の名前、識別子
        #[arg(value_name = "名前")]
        name: String,
        #[command(flatten)]
        form: Form,
    },
    /// 記録全体を検索する
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi search 言葉... [--view 名前] [--limit 件数] [--format json]")]
    Search {
        /// 探す言葉（空白で区切るとすべてを含むもの、-融資 は除くもの）と、条件（種別: 方向性: 年度: 課: 状態:）
        #[arg(value_name = "言葉", required_unless_present = "view")]
        query: Vec<String>,
        /// 保存した検索の名前（言葉を足すと、さらに絞り込みます）
        #[arg(long, value_name = "名前")]
        view: Option<String>,
        /// 何件まで表示するか（省くと 20）
        #[arg(long, default_value_t = 20, hide_default_value = true, value_name = "件数")]
        limit: usize,
        #[command(flatten)]
        form: Form,
    },
    /// 保存した検索を一覧し、残し、消す
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi views [--keep 名前 言葉... | --drop 名前] [--shared] [--format json]")]
    Views {
        /// 残す検索の言葉と条件（-融資 は除くもの）
        #[arg(value_name = "言葉", requires = "keep")]
        query: Vec<String>,
        /// この名前で検索を残す（同じ名前のものと替わります）
        #[arg(long, value_name = "名前", conflicts_with = "drop", requires = "query")]
        keep: Option<String>,
        /// この名前の検索を消す
        #[arg(long, value_name = "名前")]
        drop: Option<String>,
        /// 自分だけでなく、みんなで使う（記録の views.ron に置く）
        #[arg(long)]
        shared: bool,
        #[command(flatten)]
        form: Form,
    },
    /// 候補: 意見に応えそうな事業、事業が応えそうな意見を、共通の言葉とともに並べる
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi suggest {意見|事業 | --text 文} [--same] [--limit 件数] [--format json]")]
    Suggest {
        /// 意見の番号（ア-イ など）か、事業の名前
        #[arg(
            value_name = "意見か事業",
            required_unless_present = "text",
            conflicts_with = "text"
        )]
        name: Option<String>,
        /// まだ記録にない意見の文
        #[arg(long, value_name = "文")]
        text: Option<String>,
        /// 事業の代わりに、同じ趣旨の意見を並べる（--opinions でも同じ）
        #[arg(long, alias = "opinions")]
        same: bool,
        /// 何件まで表示するか（省くと 10）
        #[arg(long, default_value_t = 10, hide_default_value = true, value_name = "件数")]
        limit: usize,
        #[command(flatten)]
        form: Form,
    },
    /// 対応状況を集計する
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi coverage [--body 市] [--format json]")]
    Coverage {
        /// 数える範囲: 市と県・市・県（省くと市と県）
        #[arg(long, default_value = "市と県", hide_default_value = true, value_name = "範囲")]
        body: Bodies,
        #[command(flatten)]
        form: Form,
    },
    /// 要対応（待っているもの）を急ぐ順に一覧する
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi todo [--kind 種類] [--year 年度] [--department 課] [--format json]")]
    Todo {
        /// 種類: 食い違い・期限超過・要再確認・未回答 など
        #[arg(long, value_name = "種類")]
        kind: Option<OpenKind>,
        /// 会議の年度（R7 など）
        #[arg(long, value_name = "年度")]
        year: Option<FiscalYear>,
        /// 担当課
        #[arg(long, value_name = "課")]
        department: Option<String>,
        #[command(flatten)]
        form: Form,
    },
    /// 前回から変わったことを一覧する（二つの日、または二つの年度）
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi changes {--from 日付 [--to 日付] | --year 年度 --to-year 年度} [--format markdown|json]")]
    Changes {
        /// いつから: 日付か、会議（第1回 など）
        #[arg(
            long,
            value_name = "日付",
            required_unless_present = "year",
            conflicts_with = "year"
        )]
        from: Option<String>,
        /// いつまで: 日付か、会議（省くといま）
        #[arg(long, value_name = "日付", requires = "from")]
        to: Option<String>,
        /// どの年度から（R5 など）
        #[arg(long, value_name = "年度", requires = "to_year")]
        year: Option<FiscalYear>,
        /// どの年度へ（R7 など）
        #[arg(long, value_name = "年度", requires = "year")]
        to_year: Option<FiscalYear>,
        /// 表示の形: text・markdown（配付資料「前回からの変更」）・json（省くと text）
        #[arg(
            long,
            value_enum,
            default_value_t,
            hide_default_value = true,
            hide_possible_values = true,
            value_name = "形"
        )]
        format: Handed,
    },
    /// 意見に事業を対応付ける
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi link 意見 事業 [--kind 種別] [--extent 範囲] [--stage 段階] [--evidence 根拠] [--note メモ]")]
    Link {
        /// 意見の番号（ア-イ など）、識別子、本文の一部
        #[arg(value_name = "意見")]
        opinion: String,
        /// 事業の名前か、その一部
        #[arg(value_name = "事業")]
        program: String,
        /// 種別: 新規・拡充・継続・参考・関連（省くと継続）
        #[arg(long, default_value = "継続", hide_default_value = true, value_name = "種別")]
        kind: LinkKind,
        /// 範囲: 全部・一部（省くと全部）
        #[arg(long, default_value = "全部", hide_default_value = true, value_name = "範囲")]
        extent: Extent,
        /// 段階: 案・確定（省くと確定）
        #[arg(long, default_value = "確定", hide_default_value = true, value_name = "段階")]
        stage: Stage,
        /// 根拠（資料と場所を一行で）
        #[arg(long, value_name = "根拠")]
        evidence: Option<String>,
        /// メモ
        #[arg(long, value_name = "メモ")]
        note: Option<String>,
    },
    /// 対応付けを外す
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi unlink 意見 事業")]
    Unlink {
        /// 意見
        #[arg(value_name = "意見")]
        opinion: String,
        /// 事業
        #[arg(value_name = "事業")]
        program: String,
    },
    /// 新しい会議を入力する（add）
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", subcommand_help_heading = "コマンド", disable_help_subcommand = true, override_usage = "shingi session add --date 日 [--year 年度] [--number 回] [--title 標題] [--start 時刻] [--end 時刻] [--place 場所] [--agenda 審議内容] [--members 人数]")]
    Session {
        /// What to do.
        #[command(subcommand)]
        what: AddSession,
    },
    /// 会議の意見を、番号付きの一覧から入力する（add）
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", subcommand_help_heading = "コマンド", disable_help_subcommand = true, override_usage = "shingi opinions add ファイル --session 会議 [--write]")]
    Opinions {
        /// What to do.
        #[command(subcommand)]
        what: AddOpinions,
    },
    /// 入力した会議と意見を、記録のファイルに書き込む（省くと下見だけ）
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi consolidate [--write]")]
    Consolidate {
        /// 書き込む（省くと、書き込むものを示すだけで終了コード 1）
        #[arg(long)]
        write: bool,
    },
    /// 新年度へ引き継ぐ: 事業の改称・分割・終了などを確かめ、系譜に書き込む
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", subcommand_help_heading = "コマンド", disable_help_subcommand = true, override_usage = "shingi carry [--year 年度] [--apart 番号...] [--write 番号... | --all-certain] [--format json]\n       shingi carry opinions --from 年度 --to 会議 [--write [番号...]]")]
    Carry(CarryArgs),
    // What follows an opinion up, a line each in the help.
    #[command(flatten)]
    Act(Act),
    /// 意見を既読にする（委員）
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi read 意見")]
    Read {
        /// 意見の番号（ア-イ など）、識別子、本文の一部
        #[arg(value_name = "意見")]
        opinion: String,
    },
    /// 回答への受け止めを書く（委員）
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi review 意見 受け止め [--text 言葉]")]
    Review {
        /// 意見の番号（ア-イ など）、識別子、本文の一部
        #[arg(value_name = "意見")]
        opinion: String,
        /// 了承・説明を求める
        #[arg(value_name = "受け止め")]
        verdict: Verdict,
        /// 言葉（説明を求めるときは要る）
        #[arg(long, default_value = "", hide_default_value = true, value_name = "言葉")]
        text: String,
    },
    /// 履歴を新しい順に表示する
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi log [--person 記入者] [--kind 種類] [--record 名前] [--limit 件数] [--format json]")]
    Log {
        /// この記入者の操作だけ（ログイン名か表示名）
        #[arg(long = "person", value_name = "記入者")]
        by: Option<String>,
        /// この種類の操作だけ（対応付け・回答・進捗・メモ など）
        #[arg(long, value_name = "種類")]
        kind: Option<DeedKind>,
        /// この記録についての操作だけ（意見の番号、事業の名前、会議）
        #[arg(long, value_name = "名前")]
        record: Option<String>,
        /// 何件まで表示するか
        #[arg(long, value_name = "件数")]
        limit: Option<usize>,
        #[command(flatten)]
        form: Form,
    },
    /// 自分の直前の操作を元に戻す
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi undo")]
    Undo,
    /// 元に戻した操作をやり直す
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi redo")]
    Redo,
    /// 記録と日誌を、ほかの所と同期する（git を使います）
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi sync [--format json]")]
    Sync {
        #[command(flatten)]
        form: Form,
    },
    /// 記録のファイルの食い違いを表示し、どちらにするかを選ぶ
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi disagreements [番号... --take {いま|控え}] [--format json]")]
    Disagreements {
        /// 選ぶ食い違いの番号（いくつでも）
        #[arg(value_name = "番号", requires = "take")]
        numbers: Vec<usize>,
        /// いま（ファイルのまま）か、控え（もう一方）
        #[arg(
            long,
            value_enum,
            hide_possible_values = true,
            requires = "numbers",
            value_name = "版"
        )]
        take: Option<Taken>,
        #[command(flatten)]
        form: Form,
    },
    /// 記録のファイルの空白と改行を揃える
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi fmt [--check] [ファイル...]")]
    Fmt {
        /// 書き直さずに、揃っていないファイルを示す（あれば終了コード 1）
        #[arg(long)]
        check: bool,
        /// 揃えるファイル（省くと記録の全部）
        #[arg(value_name = "ファイル")]
        files: Vec<PathBuf>,
    },
    /// 次の年の報告書や、課から返ってきた回答を記録に取り込む（まず表示するだけ）
    #[command(help_template = TEMPLATE, subcommand_help_heading = "コマンド", next_help_heading = "オプション", override_usage = "shingi import コマンド ...", disable_help_subcommand = true, arg_required_else_help = true)]
    Import {
        /// What is brought in.
        #[command(subcommand)]
        what: Import,
    },
    /// 全部を JSON で書き出す
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi dump [--format json]")]
    Dump {
        /// 表示の形（json だけ）
        #[arg(long, value_parser = ["json"], default_value = "json", hide_default_value = true, hide_possible_values = true, value_name = "形")]
        format: String,
    },
    /// 対応表などを Excel・HTML・Markdown・CSV・JSON のファイルに書き出す
    #[command(help_template = TEMPLATE, subcommand_help_heading = "コマンド", disable_help_subcommand = true, args_conflicts_with_subcommands = true, subcommand_negates_reqs = true, next_help_heading = "引数・オプション", override_usage = "shingi export 形 [--template 様式] [--direction 向き] [--edition 版] [--out ファイル] [絞り込み]\n         shingi export inquiry [--department 課] [--year 年度] [--out フォルダー]")]
    Export(Export),
    /// シェルの補完を出力する（bash・zsh・fish・elvish・powershell）
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi completions シェル")]
    Completions {
        /// シェル: bash・zsh・fish・elvish・powershell
        #[arg(value_enum, hide_possible_values = true, value_name = "シェル")]
        shell: clap_complete::Shell,
    },
    /// マニュアルのページ（man の形）を出力する
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi man")]
    Man,
    /// 書き込める記録のフォルダーを作る
    #[command(help_template = TEMPLATE, next_help_heading = "引数・オプション", override_usage = "shingi init [--without-draft | --published] フォルダー")]
    Init {
        /// 新しいフォルダー（空でなければ何もしません）
        #[arg(value_name = "フォルダー")]
        folder: PathBuf,
        /// 対応付けの案（公表資料から作成）を入れない
        #[arg(long)]
        without_draft: bool,
        /// いまの記録の写しを、下書き・案・関連なし・メモを除いて作る
        #[arg(long, conflicts_with = "without_draft")]
        published: bool,
    },
}

impl Command {
    /// Whether it prints text that does not say itself of which day it is.
    pub fn says_nothing_of_its_day(&self) -> bool {
        match self {
            Self::List { form, .. }
            | Self::Show { form, .. }
            | Self::Search { form, .. }
            | Self::Suggest { form, .. }
            | Self::Log { form, .. } => form.format == Format::Text,
            _ => false,
        }
    }
}
