//! Build: a change in a folder that macros take into the program makes the program anew.

fn main() {
    // include_dir! and i18n! read these behind cargo's back.
    for folder in ["src/messages", "templates", "schemas", "samples"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
