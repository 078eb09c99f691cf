//! Parses the names of places and names their bodies (镇党委, 县政府, 州长).

mod administrative_unit;
mod error;
mod kind;
mod level;
mod parse_level;
mod short_name;

pub use administrative_unit::Place;
pub use error::PlaceError;
pub use level::Level;
