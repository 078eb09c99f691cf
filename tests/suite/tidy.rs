//! Tidy: the rules of the house, held over the source itself: who imports whom, how long a file may be, who owns a crate.

use std::collections::BTreeMap;
use std::path::Path;

use super::harness::{files, root};

/// Every room of the library and the rooms it may import; a room always sees itself.
const ROOMS: &[(&str, &[&str])] = &[
    ("diagnostic", &[]),
    ("error", &["diagnostic"]),
    ("numeral", &[]),
    ("figure", VALUES),
    ("place", VALUES),
    ("calendar", VALUES),
    ("names", VALUES),
    ("document", &["error", "diagnostic", "numeral", "figure", "place", "calendar"]),
    ("schema", SCHEMA),
    ("template", &[SCHEMA_IN, "schema"]),
    ("read", &[TEMPLATE_IN]),
    ("write", &[TEMPLATE_IN]),
    ("mine", &[TEMPLATE_IN, "read"]),
    ("draft", &[TEMPLATE_IN]),
    ("review", &[TEMPLATE_IN]),
    ("interview", &[TEMPLATE_IN]),
    ("catalog", &[TEMPLATE_IN]),
];
