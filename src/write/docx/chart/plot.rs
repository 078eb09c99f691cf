//! Writes a plot as a chart part: columns on the first axis, lines on the second, in greys.

use std::fmt::Write;

use rust_decimal::Decimal;

use super::axis::{Scale, scales};
use super::workbook::{cells, head};
use crate::document::{Curve, Plot};
use crate::layout::{Layout, StyleRole};
use crate::ooxml::{DECLARATION, escaped};
use crate::write::docx::opc_parts::WORKBOOK;
use crate::write::docx::xml::R;

/// 9 pt, 小五号, in hundredths of a point.
const SIZE: u32 = 900;
/// Fills of columns, one after the other: the last is the year of the report, and darkest.
const FILLS: [&str; 4] = ["595959", "BFBFBF", "8C8C8C", "D9D9D9"];
/// The dashes that distinguish lines.
const DASHES: [&str; 4] = ["solid", "sysDash", "sysDot", "dashDot"];
/// The marks at their points.
const MARKS: [&str; 4] = ["diamond", "square", "triangle", "circle"];
/// The ids of the axes: names and values of the columns, then of the lines.
const AXES: [[u32; 2]; 2] = [[101, 102], [201, 202]];

/// The part `word/charts/chartN.xml`.
pub(in crate::write::docx) fn part(plot: &Plot, layout: &Layout) -> String {
    let [first, second] = scales([&values(&plot.columns), &values(&plot.lines)]);
    let mut xml = format!(
        concat!(
            "{}<c:chartSpace",
            r#" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart""#,
            r#" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" {}>"#,
            r#"<c:date1904 val="0"/><c:lang val="zh-CN"/><c:roundedCorners val="0"/>"#,
            r#"<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>"#
        ),
        DECLARATION, R
    );
    columns(&mut xml, plot);
    if !plot.lines.is_empty() {
        lines(&mut xml, plot);
    }
    names(&mut xml, AXES[0], false);
    axis(&mut xml, AXES[0], &plot.unit, first, false);
    if let Some(line) = plot.lines.first() {
        names(&mut xml, AXES[1], true);
        axis(&mut xml, AXES[1], &line.title(), second, true);
    }
    xml += concat!(
        r#"</c:plotArea><c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>"#,
        r#"<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>"#
    );
    xml += "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>";
    faces(&mut xml, layout);
    let _ = write!(
        xml,
        concat!(
            r#"<c:externalData r:id="{WORKBOOK}"><c:autoUpdate val="0"/></c:externalData>"#,
            "</c:chartSpace>"
        ),
        WORKBOOK = WORKBOOK
    );
    xml
}

fn values(curves: &[Curve]) -> Vec<Decimal> {
    let mut values = Vec::new();
    for curve in curves {
        values.extend(curve.values.iter().flatten());
    }
    values
}

fn columns(xml: &mut String, plot: &Plot) {
    *xml +=
        r#"<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>"#;
    let count = plot.columns.len();
    for (at, curve) in plot.columns.iter().enumerate() {
        open(xml, &curve.name, at);
        let fill = FILLS[(count - 1 - at) % FILLS.len()];
        let _ = write!(
            xml,
            concat!(
                r#"<c:spPr><a:solidFill><a:srgbClr val="{fill}"/></a:solidFill><a:ln w="6350">"#,
                r#"<a:solidFill><a:srgbClr val="404040"/></a:solidFill></a:ln></c:spPr>"#,
                r#"<c:invertIfNegative val="0"/>"#
            ),
            fill = fill
        );
        numbers(xml, "outEnd", "<a:noFill/>");
        data(xml, plot, curve, at);
        *xml += "</c:ser>";
    }
    let _ = write!(
        xml,
        r#"<c:gapWidth val="70"/><c:axId val="{}"/><c:axId val="{}"/></c:barChart>"#,
        AXES[0][0], AXES[0][1]
    );
}

fn lines(xml: &mut String, plot: &Plot) {
    *xml += r#"<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>"#;
    for (n, curve) in plot.lines.iter().enumerate() {
        let at = plot.columns.len() + n;
        open(xml, &curve.title(), at);
        let (dash, mark) = (DASHES[n % DASHES.len()], MARKS[n % MARKS.len()]);
        let _ = write!(
            xml,
            concat!(
                r#"<c:spPr><a:ln w="15875" cap="rnd"><a:solidFill><a:srgbClr val="000000"/>"#,
                r#"</a:solidFill><a:prstDash val="{}"/><a:round/></a:ln></c:spPr>"#,
                r#"<c:marker><c:symbol val="{}"/><c:size val="6"/><c:spPr><a:solidFill>"#,
                r#"<a:srgbClr val="FFFFFF"/></a:solidFill>"#,
                r#"<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill>"#,
                "</a:ln></c:spPr></c:marker>"
            ),
            dash, mark
        );
        // A line crosses columns.
        numbers(
            xml,
            "t",
            r#"<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>"#,
        );
        data(xml, plot, curve, at);
        *xml += r#"<c:smooth val="0"/></c:ser>"#;
    }
    let _ = write!(
        xml,
        r#"<c:marker val="1"/><c:axId val="{}"/><c:axId val="{}"/></c:lineChart>"#,
        AXES[1][0], AXES[1][1]
    );
}

/// The beginning of a series: its place among all, and its name.
fn open(xml: &mut String, title: &str, at: usize) {
    let _ = write!(
        xml,
        r#"<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx>"#
    );
    strings(xml, &head(at + 1), &[title.to_owned()]);
    *xml += "</c:tx>";
}

/// The numbers at the points.
fn numbers(xml: &mut String, place: &str, fill: &str) {
    let _ = write!(
        xml,
        concat!(
            r#"<c:dLbls><c:spPr>{}<a:ln><a:noFill/></a:ln></c:spPr><c:dLblPos val="{}"/>"#,
            r#"<c:showLegendKey val="0"/><c:showVal val="1"/>"#,
            r#"<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>"#,
            r#"<c:showBubbleSize val="0"/></c:dLbls>"#
        ),
        fill, place
    );
}

/// The names and values of a series, cached, with their cells in the workbook.
fn data(xml: &mut String, plot: &Plot, curve: &Curve, at: usize) {
    let rows = plot.names.len();
    *xml += "<c:cat>";
    strings(xml, &cells(0, rows), &plot.names);
    let _ = write!(
        xml,
        concat!(
            "</c:cat><c:val><c:numRef><c:f>{}</c:f><c:numCache><c:formatCode>{}",
            r#"</c:formatCode><c:ptCount val="{rows}"/>"#
        ),
        cells(at + 1, rows),
        format(&curve.values),
        rows = rows
    );
    for (n, value) in curve.values.iter().enumerate() {
        if let Some(value) = value {
            let _ = write!(xml, r#"<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>"#);
        }
    }
    *xml += "</c:numCache></c:numRef></c:val>";
}

/// How values are shown: with the places they all have, 6.0 beside 8.5; else each with its own.
fn format(values: &[Option<Decimal>]) -> String {
    let mut places = values.iter().flatten().map(Decimal::scale);
    let first = places.next().unwrap_or(0);
    if first > 0 && places.all(|scale| scale == first) {
        format!("0.{}", "0".repeat(first as usize))
    } else {
        "General".to_owned()
    }
}

fn strings(xml: &mut String, place: &str, words: &[String]) {
    let _ = write!(
        xml,
        r#"<c:strRef><c:f>{place}</c:f><c:strCache><c:ptCount val="{}"/>"#,
        words.len()
    );
    for (n, words) in words.iter().enumerate() {
        let _ = write!(
            xml,
            r#"<c:pt idx="{n}"><c:v>{}</c:v></c:pt>"#,
            escaped(words)
        );
    }
    *xml += "</c:strCache></c:strRef>";
}

/// The axis of the names; that of the lines is the same one and not shown twice.
fn names(xml: &mut String, [own, other]: [u32; 2], hidden: bool) {
    let hidden = u8::from(hidden);
    let _ = write!(
        xml,
        concat!(
            r#"<c:catAx><c:axId val="{}"/><c:scaling><c:orientation val="minMax"/>"#,
            r#"</c:scaling><c:delete val="{}"/><c:axPos val="b"/>"#,
            r#"<c:majorTickMark val="none"/><c:minorTickMark val="none"/>"#,
            r#"<c:tickLblPos val="low"/>{}<c:crossAx val="{}"/><c:crosses val="autoZero"/>"#,
            r#"<c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>"#,
            r#"<c:noMultiLvlLbl val="0"/></c:catAx>"#
        ),
        own,
        hidden,
        line("404040"),
        other
    );
}

/// The axis of the values, its unit at its side.
fn axis(xml: &mut String, [other, own]: [u32; 2], title: &str, scale: Scale, second: bool) {
    let (side, crosses) = if second {
        ("r", "max")
    } else {
        ("l", "autoZero")
    };
    let grid = if second {
        String::new()
    } else {
        format!("<c:majorGridlines>{}</c:majorGridlines>", line("D9D9D9"))
    };
    let title = match title {
        "" => String::new(),
        title => format!(
            concat!(
                r#"<c:title><c:tx><c:rich><a:bodyPr rot="-5400000" vert="horz"/><a:lstStyle/>"#,
                r#"<a:p><a:pPr><a:defRPr sz="{SIZE}" b="0"/></a:pPr><a:r>"#,
                r#"<a:rPr lang="zh-CN" sz="{SIZE}" b="0"/><a:t>{}</a:t></a:r></a:p></c:rich>"#,
                r#"</c:tx><c:overlay val="0"/></c:title>"#
            ),
            escaped(title),
            SIZE = SIZE
        ),
    };
    let Scale { least, most, step } = scale;
    let _ = write!(
        xml,
        concat!(
            r#"<c:valAx><c:axId val="{}"/><c:scaling><c:orientation val="minMax"/>"#,
            r#"<c:max val="{}"/><c:min val="{}"/></c:scaling><c:delete val="0"/>"#,
            r#"<c:axPos val="{}"/>{}{}"#,
            r#"<c:numFmt formatCode="General" sourceLinked="0"/>"#,
            r#"<c:majorTickMark val="out"/><c:minorTickMark val="none"/>"#,
            r#"<c:tickLblPos val="nextTo"/>{}"#,
            r#"<c:crossAx val="{}"/><c:crosses val="{}"/><c:crossBetween val="between"/>"#,
            r#"<c:majorUnit val="{}"/></c:valAx>"#
        ),
        own,
        most,
        least,
        side,
        grid,
        title,
        line("808080"),
        other,
        crosses,
        step
    );
}

fn line(colour: &str) -> String {
    format!(
        concat!(
            r#"<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>"#,
            "</a:ln></c:spPr>"
        ),
        colour = colour
    )
}

/// The face of all words in the chart: that of tables, black.
fn faces(xml: &mut String, layout: &Layout) {
    let (chinese, latin) = (
        escaped(&layout.style(StyleRole::TableCell).face),
        escaped(&layout.latin),
    );
    let _ = write!(
        xml,
        concat!(
            r#"<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{SIZE}" b="0">"#,
            r#"<a:solidFill><a:srgbClr val="000000"/></a:solidFill>"#,
            r#"<a:latin typeface="{latin}"/><a:ea typeface="{chinese}"/>"#,
            r#"<a:cs typeface="{latin}"/></a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p>"#,
            "</c:txPr>"
        ),
        SIZE = SIZE,
        latin = latin,
        chinese = chinese
    );
}
