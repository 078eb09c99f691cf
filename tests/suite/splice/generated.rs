//! Holds the invariant over generated documents: any mixture of what programs put between words.

use std::ops::Range;

use nigao::splice::{WordChanges, WordSource};
use proptest::prelude::*;

use super::{assert_only, hold_invariant_13, reviser, texts};
use crate::word::word_of_bytes;

/// What stands in a paragraph, by turns; `W` stands for words.
const PIECES: [&str; 24] = [
    "<w:r><w:t>W</w:t></w:r>",
    "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\"> W </w:t></w:r>",
    "<w:r w:rsidR=\"00A1\"><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t>W</w:t><w:tab/><w:t>W</w:t></w:r>",
    "<w:proofErr w:type=\"spellStart\"/>",
    "<w:bookmarkStart w:id=\"7\" w:name=\"a\"/><w:bookmarkEnd w:id=\"7\"/>",
    "<w:r><w:lastRenderedPageBreak/><w:t>W</w:t></w:r>",
    "<w:r><w:t>W&amp;W&#x4e91;</w:t></w:r>",
    "<w:r><w:t><![CDATA[W<W]]></w:t></w:r>",
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏W</w:t></w:r>",
    "<w:ins w:id=\"3\" w:author=\"甲\"><w:r><w:t>W</w:t></w:r></w:ins>",
    "<w:del w:id=\"4\" w:author=\"甲\"><w:r><w:delText>删W</w:delText></w:r></w:del>",
    "<w:hyperlink w:anchor=\"a\"><w:r><w:t>W</w:t></w:r></w:hyperlink>",
    "<w:sdt><w:sdtPr><w:id w:val=\"99\"/></w:sdtPr><w:sdtContent><w:r><w:t>W</w:t></w:r></w:sdtContent></w:sdt>",
    "<w:sdt><w:sdtPr><w:dataBinding w:xpath=\"/a\"/></w:sdtPr><w:sdtContent><w:r><w:t>W</w:t></w:r></w:sdtContent></w:sdt>",
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>占位W</w:t></w:r></w:sdtContent></w:sdt>",
    "<w:fldSimple w:instr=\" DATE \"><w:r><w:t>W</w:t></w:r></w:fldSimple>",
    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> HYPERLINK \"x\" </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>W</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
    "<w:r><w:t>W</w:t><w:br/><w:t>W</w:t><w:cr></w:cr></w:r>",
    "<w:r><w:br w:type=\"page\"/></w:r>",
    "<w:r><w:rPr><w:rPrChange w:id=\"8\" w:author=\"甲\"><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr><w:t>W</w:t></w:r>",
    "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框W</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>框W</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    "<w:r><w:ruby><w:rt><w:r><w:t>音</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>W</w:t></w:r></w:rubyBase></w:ruby></w:r>",
    "<w:r><w:t>\n   W\n  </w:t></w:r>",
    "<w:r><w:t/></w:r><w:r></w:r>",
];
/// What stands around paragraphs; `P` stands for some.
const FRAMES: [&str; 4] = [
    "P",
    "<w:tbl><w:tr><w:tc>P<w:p/></w:tc><w:tc><w:tbl><w:tr><w:tc>P</w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>",
    "<w:sdt><w:sdtContent>P</w:sdtContent></w:sdt>",
    "P<w:p w:rsidR=\"1\"/>",
];

fn paragraph() -> impl Strategy<Value = String> {
    let piece = (0..PIECES.len(), "[云溪镇1-9a ，。]{0,6}");
    prop::collection::vec(piece, 0..7).prop_map(|pieces| {
        let mut xml = "<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr>".to_owned();
        for (at, words) in pieces {
            // Spaces beside a line break of the file's are the file's.
            let is_broken = PIECES[at].contains('\n');
            let words = if is_broken {
                words.replace(' ', "")
            } else {
                words
            };
            xml += &PIECES[at].replace('W', &words);
        }
        xml + "</w:p>"
    })
}

/// The way a file writes the same document.
#[derive(Clone, Copy, Debug)]
enum Spelling {
    Plain,
    OtherPrefix,
    DefaultNamespace,
    Utf16,
    Marked,
}

/// A file, and what a failed test shows of it.
struct MadeFile {
    xml: String,
    bytes: Vec<u8>,
}

impl std::fmt::Debug for MadeFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.xml)
    }
}

fn file(body: &str, spelling: Spelling) -> MadeFile {
    let mut xml = format!(
        "<?xml version=\"1.0\"?>\n<w:document xmlns:w=\"urn:word\" xmlns:mc=\"urn:mc\"><w:body>{body}<w:sectPr/></w:body></w:document>"
    );
    match spelling {
        Spelling::OtherPrefix => xml = xml.replace("w:", "ns0:").replace("xmlns:w=", "xmlns:ns0="),
        Spelling::DefaultNamespace => {
            xml = xml.replace("<w:", "<").replace("</w:", "</").replace(
                "xmlns:w=\"urn:word\"",
                "xmlns=\"urn:word\" xmlns:w=\"urn:word\"",
            );
        }
        _ => {}
    }
    let bytes = match spelling {
        Spelling::Utf16 => format!("\u{feff}{xml}")
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect(),
        Spelling::Marked => format!("\u{feff}{xml}").into_bytes(),
        _ => xml.clone().into_bytes(),
    };
    let bytes = word_of_bytes(&[
        ("word/document.xml", &bytes),
        ("word/media/a.png", b"\x89PNG"),
    ]);
    MadeFile { xml, bytes }
}

fn generated() -> impl Strategy<Value = MadeFile> {
    let framed = (0..FRAMES.len(), prop::collection::vec(paragraph(), 1..3));
    let spelling = prop_oneof![
        6 => Just(Spelling::Plain),
        1 => Just(Spelling::OtherPrefix),
        1 => Just(Spelling::DefaultNamespace),
        1 => Just(Spelling::Utf16),
        1 => Just(Spelling::Marked),
    ];
    (prop::collection::vec(framed, 1..4), spelling).prop_map(|(framed, spelling)| {
        let mut body = String::new();
        for (frame, paragraphs) in framed {
            body += &FRAMES[frame].replace('P', &paragraphs.concat());
        }
        file(&body, spelling)
    })
}

/// A paragraph and a range of its characters, from shares of the whole.
fn place(file: &[u8], which: f64, from: f64, to: f64) -> (usize, Range<usize>) {
    let source = WordSource::open(file).expect("a Word file");
    let paragraphs = &source.stories()[0].paragraphs;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let share = |of: usize, share: f64| (of as f64 * share) as usize;
    let at = share(paragraphs.len(), which).min(paragraphs.len() - 1);
    let (from, to) = if from <= to { (from, to) } else { (to, from) };
    let length = paragraphs[at].length;
    (
        at,
        share(length + 1, from).min(length)..share(length + 1, to).min(length),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn invariant_13_holds_over_generated_documents(file in generated()) {
        hold_invariant_13("generated", &file.bytes);
    }

    /// Whatever changes are made together, each gives its words, and none gives another's.
    #[test]
    fn invariant_13_changes_are_made_together(
        file in generated(),
        places in prop::collection::vec((0.0..1.0, 0.0..1.0, 0.0..1.0, "[新1& ]{0,3}", 0..3), 1..5),
    ) {
        let file = file.bytes;
        let source = WordSource::open(&file).expect("a Word file");
        let mut changes = WordChanges::new(&source);
        let mut expected = texts(&file);
        let mut changed = std::collections::BTreeSet::new();
        for (which, from, to, words, how) in places {
            let (at, chars) = place(&file, which, from, to);
            if !changed.insert(at) {
                continue;
            }
            let made = match how {
                0 => changes.replace(0, at, chars.clone(), &words),
                1 => changes.track(0, at, chars.clone(), &words, &reviser("nigao")),
                _ => {
                    changes.comment(0, at, chars, &reviser("nigao"), &words).expect("a place");
                    continue;
                }
            };
            if made.is_ok() {
                let old: Vec<char> = expected[0][at].chars().collect();
                let front: String = old[..chars.start].iter().collect();
                let back: String = old[chars.end..].iter().collect();
                expected[0][at] = format!("{front}{words}{back}");
            }
        }
        let after = changes.finish().expect("a file");
        prop_assert_eq!(texts(&after), expected);
        assert_only("generated", &file, &after, &["word/document.xml", "word/comments.xml"]);
    }

    /// Dropping a paragraph leaves the others, and where one must stay an empty one.
    #[test]
    fn invariant_13_dropped_paragraphs_leave_the_others(file in generated(), which in 0.0..1.0) {
        let file = file.bytes;
        let (at, _) = place(&file, which, 0.0, 0.0);
        let source = WordSource::open(&file).expect("a Word file");
        let target = &source.stories()[0].paragraphs[at];
        let mut changes = WordChanges::new(&source);
        if changes.story(0).drop_paragraph(at).is_ok() {
            let after = texts(&changes.finish().expect("a file"));
            let inside = source.stories()[0].paragraphs.iter().filter(|one| {
                target.bytes.start < one.bytes.start && one.bytes.end <= target.bytes.end
            }).count();
            let mut expected = texts(&file).remove(0);
            expected.splice(at..=at + inside, []);
            let mut emptied = expected.clone();
            emptied.insert(at, String::new());
            prop_assert!(after[0] == expected || after[0] == emptied, "{:?}", after[0]);
        }
    }
}
