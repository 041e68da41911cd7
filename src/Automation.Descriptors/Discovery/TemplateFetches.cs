using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.References;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.Descriptors.Discovery;

/// <summary>Finds the files that the steps of a Template fetch from its own repository: skeletons.</summary>
public static class TemplateFetches
{
    /// <summary>Templates that are not descriptors of the repository, because another one registers them, are searched in this number of files.</summary>
    public const int MostTemplates = 200;

    /// <summary>The largest file that is treated as a Template because of its name.</summary>
    public const long LargestTemplate = 1024 * 1024;

    private const string Group = "backstage.io/";
    private const string Actions = "fetch:";

    /// <summary>Whether the file may contain a Template, by its name: <c>template.yaml</c>, <c>service-template.yml</c>, …</summary>
    public static bool IsNamed(string path)
    {
        var name = path.AsSpan(path.LastIndexOf('/') + 1);
        return (name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase))
            && name.Contains("template", StringComparison.OrdinalIgnoreCase) && !DefaultDescriptors.Excludes(path);
    }

    /// <summary>The files that are searched for Templates because of their names, if a Template could fetch any descriptor.</summary>
    /// <param name="entries">The files of the repository.</param>
    /// <param name="descriptors">The paths of its descriptors.</param>
    public static IEnumerable<string> Candidates(IEnumerable<FileEntry> entries, IEnumerable<string> descriptors) =>
        descriptors.Any(FetchedPaths.CanHold) ? Named(entries) : [];

    /// <summary>The files that are treated as Templates because of their names.</summary>
    public static IEnumerable<string> Named(IEnumerable<FileEntry> entries) =>
        entries.Where(e => e.Kind == FileKind.File && e.Size <= LargestTemplate && IsNamed(e.Path)).Select(e => e.Path).Take(MostTemplates);

    /// <summary>The paths that the Templates of a file fetch; a file that cannot be read fetches none.</summary>
    public static IReadOnlyList<string> In(FileTree tree, string path, RepositorySlug? repository, CancellationToken cancellationToken) =>
        tree.Read(path, LargestTemplate, cancellationToken) is FileContent.Whole { Bytes: var bytes }
            ? In(path, bytes.Span, repository, cancellationToken)
            : [];

    /// <summary>The same for the bytes of a file.</summary>
    public static IReadOnlyList<string> In(string path, ReadOnlySpan<byte> bytes, RepositorySlug? repository, CancellationToken cancellationToken)
    {
        if (bytes.IndexOf("fetch:"u8) < 0)
        {
            return [];
        }

        var file = YamlFile.Read(SourceText.Decode(path, bytes), YamlLimits.Descriptor, cancellationToken);
        return [.. file.Documents.Select(d => d.Root).OfType<YamlMapping>().SelectMany(root => Of(root, path, repository)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The files and folders that a document fetches, by their paths in the repository; none if it is not a Template.</summary>
    /// <param name="path">The path of its file.</param>
    /// <param name="repository">The repository; null if it is not known.</param>
    public static IEnumerable<string> Of(YamlMapping root, string path, RepositorySlug? repository) =>
        !IsTemplate(root) ? []
        : (root["spec"] as YamlMapping)?["steps"] is YamlSequence steps
            ? steps.Items.OfType<YamlMapping>().Select(s => Fetched(s, path, repository)).OfType<string>()
        : [];

    private static bool IsTemplate(YamlMapping root) =>
        root["kind"] is YamlScalar { Text: "Template" }
        && root["apiVersion"] is YamlScalar { Text: { } version } && version.Contains(Group, StringComparison.Ordinal);

    private static string? Fetched(YamlMapping step, string path, RepositorySlug? repository) =>
        step["action"] is YamlScalar { Text: { } action } && action.StartsWith(Actions, StringComparison.Ordinal)
        && step["input"] is YamlMapping input && input["url"] is YamlScalar { Text: { } url }
        && TreeTarget.Resolve(Known(url), path, repository, isPattern: false) is TreeTarget.Inside { Path: { Length: > 0 } fetched }
        && fetched != path && RepositoryPath.Within(fetched, path) is null
            ? fetched
            : null;

    // './skeletons/${{ parameters.language }}' is any folder of './skeletons'.
    private static string Known(string url)
    {
        var expression = url.IndexOf("{{", StringComparison.Ordinal);
        return expression < 0 ? url : url[..(url.LastIndexOf('/', expression) + 1)];
    }
}
