#!/usr/bin/env bash
# Builds the image and runs it the way GitHub's runner runs a container action: against a fresh, shallow clone of a repository of
# samples/acme whose checkout is a pull request's merge commit, with the GITHUB_* variables, the event's payload and the files for
# summary and outputs. Checks the annotations, the summary, the outputs, that nothing is left in the clone, and that a webhook and a
# terminal judge as the image does. Then every action, as a step of a job (tests/Automation.Cli.Tests/Steps). Then the same with the image that has kubectl and helm, on
# samples/acme/gitops, and the tests of rendering, whose hostile files the launcher has to confine with the capabilities that a runner's container has.
#
#   tests/container/run.sh                 the public .NET images (BUILD_IMAGE and BASE_IMAGE name others)
#   tests/container/run.sh --stand-in      images made here, from Debian's packages and this machine's .NET, where none can be pulled
#   IMAGE=name GITOPS_IMAGE=name tests/container/run.sh      images that exist already; only GITOPS_IMAGE: only what concerns it
#
# Needs podman (or ENGINE=docker) and git. With python3 and openssl, fetching from a private repository over https is checked, too; with npm, the confinement of tools.
# --stand-in needs root, debootstrap, buildah and runc as well:
#   apt-get install podman buildah runc debootstrap
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"
engine="${ENGINE:-podman}"
stand_in=no
[[ "${1:-}" == --stand-in ]] && stand_in=yes

fail() { printf '%s\n' "$*" >&2; exit 1; }
command -v "$engine" > /dev/null || fail "$engine is not installed; on Debian: apt-get install podman buildah runc debootstrap"

source "$here/engine.sh"
network=none

# ---- A pull request in a sample repository

# Leaves $workspace (a shallow checkout of the merge commit, as actions/checkout makes it) and $event (the payload).
open_pull_request() { # repository, a function that changes the working tree
  local repository="$1" change="$2" author="$scratch/author"
  rm -rf "$author" "$scratch/github"
  network=none extra=()
  mkdir -p "$scratch/github"/{workflow,file_commands,home}
  workspace="$scratch/github/workspace" event="$scratch/github/workflow/event.json"

  cp -r "$root/samples/acme/$repository" "$author"
  commit() { git -C "$author" add -A && git -C "$author" commit -qm "$1"; }
  git -C "$author" init -q -b main
  local i; for i in {1..60}; do git -C "$author" commit -q --allow-empty -m "Before $i"; done
  commit "As it stands"
  git -C "$author" switch -qc change
  (cd "$author" && "$change")
  commit "The change"
  git -C "$author" switch -q main
  date > "$author/meanwhile.txt"
  commit "What happened on main meanwhile"
  git -C "$author" merge -q --no-ff -m "Merge" change
  merge="$(git -C "$author" rev-parse HEAD)"
  base="$(git -C "$author" rev-parse HEAD^1)" head="$(git -C "$author" rev-parse HEAD^2)"
  git -C "$author" reset -q --hard "$base"

  origin="$scratch/github/acme/$repository.git"
  git clone -q --bare --branch main --single-branch "$author" "$origin"
  git -C "$author" push -q "$origin" "$merge:refs/pull/7/merge" "$head:refs/pull/7/head"
  git -C "$origin" config uploadpack.allowAnySHA1InWant true
  git init -q "$workspace"
  git -C "$workspace" remote add origin "file://$origin"
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
    "GITHUB_REPOSITORY=acme/$repository" GITHUB_REPOSITORY_OWNER=acme "INPUT_REPOSITORY=acme/$repository")
}

# Checks another commit out than the merge commit.
check_out() { # ref at the forge
  git -C "$workspace" fetch -q --depth 1 "file://$origin" "$1"
  git -C "$workspace" checkout -q --detach FETCH_HEAD
}

# The origin becomes the forge: https, a token, a certificate that the container has to trust.
over_https() {
  openssl req -x509 -newkey rsa:2048 -nodes -keyout "$scratch/key.pem" -out "$scratch/github/workflow/forge.pem" -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost 2> /dev/null
  stop_forge
  rm -f "$scratch/port"
  python3 "$here/forge.py" "$scratch/github" canary-token "$scratch/github/workflow/forge.pem" "$scratch/key.pem" > "$scratch/port" 2> "$scratch/requests" &
  forge=$!
  for _ in {1..50}; do [[ -s $scratch/port ]] 2> /dev/null && break; sleep 0.1; done
  local url; url="https://localhost:$(cat "$scratch/port")"
  git -C "$workspace" remote set-url origin "$url/acme/$(basename "$origin")"
  network=host extra=(--env "GITHUB_SERVER_URL=$url" --env SSL_CERT_FILE=/github/workflow/forge.pem)
}
stop_forge() { [[ -z ${forge:-} ]] || { kill "$forge"; wait "$forge"; } 2> /dev/null || true; forge=; }

# The checkout moves into a folder of the workspace, beside a checkout of everybody's descriptors.
beside_a_catalog() {
  mv "$workspace" "$scratch/github/moved"
  mkdir -p "$workspace/catalog"
  mv "$scratch/github/moved" "$workspace/repository"
  cp -r "$root/samples/acme/." "$workspace/catalog"
}

# Runs the action on $workspace: `check`, or what $part says. Leaves $exit_code, and in $scratch: stdout, stderr, summary.md, output.
part=check
run_action() { # INPUT_NAME=value…
  local options=() input
  : > "$scratch/github/file_commands/summary"
  : > "$scratch/github/file_commands/output"
  chmod -R a+rwX "$scratch/github/file_commands"
  # The checkout belongs to the runner's user, as on GitHub, and not to the container's root.
  [[ $EUID -eq 0 ]] && chown -R 1001:121 "$workspace" "$origin"
  local before; before="$(clones)"

  for input in CI=true GITHUB_ACTIONS=true GITHUB_ACTION=check GITHUB_ACTOR=tomas-lind GITHUB_RUN_ID=1 GITHUB_WORKFLOW=Catalog \
    GITHUB_WORKSPACE=/github/workspace GITHUB_EVENT_PATH=/github/workflow/event.json \
    GITHUB_STEP_SUMMARY=/github/file_commands/summary GITHUB_OUTPUT=/github/file_commands/output \
    GITHUB_API_URL=https://api.github.com GITHUB_SERVER_URL=https://github.com HOME=/github/home \
    INPUT_PATH=. INPUT_BASE= INPUT_CATALOG= INPUT_CONFIG= INPUT_FAIL-ON= INPUT_TOKEN=canary-token INPUT_ALLOW-FORK-CHECKOUT=false \
    "${variables[@]}" "$@"; do
    options+=(--env "$input")
  done

  exit_code=0
  "${engine_run[@]}" "${run_options[@]}" --network "$network" "${options[@]}" ${extra[@]+"${extra[@]}"} --workdir /github/workspace \
    --volume "$workspace:/github/workspace" --volume "$origin:/github/origin.git" \
    --volume "$scratch/github/workflow:/github/workflow" --volume "$scratch/github/file_commands:/github/file_commands" \
    --volume "$scratch/github/home:/github/home" \
    "$image" action "$part" > "$scratch/stdout" 2> "$scratch/stderr" || exit_code=$?
  cp "$scratch/github/file_commands/summary" "$scratch/summary.md"
  cp "$scratch/github/file_commands/output" "$scratch/output"
  untouched=no
  [[ "$(clones)" == "$before" ]] && untouched=yes
  return 0
}

# What git keeps in the workspace: later steps run as another user and must find it as it was.
clones() { find "$workspace" -path '*/.git/*' -type f -printf '%p %s %u %m\n' | sort; }

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
  says_no_token
}
says_no_token() {
  local file; for file in stdout stderr summary.md output; do expect "no token in $file" is_silent_about "$file" canary; done
  expect "nothing is left in the clone" test "$untouched" = yes
}

a_new_description() { sed -i 's/^  description: Keeps every order.*/  description: Keeps every order/' catalog-info.yaml; }
a_tag_in_upper_case() { sed -i 's/^    - csharp$/    - CSharp/' catalog-info.yaml; }
a_word_in_the_readme() { echo "Ask @acme/analytics." >> README.md; }
a_broken_configuration() { mkdir -p .github && echo 'rulez: 1' > .github/automation.yml; }
a_link() { a_new_description && ln -s README.md automation-findings.json; }
a_new_image() { sed -i 's/newTag: .*/newTag: 9.9.9/' apps/orders/overlays/production/kustomization.yaml && sed -i 's/^replicas: .*/replicas: 7/' apps/parcel-labels/values-production.yaml; }
a_remote_base() { sed -i 's|^  - ../../base$|  - https://github.com/acme/base//orders?ref=v1|' apps/orders/overlays/dev/kustomization.yaml; }
a_handover() { sed -i 's|^\(/api/ *\)@acme/ordering|\1@acme/payments|' .github/CODEOWNERS && grep -q 'acme/payments' .github/CODEOWNERS; }
a_broken_document() { printf '%s\n' '---' 'apiVersion: backstage.io/v1alpha1' $'\tkind: Component' >> catalog-info.yaml; }

cases() {
  case_name="a sound change"
  open_pull_request orders a_new_description
  run_action
  expect "ends with 0" exits_with 0
  expect "concludes without a failure" has_output conclusion 'success|neutral'
  expect "counts no error" has_output errors 0
  expect "annotates no error" is_silent_about stdout '^::error'
  common

  case_name="a mistake"
  open_pull_request orders a_tag_in_upper_case
  local line; line="$(grep -n -- '- CSharp' "$workspace/catalog-info.yaml" | cut -d: -f1)"
  run_action
  expect "ends with 1" exits_with 1
  expect "concludes failure" has_output conclusion failure
  expect "counts one error" has_output errors 1
  expect "annotates line $line" says stdout "^::error .*file=catalog-info\.yaml,.*line=$line[,:]"
  expect "names the rule in the summary" says summary.md 'catalog/'
  common

  case_name="a mistake, where nothing fails"
  run_action INPUT_FAIL-ON=never
  expect "ends with 0" exits_with 0
  expect "counts the error all the same" has_output errors 1
  common

  case_name="a broken document beside sound ones"
  open_pull_request orders a_broken_document
  run_action
  expect "ends with 1" exits_with 1
  expect "concludes failure" has_output conclusion failure
  common

  case_name="mistakes that stood before"
  open_pull_request legacy-reports a_word_in_the_readme
  run_action
  expect "ends with 0" exits_with 0
  expect "concludes without a failure" has_output conclusion 'success|neutral'
  expect "counts no error" has_output errors 0
  common

  case_name="a push, with nothing to compare with"
  variables=(GITHUB_EVENT_NAME=push "GITHUB_SHA=$head" GITHUB_REF=refs/heads/main GITHUB_REPOSITORY=acme/legacy-reports)
  printf '{"ref": "refs/heads/main", "after": "%s", "repository": {"full_name": "acme/legacy-reports"}}\n' "$head" > "$event"
  run_action
  expect "ends with 1" exits_with 1
  expect "annotates at most 10 errors" test "$(grep -c '^::error' "$scratch/stdout")" -le 10
  expect "counts more than 10 errors" has_output errors '[1-9][0-9]+'
  common

  case_name="a push, compared with a branch"
  run_action INPUT_BASE=main
  expect "ends with 0" exits_with 0
  expect "counts no error" has_output errors 0
  common

  case_name="a push, compared with a branch that is not there"
  run_action INPUT_BASE=nowhere
  expect "ends with 2" exits_with 2
  expect "names it" says stderr "^::error .*'nowhere'"
  says_no_token

  case_name="a new branch, compared with what github.event.before says of it"
  run_action INPUT_BASE=0000000000000000000000000000000000000000
  expect "ends with 1" exits_with 1
  common

  case_name="a workflow by hand"
  variables[0]=GITHUB_EVENT_NAME=workflow_dispatch
  echo '{"inputs": {}, "ref": "refs/heads/main"}' > "$event"
  run_action
  expect "ends with 1" exits_with 1
  common

  case_name="a merge group"
  open_pull_request orders a_tag_in_upper_case
  git -C "$origin" update-ref refs/heads/gh-readonly-queue/main/pr-7 "$merge"
  variables[0]=GITHUB_EVENT_NAME=merge_group
  printf '{"action": "checks_requested", "merge_group": {"head_sha": "%s", "head_ref": "refs/heads/gh-readonly-queue/main/pr-7", "base_sha": "%s", "base_ref": "refs/heads/main"}}\n' "$merge" "$base" > "$event"
  run_action
  expect "ends with 1" exits_with 1
  expect "counts one error" has_output errors 1
  common

  case_name="a fork, under pull_request"
  open_pull_request orders a_tag_in_upper_case
  sed -i 's|"full_name": "acme/orders", "fork": false|"full_name": "stranger/orders", "fork": true|' "$event"
  run_action
  expect "ends with 1" exits_with 1
  common

  case_name="a fork's files, checked out under pull_request_target"
  variables[0]=GITHUB_EVENT_NAME=pull_request_target variables[1]="GITHUB_SHA=$base"
  run_action
  expect "ends with 2" exits_with 2
  expect "says why" says stderr '^::error .*pull_request_target'
  says_no_token
  run_action INPUT_ALLOW-FORK-CHECKOUT=true
  expect "ends with 1 where that is meant" exits_with 1
  common

  case_name="a fork, under pull_request_target, as actions/checkout leaves it"
  check_out refs/heads/main
  run_action
  expect "ends with 1" exits_with 1
  expect "counts one error" has_output errors 1
  common

  case_name="a hostile payload"
  open_pull_request orders a_tag_in_upper_case
  printf '{"number": 7, "pull_request": {"number": "7/../../x", "base": {"ref": "x:refs/heads/main", "sha": "%s"}, "head": {"sha": "%s\\n::error::x"}}}\n' "$base" '--upload-pack=touch /github/workspace/harm' > "$event"
  run_action
  expect "is taken for an event without two sides" exits_with 1
  expect "does no harm" test ! -e "$workspace/harm"
  common
  printf '{"pull_request": {"number": -1, "base": {"ref": "x:refs/heads/main", "sha": "%s"}, "head": {"sha": "1111111111111111111111111111111111111111"}}}\n' "$base" > "$event"
  run_action
  expect "ends with 3 where a commit is nowhere" exits_with 3
  expect "names it" says stderr '^::error .*1111111111111111111111111111111111111111.*fetch-depth: 0'
  says_no_token
  printf '[%.0s' {1..100000} > "$event"
  run_action
  expect "ends with 2 where it is no JSON" exits_with 2

  case_name="owners: a mistake that is not about them"
  open_pull_request orders a_tag_in_upper_case
  part=check-owners
  run_action
  expect "ends with 0" exits_with 0
  expect "counts no error" has_output errors 0
  expect "says whose files are touched" says summary.md 'touches 1 file of 1 owner'
  expect "says that nothing changes hands" says summary.md 'no file gets different owners'
  common

  case_name="owners: files that change hands"
  open_pull_request orders a_handover
  run_action
  expect "ends with 0" exits_with 0
  expect "says how many" says summary.md '2 of [0-9]+ files get different owners'
  expect "says from whom to whom" says summary.md 'acme/ordering.*acme/payments'
  common
  part=check

  case_name="a checkout in a folder, beside a catalog"
  open_pull_request orders a_tag_in_upper_case
  beside_a_catalog
  run_action INPUT_PATH=repository INPUT_CATALOG=catalog
  expect "ends with 1" exits_with 1
  expect "names the file from the repository's root" says stdout '^::error file=catalog-info\.yaml,'
  expect "links the file from the repository's root" says summary.md "acme/orders/blob/$head/catalog-info.yaml"
  expect "checks the references" is_silent_about stdout '^Not checked'
  common

  case_name="a configuration that cannot be understood, on the base branch already"
  open_pull_request orders a_broken_configuration
  git -C "$origin" update-ref refs/heads/main "$head"
  sed -i "s/$base/$head/" "$event"
  run_action
  expect "does not keep out its repair" exits_with 0
  expect "says that it was left out" says stdout '^Not checked: the repository.s own configuration'
  common

  case_name="a configuration that cannot be understood"
  variables[0]=GITHUB_EVENT_NAME=push
  echo '{"ref": "refs/heads/main"}' > "$event"
  run_action
  expect "ends with 2" exits_with 2
  expect "annotates it" says stdout '^::error file=\.github/automation\.yml,line=1,'
  expect "concludes failure" has_output conclusion failure
  common

  case_name="a link where the findings go"
  open_pull_request orders a_link
  run_action
  expect "ends with 3" exits_with 3
  expect "says why" says stderr '^::error .*symbolic link'
  says_no_token

  case_name="wrong usage"
  run_action INPUT_FAIL-ON=sometimes
  expect "ends with 2" exits_with 2

  catalog_cases

  if command -v python3 > /dev/null && command -v openssl > /dev/null; then
    https_cases
    catalog_https_cases
  else
    echo "SKIPPED fetching over https: python3 or openssl is not installed"
  fi
}

# What the job has checked out, and an empty catalog repository beside it.
check_out_sources() {
  open_pull_request orders a_new_description
  rm -rf "$workspace"
  mkdir -p "$workspace/repositories"
  cp -r "$root"/samples/acme/{org,orders,payments} "$workspace/repositories"
  origin="$scratch/github/acme/catalog.git"
  git init -q --bare --initial-branch=main "$origin"
  variables=(GITHUB_EVENT_NAME=schedule GITHUB_REPOSITORY=acme/catalog)
  echo '{}' > "$event"
}
is_sound() { git -C "$origin" fsck --full --strict --no-dangling; }
publishes() {
  expect "ends with 0" exits_with 0
  expect "names the commit" test "$(output commit)" = "$(git -C "$origin" rev-parse "${1:-main}")"
  expect "counts entities" has_output entities '[1-9][0-9]*'
  expect "counts findings" has_output findings '[0-9]+'
  expect "says that it differs" has_output changed true
  expect "the summary says so" says summary.md 'has a new commit'
  expect "the catalog is there" git -C "$origin" cat-file -e "${1:-main}:catalog.json"
  expect "git is content" is_sound
  says_no_token
}

catalog_cases() {
  part=stitch-catalog
  case_name="the catalog: a first one, in a bare repository"
  check_out_sources
  run_action INPUT_CATALOG-REPOSITORY=/github/origin.git "INPUT_SOURCES=repositories/*" INPUT_DRY-RUN=true
  expect "a dry run ends with 0" exits_with 0
  expect "a dry run would differ" has_output changed true
  expect "a dry run commits nothing" test -z "$(git -C "$origin" for-each-ref)"
  run_action INPUT_CATALOG-REPOSITORY=/github/origin.git "INPUT_SOURCES=repositories/*"
  publishes

  case_name="the catalog: nothing new"
  run_action INPUT_CATALOG-REPOSITORY=/github/origin.git "INPUT_SOURCES=repositories/*"
  expect "ends with 0" exits_with 0
  expect "says so" has_output changed false
  expect "is no commit" test "$(git -C "$origin" rev-list --count main)" = 1

  case_name="the catalog: another source, by itself"
  rm -rf "$workspace/repositories"
  mkdir "$workspace/repositories"
  cp -r "$root/samples/acme/money" "$workspace/repositories"
  run_action INPUT_CATALOG-REPOSITORY=/github/origin.git INPUT_SOURCES=repositories/money
  publishes
  expect "the others stay" test "$(git -C "$origin" ls-tree -r --name-only main entities | grep -cE 'default\.(money|orders)\.yaml')" = 2
  expect "history is one line" test "$(git -C "$origin" rev-list --count main) $(git -C "$origin" rev-list --merges --count main)" = "2 0"

  case_name="the catalog: wrong usage"
  run_action INPUT_CATALOG-REPOSITORY=/github/origin.git INPUT_SOURCES=
  expect "ends with 2" exits_with 2
  expect "says why" says stderr '^::error .*--source'
  says_no_token
  part=check
}

catalog_https_cases() {
  part=stitch-catalog
  case_name="the catalog: on a server"
  check_out_sources
  git init -q "$workspace/clone"
  git -C "$workspace/clone" remote add origin /
  local real="$workspace"
  workspace="$workspace/clone" && over_https && workspace="$real"
  rm -rf "$workspace/clone"
  git -C "$origin" config http.receivepack true
  run_action INPUT_CATALOG-REPOSITORY=acme/catalog "INPUT_SOURCES=repositories/*"
  publishes
  expect "shows the token" says requests 'git-receive-pack with a token'

  case_name="the catalog: on a server, another source on another day"
  run_action INPUT_CATALOG-REPOSITORY=acme/catalog "INPUT_SOURCES=repositories/orders" INPUT_BRANCH=main
  expect "ends with 0" exits_with 0
  cp -r "$root/samples/acme/money" "$workspace/repositories"
  run_action INPUT_CATALOG-REPOSITORY=acme/catalog "INPUT_SOURCES=repositories/money"
  publishes
  expect "fetches one commit" says requests 'depth 1$'

  case_name="the catalog: a token that is refused"
  run_action INPUT_CATALOG-REPOSITORY=acme/catalog "INPUT_SOURCES=repositories/*" INPUT_TOKEN=wrong-canary
  expect "ends with 3" exits_with 3
  expect "says why" says stderr '^::error .*refuses the token'
  says_no_token

  case_name="the catalog: a server that does not let the branch be moved"
  printf '#!/bin/sh\nexit 1\n' > "$origin/hooks/pre-receive"
  chmod +x "$origin/hooks/pre-receive"
  cp -r "$root/samples/acme/inventory" "$workspace/repositories"
  run_action INPUT_CATALOG-REPOSITORY=acme/catalog "INPUT_SOURCES=repositories/inventory"
  expect "ends with 3" exits_with 3
  expect "says why" says stderr '^::error .*could not be pushed'
  expect "builds once" test "$(grep -c 'POST .*git-receive-pack' "$scratch/requests")" -le 4
  says_no_token
  stop_forge
  part=check
}

https_cases() {
  case_name="a private repository"
  open_pull_request orders a_tag_in_upper_case
  over_https
  run_action
  expect "ends with 1" exits_with 1
  expect "counts one error" has_output errors 1
  expect "shows the token" says requests ' with a token'
  expect "fetches some history" says requests 'depth 50$'
  expect "fetches no more than that" is_silent_about requests 'depth (1000|2147483647)$'
  common

  case_name="a private repository, with a token that is refused"
  run_action INPUT_TOKEN=wrong-canary
  expect "ends with 3" exits_with 3
  expect "says why" says stderr '^::error .*refuses the token.*contents: read'
  says_no_token

  case_name="a private repository, without a token"
  run_action INPUT_TOKEN=
  expect "ends with 3" exits_with 3
  expect "says why" says stderr '^::error .*requires a token'
  says_no_token

  case_name="an address with a password"
  git -C "$workspace" remote set-url origin "https://user:canary@localhost:$(cat "$scratch/port")/acme/nothing.git"
  run_action
  expect "ends with 3" exits_with 3
  says_no_token

  case_name="a server that the token is not for"
  over_https
  extra+=(--env GITHUB_SERVER_URL=https://github.com)
  run_action
  expect "ends with 3" exits_with 3
  expect "is asked" says requests ' without a token'
  expect "is not shown it" is_silent_about requests ' with a token'
  says_no_token

  case_name="a server that hands out no commit by its name"
  over_https
  git -C "$origin" config uploadpack.allowAnySHA1InWant false
  run_action
  expect "ends with 1" exits_with 1
  expect "counts one error" has_output errors 1
  common
  stop_forge
}

# What the image with kubectl and helm renders.
gitops_cases() {
  case_name="a GitOps repository"
  open_pull_request gitops a_new_image
  run_action
  expect "ends with 0" exits_with 0
  expect "renders a kustomization" says summary.md '9\.9\.9'
  expect "renders a chart" says summary.md 'replicas: 7'
  expect "names its tools" says summary.md 'kustomize v.*helm v'
  expect "renders everything" is_silent_about summary.md 'Not rendered|not installed'
  common

  case_name="a GitOps repository: a base that is elsewhere"
  open_pull_request gitops a_remote_base
  run_action
  expect "names what is not rendered" says summary.md 'Not rendered.*apps/orders/overlays/dev'
  expect "says why" says summary.md 'remote'
  common
}

# The tests of rendering, with the launcher in a container of its own each time. Helm in a kustomization needs the program on this side as well.
confined_cases() {
  command -v npm > /dev/null || { echo "SKIPPED: npm is not installed"; return; }
  fetch_tools
  printf '#!/usr/bin/env bash\nexport PATH=%q HOME=%q\nexec %s --network none --volume %q:%q --volume %q:%q:ro %q "$@"\n' \
    "$PATH" "$HOME" "${engine_run[*]} ${run_options[*]}" "${TMPDIR:-/tmp}" "${TMPDIR:-/tmp}" "$render_tools" "$render_tools" "$image" > "$scratch/launcher"
  chmod +x "$scratch/launcher"
  dotnet build "$root/tests/Automation.Rendering.Tests" --nologo -v quiet
  AUTOMATION_PROGRAM="$scratch/launcher" AUTOMATION_KUBECTL="$render_tools/kubectl/kubectl" AUTOMATION_HELM="$render_tools/helm/helm" \
    dotnet "$root/artifacts/bin/Automation.Rendering.Tests/debug/Automation.Rendering.Tests.dll" \
    -class Automation.Rendering.Tests.RenderToolsTests -method- '*A_kustomization_with_a_chart_is_built' > "$scratch/confined" 2>&1 \
    && passed=$((passed + 1)) || { failed=$((failed + 1)); cat "$scratch/confined"; }
}

# Every action, as a runner gives it to its image: tests/Automation.Cli.Tests/Steps has a file for each.
step_cases() { # which of these tests
  dotnet build "$root/tests/Automation.Cli.Tests" --nologo -v quiet
  env ${IMAGE:+"AUTOMATION_IMAGE=$IMAGE"} ${GITOPS_IMAGE:+"AUTOMATION_GITOPS_IMAGE=$GITOPS_IMAGE"} AUTOMATION_ENGINE="${engine_run[*]} ${run_options[*]}" \
    dotnet "$root/artifacts/bin/Automation.Cli.Tests/debug/Automation.Cli.Tests.dll" "$@" > "$scratch/steps" 2>&1 \
    && passed=$((passed + 1)) || { failed=$((failed + 1)); cat "$scratch/steps"; }
  grep 'Total:' "$scratch/steps" || true
}

# The image as a program, for the tests of the command.
as_program() {
  printf '#!/usr/bin/env bash\nexport AUTOMATION_IMAGE=%q AUTOMATION_ENGINE=%q\nexec %q "$@"\n' \
    "$image" "${engine_run[*]} ${run_options[*]}" "$here/automation.sh" > "$scratch/automation"
  chmod +x "$scratch/automation"
}

# ---- All of it

scratch="$(mktemp -d)"
export GIT_CONFIG_GLOBAL="$scratch/gitconfig" GIT_CONFIG_NOSYSTEM=1
printf '[safe]\n\tdirectory = *\n[user]\n\tname = author\n\temail = author@acme.example\n' > "$GIT_CONFIG_GLOBAL"
trap 'stop_forge; rm -rf "$scratch"' EXIT

arguments=()
make_image() { # name, Dockerfile, arguments…
  local name="$1" file="$2"
  shift 2
  echo "== Building the image $name"
  "$engine" build "${build_options[@]}" "${arguments[@]}" "$@" --file "$root/$file" -t "$name" "$root"
}
if [[ -z ${IMAGE:-}${GITOPS_IMAGE:-} ]]; then
  if [[ $stand_in == yes ]]; then
    echo "== Making stand-ins for the base images"
    make_stand_ins base
    make_tools
    BUILD_IMAGE="${BUILD_IMAGE:-localhost/automation-standin-sdk}" BASE_IMAGE="${BASE_IMAGE:-localhost/automation-standin-base}"
    TOOLS_IMAGE="${TOOLS_IMAGE:-localhost/automation-standin-tools}"
  fi
  for name in BUILD_IMAGE BASE_IMAGE; do [[ -z ${!name:-} ]] || arguments+=(--build-arg "$name=${!name}"); done
  IMAGE=localhost/automation-under-test GITOPS_IMAGE=localhost/automation-gitops-under-test
  make_image "$IMAGE" Dockerfile
  make_image "$GITOPS_IMAGE" gitops.Dockerfile ${TOOLS_IMAGE:+--build-arg "TOOLS_IMAGE=$TOOLS_IMAGE"}
fi

if [[ -n ${IMAGE:-} ]]; then
  image="$IMAGE"
  echo "== Running it"
  cases

  echo "== Terminal, image and webhook judge the same"
  dotnet build "$root/tests/Automation.Server.Tests" --nologo -v quiet
  AUTOMATION_IMAGE="$image" AUTOMATION_ENGINE="${engine_run[*]} ${run_options[*]}" \
    dotnet "$root/artifacts/bin/Automation.Server.Tests/debug/Automation.Server.Tests.dll" -class Automation.Server.Tests.Parity.ParityTests > "$scratch/parity" 2>&1 \
    && passed=$((passed + 1)) || { failed=$((failed + 1)); cat "$scratch/parity"; }

  echo "== The actions for templates and for health run in the image, against a GitHub and clusters that are here"
  dotnet build "$root/tests/Automation.Cli.Tests" --nologo -v quiet
  as_program
  AUTOMATION_PROGRAM="$scratch/automation" dotnet "$root/artifacts/bin/Automation.Cli.Tests/debug/Automation.Cli.Tests.dll" \
    -class Automation.Cli.Tests.Action.ScaffoldActionTests -class Automation.Cli.Tests.Templates.UpdateActionTests \
    -class Automation.Cli.Tests.Action.ClusterActionTests > "$scratch/templates" 2>&1 \
    && passed=$((passed + 1)) || { failed=$((failed + 1)); cat "$scratch/templates"; }
fi

echo "== Each action runs as a step of a job"
if [[ -n ${IMAGE:-} ]]; then
  step_cases -namespace Automation.Cli.Tests.Steps
else
  step_cases -class Automation.Cli.Tests.Steps.CheckGitOpsStepTests -class Automation.Cli.Tests.Steps.ProposeGitOpsStepTests
fi

if [[ -n ${GITOPS_IMAGE:-} ]]; then
  image="$GITOPS_IMAGE"
  echo "== Running the image with kubectl and helm"
  gitops_cases

  echo "== Its launcher confines tools with the container's capabilities"
  confined_cases

  echo "== It proposes deployments, against a GitHub that is here"
  as_program
  dotnet build "$root/tests/Automation.Cli.Tests" --nologo -v quiet
  AUTOMATION_HAS_TOOLS=yes AUTOMATION_PROGRAM="$scratch/automation" dotnet "$root/artifacts/bin/Automation.Cli.Tests/debug/Automation.Cli.Tests.dll" \
    -class Automation.Cli.Tests.GitOps.ProposeActionTests > "$scratch/proposals" 2>&1 \
    && passed=$((passed + 1)) || { failed=$((failed + 1)); cat "$scratch/proposals"; }
fi

printf '\n%s passed, %s failed\n' "$passed" "$failed"
[[ $failed -eq 0 ]]
