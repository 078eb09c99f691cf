#!/usr/bin/env python3
"""Drafts a report for each line of records on Spark: spark_pipe.py GENRE RECORDS OUT

The program is a filter, so RDD.pipe is all it takes: each task starts one and feeds it its lines.
OUT is a folder with a line `ID SHA-256` for each record; write the reports themselves to your own
store in place of `digest_of_line`.
"""

import os
import shlex
import sys

from pyspark.sql import SparkSession

genre, records, out = sys.argv[1:]
master = os.environ.get("SPARK_MASTER", "local-cluster[2,1,1024]")
spark = SparkSession.builder.master(master).appName("nigao").getOrCreate()
context = spark.sparkContext
context.addPyFile(os.path.join(os.path.dirname(os.path.abspath(__file__)), "digest.py"))


def digests(lines):
    from digest import digest_of_line

    return map(digest_of_line, lines)


program = shlex.quote(os.environ.get("NIGAO", "nigao"))
fill = f"{program} fill {shlex.quote(genre)} --jobs 1 --format docx --records - -o -"
# 1 says that some records are faulty, and their lines say which. Anything else is a task that has
# to be done again; without checkCode Spark would take a killed program's lines for all there are.
command = shlex.join(["sh", "-c", f"{fill}; [ $? -le 1 ]"])
# A task of some hundred records: its start costs nothing, and little is lost with a worker.
tasks = int(os.environ.get("TASKS", "40"))
answered = context.textFile(records, tasks).pipe(command, checkCode=True)
answered.mapPartitions(digests).saveAsTextFile(out)
spark.stop()
