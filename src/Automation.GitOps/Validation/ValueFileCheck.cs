using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.GitOps.Manifests;
using Automation.GitOps.Reading;
using Automation.Yaml.Nodes;

namespace Automation.GitOps.Validation;

/// <summary>
/// Whether the files with values of an Application's chart exist, where its source is the repository of the manifests itself. Only what is certain: names
/// without expressions, and a revision that the files are of.
/// </summary>
/// <param name="tree">The files of the repository, from its root.</param>
/// <param name="address">The address of the repository, such as <c>github.com/acme/gitops</c>.</param>
public sealed class ValueFileCheck(FileTree tree, string address)
{
    // The branch that the files are of, or become part of.
    private static readonly string?[] OwnRevisions = [null, "", "HEAD", "main", "master"];

    private static readonly char[] Patterns = ['*', '?', '[', '{', '$'];

    /// <summary>The missing files of a manifest; nothing if it is no Application and no ApplicationSet.</summary>
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
        if (spec is null)
        {
            return [];
        }

        var findings = new ManifestFindings(manifest);
        List<(YamlMapping Source, JsonPointer At)> sources = spec["sources"] is YamlSequence { Items.Count: > 0 } several
            ? [.. several.Items.Select((s, i) => (Source: s as YamlMapping, At: at.Field("sources").Item(i)))
                .Where(s => s.Source is not null).Select(s => (s.Source!, s.At))]
            : spec["source"] is YamlMapping single ? [(single, at.Field("source"))] : [];
        var refs = sources.Where(s => Manifest.TextOf(s.Source["ref"]) is { Length: > 0 } && IsOwn(s.Source))
            .Select(s => Manifest.TextOf(s.Source["ref"])!).ToHashSet(StringComparer.Ordinal);
        foreach (var (source, pointer) in sources)
        {
            OfSource(source, pointer.Field("helm"), refs, findings);
        }

        return findings.All;
    }

    private void OfSource(YamlMapping source, JsonPointer at, HashSet<string> refs, ManifestFindings findings)
    {
        if (source["helm"] is not YamlMapping helm || source["plugin"] is not null || Is(helm["ignoreMissingValueFiles"])
            || helm["valueFiles"] is not YamlSequence files)
        {
            return;
        }

        var folder = IsOwn(source) && Manifest.TextOf(source["path"]) is { Length: > 0 } path && path.IndexOfAny(Patterns) < 0
            && RepositoryPath.Resolved(path) is { } resolved && tree.Find(resolved.Length == 0 ? "Chart.yaml" : $"{resolved}/Chart.yaml") is not null
                ? resolved : null;
        for (var i = 0; i < files.Items.Count; i++)
        {
            if (Manifest.TextOf(files.Items[i]) is { Length: > 0 } name && PathOf(name, folder, refs) is { } file && tree.Find(file) is null)
            {
                findings.Add(
                    ArgoRules.ValueFile,
                    $"There is no file {Quoted.Of(file)} in this repository, so Argo CD cannot render the chart.",
                    at.Field("valueFiles").Item(i),
                    files.Items[i]);
            }
        }
    }

    // Null for what is elsewhere, or only known when the application is rendered.
    private static string? PathOf(string name, string? folder, HashSet<string> refs)
    {
        if (name[0] == '$')
        {
            var slash = name.IndexOf('/', StringComparison.Ordinal);
            return slash > 0 && refs.Contains(name[1..slash]) && name.IndexOfAny(Patterns, 1) < 0 ? RepositoryPath.Resolved(name[(slash + 1)..]) : null;
        }

        return folder is null || name.Contains("://", StringComparison.Ordinal) || name.IndexOfAny(Patterns) >= 0 ? null
            : RepositoryPath.Resolved(name[0] == '/' ? name[1..] : folder.Length == 0 ? name : $"{folder}/{name}");
    }

    private bool IsOwn(YamlMapping source) =>
        Manifest.TextOf(source["repoURL"]) is { Length: > 0 } repository && RepositoryAddress.AreSame(repository, address)
        && Manifest.TextOf(source["chart"]) is null or "" && OwnRevisions.Contains(Manifest.TextOf(source["targetRevision"]));

    private static bool Is(YamlNode? node) => node is YamlScalar { Type: YamlType.Boolean, IsFalsy: false } || Manifest.TextOf(node) is { Length: > 0 };
}
