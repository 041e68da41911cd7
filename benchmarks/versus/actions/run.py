#!/usr/bin/env python3
"""Times the check of samples/acme as a runner starts it, from start to exit: `actions/check` in its image, a node action around Backstage's package, and the same
as an action with a Dockerfile, whose image the runner builds in every job.

The image is one that tests/container/run.sh has built. The node action validates less: one error a document, no references, no owners. The node of a runner is
there already, so it costs the node action nothing; base images are there, too, so pulling them is in no figure. With --stand-in, base images are those of tests/container/run.sh --stand-in.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import sidebyside

JOB = "check samples/acme as an action"
BUILT = "localhost/automation-versus-dockerfile"
STAND_IN = "localhost/automation-standin-base"


def arguments(parser):
    parser.add_argument("--image", default="localhost/automation-under-test", help="the image of the actions")
    parser.add_argument("--stand-in", action="store_true", help="base images were made on this machine, because none can be pulled")


class Engine:
    """podman, as tests/container/engine.sh calls it."""

    def __init__(self, options):
        self.stand_in = options.stand_in
        self.run = ["podman", *(["--runtime", "runc"] if self.stand_in else []), "run", "--rm",
                    *(["--ulimit", "nofile=1024:1024", "--ulimit", "nproc=2048:2048"] if self.stand_in else [])]

    def has(self, image):
        return subprocess.run(["podman", "image", "exists", image], check=False).returncode == 0

    def megabytes(self, image):
        return int(subprocess.run(["podman", "image", "inspect", "--format", "{{.Size}}", image], check=True, stdout=subprocess.PIPE).stdout) / 1e6

    def build(self, folder, image, base):
        """From nothing, as on a fresh runner, with what the machine knows of npm."""
        volumes = [f for f in ("/etc/ssl/certs", "/root/.npmrc", "/etc/npmrc") if self.stand_in and pathlib.Path(f).exists()]
        return ["podman", "build", "--no-cache", "--quiet", *(["--isolation", "chroot", "--network", "host"] if self.stand_in else []),
                *(f"--volume={v}:{v}:ro" for v in volumes), *npm_settings(self.stand_in), "--build-arg", f"BASE_IMAGE={base}", "-t", image, folder]


def npm_settings(stand_in):
    """What npm reads from the environment, such as its registry, as build arguments would be: only where the images are stand-ins."""
    names = [n for n in os.environ if n.lower().startswith("npm_config_") or n == "NODE_EXTRA_CA_CERTS"]
    return [f"--env={n}={os.environ[n]}" for n in names] if stand_in else []


def node_base(engine, work):
    """An image with node: the public one, or this machine's node on the stand-in base."""
    if not engine.stand_in:
        return "docker.io/library/node:20-slim"
    image, context = "localhost/automation-standin-node", work / "node-base"
    if not engine.has(image):
        if not engine.has(STAND_IN):
            raise sidebyside.Missing(f"there is no image {STAND_IN}: run tests/container/run.sh --stand-in")
        shutil.rmtree(context, ignore_errors=True)
        node = pathlib.Path(shutil.which("node")).resolve()
        context.mkdir(parents=True)
        shutil.copy(node, context / "node")
        shutil.copytree(pathlib.Path(shutil.which("npm")).resolve().parents[1], context / "npm", symlinks=True)
        (context / "Dockerfile").write_text(
            f"FROM {STAND_IN}\nCOPY node /usr/bin/node\nCOPY npm /usr/lib/node_modules/npm\nRUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/bin/npm\n")
        sidebyside.run(["podman", "build", "--quiet", "--isolation", "chroot", "-t", image, context])
    return image


class Job:
    """What a runner gives to a step: a workspace, files, variables."""

    def __init__(self, work):
        self.folder = work / "job"
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(sidebyside.REPOSITORY / "samples" / "acme", self.folder / "workspace")
        for name in ("output", "summary"):
            (self.folder / name).touch()
        (self.folder / "event.json").write_text('{"ref": "refs/heads/main"}')

    def variables(self, root):
        return {
            "CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "push", "GITHUB_REPOSITORY": "acme/everything", "GITHUB_WORKSPACE": f"{root}/workspace",
            "GITHUB_EVENT_PATH": f"{root}/event.json", "GITHUB_OUTPUT": f"{root}/output", "GITHUB_STEP_SUMMARY": f"{root}/summary", "HOME": root,
            "INPUT_PATH": ".", "INPUT_FAIL-ON": "", "INPUT_CATALOG": "",
        }

    def in_container(self, engine, image, *command):
        variables = [part for name, value in self.variables("/github").items() for part in ("--env", f"{name}={value}")]
        return [*engine.run, "--network", "none", *variables, "--volume", f"{self.folder}:/github", "--workdir", "/github/workspace", image, *command]

    def on_machine(self, *command):
        return ["env", *(f"{name}={value}" for name, value in self.variables(self.folder).items()), *command]


def measured(job, *commands):
    """The commands one after the other, with the CPU of what they leave to the container engine."""
    start = time.perf_counter()
    with sidebyside.adopting() as used:
        for command in commands:
            done = subprocess.run(command, cwd=job.folder / "workspace", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
            wall = time.perf_counter() - start
            if done.returncode not in (0, 1):
                sys.exit(f"{' '.join(map(str, command))} ended with {done.returncode}\n{done.stderr.decode(errors='replace')[-2000:]}")
    return wall, used["cpu"]


def compare(options):
    sidebyside.need("podman")
    engine, work = Engine(options), options.work / "actions"
    work.mkdir(parents=True, exist_ok=True)
    if not engine.has(options.image):
        raise sidebyside.Missing(f"there is no image {options.image}: run tests/container/run.sh")
    node = sidebyside.npm(work / "node", files=[HERE / "node" / name for name in ("package.json", "package-lock.json", "check.mjs", ".npmrc")], install="ci")
    context = work / "dockerfile"
    context.mkdir(exist_ok=True)
    for file in (HERE / "dockerfile" / "Dockerfile", *(HERE / "node" / name for name in ("package.json", "package-lock.json", "check.mjs"))):
        shutil.copy(file, context / file.name)
    job, base = Job(work), node_base(engine, work)
    build = engine.build(context, BUILT, base)
    sidebyside.run(build)
    commands = {
        "automation, actions/check in its image": [job.in_container(engine, options.image, "action", "check")],
        "automation, the same program without a container": [job.on_machine(sidebyside.program(options), "action", "check")],
        "a node action": [job.on_machine("node", node / "check.mjs")],
        "a Dockerfile action, built when it runs": [build, job.in_container(engine, BUILT)],
        "a Dockerfile action, without its build": [job.in_container(engine, BUILT)],
    }
    medians = sidebyside.in_turns({name: (lambda c=command: measured(job, *c)) for name, command in commands.items()}, options.rounds)
    packages = sum(f.stat().st_size for f in node.rglob("*") if f.is_file()) / 1e6
    own = engine.megabytes(options.image) - (engine.megabytes(STAND_IN) if engine.stand_in else 0)
    notes = {
        "automation, actions/check in its image": f"{own:.0f} MB{' without its base image' if engine.stand_in else ''}",
        "a node action": f"{packages:.0f} MB of packages",
        "a Dockerfile action, built when it runs": f"{engine.megabytes(BUILT) - engine.megabytes(base):.0f} MB without its base image",
    }
    return [sidebyside.Figure("actions", JOB, name, *medians[name], rounds=options.rounds, note=notes.get(name, "")) for name in commands]


if __name__ == "__main__":
    sidebyside.main(__doc__, compare, arguments)
