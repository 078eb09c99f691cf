//! Checks figures: the value of this year, what it is compared with, and whether they agree.

use rust_decimal::Decimal;

use super::parts::{LAST, PLAN, RATE, TOTAL};
use super::plausibility;
use super::values::Values;
use crate::diagnostic::{Diagnostic, Location, Message};
use crate::figure::{Amount, Basis, Figure, FigureError, Measure, Unit, is_plain, parse_rate};
use crate::numeral::half_width;
use crate::schema::{Compare, FieldKind};
use crate::yaml::{Node, Value};

impl Values<'_> {
    /// A figure: a plain value, or a map of this year's value and what it is compared with.
    pub(super) fn measure(&mut self, node: &Node) -> Option<Measure> {
        let FieldKind::Figure {
            unit,
            basis,
            compare,
            range,
            ratio,
            ..
        } = &self.field.kind
        else {
            return None;
        };
        let keys: Vec<&str> = Compare::ALL.iter().map(|(_, key)| *key).collect();
        let faults_before = self.count_errors();
        if let Value::Map(entries) = &node.value {
            self.keys(entries, &[&["本年", "增速"], keys.as_slice()].concat());
        }
        let current = match &node.value {
            Value::Map(_) => node.get("本年").filter(|value| !value.is_empty()),
            _ => Some(node),
        };
        let Some(current) = current else {
            if self.count_errors() > faults_before {
                // A part under a name nobody knows may be the one that is missing.
                return None;
            }
            self.fault(&node.location, "figure.no-current", &[], self.example());
            return None;
        };
        let of = |values: &mut Self, key: &str| {
            let node = node.get(key).filter(|value| !value.is_empty())?;
            values.figure(node, unit.as_ref())
        };
        let figure = self.figure(current, unit.as_ref())?;
        self.in_range(&figure, *range, &current.location);
        if *ratio {
            self.ratio(&figure, &current.location);
        } else if matches!(figure.amount, Amount::Ratio(_)) && unit.is_some() {
            // 1:30 is a time of day, and no ratio is counted in 万元.
            let words = current.scalar().unwrap_or_default();
            let hint = self
                .example()
                .unwrap_or_else(|| Message::plain("figure.hint"));
            let args = [("value", words)];
            self.fault(&current.location, "figure.shape", &args, Some(hint));
        }
        let measure = Measure {
            last: self.last(node, &figure, unit.as_ref()),
            plan: of(self, PLAN),
            total: of(self, TOTAL),
            rate: self.rate(node),
            basis: *basis,
            current: figure,
        };
        let typed = current.scalar().unwrap_or_default();
        let mut doubts = plausibility::doubts(self.field, &measure, typed, &current.location);
        if let Some(node) = node.get(RATE) {
            doubts.extend(plausibility::rate_doubt(self.field, &measure, node));
        }
        self.faults.extend(doubts);
        if self.count_errors() == faults_before {
            self.complete(&measure, compare, node);
        }
        self.contradiction(&measure, node);
        Some(measure)
    }

    fn count_errors(&self) -> usize {
        self.faults.iter().filter(|fault| fault.is_error()).count()
    }

    /// Last year's value. A bare number with a sign is refused: beside 16.2亿元, +10.3 is a rate
    /// without its %, or what was added.
    ///
    /// Must not refuse -3亿元, a loss, nor -3 beside another loss.
    fn last(&mut self, node: &Node, current: &Figure, unit: Option<&Unit>) -> Option<Figure> {
        let node = node.get(LAST).filter(|value| !value.is_empty())?;
        let typed = half_width(node.scalar().unwrap_or_default().trim());
        let is_loss = current
            .value()
            .is_some_and(|value| value.is_sign_negative());
        let is_bare = typed
            .parse::<Figure>()
            .is_ok_and(|figure| figure.unit.is_none());
        let is_added = typed.starts_with('+');
        let is_taken_off = typed.starts_with(['-', '\u{2212}']) && is_bare && !is_loss;
        if is_added || is_taken_off {
            let since = self.field.since().to_owned();
            let args = [("value", &*typed), ("since", &since)];
            let hint = Message::new("figure.signed.hint", args);
            self.fault(&node.location, "figure.signed", &args, Some(hint));
            return None;
        }
        self.figure(node, unit)
    }

    fn figure(&mut self, node: &Node, unit: Option<&Unit>) -> Option<Figure> {
        let words = self.words(node)?;
        match Figure::parse_in(&words, unit) {
            Ok(figure) => {
                self.report_counter(&words, &figure, unit, &node.location);
                if figure.is_blank() {
                    let message = Message::new(
                        "figure.blank",
                        [("field", self.field.name.as_str()), ("value", &words)],
                    );
                    let fault = Diagnostic::warning(Some(node.location.clone()), message);
                    self.faults
                        .push(fault.hint(Message::plain("figure.blank.hint")));
                }
                Some(figure)
            }
            Err(error) => {
                self.figure_fault(&words, &error, unit, &node.location);
                None
            }
        }
    }

    /// Reports that another counter was taken for the unit of the field: 86户 for 86家次.
    fn report_counter(
        &mut self,
        words: &str,
        figure: &Figure,
        unit: Option<&Unit>,
        location: &Location,
    ) {
        let Some(unit) = unit.filter(|unit| !is_plain(words, Some(unit))) else {
            return;
        };
        let typed = words.parse::<Figure>().ok().and_then(|figure| figure.unit);
        let is_other = |typed: &Unit| !typed.root().is_empty() && !typed.converts_to(unit);
        if typed.as_ref().is_some_and(is_other) {
            let args = [("value", words), ("figure", &*figure.to_string())];
            self.advise(location, "figure.counter", &args);
        }
    }

    fn figure_fault(
        &mut self,
        words: &str,
        error: &FigureError,
        unit: Option<&Unit>,
        location: &Location,
    ) {
        let wanted = unit.map_or_else(String::new, ToString::to_string);
        let args = [("value", words), ("unit", wanted.as_str())];
        let unit_hint = match unit {
            Some(_) => Message::new("figure.unit.hint", [("unit", &wanted)]),
            None => self
                .example()
                .unwrap_or_else(|| Message::plain("figure.hint")),
        };
        let (key, hint) = match error {
            FigureError::Dimension { .. } => ("figure.dimension", unit_hint),
            FigureError::Unit { .. } => ("figure.unknown-unit", unit_hint),
            FigureError::Several { .. } => {
                ("figure.several", Message::plain("figure.several.hint"))
            }
            FigureError::Magnitude { .. } => {
                ("figure.magnitude", Message::plain("figure.magnitude.hint"))
            }
            FigureError::Underline { .. } => {
                ("figure.shape", Message::plain("figure.underline.hint"))
            }
            FigureError::Backwards { .. } => ("figure.backwards", Message::plain("figure.hint")),
            _ => (
                "figure.shape",
                self.example()
                    .unwrap_or_else(|| Message::plain("figure.hint")),
            ),
        };
        self.fault(location, key, &args, Some(hint));
    }

    /// 增速: percent, with or without the sign, or in words (增长7.5%, 下降2.1%).
    fn rate(&mut self, node: &Node) -> Option<Decimal> {
        let node = node.get(RATE).filter(|value| !value.is_empty())?;
        let words = self.words(node)?;
        let is_rate = |unit: &Option<Unit>| unit.as_ref().is_some_and(Unit::is_rate);
        let of_rate = matches!(&self.field.kind, FieldKind::Figure { unit, .. } if is_rate(unit));
        // 下降3个百分点 is no growth of an amount: it is its rate of growth that fell. And 提高2%
        // of a rate may be 2个百分点 or a fiftieth of it.
        let is_growth = if of_rate {
            !words.contains(['%', '％'])
        } else {
            !words.contains("百分点")
        };
        let rate = parse_rate(&words).ok().filter(|_| is_growth);
        if rate.is_none() {
            let hint = if of_rate {
                "figure.points.hint"
            } else {
                "figure.rate.hint"
            };
            self.fault(
                &node.location,
                "figure.rate",
                &[("value", &words)],
                Some(Message::plain(hint)),
            );
        }
        rate
    }

    fn in_range(
        &mut self,
        figure: &Figure,
        (least, most): (Option<Decimal>, Option<Decimal>),
        location: &Location,
    ) {
        let ends = match figure.amount {
            Amount::One(value) => [value, value],
            Amount::Range(low, high) => [low, high],
            Amount::Ratio(_) | Amount::Blank(_) => return,
        };
        let is_outside = |value: &Decimal| {
            least.is_some_and(|least| *value < least) || most.is_some_and(|most| *value > most)
        };
        let Some(value) = ends.into_iter().find(is_outside) else {
            return;
        };
        if least.is_some_and(|least| least >= Decimal::ZERO) && value < Decimal::ZERO {
            self.fault(
                location,
                "check.negative",
                &[("value", &figure.to_string())],
                None,
            );
            return;
        }
        let end = |end: Option<Decimal>| end.map_or_else(|| "…".to_owned(), |end| end.to_string());
        let args = [
            ("value", &*figure.to_string()),
            ("least", &end(least)),
            ("most", &end(most)),
        ];
        let hint = Message::plain("check.range.hint");
        self.fault(location, "check.range", &args, Some(hint));
    }

    fn ratio(&mut self, figure: &Figure, location: &Location) {
        let value = figure.to_string();
        if !matches!(figure.amount, Amount::Ratio(_)) {
            self.fault(
                location,
                "figure.ratio",
                &[("value", &value)],
                self.example(),
            );
        } else if let Some(sum) = figure.ratio_fault() {
            self.fault(
                location,
                "figure.ratio-sum",
                &[("value", &value), ("sum", &sum.normalize().to_string())],
                None,
            );
        }
    }

    /// Everything the schema asks to compare with must be there.
    fn complete(&mut self, measure: &Measure, compare: &[Compare], node: &Node) {
        for wanted in compare {
            let (given, other) = match wanted {
                Compare::Last => (measure.last.is_some() || measure.rate.is_some(), "上年"),
                Compare::Plan => (measure.plan.is_some(), "计划"),
                Compare::Total => (measure.total.is_some(), "累计"),
            };
            if !given && !self.holes {
                let key = match (wanted, measure.basis) {
                    (Compare::Last, Basis::Constant) => "figure.no-rate",
                    (Compare::Last, Basis::Current) => "figure.no-last",
                    _ => "figure.no-part",
                };
                let (hint, since) = (self.map_hint(other), self.field.since().to_owned());
                self.fault(
                    &node.location,
                    key,
                    &[("part", other), ("since", &since)],
                    Some(hint),
                );
            }
        }
        let uncomputable =
            measure.basis == Basis::Constant && measure.rate.is_none() && measure.last.is_some();
        if uncomputable && compare.contains(&Compare::Last) && !self.holes {
            let hint = Message::plain("figure.constant.hint");
            self.fault(&node.location, "figure.constant", &[], Some(hint));
        }
    }

    fn map_hint(&self, part: &str) -> Message {
        let part = if part == "上年"
            && matches!(
                self.field.kind,
                FieldKind::Figure {
                    basis: Basis::Constant,
                    ..
                }
            ) {
            "增速"
        } else {
            part
        };
        Message::new(
            "figure.map.hint",
            [("field", self.field.name.as_str()), ("part", part)],
        )
    }

    /// A typed rate that the two values contradict.
    fn contradiction(&mut self, measure: &Measure, node: &Node) {
        let (Some((low, high)), Some(rate)) = (measure.contradiction(), measure.rate) else {
            return;
        };
        let location = node
            .get("增速")
            .map_or(&node.location, |rate| &rate.location);
        let args = [
            ("rate", &*rate.to_string()),
            ("low", &low.to_string()),
            ("high", &high.to_string()),
        ];
        self.fault(
            location,
            "figure.contradiction",
            &args,
            Some(Message::plain("figure.contradiction.hint")),
        );
    }
}
