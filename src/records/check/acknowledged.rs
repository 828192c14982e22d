//! 確認済みの指摘: findings about the sources that somebody has looked at are no longer counted.

use std::collections::HashMap;

use super::{
    super::{forms::nearest, place::Finder},
    Audit, Locus, Records,
};
use crate::{
    domain::Acknowledged,
    problem::{Problem, Severity},
};

/// Parts findings from those that are acknowledged, and says where an acknowledgement is idle.
pub(super) fn part(records: &Records, findings: Vec<Problem>) -> Audit {
    let mut keys: HashMap<&str, (usize, &Acknowledged)> = HashMap::new();
    for (row, acknowledged) in records.acknowledged.iter().enumerate() {
        if let Some(key) = &acknowledged.finding {
            keys.insert(key, (row, acknowledged));
        }
    }
    let mut audit = Audit::default();
    for finding in findings {
        let known = finding.key.as_deref().and_then(|key| keys.remove(key));
        match known {
            Some((_, acknowledged)) => {
                let place = finding.place.clone();
                let listed = listed(acknowledged, finding.what).keyed(finding.key);
                audit.acknowledged.push(Problem { place, ..listed });
            }
            None => audit.open.push(finding),
        }
    }
    let mut finder = Finder::new(&records.places);
    for (row, acknowledged) in records.acknowledged.iter().enumerate() {
        let at = Locus::Acknowledged(row);
        match &acknowledged.finding {
            None => {
                let problem = listed(acknowledged, acknowledged.note.clone());
                let place = finder.locate(at, "", "");
                audit.acknowledged.push(Problem { place, ..problem });
            }
            Some(key) if keys.contains_key(key.as_str()) => {
                let problem = idle(key, &audit.open);
                let place = finder.locate(at, "finding", "");
                audit.open.push(Problem { place, ..problem });
            }
            Some(_) => {}
        }
    }
    audit
}

fn listed(acknowledged: &Acknowledged, what: String) -> Problem {
    let Acknowledged { finding, places, note } = acknowledged;
    let note = if finding.is_some() { note.as_str() } else { "" };
    Problem::new(Severity::Acknowledged, what, places.join(" ／ "), note)
}

/// An acknowledgement of something that is not found, or no longer.
fn idle(key: &str, open: &[Problem]) -> Problem {
    let near = nearest(key, open.iter().filter_map(|problem| problem.key.as_deref()));
    let maybe = near.map_or_else(String::new, |near| {
        format!("もしかして `{near}` のことですか。そうであれば書き直してください。")
    });
    Problem::new(
        Severity::Warning,
        format!("確認済みとされた指摘 `{key}` は、いまの点検では見つかりません。"),
        "この確認は、どの指摘にも使われていません。記録はそのまま使えます。",
        format!(
            "{maybe}資料や記録が直されて指摘がなくなったのであれば、この確認を消してください。\
             読み込めていないファイルがあるときは、先にそちらを直してください。"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::super::super::{audit, load_texts};

    const WRONG: &str = r#"Claims(source: "s", claims: [
        Claim(place: "1", text: "35百万円", figures: [Figure(printed: "35百万円", equals: Same("36百万円"))]),
    ])"#;
    const MOVED: &str = r#"// 移した
    Claims(source: "s", claims: [
        Claim(place: "0", text: "2件", figures: [Figure(printed: "2件", equals: Same("2件"))]),

        Claim(
            place: "1",
            text: "35百万円",
            figures: [Figure(printed: "35百万円", equals: Same("36百万円"))],
        ),
    ])"#;
    const KNOWN: &str = r#"Acknowledged(findings: [
        Acknowledged(finding: "claims/s/1/35百万円", places: ["報告 1", "報告 9"], note: "原文どおり。"),
    ])"#;

    #[test]
    fn a_finding_is_acknowledged_wherever_its_record_stands() {
        for text in [WRONG, MOVED] {
            let found = |files: &[_]| audit(&load_texts(files).records);
            let open = found(&[("a.ron", text)]).open;
            assert_eq!(open[0].key.as_deref(), Some("claims/s/1/35百万円"));
            let audit = found(&[("a.ron", text), ("z.ron", KNOWN)]);
            assert_eq!((audit.open, audit.acknowledged.len()), (Vec::new(), 1));
        }
    }
}
