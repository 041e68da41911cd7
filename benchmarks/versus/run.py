#!/usr/bin/env python3
"""Runs every side-by-side comparison in the folders beside this file, and writes one table (Markdown and JSON) and plots (SVG).

  benchmarks/versus/run.py                            everything that can be had on this machine
  benchmarks/versus/run.py --only validate,actions    some of it; what was measured before stays in the table
  benchmarks/versus/run.py --plots-of versus.json     only the table and the plots, from an earlier run

A comparison whose peer, tool or input cannot be had is reported as skipped, with the reason. The main figure is CPU time: on a machine that does other work
as well, wall time depends on that work, and CPU time much less. The load is recorded beside each comparison.
"""
import dataclasses
import datetime
import importlib.util
import json
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import plots
import sidebyside

ORDER = ("validate", "owners", "catalog", "templates", "skeletons", "webhooks", "actions")


def load(name):
    """The module of one comparison."""
    specification = importlib.util.spec_from_file_location(f"versus_{name}", HERE / name / "run.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def first_line(*command):
    if not shutil.which(command[0]):
        return None
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout.decode().strip().splitlines()[0]


def machine():
    processor = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {"processor": processor, "cores": os.cpu_count(), "memoryGB": round(memory), "system": f"{platform.system()} {platform.machine()}"}


def versions():
    commit = first_line("git", "-C", str(sidebyside.REPOSITORY), "rev-parse", "--short=10", "HEAD")
    return {name: version for name, version in {
        "automation": commit and f"commit {commit}", ".NET SDK": first_line("dotnet", "--version"), "node": first_line("node", "--version"),
        "podman": (first_line("podman", "--version") or "").split(" ")[-1], "Python": platform.python_version(),
    }.items() if version}


def compare(options, only, modules):
    """The figures of each comparison, how long it took and under which load; or why there are none."""
    figures, ran = [], []
    for name in only:
        print(f"== {name}", file=sys.stderr, flush=True)
        start, before = time.monotonic(), os.getloadavg()[0]
        entry = {"comparison": name}
        try:
            figures += modules[name].compare(options)
        except sidebyside.Missing as missing:
            entry["skipped"] = str(missing)
        ran.append(entry | {"loadBefore": round(before, 1), "loadAfter": round(os.getloadavg()[0], 1), "minutes": round((time.monotonic() - start) / 60, 1)})
    return figures, ran


def report(result):
    """The table with what it takes to read it, as Markdown."""
    figures = [sidebyside.Figure(**f) for f in result["figures"]]
    loads = [load for r in result["comparisons"] if "skipped" not in r for load in (r["loadBefore"], r["loadAfter"])]
    m = result["machine"]
    lines = [
        f"{m['cores']} cores ({m['processor']}), {m['memoryGB']} GB, {m['system']}; "
        + ", ".join(f"{name} {version}" for name, version in result["versions"].items()) + f"; {result['date']}.",
        f"Medians of the whole process with all it starts, each program in turn. Load average {min(loads, default=0)} to {max(loads, default=0)}: "
        + ("the machine did other work at the same time, so compare CPU, and wall times hardly." if max(loads, default=0) > m["cores"] + 1 else "nothing else ran."),
        "Where a program did fewer of the same items, `times ours` compares what one item takes.",
        "",
        sidebyside.table(figures),
    ]
    lines += [f"Skipped: {r['comparison']}, because {r['skipped']}." for r in result["comparisons"] if "skipped" in r]
    return "\n".join(lines).rstrip("\n") + "\n"


def write(result, out):
    out.mkdir(parents=True, exist_ok=True)
    (out / "versus.json").write_text(json.dumps(result, indent=2) + "\n")
    (out / "versus.md").write_text(report(result))
    figures = [sidebyside.Figure(**f) for f in result["figures"]]
    for name, text in plots.draw(figures).items():
        (out / name).write_text(text, encoding="utf-8")


def with_earlier(figures, ran, file):
    """Adds what an earlier run measured of the other comparisons, in the order of all."""
    if file.exists():
        earlier = json.loads(file.read_text())
        names = {r["comparison"] for r in ran}
        ran = ran + [r for r in earlier["comparisons"] if r["comparison"] not in names]
        figures = figures + [sidebyside.Figure(**f) for f in earlier["figures"] if f["comparison"] not in names]
    return sorted(figures, key=lambda f: ORDER.index(f.comparison)), sorted(ran, key=lambda r: ORDER.index(r["comparison"]))


def main():
    parser = sidebyside.parser(__doc__)
    modules = {name: load(name) for name in ORDER}
    parser.add_argument("--only", type=lambda text: text.split(","), default=list(ORDER), help="the comparisons to run")
    parser.add_argument("--out", type=pathlib.Path, default=sidebyside.REPOSITORY / "artifacts" / "versus", help="the folder of the table and the plots")
    parser.add_argument("--plots-of", type=pathlib.Path, help="an earlier result, which is only drawn again")
    for module in modules.values():
        getattr(module, "arguments", lambda _: None)(parser)
    options = parser.parse_args()
    if unknown := [name for name in options.only if name not in modules]:
        parser.error(f"there is no comparison {', '.join(unknown)}: {', '.join(ORDER)}")
    if options.plots_of:
        result = json.loads(options.plots_of.read_text())
    else:
        options.work.mkdir(parents=True, exist_ok=True)
        figures, ran = with_earlier(*compare(options, options.only, modules), options.out / "versus.json")
        result = {
            "date": datetime.date.today().isoformat(), "machine": machine(), "versions": versions(), "comparisons": ran,
            "figures": [dataclasses.asdict(f) for f in figures],
        }
    write(result, options.out)
    print(report(result))


if __name__ == "__main__":
    main()
