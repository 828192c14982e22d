//! Numbers in words, with their units: `80.4パーセント`, `0.6ポイントの低下`, `22,581千円`,
//! `448億8,800万円`, `３万人`.

use super::{Unit, plain::plain};

/// A number as it is printed. Everything is held in thousandths, and money in thousandths of a
/// yen, so that units can be compared without a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    value: i128,
    /// What the last printed place is worth: a printed number is no more precise than that.
    step: i128,
    /// What one of its unit is worth: a million yen for 百万円.
    one: i128,
    /// Absent where no unit is printed: then that of the figure beside it is meant.
    unit: Option<Unit>,
}

/// One in thousandths.
const ONE: i128 = 1_000;

/// Numbers of more digits are not figures of a budget.
const DIGITS: usize = 15;

impl Number {
    /// The first number in some words.
    pub(super) fn read(words: &str) -> Option<Self> {
        let words = plain(words);
        let start = words.find(|c: char| c.is_ascii_digit())?;
        let mut number = Self { value: 0, step: ONE, one: ONE, unit: None };
        let mut rest = &words[start..];
        // 448億8,800万: each part with a scale of its own.
        while rest.starts_with(|c: char| c.is_ascii_digit()) {
            let (digits, behind) = split_at(rest, |c| matches!(c, '0'..='9' | ',' | '.'));
            let figures = digits.trim_end_matches([',', '.']);
            let (scales, behind) = split_at(behind, |c| scale(c).is_some());
            let one = ONE * scales.chars().filter_map(scale).product::<i128>();
            let (value, step) = decimal(figures, one)?;
            number = Self { value: number.value + value, step, one, ..number };
            rest = behind;
            if scales.is_empty() || figures.len() < digits.len() {
                break;
            }
        }
        number.unit = Unit::named(rest);
        let falls = words[..start].ends_with(['△', '▲', '-', '−'])
            || ["低下", "減少", "下降", "縮小"].iter().any(|word| rest.contains(word));
        Some(if falls { Self { value: -number.value, ..number } } else { number })
    }

    /// A figure that the record holds.
    pub(super) fn held(figure: i128, unit: Unit) -> Self {
        let one = match unit {
            Unit::Count => ONE,
            Unit::Yen => 1_000 * ONE,
            Unit::Percent | Unit::Points => ONE / 10,
        };
        Self { value: figure * one, step: one, one, unit: Some(unit) }
    }

    /// The sum of some numbers; `None` where they count different things.
    pub(super) fn sum(numbers: &[Self]) -> Option<Self> {
        let with_unit = numbers.iter().find(|number| number.unit.is_some());
        let model = *with_unit.or_else(|| numbers.first())?;
        let mut sum = Self { value: 0, ..model };
        for number in numbers.iter().map(|number| number.beside(model)) {
            if !number.is_like(model) {
                return None;
            }
            sum = Self { value: sum.value + number.value, step: sum.step.min(number.step), ..sum };
        }
        Some(sum)
    }

    /// What a product begins with.
    pub(super) const ONCE: Self = Self { value: ONE, step: 1, one: ONE, unit: None };

    /// The number times the first number or fraction in some words: `4者`, `国1/2`.
    pub(super) fn times(self, words: &str) -> Option<Self> {
        let words = plain(words);
        if let Some((above, below)) = fraction(&words) {
            return Some(Self { value: self.value.checked_mul(above)? / below, ..self });
        }
        let factor = Self::read(&words)?;
        let value = self.value.checked_mul(factor.value)? / ONE;
        // 1,500千円 times 4者 is money.
        let model =
            if self.unit == Some(Unit::Yen) || factor.unit.is_none() { self } else { factor };
        Some(Self { value, step: 1, ..model })
    }

    pub(super) fn negative(self) -> Self {
        Self { value: -self.value, ..self }
    }

    /// The share of this number in a whole, in percent; `None` where there is none.
    pub(super) fn share_of(self, whole: Self) -> Option<Self> {
        let part = self.beside(whole);
        if !part.is_like(whole) || whole.value <= 0 {
            return None;
        }
        // Cut off, not rounded: it is rounded once, to what is printed.
        let value = part.value.checked_mul(100 * ONE)? / whole.value;
        Some(Self { value, step: 1, one: ONE, unit: Some(Unit::Percent) })
    }

    /// How many it is from one number to another, both counted.
    pub(super) fn span(first: Self, last: Self) -> Option<Self> {
        let once = Self { step: ONE, ..Self::ONCE };
        Self::sum(&[last, first.negative(), once])
    }

    /// Whether two numbers count the same kind of thing, or one of them does not say what.
    pub(super) fn is_like(self, other: Self) -> bool {
        let rate = |unit| matches!(unit, Unit::Percent | Unit::Points);
        match (self.unit, other.unit) {
            (Some(unit), Some(other)) => unit == other || rate(unit) && rate(other),
            _ => true,
        }
    }

    /// The same number with the unit of the one beside it, where it has none of its own.
    pub(super) fn beside(self, other: Self) -> Self {
        if self.unit.is_some() || other.unit.is_none() {
            return self;
        }
        let scale = |figure: i128| figure * other.one / ONE;
        Self { value: scale(self.value), step: scale(self.step), one: other.one, unit: other.unit }
    }

    /// Whether this number, as it is printed, says what was computed: exactly, where it is printed
    /// as precisely; else rounded to its last place.
    pub(super) fn says(self, computed: Self) -> bool {
        let (printed, computed) = (self.beside(computed), computed.beside(self));
        if printed.step <= computed.step {
            printed.value == computed.value
        } else {
            printed.value == half_up(computed.value, printed.step)
        }
    }

    /// Whether this number is another one brought to a unit, rounded half up or cut off: documents
    /// do either.
    pub(super) fn is_rounded(self, exact: Self, unit: Self) -> bool {
        let exact = exact.beside(self);
        let step = self.step_in(unit);
        let value = self.beside(exact).value;
        value == half_up(exact.value, step) || value == exact.value / step * step
    }

    /// Another number brought to a unit, rounded half up, as finely as this one is printed.
    pub(super) fn rounded(self, exact: Self, unit: Self) -> Self {
        let step = self.step_in(unit);
        let value = half_up(exact.beside(self).value, step);
        Self { value, step, ..unit }
    }

    /// How finely this number is printed, if it was brought to a unit: `8.9百万円` more finely than
    /// the unit says, `1,700件` as 百件 no more finely.
    fn step_in(self, unit: Self) -> i128 {
        let finer = self.step < self.one || self.value % unit.one != 0;
        (if finer { self.step.min(unit.one) } else { unit.one }).max(1)
    }

    /// A unit alone: `百万円`, `%`. One of it.
    pub(super) fn unit(words: &str) -> Option<Self> {
        let words = plain(words);
        if words.is_empty() {
            return None;
        }
        let one = if words.starts_with(|c: char| c.is_ascii_digit()) {
            Self::read(&words)?
        } else {
            Self::read(&format!("1{words}"))?
        };
        // The tenth in `0.1%` is what counts, not the 1%.
        (one.value > 0).then_some(Self { one: one.value, step: one.value, ..one })
    }

    /// The number as a finding shows it: money in 千円, or in 円 where it is no whole 千円.
    pub(super) fn shown(self) -> String {
        match self.unit {
            Some(Unit::Yen) if self.value % (1_000 * ONE) == 0 => {
                Unit::Yen.show(self.value / (1_000 * ONE))
            }
            Some(Unit::Yen) => format!("{}円", Unit::Count.show(self.value / ONE)),
            Some(unit @ (Unit::Percent | Unit::Points)) => unit.show(self.value * 10 / ONE),
            Some(Unit::Count) | None => self.shown_in(Self { one: ONE, ..self }, ""),
        }
    }

    /// The number in a unit, with the unit's name behind it.
    pub(super) fn shown_in(self, unit: Self, name: &str) -> String {
        let thousandths = self.value * ONE / unit.one;
        let whole = Unit::Count.show(thousandths / ONE);
        let decimals = format!("{:03}", (thousandths % ONE).abs());
        match decimals.trim_end_matches('0') {
            "" => format!("{whole}{name}"),
            decimals => format!("{whole}.{decimals}{name}"),
        }
    }
}

/// Rounded to a multiple of the step, half away from zero.
fn half_up(value: i128, step: i128) -> i128 {
    (2 * value.abs() + step) / (2 * step) * step * value.signum()
}

/// A fraction in words: what stands above and below the stroke.
fn fraction(words: &str) -> Option<(i128, i128)> {
    let (above, below) = words.split_once('/')?;
    let start = above.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (below, _) = split_at(below, |c| c.is_ascii_digit());
    let (above, below) = (above[start..].parse().ok()?, below.parse().ok()?);
    (below != 0).then_some((above, below))
}

fn split_at(text: &str, belongs: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(|c| !belongs(c)).unwrap_or(text.len()))
}

fn scale(c: char) -> Option<i128> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1_000,
        '万' => 10_000,
        '億' => 100_000_000,
        '兆' => 1_000_000_000_000,
        _ => return None,
    })
}

/// Value and last place of figures in a unit.
fn decimal(figures: &str, one: i128) -> Option<(i128, i128)> {
    let figures = figures.replace(',', "");
    let (whole, decimals) = figures.split_once('.').unwrap_or((&figures, ""));
    if whole.len() + decimals.len() > DIGITS {
        return None;
    }
    let digits: i128 = format!("{whole}{decimals}").parse().ok()?;
    let places = 10_i128.pow(u32::try_from(decimals.len()).ok()?);
    // More places than a thousandth of a yen or of a percent are not held.
    (one % places == 0).then_some((digits * (one / places), one / places))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::ThousandYen;

    #[test]
    fn numbers_are_read_with_their_units() {
        const YEN: i128 = ONE;
        for (words, value, step, unit) in [
            ("80.4パーセント", 80_400, 100, Some(Unit::Percent)),
            ("80.4％", 80_400, 100, Some(Unit::Percent)),
            ("0.6ポイントの低下", -600, 100, Some(Unit::Points)),
            ("０．２ポイントの上昇", 200, 100, Some(Unit::Points)),
            ("22,581千円", 22_581_000 * YEN, 1_000 * YEN, Some(Unit::Yen)),
            ("22,581,400円", 22_581_400 * YEN, YEN, Some(Unit::Yen)),
            ("300万円", 3_000_000 * YEN, 10_000 * YEN, Some(Unit::Yen)),
            ("３５百万円", 35_000_000 * YEN, 1_000_000 * YEN, Some(Unit::Yen)),
            ("8.9百万円", 8_900_000 * YEN, 100_000 * YEN, Some(Unit::Yen)),
            ("1.5億円", 150_000_000 * YEN, 10_000_000 * YEN, Some(Unit::Yen)),
            ("448億8,800万円", 44_888_000_000 * YEN, 10_000 * YEN, Some(Unit::Yen)),
            ("1億200万円", 102_000_000 * YEN, 10_000 * YEN, Some(Unit::Yen)),
            ("約2兆円規模", 2_000_000_000_000 * YEN, 1_000_000_000_000 * YEN, Some(Unit::Yen)),
            ("5,000千円（うち800千円）", 5_000_000 * YEN, 1_000 * YEN, Some(Unit::Yen)),
            ("負担金：2件", 2_000, ONE, Some(Unit::Count)),
            ("延べ 1，234 人", 1_234_000, ONE, Some(Unit::Count)),
            ("3万5千人", 35_000_000, 1_000_000, Some(Unit::Count)),
            ("27名（英語15名）", 27_000, ONE, Some(Unit::Count)),
            ("△25件", -25_000, ONE, Some(Unit::Count)),
            ("72,639", 72_639_000, ONE, None),
            ("3、4回", 3_000, ONE, None),
        ] {
            let number = Number::read(words).unwrap_or_else(|| panic!("{words}"));
            assert_eq!((number.value, number.step, number.unit), (value, step, unit), "{words}");
        }
        for words in ["多数", "", "1.2345%", "99999999999999999999円"] {
            assert_eq!(Number::read(words), None, "{words}");
        }
    }

    #[test]
    fn a_printed_number_says_what_it_is_precise_enough_for() {
        for (words, figure, unit, says) in [
            ("80.4パーセント", 804, Unit::Percent, true),
            ("80.4パーセント", 805, Unit::Percent, false),
            ("80パーセント", 804, Unit::Percent, true),
            ("80パーセント", 806, Unit::Percent, false),
            ("81パーセント", 805, Unit::Percent, true),
            ("0.6ポイントの低下", -6, Unit::Points, true),
            ("0.6ポイントの上昇", -6, Unit::Points, false),
            ("22,581千円", 22_581, Unit::Yen, true),
            ("22,581千円", 22_582, Unit::Yen, false),
            ("22,581", 22_581, Unit::Yen, true),
            ("22,581,000円", 22_581, Unit::Yen, true),
            ("1.5億円", 151_000, Unit::Yen, true),
            ("1.5億円", 156_000, Unit::Yen, false),
            ("448億8,800万円", 44_888_004, Unit::Yen, true),
            ("448億8,800万円", 44_888_006, Unit::Yen, false),
            ("2件", 3, Unit::Count, false),
        ] {
            let number = Number::read(words).unwrap();
            assert_eq!(number.says(Number::held(figure, unit)), says, "{words} {figure}");
        }
    }

    #[test]
    fn a_number_brought_to_a_unit_is_rounded_or_cut_off() {
        for (printed, exact, unit, expected) in [
            ("73百万円", "72,639千円", "百万円", true),
            ("72百万円", "72,639千円", "百万円", true),
            ("71百万円", "72,639千円", "百万円", false),
            ("72.6百万円", "72,639千円", "百万円", true),
            ("72.7百万円", "72,639千円", "百万円", false),
            ("9.0百万円", "8,700千円", "百万円", false),
            ("448億8,800万円", "44,888,004千円", "万円", true),
            ("449億円", "448億8,800万円", "億円", true),
            ("448億8,800万円", "44,898,000千円", "億円", false),
            ("1,700件", "1,673件", "百件", true),
            ("1,700件", "1,573件", "百件", false),
            ("80%", "80.4パーセント", "%", true),
            ("80.4%", "80.43%", "0.1%", true),
            ("73百万円", "72,639,000円", "百万円", true),
            ("△73百万円", "△72,639千円", "百万円", true),
        ] {
            let read = |words| Number::read(words).unwrap();
            let unit = Number::unit(unit).unwrap();
            assert_eq!(read(printed).is_rounded(read(exact), unit), expected, "{printed} {exact}");
        }
        assert_eq!(Number::unit(""), None);
        assert_eq!(Number::unit("0円"), None);
    }

    #[test]
    fn sums_may_mix_units_of_money_but_not_money_and_heads() {
        for (words, sum) in [
            (&["1億円", "200万円"][..], Some("102,000千円")),
            (&["52,000千円", "20,639"], Some("72,639千円")),
            (&["500円", "300円"], Some("800円")),
            (&["15名", "12名"], Some("27")),
            (&["1.5", "0.5"], Some("2")),
            (&["75.4%", "0.3ポイント"], Some("75.7%")),
            (&["15名", "12千円"], None),
            (&[], None),
        ] {
            let numbers: Vec<_> = words.iter().map(|word| Number::read(word).unwrap()).collect();
            assert_eq!(Number::sum(&numbers).map(Number::shown).as_deref(), sum, "{words:?}");
        }
    }

    #[test]
    fn products_shares_and_spans_are_exact_until_they_are_printed() {
        let product = |factors: &[&str]| {
            factors.iter().try_fold(Number::ONCE, |product, factor| product.times(factor))
        };
        for (factors, printed, says) in [
            (&["1,500千円", "4者"][..], "6,000千円", true),
            (&["4者", "1,500千円"], "6百万円", true),
            (&["20万円", "5事業者"], "100万円", true),
            (&["20万円", "5事業者"], "101万円", false),
            (&["10,000千円", "1／2"], "5,000千円", true),
            (&["1.4百万円", "国1/2"], "0.7百万円", true),
            (&["7.5百万円", "10/10"], "7.5百万円", true),
            (&["200千円／件", "2件"], "400千円", true),
            (&["12人", "2"], "24人", true),
        ] {
            let computed = product(factors).unwrap();
            assert!(computed.unit.is_some(), "{factors:?}");
            assert_eq!(Number::read(printed).unwrap().says(computed), says, "{factors:?}");
        }
        assert_eq!(product(&["7.5百万円", "多数"]), None);
        assert_eq!(product(&["999,999,999,999兆円", "999,999,999,999兆円"]), None);
        for (part, whole, printed) in [
            ("4,375者", "77,119者", Some("5.7％")),
            ("4,375", "77,119者", Some("5.67%")),
            ("1件", "16件", Some("6.3%")),
            ("1件", "0件", None),
            ("1件", "16千円", None),
        ] {
            let share = Number::read(part).unwrap().share_of(Number::read(whole).unwrap());
            assert_eq!(share.is_some(), printed.is_some(), "{part} {whole}");
            if let Some(printed) = printed {
                assert!(Number::read(printed).unwrap().says(share.unwrap()), "{part} {whole}");
            }
        }
        for (first, last, printed, says) in
            [("令和7", "9年度", "3年間", true), ("令和7", "9年度", "2年間", false)]
        {
            let read = |words| Number::read(words).unwrap();
            let span = Number::span(read(first), read(last)).unwrap();
            assert_eq!(read(printed).says(span), says, "{printed}");
        }
    }

    proptest! {
        #[test]
        fn an_amount_is_the_same_in_every_unit(thousand in 1..10_000_000_i64) {
            let amount = Number::held(i128::from(thousand), Unit::Yen);
            let shown = ThousandYen(thousand);
            for words in [
                format!("{shown}千円"),
                format!("{shown},000円"),
                format!("{}.{:03}百万円", ThousandYen(thousand / 1_000), thousand % 1_000),
                format!("{}億{}千円", thousand / 100_000, thousand % 100_000),
            ] {
                let number = Number::read(&words).unwrap();
                prop_assert_eq!(number.value, amount.value, "{}", words);
                prop_assert!(number.says(amount) && number.is_rounded(amount, number));
            }
        }

        #[test]
        fn any_words_are_read_calmly(words in r"([0-9０-９,.．，億万千百円件%△（）(]|\PC){0,40}") {
            if let Some(number) = Number::read(&words) {
                prop_assert!(number.step > 0);
                let _ = number.times(&words);
                let _ = (number.shown(), number.is_rounded(number, number), number.says(number));
            }
            let _ = Number::unit(&words);
        }
    }
}
