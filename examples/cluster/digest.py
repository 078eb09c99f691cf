"""Digests reports, so that what two machines made can be compared: a line `ID SHA-256` each.

As a program it reads the lines that `nigao fill … --records - -o -` prints.
"""

import base64
import hashlib
import json
import sys


def digest(name: object, data: "bytes | None") -> str:
    """Returns the line of a report; of a faulty record, that it is none."""
    return f"{name} {'faulty' if data is None else hashlib.sha256(data).hexdigest()}"


def digest_of_line(line: str) -> str:
    """Returns the digest of what the program answered to one record."""
    answer = json.loads(line)
    data = base64.b64decode(answer["docx_base64"]) if answer["ok"] else None
    return digest(answer["id"], data)


if __name__ == "__main__":
    for answered in sys.stdin:
        print(digest_of_line(answered))
