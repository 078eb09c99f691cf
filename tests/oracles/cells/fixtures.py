"""Writes tests/suite/cells/fixtures/cells.{xlsx,xls,ods} through LibreOffice: one of each kind of cell. Needs openpyxl."""
import os, subprocess, tempfile
from openpyxl import Workbook
from openpyxl.styles import Alignment
here = os.path.dirname(os.path.abspath(__file__)); place = tempfile.mkdtemp()
book = Workbook(); sheet = book.active; sheet.title = '填报表'
sheet['A1'] = '云溪镇统计站填报表'; sheet.merge_cells('A1:C1')
for x, words in enumerate(['字段', '项', '填写'], 1): sheet.cell(2, x, words)
rows = [('投资', '本年', 15.4, 'General'), (None, '上年', 0.085, '0.0%'), ('支出', None, 170800000, '0"."0,"万元"'), ('开会日', None, 46030, 'yyyy"年"m"月"d"日"'),
        ('时间', None, 0.354166666666667, 'h:mm'), ('户数', None, 86, '0"户"'), ('产值', None, 123456.789, '#,##0.00_ '), ('结果', None, '=C6*2', '0'), ('文字', None, '="云溪"&"镇"', 'General'),
        ('错误', None, '=1/0', '0'), ('真', None, True, 'General'), ('大写', None, 12345, '[DBNum2][$-804]General"元整"'), ('换行', None, '一期：300万元\n二期：500万元', 'General'),
        ('负', None, -3.2, '0.0;[Red]-0.0'), ('零', None, 0, '0;-0;"—"'), ('长', None, '字' * 9000, '@'), ('小数', None, 5.65, '0.00'), ('整', None, 1048576, 'General'), ('月', None, 46030, 'm"月"d"日"')]
for y, (a, b, c, f) in enumerate(rows, 3):
    sheet.cell(y, 1, a); sheet.cell(y, 2, b); cell = sheet.cell(y, 3, c); cell.number_format = f
    if isinstance(c, str) and '\n' in c: cell.alignment = Alignment(wrap_text=True)
sheet.merge_cells('A3:A4'); sheet.row_dimensions[8].hidden = True; sheet.column_dimensions['E'].hidden = True; sheet['E3'] = '藏'
hidden = book.create_sheet('说明'); hidden['B2'] = '请勿改动'; hidden.sheet_state = 'hidden'
book.save(place + '/cells.xlsx')
for kind in ('xlsx', 'xls', 'ods'):
    subprocess.run(['soffice', f'-env:UserInstallation=file://{place}/profile', '--headless', '--convert-to', kind, '--outdir', here + '/../../suite/cells/fixtures', place + '/cells.xlsx'], check=True, capture_output=True)
