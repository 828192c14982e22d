//! Rows of a table as opinions.

use std::collections::HashSet;

use super::{
    Columns, Fault, Grid, Kind, Taken, Wish,
    areas::{is_other, named},
    grid::{Cell, Row},
};
use crate::{
    domain::{Area, FiscalYear, Opinion, Plan, SessionId},
    import::tidy::{squeezed, tidy},
    records::Records,
};

/// Reads the rows of a table as opinions. Areas and sessions are those of the record.
#[must_use]
pub fn opinions(grid: &Grid, columns: &Columns, wish: &Wish, records: &Records) -> Taken {
    let mut taken = Taken::default();
    let (areas, year) = areas_of(records, wish);
    if let (Some(column), Some(year)) = (columns.of("施策"), year.filter(|year| *year != wish.year))
    {
        let heading = columns.heading(column);
        taken.notes.push(format!("「{heading}」の列を{}の施策として読みます。", year.japanese()));
    }
    let mut labels = HashSet::new();
    for row in columns.rows(grid) {
        let reader = Reader { grid, columns, row, wish, records, areas: &areas };
        match reader.opinion() {
            Ok(opinion) if labels.insert(opinion.label.clone()) => taken.opinions.push(opinion),
            Ok(opinion) => {
                let column = columns.of("番号").unwrap_or_default();
                let what = format!("番号「{}」の意見が二つあります。", opinion.label);
                taken.faults.push(grid.fault(row, column, what));
            }
            Err(faults) => taken.faults.extend(faults),
        }
    }
    taken
}

/// The areas that opinions of a year speak of: those of the city's plan of the year, else of its
/// newest before; and the year of that plan.
fn areas_of<'a>(records: &'a Records, wish: &Wish) -> (Vec<&'a Area>, Option<FiscalYear>) {
    let of_city = |plan: &Plan| {
        let source = records.source(&plan.source)?;
        source.issuer.ends_with('市').then_some(source.fiscal_year)
    };
    let newest = records.plans.iter().filter_map(of_city).filter(|it| *it <= wish.year).max();
    let plans = records.plans.iter().filter(|plan| newest.is_some() && of_city(plan) == newest);
    (plans.flat_map(|plan| &plan.areas).collect(), newest)
}

struct Reader<'a> {
    grid: &'a Grid,
    columns: &'a Columns,
    row: &'a Row,
    wish: &'a Wish,
    records: &'a Records,
    areas: &'a [&'a Area],
}

impl Reader<'_> {
    fn opinion(&self) -> Result<Opinion, Vec<Fault>> {
        let mut faults = Vec::new();
        for (_, column) in &self.columns.chosen {
            if let Some(Cell::Error(error)) = self.row.cells.get(*column) {
                faults.push(self.grid.fault(
                    self.row,
                    *column,
                    format!("式の誤り（{error}）です。"),
                ));
            }
        }
        for field in Kind::Opinions.fields().iter().filter(|field| field.required) {
            let column = self.columns.of(field.name).unwrap_or_default();
            if self.row.text(column).is_empty() {
                let what = format!("{}がありません。要らない行なら消してください。", field.name);
                faults.push(self.grid.fault(self.row, column, what));
            }
        }
        let area = match self.filled("施策") {
            Some((column, cell)) if !is_other(cell) => {
                let found = named(self.areas, cell);
                if found.is_none() {
                    let what = format!(
                        "「{cell}」にあたる施策が、記録に一つだけではありません。施策の名か番号で\
                         書くか、施策の列を --map 施策= で外してください。"
                    );
                    faults.push(self.grid.fault(self.row, column, what));
                }
                found.cloned()
            }
            _ => None,
        };
        let session = self.filled("会議").and_then(|(column, cell)| {
            let found = self.session(cell);
            if found.is_none() {
                let year = self.wish.year.japanese();
                let what = format!("「{cell}」にあたる{year}の会議が記録にありません。");
                faults.push(self.grid.fault(self.row, column, what));
            }
            found
        });
        if !faults.is_empty() {
            return Err(faults);
        }
        let text = |field: &str| self.filled(field).map(|(_, cell)| cell.to_owned());
        let label = tidy(&text("番号").unwrap_or_default());
        let paragraphs = text("意見").unwrap_or_default();
        let paragraphs: Vec<String> =
            paragraphs.lines().map(tidy).filter(|it| !it.is_empty()).collect();
        Ok(Opinion {
            id: format!("{}/{label}", self.wish.prefix).into(),
            source: self.wish.source.clone(),
            fiscal_year: self.wish.year,
            label,
            heading: tidy(&text("見出し").unwrap_or_default()),
            area,
            text: paragraphs.join("\n"),
            sessions: session.into_iter().collect(),
            entered: None,
            source_note: None,
        })
    }

    fn filled(&self, field: &str) -> Option<(usize, &str)> {
        let column = self.columns.of(field)?;
        Some((column, self.row.text(column))).filter(|(_, cell)| !cell.is_empty())
    }

    /// The session of the year that a cell names: `第1回`, `1`, its title.
    fn session(&self, cell: &str) -> Option<SessionId> {
        let key = squeezed(cell);
        let number = key.trim_start_matches('第').trim_end_matches('回').parse::<u32>().ok();
        let mut found = self.records.sessions.iter().filter(|session| {
            session.fiscal_year == self.wish.year
                && (number == Some(session.number) || squeezed(&session.title) == key)
        });
        match (found.next(), found.next()) {
            (Some(session), None) => Some(session.id.clone()),
            _ => None,
        }
    }
}
