#!/usr/bin/env python3
"""Times `automation template eval` against the engine of Backstage's scaffolder in node, side by side.

usage: run.py [--rounds N] [--program FILE] [--work DIR] [--conformance DIR]

  --conformance  the folder with template-expressions.json, the templates to render (default: ../shared/conformance beside the repository)
  --program      a published program (default: the native one, published here)
  --work         a scratch folder with the npm packages, kept between runs (default: below the system's temporary folder)

Each round runs every program once, in turn, so that a machine that slows down slows them all. The medians are compared.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parents[2]
PACKAGES = ["nunjitsu@0.7.0", "@backstage/plugin-scaffolder-backend@4.2.0"]


def measure(command, folder, requests):
    """Runs a command on a file of requests; returns wall and CPU seconds and the peak memory in MB, as the system accounted them."""
    with open(requests, "rb") as lines, open(os.devnull, "w") as nothing:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdin=lines, stdout=nothing, stderr=nothing)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {os.waitstatus_to_exitcode(status)}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def compare(title, commands, folder, requests, rounds):
    print(f"\n{title}, {rounds} rounds, load average {os.getloadavg()[0]:.1f}\n")
    figures = {name: [] for name in commands}
    for round_number in range(rounds + 1):
        for name, command in commands.items():
            figure = measure(command, folder, requests)
            if round_number > 0:    # the first round warms the file cache
                figures[name].append(figure)
    ours = [statistics.median(f) for f in zip(*figures["automation"])]
    print("| program | wall s | CPU s | peak MB | wall, times ours | CPU, times ours |\n|---|---|---|---|---|---|")
    for name, all_rounds in figures.items():
        wall, cpu, memory = (statistics.median(f) for f in zip(*all_rounds))
        print(f"| {name} | {wall:.3f} | {cpu:.3f} | {memory:.0f} | {wall / ours[0]:.1f} | {cpu / ours[1]:.1f} |")


def prepare_peers(work):
    if not (work / "node_modules").exists():
        work.mkdir(parents=True, exist_ok=True)
        (work / "package.json").write_text('{"private": true}\n')
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent", "--ignore-scripts", *PACKAGES], cwd=work, check=True)


def prepare_requests(work, conformance):
    """The expressions once, and forty times, as a large skeleton has them."""
    cases = json.loads((conformance / "template-expressions.json").read_text(encoding="utf-8"))
    roots = {name: cases["data"] if value == "=data" else value for name, value in cases["workflow"].items()}
    context = {**roots, "values": cases["data"], "cookiecutter": cases["data"]}
    lines = [json.dumps({"mode": c["mode"], "template": c["template"], "context": context, "options": c.get("options", {})}) + "\n" for c in cases["cases"]]
    for name, times in (("once", 1), ("forty", 40)):
        (work / f"{name}.jsonl").write_text("".join(lines * times), encoding="utf-8")
    return len(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "automation-versus-templates")
    parser.add_argument("--conformance", type=pathlib.Path, default=REPOSITORY.parent / "shared" / "conformance")
    parser.add_argument("--program", type=lambda p: pathlib.Path(p).resolve())
    options = parser.parse_args()

    prepare_peers(options.work)
    count = prepare_requests(options.work, options.conformance)
    program = options.program
    if program is None:
        program = options.work / "native" / "automation"
        subprocess.run(["dotnet", "publish", REPOSITORY / "src" / "Automation.Cli", "-c", "Release", "-p:NativeAot=true", "-o", program.parent, "-v", "quiet", "--nologo"], check=True)

    commands = {
        "automation": [program, "template", "eval"],
        "the scaffolder's engine in node": ["node", HERE / "engine.mjs"],
    }
    compare(f"{count} templates", commands, options.work, options.work / "once.jsonl", options.rounds)
    compare(f"{count * 40:,} templates", commands, options.work, options.work / "forty.jsonl", options.rounds)


if __name__ == "__main__":
    main()
