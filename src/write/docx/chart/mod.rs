//! Chart: a plot to the parts of the package that draw it, its values cached beside a workbook to change them in.

mod axis;
mod plot;
mod workbook;

use super::opc_parts;
use crate::document::Plot;
use crate::error::Result;
use crate::layout::Length;
use crate::ooxml::escaped;

pub(super) use plot::part;

/// A twip in the units of drawings.
const EMU: i64 = 635;
/// In millimetres: three stand on a page under their caption.
const HEIGHT: f64 = 64.0;

/// How high a chart is.
pub(super) fn height() -> Length {
    Length::from_mm(HEIGHT)
}

/// What belongs to the `n`th chart besides its own part: how it refers to its workbook, and the workbook.
pub(super) fn behind(plot: &Plot, n: usize) -> Result<[(String, Vec<u8>); 2]> {
    let ([relations, book], relation) = opc_parts::workbook(n);
    Ok([(relations, relation.into()), (book, workbook::file(plot)?)])
}

/// The drawing of the `n`th chart, for a run of `document.xml`; what it shows is said in its alternative text.
pub(super) fn drawing(plot: &Plot, n: usize, width: Length) -> String {
    let (id, said) = (
        opc_parts::chart_id(n),
        plot.say().iter().map(|line| escaped(line)).collect::<Vec<_>>().join("&#10;"),
    );
    let (width, height) = (i64::from(width.0) * EMU, i64::from(height().0) * EMU);
    format!(
        concat!(
            r#"<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">"#,
            r#"<wp:extent cx="{}" cy="{}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:docPr id="{}" name="图{}" descr="{}"/><wp:cNvGraphicFramePr/>"#,
            r#"<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">"#,
            r#"<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="{}"/></a:graphicData></a:graphic></wp:inline></w:drawing>"#
        ),
        width, height, n, n, said, id
    )
}
