//! Writes the parts of a chart: the plot with its values cached, and a workbook to edit them in.

mod axis;
mod plot;
mod workbook;

use super::opc_parts;
use super::xml::escaped;
use crate::document::Plot;
use crate::error::Result;
use crate::layout::Length;

pub(super) use plot::part;

/// A twip in the units of drawings.
const EMU: i64 = 635;
/// In millimetres: three stand on a page under their caption.
const HEIGHT: f64 = 64.0;

/// The height of a chart.
pub(super) fn height() -> Length {
    Length::from_mm(HEIGHT)
}

/// The parts of the `n`th chart besides its plot: its relationship to its workbook, the workbook.
pub(super) fn behind(plot: &Plot, n: usize) -> Result<[(String, Vec<u8>); 2]> {
    let ([relations, book], relation) = opc_parts::workbook(n);
    Ok([(relations, relation.into()), (book, workbook::file(plot)?)])
}

/// The drawing of the `n`th chart, for a run of `document.xml`; its alternative text holds the
/// values.
pub(super) fn drawing(plot: &Plot, n: usize, width: Length) -> String {
    let id = opc_parts::chart_id(n);
    let mut lines = Vec::new();
    for line in plot.describe() {
        lines.push(escaped(&line));
    }
    let description = lines.join("&#10;");
    let (width, height) = (i64::from(width.0) * EMU, i64::from(height().0) * EMU);
    format!(
        concat!(
            "<w:drawing><wp:inline",
            r#" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing""#,
            r#" distT="0" distB="0" distL="0" distR="0">"#,
            r#"<wp:extent cx="{}" cy="{}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>"#,
            r#"<wp:docPr id="{}" name="图{}" descr="{}"/><wp:cNvGraphicFramePr/>"#,
            r#"<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">"#,
            r#"<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">"#,
            r#"<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart""#,
            r#" r:id="{}"/></a:graphicData></a:graphic></wp:inline></w:drawing>"#
        ),
        width, height, n, n, description, id
    )
}
