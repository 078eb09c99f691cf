#!/usr/bin/env python3
"""Makes Word files by programs that are not nigao, to splice: word_files.py FOLDER [DRAFT.docx ...]

python-docx, pandoc, the npm package docx and LibreOffice, each in many ways; LibreOffice also saves
the drafts that are named. Prints the files, one a line. Same input, same files but for times.
"""
import itertools
import os
import pathlib
import subprocess
import sys
import tempfile

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

HERE = pathlib.Path(__file__).resolve().parent
WORDS = [
    "2025年，全镇实现地区生产总值12.3亿元，同比增长8.5%。",
    "一是抓好春耕备耕；二是抓好项目建设；三是抓好民生实事。",
    "新建道路 12 公里，改造厕所 380 座 & 绿化 <5> 处。",
    "各位代表，现在我代表镇人民政府作工作报告，请予审议。",
]


def runs(paragraph, words, step):
    """Cuts words into runs of `step` characters, every other one bold."""
    for n, at in enumerate(range(0, len(words), step)):
        run = paragraph.add_run(words[at : at + step])
        run.bold = n % 2 == 1 or None
        run.font.size = Pt(16) if n % 3 == 0 else None
        run.font.color.rgb = RGBColor(0xC0, 0, 0) if n % 5 == 4 else None


def table(document):
    grid = document.add_table(rows=3, cols=3)
    grid.style = "Table Grid"
    for row, cells in enumerate([("指标", "数值", "增速"), ("生产总值", "12.3亿元", "8.5%"), ("税收", "3亿元", "-2.1%")]):
        for column, words in enumerate(cells):
            grid.cell(row, column).text = words
    grid.cell(2, 2).add_table(1, 1).cell(0, 0).text = "表中之表"
    grid.cell(0, 0).merge(grid.cell(0, 1))


def field(paragraph, code, shown):
    for kind, words in [("begin", None), (None, code), ("separate", None), ("shown", shown), ("end", None)]:
        run = paragraph.add_run(words if kind == "shown" else "")
        if kind in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif kind is None:
            text = OxmlElement("w:instrText")
            text.text = words
            run._r.append(text)


def by_python(folder):
    for step, extras in itertools.product([1, 3, 40], range(6)):
        document = docx.Document()
        document.add_heading("云溪镇人民政府工作报告", 0)
        for n, words in enumerate(WORDS):
            document.add_heading(f"（{'一二三四'[n]}）标题", 1 + n % 2)
            runs(document.add_paragraph(style="List Bullet" if n == 1 else None), words, step)
        if extras in (1, 5):
            table(document)
        if extras in (2, 5):
            section = document.sections[0]
            section.header.paragraphs[0].text = "内部资料"
            section.footer.paragraphs[0].text = "第 1 页\t共 2 页"
            wide = document.add_section()
            wide.orientation = WD_ORIENT.LANDSCAPE
            document.add_paragraph(WORDS[0])
        if extras in (3, 5):
            paragraph = document.add_paragraph("本页日期：")
            field(paragraph, " DATE ", "2026年1月5日")
            field(paragraph, ' HYPERLINK "http://x.invalid" ', "链接")
            paragraph.add_run().add_break(WD_BREAK.PAGE)
            paragraph.add_run("\t换页之后\n换行之后")
        if extras in (4, 5):
            paragraph = document.add_paragraph(WORDS[2])
            document.add_comment(paragraph.runs, "请核实", author="领导", initials="领")
        path = folder / f"python-{step}-{extras}.docx"
        document.save(path)
        yield path


MARKDOWN = {
    "plain": "# 报告\n\n" + "\n\n".join(WORDS),
    "notes": "正文有脚注[^1]，也有**粗体**和*斜体*。\n\n[^1]: 脚注的字，8.5%。\n",
    "lists": "1. 第一条\n2. 第二条\n    - 里面的\n    - 另一个\n\n> 引用的话\n",
    "table": "| 指标 | 数值 |\n|---|---|\n| 税收 | 3亿元 |\n\n: 主要指标\n",
    "links": "见[链接](http://x.invalid)与`代码`，公式 $x^2 + y$ 与删除~~线~~。\n",
    "toc": "# 一、回顾\n\n字。\n\n# 二、安排\n\n字。\n\n## （一）农业\n\n字。\n",
    "quotes": '他说："好。" -- 破折号... 与 \'单引号\' & <尖括号>。\n',
    "long": "\n\n".join(WORDS * 20),
    "definitions": "术语\n\n:   解释\n\n::: {custom-style=\"正文\"}\n自定义样式的段。\n:::\n",
    "breaks": "第一行\\\n第二行\n\n---\n\n下一段\n",
}


def by_pandoc(folder):
    for name, words in MARKDOWN.items():
        path = folder / f"pandoc-{name}.docx"
        more = ["--toc"] if name == "toc" else []
        subprocess.run(["pandoc", "-f", "markdown", *more, "-o", path], input=words.encode(), check=True)
        yield path


def by_npm(folder, modules):
    env = dict(os.environ, NODE_PATH=str(modules))
    subprocess.run(["node", HERE / "word_files.js", folder], check=True, env=env)
    yield from sorted(folder.glob("npm-*.docx"))


def by_office(folder, files):
    """Saves files anew with LibreOffice: what is in them comes back in its own words."""
    into = folder / "office"
    into.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to",
             "docx:MS Word 2007 XML", "--outdir", into, *files],
            check=True, stdout=subprocess.DEVNULL,
        )
    yield from sorted(into.glob("*.docx"))


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    made = list(by_python(folder)) + list(by_pandoc(folder))
    made += by_npm(folder, pathlib.Path(os.environ.get("NODE_PATH", HERE.parent.parent / "target/oracles/node_modules")))
    drafts = [pathlib.Path(name).resolve() for name in sys.argv[2:]]
    made += by_office(folder, made + drafts)
    print("\n".join(str(path) for path in made))


main()
