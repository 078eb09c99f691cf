"""Writes pairs of a value and a number format as workbooks, lets LibreOffice show them, and records
what it shows: `value TAB code TAB id-or-empty TAB calendar TAB shown`, one a line.

    python3 pairs.py OUT.tsv [SEED [COUNT [FOLDER]]]

If a FOLDER is named, the workbooks are kept there, as .xlsx, .xls and .ods, and a column more has what the .xls shows:
saving as .xls changes formats (`[Color5]0.0` becomes General).

Only the standard library and `soffice` are used. LibreOffice is set to zh-CN, as an office here has it.
"""
import csv, os, random, subprocess, sys, tempfile, zipfile
from xml.sax.saxutils import quoteattr

OPTIONS = '44,34,76,1,,0,false,true,true,false,false,-1'   # the ninth: cells as they are shown
MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
PKG = 'http://schemas.openxmlformats.org/package/2006/'

NUMBERS = ['0', '1', '-1', '0.5', '-0.5', '12', '12345.678', '-12345.678', '170800000', '0.085', '1.005', '0.125',
           '5.6500000000000004', '99.995', '-0.04', '1234567.891', '0.00012345', '123456789', '9999999.5', '8.5000000000000006E-2']
CODES = ['General', '0', '0.0', '0.00', '#', '#.##', '0.##', '0.0#', '?', '??0.0?', '#,##0', '#,##0.00', '#,##0.##', '0%', '0.0%', '0.00%', '#%',
    '0"."0,"万元"', r'0\.0,"万元"', '0"."0,', '#,##0,', '0.0,', '0.00,,', '0,,"百万"', '#,##0.0,"千元"', '0.0000,,"亿"', '0!.0,"万"', '0!.0000,"万元"',
    '0"元"', '0元', '0.0"亿元"', '#,##0"户"', '"约"0', '"约"0"人"', '￥0.00', '¥#,##0.00', '"¥"#,##0.00', '[$¥-804]#,##0.00', '[$￥-804]#,##0.00', '[$€-2] #,##0.00',
    '0;-0', '0;(0)', '0.0;(0.0)', '0_);(0)', '#,##0.00_);(#,##0.00)', '#,##0.00_ ', '0;-0;"零"', '0;;', '0;-0;;@', ';;;', '#,##0;[Red]-#,##0', r'#,##0;[Red]\-#,##0', '"增"0.0%;"降"0.0%;"平"',
    '+0.0%;-0.0%;0', '+0.0;-0.0', '↑0.0;↓0.0', '▲0;▼0', '0.00_ ;[Red]-0.00 ', '[Red]0.00', '[红色]0', '[Color10]0.0;[Color3]-0.0',
    '[>=100]0;0.0', '[>=100000000]0.00,,"亿";[>=10000]0.0,"万";0', '[<0]"减"0;0', '[<=9999999]###-####;(###) ###-####', '[=1]"是";[=0]"否";0', '[>100]"大";[<0]"负";0', '[<1]0.00%;0', '[>1]0.0', '[<=0]0;"正"0', '[>0]"+"0;[<0]"-"0;0',
    '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ', '_($* #,##0_);_($* (#,##0);_($* "-"_);_(@_)',
    '0.00E+00', '0.0E+0', '##0.0E+0', '0E+00', '#.##E+00', '0.000E-00', '#0.0E+0', '000.0E+00',
    '# ?/?', '# ??/??', '# ???/???', '?/?', '# ?/2', '# ?/4', '# ?/8', '# ??/16', '# ?/10', '# ??/100', '0 0/0',
    '00000', '000-0000', '00-00-00', '0000"年"', '"第"0"名"', '"NO."000', r'\#0', '0.0"个百分点"', '0.0‰', '"-"0', '-0', '(0)', '0:0', '0/0/0', '000.000', '.00', '#.0#', '0.', '#,###', '#,###.', '#,#', '0,0', '0,000.0',
    '[DBNum1]General', '[DBNum2]General', '[DBNum3]General', '[DBNum1][$-804]General', '[DBNum2][$-804]General', '[DBNum2][$-804]General"元整"', '[DBNum1][$-804]0', '[DBNum2]0', '[DBNum2]0.00',
    '@', '@"元"', 'General"元"', '"约"General', '0.0;0.0;0', '0.0" "', '" "0', '0 "台"', '0" 台/套"', '0"万吨/年"', '###0.0', '# ##0', '# ##0.00', "0'", '$#,##0', '0^0', '0&0', '0~', '{0}', '<0>', '0=0', '0+0', 'x0', '0kW', '0"kW·h"', 'G/通用格式', 'G/通用格式"元"', '0.00;-0.00;0.00;@', '0.0%;[Red]-0.0%;"—"', '""0', '0""', '"a""b"0', r'\"0\"', '0\\ ', '0*-', '*-0', '0_-', '123', '0"1"', '100', '5"户"', '"无"', '"无";"有"', '0.0,,,', '0.0%%', '%0', '0%"以上"', '0,"K"', '#,##0,,"M"', '??/??', '0.???', '?,??0', '#,##0.??', '000,000', '0.0_)', '0"."00,', '0"."000,"万"', '#"."0000,', '0\\,000']
DATES = ['yyyy-mm-dd', 'yyyy/m/d', 'yyyy"年"m"月"d"日"', 'yyyy年m月d日', 'm"月"d"日"', 'yyyy"年"m"月"', 'yy/mm/dd', 'm/d/yyyy', 'mm-dd-yy', 'd-mmm-yy', 'd-mmm', 'mmm-yy', 'h:mm', 'hh:mm', 'h:mm:ss', 'hh:mm:ss', 'h:mm AM/PM', 'h:mm:ss AM/PM', 'h"时"mm"分"', 'h"时"mm"分"ss"秒"', '上午/下午h"时"mm"分"', '上午/下午h"时"mm"分"ss"秒"',
    'yyyy-mm-dd hh:mm', 'yyyy-mm-dd hh:mm:ss', 'yyyy/m/d h:mm', 'mm:ss', 'mm:ss.0', 'mmss.0', '[h]:mm', '[h]:mm:ss', '[hh]:mm', '[mm]:ss', '[m]', '[s]', '[ss]', '[h]"小时"mm"分"', 'ss.00', 's.000', 'h', 'm', 'd', 'dd', 'mm', 'yyyy', 'yy', 'yyyy.mm.dd', 'yyyy.m', 'yyyymmdd', 'mmdd', 'dddd', 'ddd', 'mmmm', 'mmm', 'mmmmm', 'aaaa', 'aaa', '[$-804]aaaa', '[$-804]aaa', '[$-804]dddd', '[$-804]ddd', '[$-804]mmmm', '[$-804]mmm', '[$-409]dddd, mmmm d, yyyy', '[$-409]d-mmm-yy', '[$-409]h:mm AM/PM', '[$-804]h:mm AM/PM', '[$-804]AM/PM h"时"mm"分"', '[$-F800]dddd, mmmm dd, yyyy', '[$-F400]h:mm:ss AM/PM', 'yyyy"年"m"月"d"日" aaaa', 'yyyy-m-d;@', '[$-804]yyyy"年"m"月"d"日";@', 'yyyy"年"m"月"d"日";@', 'm"月"d"日";@', 'YYYY-MM-DD', 'YYYY"年"M"月"D"日"', 'HH:MM', 'H:MM:SS',
    '[DBNum1][$-804]yyyy"年"m"月"d"日";@', '[DBNum1][$-804]yyyy"年"m"月";@', '[DBNum1][$-804]m"月"d"日";@', '[DBNum1]yyyy"年"m"月"d"日"', '[DBNum2][$-804]yyyy"年"m"月"d"日"', '[DBNum1][$-804]h"时"mm"分"', '[DBNum1][$-804]上午/下午h"时"mm"分";@', '[$-zh-CN]yyyy"年"m"月"d"日"', '[$-en-US]mmmm d', 'e"年"m"月"', 'd/m', 'm-d', 'yyyy-mm-dd\\ hh:mm:ss', 'yyyy/m/d\\ h:mm;@', 'yyyy-mm-dd"T"hh:mm:ss', 'm"月份"', '"截至"m"月"d"日"', 'yyyy"年第"m"期"', 'd"日"h"时"', '[Red]yyyy-mm-dd', 'h:mm A/P', 'yyy', 'mm"分"ss"秒"', 'mm/dd', 'dd.mm.yyyy', '[h]', 'h:mm:ss.00', 'h:mm:ss.000', 'hh"时"', 'yyyy"年"mm"月"dd"日"']
DAYS = ['46030', '46030.75', '45291.999999', '61', '367', '0.5', '0.25', '0.0208333333333333', '1.5', '43890.3541666667', '45000.123456789', '36526', '45657.520138888889', '0.999994', '2.7430555555555554', '73050.5', '46022.000011574']
IDS = [i for i in range(0, 59) if not (5 <= i <= 8 or 23 <= i <= 26 or 41 <= i <= 44)]


def number(r):
    kind = r.randrange(8)
    if kind == 0: return str(r.randrange(-1000, 100000))
    if kind == 1: return repr(round(r.uniform(-10, 10), r.randrange(1, 5)))
    if kind == 2: return repr(round(r.uniform(-1, 1), r.randrange(1, 7)))
    if kind == 3: return str(r.randrange(0, 10 ** 9))
    if kind == 4: return repr(r.uniform(0, 10 ** 6))
    if kind == 5: return repr(r.randrange(0, 1000) / 1000)
    if kind == 6: return repr(r.randrange(-99999, 99999) / 100 + 0.005)
    return repr(r.uniform(-10 ** 9, 10 ** 9))


def body(r):
    whole = r.choice(['0', '#', '#,##0', '00', '000', '#,###', '?0', '0,0', '#0', '####'])
    rest = r.choice(['', '', '.0', '.00', '.0#', '.##', '.000', '.?', '.0?', '.#'])
    scale = r.choice(['', '', '', '', ',', ',,'])
    tail = r.choice(['', '', '%', '"元"', '"万元"', '亿', ' "人"', '_)', '"个"', r'\户', '_ ', '"%"', '‰', '"万吨"', '+', '-', ' ', '"(含)"'])
    head = r.choice(['', '', '', '"约"', '¥', '-', '+', '[Red]', '(', '_(', '"第"', '[$¥-804]', '[Color5]', '*-', '_-'])
    if tail.startswith(('"', '亿', '\\', ' ')) and r.random() < .1 and not scale:
        whole, rest = '0"."0', ''
        scale = ','
    return head + whole + rest + scale + tail


def huge(r):
    return repr(r.uniform(-1, 1) * 10 ** r.randrange(-12, 16))


def code(r):
    kind = r.randrange(10)
    if kind < 5: return body(r)
    if kind < 7: return ';'.join(body(r) for _ in range(r.choice([2, 2, 3])))
    if kind == 7:
        limit = r.choice(['0', '1', '100', '10000', '-1', '0.5', '1000'])
        return f'[{r.choice(["<", ">", "<=", ">=", "=", "<>"])}{limit}]{body(r)};{body(r)}'
    if kind == 8:
        return f'[>={r.choice(["100", "10000"])}]{body(r)};[<{r.choice(["0", "1", "-5"])}]{body(r)};{body(r)}'
    power = r.choice(['0.00E+00', '0.0E+0', '0E+0', '##0.0E+0', '0.###E+00', '# ?/?', '# ??/??', '# ?/4', '"约"# ??/??'])
    return power


def date(r):
    parts = ['yyyy', 'yy', 'm', 'mm', 'd', 'dd', 'h', 'hh', 'm', 'mm', 's', 'ss', '[h]', 'h', 'm', 'yyyy', 'm', 'd']
    joints = ['-', '/', ':', '"年"', '"月"', '"日"', ' ', '.', '"时"', '分', '']
    words = ''
    last = ''
    for _ in range(r.randrange(1, 6)):
        part = r.choice(parts)
        if part[-1] == last or (last == ']' ):
            words += '-'
        words += part + r.choice(joints)
        last = words[-1]
    return words.rstrip('.')


def serial(r):
    kind = r.randrange(4)
    if kind == 0: return str(r.randrange(61, 73050))
    if kind == 1: return repr(r.randrange(61, 73050) + r.randrange(0, 86400) / 86400)
    if kind == 2: return repr(r.randrange(0, 86400) / 86400)
    return repr(r.randrange(0, 10 * 86400) / 86400)


def pairs(seed, count):
    r = random.Random(seed)
    out = []
    for c in CODES:
        out += [(v, c, '', 1900) for v in NUMBERS]
    for c in DATES:
        out += [(v, c, '', 1900) for v in DAYS]
        out += [(v, c, '', 1904) for v in DAYS[:2]]
    for i in IDS:
        days = 14 <= i <= 36 or 45 <= i <= 47 or i >= 50
        out += [(v, '', i, 1900) for v in (DAYS if days else NUMBERS)]
    for _ in range(count):
        c = code(r)
        out += [(number(r), c, '', 1900) for _ in range(2)]
    out += [(huge(r), 'General', '', 1900) for _ in range(count // 4)]
    out += [(number(r), 'General', '', 1900) for _ in range(count // 2)]
    for _ in range(count // 4):
        c = date(r)
        out += [(serial(r), c, '', 1900) for _ in range(2)]
    return out


def write(path, rows, calendar):
    codes = {}
    for _, c, i, _ in rows:
        key = (c, i)
        codes.setdefault(key, len(codes) + 1)
    formats, xfs, n = '', '<xf numFmtId="0"/>', 164
    for c, i in codes:
        if i == '':
            formats += f'<numFmt numFmtId="{n}" formatCode={quoteattr(c)}/>'
            i, n = n, n + 1
        xfs += f'<xf numFmtId="{i}" applyNumberFormat="1"/>'
    cells = ''.join(f'<row r="{y}"><c r="A{y}" s="{codes[(c, i)]}"><v>{v}</v></c><c r="B{y}" t="inlineStr"><is><t>x</t></is></c></row>' for y, (v, c, i, _) in enumerate(rows, 1))
    kind = lambda what: f'application/vnd.openxmlformats-officedocument.spreadsheetml.{what}+xml'
    parts = {
        '[Content_Types].xml': f'<Types xmlns="{PKG}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind("sheet.main")}"/><Override PartName="/xl/styles.xml" ContentType="{kind("styles")}"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind("worksheet")}"/></Types>',
        '_rels/.rels': f'<Relationships xmlns="{PKG}relationships"><Relationship Id="r0" Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        'xl/_rels/workbook.xml.rels': f'<Relationships xmlns="{PKG}relationships"><Relationship Id="r0" Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r1" Type="{REL}/styles" Target="styles.xml"/></Relationships>',
        'xl/workbook.xml': f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><workbookPr date1904="{int(calendar == 1904)}"/><sheets><sheet name="Sheet1" sheetId="1" r:id="r0"/></sheets></workbook>',
        'xl/styles.xml': f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><fonts><font/></fonts><fills><fill/></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs>{xfs}</cellXfs></styleSheet>',
        'xl/worksheets/sheet1.xml': f'<worksheet xmlns="{MAIN}"><cols><col min="1" max="1" width="200" customWidth="1"/></cols><sheetData>{cells}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        for name, xml in parts.items(): z.writestr(name, xml)


def shown(rows, calendar, place, profile):
    book = os.path.join(place, f'pairs{calendar}.xlsx')
    write(book, rows, calendar)
    return shown_of(book, len(rows), place, profile)


def convert(book, kind, place, profile):
    subprocess.run(['soffice', f'-env:UserInstallation=file://{profile}', '--headless', '--convert-to', kind, '--outdir', place, book], check=True, capture_output=True)


def shown_of(book, count, place, profile):
    convert(book, f'csv:Text - txt - csv (StarCalc):{OPTIONS}', place, profile)
    with open(os.path.splitext(book)[0] + '-Sheet1.csv', encoding='utf-8', newline='') as f:
        lines = list(csv.reader(f))
    assert len(lines) == count, (len(lines), count)
    return [line[0] for line in lines]


def main():
    out, seed, count = sys.argv[1], int((sys.argv + ['', '7'])[2] or 7) if len(sys.argv) > 2 else 7, int(sys.argv[3]) if len(sys.argv) > 3 else 400
    place = sys.argv[4] if len(sys.argv) > 4 else tempfile.mkdtemp()
    profile = os.path.join(place, 'profile')
    os.makedirs(profile + '/user', exist_ok=True)
    with open(profile + '/user/registrymodifications.xcu', 'w') as f:
        f.write('<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>zh-CN</value></prop></item></oor:items>')
    with open(out, 'w', encoding='utf-8') as f:
        everything = pairs(seed, count)
        for calendar in (1900, 1904):
            rows = [row for row in everything if row[3] == calendar]
            columns = [shown(rows, calendar, place, profile)]
            for kind in ('xls', 'ods') if len(sys.argv) > 4 else ():
                book = os.path.join(place, f'pairs{calendar}.')
                convert(book + 'xlsx', kind, place, profile)
                if kind == 'xls': columns.append(shown_of(book + kind, len(rows), place, profile))
            for (v, c, i, _), *words in zip(rows, *columns):
                f.write('\t'.join([v, c, str(i), str(calendar), *words]) + '\n')


if __name__ == "__main__":
    main()
