# The image of the actions for GitOps repositories: that of Dockerfile, with kubectl and helm, which render manifests (docs/adr/0005-action-image.md).
ARG BUILD_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
ARG BASE_IMAGE=mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled
# An image with the tools in /tools/bin; by default, the stage below fetches them.
ARG TOOLS_IMAGE=fetched

FROM ${BUILD_IMAGE} AS fetched
COPY eng/release/render-tools.sh /
RUN /render-tools.sh /tools

FROM ${TOOLS_IMAGE} AS tools

FROM ${BUILD_IMAGE} AS build
ARG VERSION=
WORKDIR /source
ENV CI=true DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# The linker of the native program.
RUN command -v clang || command -v gcc || { apt-get update && apt-get install --yes --no-install-recommends clang zlib1g-dev; }
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY eng/ eng/
COPY src/ src/
RUN dotnet publish src/Automation.Cli -c Release -p:NativeAot=true ${VERSION:+-p:Version=$VERSION} -o /image/opt/automation \
    && mkdir -p /image/usr/local/bin \
    && ln -s /opt/automation/automation /image/usr/local/bin/automation

FROM ${BASE_IMAGE}
LABEL org.opencontainers.image.title="Automation for GitOps" \
      org.opencontainers.image.description="Checks GitOps repositories of Argo CD and proposes deployments, with kubectl and helm" \
      org.opencontainers.image.licenses="Apache-2.0"
# The base image has a user of its own; GitHub's runner mounts files that only root may write.
USER root
COPY --from=tools /tools/ /usr/local/
COPY --from=build /image/ /
ENTRYPOINT ["/usr/local/bin/automation"]
