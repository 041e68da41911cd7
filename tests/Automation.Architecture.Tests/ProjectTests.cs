using System.Reflection;
using System.Xml.Linq;
using Automation.Testing;

namespace Automation.Architecture.Tests;

/// <summary>References between projects point down only (docs/adr/0001-projects-and-layers.md).</summary>
public sealed class ProjectTests
{
    /// <summary>The projects that each project may reference.</summary>
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Automation.Core"] = [],
        ["Automation.Yaml"] = ["Automation.Core"],
        ["Automation.Descriptors"] = ["Automation.Core", "Automation.Yaml"],
        ["Automation.Catalog"] = ["Automation.Core", "Automation.Yaml", "Automation.Descriptors"],
        ["Automation.Owners"] = ["Automation.Core"],
        ["Automation.Templates"] = ["Automation.Core", "Automation.Yaml", "Automation.Descriptors"],
        ["Automation.GitOps"] = ["Automation.Core", "Automation.Yaml"],
        ["Automation.Health"] = ["Automation.Core"],
        ["Automation.Reporting"] = ["Automation.Core"],
        ["Automation.Portal"] = ["Automation.Core", "Automation.Reporting"],
        ["Automation.Git"] = ["Automation.Core"],
        ["Automation.Jobs"] =
        [
            "Automation.Core",
            "Automation.Yaml",
            "Automation.Descriptors",
            "Automation.Catalog",
            "Automation.Owners",
            "Automation.Templates",
            "Automation.GitOps",
            "Automation.Health",
            "Automation.Reporting",
            "Automation.Portal",
            "Automation.Git",
            "Automation.GitHub",
            "Automation.Rendering",
            "Automation.Kubernetes",
        ],
        ["Automation.GitHub"] = ["Automation.Core"],
        ["Automation.Rendering"] = ["Automation.Core", "Automation.GitOps", "Automation.Yaml"],
        ["Automation.Kubernetes"] = ["Automation.Core", "Automation.Health"],
        ["automation-server"] = ["Automation.Core", "Automation.GitOps", "Automation.GitHub", "Automation.Jobs", "Automation.Rendering"],
        ["automation"] =
        [
            "Automation.Core",
            "Automation.Yaml",
            "Automation.Descriptors",
            "Automation.Catalog",
            "Automation.Owners",
            "Automation.Templates",
            "Automation.GitOps",
            "Automation.Health",
            "Automation.Reporting",
            "Automation.Portal",
            "Automation.Git",
            "Automation.GitHub",
            "Automation.Rendering",
            "Automation.Kubernetes",
            "Automation.Jobs",
        ],
    };

    /// <summary>The packages that each project may use.</summary>
    private static readonly Dictionary<string, string[]> Packages = new()
    {
        ["Automation.Core"] = [],
        ["Automation.Yaml"] = ["YamlDotNet"],
        ["Automation.Descriptors"] = [],
        ["Automation.Catalog"] = [],
        ["Automation.Owners"] = [],
        ["Automation.Templates"] = ["JsonSchema.Net"],
        ["Automation.GitOps"] = [],
        ["Automation.Health"] = [],
        ["Automation.Reporting"] = ["Spectre.Console"],
        ["Automation.Portal"] = ["HtmlSanitizer", "Markdig", "Microsoft.AspNetCore.Components.Web"],
        ["Automation.Git"] = ["LibGit2Sharp"],
        ["Automation.Jobs"] = ["Octokit.Webhooks", "Semver"],
        ["Automation.GitHub"] = ["Octokit", "Sodium.Core"],
        ["Automation.Rendering"] = [],
        ["Automation.Kubernetes"] = ["KubernetesClient.Aot"],
        ["Automation.Cli"] = ["System.CommandLine"],
        ["Automation.Server"] =
        [
            "Azure.Identity",
            "Azure.Messaging.ServiceBus",
            "Microsoft.Data.Sqlite",
            "Npgsql",
            "OpenTelemetry.Exporter.OpenTelemetryProtocol",
            "OpenTelemetry.Exporter.Prometheus.AspNetCore",
            "OpenTelemetry.Extensions.Hosting",
            "RabbitMQ.Client",
            "System.CommandLine",
        ],
    };

    public static TheoryData<string> Assemblies => [.. Arrows.Keys];

    public static TheoryData<string> Projects => [.. Packages.Keys];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void A_project_references_only_the_projects_below_it(string project)
    {
        var known = Assembly.Load(project).GetReferencedAssemblies().Select(a => a.Name!).Where(Arrows.ContainsKey);

        known.Except(Arrows[project]).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_uses_only_its_own_packages(string project)
    {
        var used = ProjectFile(project).Descendants("PackageReference").Select(p => p.Attribute("Include")!.Value);

        used.ShouldBe(Packages[project]);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_belongs_to_a_layer_with_banned_symbols(string project)
    {
        var layer = ProjectFile(project).Descendants("Layer").Single().Value;

        File.Exists(Path.Combine(Repository.Root, "eng", "layers", layer, "BannedSymbols.txt")).ShouldBeTrue();
    }

    [Fact]
    public void Every_project_is_known_here()
    {
        var projects = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src")).Select(Path.GetFileName);

        projects.ShouldBe(Packages.Keys, ignoreOrder: true);
    }

    [Fact]
    public void Nothing_committed_names_a_machine()
    {
        var suspicious = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(
                f =>
                    File.ReadLines(f)
                        .Any(
                            l =>
                                l.Contains("/home/", StringComparison.Ordinal)
                                    || l.Contains("/root/", StringComparison.Ordinal)
                                    || l.Contains(@":\Users\", StringComparison.Ordinal)));

        suspicious.ShouldBeEmpty();
    }

    private static XDocument ProjectFile(string project) => XDocument.Load(Path.Combine(Repository.Root, "src", project, project + ".csproj"));
}
