#!/usr/bin/env python3
"""Times `automation validate` against Backstage's own validation code, side by side.

usage: run.py [--rounds N] [--program FILE] [--work DIR] [--peers DIR] [--conformance DIR]

  --peers        the folder with descriptors/oracle.mjs, the script that drives Backstage's code (default: ../shared/peers beside the repository)
  --conformance  the folder with descriptors.jsonl, the files to judge (default: ../shared/conformance beside the repository)
  --program      a published program (default: the native one, published here)
  --work         a scratch folder, kept between runs (default: below the system's temporary folder)

Each round runs every program once, in turn, so that a machine that slows down slows them all. The medians are compared.
"""
import argparse
import base64
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

REPOSITORY = pathlib.Path(__file__).resolve().parents[3]
ONE_FILE = """apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: orders
  description: Takes orders
  annotations:
    github.com/project-slug: acme/orders
  tags:
    - csharp
spec:
  type: service
  lifecycle: production
  owner: fulfilment
"""


def measure(command, folder):
    """Runs a command; returns wall and CPU seconds and the peak memory in MB, as the system accounted them."""
    with open(os.devnull, "w") as nothing:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=nothing, stderr=nothing)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{' '.join(map(str, command))} ended with {os.waitstatus_to_exitcode(status)}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def compare(title, commands, folder, rounds):
    print(f"\n{title}, {rounds} rounds\n")
    figures = {name: [] for name in commands}
    for round_number in range(rounds + 1):
        for name, command in commands.items():
            figure = measure(command, folder)
            if round_number > 0:    # the first round warms the file cache
                figures[name].append(figure)
    ours = [statistics.median(f) for f in zip(*figures["automation"])]
    print("| program | wall s | CPU s | peak MB | wall, times ours | CPU, times ours |\n|---|---|---|---|---|---|")
    for name, all_rounds in figures.items():
        wall, cpu, memory = (statistics.median(f) for f in zip(*all_rounds))
        print(f"| {name} | {wall:.2f} | {cpu:.2f} | {memory:.0f} | {wall / ours[0]:.1f} | {cpu / ours[1]:.1f} |")


def prepare_peers(work, peers):
    oracle = work / "peers"
    if not (oracle / "node_modules").exists():
        oracle.mkdir(parents=True, exist_ok=True)
        for name in ("oracle.mjs", "package.json"):
            shutil.copy(peers / "descriptors" / name, oracle / name)
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent"], cwd=oracle, check=True)
    return oracle


def prepare_files(work, conformance):
    corpus, single = work / "corpus", work / "single"
    if not corpus.exists():
        for line in open(conformance / "descriptors.jsonl", encoding="utf-8"):
            case = json.loads(line)
            path = corpus / case["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(case["text"].encode() if "text" in case else base64.b64decode(case["base64"]))
    file = single / "acme__orders" / "catalog-info.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(ONE_FILE)
    return corpus, single


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = REPOSITORY.parent / "shared"
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "automation-versus-validate")
    parser.add_argument("--peers", type=pathlib.Path, default=shared / "peers")
    parser.add_argument("--conformance", type=pathlib.Path, default=shared / "conformance")
    parser.add_argument("--program", type=lambda p: pathlib.Path(p).resolve())
    options = parser.parse_args()

    program = options.program
    if program is None:
        program = options.work / "native" / "automation"
        subprocess.run(["dotnet", "publish", REPOSITORY / "src" / "Automation.Cli", "-c", "Release", "-p:NativeAot=true", "-o", program.parent, "-v", "quiet", "--nologo"], check=True)
    oracle = prepare_peers(options.work, options.peers)
    corpus, single = prepare_files(options.work, options.conformance)
    ours = [program, "validate", ".", "--format", "jsonl"]

    compare("1,439 files", {
        "automation": ours,
        "Backstage's own code": ["node", oracle / "oracle.mjs", "--base", corpus, "."],
    }, corpus, options.rounds)
    compare("One small file", {
        "automation": ours,
        "Backstage's own code": ["node", oracle / "oracle.mjs", "--base", single, "."],
    }, single, options.rounds)


if __name__ == "__main__":
    main()
