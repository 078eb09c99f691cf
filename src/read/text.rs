//! Decodes the bytes of a text file, and says which encoding was found and how.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use crate::diagnostic::Message;
use crate::error::{Error, Result};

/// How much of a file is looked at to tell its encoding, in bytes.
const SAMPLE: usize = 64 * 1024;
/// So many characters may be lost of a short text: a file cut short loses its last.
const FEW: usize = 3;
/// Characters frequent in any report, in both scripts; text decoded rightly is full of them.
const FREQUENT: &str = "的一是在和有不了人年大中工作全市发展建设经济為發會經濟設與個國業。，、";

/// Decoded text and where its encoding was learnt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without byte order mark, with `\r\n` read as `\n`.
    pub text: String,
    /// The encoding's name, as in the Encoding Standard: `UTF-8`, `gb18030`, `Big5`.
    pub encoding: &'static str,
    /// How it was learnt.
    pub evidence: Evidence,
}

/// How an encoding was learnt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The user named it.
    Given,
    /// The file starts with a byte order mark.
    Mark,
    /// The bytes are valid in it and read like Chinese.
    Content,
}

/// The encoding of a label a user types: `gbk`, `GB18030`, `big5`, `utf-16`.
///
/// # Errors
/// When no such encoding is known.
pub fn encoding(label: &str) -> Result<&'static Encoding> {
    Encoding::for_label(label.as_bytes())
        .map(widest)
        .ok_or_else(|| Error::new(Message::new("read.encoding", [("label", label)])))
}

/// GB 18030 for GBK, which it contains.
fn widest(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == GBK { GB18030 } else { encoding }
}

/// Returns the text of a file in UTF-8, or in the encoding it shows to be in.
///
/// Notepad on a Chinese Windows saved in GBK for decades, and such files still come back.
///
/// # Errors
/// Bytes that are no text in any encoding.
pub fn text_of(bytes: Vec<u8>) -> Result<String> {
    let other = match String::from_utf8(bytes) {
        Ok(text) if !is_binary(&text) => return Ok(text),
        Ok(text) => text.into_bytes(),
        Err(error) => error.into_bytes(),
    };
    match decode(&other, None) {
        Ok(decoded) => Ok(decoded.text),
        Err(error) if error.message().key() == "read.no-text" => {
            Err(Error::new(Message::plain("read.binary")))
        }
        Err(_) => Err(Error::io("", std::io::ErrorKind::InvalidData.into())),
    }
}

/// Decodes a file's bytes in the encoding given, or else in the one they show to be in.
///
/// # Errors
/// When more than one character in a hundred cannot be decoded, but for a few in a short text; a
/// file that is no text at all, such as a picture, is told so.
///
/// ```
/// use nigao::read::{Evidence, decode};
/// let text = "各位代表：現在，我代表鎮人民政府向大會報告工作。";
/// let (bytes, _, _) = encoding_rs::BIG5.encode(text);
/// let decoded = decode(&bytes, None).unwrap();
/// assert_eq!((decoded.encoding, decoded.evidence), ("Big5", Evidence::Content));
/// assert!(decoded.text.starts_with("各位代表"));
/// ```
pub fn decode(bytes: &[u8], given: Option<&'static Encoding>) -> Result<Decoded> {
    let (encoding, evidence) = match (given, Encoding::for_bom(bytes)) {
        (Some(encoding), _) => (encoding, Evidence::Given),
        (None, Some((encoding, _))) => (encoding, Evidence::Mark),
        (None, None) => (detect(bytes), Evidence::Content),
    };
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    let lost = text.chars().filter(|c| *c == '\u{fffd}').count();
    let all = text.chars().count();
    let is_garbled = lost * 100 > all && (lost > FEW || lost * 10 > all);
    let is_binary = is_binary(&text);
    if is_garbled || is_binary {
        let has_controls = bytes.iter().any(|byte| is_control(*byte));
        return Err(Error::new(
            if given.is_none() && (is_binary || has_controls) {
                Message::plain("read.no-text")
            } else {
                Message::new("read.undecodable", [("encoding", encoding.name())])
            },
        ));
    }
    let text = if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.into_owned()
    };
    Ok(Decoded {
        text,
        encoding: encoding.name(),
        evidence,
    })
}

/// Whether what was decoded is no text in any encoding: more than one character in ten is a control
/// that no text has.
///
/// Made for pictures, of which a small one has no bytes that cannot be decoded. It must not take a
/// text with a stray mark, or one that a power cut filled up with zeros.
fn is_binary(text: &str) -> bool {
    let text = text.trim_end_matches('\0');
    let controls = text.bytes().filter(|byte| is_control(*byte)).count();
    controls > 1 && controls * 10 > text.chars().count()
}

/// Whether a byte is a control that no text has; in UTF-8 such a byte is nothing else.
fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 14..=26)
}

/// UTF-8 where the bytes are that but for a few, else the candidate whose reading holds most of
/// the characters every report is full of: chardetng alone takes Big5 for GB 18030 and does not
/// know UTF-16 without its mark.
pub(super) fn detect(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let sample = without_filling(&bytes[..bytes.len().min(SAMPLE)]);
    if is_mostly_utf_8(sample) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guess = widest(detector.guess(Some(b"cn"), Utf8Detection::Allow));
    let candidates = [guess, GB18030, BIG5, UTF_16LE, UTF_16BE];
    candidates
        .into_iter()
        .rev()
        .max_by_key(|candidate| plausibility(candidate, sample))
        .unwrap_or(guess)
}

/// Returns bytes without the zeros at their end, which tell nothing: a power cut leaves them. The
/// zero of a last character in UTF-16 stays.
fn without_filling(bytes: &[u8]) -> &[u8] {
    let last = bytes.iter().rposition(|byte| *byte != 0);
    let end = last.map_or(0, |last| last + 1).next_multiple_of(2);
    &bytes[..end.min(bytes.len())]
}

/// Whether bytes are UTF-8 with a character broken here and there, or cut short.
fn is_mostly_utf_8(sample: &[u8]) -> bool {
    let text = String::from_utf8_lossy(sample);
    let lost = text.chars().filter(|c| *c == '\u{fffd}').count();
    let wide = text.chars().filter(|c| !c.is_ascii()).count() - lost;
    lost * 10 <= wide
}

/// Frequent characters less twenty for each character that cannot be decoded. Nearly any bytes
/// are some UTF-16: there one character in fifty must be frequent.
fn plausibility(encoding: &'static Encoding, sample: &[u8]) -> i64 {
    let (text, _) = encoding.decode_without_bom_handling(sample);
    let frequent = text.chars().filter(|c| FREQUENT.contains(*c)).count();
    let lost = text.chars().filter(|c| *c == '\u{fffd}').count();
    if [UTF_16LE, UTF_16BE].contains(&encoding) && frequent * 50 < text.chars().count() {
        return i64::MIN;
    }
    i64::try_from(frequent).unwrap_or(i64::MAX) - 20 * i64::try_from(lost).unwrap_or(i64::MAX / 20)
}
