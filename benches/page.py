"""Times the page with many fields: python3 benches/page.py PROGRAM [FIELDS] [GROUPS].

Prints the processor time and the median of the wall time of each kind of request, and the memory.
"""
import http.client
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse

PROGRAM = sys.argv[1]
FIELDS = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
GROUPS = int(sys.argv[3]) if len(sys.argv) > 3 else 40
TICKS = os.sysconf("SC_CLK_TCK")


def genre(folder):
    """Writes a genre of figures and texts, and answers to nine tenths of it."""
    fields, lines, answers = [], ["# 大报告", ""], []
    for at in range(FIELDS):
        group = at * GROUPS // FIELDS
        if at % 4 == 0:
            name, answer = f"指标{at}x", f"{{本年: {100 + at}万元, 上年: {90 + at}万元}}"
            kind = "kind: figure, unit: 万元, compare: [上年]"
        else:
            name, answer = f"情况{at}x", f"这一方面全年总体平稳，没有大的起落{at}"
            kind = "kind: text"
        fields.append(f"- {{name: {name}, {kind}, group: 组{group}, question: {name}怎样？}}")
        answers.append(f"{name}: {answer}")
        lines.append(f"{{{{{name}}}}}。" + ("\n" if at % 5 == 4 else ""))
    head = "title: 大报告\nkind: 汇报\nsummary: 一例\nfields:\n"
    files = {
        "schemas/大报告.yaml": head + "\n".join(fields) + "\n",
        "templates/大报告.hbs": "\n".join(lines) + "\n",
        "大报告.yaml": "# nigao check 大报告 本文件\n" + "\n".join(answers[: FIELDS * 9 // 10]) + "\n",
    }
    for name, text in files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


class Page:
    """The page of a folder, as a browser sees it."""

    def __init__(self, folder):
        self.start = time.time()
        run_time = dict(os.environ, XDG_RUNTIME_DIR=os.path.join(folder, ".run"))
        command = [PROGRAM, "--lang", "zh", "serve", "--no-open", "--dir", folder]
        self.child = subprocess.Popen(command, stderr=subprocess.PIPE, env=run_time, text=True)
        said = ""
        while "Ctrl-C" not in said:
            said += self.child.stderr.readline()
        self.port = int(re.search(r"127\.0\.0\.1:(\d+)", said)[1])
        with open(re.search(r"：(/\S+\.html)", said)[1], encoding="utf-8") as door:
            code = re.search(r"code=(\w+)", door.read())[1]
        self.headers = {}
        reply, _ = self.ask("GET", f"/open?code={code}")
        self.headers["Cookie"] = reply.getheader("set-cookie").split(";")[0]
        _, page = self.ask("GET", "/")
        self.first = (time.time() - self.start) * 1000
        self.key = re.search(r'data-key="(\w+)"', page)[1]
        self.draft = "/d/" + re.search(r'data-draft="(\w+)"', page)[1]

    def ask(self, method, path, fields=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        headers, body = dict(self.headers), None
        if fields is not None:
            body = urllib.parse.urlencode({"@key": self.key, **fields})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = f"http://127.0.0.1:{self.port}"
        connection.request(method, urllib.parse.quote(path, safe="/?=&%"), body, headers)
        reply = connection.getresponse()
        text = reply.read().decode("utf-8", "replace")
        assert reply.status < 400, (reply.status, text)
        return reply, text

    def revision(self):
        return re.search(r'data-revision="(\d+)"', self.ask("GET", self.draft + "/g/1")[1])[1]

    def processor_ms(self):
        with open(f"/proc/{self.child.pid}/stat", encoding="utf-8") as stat:
            parts = stat.read().rsplit(")", 1)[1].split()
        return (int(parts[11]) + int(parts[12])) * 1000 / TICKS

    def memory_mib(self):
        with open(f"/proc/{self.child.pid}/status", encoding="utf-8") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read())[1]) / 1024

    def time(self, what, request, times=20):
        spent, walls = 0, []
        for at in range(times):
            arguments = request(at)
            before, start = self.processor_ms(), time.time()
            self.ask(*arguments)
            walls.append((time.time() - start) * 1000)
            spent += self.processor_ms() - before
        print(f"{what:10} {spent / times:6.1f} ms processor {sorted(walls)[times // 2]:6.1f} ms")


with tempfile.TemporaryDirectory() as work:
    genre(work)
    page = Page(work)
    print(f"first page {page.first:6.1f} ms after the start, {page.memory_mib():.1f} MiB")
    group, draft = page.draft + "/g/1", page.draft
    page.time("group", lambda at: ("GET", group))
    page.time("draft", lambda at: ("GET", draft + "/paper"))
    page.time("check", lambda at: ("GET", draft + "/check"))
    typed = {"path": "指标0x", "typed": "154000万"}
    page.time("read back", lambda at: ("POST", draft + "/consider", typed))

    def answer(at):
        fields = {"path": "情况1x", "typed": f"改了{at}", "@revision": page.revision()}
        return ("POST", draft + "/answer", fields)

    page.time("save", answer)
    page.time("Word file", lambda at: ("GET", draft + "/get/docx"), 5)
    time.sleep(1)
    print(f"idle {page.memory_mib():.1f} MiB")
    page.child.terminate()
    page.child.wait()
