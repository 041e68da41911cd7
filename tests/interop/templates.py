#!/usr/bin/env python3
"""Runs the templates of the samples with the code of Backstage's scaffolder and with ours, and compares the trees byte for byte.

usage: templates.py PROGRAM [--work DIR]

  PROGRAM  a published `automation`
  --work   a scratch folder with the npm packages, kept between runs (default: below the system's temporary folder)

It needs Node.js, a registry of npm packages and PyYAML; the packages take 200 MB. It ends with 0 where all trees are the same.
"""
import argparse
import json
import os
import pathlib
import shutil
import stat
import subprocess
import sys
import tempfile

import yaml

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
TEMPLATES = REPOSITORY / "samples" / "acme" / "templates"

# Ours records what an update starts from; the scaffolder has nothing like it.
OURS = {".automation/scaffold.yml"}


def install(work):
    folder = work / "scaffolder"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc", "run.mjs"):
        shutil.copy(HERE / "scaffolder" / name, folder / name)
    if not (folder / "node_modules").exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--silent", "--ignore-scripts"], cwd=folder, check=True)
    return folder


def with_defaults(template, values):
    """What the form fills in: the defaults of pages, and of the branches that depend on a value."""
    pages = template["spec"].get("parameters", [])
    result = dict(values)

    def fill(schema):
        for name, one in schema.get("properties", {}).items():
            if "default" in one:
                result.setdefault(name, one["default"])

    for page in pages if isinstance(pages, list) else [pages]:
        fill(page)
        for name, dependency in page.get("dependencies", {}).items():
            for branch in dependency.get("oneOf", []):
                condition = branch["properties"][name]
                if result.get(name) in condition.get("enum", [condition.get("const")]):
                    fill(branch)
    return result


def theirs(scaffolder, folder, out):
    template = yaml.safe_load((folder / "template.yaml").read_text(encoding="utf-8"))
    values = with_defaults(template, yaml.safe_load((folder / "example.yaml").read_text(encoding="utf-8")))

    # The scaffolder fetches from beside the template, which is JSON here: nothing but the template's own folder is read.
    copy = out.parent / f"{folder.name}-template"
    shutil.copytree(folder, copy, symlinks=True)
    (copy / "template.json").write_text(json.dumps(template))
    (copy / "values.json").write_text(json.dumps(values))
    subprocess.run(["node", "run.mjs", copy / "template.json", copy / "values.json", out], cwd=scaffolder, check=True)


def ours(program, folder, out):
    subprocess.run(
        [program, "template", "run", folder / "template.yaml", "--values", folder / "example.yaml", "--dry-run", "--out", out],
        check=True, stdout=subprocess.DEVNULL)


def tree(folder):
    """Every path: folders, links with their targets, and files with their content and whether they are executable."""
    entries = {}
    for root, folders, files in os.walk(folder):
        for name in folders + files:
            path = pathlib.Path(root) / name
            shown = path.relative_to(folder).as_posix()
            if path.is_symlink():
                entries[shown] = ("link", os.readlink(path))
            elif path.is_dir():
                entries[shown] = ("folder",)
            else:
                entries[shown] = ("file", path.read_bytes(), bool(path.stat().st_mode & stat.S_IXUSR))
    return entries


def difference(theirs_tree, ours_tree):
    ignored = OURS | {"/".join(p.split("/")[:-1]) for p in OURS}
    for path in sorted((theirs_tree.keys() | ours_tree.keys()) - ignored):
        if theirs_tree.get(path) != ours_tree.get(path):
            yield f"{path}: {'only here' if path not in theirs_tree else 'only in the scaffolder' if path not in ours_tree else 'not the same'}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=lambda p: pathlib.Path(p).resolve())
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "automation-interop-templates")
    options = parser.parse_args()

    scaffolder = install(options.work)
    failed = False
    with tempfile.TemporaryDirectory() as scratch:
        for folder in sorted(p.parent for p in TEMPLATES.glob("*/template.yaml")):
            out = pathlib.Path(scratch) / "theirs" / folder.name
            own = pathlib.Path(scratch) / "ours" / folder.name
            theirs(scaffolder, folder, out)
            ours(options.program, folder, own)
            left = tree(out)
            problems = list(difference(left, tree(own)))
            failed |= bool(problems) or not left
            print(f"{folder.name}: {len(left)} paths, {'the same' if not problems else f'{len(problems)} differ'}")
            for problem in problems:
                print(f"  {problem}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
