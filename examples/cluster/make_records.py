#!/usr/bin/env python3
"""Writes records to try the recipes with: make_records.py SAMPLE COUNT > records.jsonl

Each is the sample of a genre with a name and figures of its own. One in a hundred is faulty, as
real ones are. Values are read as typed, so that 38.70 stays 38.70.
"""

import json
import sys

import yaml

FIRST = "云松柳河清石白青竹龙"
SECOND = "溪岭湾塘泉桥滩坪源冲"


def main(sample: str, count: int) -> None:
    with open(sample, encoding="utf-8") as file:
        answers = yaml.load(file, Loader=yaml.BaseLoader)
    for number in range(count):
        answers["id"] = f"{number:06}"
        answers["地名"]["名称"] = FIRST[number // 10 % 10] + SECOND[number % 10] + "镇"
        answers["常住人口"] = f"{3 + number % 350 / 100:.2f}万人"
        answers["签约项目"] = "不少" if number % 100 == 99 else f"{10 + number % 30}个"
        print(json.dumps(answers, ensure_ascii=False))


main(sys.argv[1], int(sys.argv[2]))
