#!/usr/bin/env python3
"""Times `automation template eval` beside the engine and the filters of Backstage's scaffolder in node."""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import sidebyside

ENGINE = pathlib.Path(__file__).resolve().with_name("engine.mjs")
PACKAGES = ["nunjitsu@0.7.0", "@backstage/plugin-scaffolder-backend@4.2.0"]


def requests(work, conformance):
    """The expressions once, and forty times, as a large skeleton has them."""
    cases = json.loads(sidebyside.needed(conformance / "template-expressions.json").read_text(encoding="utf-8"))
    roots = {name: cases["data"] if value == "=data" else value for name, value in cases["workflow"].items()}
    context = {**roots, "values": cases["data"], "cookiecutter": cases["data"]}
    lines = [json.dumps({"mode": c["mode"], "template": c["template"], "context": context, "options": c.get("options", {})}) + "\n" for c in cases["cases"]]
    for name, times in (("once", 1), ("forty", 40)):
        (work / f"{name}.jsonl").write_text("".join(lines * times), encoding="utf-8")
    return len(lines)


def compare(options):
    work = sidebyside.npm(options.work / "templates", PACKAGES)
    count = requests(work, options.conformance)
    commands = {"automation": [sidebyside.program(options), "template", "eval"], "the scaffolder's engine in node": ["node", ENGINE]}
    figures = []
    for name, times in (("once", 1), ("forty", 40)):
        figures += sidebyside.compare("templates", f"render {count * times:,} templates", commands, options, folder=work, source=work / f"{name}.jsonl")
    return figures


if __name__ == "__main__":
    sidebyside.main(__doc__, compare)
