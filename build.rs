//! Build: a change in a folder that macros take into the program makes the program anew, and a
//! program for Windows gets its icon, version and manifest.

fn main() {
    // include_dir! and i18n! read these behind cargo's back.
    for folder in ["src/messages", "templates", "schemas", "samples"] {
        println!("cargo::rerun-if-changed={folder}");
    }
    describe_to_windows();
}

/// Compiles the resources that Windows shows in its explorer and reads before it starts a program.
#[cfg(windows)]
fn describe_to_windows() {
    let files = ["packaging/nigao.ico", "packaging/nigao.manifest"];
    for file in files {
        println!("cargo::rerun-if-changed={file}");
    }
    let mut resource = winresource::WindowsResource::new();
    resource
        .set_icon(files[0])
        .set_manifest_file(files[1])
        // Chinese, as spoken in the PRC.
        .set_language(0x0804)
        .set("ProductName", "拟稿 nigao")
        .set("FileDescription", "拟稿 nigao");
    if let Err(error) = resource.compile() {
        println!("cargo::warning=no icon and no manifest: {error}");
    }
}

#[cfg(not(windows))]
fn describe_to_windows() {}
