//! Any bytes read as a file: no panic, noise and slots in order and apart, every span's words its own (invariant 1, invariant 6).
#![no_main]

use libfuzzer_sys::fuzz_target;
use nigao::mine::inspect::inspect;
use nigao::read::{Report, Source};

fuzz_target!(|bytes: &[u8]| {
    let Ok(source) = Source::parse(bytes, bytes.first() == Some(&b'#'), None) else {
        return;
    };
    for part in source.split() {
        let report = Report::of(&part);
        let found = inspect(&report);
        assert!(
            found
                .slots
                .windows(2)
                .all(|pair| pair[0].end <= pair[1].start),
            "slots overlap"
        );
        assert!(
            found.noise.windows(2).all(|pair| pair[0].1 <= pair[1].0),
            "noise overlaps"
        );
        assert!(
            found
                .headings
                .windows(2)
                .all(|pair| pair[0].start <= pair[1].start),
            "headings out of order"
        );
        for slot in &found.slots {
            let words: String = report.source()[slot.start..slot.end].iter().collect();
            assert_eq!(words, slot.text);
            let noisy = found
                .noise
                .iter()
                .any(|(start, end)| slot.start < *end && *start < slot.end);
            assert!(!noisy, "a slot in noise");
        }
    }
});
