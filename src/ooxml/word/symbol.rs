//! Gives the characters that symbols of private fonts look like.

use crate::ooxml::Element;

/// Returns the character of a `w:sym`: by its code, or in Wingdings by its look. Private codes of
/// other fonts show nothing.
pub(super) fn symbol(element: &Element) -> Option<char> {
    let code = u32::from_str_radix(&element.get("char")?, 16).ok()?;
    if !(0xE000..=0xF8FF).contains(&code) {
        return char::from_u32(code);
    }
    if element.get("font").as_deref() != Some("Wingdings") {
        return None;
    }
    match code & 0xFF {
        0x6C => Some('●'),
        0x6E => Some('■'),
        0x6F | 0xA8 => Some('□'),
        0xFB => Some('×'),
        0xFC => Some('√'),
        0xFE => Some('☑'),
        _ => None,
    }
}
