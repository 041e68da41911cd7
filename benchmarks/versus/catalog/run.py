#!/usr/bin/env python3
"""Times `automation catalog build` beside Backstage's ingestion of the same organisation into SQLite in memory, without its start-up.

Each build goes into a folder of its own that nothing was deleted from before: some file systems are slow to create files soon after many were
deleted. The increments change one owner, in a folder and in a git repository. Backstage takes about a minute for 1,000 repositories; its cost is near linear.
"""
import json
import pathlib
import re
import shutil
import statistics
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import sidebyside

GIT = ["git", "-c", "user.name=a", "-c", "user.email=a@acme.example"]


def fresh(work, name):
    for number in range(1_000_000):
        folder = work / "out" / f"{name}-{number}"
        if not folder.exists():
            return folder


def organisation(work, peers, size):
    folder = work / "orgs" / str(size)
    if not (folder / "manifest.json").exists():
        sidebyside.run(["node", sidebyside.needed(peers / "catalog" / "gen.mjs"), str(size), work / "orgs"])
    return folder


def git_of(work, org):
    """The organisation as one git repository with one commit."""
    repository = work / "git" / org.name
    if not (repository / ".git").exists():
        shutil.copytree(org, repository)
        for command in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "All repositories"]):
            sidebyside.run([*GIT, *command], cwd=repository)
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


def build(program, work, out, source):
    return sidebyside.measure([program, "catalog", "build", "--out", out, "--format", "json", "--source", source], work, codes=(0, 1))


def ours(program, work, peers, size, rounds):
    org = organisation(work, peers, size)
    repository = git_of(work, org)
    taken = {name: [] for name in ("automation", "automation, from git", "automation, after one change", "automation, after one change, from git")}
    for turn in range(rounds):
        out, git_out = fresh(work, f"folder-{size}"), fresh(work, f"git-{size}")
        taken["automation"].append(build(program, work, out, org))
        taken["automation, from git"].append(build(program, work, git_out, f"{repository}@HEAD"))
        changed = change(org, turn)
        taken["automation, after one change"].append(build(program, work, out, org))
        target = repository / changed.relative_to(org)
        target.write_text(changed.read_text())
        sidebyside.run([*GIT, "commit", "-qam", "Another owner"], cwd=repository)
        taken["automation, after one change, from git"].append(build(program, work, git_out, f"{repository}@HEAD"))
    return [sidebyside.Figure("catalog", f"catalog of {size:,} repositories", name, *(statistics.median(f) for f in zip(*figures)), rounds=rounds)
            for name, figures in taken.items()]


def backstage(work, peers, size):
    folder = sidebyside.npm(work / "backstage", files=sorted((peers / "catalog").iterdir()))
    if not list(folder.glob("node_modules/better-sqlite3/build/Release/*.node")):
        # --ignore-scripts leaves its native part out. npm has node-gyp, which has to find the headers of node.
        packages = pathlib.Path(subprocess.run(["npm", "root", "-g"], check=True, stdout=subprocess.PIPE).stdout.decode().strip())
        gyp = sidebyside.needed(packages / "npm" / "node_modules" / "node-gyp" / "bin" / "node-gyp.js")
        prefix = pathlib.Path(shutil.which("node")).resolve().parents[1]
        sidebyside.run(["node", gyp, "rebuild", f"--nodedir={prefix}"], cwd=folder / "node_modules" / "better-sqlite3")
    command = ["node", "bench.mjs", "--n", str(size), "--mode", "per-repo", "--db", "sqlite", "--interval", "long", "--orgs", work / "orgs", "--limit", "3600"]
    output = subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE).stdout
    result = json.loads(output.splitlines()[0])
    return sidebyside.Figure("catalog", f"catalog of {size:,} repositories", "Backstage, SQLite", result["ingest_s"], result["nodeCpuIngest_s"],
                             result["nodePeakRss_MiB"], note="without its start-up, once")


def arguments(parser):
    parser.add_argument("--sizes", default="1000", help="how many repositories the organisations have")
    parser.add_argument("--backstage", default="1000", help="the sizes that Backstage ingests as well")


def compare(options):
    work = options.work / "catalog"
    work.mkdir(parents=True, exist_ok=True)
    sidebyside.need("node", "npm", "git")
    theirs = [int(s) for s in options.backstage.split(",") if s]
    figures = []
    for size in (int(s) for s in options.sizes.split(",")):
        figures += ours(sidebyside.program(options), work, options.peers, size, min(options.rounds, 3))
        if size in theirs:
            figures.append(backstage(work, options.peers, size))
    return figures


if __name__ == "__main__":
    sidebyside.main(__doc__, compare, arguments)
