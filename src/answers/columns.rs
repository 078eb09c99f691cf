//! Compares the figures that stand below each other in a list: 97.5%, 97% and 98.3% are one column.

use std::collections::BTreeSet;

use super::facts::{Fact, Facts};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, Message};
use crate::figure::Figure;
use crate::schema::Field;

/// The fewest figures that make a column.
const FEWEST: usize = 3;

/// Advises to write the figures of a field with as many decimals in every record.
///
/// Must not speak of two figures only, nor of 3.2亿元, 8600万元 and 5400万元: they are printed in
/// units of their own.
pub(super) fn uneven(
    list: &Field,
    fields: &[Field],
    records: &[Facts],
    at: &Location,
) -> Diagnostics {
    let mut advice = Diagnostics::new();
    for field in fields {
        let mut figures: Vec<&Figure> = Vec::new();
        for record in records {
            if let Some(Fact::Figure(measure)) = record.get(&field.name) {
                figures.push(&measure.current);
            }
        }
        let scales = figures.iter().filter_map(|figure| figure.exact());
        let scales: BTreeSet<u32> = scales.map(|value| value.scale()).collect();
        let has_one_unit = figures.windows(2).all(|pair| pair[0].unit == pair[1].unit);
        if figures.len() < FEWEST || scales.len() < 2 || !has_one_unit {
            continue;
        }
        let values: Vec<String> = figures.iter().map(ToString::to_string).collect();
        let args = [
            ("field", format!("{}·{}", list.name, field.name)),
            ("values", values.join("、")),
        ];
        let message = Message::new("check.uneven-decimals", args);
        let fault = Diagnostic::advice(Some(at.clone()), message);
        advice.push(fault.hint(Message::plain("check.uneven-decimals.hint")));
    }
    advice
}

#[cfg(test)]
mod tests {
    use crate::answers::{Answers, Mode, check};
    use crate::schema;

    #[test]
    fn a_column_has_as_many_decimals_throughout() {
        let source = "title: 例\nkind: 讲话\nsummary: 例\nfields:\n\
            - {name: 各站, kind: list, min: 1, fields: [{name: 名称, kind: text}, \
            {name: 满意率, kind: figure, unit: '%'}]}\n";
        let (schema, faults) = schema::read("s.yaml", source, &[]).recovered();
        assert!(faults.is_empty(), "{faults:?}");
        let cases: [(&[&str], bool); 6] = [
            (&["97.5%", "97%", "98.3%"], true),
            (&["97.5%", "97.25%", "98.3%"], true),
            (&["97.5%", "97.0%", "98.3%"], false),
            (&["97%", "98%", "99%"], false),
            (&["97.5%", "97%"], false),
            (&["97.5%", "97‰", "98.3%"], false),
        ];
        for (values, is_told) in cases {
            let mut answers = "各站:\n".to_owned();
            for value in values {
                answers += &format!("- {{名称: 甲, 满意率: {value}}}\n");
            }
            let checked = check(&schema, &Answers::read("a.yaml", &answers), Mode::default());
            let mut told = checked.diagnostics.iter();
            let found = told.any(|fault| fault.message.key() == "check.uneven-decimals");
            assert_eq!(found, is_told, "{values:?}");
        }
    }
}
