using System.Buffers;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.GitOps.Manifests;
using Automation.GitOps.Reading;
using Automation.Yaml.Nodes;

namespace Automation.GitOps.Validation;

/// <summary>
/// Whether the files with values of an Application's chart exist, where its source is the repository of the manifests itself. Only names without
/// expressions, a revision that the files may be of, and folders that were listed.
/// </summary>
/// <param name="tree">The files of the repository, from its root.</param>
/// <param name="address">The address of the repository, such as <c>github.com/acme/gitops</c>.</param>
public sealed class ValueFileCheck(FileTree tree, string address)
{
    // The branch that the files are of, or become part of.
    private static readonly string?[] OwnRevisions = [null, "", "HEAD", "main", "master"];

    private static readonly SearchValues<char> Patterns = SearchValues.Create("*?[{$<%");

    // What may be there without being found by its path: links to folders, submodules, and folders that could not be listed.
    private readonly Lazy<HashSet<string>> _unknown = new(() =>
    {
        List<FileEntry> listed = [.. tree.List()];
        return listed.Where(f => f.Kind != FileKind.File).Select(f => f.Path)
            .Concat(tree.Tracked().Except(listed.Select(f => f.Path), StringComparer.Ordinal))
            .Concat(tree.Unreadable.Select(u => u.Path)).ToHashSet(StringComparer.Ordinal);
    });

    private readonly Dictionary<string, bool> _found = new(StringComparer.Ordinal);

    /// <summary>The missing files of a manifest; nothing if it is no Application and no ApplicationSet.</summary>
    public IReadOnlyList<Finding> Run(Manifest manifest)
    {
        var root = JsonPointer.Root.Field("spec");
        var (spec, at) = manifest.Kind switch
        {
            _ when !manifest.IsOfArgo => (null, root),
            "Application" => (manifest.Spec, root),
            // What a patch, or the template of a generator, replaces is not known here.
            "ApplicationSet" when manifest.Spec?["templatePatch"] is not null || HasTemplate(manifest.Spec?["generators"]) => (null, root),
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

        var folder = IsOwn(source) && Manifest.TextOf(source["path"]) is { Length: > 0 } path && path.AsSpan().IndexOfAny(Patterns) < 0
            && RepositoryPath.Resolved(path) is { } resolved && tree.Find(resolved.Length == 0 ? "Chart.yaml" : $"{resolved}/Chart.yaml") is not null
                ? resolved : null;
        for (var i = 0; i < files.Items.Count && !findings.IsFull; i++)
        {
            if (Manifest.TextOf(files.Items[i]) is { Length: > 0 } name && PathOf(name, folder, refs) is { } file && IsMissing(file))
            {
                findings.Add(
                    ArgoRules.ValueFile,
                    $"There is no file {Quoted.Of(file)} in this repository, so Argo CD cannot render the chart. Correct the name, add the file, or set "
                        + "'ignoreMissingValueFiles'.",
                    at.Field("valueFiles").Item(i),
                    files.Items[i]);
            }
        }
    }

    private bool IsMissing(string file)
    {
        if (!_found.TryGetValue(file, out var isFound))
        {
            _found[file] = isFound = tree.Find(file) is not null || FoldersOf(file).Any(_unknown.Value.Contains);
        }

        return !isFound;
    }

    // The root included.
    private static IEnumerable<string> FoldersOf(string path)
    {
        while (path.Length > 0)
        {
            yield return path = RepositoryPath.FolderOf(path);
        }
    }

    private static bool HasTemplate(YamlNode? generators) => generators is YamlSequence list && list.Items.OfType<YamlMapping>().Any(g =>
        g.Entries.Any(e => e.Key == "template" || (e.Value is YamlMapping typed && (typed["template"] is not null || HasTemplate(typed["generators"])))));

    // Null for what is elsewhere, or only known when the application is rendered.
    private static string? PathOf(string name, string? folder, HashSet<string> refs)
    {
        if (name[0] == '$')
        {
            var slash = name.IndexOf('/', StringComparison.Ordinal);
            return slash > 0 && refs.Contains(name[1..slash]) && name.AsSpan(1).IndexOfAny(Patterns) < 0 ? RepositoryPath.Resolved(name[(slash + 1)..]) : null;
        }

        return folder is null || name.Contains("://", StringComparison.Ordinal) || name.AsSpan().IndexOfAny(Patterns) >= 0 ? null
            : RepositoryPath.Resolved(name[0] == '/' ? name[1..] : folder.Length == 0 ? name : $"{folder}/{name}");
    }

    private bool IsOwn(YamlMapping source) =>
        Manifest.TextOf(source["repoURL"]) is { Length: > 0 } repository && RepositoryAddress.AreSame(repository, address)
        && source["chart"] is null && source["targetRevision"] is null or YamlScalar { Type: YamlType.String or YamlType.Null }
        && OwnRevisions.Contains(Manifest.TextOf(source["targetRevision"]));

    private static bool Is(YamlNode? node) => node is YamlScalar { Type: YamlType.Boolean, IsFalsy: false } || Manifest.TextOf(node) is { Length: > 0 };
}
