#!/usr/bin/env python3
"""Times `automation template run` on a skeleton of 300 files beside the code of Backstage's scaffolder in node. Both render into a folder on the disk; the trees are
compared byte for byte first."""
import json
import pathlib
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[2] / "tests" / "interop")]
import sidebyside

FILES_OF_SKELETON = 300

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


def compare(options):
    try:
        from templates import difference, install, tree
    except ImportError as missing:
        raise sidebyside.Missing(f"Python's {missing.name} is not installed") from missing
    sidebyside.need("node", "npm")
    work = options.work / "skeletons"
    scaffolder = install(work)
    folder, out, other = work / "large", work / "out", work / "out-theirs"
    prepare(folder, FILES_OF_SKELETON)
    ours = [sidebyside.program(options), "template", "run", folder / "template.yaml", "--values", folder / "values.json", "--dry-run", "--out", out]
    theirs = ["node", scaffolder / "run.mjs", folder / "template.json", folder / "values.json"]

    def clean():
        shutil.rmtree(out, ignore_errors=True)
        shutil.rmtree(other, ignore_errors=True)

    clean()
    sidebyside.run(ours)
    sidebyside.run([*theirs, other], cwd=scaffolder)
    if problems := list(difference(tree(other), tree(out))):
        sys.exit("\n".join(["The trees are not the same:", *problems]))
    # Without the folder for a copy of the tree, which only the comparison above needs.
    commands = {"automation": ours, "the scaffolder in node": theirs}
    return sidebyside.compare("skeletons", f"render a skeleton of {FILES_OF_SKELETON} files", commands, options, between=clean, folder=scaffolder)


if __name__ == "__main__":
    sidebyside.main(__doc__, compare)
