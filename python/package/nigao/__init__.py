"""Drafts Chinese government reports (拟稿): answers to Word files in the layout of GB/T 9704.

>>> import nigao
>>> genre = nigao.Genre.load("head-duty-report")
>>> result = genre.fill({"姓名": "林知远"}, draft=True)
>>> result.ok
True

The bytes are those of the program ``nigao fill``. What is missing is a hole in a draft and a fault
in a final copy; nothing is filled in by itself.
"""

from ._genre import Answers, Diagnostic, Format, Genre, Result
from ._native import GenreError, __version__

__all__ = ["Answers", "Diagnostic", "Format", "Genre", "GenreError", "Result", "__version__"]
