//! Decodes a stream of text of any length into UTF-8, in the encoding its beginning shows.

use std::io::{self, Cursor, Read};

use encoding_rs::{BIG5, Decoder, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::text::detect;

/// How much of a stream is looked at to tell its encoding, in bytes. A table may have English
/// heads and codes for a while before the first name of a place.
const SAMPLE: u64 = 1 << 20;
/// How much is decoded at once, in bytes.
const CHUNK: usize = 64 << 10;

/// A stream of UTF-8 with `\n` as line break, whatever it was; what cannot be decoded is U+FFFD.
pub struct DecodedStream<R> {
    inner: io::Chain<Cursor<Vec<u8>>, R>,
    decoder: Decoder,
    raw: Vec<u8>,
    text: String,
    /// How much of the text was handed on, in bytes.
    taken: usize,
    /// Whether the text so far ended in a carriage return: half a line break, perhaps.
    has_return: bool,
    is_done: bool,
}

/// Decodes a stream: by its byte order mark, else as UTF-8, GB 18030, Big5 or UTF-16, whichever
/// its first megabyte reads best in.
///
/// # Errors
/// A stream that fails.
///
/// ```
/// use std::io::Read;
/// let (bytes, _, _) = encoding_rs::GB18030.encode("地名,年份\n云溪镇,2025\n");
/// let mut text = String::new();
/// nigao::read::decoded(&bytes[..]).unwrap().read_to_string(&mut text).unwrap();
/// assert_eq!(text, "地名,年份\n云溪镇,2025\n");
/// ```
pub fn decoded<R: Read>(mut reader: R) -> io::Result<DecodedStream<R>> {
    let mut sample = Vec::new();
    reader.by_ref().take(SAMPLE).read_to_end(&mut sample)?;
    let encoding = match Encoding::for_bom(&sample) {
        Some((encoding, _)) => encoding,
        // Names and figures without a sentence look like many encodings; in a table that is no
        // UTF-8, and reads no better as Big5 or UTF-16, they are what spreadsheets here save.
        None => match detect(&sample) {
            found if [UTF_8, BIG5, UTF_16LE, UTF_16BE].contains(&found) => found,
            _ => GB18030,
        },
    };
    Ok(DecodedStream {
        inner: Cursor::new(sample).chain(reader),
        decoder: encoding.new_decoder_with_bom_removal(),
        raw: vec![0; CHUNK],
        text: String::new(),
        taken: 0,
        has_return: false,
        is_done: false,
    })
}

impl<R> DecodedStream<R> {
    /// Makes each `\r\n` and each `\r` of what was decoded a `\n`.
    fn join_line_breaks(&mut self) {
        if self.has_return {
            self.text.insert(0, '\r');
        }
        self.has_return = !self.is_done && self.text.ends_with('\r');
        if self.has_return {
            self.text.pop();
        }
        if self.text.contains('\r') {
            self.text = self.text.replace("\r\n", "\n").replace('\r', "\n");
        }
    }
}

impl<R: Read> Read for DecodedStream<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.taken == self.text.len() && !self.is_done {
            let count = self.inner.read(&mut self.raw)?;
            self.is_done = count == 0;
            self.text.clear();
            self.taken = 0;
            // With room for the worst case all input is taken at once.
            let room = self
                .decoder
                .max_utf8_buffer_length(count)
                .unwrap_or(3 * CHUNK);
            self.text.reserve(room);
            let raw = &self.raw[..count];
            let _ = self
                .decoder
                .decode_to_string(raw, &mut self.text, self.is_done);
            self.join_line_breaks();
        }
        let rest = &self.text.as_bytes()[self.taken..];
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.taken += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_reads_as_its_text_wherever_it_is_cut() {
        let text = "地名,税收\n".to_owned() + &"云溪镇,7.3亿元\n".repeat(20_000);
        for encoding in [encoding_rs::UTF_8, encoding_rs::GB18030] {
            for ending in ["\n", "\r\n", "\r"] {
                let typed = text.replace('\n', ending);
                let (bytes, _, _) = encoding.encode(&typed);
                let mut stream = decoded(&bytes[..]).unwrap();
                let mut small = [0; 7];
                let first = stream.read(&mut small).unwrap();
                let mut whole = small[..first].to_vec();
                stream.read_to_end(&mut whole).unwrap();
                assert!(whole == text.as_bytes(), "{} {ending:?}", encoding.name());
            }
        }
    }
}
