//! What a person keeps of searches: those of late, and those with a name.

use crate::domain::{SavedView, words};

/// How many searches of late are kept.
pub const MOST: usize = 20;

words! {
    /// 置き場所. Where a search with a name is kept.
    Shelf {
        /// 自分だけ: with the person's own settings.
        Own = "自分だけ",
        /// みんなで: in the record.
        Shared = "みんなで（記録に置く）",
    }
}

/// 手元の検索.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    /// 最近の検索, the latest first.
    pub recents: Vec<String>,
    /// 自分だけの保存した検索. Those of everybody stand in the record.
    pub views: Vec<SavedView>,
}

impl Kept {
    /// Keeps what was searched for as the latest.
    pub fn remember(&mut self, typed: &str) {
        self.recents = remembered(std::mem::take(&mut self.recents), typed);
    }
}

/// The searches of late with one more; each once, the latest first.
#[must_use]
pub fn remembered(mut recents: Vec<String>, typed: &str) -> Vec<String> {
    let typed = typed.trim();
    if !typed.is_empty() {
        recents.retain(|other| other != typed);
        recents.insert(0, typed.to_owned());
        recents.truncate(MOST);
    }
    recents
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_search_stands_first_and_each_once() {
        let mut kept = Kept::default();
        for typed in ["創業", "融資 ", " 創業", "", "  "] {
            kept.remember(typed);
        }
        assert_eq!(kept.recents, ["創業", "融資"]);
        (0..50).for_each(|n| kept.remember(&n.to_string()));
        assert_eq!((kept.recents.len(), kept.recents[0].as_str()), (MOST, "49"));
    }
}
