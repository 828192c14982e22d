//! What is said of nearly everything an administration does: how it is done, and hardly ever what it
//! is about.

/// Words that any measure may be written in, two kanji each, as terms are. A small record holds too
/// few texts to tell by counting that these are everywhere.
pub(super) const GENERAL: [&str; 67] = [
    "支援", "事業", "実施", "取組", "推進", "促進", "活用", "整備", "設定", "設置", "開催", "充実",
    "強化", "対応", "制度", "補助", "助成", "費用", "負担", "利用", "確保", "必要", "拡大", "拡充",
    "向上", "改善", "提供", "検討", "把握", "解消", "施策", "参加", "実現", "影響", "環境", "体制",
    "関係", "関連", "対策", "運営", "管理", "経費", "構築", "形成", "創出", "展開", "配置", "作成",
    "策定", "期間", "継続", "理解", "活動", "取得", "現状", "重要", "適切", "軽減", "総合", "各種",
    "積極", "効果", "目的", "対象", "令和", "平成", "年度",
];
