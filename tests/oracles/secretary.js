// Makes a secretary's work report with the npm package docx: secretary.js FILE. Its own faces, a letterhead, headings that
// Word numbers, a table whose header row repeats, a footnote, a header, numbers typed by hand.
const fs = require("fs");
const d = require("docx");

const F=(f)=>({font:{ascii:f,eastAsia:f,hAnsi:f}});
const fs_=(t,o={})=>new d.TextRun({text:t,size:32,...F("仿宋_GB2312"),...o});
const para=(t,o={})=>new d.Paragraph({indent:{firstLine:640},spacing:{line:560},children:typeof t==="string"?[fs_(t)]:t,...o});
const h=(t)=>new d.Paragraph({numbering:{reference:"h",level:0},children:[new d.TextRun({text:t,size:32,...F("黑体")})]});
const h2=(t)=>new d.Paragraph({numbering:{reference:"h",level:1},children:[new d.TextRun({text:t,size:32,...F("楷体_GB2312")})]});
const cell=(t,o={})=>new d.TableCell({...o,children:[new d.Paragraph({alignment:"center",children:[fs_(t,{size:24,bold:o.bold})]})]});
const row=(cells,o={})=>new d.TableRow({...o,children:cells.map(c=>cell(c,o))});
const doc=new d.Document({
 numbering:{config:[{reference:"h",levels:[
  {level:0,format:"chineseCounting",text:"%1、",alignment:"left",suffix:"nothing"},
  {level:1,format:"chineseCounting",text:"（%2）",alignment:"left",suffix:"nothing"}]}]},
 footnotes:{1:{children:[new d.Paragraph({children:[new d.TextRun("2024年数据为快报数。")]})]}},
 sections:[{
  properties:{page:{margin:{top:2100,bottom:1980,left:1580,right:1480}},titlePage:true},
  headers:{default:new d.Header({children:[new d.Paragraph({alignment:"right",children:[new d.TextRun({text:"石桥镇2024年工作总结",size:18})]})]}),first:new d.Header({children:[new d.Paragraph("")]})},
  footers:{default:new d.Footer({children:[new d.Paragraph({alignment:"center",children:[new d.TextRun({children:["— ",d.PageNumber.CURRENT," —"]})]})]})},
  children:[
   new d.Paragraph({alignment:"center",border:{bottom:{style:"single",size:18,color:"FF0000",space:4}},children:[new d.TextRun({text:"石桥镇人民政府文件",color:"FF0000",bold:true,size:60,...F("方正小标宋简体")})]}),
   new d.Paragraph({alignment:"center",children:[fs_("石政〔2025〕3号")]}),
   new d.Paragraph({alignment:"center",spacing:{before:300,after:300},children:[new d.TextRun({text:"石桥镇2024年工作总结和2025年工作安排",size:44,...F("方正小标宋简体")})]}),
   para("2024年，石桥镇坚持稳中求进，全镇实现地区生产总值18.6亿元，同比增长6.2%。现将有关情况报告如下："),
   h("2024年工作总结"),
   h2("经济运行平稳"),
   para([fs_("全年实现农业总产值"),fs_("7.3亿元",{bold:true}),fs_("，同比增长4.1%；完成固定资产投资5.2亿元，同比下降3.5%。"),new d.FootnoteReferenceRun(1)]),
   h2("项目建设加快"),
   para("全年实施重点项目12个，完成投资3.4亿元。主要有三个方面："),
   para("一是建成柳河大桥。二是改造镇卫生院。三是新修村组道路26公里。"),
   new d.Paragraph({alignment:"center",children:[fs_("2024年主要指标完成情况",{bold:true})]}),
   new d.Table({width:{size:100,type:"pct"},rows:[row(["指标","完成数","增速"],{tableHeader:true,bold:true}),row(["地区生产总值","18.6亿元","6.2%"]),row(["农业总产值","7.3亿元","4.1%"]),row(["固定资产投资","5.2亿元","-3.5%"])]}),
   h("2025年工作安排"),
   para("2025年，全镇地区生产总值预期增长6.5%左右，完成固定资产投资6亿元以上。"),
   h2("抓好项目"),
   para("计划实施重点项目15个，新修村组道路30公里。"),
   new d.Paragraph({alignment:"right",children:[fs_("石桥镇人民政府")]}),
   new d.Paragraph({alignment:"right",children:[fs_("2025年1月8日")]}),
 ]}]});
d.Packer.toBuffer(doc).then(b=>fs.writeFileSync(process.argv[2],b));
