//! Reads the rows of a CSV of any length: UTF-8 or GB 18030, parted by commas, semicolons or tabs.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::table::{RecordCell, RecordRow};
use crate::batch::record::LONGEST_RECORD;
use crate::diagnostic::Message;
use crate::error::{Error, Result};

/// How much of a table is looked at to tell what parts its cells, in bytes.
const SAMPLE: usize = 64 << 10;

/// Reads rows with their lines, from 1.
pub(super) struct CsvRows {
    file: String,
    reader: csv::Reader<FusedReader<Box<dyn Read + Send>>>,
    fuse: Arc<AtomicUsize>,
}

impl CsvRows {
    /// Reads a table that is UTF-8 already, its lines ended by `\n`.
    pub(super) fn new(file: &str, mut reader: impl Read + Send + 'static) -> Result<Self> {
        let mut sample = Vec::new();
        let read = reader.by_ref().take(SAMPLE as u64).read_to_end(&mut sample);
        read.map_err(|error| Error::io(file, error))?;
        let sample = sample
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(&sample)
            .to_vec();
        let delimiter = delimiter(&sample);
        let fuse = Arc::new(AtomicUsize::new(0));
        // With a line break at its end every row ends in one, which counting lines rests on.
        let whole = io::Cursor::new(sample).chain(reader).chain(&b"\n"[..]);
        let inner: Box<dyn Read + Send> = Box::new(whole);
        let reader = FusedReader {
            inner,
            since_record: fuse.clone(),
        };
        let reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(reader);
        Ok(Self {
            file: file.to_owned(),
            reader,
            fuse,
        })
    }
}

impl Iterator for CsvRows {
    type Item = Result<RecordRow>;

    fn next(&mut self) -> Option<Self::Item> {
        self.fuse.store(0, Ordering::Relaxed);
        let mut record = csv::ByteRecord::new();
        let before = self.reader.position().line();
        match self.reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return None,
            Err(error) if self.fuse.load(Ordering::Relaxed) > FUSE => {
                let most = format!("{} KB", LONGEST_RECORD >> 10);
                let args = [("line", before.to_string()), ("most", most)];
                let _ = error;
                let error = Error::new(Message::new("batch.row-too-long", args));
                return Some(Err(error.in_file(&self.file)));
            }
            Err(error) => return Some(Err(Error::io(&self.file, io::Error::other(error)))),
        }
        // The place of a record is before the blank lines above it; its end is sure.
        let inner = count(record.as_slice(), b'\n') as u64;
        let line = self.reader.position().line().saturating_sub(1 + inner);
        let mut cells = Vec::new();
        for (column, cell) in record.iter().enumerate() {
            let text = String::from_utf8_lossy(cell);
            let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
            if !text.is_empty() {
                cells.push(RecordCell {
                    column,
                    text: text.to_owned(),
                    fault: None,
                });
            }
        }
        Some(Ok(RecordRow {
            line: usize::try_from(line).unwrap_or(usize::MAX),
            cells,
        }))
    }
}

/// How much may be read for one row, in bytes. The reader of CSV reads ahead by its buffer.
const FUSE: usize = LONGEST_RECORD + SAMPLE;

/// Stops a stream that gives one row without end: a quote that is never closed takes all that
/// follows into its cell.
struct FusedReader<R> {
    inner: R,
    since_record: Arc<AtomicUsize>,
}

impl<R: Read> Read for FusedReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let all = self.since_record.fetch_add(count, Ordering::Relaxed) + count;
        if all > FUSE {
            Err(io::ErrorKind::InvalidData.into())
        } else {
            Ok(count)
        }
    }
}

/// Returns what parts the cells: the sign most of in the first line that has any, a comma where
/// there is none.
///
/// The head alone is looked at: below it stand sentences with commas and figures like 1,234.
fn delimiter(sample: &[u8]) -> u8 {
    for line in sample.split(|byte| *byte == b'\n') {
        let best = [b',', b'\t', b';']
            .into_iter()
            .rev()
            .max_by_key(|sign| count(line, *sign));
        if let Some(best) = best.filter(|best| count(line, *best) > 0) {
            return best;
        }
    }
    b','
}

fn count(bytes: &[u8], wanted: u8) -> usize {
    let mut count = 0;
    for byte in bytes {
        count += usize::from(*byte == wanted);
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(usize, Vec<(usize, String)>)> {
        let text = crate::read::decoded(io::Cursor::new(text.to_owned())).unwrap();
        let rows = CsvRows::new("a.csv", text).unwrap();
        let cells = |row: RecordRow| {
            let pairs = row.cells.into_iter().map(|cell| (cell.column, cell.text));
            (row.line, pairs.collect())
        };
        rows.map(|row| cells(row.unwrap())).collect()
    }

    #[test]
    fn cells_are_parted_by_what_the_head_has() {
        let wanted = vec![
            (1, vec![(0, "a".to_owned()), (1, "b".to_owned())]),
            (2, vec![(1, "1".to_owned())]),
        ];
        for text in ["a,b\n,1\n", "a;b\r\n;1", "\u{feff}a\tb\n \t1\n"] {
            assert_eq!(rows(text), wanted, "{text:?}");
        }
        assert_eq!(rows("a;b\n1,5;2,5\n")[1].1[0].1, "1,5");
        assert_eq!(rows("a,b\n\n\"x\ny\",2\n\n")[1].0, 3);
    }

    #[test]
    fn a_quote_without_end_stops_at_the_length_of_a_record() {
        let text = format!("a,b\n1,\"{}", "x,\n".repeat(LONGEST_RECORD));
        let mut rows = CsvRows::new("a.csv", io::Cursor::new(text)).unwrap();
        assert!(rows.next().unwrap().is_ok());
        assert_eq!(
            rows.next().unwrap().unwrap_err().message().key(),
            "batch.row-too-long"
        );
    }
}
