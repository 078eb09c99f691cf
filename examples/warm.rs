//! Drafts one line of records after another and says how long it took: the `warm` command that
//! benches of several tools ask for.
//!
//! ```sh
//! cargo run --release --example warm -- GENRE FOLDER RECORDS.jsonl OUT START COUNT
//! ```
//!
//! It drafts five reports uncounted, prints `READY`, waits for a line, writes a Word file for each
//! of the lines START to START + COUNT, and prints `{"docs", "wall", "cpu", "maxrss_kb"}`.

use std::io::{BufRead, Cursor, Write};
use std::path::Path;
use std::time::Instant;
use std::{env, error, fs, io};

use nigao::batch::{ColumnRules, Filler, RecordFormat, ReportFormat, stream};
use nigao::catalog::Catalog;
use nigao::layout::Layout;

fn main() -> Result<(), Box<dyn error::Error>> {
    let args: Vec<String> = env::args().skip(1).collect();
    let [genre, folder, records, out, start, count] = &args[..] else {
        return Err("GENRE FOLDER RECORDS.jsonl OUT START COUNT".into());
    };
    let (start, count): (usize, usize) = (start.parse()?, count.parse()?);
    let text = fs::read_to_string(records)?;
    let lines: Vec<&str> = text.lines().collect();
    let out = Path::new(out);
    fs::create_dir_all(out)?;
    let genre = Catalog::shipped().with_folder(folder)?.genre(genre)?;
    let filler = Filler::new(&genre, ReportFormat::Docx, &Layout::default(), false)?;
    for number in 0..5 {
        let line = lines[number % lines.len()];
        fill(&filler, line, &out.join(format!("warm-{start}.docx")))?;
    }
    println!("READY");
    io::stdout().flush()?;
    io::stdin().lock().read_line(&mut String::new())?;
    let (wall, cpu) = (Instant::now(), cpu_seconds());
    for number in start..start + count {
        let line = lines[number % lines.len()];
        fill(&filler, line, &out.join(format!("{number:06}.docx")))?;
    }
    let (wall, cpu) = (wall.elapsed().as_secs_f64(), cpu_seconds() - cpu);
    let memory = peak_kib();
    println!("{{\"docs\": {count}, \"wall\": {wall}, \"cpu\": {cpu}, \"maxrss_kb\": {memory}}}");
    Ok(())
}

/// Reads, checks and drafts one record, and writes its file.
fn fill(filler: &Filler, line: &str, path: &Path) -> Result<(), Box<dyn error::Error>> {
    let rules = ColumnRules {
        only_known: false,
        elsewhere: &|_| false,
    };
    let line = Cursor::new(line.to_owned());
    let (records, _) = stream(
        "records",
        line,
        RecordFormat::JsonLines,
        filler.schema(),
        rules,
    )?;
    for record in records {
        let bytes = filler.fill(&record?.read().answers).into_result()?;
        fs::write(path, bytes)?;
    }
    Ok(())
}

/// Returns the time that this process has used, in seconds, where Linux tells it.
fn cpu_seconds() -> f64 {
    /// What Linux counts in: a hundredth of a second, on every machine of today.
    const TICKS: f64 = 100.0;
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let fields: Vec<&str> = fields.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|words| words.parse().ok());
    (ticks(11).unwrap_or(0.0) + ticks(12).unwrap_or(0.0)) / TICKS
}

/// Returns the most memory that this process has had, in KiB.
fn peak_kib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let words = line.unwrap_or_default().split_whitespace().next();
    words.and_then(|words| words.parse().ok()).unwrap_or(0)
}
