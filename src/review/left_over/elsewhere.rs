//! Says of a name that it is of elsewhere, with both places.

use crate::diagnostic::Message;

/// The sentence about a name of `theirs` in a paper of `ours`; a province lies in nothing.
pub(super) fn elsewhere(name: &str, theirs: String, ours: String) -> Message {
    let name = name.to_owned();
    if theirs.is_empty() {
        return Message::new(
            "review.left-over.province",
            [("name", name), ("ours", ours)],
        );
    }
    Message::new(
        "review.left-over.place",
        [("name", name), ("theirs", theirs), ("ours", ours)],
    )
}
