//! `shingi carry`: last year's programs, opinions and links on their way into the new year.

use std::collections::BTreeMap;

use super::{
    FINDINGS, FINE, act,
    args::{CarryArgs, CarryWhat},
    desk::{Desk, Outcome},
    name, print,
};
use crate::{
    analysis::{
        AS_LAST_YEAR, Apart, Carry, Council, Lost, Proposal, Unrelated, carries, continuations,
        lost, open_opinions, short_name,
    },
    domain::{Body, FiscalYear, Opinion, OpinionId, Relation, Succession},
    export::json,
    journal::{Relate, Saying},
    shell::{filing, office::Office, out},
    shown::shown,
    ui::{
        text::{pad, right},
        theme::Borders,
    },
};

/// How many characters of an opinion are shown.
const WORDS: usize = 28;

/// Shows or writes what is carried over.
pub fn run(desk: Desk<'_>, args: &CarryArgs) -> u8 {
    if let Some(CarryWhat::Opinions { from, to, write }) = &args.what {
        return opinions(desk, *from, to, write.as_deref());
    }
    let council = desk.council;
    let (carries, parted) = match parted(council, args) {
        Ok(found) => found,
        Err(why) => return act::refuse(&why),
    };
    if carries.is_empty() {
        return nothing(council, args.year);
    }
    if args.write.is_empty() && !args.all_certain {
        print(args.form.format, &json::carry(council, &carries), || {
            text(council, &carries, &parted)
        });
        let waits = carries.iter().any(|carry| carry.open().next().is_some());
        return if waits { FINDINGS } else { FINE };
    }
    let mut open = carries.iter().flat_map(|carry| carry.open().map(move |it| (carry.year, it)));
    let chosen: Vec<(FiscalYear, &Proposal)> = if args.all_certain {
        open.filter(|(_, it)| it.is_certain()).collect()
    } else {
        let open: BTreeMap<usize, _> = open.by_ref().map(|it| (it.1.number, it)).collect();
        let unknown: Vec<_> = (args.write.iter().filter(|number| !open.contains_key(number)))
            .map(usize::to_string)
            .collect();
        if !unknown.is_empty() {
            return act::refuse(&format!(
                "{}番の提案はありません。もう確かめたか、番号が違います。何も書いていません。\
                 shingi carry で番号を確かめてください。",
                unknown.join("番・")
            ));
        }
        // However often a number was typed.
        let wanted = open.into_iter().filter(|(number, _)| args.write.contains(number));
        wanted.map(|(_, found)| found).collect()
    };
    write(desk.office, council, &chosen)
}

/// The proposals, those parted that are to be parted.
fn parted(council: &Council, args: &CarryArgs) -> Result<(Vec<Carry>, Vec<Apart>), String> {
    let mut apart: Vec<Apart> = Vec::new();
    for number in &args.apart {
        let carries = carries(&council.records, args.year, &apart);
        let mut open = carries.iter().flat_map(Carry::open);
        let found = open.find(|it| it.number == *number);
        let pair = found.and_then(Proposal::farthest).ok_or_else(|| {
            format!("{number}番に、別の事業とみる二つの事業はありません。shingi carry で番号を確かめてください。")
        })?;
        apart.push(pair);
    }
    Ok((carries(&council.records, args.year, &apart), apart))
}

fn nothing(council: &Council, year: Option<FiscalYear>) -> u8 {
    let newest = council.newest_programs();
    let (what, code) = match (year, newest) {
        (Some(year), _) => (
            format!("{}か、その前の年度の事業の資料が、記録にありません。", year.japanese()),
            FINDINGS,
        ),
        (None, Some(newest)) => (
            format!(
                "引き継ぐものはありません。記録の最も新しい事業は{}で、前の{}の資料がありません。\
                 もっと前の年度と比べるには: shingi carry --year {newest}",
                newest.japanese(),
                newest.previous().japanese()
            ),
            FINE,
        ),
        (None, None) => ("記録に事業がありません。".to_owned(), FINDINGS),
    };
    if code == FINE {
        out::out(&what);
    } else {
        out::err(&what);
    }
    code
}

fn write(office: &Office, council: &Council, chosen: &[(FiscalYear, &Proposal)]) -> u8 {
    if chosen.is_empty() {
        out::out("書き込むものはありません。明記かほぼ確実な提案は残っていません。");
        return FINE;
    }
    let mut by_year: BTreeMap<FiscalYear, Vec<Succession>> = BTreeMap::new();
    for (year, proposal) in chosen {
        by_year.entry(*year).or_default().extend(proposal.successions.clone());
    }
    let lineage: Vec<_> = by_year.into_iter().collect();
    match filing::file_lineage(office, &lineage) {
        Err(problems) => {
            for problem in problems {
                out::err(&problem.to_string());
            }
            FINDINGS
        }
        Ok(edits) => {
            let lines = chosen.iter().map(|(_, it)| format!("  {}", one(council, it)));
            let files = edits.iter().map(|edit| edit.path.display().to_string());
            let files: Vec<_> = files.map(|path| shown(&path).into_owned()).collect();
            out::out(&format!(
                "系譜に書き込みました: {}件（{}）\n{}\n\
                 直すときは、このファイルの項目を書き直すか消してください。",
                chosen.len(),
                files.join("、"),
                lines.collect::<Vec<_>>().join("\n")
            ));
            FINE
        }
    }
}

/// `  12  改称  「旧」 → 「新」  おそらく`.
fn one(council: &Council, proposal: &Proposal) -> String {
    format!(
        "{}  {}  {}  {}",
        right(&proposal.number.to_string(), 4, Borders::Line),
        pad(proposal.kind.word(), 4, Borders::Line),
        shown(&proposal.line(&council.records)),
        proposal.certainty()
    )
}

fn text(council: &Council, carries: &[Carry], parted: &[Apart]) -> String {
    let mut lines = Vec::new();
    for carry in carries {
        let issuer = match carry.body {
            Body::City => "市",
            Body::Prefecture => "県",
        };
        let open: Vec<_> = carry.open().collect();
        lines.push(format!(
            "{}への引き継ぎ（{issuer}の事業、{}の資料と比べる）",
            carry.year.japanese(),
            carry.before.japanese()
        ));
        lines.push(format!(
            "確かめるもの {}件（ほかに 同じ事業 {}件、系譜に記載 {}件）",
            open.len(),
            carry.proposals.len() - open.len(),
            carry.told.len()
        ));
        for proposal in &open {
            lines.push(one(council, proposal));
            lines.push(format!("            {}", shown(&proposal.reason())));
        }
        lines.extend(unlike(council, carry));
        let lost = lost(council, carry);
        lines.push(format!("なくなるもの {}件（対応付けがあり、後を継ぐ事業がない）", lost.len()));
        lines.extend(lost.iter().map(|it| lost_line(council, it)));
    }
    let newest = carries.iter().map(|carry| carry.year).max();
    let open = newest.map(|year| open_opinions(council, year)).unwrap_or_default();
    lines.push(format!(
        "まだ引き継いでいない前の年度の意見 {}件（未回答か、進捗が途中）",
        open.len()
    ));
    lines.extend(open.iter().map(|row| opinion_line(&council.records.opinions[*row])));
    let areas = council.unrenewed_by_area();
    lines.push(format!("{AS_LAST_YEAR}の対応付け {}件", council.unrenewed.len()));
    for (area, pairs) in &areas {
        let area = area.as_ref().and_then(|id| council.records.area(id));
        let (label, name) = area.map_or(("その他", String::new()), |area| {
            (area.label.as_str(), format!("{} ", area.title))
        });
        lines.push(format!(
            "  {} {}{}件  まとめて再確認: shingi confirm --area {}",
            shown(label),
            shown(&name),
            pairs.len(),
            shown(label)
        ));
    }
    if carries.iter().any(|carry| carry.open().next().is_some()) {
        let again = if parted.is_empty() { "" } else { "--apart はそのままにして、" };
        lines.push(format!(
            "書き込むには、{again}--write 番号... か --all-certain を付けてください。\
             番号は、書き込んでも変わりません。"
        ));
    }
    lines.join("\n")
}

/// What is not decided because the documents differ in kind; those with links by name.
fn unlike(council: &Council, carry: &Carry) -> Vec<String> {
    if carry.unlike.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![format!(
        "判断しないもの {}件（予算額を載せる資料と載せない資料で、種類が違うため、\
         載っていなくても終了や新規とはいえない。対応付けのあるものだけを挙げる）",
        carry.unlike.len()
    )];
    let linked = carry.unlike.iter().filter(|id| council.ties_to(id).any(|tie| !tie.is_draft()));
    lines.extend(linked.map(|id| {
        shown(&format!("  「{}」", short_name(council.records.program_name(id)))).into_owned()
    }));
    lines
}

fn lost_line(council: &Council, lost: &Lost) -> String {
    let labels = |ids: &[OpinionId]| {
        ids.iter().map(|id| council.records.label(id)).collect::<Vec<_>>().join("、")
    };
    let alone = if lost.alone.is_empty() {
        String::new()
    } else {
        format!("（ほかに応える事業なし: {}）", labels(&lost.alone))
    };
    let told = if lost.told { "終了" } else { "終了の提案" };
    let program = short_name(council.records.program_name(&lost.program));
    shown(&format!("  「{program}」 {told}  意見 {}{alone}", labels(&lost.opinions))).into_owned()
}

fn opinion_line(opinion: &Opinion) -> String {
    let mut words: String = opinion.text.chars().take(WORDS).collect();
    if words.len() < opinion.text.len() {
        words.push('…');
    }
    format!("  {}{}", pad(&shown(&opinion.short()), 12, Borders::Line), shown(&words))
}

/// Shows which new opinions go on with open ones, or says so.
fn opinions(mut desk: Desk<'_>, from: FiscalYear, to: &str, write: Option<&[usize]>) -> u8 {
    let council = desk.council;
    let session = match name::session(council, to) {
        Ok(session) => session,
        Err(why) => return act::refuse(&why),
    };
    let rows = council.records.opinions_of(&session.id);
    let of_session = || rows.iter().map(|row| &council.records.opinions[*row]);
    if of_session().all(|opinion| opinion.fiscal_year <= from) {
        return act::refuse(&format!(
            "「{}」に、{}より後の意見はありません。",
            shown(&session.title),
            from.japanese()
        ));
    }
    let place = |id: &OpinionId| of_session().position(|it| it.id == *id).map_or(0, |at| at + 1);
    let found: Vec<_> = (continuations(council, from, of_session()).into_iter())
        .map(|it| (place(&it.opinion), it))
        .collect();
    let Some(numbers) = write else {
        let label = |id: &OpinionId| shown(&council.records.label(id)).into_owned();
        let mut lines =
            vec![format!("継承の候補 {}件（{}の途中の意見と似たもの）", found.len(), from)];
        for (number, it) in &found {
            let number = right(&number.to_string(), 4, Borders::Line);
            lines.push(format!("{number}  {} は {} を継承", label(&it.opinion), label(&it.other)));
            lines.push(format!("      {}", shown(&it.reason)));
        }
        if found.is_empty() {
            out::out(&lines.join("\n"));
            return FINE;
        }
        lines.push(
            "書くには、同じコマンドに --write か --write 番号... を付けてください。".to_owned(),
        );
        out::out(&lines.join("\n"));
        return FINDINGS;
    };
    if let Some(unknown) = numbers.iter().find(|n| found.iter().all(|(number, _)| number != *n)) {
        return act::refuse(&format!(
            "{unknown}番の候補はありません。何も書いていません。--write を外すと候補が出ます。"
        ));
    }
    let (mut sayings, mut outcomes): (Vec<Saying>, Vec<Outcome>) = (Vec::new(), Vec::new());
    for (_, it) in found.iter().filter(|(n, _)| numbers.is_empty() || numbers.contains(n)) {
        let relate = Relate {
            opinion: it.opinion.clone(),
            other: it.other.clone(),
            relation: Relation::Continues,
            note: it.reason.clone(),
        };
        let on = council.records.label(&it.opinion);
        match council.relate(&desk.office.person, &relate) {
            Ok(said) => {
                let now = format!("{} {}", Relation::Continues, council.records.label(&it.other));
                outcomes.push(Outcome { on, now, changed: !said.is_empty() });
                sayings.extend(said);
            }
            Err(Unrelated::Itself | Unrelated::Round(_)) => {
                return act::refuse(&format!(
                    "{} は、継承が一回りするので書けません。何も書いていません。",
                    shown(&on)
                ));
            }
        }
    }
    if outcomes.is_empty() {
        out::out("継承の候補はありません。");
        return FINE;
    }
    desk.save("意見の関係", &sayings, &outcomes)
}
