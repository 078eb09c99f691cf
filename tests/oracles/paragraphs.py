#!/usr/bin/env python3
"""Prints the paragraphs of Word files by a walk of their own: paragraphs.py FILE.docx …

One JSON line a file, a list of [words, whether in a table]; breaks within a paragraph are line breaks. What was deleted, hidden, is the code of a
field or stands in a table of contents is left out. Not with python-docx, which passes over controls,
links and what was inserted.
"""
import json
import sys
import zipfile

from lxml import etree

SKIPPED = {"del", "moveFrom", "Fallback", "rPr", "pPr", "sectPr", "sdtPr", "tblPr", "trPr", "tcPr", "rt", "oMath"}


def name(element):
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def value(element, key):
    return next((v for k, v in element.attrib.items() if etree.QName(k).localname == key), None)


def is_hidden(run):
    marks = [mark for mark in run.iter() if name(mark) == "vanish"]
    return any(value(mark, "val") not in ("0", "false", "off") for mark in marks)


class Walk:
    def __init__(self):
        self.fields = []
        self.paragraphs = []

    def words(self, element):
        """The words below an element that stand in its own paragraph."""
        words = ""
        for child in element:
            kind = name(child)
            if kind == "fldChar":
                mark = value(child, "fldCharType")
                if mark == "begin":
                    self.fields.append("")
                elif mark == "separate" and self.fields:
                    self.fields[-1] += "|"
                elif mark == "end" and self.fields:
                    self.fields.pop()
            elif kind == "instrText" and self.fields and "|" not in self.fields[-1]:
                self.fields[-1] += child.text or ""
            elif kind in SKIPPED or kind == "txbxContent" or kind == "r" and is_hidden(child):
                continue
            elif any("|" not in field or field.split()[:1] == ["TOC"] for field in self.fields) and kind == "t":
                continue
            elif kind == "t":
                words += child.text or ""
            else:
                words += {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}.get(kind) or self.words(child)
        return words

    def blocks(self, element, in_table=False):
        for child in element:
            kind = name(child)
            if kind in SKIPPED or self.is_contents(child):
                continue
            if kind == "p":
                words = self.words(child)
                # How an equation is put in a line is a matter of taste.
                if not any(name(one) == "oMath" for one in child.iter()):
                    self.paragraphs.append([words, in_table])
            else:
                self.blocks(child, in_table or kind == "tbl")

    def is_contents(self, element):
        properties = [one for one in element if name(one) == "sdtPr"]
        galleries = [one for each in properties for one in each.iter() if name(one) == "docPartGallery"]
        return any(value(gallery, "val") == "Table of Contents" for gallery in galleries)


for path in sys.argv[1:]:
    walk = Walk()
    walk.blocks(etree.fromstring(zipfile.ZipFile(path).read("word/document.xml")))
    print(json.dumps(walk.paragraphs, ensure_ascii=False))
