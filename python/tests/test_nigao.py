"""The package does what the program does, on many threads and after a journey to another process."""

import concurrent.futures
import datetime
import decimal
import json
import os
import pickle
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import pytest

nigao = pytest.importorskip(
    "nigao",
    reason="the package is not built: python/test builds it",
    exc_type=ImportError,
)

ROOT = Path(__file__).resolve().parents[2]
GENRE = "township-midyear-report"
SAMPLE = (ROOT / "samples" / GENRE / "answers.yaml").read_text(encoding="utf-8")
SCHEMA = """
title: 通报
kind: 汇报
summary: 一例
fields:
- {name: 地名, kind: place, question: 哪里？}
- {name: 日期, kind: date, question: 哪天？}
- {name: 产值, kind: figure, question: 多少？, unit: 亿元}
- {name: 说明, kind: text, question: 怎样？, optional: true}
"""
TEMPLATE = "# {{地名}}通报\n{{日期}}，产值{{产值}}{{#if 说明}}，{{说明}}{{/if}}。\n"
RECORD = {"地名": "云溪镇", "日期": "2026-01-08", "产值": "38.70亿元"}


def program():
    """The program beside the package, if it is built."""
    named = os.environ.get("NIGAO")
    built = [ROOT / "target" / kind / "nigao" for kind in ("release", "debug")]
    found = [path for path in [named and Path(named), *built] if path and path.is_file()]
    if not found:
        pytest.skip("the program is not built: cargo build, or name it in NIGAO")
    return found[0]


@pytest.fixture
def own(tmp_path):
    """A folder with a small genre."""
    for name, text in {"templates/通报.hbs": TEMPLATE, "schemas/通报.yaml": SCHEMA}.items():
        path = tmp_path / "own" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "own"


def errors(faults):
    return [fault["code"] for fault in faults if fault["severity"] == "error"]


def test_a_report_has_the_bytes_of_the_program(tmp_path):
    genre = nigao.Genre.load(GENRE)
    answers = tmp_path / "answers.yaml"
    answers.write_text(SAMPLE, encoding="utf-8")
    for ending in ("docx", "txt", "md"):
        out = tmp_path / f"report.{ending}"
        subprocess.run([program(), "fill", GENRE, answers, "-o", out], check=True, capture_output=True)
        result = genre.fill(SAMPLE, format=ending)
        assert result.ok and result.data == out.read_bytes(), ending


def test_records_have_the_bytes_and_the_faults_of_the_filter(own):
    records = [{**RECORD, "id": 1}, {**RECORD, "产值": "很多", "id": "b"}, {"地名": "松岭镇"}, {**RECORD, "产値": "1"}]
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    command = [program(), "fill", "通报", "--templates", own, "--records", "-", "-o", "-", "--format", "txt"]
    filtered = subprocess.run(command, input=lines.encode(), capture_output=True).stdout
    answers = [json.loads(line) for line in filtered.decode().splitlines()]
    results = nigao.Genre.load("通报", own).fill_batch(records, format="txt")
    assert [result.ok for result in results] == [answer["ok"] for answer in answers] == [True, False, False, False]
    for number, (result, answer) in enumerate(zip(results, answers), 1):
        assert (result.id or number) == answer["id"]
        assert result.data == (answer["text"].encode() if answer["ok"] else None)
        keys = [(fault["key"], fault["args"]) for fault in result.faults]
        assert keys == [(fault["key"], fault["args"]) for fault in answer["faults"]]


def test_a_word_template_of_ones_own_is_filled(own):
    # A minimal Word file with the same words.
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in ("{{地名}}", "{{日期}}产值{{产值}}{{#if 说明}}，{{说明}}{{/if}}"))
    namespace = "http://schemas.openxmlformats.org"
    with zipfile.ZipFile(own / "templates" / "通报.docx", "w") as word:
        word.writestr("[Content_Types].xml", f'<Types xmlns="{namespace}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
        word.writestr("_rels/.rels", f'<Relationships xmlns="{namespace}/package/2006/relationships"><Relationship Id="r1" Type="{namespace}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>')
        word.writestr("word/document.xml", f'<w:document xmlns:w="{namespace}/wordprocessingml/2006/main"><w:body>{paragraphs}</w:body></w:document>')
    genre = nigao.Genre.load("通报", own)
    again = pickle.loads(pickle.dumps(genre))
    first, second = genre.fill(RECORD), again.fill(RECORD)
    assert first.ok and first.data == second.data, first.faults
    (own.parent / "report.docx").write_bytes(first.data)
    with zipfile.ZipFile(own.parent / "report.docx") as word:
        assert "2026年1月8日产值38.70亿元" in word.read("word/document.xml").decode()
    answers = own.parent / "a.json"
    answers.write_text(json.dumps(RECORD), encoding="utf-8")
    command = [program(), "fill", "通报", "--templates", own, answers, "-o", own.parent / "same.docx"]
    subprocess.run(command, check=True, capture_output=True)
    assert (own.parent / "same.docx").read_bytes() == first.data


def test_values_of_python_are_answers_as_they_are_written(own):
    genre = nigao.Genre.load("通报", own)
    wanted = genre.fill(RECORD, format="txt").text
    assert "38.70亿元" in wanted and "2026年1月8日" in wanted
    for day in (datetime.date(2026, 1, 8), datetime.datetime(2026, 1, 8)):
        assert genre.fill({**RECORD, "日期": day}, format="txt").text == wanted
    assert "38.70" in genre.fill({**RECORD, "产值": decimal.Decimal("38.70")}, format="txt").text
    line = '{"地名": "云溪镇", "日期": "2026-01-08", "产值": 38.70}'
    assert "38.70" in genre.fill_batch([line], format="txt")[0].text
    assert genre.fill_batch(['{"地名": "云溪镇",\n"日期": "2026-01-08",\r\n"产值": 38.70}'], format="txt")[0].ok


@pytest.mark.parametrize("value", [float("nan"), decimal.Decimal("NaN"), float("inf")])
def test_a_number_that_is_none_is_a_fault_of_its_record(own, value):
    genre = nigao.Genre.load("通报", own)
    for name in ("产值", "说明"):
        good, bad = genre.fill_batch([RECORD, {**RECORD, name: value}], format="txt")
        assert good.ok and not bad.ok and errors(bad.faults), (name, bad)


def test_floats_of_numpy_keep_their_digits(own):
    numpy = pytest.importorskip("numpy")
    genre = nigao.Genre.load("通报", own)
    for value in (numpy.float32(6.1), numpy.float64(6.1), numpy.array(6.1, dtype="float32")[()]):
        assert "6.1亿元" in genre.fill({**RECORD, "产值": value}, format="txt").text
    assert not genre.fill({**RECORD, "产值": numpy.float32("nan")}).ok
    assert "6亿元" in genre.fill({**RECORD, "产值": numpy.int64(6)}, format="txt").text


def test_every_record_has_a_result(own):
    genre = nigao.Genre.load("通报", own)
    results = genre.fill_batch([RECORD, "", "\n", "{", "[]", RECORD, {}], format="txt")
    assert [result.ok for result in results] == [True, False, False, False, False, True, False]
    assert genre.fill_batch([]) == []
    with pytest.raises(TypeError, match="object"):
        genre.fill_batch([{**RECORD, "产值": object()}])
    with pytest.raises(ValueError, match="threads"):
        genre.fill_batch([RECORD], threads=0)
    with pytest.raises(ValueError, match="pdf"):
        genre.fill(RECORD, format="pdf")


def test_what_is_missing_is_a_hole_or_a_fault(own):
    genre = nigao.Genre.load("通报", own)
    answers = {"地名": "云溪镇", "日期": "2026-01-08"}
    final, draft = genre.fill(answers), genre.fill(answers, format="txt", draft=True)
    assert not final.ok and errors(final.faults)
    with pytest.raises(ValueError, match="faults"):
        final.text
    assert draft.ok and "产值" in draft.text
    assert errors(genre.check(answers)) and not errors(genre.check(answers, draft=True))
    assert errors(genre.check("地名: 云溪镇")) == errors(genre.check({"地名": "云溪镇"}))
    fault = genre.check({**RECORD, "地明": "x"})[0]
    assert fault["words"]["zh"] and fault["words"]["en"] and fault["hint"]["words"]["zh"]


def test_what_cannot_be_loaded_says_why(own, tmp_path):
    with pytest.raises(nigao.GenreError, match="head-duty-report"):
        nigao.Genre.load("head-duty-reprot")
    with pytest.raises(nigao.GenreError):
        nigao.Genre.load(GENRE, tmp_path / "nowhere")
    with pytest.raises(nigao.GenreError, match="no layout"):
        nigao.Genre.load(GENRE, layout="nowhere")
    (own / "schemas" / "通报.yaml").write_text("title: 通报\nkind: 汇报\nsummary: x\nfields: [{name: 哪里}]\n", encoding="utf-8")
    with pytest.raises(nigao.GenreError, match="通报.yaml:4"):
        nigao.Genre.load("通报", own).fill(RECORD)
    with pytest.raises(TypeError, match="load"):
        nigao.Genre()


def test_a_genre_survives_a_journey_without_its_folder(own):
    layout = own / "layout.yaml"
    layout.write_text("line: 30pt\n", encoding="utf-8")
    genre = nigao.Genre.load("通报", own, layout=layout)
    plain = nigao.Genre.load("通报", own)
    wanted = genre.fill(RECORD)
    assert wanted.data != plain.fill(RECORD).data
    packed = pickle.dumps(genre)
    own.rename(own.parent / "moved")
    again = pickle.loads(packed)
    assert again.fill(RECORD) == wanted and again.name == genre.name and again.fields == genre.fields
    # The same faults, with the same names of files.
    assert again.check({"地名": "x"}) == genre.check({"地名": "x"})
    # Twice in one process is one genre; a journey further is no different.
    assert pickle.loads(packed)._native is again._native
    assert pickle.loads(pickle.dumps(again)).fill(RECORD) == wanted
    result = pickle.loads(pickle.dumps(wanted))
    assert result == wanted


def test_another_version_is_refused(monkeypatch):
    packed = pickle.dumps(nigao.Genre.load(GENRE))
    monkeypatch.setattr(nigao._genre, "__version__", "0.0.0")
    with pytest.raises(nigao.GenreError, match="0.0.0"):
        pickle.loads(packed)


@pytest.mark.parametrize("method", ["fork", "spawn"])
@pytest.mark.skipif(sys.platform == "win32", reason="no fork on Windows")
def test_processes_draft_the_same(method):
    import multiprocessing

    genre = nigao.Genre.load(GENRE)
    wanted = genre.fill(SAMPLE)
    # The parent has had threads of its own before it forks.
    genre.fill_batch([json.dumps({})] * 10)
    context = multiprocessing.get_context(method)
    with concurrent.futures.ProcessPoolExecutor(2, mp_context=context) as pool:
        results = [pool.submit(genre.fill, SAMPLE) for _ in range(4)]
        assert all(result.result(60) == wanted for result in results)


def test_any_number_of_threads_gives_the_same_bytes(own):
    genre = nigao.Genre.load("通报", own)
    records = [{**RECORD, "产值": f"{n}亿元" if n % 10 else "x", "id": n} for n in range(500)]
    one = genre.fill_batch(records, threads=1)
    assert genre.fill_batch(records, threads=4) == one == genre.fill_batch(records)
    assert [result.id for result in one] == list(range(500))
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        assert all(got == one for got in pool.map(lambda _: genre.fill_batch(records, threads=1), range(8)))


def test_the_lock_is_released(own):
    """While a batch is drafted, Python goes on: another thread counts all the while."""
    genre = nigao.Genre.load(GENRE)
    record = json.dumps({"地名": "云溪镇"}, ensure_ascii=False)
    done = threading.Event()
    ticks = 0

    def count():
        nonlocal ticks
        while not done.is_set():
            time.sleep(0.001)
            ticks += 1

    counter = threading.Thread(target=count)
    counter.start()
    before = ticks
    genre.fill_batch([record] * 3000, format="txt", draft=True, threads=1)
    during = ticks - before
    done.set()
    counter.join()
    # With the lock held all the while it would be one or two.
    assert during > 10, during


def test_versions_are_one():
    cargo = (ROOT / "Cargo.toml").read_text()
    assert f'version = "{nigao.__version__}"' in cargo
