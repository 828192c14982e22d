//! Bars in SVG. Whoever cannot see them hears the same figures.

use std::fmt::Write as _;

use super::escaped;
use crate::{
    domain::ThousandYen,
    export::report::{Chart, Series},
};

/// From dark to light: they differ in print without colour too.
const SHADES: [&str; 5] = ["#1f4e79", "#4a8ac4", "#9cc2e5", "#dce9f5", "#ffffff"];
const EDGE: &str = "#1f4e79";

const WIDTH: i64 = 960;
/// Where the figures stand, right of the longest bar.
const BAR: i64 = 680;
const THICK: i64 = 16;
const LINE: i64 = 20;

/// A chart with its caption.
pub fn figure(id: &str, chart: &Chart) -> String {
    let title = escaped(&chart.title);
    let longest = chart.rows.iter().map(|(_, figures)| extent(chart, figures)).max().unwrap_or(0);
    let mut body = String::new();
    let mut y = LINE + 10;
    legend(&mut body, &chart.series);
    for (name, figures) in &chart.rows {
        // Writing to a String cannot fail.
        let _ = writeln!(body, "<text x=\"0\" y=\"{}\">{}</text>", y + 14, escaped(name));
        y += LINE;
        y = if chart.stacked {
            stacked(&mut body, chart, figures, y, longest)
        } else {
            beside(&mut body, chart, figures, y, longest)
        };
        y += 8;
    }
    let note = escaped(&chart.note);
    let said = escaped(&spoken(chart)).into_owned();
    format!(
        "<figure>\n\
         <svg role=\"img\" aria-labelledby=\"{id}t {id}d\" viewBox=\"0 0 {WIDTH} {y}\">\n<title id=\"{id}t\">{title}</title>\n\
         <desc id=\"{id}d\">{said}</desc>\n<g aria-hidden=\"true\">\n{body}</g>\n</svg>\n\
         <figcaption>{note}</figcaption>\n</figure>\n"
    )
}

fn extent(chart: &Chart, figures: &[Option<i64>]) -> i64 {
    let printed = figures.iter().flatten().copied().map(|figure| figure.max(0));
    if chart.stacked { printed.fold(0, i64::saturating_add) } else { printed.max().unwrap_or(0) }
}

fn shade(series: &Series) -> &'static str {
    SHADES.get(series.shade).copied().unwrap_or(SHADES[0])
}

fn legend(body: &mut String, series: &[Series]) {
    let mut x = 0;
    for series in series {
        let _ = writeln!(
            body,
            "<rect x=\"{x}\" y=\"2\" width=\"14\" height=\"14\" fill=\"{}\" stroke=\"{EDGE}\"/>\
             <text x=\"{}\" y=\"14\">{}</text>",
            shade(series),
            x + 20,
            escaped(&series.name)
        );
        let letters = i64::try_from(series.name.chars().count()).unwrap_or(0);
        x += 44 + letters * 14;
    }
}

fn length(figure: i64, longest: i64) -> i64 {
    let scaled = i128::from(figure.max(0)) * i128::from(BAR) / i128::from(longest.max(1));
    i64::try_from(scaled).unwrap_or(BAR)
}

fn bar(body: &mut String, (x, y): (i64, i64), width: i64, series: &Series) {
    let fill = shade(series);
    let _ = writeln!(
        body,
        "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{THICK}\" fill=\"{fill}\" \
         stroke=\"{EDGE}\"/>"
    );
}

fn stacked(body: &mut String, chart: &Chart, figures: &[Option<i64>], y: i64, longest: i64) -> i64 {
    let (mut x, mut sum) = (0, 0_i64);
    for (series, figure) in chart.series.iter().zip(figures) {
        let figure = figure.unwrap_or(0);
        let end = length(sum.saturating_add(figure), longest);
        if figure > 0 {
            bar(body, (x, y), end - x, series);
        }
        (x, sum) = (end, sum.saturating_add(figure));
    }
    let counts: Vec<_> = figures.iter().map(|figure| words(*figure)).collect();
    let label = format!("{} ／ {sum}{}", counts.join("・"), chart.unit);
    let _ = writeln!(body, "<text x=\"{}\" y=\"{}\">{label}</text>", x + 8, y + 13);
    y + THICK + 4
}

fn beside(
    body: &mut String,
    chart: &Chart,
    figures: &[Option<i64>],
    top: i64,
    longest: i64,
) -> i64 {
    let mut y = top;
    for (series, figure) in chart.series.iter().zip(figures) {
        let width = figure.map_or(0, |figure| length(figure, longest));
        if figure.is_some() {
            bar(body, (0, y), width, series);
        }
        let label = match figure {
            Some(_) => format!("{}{}", words(*figure), chart.unit),
            None => words(*figure),
        };
        let _ = writeln!(body, "<text x=\"{}\" y=\"{}\">{label}</text>", width + 8, y + 13);
        y += THICK + 2;
    }
    y + 2
}

fn words(figure: Option<i64>) -> String {
    figure.map_or_else(|| "記載なし".to_owned(), |figure| ThousandYen(figure).to_string())
}

/// The figures in a sentence a row.
fn spoken(chart: &Chart) -> String {
    let row = |(name, figures): &(String, Vec<Option<i64>>)| {
        let named = chart.series.iter().zip(figures).map(|(series, figure)| {
            let unit = if figure.is_some() { chart.unit } else { "" };
            format!("{} {}{unit}", series.name, words(*figure))
        });
        format!("{name}: {}。", named.collect::<Vec<_>>().join("、"))
    };
    chart.rows.iter().map(row).collect()
}
