#!/usr/bin/env python3
"""Drafts a report for each line of records with Dask: dask_bag.py GENRE RECORDS OUT

A partition of lines is a task; the genre goes with it, and each process makes it anew once. OUT is
a folder with a line `ID SHA-256` for each record; write the reports themselves to your own store in
its place.
"""

import os
import sys

import dask.bag
import nigao
from dask.distributed import Client, LocalCluster

from digest import digest


def fill(lines, genre):
    return [digest(result.id, result.data) for result in genre.fill_batch(lines, threads=1)]


def main(genre: str, records: str, out: str) -> None:
    workers = int(os.environ.get("WORKERS", "2"))
    address = os.environ.get("DASK_ADDRESS")
    cluster = address or LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
    with Client(cluster) as client:
        client.upload_file(os.path.join(os.path.dirname(os.path.abspath(__file__)), "digest.py"))
        # A task of about a megabyte of lines.
        lines = dask.bag.read_text(records, blocksize="1MiB")
        drafted = lines.map_partitions(fill, nigao.Genre.load(genre))
        drafted.to_textfiles(os.path.join(out, "*.txt"))


if __name__ == "__main__":
    main(*sys.argv[1:])
