use crate::{
    analysis::Council,
    journal::Journal,
    records::{SHIPPED, record_files, load_texts},
};

#[test]
fn look() {
    let loaded = load_texts(&record_files());
    let _ = SHIPPED;
    let council = Council::new(loaded, Journal::default());
    for (row, opinion) in council.records.opinions.iter().enumerate() {
        println!("## {} {}", opinion.id, opinion.text);
        for c in council.programs_for(&opinion.id).into_iter().take(6) {
            println!("  {:.3} {} {:?}", c.score, council.records.programs[c.row].id, council.reasons(row, c.row));
        }
        for c in council.alike(&opinion.id).into_iter().take(2) {
            println!("  ~ {:.3} {}", c.score, council.records.opinions[c.row].id);
        }
    }
}
