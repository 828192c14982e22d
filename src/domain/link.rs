//! The tie between an opinion and what answers it.

words! {
    /// 種別. How a program answers an opinion.
    LinkKind {
        /// 新規: set up because of the opinion.
        New = "新規",
        /// 拡充: changed because of the opinion.
        Expanded = "拡充",
        /// 継続: an existing program already does it.
        Continuing = "継続",
        /// 参考: to be borne in mind when the program is carried out. Does not cover.
        Reference = "参考",
        /// 関連: the same theme, but no answer. Does not cover.
        Related = "関連",
    }
}

impl LinkKind {
    /// Whether a link of this kind answers the opinion.
    #[must_use]
    pub fn covers(self) -> bool {
        matches!(self, Self::New | Self::Expanded | Self::Continuing)
    }
}

words! {
    /// 範囲. How much of the opinion a program answers.
    Extent {
        /// 全部.
        Full = "全部",
        /// 一部: a state of its own, never half a point.
        Partial = "一部",
    }
}

words! {
    /// 段階. Whether the link counts yet.
    Stage {
        /// 案: proposed; covers nothing.
        Draft = "案",
        /// 確定.
        Confirmed = "確定",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_three_kinds_cover() {
        let covering: Vec<_> =
            LinkKind::ALL.iter().filter(|kind| kind.covers()).map(|kind| kind.word()).collect();
        assert_eq!(covering, ["新規", "拡充", "継続"]);
    }

    #[test]
    fn words_read_back_and_refuse_others() {
        for kind in LinkKind::ALL {
            assert_eq!(kind.word().parse(), Ok(*kind));
        }
        assert_eq!(
            "全て".parse::<Extent>(),
            Err("`全て` ではなく、全部・一部 のどれかを書きます。".to_owned())
        );
        assert_eq!(LinkKind::Related.next(), LinkKind::New);
    }
}
