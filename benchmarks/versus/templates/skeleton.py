#!/usr/bin/env python3
"""Times `automation template run` on a skeleton of 300 files against the code of Backstage's scaffolder in node, side by side, whole processes.

usage: skeleton.py [--files N] [--rounds N] [--program FILE] [--work DIR]

  --files    how many files the skeleton has (default: 300)
  --program  a published program (default: the native one, published here)
  --work     a scratch folder with the npm packages, kept between runs (default: below the system's temporary folder)

Both render into a workspace on the disk. Each round runs both, in turn; the medians are compared. The trees are compared byte for byte first.
"""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parents[2]
sys.path[:0] = [str(HERE), str(REPOSITORY / "tests" / "interop")]

from run import measure
from templates import difference, install, tree

VALUES = {"name": "parcel-tracker", "owner": "fulfilment", "port": 8080, "regions": ["eu-west-1", "us-east-1"], "public": True}

TEMPLATE = {
    "apiVersion": "scaffolder.backstage.io/v1beta3",
    "kind": "Template",
    "metadata": {"name": "large"},
    "spec": {
        "type": "service",
        "parameters": {"properties": {name: {} for name in VALUES}},
        "steps": [{
            "id": "render",
            "action": "fetch:template",
            "input": {"url": "./skeleton", "values": {name: "${{ parameters.%s }}" % name for name in VALUES}},
        }],
    },
}

# One file of each kind in turn: code with a few names, a manifest with a loop and conditions, a page, and one without any expression.
FILES = (
    ("src/${{ values.name }}/Handler%d.cs", "namespace ${{ values.name | replace('-', '_') }};\n\npublic sealed class Handler%d\n{\n" + "".join(
        f"    public int Member{i}() => {i};\n" for i in range(60)) + "}\n"),
    ("deploy/part-%d.yaml", "name: ${{ values.name }}-%d\n{%% for region in values.regions %%}- region: ${{ region }}\n  owner: ${{ values.owner | upper }}\n"
        "  port: ${{ values.port + loop.index }}\n{%% endfor %%}{%% if values.public %%}expose: true\n{%% else %%}expose: false\n{%% endif %%}"),
    ("docs/page-%d.md", "# ${{ values.name | title }}, part %d\n\n" + "Owned by ${{ values.owner }}, on port ${{ values.port }}.\n" * 20),
    ("assets/table-%d.csv", "part,%d\n" + "".join(f"{i},{i * i}\n" for i in range(200))),
)


def prepare(folder, count):
    """Two templates of one skeleton: YAML for ours, JSON for the script that drives the scaffolder. JSON is YAML, too."""
    shutil.rmtree(folder, ignore_errors=True)
    for number in range(count):
        name, text = FILES[number % len(FILES)]
        path = folder / "skeleton" / (name % number)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text % number, encoding="utf-8")
    for name, content in (("template.json", TEMPLATE), ("template.yaml", TEMPLATE), ("values.json", VALUES)):
        (folder / name).write_text(json.dumps(content))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "automation-interop-templates")
    parser.add_argument("--program", type=lambda p: pathlib.Path(p).resolve())
    options = parser.parse_args()

    scaffolder = install(options.work)
    program = options.program
    if program is None:
        program = options.work / "native" / "automation"
        subprocess.run(["dotnet", "publish", REPOSITORY / "src" / "Automation.Cli", "-c", "Release", "-p:NativeAot=true", "-o", program.parent, "-v", "quiet", "--nologo"], check=True)

    folder, out = options.work / "large", options.work / "out"
    prepare(folder, options.files)
    ours = [program, "template", "run", folder / "template.yaml", "--values", folder / "values.json", "--dry-run", "--out", out]
    theirs = ["node", scaffolder / "run.mjs", folder / "template.json", folder / "values.json"]

    shutil.rmtree(out, ignore_errors=True)
    subprocess.run(ours, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(options.work / "out-theirs", ignore_errors=True)
    subprocess.run([*theirs, options.work / "out-theirs"], check=True)
    if problems := list(difference(tree(options.work / "out-theirs"), tree(out))):
        sys.exit("\n".join(["The trees are not the same:", *problems]))

    figures = {"automation": [], "the scaffolder in node": []}
    for round_number in range(options.rounds + 1):
        for name, command in zip(figures, (ours, theirs)):
            shutil.rmtree(out, ignore_errors=True)
            figure = measure(command, scaffolder, os.devnull)
            if round_number > 0:    # the first round warms the file cache
                figures[name].append(figure)

    own = [statistics.median(f) for f in zip(*figures["automation"])]
    print(f"\n{options.files} files, {options.rounds} rounds, load average {os.getloadavg()[0]:.1f}\n")
    print("| program | wall s | CPU s | ms a file | peak MB | wall, times ours | CPU, times ours |\n|---|---|---|---|---|---|---|")
    for name, rounds in figures.items():
        wall, cpu, memory = (statistics.median(f) for f in zip(*rounds))
        print(f"| {name} | {wall:.3f} | {cpu:.3f} | {wall / options.files * 1000:.2f} | {memory:.0f} | {wall / own[0]:.1f} | {cpu / own[1]:.1f} |")


if __name__ == "__main__":
    main()
