"""Loads genres, checks answers and drafts from them."""

from __future__ import annotations

import datetime
import decimal
import functools
import json
import math
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypedDict, Union, final

from ._native import GenreError, NativeGenre, __version__

#: Answers: from field to answer, or a text in YAML or JSON as an answers file has it.
Answers = Union[Mapping[str, Any], str]
#: What a report is written as: the endings of its files.
Format = Literal["docx", "txt", "md"]


class Place(TypedDict):
    """Where something is wrong: lines and columns from 1, columns and widths in characters."""

    file: str
    line: int
    column: int
    width: int


class Words(TypedDict):
    """A sentence in two languages."""

    zh: str
    en: str


class Hint(TypedDict):
    """How to mend what is wrong."""

    key: str
    args: dict[str, str]
    words: Words


class Diagnostic(TypedDict):
    """What is wrong: as data, and in words."""

    code: str
    severity: Literal["error", "warning", "advice"]
    key: str
    args: dict[str, str]
    place: Place | None
    section: str | None
    words: Words
    hint: Hint | None


@dataclass(frozen=True)
class Result:
    """What became of one record."""

    #: The report; ``None`` if an error kept it from being drafted.
    data: bytes | None
    #: What is wrong with the answers: errors, warnings, advice.
    faults: list[Diagnostic] = field(default_factory=list)
    #: What the record calls itself by its key ``id``, handed through.
    id: Any = None

    @property
    def ok(self) -> bool:
        """Whether the record became a report."""
        return self.data is not None

    @property
    def text(self) -> str:
        """The report as text, if it is ``txt`` or ``md``.

        Raises ``ValueError`` if there is no report or it is a Word file.
        """
        if self.data is None:
            raise ValueError("the record did not become a report: see faults")
        return self.data.decode("utf-8")


#: The name of a layout, and the bytes of its file if it is none of the shipped.
_Layout = Union[tuple[str, Union[bytes, None]], None]
#: A folder, its files, the fields of its other genres.
_Carried = Union[tuple[str, tuple[tuple[str, bytes], ...], tuple[str, ...]], None]


@final
class Genre:
    """A genre ready to draft any number of reports, from any number of threads.

    It can be pickled: a shipped genre by its name, one of a folder with its files. A process makes
    it anew once, however often it comes.
    """

    __slots__ = ("_layout", "_native")
    _native: NativeGenre
    _layout: _Layout

    def __init__(self) -> None:
        raise TypeError("use Genre.load(name)")

    @classmethod
    def load(
        cls,
        name: str,
        folder: str | os.PathLike[str] | None = None,
        *,
        layout: str | os.PathLike[str] | None = None,
    ) -> Genre:
        """Loads a genre by its name or Chinese title.

        ``folder`` holds genres of your own (``templates/``, ``schemas/``); they win over those
        of the same name. ``layout`` is a shipped layout's name, a layout file, or an earlier Word
        file to look like.

        Raises ``GenreError`` if there is no such genre or something is wrong with its layout.
        """
        read = _layout(layout)
        where = None if folder is None else os.fspath(folder)
        return cls._of(NativeGenre.load(name, where, read), read)

    @classmethod
    def _of(cls, native: NativeGenre, layout: _Layout) -> Genre:
        genre = object.__new__(cls)
        object.__setattr__(genre, "_native", native)
        object.__setattr__(genre, "_layout", layout)
        return genre

    @property
    def name(self) -> str:
        """The name of its files."""
        return self._native.name

    @property
    def title(self) -> str:
        """Its Chinese title."""
        return self._native.title

    @property
    def fields(self) -> list[str]:
        """The names of its fields, in the order they are asked."""
        return self._native.fields

    def check(self, answers: Answers, *, draft: bool = False) -> list[Diagnostic]:
        """Returns everything that is wrong with answers: no error, and they can be drafted from.

        With ``draft``, what is required may be missing.
        """
        if isinstance(answers, str):
            found = self._native.check(answers, draft)
        else:
            found = self._native.check_record(_line(answers), draft)
        return _faults(found)

    def fill(self, answers: Answers, *, format: Format = "docx", draft: bool = False) -> Result:
        """Drafts the report of one record. With ``draft``, what is missing is a visible hole."""
        if isinstance(answers, str):
            return _result(self._native.fill(answers, format, draft))
        return self.fill_batch([answers], format=format, draft=draft, threads=1)[0]

    def fill_batch(
        self,
        records: Iterable[Mapping[str, Any] | str],
        *,
        format: Format = "docx",
        draft: bool = False,
        threads: int | None = None,
    ) -> list[Result]:
        """Drafts the report of each record, in order; one that is faulty stops no other.

        A record is a map from field to answer, or a line of JSON as it stands in a file: there
        38.70 is 38.70, which a float is not.
        ``threads`` is all cores unless it is said; an engine that runs a task a core wants 1.
        All results are held at once, so give it records by the hundred or thousand.
        """
        if threads is not None and threads < 1:
            raise ValueError("threads is at least 1")
        lines = "".join(map(_line, records))
        filled = self._native.fill_records(lines, format, draft, threads or 0)
        return [_result(answered) for answered in filled]

    def __reduce__(self) -> tuple[Any, tuple[str, str, _Layout, _Carried]]:
        carried = self._native.carried()
        held: _Carried = None
        if carried is not None:
            folder, files, known = carried
            held = (folder, tuple(sorted(files.items())), tuple(known))
        return _again, (__version__, self.name, self._layout, held)

    def __repr__(self) -> str:
        return f"<nigao.Genre {self.name} {self.title}>"


def _again(version: str, name: str, layout: _Layout, carried: _Carried) -> Genre:
    """Makes a genre anew that was pickled."""
    if version != __version__:
        raise GenreError(
            f"the genre was pickled by nigao {version}, this is {__version__}: "
            "install one version on all machines"
        )
    return Genre._of(_loaded(name, layout, carried), layout)


@functools.lru_cache(maxsize=16)
def _loaded(name: str, layout: _Layout, carried: _Carried) -> NativeGenre:
    if carried is None:
        return NativeGenre.load(name, None, layout)
    folder, files, known = carried
    return NativeGenre.of_carried(name, (folder, dict(files), list(known)), layout)


def _layout(layout: str | os.PathLike[str] | None) -> _Layout:
    """Reads a layout's file, so that it can go where the file is not."""
    if layout is None:
        return None
    name = os.fspath(layout)
    if not os.path.exists(name):
        return name, None
    with open(name, "rb") as file:
        return name, file.read()


def _line(record: Mapping[str, Any] | str) -> str:
    """Writes a record as a line of JSON. A number that is none (NaN) makes a faulty record."""
    if isinstance(record, str):
        # A line break is white space in JSON; a blank line would be no record.
        return (record.replace("\r", " ").replace("\n", " ").strip() or "null") + "\n"
    return json.dumps(dict(record), ensure_ascii=False, default=_plain) + "\n"


def _plain(value: Any) -> Any:
    """Returns what JSON has for a value of Python's, or of numpy's and pandas'."""
    if isinstance(value, Mapping):
        return dict(value)
    if getattr(value, "ndim", 0):
        return list(value)
    if not (hasattr(value, "dtype") or isinstance(value, (decimal.Decimal, datetime.date))):
        kind = type(value).__name__
        raise TypeError(f"{kind} is no answer: give words, numbers, lists or maps")
    if value != value:  # Decimal("NaN"), numpy.nan, pandas.NaT
        return math.nan
    if isinstance(value, decimal.Decimal):
        # As typed: 38.70 stays 38.70.
        return format(value, "f")
    if isinstance(value, datetime.date):
        return value.isoformat().removesuffix("T00:00:00")
    # A float of 32 bits is 6.1 by itself and 6.099999904632568 as one of 64.
    return str(value) if value.dtype.kind == "f" else value.item()


def _faults(found: str) -> list[Diagnostic]:
    faults: list[Diagnostic] = json.loads(found)
    return faults


def _result(answered: tuple[str | None, bytes | None, str]) -> Result:
    name, data, found = answered
    return Result(data, _faults(found), None if name is None else json.loads(name))
