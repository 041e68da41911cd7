#!/usr/bin/env python3
"""Times the webhook server of this repository beside probot, with the same load generator in one run.

It publishes the server, installs probot from npm, and lets wrk (a Debian package) post signed payloads of 20 KB, each with a delivery id of its
own, to one after the other. Ours answers when the delivery is on the disk; the rows are counted afterwards, in every round. Probot by itself keeps
nothing, so it runs twice: with an empty handler, and with one that writes the delivery to the disk before probot answers.
"""
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
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import sidebyside

REPOSITORY = sidebyside.REPOSITORY
SECRET = "a secret of this benchmark"
BYTES = 20 * 1024
PULL_REQUESTS = 200
OURS, PROBOT = 18080, 18081
OUR_NAME, EMPTY, STORING = "automation-server", "probot 14, an empty handler", "probot 14, a handler that stores"


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


def arguments(parser):
    parser.add_argument("--seconds", type=int, default=8, help="how long each round posts to each server")
    parser.add_argument("--connections", type=int, default=32)


def prepare(options):
    work = options.work / "webhooks"
    work.mkdir(parents=True, exist_ok=True)
    sidebyside.need("wrk")
    sidebyside.run(["dotnet", "publish", REPOSITORY / "src" / "Automation.Server", "-c", "Release", "-o", work / "server", "--nologo", "-v", "quiet"])
    sidebyside.npm(work / "probot", files=[HERE / name for name in ("package.json", "package-lock.json", ".npmrc", "probot.mjs")], install="ci")
    return work, payloads(work)


def ours(options, work, environment):
    data = work / "data"
    shutil.rmtree(data, ignore_errors=True)
    command = [work / "server" / "automation-server", "--urls", f"http://127.0.0.1:{OURS}", "--data", data]
    with running(command, OURS, env=os.environ | {"GitHub__WebhookSecret": SECRET}) as process:
        load(process, OURS, 2, options.connections, environment | {"RUN": "warm"})
        result = load(process, OURS, options.seconds, options.connections, environment | {"RUN": "load"})
    with contextlib.closing(sqlite3.connect(data / "ledger.db")) as ledger:
        stored = ledger.execute("SELECT count(*) FROM deliveries JOIN payloads USING (sequence) WHERE id LIKE 'load-%'").fetchone()[0]
    # What wrk sent last and did not wait for may be stored, too; never less than what was answered.
    if stored < result["requests"] - result["errors"]:
        sys.exit(f"{result['requests']} answered, {stored} stored")
    shutil.rmtree(data)
    return result


def theirs(options, work, environment, stored):
    file = work / "stored.jsonl"
    file.unlink(missing_ok=True)
    settings = {"WEBHOOK_SECRET": SECRET, "NODE_ENV": "production"} | ({"STORE": str(file)} if stored else {})
    with running(["node", "probot.mjs", str(PROBOT)], PROBOT, cwd=work / "probot", env=os.environ | settings) as process:
        load(process, PROBOT, 2, options.connections, environment | {"RUN": "warm"})
        result = load(process, PROBOT, options.seconds, options.connections, environment | {"RUN": "load"})
    if stored:
        with open(file, encoding="utf-8") as lines:
            count = sum('"id":"load-' in line[:40] for line in lines)
        if count < result["requests"] - result["errors"]:
            sys.exit(f"{result['requests']} answered, {count} stored")
        file.unlink()
    return result


def compare(options):
    work, environment = prepare(options)
    programs = {
        OUR_NAME: ours,
        EMPTY: lambda *arguments: theirs(*arguments, stored=False),
        STORING: lambda *arguments: theirs(*arguments, stored=True),
    }
    rounds, results = min(options.rounds, 3), {name: [] for name in programs}
    for _ in range(rounds):
        for name, take in programs.items():
            result = take(options, work, environment)
            print(f"{name:34} " + "  ".join(f"{k} {v:.2f}" if isinstance(v, float) else f"{k} {v}" for k, v in result.items()), file=sys.stderr, flush=True)
            results[name].append(result)
    print(f"{BYTES} bytes a payload, {options.connections} connections, {fsyncs(work):.0f} fsyncs a second", file=sys.stderr)

    def figure(name, note):
        """What 1,000 deliveries take: the time at the measured rate, and the CPU of the server."""
        median = (lambda key: statistics.median(r[key] for r in results[name]))
        return sidebyside.Figure("webhooks", "receive 1,000 webhooks", name, 1000 / median("a second"), median("CPU ms each"), None, rounds=rounds,
                                 note=f"{note}, p99 {median('p99 ms'):.0f} ms")

    return [
        figure(OUR_NAME, "on the disk before the answer"),
        figure(EMPTY, "nothing kept"),
        figure(STORING, "on the disk before the answer"),
    ]


if __name__ == "__main__":
    sidebyside.main(__doc__, compare, arguments)
