# The image of the actions: `automation`, framework-dependent and compiled ahead (docs/adr/0004-ready-to-run.md).
# GitHub's rules for container actions: an entrypoint in exec form, no USER, no WORKDIR in the last stage.
ARG BUILD_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
ARG BASE_IMAGE=mcr.microsoft.com/dotnet/runtime:10.0

FROM ${BUILD_IMAGE} AS build
WORKDIR /source
ENV CI=true DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY eng/ eng/
COPY src/ src/
RUN dotnet publish src/Automation.Cli -c Release -o /out

FROM ${BASE_IMAGE}
LABEL org.opencontainers.image.title="Automation" \
      org.opencontainers.image.description="Checks Backstage descriptors on pull requests" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /out/ /opt/automation/
RUN ["ln", "-s", "/opt/automation/automation", "/usr/local/bin/automation"]
ENTRYPOINT ["/usr/local/bin/automation"]
