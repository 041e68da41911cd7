#!/usr/bin/env python3
"""Times `automation owners resolve` on 500 and 5,000 rules beside the npm packages that people use, each through its own API.

The packages try every rule on every path, so they get a part of the paths, spread over all of them, and are compared by what one path takes.
"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import sidebyside

DRIVER = pathlib.Path(__file__).resolve().with_name("peers.mjs")
ALL = 100_000

# How many paths each package gets with 500 and with 5,000 rules: some seconds' worth.
PACKAGES = {
    "codeowners": ("5.1.1", {500: 5_000, 5_000: 500}),
    "@snyk/github-codeowners": ("1.1.0", {500: 5_000, 5_000: 500}),
    "codeowners-utils": ("1.0.2", {500: 1_000, 5_000: 100}),
}


def subset(work, count):
    """A part of the paths, spread evenly."""
    path = work / f"paths-{count}.txt"
    if not path.exists():
        paths = (work / f"paths-{ALL}.txt").read_text().splitlines()
        path.write_text("\n".join(paths[:: len(paths) // count][:count]) + "\n")
    return path


def checked(command, paths, work):
    """Measures, and looks that each path has its answer."""
    answers = work / "answers.txt"
    figure = sidebyside.measure(command, work, target=answers)
    if answers.read_bytes().count(b"\n") != paths:
        sys.exit(f"{command[0]} did not answer for each of {paths:,} paths")
    return figure


def compare(options):
    work = options.work / "owners"
    sidebyside.npm(work, [f"{name}@{version}" for name, (version, _) in PACKAGES.items()])
    if not (work / f"paths-{ALL}.txt").exists():
        sidebyside.run([sys.executable, sidebyside.needed(options.peers / "codeowners" / "gen.py")], cwd=work)
    program, figures = sidebyside.program(options), []
    for rules in (500, 5_000):
        folder = work / f"rules-{rules}"
        commands = {"automation": ([program, "owners", "resolve", "--codeowners", folder / "CODEOWNERS", "--paths", subset(work, ALL)], ALL)}
        for name, (_, counts) in PACKAGES.items():
            commands[name] = (["node", DRIVER, name, folder, subset(work, counts[rules])], counts[rules])
        rounds = min(options.rounds, 3)
        medians = sidebyside.in_turns({name: (lambda c=command, p=paths: checked(c, p, work)) for name, (command, paths) in commands.items()}, rounds)
        figures += [sidebyside.Figure("owners", f"owners of paths, {rules:,} rules", name, *medians[name], amount=paths, rounds=rounds)
                    for name, (_, paths) in commands.items()]
    return figures


if __name__ == "__main__":
    sidebyside.main(__doc__, compare)
