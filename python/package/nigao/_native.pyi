"""The part of the package that is written in Rust; not for direct use."""

from os import PathLike
from typing import final

__version__: str

class GenreError(ValueError): ...

@final
class NativeGenre:
    @staticmethod
    def load(
        name: str,
        folder: str | PathLike[str] | None,
        layout: tuple[str, bytes | None] | None,
    ) -> NativeGenre: ...
    @staticmethod
    def of_carried(
        name: str,
        carried: tuple[str, dict[str, bytes], list[str]],
        layout: tuple[str, bytes | None] | None,
    ) -> NativeGenre: ...
    def carried(self) -> tuple[str, dict[str, bytes], list[str]] | None: ...
    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def fields(self) -> list[str]: ...
    def check(self, answers: str, draft: bool) -> str: ...
    def check_record(self, line: str, draft: bool) -> str: ...
    def fill(
        self, answers: str, format: str, draft: bool
    ) -> tuple[str | None, bytes | None, str]: ...
    def fill_records(
        self, lines: str, format: str, draft: bool, threads: int
    ) -> list[tuple[str | None, bytes | None, str]]: ...
