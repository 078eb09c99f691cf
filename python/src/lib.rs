//! Lends the library to Python: the part of the package that is written in Rust.
//!
//! Records come as lines of JSON and go through the same readers, checks and writers as those of
//! `nigao fill --records`, so that the bytes are the program's. Python's lock is released for all
//! of that work.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use nigao::answers::Answers;
use nigao::batch::{
    ColumnRules, Filler, RecordFormat, ReportFormat, UnreadRecord, in_order, stream,
};
use nigao::catalog::{CarriedFiles, Catalog, Genre};
use nigao::diagnostic::{Diagnostic, Diagnostics, Lang};
use nigao::error::Error;
use nigao::layout::Layout;
use pyo3::create_exception;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use rayon::{ThreadPool, ThreadPoolBuilder};

create_exception!(
    _native,
    GenreError,
    PyValueError,
    "A genre or a layout that cannot be loaded: what is wrong with it, in Chinese and English."
);

/// What messages call the records, which stand in no file.
const RECORDS: &str = "records";

/// The folder, the files by their paths, and the names of fields that other genres have.
type Carried = (String, BTreeMap<String, Vec<u8>>, Vec<String>);
/// What the input calls a record, as JSON; its bytes; its diagnostics, as JSON.
type Answered<'py> = (Option<String>, Option<Bound<'py, PyBytes>>, String);

/// A genre and a layout; what drafts from them is made at first use and kept.
#[pyclass(frozen, module = "nigao._native")]
struct NativeGenre {
    genre: Genre,
    layout: Layout,
    known: KnownFields,
    fillers: Mutex<HashMap<(&'static str, bool), Arc<Filler>>>,
}

/// The names of the fields that some genre has: answers may hold them.
#[derive(Clone)]
struct KnownFields {
    /// Names that came with a genre from its folder.
    carried: Arc<HashSet<String>>,
    /// Those of the shipped genres, read at the first key that is no field of the genre; most
    /// answers have none.
    shipped: Arc<OnceLock<HashSet<String>>>,
}

impl KnownFields {
    fn new(carried: Vec<String>) -> Self {
        Self {
            carried: Arc::new(carried.into_iter().collect()),
            shipped: Arc::default(),
        }
    }

    fn has(&self, field: &str) -> bool {
        let names = || Catalog::shipped().field_names();
        self.carried.contains(field) || self.shipped.get_or_init(names).contains(field)
    }
}

#[pymethods]
impl NativeGenre {
    /// Loads a genre by its name or title, from a folder if there is one. What the folder holds
    /// is read at once: it may change or go.
    #[staticmethod]
    fn load(
        py: Python<'_>,
        name: &str,
        folder: Option<PathBuf>,
        layout: Option<(String, Option<Vec<u8>>)>,
    ) -> PyResult<Self> {
        py.detach(|| {
            let mut catalog = Catalog::shipped();
            let mut known = Vec::new();
            if let Some(folder) = folder {
                catalog = catalog.with_folder(folder).map_err(refused)?;
                known.extend(catalog.field_names());
            }
            let mut genre = catalog.genre(name).map_err(refused)?;
            if let Some(files) = genre.carried().map_err(refused)? {
                genre = Genre::of_carried(&genre.name, files);
            }
            Self::of(genre, layout, KnownFields::new(known))
        })
    }

    /// Makes the genre anew that was carried to another process.
    #[staticmethod]
    fn of_carried(
        py: Python<'_>,
        name: &str,
        carried: Carried,
        layout: Option<(String, Option<Vec<u8>>)>,
    ) -> PyResult<Self> {
        py.detach(|| {
            let (folder, files, known) = carried;
            let genre = Genre::of_carried(name, CarriedFiles { folder, files });
            Self::of(genre, layout, KnownFields::new(known))
        })
    }

    /// Takes the genre out of its folder; none of a shipped one, which is in every wheel.
    fn carried(&self, py: Python<'_>) -> PyResult<Option<Carried>> {
        py.detach(|| {
            let Some(CarriedFiles { folder, files }) = self.genre.carried().map_err(refused)?
            else {
                return Ok(None);
            };
            let mut known: Vec<String> = self.known.carried.iter().cloned().collect();
            known.sort();
            Ok(Some((folder, files, known)))
        })
    }

    #[getter]
    fn name(&self) -> &str {
        &self.genre.name
    }

    #[getter]
    fn title(&self) -> String {
        self.genre.title().unwrap_or_default()
    }

    /// The names of its fields, in the order they are asked.
    #[getter]
    fn fields(&self, py: Python<'_>) -> PyResult<Vec<String>> {
        py.detach(|| {
            let schema = self.genre.schema().into_result();
            let schema = schema.map_err(|faults| faulty(&faults))?;
            Ok(schema.fields.into_iter().map(|field| field.name).collect())
        })
    }

    /// Checks answers in YAML or JSON, without drafting; returns what is wrong, as JSON.
    fn check(&self, py: Python<'_>, answers: &str, draft: bool) -> PyResult<String> {
        py.detach(|| {
            let filler = self.filler("txt", draft)?;
            let checked = filler.check(&Answers::read("answers", answers));
            Ok(json_of(&checked.diagnostics))
        })
    }

    /// Checks one record in JSON, without drafting; returns what is wrong, as JSON.
    fn check_record(&self, py: Python<'_>, line: String, draft: bool) -> PyResult<String> {
        py.detach(|| {
            let filler = self.filler("txt", draft)?;
            let mut found = Diagnostics::new();
            for record in records(line, &filler, &self.known)? {
                let record = record.map_err(refused)?.read();
                found.extend(filler.check(&record.answers).diagnostics);
            }
            Ok(json_of(&found))
        })
    }

    /// Drafts from answers in YAML or JSON.
    fn fill<'py>(
        &self,
        py: Python<'py>,
        answers: &str,
        format: &str,
        draft: bool,
    ) -> PyResult<Answered<'py>> {
        let checked = py.detach(|| {
            let filler = self.filler(format, draft)?;
            let checked = filler.fill(&Answers::read("answers", answers));
            PyResult::Ok((checked.value, json_of(&checked.diagnostics)))
        });
        let (bytes, faults) = checked?;
        Ok((None, bytes.map(|bytes| PyBytes::new(py, &bytes)), faults))
    }

    /// Drafts from records, a line of JSON each, on so many threads; 0 is one for each core.
    fn fill_records<'py>(
        &self,
        py: Python<'py>,
        lines: String,
        format: &str,
        draft: bool,
        threads: usize,
    ) -> PyResult<Vec<Answered<'py>>> {
        let filled = py.detach(|| {
            let filler = self.filler(format, draft)?;
            let records = records(lines, &filler, &self.known)?;
            let mut filled = Vec::new();
            let mut stopped = None;
            let work = |record: nigao::error::Result<UnreadRecord>| {
                let record = record?.read();
                let checked = filler.fill(&record.answers);
                let id = record.id.map(|id| id.to_string());
                nigao::error::Result::Ok((id, checked.value, json_of(&checked.diagnostics)))
            };
            let done = |answered| {
                match answered {
                    Ok(answered) => filled.push(answered),
                    Err(error) => {
                        stopped = Some(error);
                        return ControlFlow::Break(());
                    }
                }
                ControlFlow::Continue(())
            };
            pool(threads)?.install(|| in_order(records, work, done));
            match stopped {
                Some(error) => Err(refused(error)),
                None => Ok(filled),
            }
        })?;
        let answered = filled.into_iter().map(|(id, bytes, faults)| {
            let bytes = bytes.map(|bytes| PyBytes::new(py, &bytes));
            (id, bytes, faults)
        });
        Ok(answered.collect())
    }
}

impl NativeGenre {
    fn of(
        genre: Genre,
        layout: Option<(String, Option<Vec<u8>>)>,
        known: KnownFields,
    ) -> PyResult<Self> {
        Ok(Self {
            genre,
            layout: layout_of(layout)?,
            known,
            fillers: Mutex::default(),
        })
    }

    /// Returns what drafts in a format. The lock is not held while it is made: a process that is
    /// forked meanwhile must find it open.
    fn filler(&self, format: &str, draft: bool) -> PyResult<Arc<Filler>> {
        let Some(format) = ReportFormat::of_ending(format) else {
            let why = format!("format is docx, txt or md, not {format:?}");
            return Err(PyValueError::new_err(why));
        };
        let key = (format.name(), draft);
        let kept = || self.fillers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(filler) = kept().get(&key) {
            return Ok(filler.clone());
        }
        let filler = Filler::new(&self.genre, format, &self.layout, draft);
        let filler = filler.map_err(|faults| faulty(&faults))?;
        let known = self.known.clone();
        let filler = Arc::new(filler.with_elsewhere(move |field| known.has(field)));
        kept().insert(key, filler.clone());
        Ok(filler)
    }
}

/// Reads records from lines of JSON.
fn records(lines: String, filler: &Filler, known: &KnownFields) -> PyResult<nigao::batch::Records> {
    let elsewhere = |field: &str| known.has(field);
    let rules = ColumnRules {
        only_known: false,
        elsewhere: &elsewhere,
    };
    let lines = Cursor::new(lines);
    let opened = stream(
        RECORDS,
        lines,
        RecordFormat::JsonLines,
        filler.schema(),
        rules,
    );
    Ok(opened.map_err(refused)?.0)
}

/// Starts threads for one call. None outlive it: a process that is forked has no threads but one.
fn pool(threads: usize) -> PyResult<ThreadPool> {
    let pool = ThreadPoolBuilder::new().num_threads(threads).build();
    pool.map_err(|why| PyValueError::new_err(why.to_string()))
}

/// Reads a layout: a shipped one by its name, a layout file, an earlier Word file.
fn layout_of(layout: Option<(String, Option<Vec<u8>>)>) -> PyResult<Layout> {
    let (name, bytes) = match layout {
        None => return Ok(Layout::default()),
        Some((name, None)) => {
            let unknown = || {
                let names = Layout::NAMES.join(", ");
                GenreError::new_err(format!("no layout {name:?}; there are {names}"))
            };
            return Layout::named(&name).ok_or_else(unknown);
        }
        Some((name, Some(bytes))) => (name, bytes),
    };
    if bytes.starts_with(b"PK") {
        return Layout::from_reference(&bytes).map_err(|error| refused(error.in_file(&name)));
    }
    let invalid = |_| Error::io(&name, std::io::ErrorKind::InvalidData.into());
    let text = String::from_utf8(bytes).map_err(|why| refused(invalid(why)))?;
    Layout::read(&name, &text).map_err(|faults| faulty(&faults))
}

/// Returns diagnostics as a list in JSON.
fn json_of(found: &[Diagnostic]) -> String {
    let json = |found: &Diagnostic| found.to_json(&[Lang::Zh, Lang::En]).to_string();
    let all: Vec<String> = found.iter().map(json).collect();
    format!("[{}]", all.join(","))
}

/// Returns the exception for what stops the work.
fn refused(error: Error) -> PyErr {
    let words = [Lang::Zh, Lang::En].map(|lang| error.explain(lang));
    GenreError::new_err(words.join("\n"))
}

/// Returns the exception for a genre or a layout with faults.
fn faulty(faults: &Diagnostics) -> PyErr {
    let mut words = Vec::new();
    for fault in faults.iter().filter(|fault| fault.is_error()) {
        let at = fault.location.as_ref();
        let at = at.map(|at| format!("{}:{}:{}: ", at.file, at.line, at.column));
        let [zh, en] = [Lang::Zh, Lang::En].map(|lang| fault.message.text(lang));
        words.push(format!("{}{zh} / {en}", at.unwrap_or_default()));
    }
    GenreError::new_err(words.join("\n"))
}

#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("GenreError", module.py().get_type::<GenreError>())?;
    module.add_class::<NativeGenre>()
}
