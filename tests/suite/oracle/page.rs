//! Page: a PDF to its lines and its ink, in millimetres from the upper left corner of the paper.

#![allow(
    clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss
)] // dots

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Millimetres in a point.
pub(super) const MM: f64 = 25.4 / 72.0;
const DPI: f64 = 300.0;

/// Under the text of an upright page.
const FOOT: f64 = 262.0;

/// A drawn page.
pub(super) struct Page {
    pdf: PathBuf,
    index: usize,
    width: f64,
    height: f64,
    lines: Vec<Line>,
    number: Option<Line>,
    bitmap: OnceLock<Bitmap>,
}

/// A line of words and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) words: String,
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

/// Where ink begins and ends.
pub(super) struct Ink {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

struct Bitmap {
    width: usize,
    black: Vec<bool>,
}

fn poppler(tool: &str, args: &[&str], pdf: &Path) -> Vec<u8> {
    let mut command = Command::new(tool);
    command.args(args).arg(pdf);
    if tool == "pdftotext" {
        command.arg("-");
    }
    command
        .output()
        .unwrap_or_else(|error| panic!("{tool}: {error}"))
        .stdout
}

/// The pages of a PDF.
pub(super) fn read(pdf: &Path) -> Vec<Page> {
    let xml = String::from_utf8_lossy(&poppler("pdftotext", &["-bbox-layout"], pdf)).into_owned();
    let pages: Vec<Page> = xml
        .split("<page ")
        .skip(1)
        .enumerate()
        .map(|(at, page)| parse(pdf, at + 1, page))
        .collect();
    assert!(!pages.is_empty(), "{} has no pages", pdf.display());
    pages
}

fn parse(pdf: &Path, index: usize, xml: &str) -> Page {
    let mut lines: Vec<Line> = xml.split("<line ").skip(1).map(line).collect();
    lines.sort_by(|a, b| a.top.total_cmp(&b.top));
    let [width, height] = ["width", "height"].map(|name| value(xml, name));
    let number = lines
        .iter()
        .position(|line| line.top > FOOT)
        .map(|at| lines.split_off(at))
        .and_then(joined);
    Page {
        pdf: pdf.to_owned(),
        index,
        width,
        height,
        lines,
        number,
        bitmap: OnceLock::new(),
    }
}

fn line(xml: &str) -> Line {
    let xml = xml.split("</line>").next().unwrap_or(xml);
    let words: Vec<&str> = xml
        .split("</word>")
        .filter_map(|word| word.rsplit_once("\">").map(|(_, word)| word))
        .collect();
    let [left, top, right, bottom] = ["xMin", "yMin", "xMax", "yMax"].map(|name| value(xml, name));
    Line {
        words: words.join(" "),
        left,
        top,
        right,
        bottom,
    }
}

/// Pieces of one line as that line.
fn joined(mut pieces: Vec<Line>) -> Option<Line> {
    pieces.sort_by(|a, b| a.left.total_cmp(&b.left));
    let (first, last) = (pieces.first()?, pieces.last()?);
    let words = pieces.iter().map(|piece| piece.words.as_str()).collect();
    Some(Line {
        words,
        left: first.left,
        top: first.top,
        right: last.right,
        bottom: first.bottom,
    })
}

/// The first attribute of a name, in millimetres.
fn value(xml: &str, name: &str) -> f64 {
    let quoted = xml
        .split_once(&format!("{name}=\""))
        .and_then(|(_, rest)| rest.split_once('"'))
        .map(|(value, _)| value);
    quoted
        .and_then(|value| value.parse::<f64>().ok())
        .unwrap_or_else(|| panic!("no {name} in {xml:.80}"))
        * MM
}

/// The names of the faces a PDF is set in.
pub(super) fn faces(pdf: &Path) -> Vec<String> {
    let table = String::from_utf8_lossy(&poppler("pdffonts", &[], pdf)).into_owned();
    let name = |row: &str| {
        row.split_whitespace()
            .next()
            .map(|name| name.rsplit('+').next().unwrap_or(name).to_owned())
    };
    table.lines().skip(2).filter_map(name).collect()
}

impl Page {
    /// The lines but the page's number, from the top.
    pub(super) fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// `— 1 —`.
    pub(super) fn number(&self) -> Option<&Line> {
        self.number.as_ref()
    }

    pub(super) fn is_upright(&self) -> bool {
        self.height > self.width
    }

    /// The box around the ink of the text: all that stands above the page's number.
    pub(super) fn ink(&self) -> Ink {
        let end = self
            .number
            .as_ref()
            .map_or(self.height, |number| number.top);
        let dots: Vec<(usize, usize)> = self.dots(0.0, end).collect();
        let (columns, rows) = (
            || dots.iter().map(|dot| dot.0),
            || dots.iter().map(|dot| dot.1),
        );
        let mm = |dot: Option<usize>| dot.expect("ink") as f64 / DPI * 25.4;
        Ink {
            left: mm(columns().min()),
            top: mm(rows().min()),
            right: mm(columns().max().map(|x| x + 1)),
            bottom: mm(rows().max().map(|y| y + 1)),
        }
    }

    /// The height at which the dash that begins a line stands.
    pub(super) fn middle_of_ink(&self, line: &Line) -> f64 {
        let dash = line.left..line.left + (line.right - line.left) / 6.0;
        let dots = self.dots(line.top, line.bottom);
        let rows: Vec<usize> = dots
            .filter(|(x, _)| dash.contains(&(*x as f64 / DPI * 25.4)))
            .map(|(_, y)| y)
            .collect();
        let (first, last) = (
            rows.iter().min().expect("a dash"),
            rows.iter().max().expect("a dash"),
        );
        (first + last) as f64 / 2.0 / DPI * 25.4
    }

    /// The black dots between two heights.
    fn dots(&self, top: f64, bottom: f64) -> impl Iterator<Item = (usize, usize)> {
        let bitmap = self.bitmap.get_or_init(|| self.draw());
        let dot = |mm: f64| (mm / 25.4 * DPI) as usize * bitmap.width;
        let range = dot(top)..dot(bottom).min(bitmap.black.len());
        range
            .filter(|at| bitmap.black[*at])
            .map(|at| (at % bitmap.width, at / bitmap.width))
    }

    fn draw(&self) -> Bitmap {
        let page = self.index.to_string();
        let file = poppler(
            "pdftoppm",
            &["-r", "300", "-gray", "-f", &page, "-l", &page],
            &self.pdf,
        );
        // P5, width, height and the brightest value, each on a line or behind a space, then a byte
        // a dot.
        let mut at = 0;
        let mut header = Vec::new();
        while header.len() < 4 {
            let end = at
                + file[at..]
                    .iter()
                    .position(u8::is_ascii_whitespace)
                    .expect("a header");
            header.push(String::from_utf8_lossy(&file[at..end]).into_owned());
            at = end + 1;
        }
        let width = header[1].parse().expect("a width");
        Bitmap {
            width,
            black: file[at..].iter().map(|dot| *dot < 128).collect(),
        }
    }
}
