//! What the search promises, asked of texts that look like those of the record and of any others.
//! The fuzz target in `tests/fuzz` asks the same of whatever it comes upon.

#[path = "support/promises.rs"]
mod promises;

use promises::kept;
use proptest::prelude::*;

#[test]
fn of_texts_as_they_occur() {
    for input in [
        "",
        "創業",
        "支援\n創業者支援と起業支援",
        "創業 支援\nア(イ)\t創業者支援\t創業や起業を支援する。\nイ(ア)\t販路\t海外",
        "ｱ-ｲ\nア（イ）\t支援\t支援が必要である。",
        "1 5， 2 3 2\n決算額 1 5， 2 3 2 千円",
        "D X 推進\n市内中小企業者のD Xを推進",
        "か゛く -ー\nか\u{3099}くしゅう\nｶﾞｸ",
        "sougyou -hanro\n創業者の販路\n創 業",
        "ー創業 －\n創業",
        "15,\n15,232千円",
        "、\n第1、2回",
    ] {
        kept(input);
    }
}

proptest! {
    #[test]
    fn of_anything(typed in any::<String>(), written in any::<String>()) {
        kept(&format!("{typed}\n{written}"));
    }

    #[test]
    fn of_what_looks_like_the_record(
        typed in prop_oneof!["[かがア12a創業支援株 -]{0,6}", "[a-z' -]{0,9}"],
        written in "([か゛\u{3099}ﾞｶアー1,， 2aB㈱創業支援。・\u{fe00}(⻑-]{0,40}[\t\n]?){1,4}",
    ) {
        kept(&format!("{typed}\n{written}"));
    }
}
