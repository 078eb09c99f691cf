//! Finds the charts that a part draws, with the alternative text of each.

use std::ops::Range;

use crate::ooxml::xml_tree::attribute_bytes;
use crate::ooxml::{PackageResult, XmlEvent, XmlReader};

/// A chart as a part draws it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ChartFrame {
    /// The relation that names its part.
    pub(crate) relation: String,
    /// The name of the object: 图表 1.
    pub(crate) name: String,
    /// Its alternative text, line breaks as `\n`.
    pub(crate) description: String,
    /// Where the value of that attribute stands, in bytes; None where there is none.
    pub(crate) bytes: Option<Range<usize>>,
    /// Where the chart stands.
    pub(crate) at: usize,
    /// Whether it is one of the kinds since 2016, which are parts of another form.
    pub(crate) is_extended: bool,
}

/// Returns the charts of a part in its order.
///
/// # Errors
/// When the part is no XML.
pub(crate) fn chart_frames(xml: &str) -> PackageResult<Vec<ChartFrame>> {
    let mut frames = Vec::new();
    // Most files have no charts; their parts need no second walk.
    if !(xml.contains("/chart\"") || xml.contains("/chart'") || xml.contains("/chartex")) {
        return Ok(frames);
    }
    let mut reader = XmlReader::new(xml);
    let mut described = ChartFrame::default();
    while let Some(event) = reader.next_event()? {
        let XmlEvent::Open(element) = event else {
            continue;
        };
        match element.name {
            "docPr" => {
                let span = reader.span();
                described = ChartFrame {
                    name: element.get("name").unwrap_or_default().into_owned(),
                    description: element.get("descr").unwrap_or_default().into_owned(),
                    bytes: attribute_bytes(xml, &span, "descr"),
                    ..ChartFrame::default()
                };
            }
            "chart" => {
                if let Some(relation) = element.get("id") {
                    frames.push(ChartFrame {
                        relation: relation.into_owned(),
                        at: reader.span().start,
                        is_extended: xml[reader.span()].contains("chartex"),
                        ..described.clone()
                    });
                }
            }
            _ => {}
        }
    }
    Ok(frames)
}

#[cfg(test)]
mod tests {
    use super::chart_frames;

    #[test]
    fn alternative_text_is_found_where_it_stands() {
        let xml = "<w:p xmlns:c='http://x/chart'><wp:docPr id='1' name='descr=1' title = \"descr\" \
            descr = '甲&#10;{{乙}}'/><c:chart r:id='rId7'/><wp:docPr id='2' name='图表 2'/>\
            <c:chart r:id='rId8'/><c:chart/></w:p>";
        let frames = chart_frames(xml).expect("XML");
        assert_eq!(frames.len(), 2);
        assert_eq!(frames[0].relation, "rId7");
        assert_eq!(frames[0].description, "甲\n{{乙}}");
        let bytes = frames[0].bytes.clone().expect("a text");
        assert_eq!(&xml[bytes], "甲&#10;{{乙}}");
        assert_eq!(
            (frames[1].name.as_str(), &frames[1].bytes),
            ("图表 2", &None)
        );
    }
}
