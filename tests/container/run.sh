#!/usr/bin/env bash
# Builds the image and runs it the way GitHub's runner runs a container action: against a fresh, shallow clone of a repository of
# samples/acme whose checkout is a pull request's merge commit, with the GITHUB_* variables, the event's payload and the files for
# summary and outputs. Checks the annotations, the summary and the outputs.
#
#   tests/container/run.sh                 the public .NET images (BUILD_IMAGE and BASE_IMAGE name others)
#   tests/container/run.sh --stand-in      images made here, from Debian's packages and this machine's .NET, where none can be pulled
#   IMAGE=name tests/container/run.sh      an image that exists already
#
# Needs podman (or ENGINE=docker) and git; --stand-in needs root, debootstrap, buildah and runc as well:
#   apt-get install podman buildah runc debootstrap
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"
engine="${ENGINE:-podman}"
stand_in=no
[[ "${1:-}" == --stand-in ]] && stand_in=yes

fail() { printf '%s\n' "$*" >&2; exit 1; }
command -v "$engine" > /dev/null || fail "$engine is not installed; on Debian: apt-get install podman buildah runc debootstrap"

build_options=() run_options=(--rm --network none)
if [[ $stand_in == yes ]]; then
  # chroot isolation, runc and lower limits do without what a nested container is refused.
  build_options+=(--isolation chroot --network host)
  run_options+=(--ulimit nofile=1024:1024 --ulimit nproc=2048:2048)
  engine_run=("$engine" --runtime runc run)
else
  engine_run=("$engine" run)
fi

# ---- Images

make_stand_ins() {
  local folder="${STAND_IN_ROOTFS:-}" dotnet
  dotnet="$(dirname "$(readlink -f "$(command -v dotnet)")")"
  if "$engine" image exists localhost/automation-standin-sdk && "$engine" image exists localhost/automation-standin-runtime; then
    return
  fi
  if [[ -z $folder ]]; then
    folder="$scratch/rootfs"
    debootstrap --variant=minbase --include=ca-certificates,libssl3,libstdc++6,libgcc-s1,zlib1g,tzdata bookworm "$folder" > "$scratch/debootstrap.log"
  fi
  tar -C "$folder" --exclude=./proc --exclude=./sys --exclude=./dev -c . | "$engine" import - localhost/automation-standin-debian > /dev/null
  stand_in_image sdk "$dotnet" "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 NUGET_CERT_REVOCATION_MODE=offline" .
  stand_in_image runtime "$dotnet" "" dotnet host shared/Microsoft.NETCore.App
}

stand_in_image() { # name, folder of dotnet, environment, what of the folder
  local name="$1" from="$2" environment="$3" context="$scratch/$1"
  shift 3
  mkdir -p "$context/dotnet"
  (cd "$from" && cp -a --parents "$@" "$context/dotnet/")
  printf 'FROM localhost/automation-standin-debian\nCOPY dotnet /usr/share/dotnet\nENV PATH=/usr/share/dotnet:/usr/bin:/bin:/usr/sbin:/sbin DOTNET_ROOT=/usr/share/dotnet %s\n' "$environment" > "$context/Dockerfile"
  "$engine" build "${build_options[@]}" -q -t "localhost/automation-standin-$name" "$context" > /dev/null
  rm -rf "$context"
}

# ---- A pull request in a sample repository

# Leaves $workspace (a shallow checkout of the merge commit, as actions/checkout makes it) and $event (the payload).
open_pull_request() { # repository, a function that changes the working tree
  local repository="$1" change="$2" author="$scratch/author"
  rm -rf "$author" "$scratch/github"
  mkdir -p "$scratch/github"/{workflow,file_commands,home}
  workspace="$scratch/github/workspace" event="$scratch/github/workflow/event.json"

  cp -r "$root/samples/acme/$repository" "$author"
  commit() { git -C "$author" add -A && git -C "$author" -c user.name=author -c user.email=author@acme.example commit -qm "$1"; }
  git -C "$author" init -q -b main
  commit "As it stands"
  git -C "$author" switch -qc change
  (cd "$author" && "$change")
  commit "The change"
  git -C "$author" switch -q main
  date > "$author/meanwhile.txt"
  commit "What happened on main meanwhile"
  git -C "$author" -c user.name=author -c user.email=author@acme.example merge -q --no-ff -m "Merge" change
  local merge; merge="$(git -C "$author" rev-parse HEAD)"
  base="$(git -C "$author" rev-parse HEAD^1)" head="$(git -C "$author" rev-parse HEAD^2)"
  git -C "$author" reset -q --hard "$base"

  git clone -q --bare "$author" "$scratch/github/origin.git"
  git -C "$author" push -q "$scratch/github/origin.git" "$merge:refs/pull/7/merge" "$head:refs/pull/7/head"
  git -C "$scratch/github/origin.git" config uploadpack.allowAnySHA1InWant true
  git init -q "$workspace"
  git -C "$workspace" remote add origin "file://$scratch/github/origin.git"
  git -C "$workspace" fetch -q --depth 1 origin +refs/pull/7/merge:refs/remotes/pull/7/merge
  git -C "$workspace" checkout -q --detach refs/remotes/pull/7/merge
  git -C "$workspace" remote set-url origin file:///github/origin.git

  cat > "$event" << JSON
{"action": "synchronize", "number": 7,
 "pull_request": {"number": 7, "draft": false,
   "head": {"ref": "change", "sha": "$head", "repo": {"full_name": "acme/$repository", "fork": false}},
   "base": {"ref": "main", "sha": "$base", "repo": {"full_name": "acme/$repository", "default_branch": "main"}},
   "merge_commit_sha": "$merge"},
 "repository": {"full_name": "acme/$repository", "default_branch": "main", "owner": {"login": "acme"}, "name": "$repository"},
 "sender": {"login": "tomas-lind"}}
JSON
  variables=(GITHUB_EVENT_NAME=pull_request "GITHUB_SHA=$merge" GITHUB_REF=refs/pull/7/merge GITHUB_BASE_REF=main GITHUB_HEAD_REF=change
    "GITHUB_REPOSITORY=acme/$repository" GITHUB_REPOSITORY_OWNER=acme)
}

# Runs the action on $workspace. Leaves $exit_code, and in $scratch: stdout, stderr, summary.md, output.
run_action() { # INPUT_NAME=value…
  local options=() input
  : > "$scratch/github/file_commands/summary"
  : > "$scratch/github/file_commands/output"
  chmod -R a+rwX "$scratch/github/file_commands"
  # The checkout belongs to the runner's user, as on GitHub, and not to the container's root.
  [[ $EUID -eq 0 ]] && chown -R 1001:121 "$workspace" "$scratch/github/origin.git"

  for input in CI=true GITHUB_ACTIONS=true GITHUB_ACTION=check GITHUB_ACTOR=tomas-lind GITHUB_RUN_ID=1 GITHUB_WORKFLOW=Catalog \
    GITHUB_WORKSPACE=/github/workspace GITHUB_EVENT_PATH=/github/workflow/event.json \
    GITHUB_STEP_SUMMARY=/github/file_commands/summary GITHUB_OUTPUT=/github/file_commands/output \
    GITHUB_API_URL=https://api.github.com GITHUB_SERVER_URL=https://github.com HOME=/github/home \
    INPUT_PATH=. INPUT_BASE= INPUT_CATALOG= INPUT_CONFIG= INPUT_FAIL-ON=error "INPUT_REPOSITORY=acme/sample" INPUT_TOKEN=canary-token \
    "${variables[@]}" "$@"; do
    options+=(--env "$input")
  done

  exit_code=0
  "${engine_run[@]}" "${run_options[@]}" "${options[@]}" --workdir /github/workspace \
    --volume "$workspace:/github/workspace" --volume "$scratch/github/origin.git:/github/origin.git" \
    --volume "$scratch/github/workflow:/github/workflow" --volume "$scratch/github/file_commands:/github/file_commands" \
    --volume "$scratch/github/home:/github/home" \
    "$image" action check > "$scratch/stdout" 2> "$scratch/stderr" || exit_code=$?
  cp "$scratch/github/file_commands/summary" "$scratch/summary.md"
  cp "$scratch/github/file_commands/output" "$scratch/output"
}

# ---- What is expected

passed=0 failed=0 case_name=
expect() { # what, command…
  local what="$1"
  shift
  if "$@" > /dev/null 2>&1; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'FAILED %s: %s\n' "$case_name" "$what"
    sed 's/^/    stdout | /' "$scratch/stdout" | head -n 40
    sed 's/^/    stderr | /' "$scratch/stderr" | head -n 20
    sed 's/^/    output | /' "$scratch/output" | head -n 20
  fi
}
exits_with() { [[ $exit_code -eq $1 ]]; }
# `NAME=VALUE`, or `NAME<<DELIMITER` and the value on the lines after it.
output() { awk -v name="$1" 'until { if ($0 == until) exit; print; next } index($0, name "=") == 1 { print substr($0, length(name) + 2); exit } index($0, name "<<") == 1 { until = substr($0, length(name) + 3) }' "$scratch/output"; }
has_output() { [[ "$(output "$1")" =~ ^($2)$ ]]; }
says() { grep -qE -- "$2" "$scratch/$1"; }
is_silent_about() { ! grep -qE -- "$2" "$scratch/$1"; }
holds() { local path; path="$(output "$1")"; [[ -n $path && "$(tr -d ' \n' < "$workspace/$path")" == *"$2"* ]]; }

common() {
  expect "the summary is not empty" test -s "$scratch/summary.md"
  expect "the summary fits GitHub's 1 MiB" test "$(wc -c < "$scratch/summary.md")" -le 1048576
  expect "the SARIF file is SARIF 2.1.0" holds sarif '"version":"2.1.0"'
  expect "the findings file holds findings" holds findings '"findings":['
  expect "errors is a number" has_output errors '[0-9]+'
  expect "warnings is a number" has_output warnings '[0-9]+'
  expect "no token is printed" is_silent_about stdout canary-token
  expect "no token is written into the summary" is_silent_about summary.md canary-token
}

a_new_description() { sed -i 's/^  description: Keeps every order.*/  description: Keeps every order/' catalog-info.yaml; }
a_tag_in_upper_case() { sed -i 's/^    - csharp$/    - CSharp/' catalog-info.yaml; }
a_word_in_the_readme() { echo "Ask @acme/analytics." >> README.md; }
a_broken_document() { printf '%s\n' '---' 'apiVersion: backstage.io/v1alpha1' $'\tkind: Component' >> catalog-info.yaml; }

cases() {
  case_name="a sound change"
  open_pull_request orders a_new_description
  run_action INPUT_REPOSITORY=acme/orders
  expect "ends with 0" exits_with 0
  expect "concludes without a failure" has_output conclusion 'success|neutral'
  expect "counts no error" has_output errors 0
  expect "annotates no error" is_silent_about stdout '^::error'
  common

  case_name="a mistake"
  open_pull_request orders a_tag_in_upper_case
  local line; line="$(grep -n -- '- CSharp' "$workspace/catalog-info.yaml" | cut -d: -f1)"
  run_action INPUT_REPOSITORY=acme/orders
  expect "ends with 1" exits_with 1
  expect "concludes failure" has_output conclusion failure
  expect "counts one error" has_output errors 1
  expect "annotates line $line" says stdout "^::error .*file=catalog-info\.yaml,.*line=$line[,:]"
  expect "names the rule in the summary" says summary.md 'catalog/'
  common

  case_name="a mistake, where nothing fails"
  run_action INPUT_REPOSITORY=acme/orders INPUT_FAIL-ON=never
  expect "ends with 0" exits_with 0
  expect "counts the error all the same" has_output errors 1
  common

  case_name="a broken document beside sound ones"
  open_pull_request orders a_broken_document
  run_action INPUT_REPOSITORY=acme/orders
  expect "ends with 1" exits_with 1
  expect "concludes failure" has_output conclusion failure
  common

  case_name="mistakes that stood before"
  open_pull_request legacy-reports a_word_in_the_readme
  run_action INPUT_REPOSITORY=acme/legacy-reports
  expect "ends with 0" exits_with 0
  expect "concludes without a failure" has_output conclusion 'success|neutral'
  expect "counts no error" has_output errors 0
  common

  case_name="a push, with nothing to compare with"
  variables=(GITHUB_EVENT_NAME=push "GITHUB_SHA=$head" GITHUB_REF=refs/heads/main GITHUB_REPOSITORY=acme/legacy-reports)
  printf '{"ref": "refs/heads/main", "after": "%s", "repository": {"full_name": "acme/legacy-reports"}}\n' "$head" > "$event"
  run_action INPUT_REPOSITORY=acme/legacy-reports
  expect "ends with 1" exits_with 1
  expect "annotates at most 10 errors" test "$(grep -c '^::error' "$scratch/stdout")" -le 10
  expect "counts more than 10 errors" has_output errors '[1-9][0-9]+'
  common

  case_name="wrong usage"
  run_action INPUT_FAIL-ON=sometimes
  expect "ends with 2" exits_with 2
}

# ---- All of it

scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT

if [[ -n ${IMAGE:-} ]]; then
  image="$IMAGE"
else
  image=localhost/automation-under-test
  arguments=()
  if [[ $stand_in == yes ]]; then
    echo "== Making stand-ins for the base images"
    make_stand_ins
    BUILD_IMAGE="${BUILD_IMAGE:-localhost/automation-standin-sdk}" BASE_IMAGE="${BASE_IMAGE:-localhost/automation-standin-runtime}"
    # What this machine has restored already is used again, with its NuGet settings and the certificates it trusts.
    [[ -d $HOME/.nuget ]] && build_options+=(--volume "$HOME/.nuget:/root/.nuget")
    [[ -d /etc/ssl/certs ]] && build_options+=(--volume /etc/ssl/certs:/etc/ssl/certs:ro)
  fi
  [[ -n ${BUILD_IMAGE:-} ]] && arguments+=(--build-arg "BUILD_IMAGE=$BUILD_IMAGE")
  [[ -n ${BASE_IMAGE:-} ]] && arguments+=(--build-arg "BASE_IMAGE=$BASE_IMAGE")
  echo "== Building the image"
  "$engine" build "${build_options[@]}" "${arguments[@]}" -t "$image" "$root"
fi

echo "== Running it"
cases
printf '\n%s passed, %s failed\n' "$passed" "$failed"
[[ $failed -eq 0 ]]
