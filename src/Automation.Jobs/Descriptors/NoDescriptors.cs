using System.Buffers;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Discovery;
using Automation.Jobs.Configuration;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Descriptors;

/// <summary>What to report if no file is a descriptor: the reason, and the files that look like descriptors.</summary>
public static class NoDescriptors
{
    /// <summary>How many files are searched for entities, starting with those nearest to the root.</summary>
    public const int MostFiles = 500;

    private const long LargestFile = 256 * 1024;
    private const long MostBytes = 16 * 1024 * 1024;
    private const int MostNamed = 5;
    private const string ApiVersion = "apiVersion:";

    private const string None = $"none was found: no file matches 'descriptors' of the configuration (without one, {DefaultDescriptors.Listed})";
    private const string OnlySkeletons = "none was found: each file that matches 'descriptors' of the configuration is a template skeleton";

    // Characters with a meaning in YAML or in a pattern.
    private static readonly SearchValues<char> Signs = SearchValues.Create("*?{}[],:#&!|>'\"%@` ");

    /// <summary>The reason, and the line of configuration that includes the files that look like entities.</summary>
    /// <param name="tree">The files of the repository.</param>
    /// <param name="hasSkeletons">Whether there are skeletons in the places that are searched for descriptors.</param>
    /// <param name="mostFiles">The maximum number of files that are read.</param>
    public static string Why(FileTree tree, bool hasSkeletons, int mostFiles, CancellationToken cancellationToken)
    {
        var alike = Alike(tree, mostFiles, cancellationToken);
        var none = (hasSkeletons ? OnlySkeletons : None) + Others(tree.Repositories);
        if (alike.Count == 0)
        {
            return hasSkeletons ? none : $"{none}. 'automation init' writes one from what is in the repository";
        }

        var named = alike.Take(MostNamed).ToList();
        var others = alike.Count > named.Count ? $" and {alike.Count - named.Count:N0} more" : "";
        var (look, them) = alike.Count == 1 ? ("This file looks like an entity", "it") : ("These files look like entities", "them");
        var configuration = SettingsFile.Paths.FirstOrDefault(tree.Contains) ?? SettingsFile.Paths[0];
        var patterns = string.Join(", ", Patterns(alike).Take(MostNamed).Select(Written));
        return $"{none}. {look}: {string.Join(", ", named)}{others}. Include {them} in {configuration} with 'descriptors: [{patterns}]'";
    }

    private static string Others(IReadOnlyList<string> repositories)
    {
        var named = $"{string.Join(", ", repositories.Take(MostNamed))}{(repositories.Count > MostNamed ? ", …" : "")}";
        return repositories.Count switch
        {
            0 => "",
            1 => $"; what is below {named} was not searched: it is another repository, which is checked separately",
            var count => $"; what is below {named} was not searched: these are {count:N0} other repositories, which are checked separately",
        };
    }

    // The suggested pattern is the file name, so that it also includes future files of that name.
    private static IEnumerable<string> Patterns(List<string> paths) =>
        paths.GroupBy(p => p[(p.LastIndexOf('/') + 1)..], StringComparer.Ordinal)
            .OrderByDescending(g => g.Count()).Select(g => g.Count() == 1 ? g.First() : $"**/{g.Key}");

    private static List<string> Alike(FileTree tree, int mostFiles, CancellationToken cancellationToken)
    {
        var left = MostBytes;
        var alike = new List<string>();
        var candidates = tree.List(cancellationToken)
            .Where(e => e.Kind == FileKind.File && e.Size <= LargestFile && IsYaml(e.Path))
            .Where(e => !DefaultDescriptors.Excludes(e.Path) && !DefaultDescriptors.HasName(e.Path))
            .OrderBy(e => e.Path.AsSpan().Count('/')).ThenBy(e => e.Path, StringComparer.Ordinal)
            .Take(mostFiles);
        foreach (var entry in candidates.TakeWhile(e => (left -= e.Size) >= 0))
        {
            if (tree.Read(entry.Path, LargestFile, cancellationToken) is FileContent.Whole { Bytes: var bytes } && IsEntity(bytes.Span, cancellationToken))
            {
                alike.Add(entry.Path);
            }
        }

        return alike;
    }

    // A line that begins with "apiVersion:" and names Backstage. Skeletons are not descriptors, with any configuration.
    private static bool IsEntity(ReadOnlySpan<byte> bytes, CancellationToken cancellationToken)
    {
        if (bytes.IndexOf("backstage.io/"u8) < 0)
        {
            return false;
        }

        var text = SourceText.Decode("", bytes);
        return Enumerable.Range(1, text.LineCount).Any(line => IsOfBackstage(text.Line(line))) && !Skeleton.Is(text, YamlLimits.Descriptor, cancellationToken);
    }

    private static bool IsOfBackstage(ReadOnlySpan<char> line) =>
        line.StartsWith(ApiVersion) && line[ApiVersion.Length..].Trim(" \"'") is var version
        && (version.StartsWith("backstage.io/") || version.StartsWith("scaffolder.backstage.io/"));

    private static bool IsYaml(string path) =>
        path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    private static string Written(string path) =>
        path.AsSpan().IndexOfAny(Signs) < 0 ? path : $"'{path.Replace("'", "''", StringComparison.Ordinal)}'";
}
