//! Refills drafts that `LibreOffice` has saved in between: ids, runs and styles are all its own.

use std::path::{Path, PathBuf};

use nigao::diagnostic::Lang;
use nigao::refill::{refill, stamp_of};

use super::other_programs::faults;
use super::tools::{self, Tool};
use crate::refill::generated::changed_answers;
use crate::refill::{Bench, lines, open};

#[test]
#[ignore = "needs the programs that tests/oracles/setup.sh installs"]
fn drafts_saved_by_another_program_merge_without_false_conflict() {
    let soffice = Tool::Soffice.find();
    let validator = Tool::OpenXmlSdk.find();
    let folder = tools::folder().join("saved");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("anew")).expect("a folder");
    let benches = Bench::all();
    let mut files: Vec<PathBuf> = Vec::new();
    for bench in &benches {
        let path = folder.join(format!("{}.docx", bench.name));
        std::fs::write(&path, bench.draft(&bench.answers).expect("the sample")).expect("room");
        files.push(path);
    }
    let paths: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    tools::save_anew(&soffice, &folder.join("anew"), &paths);
    for (bench, path) in benches.iter().zip(&files) {
        let base = bench.draft(&bench.answers).expect("the sample");
        let saved_path = folder.join("anew").join(path.file_name().expect("a name"));
        let saved = std::fs::read(&saved_path).expect("the saved file");
        let before = faults(&validator, &saved_path);
        let same = refill(&saved, &base, &base, Lang::Zh).expect("a file");
        assert_eq!(same.bytes, saved, "{}", bench.name);
        assert_eq!(
            stamp_of(&saved).expect("a file"),
            stamp_of(&base).expect("a file")
        );
        for (n, changed) in changed_answers(bench, 4).iter().enumerate() {
            let next = bench.draft(changed).expect("checked");
            let renewed = refill(&saved, &base, &next, Lang::Zh).expect("a file");
            let open = open(&renewed.items);
            let only_parts = open.iter().all(|item| item.place.is_none());
            assert!(only_parts, "{}: {open:#?}", bench.name);
            assert_eq!(lines(&renewed.bytes), lines(&next), "{}", bench.name);
            let after = folder.join(format!("{}-{n}.docx", bench.name));
            std::fs::write(&after, &renewed.bytes).expect("room on the disk");
            let new = faults(&validator, &after);
            let added: Vec<&String> = new.difference(&before).collect();
            assert!(added.is_empty(), "{}: {added:?}", bench.name);
        }
    }
}
