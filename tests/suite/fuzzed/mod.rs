//! Any input at any door: the corpora of the fuzz targets are replayed, and each seed is changed a
//! number of times, the same way in every run. `NIGAO_FUZZ_ROUNDS=10000` tries longer.

pub(crate) mod doors;
mod mutate;

use std::path::PathBuf;

use super::harness::root;
use doors::DOORS;
use mutate::{Chance, mutated};

/// How often each seed is changed, unless `NIGAO_FUZZ_ROUNDS` says so.
const ROUNDS: u64 = 20;

fn corpus(door: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = root().join("fuzz/corpus").join(door);
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|why| panic!("{door}: {why}"));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a seed").path()).collect();
    paths.sort();
    let read = |path: PathBuf| {
        let bytes = std::fs::read(&path).expect("a seed");
        (path, bytes)
    };
    paths.into_iter().map(read).collect()
}

/// The words of the dictionary that the fuzz targets are given: `"…"` with bytes as `\xE4`.
fn dictionary() -> Vec<Vec<u8>> {
    let text = std::fs::read_to_string(root().join("fuzz/words.dict")).expect("the words");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let quoted = lines.filter_map(|line| line.split_once('"')?.1.strip_suffix('"'));
    quoted.map(unescaped).collect()
}

fn unescaped(word: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        let hex = rest.strip_prefix("\\x").and_then(|hex| hex.get(..2));
        if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            bytes.push(byte);
            rest = &rest[4..];
        } else if let Some(after) = rest.strip_prefix('\\') {
            bytes.extend(after.bytes().take(1));
            rest = after.get(1..).unwrap_or_default();
        } else {
            bytes.extend(rest.bytes().take(c.len_utf8()));
            rest = &rest[c.len_utf8()..];
        }
    }
    bytes
}

/// Replays the corpus of a door and changes every seed of it. The name of what fails is told, and
/// what it was is kept where a fuzz target would have put it.
fn try_door(door: &str) {
    let seeds = corpus(door);
    assert!(seeds.len() >= 4, "{door} has few seeds");
    let rounds = std::env::var("NIGAO_FUZZ_ROUNDS").ok();
    let rounds = rounds
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(ROUNDS);
    let words = dictionary();
    assert!(words.len() > 20);
    let others: Vec<Vec<u8>> = seeds.iter().map(|(_, bytes)| bytes.clone()).collect();
    for (path, seed) in &seeds {
        let name = path.display().to_string();
        // The name without the folder, so that the changes are the same wherever the project lies.
        let own = path.file_name().unwrap_or_default().to_string_lossy();
        for round in 0..=rounds {
            let input = if round == 0 {
                seed.clone()
            } else {
                mutated(seed, &others, &words, &mut Chance::of(&own, round))
            };
            let held = std::panic::catch_unwind(|| doors::run(door, &input));
            if held.is_err() {
                let kept = std::env::temp_dir().join(format!("nigao-{door}-{own}-{round}"));
                std::fs::write(&kept, &input).expect("a file for the case");
                panic!("{door}: {name} changed {round}: kept in {}", kept.display());
            }
        }
    }
}

macro_rules! doors {
    ($($door:ident)*) => {
        $(
            #[test]
            fn $door() {
                try_door(stringify!($door));
            }
        )*

        #[test]
        fn every_door_is_tried_and_has_a_target() {
            let tried = [$(stringify!($door)),*];
            assert_eq!(DOORS.map(|(name, _)| name), tried);
            let manifest = std::fs::read_to_string(root().join("fuzz/Cargo.toml")).expect("it");
            for door in tried {
                assert!(manifest.contains(&format!("name = \"{door}\"")), "{door}");
                let target = root().join(format!("fuzz/fuzz_targets/{door}.rs"));
                let target = std::fs::read_to_string(target).expect("a target");
                assert!(target.contains(&format!("\"{door}\"")), "{door}");
            }
        }
    };
}

doors! { read docx xlsx answers template markup values mine splice review records }
