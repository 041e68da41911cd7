"""What the comparisons below this folder share: options, the program, the peers, and measuring in turns."""
import argparse
import contextlib
import ctypes
import dataclasses
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
OURS = "automation"


class Missing(Exception):
    """A peer, a tool or a file that a comparison needs cannot be had here."""


@dataclasses.dataclass
class Figure:
    """What one program took for one job. `amount` is how many items of the job it did: programs are compared by what an item takes."""
    comparison: str
    job: str
    program: str
    wall: float
    cpu: float | None
    memory: float | None = None
    amount: int = 1
    rounds: int = 1
    note: str = ""

    @property
    def is_ours(self):
        return self.program.startswith(OURS)


def parser(doc):
    result = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = REPOSITORY.parent / "shared"
    result.add_argument("--rounds", type=int, default=5, help="how often each program runs; the medians are compared")
    result.add_argument("--program", type=lambda p: pathlib.Path(p).resolve(), help="a published program; the native one is published without it")
    result.add_argument("--work", type=lambda p: pathlib.Path(p).resolve(), default=pathlib.Path(tempfile.gettempdir()).resolve() / "automation-versus",
                        help="a scratch folder, kept between runs")
    result.add_argument("--peers", type=lambda p: pathlib.Path(p).resolve(), default=shared / "peers", help="the folder with the scripts that drive the peers")
    result.add_argument("--conformance", type=lambda p: pathlib.Path(p).resolve(), default=shared / "conformance", help="the folder with the cases to run on")
    return result


def program(options):
    """The native program, published once for all comparisons."""
    if options.program is None:
        options.program = options.work / "native" / "automation"
        run(["dotnet", "publish", REPOSITORY / "src" / "Automation.Cli", "-c", "Release", "-p:NativeAot=true", "-o", options.program.parent, "-v", "quiet", "--nologo"])
    return options.program


def run(command, **more):
    """Prepares something; its output only where it fails."""
    try:
        subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **more)
    except FileNotFoundError as missing:
        raise Missing(f"{missing.filename} is not installed") from missing
    except subprocess.CalledProcessError as failed:
        last = failed.stdout.decode(errors="replace").strip().splitlines()[-1:] or ["no output"]
        raise Missing(f"{pathlib.Path(str(command[0])).name} {command[1]} failed: {last[0][:160]}") from failed


def need(*tools):
    for tool in tools:
        if not shutil.which(tool):
            raise Missing(f"{tool} is not installed")


def needed(path):
    """A file or folder that others provide."""
    if not path.exists():
        raise Missing(f"{path.parent.name}/{path.name} is not there")
    return path


def npm(folder, packages=(), files=(), install="install"):
    """Installs packages from npm into a folder, once: those named, or those of the package.json among the files."""
    need("node", "npm")
    done = folder / "node_modules" / ".installed"
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        shutil.copy(needed(file), folder / file.name)
    if not done.exists():
        if packages:
            (folder / "package.json").write_text('{"private": true}\n')
        run(["npm", install, "--no-audit", "--no-fund", "--silent", "--ignore-scripts", *packages], cwd=folder)
        done.touch()
    return folder


def measure(command, folder=None, source=None, target=None, codes=(0,)):
    """Runs a command; returns wall and CPU seconds and the peak memory in MB, with those of all processes that it started."""
    launcher = [sys.executable, "-I", "-S", pathlib.Path(__file__).with_name("launch.py")]
    with open(source or os.devnull, "rb") as lines, open(target or os.devnull, "wb") as answers, tempfile.TemporaryFile() as errors, tempfile.TemporaryFile() as report:
        # File descriptor 3 gets the report, below a shell's own: pass_fds keeps the number that it has here.
        command = [str(part) for part in command]
        subprocess.run(["/bin/sh", "-c", f'exec "$@" 3>&{report.fileno()}', "sh", *launcher, *command],
                       cwd=folder, stdin=lines, stdout=answers, stderr=errors, pass_fds=[report.fileno()], check=False)
        report.seek(0)
        code, wall, cpu, memory = report.read().split()
        if int(code) not in codes:
            errors.seek(0)
            sys.exit(f"{' '.join(command)} ended with {int(code)}\n{errors.read().decode(errors='replace')[-2000:]}")
    return float(wall), float(cpu), int(memory) / 1024


@contextlib.contextmanager
def adopting():
    """Counts the CPU of processes that detach, such as those of a container engine: they become children of this process, which waits for them."""
    PR_SET_CHILD_SUBREAPER = 36     # linux/prctl.h
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    before = os.times()
    used = {}
    yield used
    with contextlib.suppress(ChildProcessError):
        while True:
            os.wait()
    after = os.times()
    used["cpu"] = after.children_user + after.children_system - before.children_user - before.children_system
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 0)


def in_turns(measures, rounds, between=lambda: None):
    """Takes each measure in turn, so that a machine that slows down slows all; the first round warms the file cache. Returns the medians."""
    figures = {name: [] for name in measures}
    for number in range(rounds + 1):
        for name, take in measures.items():
            between()
            figure = take()
            if number > 0:
                figures[name].append(figure)
    return {name: tuple(statistics.median(f) for f in zip(*rounds_)) for name, rounds_ in figures.items()}


def compare(comparison, job, commands, options, amounts=None, rounds=None, between=lambda: None, **how):
    """Runs each program of a job in turns; the first is ours."""
    rounds = rounds or options.rounds
    medians = in_turns({name: (lambda c=command: measure(c, **how)) for name, command in commands.items()}, rounds, between)
    return [Figure(comparison, job, name, *figures, amount=(amounts or {}).get(name, 1), rounds=rounds) for name, figures in medians.items()]


def ratio(theirs, ours):
    """How many times as much of the main figure, CPU, the other takes for an item; wall time where CPU is not measured."""
    value = (lambda f: f.wall if None in (theirs.cpu, ours.cpu) else f.cpu)
    return (value(theirs) / theirs.amount) / max(value(ours) / ours.amount, 1e-9)


def jobs(figures):
    """The figures by job, in order, ours first."""
    result = {}
    for figure in figures:
        result.setdefault((figure.comparison, figure.job), []).append(figure)
    return result


def number(value):
    """Three significant digits, without an exponent."""
    if value is None:
        return "-"
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 1 else f"{value:.3f}"


def table(figures):
    """One table of all jobs, as Markdown."""
    lines = ["| job | program | CPU s | wall s | peak MB | CPU, times ours |", "|---|---|---|---|---|---|"]
    for (_, job), rows in jobs(figures).items():
        for row in rows:
            times = "" if row.is_ours or not rows[0].is_ours else f"{number(ratio(row, rows[0]))}{'' if row.cpu is not None else ' (wall)'}"
            done = f", {row.amount:,} of them" if any(r.amount != row.amount for r in rows) else ""
            memory = "-" if row.memory is None else f"{row.memory:.0f}"
            lines.append(f"| {job}{done} | {row.program}{f' ({row.note})' if row.note else ''} | {number(row.cpu)} | {number(row.wall)} | {memory} | {times} |")
    return "\n".join(lines) + "\n"


def main(doc, compare_all, arguments=lambda parser: None):
    """One comparison by itself: prints its table."""
    options_parser = parser(doc)
    arguments(options_parser)
    options = options_parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    try:
        figures = compare_all(options)
    except Missing as missing:
        sys.exit(f"Skipped: {missing}.")
    print(f"load average {os.getloadavg()[0]:.1f}\n\n{table(figures)}")
