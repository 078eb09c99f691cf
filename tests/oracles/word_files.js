// Makes Word files with the npm package docx: word_files.js FOLDER
const fs = require("fs");
const path = require("path");
const d = require("docx");

const words = "2025年，全镇实现地区生产总值12.3亿元，同比增长8.5%。";
const runs = (text, step) => {
  const all = [];
  for (let at = 0; at < text.length; at += step) {
    all.push(new d.TextRun({ text: text.slice(at, at + step), bold: at % 2 === 1, font: "仿宋" }));
  }
  return all;
};
const line = (text, step = 50) => new d.Paragraph({ children: runs(text, step) });
const cell = (text) => new d.TableCell({ children: [line(text)] });
const bodies = {
  plain: [line(words), line("第二段")],
  split: [line(words, 1), line(words, 4)],
  table: [new d.Table({ rows: [new d.TableRow({ children: [cell("指标"), cell("数值")] }), new d.TableRow({ children: [cell("税收"), cell("3亿元")] })] }), line(words)],
  tabs: [new d.Paragraph({ children: [new d.TextRun({ children: ["甲", new d.Tab(), "乙"] }), new d.TextRun({ text: "下一行", break: 1 })] })],
  tracked: [new d.Paragraph({ children: [new d.TextRun("原有"), new d.InsertedTextRun({ text: "加的", id: 1, author: "甲", date: "2026-01-05T00:00:00Z" }), new d.DeletedTextRun({ text: "删的", id: 2, author: "甲", date: "2026-01-05T00:00:00Z" }), new d.TextRun(words)] })],
  notes: [new d.Paragraph({ children: [new d.TextRun(words), new d.FootnoteReferenceRun(1)] })],
  bookmarks: [new d.Paragraph({ children: [new d.Bookmark({ id: "a", children: [new d.TextRun("书签里")] }), new d.TextRun(words)] })],
  links: [new d.Paragraph({ children: [new d.ExternalHyperlink({ children: [new d.TextRun("链接的字")], link: "http://x.invalid" }), new d.TextRun(words)] })],
};

(async () => {
  for (const [name, children] of Object.entries(bodies)) {
    const document = new d.Document({
      footnotes: { 1: { children: [line("脚注的字")] } },
      sections: [{
        headers: { default: new d.Header({ children: [line("页眉的字")] }) },
        footers: { default: new d.Footer({ children: [new d.Paragraph({ children: [new d.TextRun({ children: ["第", d.PageNumber.CURRENT, "页"] })] })] }) },
        children,
      }],
    });
    fs.writeFileSync(path.join(process.argv[2], `npm-${name}.docx`), await d.Packer.toBuffer(document));
  }
})();
