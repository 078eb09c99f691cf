# Recipes for people; `just` lists them.

_default:
    @just --list

# What every change must pass.
check:
    ./.ci/run

# Format and lint.
tidy:
    cargo fmt
    cargo clippy --all-targets -- -D warnings

# All tests; the oracles (LibreOffice and the validators) are used when they are installed.
test:
    cargo test

# How fast checking, drafting and writing are.
bench:
    cargo bench

# Draft the sample of a genre: just draft head-duty-report
draft genre:
    cargo run --release -- fill {{genre}} samples/{{genre}}/answers.yaml -o {{genre}}.docx --force

# Make the golden files anew; read the differences before keeping them.
golden:
    GOLDEN=write cargo test --test suite
    git diff --stat tests/golden

# Score noise, outline and slots against annotated reports, where there are some beside the project.
gold:
    ./.ci/gold

# The packages: a static Linux program, .deb, .tar.gz, SHA256SUMS, in target/pack.
pack:
    ./pack

# Install and remove the package in an older Debian; make all packages twice and compare them.
pack-check:
    packaging/try-deb
    packaging/same-twice

# The icon for Windows, from the drawing; needs librsvg2-bin and icoutils.
icon:
    for n in 16 32 48 256; do rsvg-convert -w $n -h $n packaging/nigao.svg -o target/icon-$n.png; done
    icotool --create -o packaging/nigao.ico target/icon-16.png target/icon-32.png target/icon-48.png -r target/icon-256.png

# How much of what is planted the rules of review find, and that clean samples are left alone.
rules:
    cargo test --test suite rules -- --nocapture
