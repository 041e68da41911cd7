#!/usr/bin/env python3
"""Lets a real Backstage ingest an artifact of ours, and compares what it makes of it with what our index says.

usage: backstage.py PROGRAM [--size N] [--work DIR] [--peers DIR]

  PROGRAM  a published `automation`
  --size   how many repositories the organisation has (default: 300)
  --peers  the folder with catalog/gen.mjs and catalog/bench.mjs (default: ../shared/peers beside the repository)

It needs Node.js and a registry of npm packages. Location entities are left out: Backstage makes its own of ours. It ends with 0 where refs
and relations are the same.
"""
import argparse
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]


def install(work, peers):
    folder = work / "backstage"
    if not (folder / "node_modules").exists():
        folder.mkdir(parents=True, exist_ok=True)
        for path in (peers / "catalog").iterdir():
            shutil.copy(path, folder / path.name)
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent"], cwd=folder, check=True)
    return folder


def of_backstage(folder, artifact, work):
    """The refs and relations that Backstage ends with, pointed at the artifact's one Location, with the rules the artifact ships."""
    rules = [line for line in (artifact / "backstage" / "app-config.yaml").read_text().splitlines() if line.strip().startswith("- allow:")]
    configuration = work / "orgs" / "interop" / "app-config.artifact.yaml"
    configuration.parent.mkdir(parents=True, exist_ok=True)
    configuration.write_text("catalog:\n  rules:\n" + "\n".join(rules) + f"\n  locations:\n    - type: file\n      target: {artifact / 'catalog-info.yaml'}\n")
    dump = work / "dump.json"
    subprocess.run(
        ["node", "bench.mjs", "--n", "interop", "--mode", "artifact", "--db", "sqlite", "--interval", "long", "--orgs", work / "orgs", "--dump", dump, "--limit", "1800"],
        cwd=folder, check=True, stdout=subprocess.DEVNULL)
    entities = {}
    for entity in json.loads(dump.read_text()):
        if entity["kind"] != "Location":
            entities[ref_of(entity)] = sorted((r["type"], r["targetRef"]) for r in entity.get("relations", []))
    return entities


def of_index(program, artifact):
    lines = subprocess.run([program, "catalog", "show", "--catalog", artifact, "--format", "jsonl"], check=True, capture_output=True, text=True).stdout.splitlines()
    entities = (json.loads(line) for line in lines)
    return {ref_of(e): sorted((r["type"], r["targetRef"]) for r in e["relations"]) for e in entities if e["kind"] != "Location"}


def ref_of(entity):
    return f"{entity['kind']}:{entity['metadata'].get('namespace', 'default')}/{entity['metadata']['name']}".lower()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--size", type=int, default=300)
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "automation-interop")
    parser.add_argument("--peers", type=pathlib.Path, default=REPOSITORY.parent / "shared" / "peers")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    folder = install(options.work, options.peers)
    subprocess.run(["node", options.peers / "catalog" / "gen.mjs", str(options.size), options.work / "orgs"], check=True, stdout=subprocess.DEVNULL)
    artifact = pathlib.Path(tempfile.mkdtemp(dir=options.work)) / "catalog"
    subprocess.run([options.program, "catalog", "build", "--source", options.work / "orgs" / str(options.size), "--out", artifact, "--quiet"], check=True, stdout=subprocess.DEVNULL)

    ours, theirs = of_index(options.program, artifact), of_backstage(folder, artifact, options.work)
    differ = sorted(ref for ref in ours.keys() | theirs.keys() if ours.get(ref) != theirs.get(ref))
    for ref in differ[:20]:
        print(f"{ref}\n  ours      {ours.get(ref)}\n  Backstage {theirs.get(ref)}")
    print(f"{len(ours):,} entities in the index, {len(theirs):,} in Backstage, {len(differ):,} differ")
    sys.exit(1 if differ else 0)


if __name__ == "__main__":
    main()
