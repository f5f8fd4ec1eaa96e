"""What the benchmarks share: a stack of their own, the machine's size, and how figures are written down."""
import contextlib
import json
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
FASHION_MNIST = pathlib.Path("/usr/share/datasets/fashion-mnist")


def says(name):
    """The first comment line of a benchmark: what it measures."""
    for line in (HERE / name / "run").read_text().splitlines()[1:]:
        if line.strip(' #"'):
            return line.strip(' #"')
    return ""


def machine():
    """The machine's size, as every figure carries it."""
    memory = int(re.search(r"MemTotal:\s+(\d+)", pathlib.Path("/proc/meminfo").read_text()).group(1)) / 2**20
    model = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    java = subprocess.run(["java", "-version"], capture_output=True, text=True).stderr.splitlines()[0]
    return {"cores": os.cpu_count(), "memoryGiB": round(memory), "processor": model.group(1) if model else platform.machine(), "java": java}


def record(name, line, figures, note=""):
    """Writes results/NAME.json and prints the benchmark's last line. figures: [(what, value, unit)]"""
    result = {"name": name, "line": f"{name} {line}", "command": f"benchmarks/run {name}", "machine": machine(), "note": note,
              "figures": [{"what": what, "value": value, "unit": unit} for what, value, unit in figures]}
    (HERE / "results").mkdir(exist_ok=True)
    (HERE / "results" / f"{name}.json").write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n")
    for what, value, unit in figures:
        print(f"  {what}: {value} {unit}")
    print(result["line"])


def render(names):
    """docs/benchmarks.md from the results that are there."""
    lines = ["# Benchmarks", "",
             "Made by `benchmarks/run --all`. Figures depend on the machine and on what else runs on it: read the ratios, which "
             "were measured side by side.", ""]
    for name in names:
        path = HERE / "results" / f"{name}.json"
        if not path.exists():
            continue
        result = json.loads(path.read_text())
        size = result["machine"]
        lines += [f"## {name}", "", says(name), "", f"`{result['command']}`, on {size['cores']} cores ({size['processor']}), "
                  f"{size['memoryGiB']} GiB, {size['java']}", "", "| what | value |", "|--|--|"]
        lines += [f"| {figure['what']} | {figure['value']} {figure['unit']} |" for figure in result["figures"]]
        lines += ["", f"`{result['line']}`", ""] + ([result["note"], ""] if result.get("note") else [])
    return "\n".join(lines)


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Server:
    """A stack of the benchmark's own, by its public interfaces."""

    def __init__(self, state):
        self.state = state
        self.ports = json.loads((state / "stack.json").read_text())["ports"]
        self.secrets = json.loads((state / "secrets.json").read_text())
        self.url = f"http://127.0.0.1:{self.ports['gateway']}"
        self.key = self.secrets["apiKey"]
        self.environment = {**os.environ, "LIMNER_STATE": str(state), "LIMNER_URL": self.url, "LIMNER_KEY": self.key}

    def limner(self, *arguments):
        """Runs the command and returns what it printed."""
        done = subprocess.run([ROOT / "limner", *map(str, arguments)], env=self.environment, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"limner {' '.join(map(str, arguments))}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def request(self, method, path, body=None, headers=None):
        """One request with a JSON answer."""
        request = urllib.request.Request(self.url.rstrip("/") + path, method=method,
                                         data=None if body is None else json.dumps(body).encode(),
                                         headers={"Authorization": f"Bearer {self.key}", "Content-Type": "application/json", **(headers or {})})
        with urllib.request.urlopen(request, timeout=120) as answer:
            return json.loads(answer.read())


@contextlib.contextmanager
def server():
    """Brings a stack up in a folder of its own, and down again."""
    state = pathlib.Path(tempfile.mkdtemp(prefix="limner-bench."))
    environment = {**os.environ, "LIMNER_STATE": str(state)}
    try:
        subprocess.run([ROOT / "limner", "up"], env=environment, check=True, stdout=sys.stderr)
        yield Server(state)
    finally:
        subprocess.run([ROOT / "limner", "down"], env=environment, stdout=sys.stderr)
        shutil.rmtree(state, ignore_errors=True)


@contextlib.contextmanager
def watch():
    """Yields a function that gives the seconds since."""
    start = time.monotonic()
    yield lambda: time.monotonic() - start
