using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Discovery;
using Automation.Descriptors.References;
using Automation.Jobs.Descriptors;
using Automation.Templates.Documents;
using Automation.Templates.Linting;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Checks;

/// <summary>
/// Finds the software templates of a snapshot among its descriptors and the files with <c>template</c> in their names. A file that another template fetches is
/// part of a skeleton.
/// </summary>
internal sealed class TemplateSearch(RepositorySnapshot snapshot, DescriptorSet descriptors, CancellationToken cancellationToken)
{
    private readonly List<NotChecked> _notChecked = [];

    public IReadOnlyList<NotChecked> NotChecked => _notChecked;

    /// <summary>The templates, in ordinal order of their paths.</summary>
    public IReadOnlyList<FoundTemplate> Run()
    {
        List<YamlTemplate> found =
        [
            .. descriptors.Files
                .Where(f => f.LinkTarget is null && f.Documents.Any(d => d.Descriptor is { } one && IsTemplate(one.Written)))
                .Where(f => snapshot.Tree.Find(snapshot.TreePathOf(f.Source.Path)) is { Size: <= TemplateLint.LargestTemplate })
                .Select(f => YamlTemplate.Read(snapshot.TreePathOf(f.Source.Path), f.Source, snapshot.Repository, cancellationToken)),
            .. Readable().Select(Read).OfType<YamlTemplate>(),
        ];
        var skeletons = FetchedPaths.Of(found.SelectMany(t => t.Fetches));
        found.RemoveAll(t => skeletons.Contains(t.Path));
        var folders = found.CountBy(t => FolderOf(t.Path), StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return [.. found.OrderBy(t => t.Path, StringComparer.Ordinal).Select(t => Found(t, isAlone: folders[FolderOf(t.Path)] == 1))];
    }

    private FoundTemplate Found(YamlTemplate template, bool isAlone)
    {
        var example = ExampleRun.ExampleOf(template.Path, isAlone, p => snapshot.Tree.Find(p) is { Kind: FileKind.File });
        return new FoundTemplate(template.Path, example, [template.Path, .. example is null ? [] : new[] { example }, .. template.Reads]);
    }

    private IReadOnlyList<string> Readable()
    {
        var paths = descriptors.OtherTemplates;
        if (paths.Count == 0 || snapshot.Reads?.TryFetch([.. paths.Select(snapshot.Tree.Find).OfType<FileEntry>()], cancellationToken) != false)
        {
            return paths;
        }

        _notChecked.Add(new NotChecked(
            $"{paths.Count:N0} files with 'template' in their names",
            "reading them exceeds the budget of the check; 'automation template lint' validates all templates"));
        return [];
    }

    // Most files with such a name are something else.
    private YamlTemplate? Read(string path) =>
        snapshot.Tree.Read(path, TemplateFetches.LargestTemplate, cancellationToken) is FileContent.Whole { Bytes: var bytes }
        && bytes.Span.IndexOf("scaffolder.backstage.io/v1beta3"u8) >= 0
        && YamlTemplate.Read(path, SourceText.Decode(path, bytes.Span), snapshot.Repository, cancellationToken) is { IsTemplate: true } template
            ? template
            : null;

    private static bool IsTemplate(YamlMapping root) =>
        root["kind"] is YamlScalar { Text: TemplateDocument.Kind } && root["apiVersion"] is YamlScalar { Text: TemplateDocument.ApiVersion };

    private static string FolderOf(string path) => path[..(path.LastIndexOf('/') + 1)];

    /// <summary>A file with templates.</summary>
    /// <param name="Path">The path in the repository.</param>
    /// <param name="IsTemplate">Whether it has a template that can be read.</param>
    /// <param name="Fetches">What belongs to skeletons of it.</param>
    /// <param name="Reads">The files and folders that a run may read; an empty path is the whole repository.</param>
    private sealed record YamlTemplate(string Path, bool IsTemplate, IReadOnlyList<string> Fetches, IReadOnlyList<string> Reads)
    {
        public static YamlTemplate Read(string path, SourceText source, RepositorySlug? repository, CancellationToken cancellationToken)
        {
            var roots = YamlFile.Read(source, YamlLimits.Descriptor, cancellationToken).Documents.Select(d => d.Root).OfType<YamlMapping>().ToList();
            return new YamlTemplate(
                path,
                roots.Exists(TemplateSearch.IsTemplate) || roots.Count == 0,
                [.. roots.SelectMany(r => TemplateFetches.Of(r, path, repository))],
                [.. roots.SelectMany(ReadBy).Select(text => Inside(text, path)).OfType<string>().Distinct(StringComparer.Ordinal)]);
        }

        // What steps fetch, and the files of placeholders.
        private static IEnumerable<string> ReadBy(YamlMapping root) => Placeholders(root).Concat(
            ((root["spec"] as YamlMapping)?["steps"] as YamlSequence)?.Items.OfType<YamlMapping>().Select(Fetched).OfType<string>() ?? []);

        private static string? Fetched(YamlMapping step) =>
            step["action"] is YamlScalar { Text: { } action } && action.StartsWith("fetch:", StringComparison.Ordinal)
                ? ((step["input"] as YamlMapping)?["url"] as YamlScalar)?.Text
                : null;

        private static IEnumerable<string> Placeholders(YamlNode node) => node switch
        {
            YamlMapping { Entries: [{ Value: YamlScalar { Text: { } text } }] } map
                when Automation.Descriptors.Documents.Placeholders.IsPlaceholder(map) => [text],
            YamlMapping map => map.Entries.SelectMany(e => Placeholders(e.Value)),
            YamlSequence sequence => sequence.Items.SelectMany(Placeholders),
            _ => [],
        };

        // './skeletons/${{ parameters.language }}' is any folder of './skeletons'.
        private static string? Inside(string written, string path)
        {
            var expression = written.IndexOf("{{", StringComparison.Ordinal);
            var known = expression < 0 ? written : written[..(written.LastIndexOf('/', expression) + 1)];
            return TreeTarget.Resolve(known, path, repository: null, isPattern: false) is TreeTarget.Inside { Path: var inside } ? inside : null;
        }
    }
}

/// <summary>A software template.</summary>
/// <param name="Path">The path in the repository.</param>
/// <param name="Example">The path of its example values; null if it has none.</param>
/// <param name="Reads">The files and folders that it consists of.</param>
internal sealed record FoundTemplate(string Path, string? Example, IReadOnlyList<string> Reads);
