//! One form for characters that a reader takes for the same.
//!
//! Only what NFKC leaves apart: it joins full width and half width, and compatibility kanji with
//! a decomposition, but neither kana, dashes and quotes nor the kanji variants of names.

/// The one form of a character, already in NFKC and lower case. `。` becomes `|`, brackets become
/// `(` and `)`, other separators `/`: fuzzy-matcher gives the head of a word its bonus only after
/// ASCII punctuation. The comma stays, because only its neighbours tell what it is.
pub(super) fn one_form(c: char) -> char {
    match c {
        // Most characters: told apart from the rest without a look at the tables.
        'a'..='z' | '0'..='9' | 'ぁ'..='ゔ' if !matches!(c, 'ゎ' | 'ゐ' | 'ゑ') => c,
        '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{fa6d}' | '\u{20000}'..='\u{3ffff}' => kanji(c),
        'ァ'..='ヺ' | 'ヽ' | 'ヾ' | 'ゎ' | 'ゐ' | 'ゑ' | 'ゕ' | 'ゖ' => kana(c),
        '\u{2e80}'..='\u{2eff}' => radical(c),
        c => sign(c),
    }
}

/// Hiragana; the small ヵ and ヶ and the two old letters in the form used today.
fn kana(c: char) -> char {
    match c {
        'ヮ' | 'ゎ' | 'ヷ' => 'わ',
        'ヵ' | 'ゕ' => 'か',
        'ヶ' | 'ゖ' => 'け',
        'ヰ' | 'ゐ' | 'ヸ' => 'い',
        'ヱ' | 'ゑ' | 'ヹ' => 'え',
        'ヺ' => 'を',
        // The two syllabaries stand in the same order.
        c => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
    }
}

fn sign(c: char) -> char {
    match c {
        '‐'..='―' | '⁃' | '−' | '─' | '━' | '➖' => '-',
        '〜' | '∼' | '∿' => '~',
        '“' | '”' | '„' | '‟' | '〝' | '〞' | '〟' => '"',
        '‘' | '’' | '‚' | '‛' | '′' | '`' | 'ʼ' => '\'',
        '、' | '・' | '·' | '•' | '‧' | '∙' | '⋅' | ':' | ';' | '⁄' | '∕' => '/',
        '。' => '|',
        '「' | '『' | '【' | '〔' | '〈' | '《' | '〘' | '〖' | '[' | '{' | '<' => '(',
        '」' | '』' | '】' | '〕' | '〉' | '》' | '〙' | '〗' | ']' | '}' | '>' => ')',
        '▲' => '△',
        '◯' => '○',
        c => c,
    }
}

/// Variants that one name or word is printed with, here and there.
fn kanji(c: char) -> char {
    match c {
        '髙' => '高',
        '﨑' | '嵜' | '碕' => '崎',
        '邊' | '邉' => '辺',
        '濵' | '濱' => '浜',
        '齋' | '齊' | '斎' => '斉',
        '澤' => '沢',
        '嶋' | '嶌' => '島',
        '廣' => '広',
        '國' => '国',
        '櫻' => '桜',
        '瀨' => '瀬',
        '眞' => '真',
        '德' => '徳',
        '𠮷' => '吉',
        '圓' => '円',
        '學' => '学',
        '會' => '会',
        '當' => '当',
        '壽' => '寿',
        '靜' => '静',
        '龍' => '竜',
        '瀧' => '滝',
        '萬' => '万',
        '豐' => '豊',
        '惠' => '恵',
        '榮' => '栄',
        '曾' => '曽',
        '彌' => '弥',
        '禮' => '礼',
        '藏' => '蔵',
        '鐵' => '鉄',
        '關' => '関',
        '應' => '応',
        '營' => '営',
        '經' => '経',
        '濟' => '済',
        '條' => '条',
        '與' => '与',
        '黑' => '黒',
        '槇' => '槙',
        '冨' => '富',
        '靏' | '靍' | '鸖' => '鶴',
        '篭' => '籠',
        '峯' => '峰',
        '嶽' => '岳',
        '橫' => '横',
        '檜' => '桧',
        '淺' => '浅',
        '圡' => '土',
        '舘' => '館',
        '舩' => '船',
        '曻' => '昇',
        '栁' => '柳',
        '桒' => '桑',
        '槗' | '𣘺' => '橋',
        '凜' => '凛',
        '鷗' => '鴎',
        '頰' => '頬',
        '剝' => '剥',
        '塡' => '填',
        '繫' => '繋',
        '祿' => '禄',
        '龜' | '龟' => '亀',
        c => c,
    }
}

/// The kanji behind a radical of the CJK supplement. PDF text has them wherever a font draws both
/// with one glyph; NFKC resolves only two of them.
fn radical(c: char) -> char {
    match c {
        '⺁' => '厂',
        '⺄' => '乙',
        '⺅' => '亻',
        '⺈' => '刀',
        '⺉' => '刂',
        '⺊' => '卜',
        '⺌' | '⺍' => '小',
        '⺎' => '兀',
        '⺐' => '尢',
        '⺒' => '巳',
        '⺓' => '幺',
        '⺖' => '忄',
        '⺘' => '扌',
        '⺙' => '攵',
        '⺛' => '旡',
        '⺜' => '日',
        '⺝' => '月',
        '⺠' => '民',
        '⺡' => '氵',
        '⺣' => '灬',
        '⺧' => '牛',
        '⺨' => '犭',
        '⺩' => '王',
        '⺪' => '疋',
        '⺫' => '目',
        '⺬' => '示',
        '⺭' => '礻',
        '⺮' => '竹',
        '⺶' | '⺷' => '羊',
        '⺻' => '聿',
        '⺼' => '肉',
        '⺽' => '臼',
        '⺾' | '⺿' | '⻀' => '艹',
        '⻁' => '虎',
        '⻂' => '衤',
        '⻃' | '⻄' => '西',
        '⻅' => '見',
        '⻆' | '⻇' => '角',
        '⻉' => '貝',
        '⻊' => '足',
        '⻋' => '車',
        '⻌' | '⻍' | '⻎' => '辶',
        '⻏' | '⻕' | '⻖' => '阝',
        '⻑' | '⻒' | '⻓' => '長',
        '⻔' => '門',
        '⻗' => '雨',
        '⻘' => '青',
        '⻙' => '韋',
        '⻚' => '頁',
        '⻛' => '風',
        '⻜' => '飛',
        '⻝' | '⻞' | '⻟' => '食',
        '⻡' => '首',
        '⻢' => '馬',
        '⻣' => '骨',
        '⻤' => '鬼',
        '⻥' => '魚',
        '⻦' => '鳥',
        '⻨' => '麦',
        '⻩' => '黄',
        '⻫' | '⻬' => '斉',
        '⻭' | '⻮' => '歯',
        '⻯' | '⻰' => '竜',
        '⻱' | '⻲' => '亀',
        c => c,
    }
}
