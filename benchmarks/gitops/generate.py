#!/usr/bin/env python3
"""Writes a GitOps repository of N applications to a new folder, as git history of two commits.

generate.py FOLDER N CHANGE [KIND]

CHANGE: one (a value of one application), base (a base that 50 applications use), all (every application).
KIND: kustomize (default), or directory, which needs no tool.
"""
import pathlib
import subprocess
import sys

ADDRESS = "https://github.com/acme/gitops"


def application(name: str, path: str) -> str:
    return (
        "apiVersion: argoproj.io/v1alpha1\nkind: Application\n"
        f"metadata: {{ name: {name}, namespace: argocd }}\nspec:\n  project: default\n"
        f"  destination: {{ name: dev, namespace: {name} }}\n"
        f"  source: {{ repoURL: {ADDRESS}, path: {path}, targetRevision: HEAD }}\n"
    )


def deployment(name: str, image: str) -> str:
    return (
        f"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{ name: {name} }}\nspec:\n  replicas: 2\n"
        f"  selector: {{ matchLabels: {{ app: {name} }} }}\n  template:\n    metadata: {{ labels: {{ app: {name} }} }}\n"
        f"    spec:\n      containers:\n        - name: app\n          image: {image}\n          ports: [{{ containerPort: 8080 }}]\n"
        f"---\napiVersion: v1\nkind: Service\nmetadata: {{ name: {name} }}\nspec: {{ selector: {{ app: {name} }}, ports: [{{ port: 80 }}] }}\n"
    )


def main() -> None:
    folder, count, change = pathlib.Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    kind = sys.argv[4] if len(sys.argv) > 4 else "kustomize"
    folder.mkdir(parents=True)

    def write(path: str, text: str) -> None:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def git(*arguments: str) -> None:
        subprocess.run(["git", "-C", str(folder), "-c", "user.name=x", "-c", "user.email=x@example.com", *arguments], check=True, stdout=subprocess.DEVNULL)

    def base(number: int, image: str) -> None:
        write(f"bases/b{number}/all.yaml", deployment("app", image))
        write(f"bases/b{number}/kustomization.yaml", "resources: [all.yaml]\n")

    for number in range((count + 49) // 50):
        base(number, "example.com/app:1.0.0")
    for number in range(count):
        write(f"argocd/app{number}.yaml", application(f"app{number}", f"apps/app{number}"))
        write(f"apps/app{number}/config.yaml", f"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: config }}\ndata: {{ v: '1' }}\n")
        if kind == "kustomize":
            write(f"apps/app{number}/kustomization.yaml", f"resources: [../../bases/b{number // 50}, config.yaml]\nnamePrefix: a{number}-\n")
        else:
            write(f"apps/app{number}/all.yaml", deployment("app", "example.com/app:1.0.0"))
    git("init", "-q", "-b", "main")
    git("remote", "add", "origin", ADDRESS)
    git("add", "-A")
    git("commit", "-q", "-m", "Base")
    for number in [0] if change == "one" else range(count) if change == "all" else []:
        write(f"apps/app{number}/config.yaml", f"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: config }}\ndata: {{ v: '2' }}\n")
    if change == "base":
        base(0, "example.com/app:2.0.0")
    git("commit", "-q", "-a", "-m", "Change")


main()
