//! Archives as other programs pack them: whatever their records hold comes through.

use std::io::{Cursor, Write as _};

use nigao::splice::{WordChanges, WordSource};
use zip::write::{SimpleFileOptions, ZipWriter};

use super::{assert_only, texts};
use crate::word::{document, paragraph, word};

fn changed(file: &[u8]) -> Vec<u8> {
    let source = WordSource::open(file).expect("a Word file");
    let mut changes = WordChanges::new(&source);
    changes.replace(0, 0, 0..1, "新").expect("words");
    changes.finish().expect("a file")
}

fn body() -> String {
    document(&paragraph("", "旧词"))
}

#[test]
fn invariant_13_stored_large_streamed_and_commented_archives_come_through() {
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let large = SimpleFileOptions::default().large_file(true);
    let dated = SimpleFileOptions::default().last_modified_time(
        zip::DateTime::from_date_and_time(2025, 12, 31, 8, 30, 0).expect("a time"),
    );
    for options in [stored, large, dated] {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.set_comment("第三稿").expect("a comment");
        for (name, text) in [
            ("附件/图.txt", "图"),
            ("word/document.xml", &body()),
            ("z.bin", "尾"),
        ] {
            zip.start_file(name, options).expect("a part");
            zip.write_all(text.as_bytes()).expect("its bytes");
        }
        let file = zip.finish().expect("a zip").into_inner();
        let after = changed(&file);
        assert_eq!(texts(&after), [["新词"]]);
        assert_only("archive", &file, &after, &["word/document.xml"]);
        let read = zip::ZipArchive::new(Cursor::new(&after)).expect("a zip");
        assert_eq!(read.comment(), "第三稿".as_bytes());
        let mut read = read;
        let mut old = zip::ZipArchive::new(Cursor::new(&file)).expect("a zip");
        for name in ["附件/图.txt", "word/document.xml", "z.bin"] {
            let time = old.by_name(name).expect("a part").last_modified();
            assert_eq!(
                read.by_name(name).expect("a part").last_modified(),
                time,
                "{name}"
            );
        }
    }
    // A zip written to a stream: sizes stand behind the data.
    let mut zip = ZipWriter::new_stream(Vec::new());
    for (name, text) in [
        ("a.txt", "甲"),
        ("word/document.xml", &body()),
        ("z.txt", "乙"),
    ] {
        zip.start_file(name, SimpleFileOptions::default())
            .expect("a part");
        zip.write_all(text.as_bytes()).expect("its bytes");
    }
    let file = zip.finish().expect("a zip").into_inner();
    let after = changed(&file);
    assert_eq!(texts(&after), [["新词"]]);
    assert_only("stream", &file, &after, &["word/document.xml"]);
}

#[test]
fn invariant_13_what_stands_before_an_archive_stays() {
    let file = [
        b"#!/bin/sh\n".as_slice(),
        &word(&[("word/document.xml", &body()), ("a", "b")]),
    ]
    .concat();
    let after = changed(&file);
    assert!(after.starts_with(b"#!/bin/sh\n"));
    assert_eq!(texts(&after), [["新词"]]);
    assert_only("prefixed", &file, &after, &["word/document.xml"]);
}

#[test]
fn archives_that_contradict_themselves_are_refused() {
    let file = word(&[("word/document.xml", &body()), ("word/other.xml", &body())]);
    // The second record is said to begin where the first does.
    let mut twice = file.clone();
    let list = twice
        .windows(4)
        .rposition(|bytes| bytes == [0x50, 0x4b, 1, 2])
        .expect("a record");
    twice[list + 42..list + 46].copy_from_slice(&[0; 4]);
    for at in [0, 10, file.len() / 2, file.len() - 4] {
        let cut = &file[..at];
        assert!(WordSource::open(cut).is_err(), "cut at {at}");
    }
    let source = WordSource::open(&twice).expect("a list");
    let mut changes = WordChanges::new(&source);
    changes.replace(0, 0, 0..1, "新").expect("words");
    assert!(changes.finish().is_err());
}
