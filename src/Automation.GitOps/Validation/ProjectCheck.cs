using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.GitOps.Manifests;
using Automation.GitOps.Reading;
using Automation.Yaml.Nodes;

namespace Automation.GitOps.Validation;

/// <summary>
/// Whether the AppProject of an Application permits its repositories and its destination, if the project is among the same manifests (Argo CD,
/// IsSourcePermitted and IsDestinationPermitted). What depends on the addresses of clusters, which no manifest has, counts as permitted.
/// </summary>
public sealed class ProjectCheck
{
    private const string InCluster = "in-cluster";
    private const string InClusterAddress = "https://kubernetes.default.svc";

    private readonly ILookup<string, YamlMapping> _projects;

    /// <summary>Adds the projects among these manifests. Several with the same name may belong to different installations.</summary>
    public ProjectCheck(IEnumerable<Manifest> manifests) => _projects = manifests
        .Where(m => m is { IsOfArgo: true, Kind: "AppProject", Spec: not null, Name: not null })
        .ToLookup(m => m.Name!, m => m.Spec!, StringComparer.Ordinal);

    /// <summary>What the project of a manifest does not permit; nothing if it is not an Application, or its project is not known.</summary>
    public IReadOnlyList<Finding> Run(Manifest manifest)
    {
        var root = JsonPointer.Root.Field("spec");
        var (spec, at) = manifest.Kind switch
        {
            _ when !manifest.IsOfArgo => (null, root),
            "Application" => (manifest.Spec, root),
            "ApplicationSet" => ((manifest.Spec?["template"] as YamlMapping)?["spec"] as YamlMapping, root.Field("template").Field("spec")),
            _ => (null, root),
        };
        if (spec is null || Manifest.TextOf(spec["project"]) is not { } name || !_projects.Contains(name))
        {
            return [];
        }

        var (findings, projects) = (new ManifestFindings(manifest), _projects[name].ToList());
        foreach (var (source, pointer) in Sources(spec, at))
        {
            if (Manifest.TextOf(source["repoURL"]) is { Length: > 0 } repository && !IsExpression(repository)
                && !projects.Exists(p => PermitsSource(p, repository)))
            {
                findings.Add(
                    ArgoRules.ProjectSource,
                    $"The project '{name}' does not permit the repository {Quoted.Of(repository)}: add it to 'sourceRepos' of the project.",
                    pointer.Field("repoURL"),
                    source["repoURL"]!);
            }
        }

        if (spec["destination"] is YamlMapping destination && !projects.Exists(p => PermitsDestination(p, destination)))
        {
            var (cluster, space) = (TextAt(destination, "name") ?? TextAt(destination, "server") ?? "", TextAt(destination, "namespace") ?? "");
            findings.AddMissing(
                ArgoRules.ProjectDestination,
                $"The project '{name}' does not permit the destination {Quoted.Of(cluster)}, namespace {Quoted.Of(space)}: add it to 'destinations' of the "
                    + "project.",
                at.Field("destination"),
                destination);
        }

        return findings.All;
    }

    private static IEnumerable<(YamlMapping Source, JsonPointer At)> Sources(YamlMapping spec, JsonPointer at)
    {
        if (spec["sources"] is YamlSequence { Items.Count: > 0 } sources)
        {
            return sources.Items.Select((s, i) => (Source: s as YamlMapping, At: at.Field("sources").Item(i))).Where(s => s.Source is not null)!;
        }

        return spec["source"] is YamlMapping source ? [(source, at.Field("source"))] : [];
    }

    private static bool PermitsSource(YamlMapping project, string repository)
    {
        var (address, any) = (Normalized(repository), false);
        foreach (var pattern in Texts(project["sourceRepos"]))
        {
            if (pattern == "*")
            {
                any = true;
            }
            else if (pattern.StartsWith('!'))
            {
                if (Wildcard.Matches(Normalized(pattern[1..]), address, '/'))
                {
                    return false;
                }
            }
            else
            {
                any |= Wildcard.Matches(Normalized(pattern), address, '/');
            }
        }

        return any;
    }

    private static bool PermitsDestination(YamlMapping project, YamlMapping destination)
    {
        var (name, server, space) = (TextAt(destination, "name"), TextAt(destination, "server"), TextAt(destination, "namespace") ?? "");
        (name, server) = (name ?? (server == InClusterAddress ? InCluster : null), server ?? (name == InCluster ? InClusterAddress : null));
        if (IsExpression($"{name}{server}{space}"))
        {
            return true;
        }

        var any = false;
        foreach (var item in (project["destinations"] as YamlSequence)?.Items.OfType<YamlMapping>() ?? [])
        {
            // Where only one side has the address, the cluster may be the same one.
            var cluster = May(TextAt(item, "name"), name) || May(TextAt(item, "server"), server) || (name is null) != (TextAt(item, "name") is null or "");
            var inSpace = Wildcard.MatchesOrDenies(TextAt(item, "namespace") ?? "", space);
            if (cluster && inSpace)
            {
                any = true;
            }
            else if (Denies(item, "name", name) || Denies(item, "server", server) || Denies(item, "namespace", space))
            {
                return false;
            }
        }

        return any;

        static bool Denies(YamlMapping item, string field, string? value) => value is not null && Wildcard.Denies(TextAt(item, field), value);

        static bool May(string? pattern, string? value) => pattern is { Length: > 0 } && value is not null && Wildcard.MatchesOrDenies(pattern, value);
    }

    // As Argo CD compares addresses of git (NormalizeGitURL): without case, '.git' and 'ssh://', and with '/' before the path.
    private static string Normalized(string address)
    {
        var text = address.Trim().ToLowerInvariant();
        text = text.EndsWith(".git", StringComparison.Ordinal) ? text[..^4] : text;
        text = text.StartsWith("ssh://", StringComparison.Ordinal) ? text["ssh://".Length..] : text;
        return text.StartsWith("git@", StringComparison.Ordinal) ? text.Replace(':', '/') : text;
    }

    private static IEnumerable<string> Texts(YamlNode? node) => (node as YamlSequence)?.Items.Select(Manifest.TextOf).OfType<string>() ?? [];

    private static string? TextAt(YamlMapping map, string name) => Manifest.TextOf(map[name]) is { Length: > 0 } text ? text : null;

    private static bool IsExpression(string text) => text.Contains("{{", StringComparison.Ordinal);
}
