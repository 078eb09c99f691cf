//! Rewrites a zip archive with some parts changed, every other byte of it as it stood.
//!
//! Names, times, order, extra fields and the deflated bytes of other parts are copied as they are.
//! A crate would write each record anew: names in old encodings, duplicate names and data
//! descriptors would not come through (APPNOTE 6.3).

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::ops::Range;

use zip::ZipArchive;

use crate::error::Result;
use crate::ooxml::pack::{CENTRAL, LOCAL, PackedPart, end, length};
use crate::ooxml::relations::part_key;
use crate::ooxml::{PackageError, PackageResult};

/// The bytes of a record in the list of parts before its name, and of a local header.
const RECORD_BYTES: usize = 46;
const HEADER_BYTES: usize = 30;
/// The extra field that holds sizes and offsets of more than 32 bits.
const ZIP64: u16 = 1;
/// What stands for a value of more than 32 bits.
const BEYOND: u32 = u32::MAX;
/// The only flag that stays when a part is packed anew: its name is UTF-8.
const UTF8_NAME: u16 = 1 << 11;

/// An archive taken apart, nothing inflated.
pub(in crate::ooxml) struct RawArchive<'f> {
    bytes: &'f [u8],
    /// Where the offsets of the list count from: after what stands before the archive.
    base: usize,
    /// Where the list begins.
    list: usize,
    records: Vec<CentralRecord>,
}

/// A part in the list.
struct CentralRecord {
    bytes: Range<usize>,
    /// Where its local header stands in the file.
    header: usize,
    /// Its name as names are compared.
    key: String,
}

impl<'f> RawArchive<'f> {
    /// Reads the list of parts.
    ///
    /// # Errors
    /// When it is no archive or the list contradicts itself.
    pub(in crate::ooxml) fn read(bytes: &'f [u8]) -> PackageResult<Self> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| PackageError::NotArchive)?;
        let whole = |number: u64| usize::try_from(number).map_err(|_| PackageError::Damaged);
        let base = whole(archive.offset())?;
        let list = whole(archive.central_directory_start())?;
        let mut records = Vec::new();
        let mut at = list;
        // The crate merges records of one name; here each is kept, so the list is read anew.
        while number::<4>(bytes, at) == Some(CENTRAL) {
            let record = CentralRecord::read(bytes, at, base).ok_or(PackageError::Damaged)?;
            if record.header + HEADER_BYTES > list {
                return Err(PackageError::Damaged);
            }
            at = record.bytes.end;
            records.push(record);
        }
        Ok(Self {
            bytes,
            base,
            list,
            records,
        })
    }

    /// Returns whether exactly one part has this name, so that it can be changed.
    pub(super) fn has_one(&self, name: &str) -> bool {
        let key = part_key(name);
        self.records
            .iter()
            .filter(|record| record.key == key)
            .count()
            == 1
    }

    /// Returns whether a part has this name.
    pub(super) fn has_any(&self, name: &str) -> bool {
        let key = part_key(name);
        self.records.iter().any(|record| record.key == key)
    }

    /// Returns the archive with parts changed, by their names, and others added at its end.
    ///
    /// # Errors
    /// When two parts share their bytes, or the archive grows beyond four gigabytes.
    pub(in crate::ooxml) fn rebuilt(
        &self,
        changed: &BTreeMap<String, PackedPart>,
        added: &[PackedPart],
    ) -> PackageResult<Vec<u8>> {
        self.write(changed, added).ok_or(PackageError::Damaged)
    }

    fn write(
        &self,
        changed: &BTreeMap<String, PackedPart>,
        added: &[PackedPart],
    ) -> Option<Vec<u8>> {
        let changed: BTreeMap<String, &PackedPart> = changed
            .iter()
            .map(|(name, part)| (part_key(name), part))
            .collect();
        let headers: BTreeSet<usize> = self.records.iter().map(|record| record.header).collect();
        let mut out = self.bytes[..*headers.first()?].to_vec();
        // Where each local header moves to. Records may share one, as in files made to be small.
        let mut moved = BTreeMap::new();
        let ends = headers.iter().skip(1).copied().chain([self.list]);
        for (header, end) in headers.iter().copied().zip(ends) {
            moved.insert(header, out.len());
            let mut sharing = self.records.iter().filter(|record| record.header == header);
            let first = sharing.next()?;
            match changed.get(&first.key) {
                // The other record would then describe content that is not there.
                Some(_) if sharing.next().is_some() => return None,
                Some(part) => self.write_changed(header, part, &mut out)?,
                // With whatever stands behind it: a data descriptor, a gap.
                None => out.extend(&self.bytes[header..end]),
            }
        }
        let mut list = Vec::new();
        for record in &self.records {
            let offset = moved.get(&record.header)?.checked_sub(self.base)?;
            record.write(
                self.bytes,
                offset,
                changed.get(&record.key).copied(),
                &mut list,
            )?;
        }
        for part in added {
            part.write_central(out.len() - self.base, &mut list).ok()?;
            part.write_local(&mut out).ok()?;
        }
        let comment = self.comment();
        let count = self.records.len() + added.len();
        self.end(&mut out, &list, count, comment).ok()?;
        Some(out)
    }

    fn end(&self, out: &mut Vec<u8>, list: &[u8], count: usize, comment: &[u8]) -> Result<()> {
        if self.base == 0 {
            return end(out, list, count, comment);
        }
        // The end record counts from the base as all offsets do.
        let mut archive = out.split_off(self.base);
        end(&mut archive, list, count, comment)?;
        out.extend(archive);
        Ok(())
    }

    /// The comment of the archive: what stands behind its end record.
    fn comment(&self) -> &'f [u8] {
        // It ends the file, whatever its end record looks like.
        let archive = ZipArchive::new(Cursor::new(self.bytes));
        let length = archive.map_or(0, |archive| archive.comment().len());
        &self.bytes[self.bytes.len().saturating_sub(length)..]
    }

    /// Writes a local header with its time and its name, and the new content.
    fn write_changed(&self, header: usize, part: &PackedPart, out: &mut Vec<u8>) -> Option<()> {
        if number::<4>(self.bytes, header)? != LOCAL {
            return None;
        }
        let name_bytes = number::<2>(self.bytes, header + 26)? as usize;
        let extra_bytes = number::<2>(self.bytes, header + 28)? as usize;
        let name = header + HEADER_BYTES;
        let extra = without_zip64(
            self.bytes
                .get(name + name_bytes..name + name_bytes + extra_bytes)?,
        );
        let at = out.len();
        out.extend(self.bytes.get(header..name + name_bytes)?);
        out.extend(&extra);
        patch(out, at + 6, part)?;
        put::<2>(out, at + 28, u32::try_from(extra.len()).ok()?)?;
        out.extend(&part.packed);
        Some(())
    }
}

impl CentralRecord {
    fn read(bytes: &[u8], at: usize, base: usize) -> Option<Self> {
        let name_bytes = number::<2>(bytes, at + 28)? as usize;
        let extra_bytes = number::<2>(bytes, at + 30)? as usize;
        let comment_bytes = number::<2>(bytes, at + 32)? as usize;
        let name = at + RECORD_BYTES;
        let end = name + name_bytes + extra_bytes + comment_bytes;
        bytes.get(at..end)?;
        let key = part_key(&String::from_utf8_lossy(&bytes[name..name + name_bytes]));
        let extra = &bytes[name + name_bytes..name + name_bytes + extra_bytes];
        let header = match number::<4>(bytes, at + 42)? {
            BEYOND => {
                // Sizes stand before the offset, each only where it is beyond 32 bits.
                let sizes = [20, 24]
                    .into_iter()
                    .filter(|field| number::<4>(bytes, at + field) == Some(BEYOND));
                usize::try_from(long(zip64(extra)?, 8 * sizes.count())?).ok()?
            }
            offset => offset as usize,
        };
        Some(Self {
            bytes: at..end,
            header: header.checked_add(base)?,
            key,
        })
    }

    /// Writes the record with its new offset, and with the new sizes of a part that is changed.
    fn write(
        &self,
        bytes: &[u8],
        offset: usize,
        changed: Option<&PackedPart>,
        list: &mut Vec<u8>,
    ) -> Option<()> {
        let record = &bytes[self.bytes.clone()];
        let name_bytes = number::<2>(record, 28)? as usize;
        let extra_bytes = number::<2>(record, 30)? as usize;
        let name_end = RECORD_BYTES + name_bytes;
        let extra = &record[name_end..name_end + extra_bytes];
        let kept = without_zip64(extra);
        let at = list.len();
        list.extend(&record[..name_end]);
        list.extend(&kept);
        list.extend(&record[name_end + extra_bytes..]);
        if let Some(part) = changed {
            patch(list, at + 8, part)?;
        } else if let Some(large) = zip64(extra) {
            // Without its extra field, a record must hold the sizes itself.
            let mut taken = 0;
            for field in [24, 20] {
                if number::<4>(record, field)? == BEYOND {
                    put::<4>(list, at + field, u32::try_from(long(large, taken)?).ok()?)?;
                    taken += 8;
                }
            }
        }
        put::<2>(list, at + 30, u32::try_from(kept.len()).ok()?)?;
        put::<4>(list, at + 42, length(offset).ok()?)
    }
}

/// Sets what both headers hold from the flags to the sizes; time and date stand between them.
fn patch(out: &mut [u8], flags: usize, part: &PackedPart) -> Option<()> {
    let kept = number::<2>(out, flags)? & u32::from(UTF8_NAME);
    put::<2>(out, flags, kept)?;
    put::<2>(out, flags + 2, u32::from(part.method))?;
    put::<4>(out, flags + 8, part.crc)?;
    put::<4>(out, flags + 12, length(part.packed.len()).ok()?)?;
    put::<4>(out, flags + 16, part.size)
}

/// The extra fields one after another: kind, and the bytes with their head of four.
fn extra_fields(extra: &[u8]) -> Vec<(u16, &[u8])> {
    let mut fields = Vec::new();
    let mut rest = extra;
    while let (Some(kind), Some(size)) = (number::<2>(rest, 0), number::<2>(rest, 2)) {
        let end = (4 + size as usize).min(rest.len());
        fields.push((u16::try_from(kind).unwrap_or(0), &rest[..end]));
        rest = &rest[end..];
    }
    fields
}

fn zip64(extra: &[u8]) -> Option<&[u8]> {
    let field = extra_fields(extra)
        .into_iter()
        .find(|(kind, _)| *kind == ZIP64)?;
    field.1.get(4..)
}

/// Extra fields without large sizes: what is written anew fits 32 bits.
fn without_zip64(extra: &[u8]) -> Vec<u8> {
    if zip64(extra).is_none() {
        return extra.to_vec();
    }
    let fields = extra_fields(extra)
        .into_iter()
        .filter(|(kind, _)| *kind != ZIP64);
    fields.flat_map(|(_, bytes)| bytes.to_vec()).collect()
}

/// The number of `N` bytes at a place, the lowest first.
fn number<const N: usize>(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(N)?)?;
    Some(
        bytes
            .iter()
            .rev()
            .fold(0, |number, byte| number << 8 | u32::from(*byte)),
    )
}

fn long(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from(number::<4>(bytes, at + 4)?) << 32 | u64::from(number::<4>(bytes, at)?))
}

fn put<const N: usize>(out: &mut [u8], at: usize, number: u32) -> Option<()> {
    out.get_mut(at..at + N)?
        .copy_from_slice(&number.to_le_bytes()[..N]);
    Some(())
}
