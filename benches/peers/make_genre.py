#!/usr/bin/env python3
"""Writes the common workload of the peers' bench as a genre: make_genre.py BENCH OUT [COPIES]

BENCH is the folder of that bench (workload.py, source/). Every field is a text, as it is for the
peers: they print the characters they are given. Numbers of headings stand as they are typed, for
the same reason.
"""

import json
import re
import sys
from pathlib import Path

bench, out = Path(sys.argv[1]), Path(sys.argv[2])
copies = int(sys.argv[3]) if len(sys.argv) > 3 else 1
sys.path.insert(0, str(bench))
import workload  # noqa: E402

MARKS = {"T": "# ", "S": "> ", "P": ""}


def tagged(text: str, kind: str) -> str:
    words = re.sub(r"\{\{(?:p\.)?([a-z_0-9]+)\}\}", r"{{\1}}", text)
    if kind in "1234":
        return f"{'#' * (int(kind) + 1)} [-] {words}"
    # A backslash takes the next character as it is: no paragraph here is markup by accident.
    return MARKS[kind] + words


def main() -> None:
    lines, lists, flags = [], {}, []
    for copy in range(copies):
        for kind, payload in workload.source(copy):
            if kind == "LOOP":
                lists.setdefault(payload, [])
                inside = payload
                lines.append(f"{{{{#each {payload}}}}}")
            elif kind == "END":
                lines.append("{{/each}}")
            elif kind == "IF":
                flags.append(payload)
                lines.append(f"{{{{#if {payload}}}}}")
            elif kind == "ENDIF":
                lines.append("{{/if}}")
            elif kind == "TABLE":
                name, columns = payload
                lists[name] = [key for _, key in columns]
                cells = " | ".join(f"{{{{{key}}}}}" for _, key in columns)
                lines += ["| " + " | ".join(head for head, _ in columns) + " |", "|---" * len(columns) + "|",
                          f"{{{{#each {name}}}}}", f"| {cells} |", "{{/each}}"]
            else:
                for key in re.findall(r"\{\{p\.([a-z_0-9]+)\}\}", payload):
                    if key not in lists[inside]:
                        lists[inside].append(key)
                lines.append(tagged(payload, kind))
    text = lambda name: {"name": name, "kind": "text"}
    fields = [text(name) for name in workload.fields()]
    fields += [{"name": name, "kind": "flag", "optional": True} for name in dict.fromkeys(flags)]
    # The projects have a running number that no tag prints.
    if "seq" not in lists["projects"]:
        lists["projects"].append("seq")
    fields += [{"name": name, "kind": "list", "fields": [text(key) for key in keys]} for name, keys in lists.items()]
    schema = {"title": "peers", "kind": "report", "summary": "the common workload", "fields": fields}
    for folder in ("templates", "schemas"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    name = f"peers{copies}"
    (out / "templates" / f"{name}.hbs").write_text("\n".join(lines) + "\n", encoding="utf-8")
    # JSON is YAML.
    (out / "schemas" / f"{name}.yaml").write_text(json.dumps(schema, ensure_ascii=False, indent=1), encoding="utf-8")


main()
