using System.Text;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Discovery;
using Automation.Descriptors.References;
using Automation.Jobs.Descriptors;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Sources;

/// <summary>Reads the entities of a folder of descriptors: clones of repositories, or anything else with YAML documents that Backstage would accept.</summary>
public static class CatalogReader
{
    private static readonly byte[] Marker = Encoding.UTF8.GetBytes("backstage.io/");

    /// <summary>Reads every YAML file of the tree that contains the name of Backstage.</summary>
    /// <param name="treePathOf">The path, in the repository under check, of a path of the folder; null if it is in another repository.</param>
    public static KnownEntities Read(FileTree tree, Func<string, string?> treePathOf, CancellationToken cancellationToken)
    {
        var files = Descriptors(tree, cancellationToken)
            .Select(
                f =>
                    DescriptorReader.Validate(
                        SourceText.Decode(f.Path, f.Content.Bytes.Span),
                        new DescriptorInput(f.Path, f.Path, tree, null, YamlLimits.Source),
                        cancellationToken))
            .ToList();
        return KnownEntities.Of(files, treePathOf);
    }

    /// <summary>Every YAML file of the tree that contains the name of Backstage, except template skeletons.</summary>
    internal static IEnumerable<(string Path, FileContent.Whole Content)> Descriptors(FileTree tree, CancellationToken cancellationToken)
    {
        var files = Marked(tree, cancellationToken).ToList();
        var fetched = FetchedPaths.Of(files.SelectMany(f => TemplateFetches.In(f.Path, f.Content.Bytes.Span, null, cancellationToken)));
        return files.Where(
            f =>
                !fetched.Contains(f.Path)
                    && !Skeleton.IsNamed(f.Path)
                    && !Skeleton.Is(SourceText.Decode(f.Path, f.Content.Bytes.Span), YamlLimits.Source, cancellationToken));
    }

    private static IEnumerable<(string Path, FileContent.Whole Content)> Marked(FileTree tree, CancellationToken cancellationToken)
    {
        foreach (var entry in tree.List(cancellationToken).Where(e => e.Kind == FileKind.File && IsYaml(e.Path)))
        {
            if (tree.Read(entry.Path, YamlLimits.Source.FileBytes, cancellationToken) is FileContent.Whole content && content.Bytes.Span.IndexOf(Marker) >= 0)
            {
                yield return (entry.Path, content);
            }
        }
    }

    private static bool IsYaml(string path) =>
        path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);
}
