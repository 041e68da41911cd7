#!/usr/bin/env python3
"""Times `automation owners resolve` on 500 and 5,000 rules, against the npm packages that people use today.

usage: run.py [--rounds N] [--work DIR] [--peers DIR] [--ours-only]

  --peers      the folder with codeowners/gen.py, the script that makes rules and paths (default: ../shared/peers beside the repository)
  --work       a scratch folder, kept between runs (default: below the system's temporary folder)
  --ours-only  leave the packages out, which take minutes

The packages try every rule on every path, so they get a part of the paths, spread over all of them, and are compared by the time for one
path. Each round runs every program once, in turn, so that a machine that slows down slows them all. The medians are compared.
"""
import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

REPOSITORY = pathlib.Path(__file__).resolve().parents[3]
DRIVER = pathlib.Path(__file__).resolve().with_name("peers.mjs")
ALL = 100_000

# How many paths each package gets with 500 and with 5,000 rules: some seconds' worth.
PACKAGES = {
    "codeowners": ("5.1.1", {500: 5_000, 5_000: 500}),
    "@snyk/github-codeowners": ("1.1.0", {500: 5_000, 5_000: 500}),
    "codeowners-utils": ("1.0.2", {500: 1_000, 5_000: 100}),
}


def measure(command, folder, output):
    """Runs a command; returns wall and CPU seconds and the peak memory in MB, as the system accounted them."""
    with open(output, "wb") as answers:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=answers)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {os.waitstatus_to_exitcode(status)}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def medians(commands, work, rounds):
    """Runs each command so many times, in turn, after one round that warms the file cache; checks that each path has its answer."""
    figures = {name: [] for name in commands}
    for round_number in range(rounds + 1):
        for name, (command, paths) in commands.items():
            answers = work / "answers.txt"
            figure = measure(command, work, answers)
            if answers.read_bytes().count(b"\n") != paths:
                sys.exit(f"{name} did not answer for each of {paths:,} paths")
            if round_number > 0:
                figures[name].append(figure)
    return {name: tuple(statistics.median(f) for f in zip(*all_rounds)) for name, all_rounds in figures.items()}


def prepare(work, peers, with_packages):
    work.mkdir(parents=True, exist_ok=True)
    if not (work / "paths-100000.txt").exists():
        subprocess.run([sys.executable, peers / "codeowners" / "gen.py"], cwd=work, check=True)
    if with_packages and not (work / "node_modules").exists():
        (work / "package.json").write_text('{"private": true}\n')
        names = [f"{name}@{version}" for name, (version, _) in PACKAGES.items()]
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent", *names], cwd=work, check=True)


def subset(work, count):
    """A part of the paths, spread evenly."""
    path = work / f"paths-{count}.txt"
    if not path.exists():
        paths = (work / f"paths-{ALL}.txt").read_text().splitlines()
        path.write_text("\n".join(paths[:: len(paths) // count][:count]) + "\n")
    return path


def ours(program, work, rules, paths):
    return [program, "owners", "resolve", "--codeowners", work / f"rules-{rules}" / "CODEOWNERS", "--paths", subset(work, paths)], paths


def title(text, *columns):
    print(f"\n{text}\n\n| {' | '.join(columns)} |\n|{'---|' * len(columns)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "automation-versus-owners")
    parser.add_argument("--peers", type=pathlib.Path, default=REPOSITORY.parent / "shared" / "peers")
    parser.add_argument("--ours-only", action="store_true")
    parser.add_argument("--program", type=lambda p: pathlib.Path(p).resolve(), help="a published program; the native one is published without it")
    options = parser.parse_args()

    work = options.work.resolve()
    prepare(work, options.peers.resolve(), not options.ours_only)
    program = options.program
    if program is None:
        program = work / "native" / "automation"
        subprocess.run(["dotnet", "publish", REPOSITORY / "src" / "Automation.Cli", "-c", "Release", "-p:NativeAot=true", "-o", program.parent, "-v", "quiet", "--nologo"], check=True)

    title(f"automation owners resolve, {options.rounds} rounds", "rules", "paths", "wall s", "CPU s", "peak MB")
    scales = {(rules, paths): ours(program, work, rules, paths) for rules in (500, 5_000) for paths in (25_000, 50_000, ALL)}
    figures = medians(scales, work, options.rounds)
    for (rules, paths), (wall, cpu, memory) in figures.items():
        print(f"| {rules:,} | {paths:,} | {wall:.2f} | {cpu:.2f} | {memory:.0f} |")
    cpu = {scale: figure[1] for scale, figure in figures.items()}
    print(f"\nCPU for 5,000 rules, times that for 500: {cpu[5_000, ALL] / cpu[500, ALL]:.2f}")
    if options.ours_only:
        return

    for rules in (500, 5_000):
        commands = {name: (["node", DRIVER, name, work / f"rules-{rules}", subset(work, counts[rules])], counts[rules]) for name, (_, counts) in PACKAGES.items()}
        title(f"{rules:,} rules, {min(options.rounds, 3)} rounds: one path", "program", "paths", "wall s", "CPU s", "peak MB", "CPU for a path, µs", "times ours")
        own = figures[rules, ALL]
        rows = {f"automation": (ALL, own)} | {name: (commands[name][1], figure) for name, figure in medians(commands, work, min(options.rounds, 3)).items()}
        for name, (paths, (wall, seconds, memory)) in rows.items():
            print(f"| {name} | {paths:,} | {wall:.2f} | {seconds:.2f} | {memory:.0f} | {seconds / paths * 1e6:.2f} | {(seconds / paths) / (own[1] / ALL):,.0f} |")


if __name__ == "__main__":
    main()
