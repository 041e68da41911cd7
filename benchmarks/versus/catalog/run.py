#!/usr/bin/env python3
"""Times `automation catalog build` against Backstage's ingestion of the same organisation, side by side.

usage: run.py [--sizes 1000,10000] [--backstage 1000] [--rounds N] [--work DIR] [--peers DIR]

  --sizes      how many repositories the organisations have that we build
  --backstage  the sizes that Backstage ingests as well, with SQLite in memory (about a minute for 1,000; its cost is near linear)
  --peers      the folder with catalog/gen.mjs and catalog/bench.mjs, which make organisations and drive Backstage (default: ../shared/peers beside the repository)
  --work       a scratch folder, kept between runs (default: below the system's temporary folder)

Every figure is of a whole process, the artifact written. Each build goes into a folder of its own that nothing was deleted from before: some
file systems are slow to create files soon after many were deleted. The increments change one owner, in a folder and in a git repository.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

REPOSITORY = pathlib.Path(__file__).resolve().parents[3]


def measure(command, folder=None):
    """Runs a command; returns wall and CPU seconds, the peak memory in MB, and its output."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        output.seek(0)
        text = output.read().decode()
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{' '.join(map(str, command))} ended with {os.waitstatus_to_exitcode(status)}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text


def fresh(work, name):
    for number in range(1_000_000):
        folder = work / "out" / f"{name}-{number}"
        if not folder.exists():
            return folder


def organisation(work, peers, size):
    folder = work / "orgs" / str(size)
    if not (folder / "manifest.json").exists():
        subprocess.run(["node", peers / "catalog" / "gen.mjs", str(size), work / "orgs"], check=True, stdout=subprocess.DEVNULL)
    return folder


def git_of(work, org):
    """The organisation as one git repository with one commit."""
    repository = work / "git" / org.name
    if not (repository / ".git").exists():
        shutil.copytree(org, repository)
        for command in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "All repositories"]):
            subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@acme.example", *command], cwd=repository, check=True)
    return repository


def change(folder, turn):
    """Gives one component another owner, another one each turn; returns the file that changed."""
    files = sorted(folder.glob("svc-*/catalog-info.yaml"))
    for path in files[len(files) // 2:]:
        text = path.read_text()
        found = re.search(r"^  owner: (team-\d{5})$", text, re.M)
        if found:
            path.write_text(text.replace(f"owner: {found[1]}", f"owner: team-{(int(found[1][5:]) + 1 + turn) % 80:05}"))
            return path
    sys.exit("no component to change")


def build(program, out, *sources):
    command = [program, "catalog", "build", "--out", out, "--format", "json"]
    for source in sources:
        command += ["--source", source]
    wall, cpu, memory, text = measure(command)
    return wall, cpu, memory, json.loads(text.splitlines()[-1])


def medians(figures):
    return [statistics.median(f) for f in zip(*(f[:3] for f in figures))]


def ours(program, work, peers, size, rounds):
    org = organisation(work, peers, size)
    repository = git_of(work, org)
    full, full_git, by_folder, by_git = [], [], [], []
    for turn in range(rounds):
        out, git_out = fresh(work, f"folder-{size}"), fresh(work, f"git-{size}")
        full.append(build(program, out, org))
        full_git.append(build(program, git_out, f"{repository}@HEAD"))
        changed = change(org, turn)
        by_folder.append(build(program, out, org))
        target = repository / changed.relative_to(org)
        target.write_text(changed.read_text())
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@acme.example", "commit", "-qam", "Another owner"], cwd=repository, check=True)
        by_git.append(build(program, git_out, f"{repository}@HEAD"))
    return full, full_git, by_folder, by_git


def backstage(work, peers, size):
    folder = work / "backstage"
    if not (folder / "node_modules").exists():
        folder.mkdir(parents=True, exist_ok=True)
        for path in (peers / "catalog").iterdir():
            shutil.copy(path, folder / path.name)
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent"], cwd=folder, check=True)
    command = ["node", "bench.mjs", "--n", str(size), "--mode", "per-repo", "--db", "sqlite", "--interval", "long", "--orgs", work / "orgs", "--limit", "3600"]
    _, _, _, text = measure(command, folder)
    return json.loads(text.splitlines()[0])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--backstage", default="1000")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "automation-versus-catalog")
    parser.add_argument("--peers", type=pathlib.Path, default=REPOSITORY.parent / "shared" / "peers")
    parser.add_argument("--program", type=lambda p: pathlib.Path(p).resolve(), help="a published program; the native one is published without it")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    program = options.program
    if program is None:
        program = options.work / "native" / "automation"
        subprocess.run(["dotnet", "publish", REPOSITORY / "src" / "Automation.Cli", "-c", "Release", "-p:NativeAot=true", "-o", program.parent, "-v", "quiet"], check=True, stdout=subprocess.DEVNULL)

    sizes = [int(s) for s in options.sizes.split(",")]
    theirs = {int(s): None for s in options.backstage.split(",") if s}
    for size in theirs:
        organisation(options.work, options.peers, size)
        theirs[size] = backstage(options.work, options.peers, size)
    print("| repositories | entities | what | wall s | CPU s | peak MB | files written | bytes written |\n|---|---|---|---|---|---|---|---|")
    for size in sizes:
        rounds = ours(program, options.work, options.peers, size, options.rounds)
        for what, figures in zip(("all, folder", "all, git", "one owner, folder", "one owner, git"), rounds):
            wall, cpu, memory = medians(figures)
            last = figures[-1][3]
            print(f"| {size:,} | {last['entities']:,} | {what} | {wall:.2f} | {cpu:.2f} | {memory:.0f} | {last['written']:,} | {last['bytesWritten']:,} |")
            if what == "all, folder" and theirs.get(size):
                other = theirs[size]
                print(f"| {size:,} | {other['last']['fe']:,} | Backstage, SQLite | {other['ingest_s']:.2f} | {other['nodeCpuIngest_s']:.2f} | {other['nodePeakRss_MiB']} | - | - |")
                print(f"\nBackstage takes {other['ingest_s'] / wall:.1f} times as long, start-up not counted, and {other['nodeCpuIngest_s'] / cpu:.1f} times the CPU.\n")
        folder, git, one_folder, one_git = (medians(figures)[0] for figures in rounds)
        print(f"\nOne owner of {size:,}: {folder / one_folder:.1f} times faster than all in a folder, {git / one_git:.1f} times in git.\n")


if __name__ == "__main__":
    main()
