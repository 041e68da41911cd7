#!/usr/bin/env python3
"""Times the webhook server of this repository beside probot with an empty handler, with the same load generator in one run.

usage: run.py [--rounds N] [--seconds S] [--connections C] [--work DIR]

It publishes the server, installs probot from npm, and lets wrk (a Debian package) post signed payloads of 20 KB, each with a delivery id of its
own, to one after the other. Ours answers when the delivery is on the disk; the rows are counted afterwards, in every round. Probot keeps nothing.
"""
import argparse
import contextlib
import hashlib
import hmac
import json
import os
import pathlib
import shutil
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parents[2]
SECRET = "a secret of this benchmark"
BYTES = 20 * 1024
PULL_REQUESTS = 200
OURS, PROBOT = 18080, 18081


def user(number):
    """A user as payloads name one, most of it addresses: what GitHub fills its payloads with."""
    login = f"reviewer-{number * 7919 % 10007}"
    home = f"https://api.github.com/users/{login}"
    lists = ["followers", "following{/other_user}", "gists{/gist_id}", "starred{/owner}{/repo}", "subscriptions", "orgs", "repos", "events{/privacy}", "received_events"]
    return {"login": login, "id": number * 104729, "node_id": f"U_{number * 15485863:x}", "avatar_url": f"https://avatars.githubusercontent.com/u/{number * 104729}?v=4",
            "url": home, "html_url": f"https://github.com/{login}"} | {f"{name.split('{')[0]}_url": f"{home}/{name}" for name in lists} | {"type": "User", "site_admin": False}


def payloads(work):
    """As many payloads as there are pull requests, each of the same size; a file that names them with their signatures."""
    pull = json.loads((REPOSITORY / "samples" / "payloads" / "pull_request.opened.json").read_text())
    lines = []
    for number in range(1, PULL_REQUESTS + 1):
        pull["number"] = pull["pull_request"]["number"] = number
        pull["pull_request"]["body"] = ""
        reviewers = pull["pull_request"]["requested_reviewers"] = []
        while (left := BYTES - len(json.dumps(pull))) > 1024:
            reviewers.append(user(number * 100 + len(reviewers)))
        pull["pull_request"]["body"] = "x" * left
        body = json.dumps(pull).encode()
        path = work / f"payload-{number}.json"
        path.write_bytes(body)
        lines.append(f"sha256={hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()} {path}")
    index = work / "payloads"
    index.write_text("\n".join(lines) + "\n")
    return {"PAYLOADS": str(index)}


@contextlib.contextmanager
def running(command, port, **options):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, **options)
    try:
        for _ in range(300):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.1)
        else:
            sys.exit(f"{command[0]} does not answer")
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def cpu(process):
    """Seconds of CPU that a process has used."""
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def load(process, port, seconds, connections, environment):
    used = cpu(process)
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", HERE / "load.lua", f"http://127.0.0.1:{port}/github/webhooks"]
    output = subprocess.run(command, env=os.environ | environment, check=True, capture_output=True, text=True).stdout
    requests, micros, p50, p99, errors = (int(n) for n in next(line for line in output.splitlines() if line.startswith("RESULT")).split()[1:])
    return {"a second": requests / micros * 1e6, "p50 ms": p50 / 1000, "p99 ms": p99 / 1000, "CPU ms each": (cpu(process) - used) / requests * 1000, "errors": errors, "requests": requests}


def fsyncs(folder):
    file = folder / "fsync"
    count, end = 0, time.monotonic() + 2
    with open(file, "wb", buffering=0) as out:
        while time.monotonic() < end:
            out.write(b"x" * 4096)
            os.fdatasync(out.fileno())
            count += 1
    file.unlink()
    return count / 2


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--work", type=pathlib.Path)
    arguments = parser.parse_args()
    if not shutil.which("wrk"):
        sys.exit("wrk is not installed; it is a Debian package of that name.")
    work = arguments.work or pathlib.Path(tempfile.mkdtemp(prefix="automation-"))
    work.mkdir(parents=True, exist_ok=True)
    subprocess.run(["dotnet", "publish", REPOSITORY / "src" / "Automation.Server", "-c", "Release", "-o", work / "server", "--nologo", "-v", "quiet"], check=True)
    peer = work / "probot"
    peer.mkdir(exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc", "probot.mjs"):
        shutil.copy(HERE / name, peer / name)
    if not (peer / "node_modules").exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=peer, check=True)

    environment = payloads(work)
    print(f"{BYTES} bytes a payload, {PULL_REQUESTS} pull requests, {arguments.connections} connections, {os.cpu_count()} cores, {fsyncs(work):.0f} fsyncs a second")
    results = {"ours": [], "probot": []}
    for round_ in range(1, arguments.rounds + 1):
        data = work / f"data-{round_}"
        shutil.rmtree(data, ignore_errors=True)
        command = [work / "server" / "automation-server", "--urls", f"http://127.0.0.1:{OURS}", "--data", data]
        with running(command, OURS, env=os.environ | {"GitHub__WebhookSecret": SECRET}) as process:
            load(process, OURS, 2, arguments.connections, environment | {"RUN": "warm"})
            result = load(process, OURS, arguments.seconds, arguments.connections, environment | {"RUN": "load"})
        with contextlib.closing(sqlite3.connect(data / "ledger.db")) as ledger:
            stored = ledger.execute("SELECT count(*) FROM deliveries JOIN payloads USING (sequence) WHERE id LIKE 'load-%'").fetchone()[0]
            states = dict(ledger.execute("SELECT state, count(*) FROM deliveries GROUP BY state"))
        # What wrk sent last and did not wait for may be stored, too; never less than what was answered.
        if stored < result["requests"] - result["errors"]:
            sys.exit(f"{result['requests']} answered, {stored} stored")
        results["ours"].append(result | {"stored": stored, "states": states})
        shutil.rmtree(data)
        with running(["node", "probot.mjs", str(PROBOT)], PROBOT, cwd=peer, env=os.environ | {"WEBHOOK_SECRET": SECRET, "NODE_ENV": "production"}) as process:
            load(process, PROBOT, 2, arguments.connections, environment | {"RUN": "warm"})
            results["probot"].append(load(process, PROBOT, arguments.seconds, arguments.connections, environment | {"RUN": "load"}))
        for name, rounds in results.items():
            print(f"round {round_}  {name:6}  " + "  ".join(f"{k} {v:.2f}" if isinstance(v, float) else f"{k} {v}" for k, v in rounds[-1].items()), flush=True)
    rate = {name: statistics.median(r["a second"] for r in rounds) for name, rounds in results.items()}
    spent = {name: statistics.median(r["CPU ms each"] for r in rounds) for name, rounds in results.items()}
    print(f"median  CPU of the process: ours {spent['ours']:.3f} ms a delivery, probot {spent['probot']:.3f}; {spent['probot'] / spent['ours']:.2f} times")
    print(f"median  ours {rate['ours']:.0f} a second, durable; probot {rate['probot']:.0f} a second, not durable; {rate['ours'] / rate['probot']:.2f} times")


if __name__ == "__main__":
    main()
