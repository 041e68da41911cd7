"""Compares two verdicts on the same files: compare.py BACKSTAGE.jsonl OURS.jsonl

BACKSTAGE.jsonl comes from a program that runs Backstage's own packages, OURS.jsonl from 'automation validate --format jsonl'.
Per document: valid, fileOk and relations. Prints how many files are equal, and the differences by class.
"""
import collections
import json
import sys


def read(path, is_ours):
    files = collections.defaultdict(list)
    for line in open(path, encoding="utf-8"):
        d = json.loads(line)
        if not is_ours and d.get("stage") == "empty":
            files[d["file"]] += []
            continue
        relations = sorted((r["source"], r["type"], r["target"]) for r in d["relations"])
        files[d["file"]].append((d["valid"], d["fileOk"], relations, d))
    return files


backstage, ours = read(sys.argv[1], False), read(sys.argv[2], True)
classes, equal, examples = collections.Counter(), 0, collections.defaultdict(list)
for file, expected in backstage.items():
    actual = ours.get(file, [])
    # Backstage stops reading a file at an alias that leads nowhere or too far; here the documents after it are validated, too.
    if expected and any("parser threw" in e for e in expected[-1][3].get("errors", [])):
        actual = actual[: len(expected)]
    if [e[:3] for e in expected] == [a[:3] for a in actual]:
        equal += 1
        continue
    if len(expected) != len(actual):
        name = f"documents {len(expected)} != {len(actual)}"
    else:
        e, a = next((e, a) for e, a in zip(expected, actual) if e[:3] != a[:3])
        error = (e[3].get("errors") or [""])[0]
        rules = sorted({f["rule"] for f in a[3]["findings"] if f["severity"] == "error"})
        what = "accepted here" if a[0] and not e[0] else "rejected here" if e[0] and not a[0] else "fileOk" if e[1] != a[1] else "relations"
        name = f"{what}: {e[3]['stage']} {error.split(' at ')[-1][-80:]!r} {','.join(rules)}" if what != "rejected here" else f"{what}: {','.join(rules)} {a[3]['findings'][0]['message'][:70] if a[3]['findings'] else ''}"
    classes[name.replace(file, "FILE")] += 1
    examples[name.replace(file, "FILE")].append(file)
print(f"files {len(backstage)} equal {equal} ({100 * equal / max(1, len(backstage)):.3f} %)")
for name, count in classes.most_common(60):
    print(f"{count:6} {name}   {' '.join(examples[name][:3])}")
