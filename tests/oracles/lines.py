#!/usr/bin/env python3
"""Print the text of Word files as python-docx reads it: a line a paragraph, a table row or a line of what a drawing is
described in, then a form feed a file."""
import sys

import docx
from docx.table import Table

for name in sys.argv[1:]:
    for block in docx.Document(name).iter_inner_content():
        if isinstance(block, Table):
            lines = ["\t".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            lines = [block.text]
            for drawing in block._p.xpath(".//wp:docPr"):
                lines += drawing.get("descr").split("\n")
        for line in lines:
            if line:
                # A title or heading broken by sense is still one line of the report.
                print(line.replace("\n", ""))
    print("\f")
