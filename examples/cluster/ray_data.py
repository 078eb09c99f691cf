#!/usr/bin/env python3
"""Drafts a report for each line of records with Ray Data: ray_data.py GENRE RECORDS OUT

An actor loads the genre once and drafts one batch of lines after another. OUT is a folder with a
line `ID SHA-256` for each record; write the reports themselves to your own store in its place.
"""

import os
import sys

import nigao
import ray

from digest import digest

genre, records, out = sys.argv[1:]
workers = int(os.environ.get("WORKERS", "2"))
here = os.path.dirname(os.path.abspath(__file__))
ray.init(
    address=os.environ.get("RAY_ADDRESS"),
    runtime_env={"py_modules": [os.path.join(here, "digest.py")]} if "RAY_ADDRESS" in os.environ else None,
    **({} if "RAY_ADDRESS" in os.environ else {"num_cpus": workers, "include_dashboard": False}),
)


class Fill:
    """Drafts reports of a genre."""

    def __init__(self, genre: nigao.Genre) -> None:
        self.genre = genre

    def __call__(self, batch):
        # Lines, not columns: a reader of JSON would make 38.7 of 38.70.
        results = self.genre.fill_batch(list(batch["text"]), threads=1)
        return {"text": [digest(result.id, result.data) for result in results]}


lines = ray.data.read_text(records, override_num_blocks=4 * workers)
drafted = lines.map_batches(
    Fill,
    fn_constructor_args=(nigao.Genre.load(genre),),
    batch_size=250,
    concurrency=workers,
)
drafted.write_csv(out)
