#!/usr/bin/env python3
"""Times `automation validate` beside Backstage's own validation code, which a script drives."""
import base64
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import sidebyside

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


def files(work, conformance):
    corpus, single = work / "corpus", work / "single"
    if not corpus.exists():
        for line in open(sidebyside.needed(conformance / "descriptors.jsonl"), encoding="utf-8"):
            case = json.loads(line)
            path = corpus / case["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(case["text"].encode() if "text" in case else base64.b64decode(case["base64"]))
    file = single / "acme__orders" / "catalog-info.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(ONE_FILE)
    return corpus, single


def compare(options):
    work, peers = options.work / "validate", options.peers / "descriptors"
    corpus, single = files(work, options.conformance)
    oracle = sidebyside.npm(work / "peers", files=[peers / "oracle.mjs", peers / "package.json"])
    ours = [sidebyside.program(options), "validate", ".", "--format", "jsonl"]
    figures = []
    for job, folder in (("validate 1,439 files", corpus), ("validate one small file", single)):
        commands = {"automation": ours, "Backstage's own code": ["node", oracle / "oracle.mjs", "--base", folder, "."]}
        figures += sidebyside.compare("validate", job, commands, options, folder=folder, codes=(0, 1))
    return figures


if __name__ == "__main__":
    sidebyside.main(__doc__, compare)
