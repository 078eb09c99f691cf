//! Decodes a part to text and encodes it again, so that text nobody changed keeps its bytes.

use encoding_rs::{UTF_16BE, UTF_16LE};

/// How the bytes of a part are characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PartEncoding {
    Utf8,
    /// With a byte order mark, as some editors leave it.
    Utf8Marked,
    Utf16Little,
    Utf16Big,
}

/// A part as text.
#[derive(Debug)]
pub(super) struct PartText {
    pub(super) text: String,
    encoding: PartEncoding,
    /// Whether the text stands for exactly the bytes the part had.
    pub(super) is_exact: bool,
}

impl PartText {
    pub(super) fn decode(bytes: &[u8]) -> Self {
        match bytes {
            [0xEF, 0xBB, 0xBF, rest @ ..] => Self::utf8(rest, PartEncoding::Utf8Marked),
            [0xFF, 0xFE, rest @ ..] => Self::utf16(rest, PartEncoding::Utf16Little),
            [0xFE, 0xFF, rest @ ..] => Self::utf16(rest, PartEncoding::Utf16Big),
            _ => Self::utf8(bytes, PartEncoding::Utf8),
        }
    }

    fn utf8(bytes: &[u8], encoding: PartEncoding) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self {
                text: text.to_owned(),
                encoding,
                is_exact: true,
            },
            Err(_) => {
                let text = String::from_utf8_lossy(bytes).into_owned();
                Self {
                    text,
                    encoding,
                    is_exact: false,
                }
            }
        }
    }

    fn utf16(bytes: &[u8], encoding: PartEncoding) -> Self {
        let charset = if encoding == PartEncoding::Utf16Little {
            UTF_16LE
        } else {
            UTF_16BE
        };
        let (text, is_faulty) = charset.decode_without_bom_handling(bytes);
        Self {
            text: text.into_owned(),
            encoding,
            is_exact: !is_faulty && bytes.len().is_multiple_of(2),
        }
    }

    /// Returns another text in the encoding of this part.
    pub(super) fn encode(&self, text: &str) -> Vec<u8> {
        let little = |unit: u16| unit.to_le_bytes();
        let big = |unit: u16| unit.to_be_bytes();
        match self.encoding {
            PartEncoding::Utf8 => text.as_bytes().to_vec(),
            PartEncoding::Utf8Marked => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            PartEncoding::Utf16Little => [0xFF, 0xFE]
                .into_iter()
                .chain(text.encode_utf16().flat_map(little))
                .collect(),
            PartEncoding::Utf16Big => [0xFE, 0xFF]
                .into_iter()
                .chain(text.encode_utf16().flat_map(big))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PartText;

    #[test]
    fn text_that_nobody_changed_keeps_its_bytes() {
        let utf16: Vec<u8> = "\u{feff}<a>云溪𠮷</a>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let utf16_big: Vec<u8> = "\u{feff}<a>云</a>"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        for bytes in [
            "<a/>".as_bytes(),
            "\u{feff}<a>云</a>".as_bytes(),
            &utf16,
            &utf16_big,
        ] {
            let part = PartText::decode(bytes);
            assert!(part.is_exact);
            assert!(part.text.starts_with("<a"));
            assert_eq!(part.encode(&part.text), bytes);
        }
        for bytes in [&b"<a>\xc4\xea</a>"[..], b"\xff\xfe<"] {
            assert!(!PartText::decode(bytes).is_exact);
        }
    }
}
