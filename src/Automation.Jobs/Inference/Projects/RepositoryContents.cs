using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Discovery;

namespace Automation.Jobs.Inference.Projects;

/// <summary>The files from which descriptors are inferred: listed once, and read within a budget, because they may come from anyone.</summary>
internal sealed class RepositoryContents(FileTree tree, CancellationToken cancellationToken)
{
    private const int MostFiles = 200_000;
    private const int MostRead = 500;
    private const int MostTemplates = 50;
    private const long LargestFile = 512 * 1024;
    private const long MostBytes = 32 * 1024 * 1024;

    // Folders whose files are not what the repository delivers: tests, documents, examples, other people's code, the tools of its developers.
    private static readonly HashSet<string> Aside = new(
        [
            "vendor", "node_modules", "third_party", "third-party", "external", "testdata", "test", "tests", "__tests__", "testing", "e2e", "fixtures", "docs",
            "doc", "documentation", "examples", "example", "samples", "sample", "demos", "demo", "benchmark", "benchmarks", "bench", "templates", "template",
            "skeleton", "skeletons", "playground", "scripts", "hack", "dist", "mocks", "integration-tests", "integration_tests", "qa", "tutorial", "tutorials",
        ],
        StringComparer.OrdinalIgnoreCase);

    // orders-tests, Orders.Tests, orders-mock.
    private static readonly string[] AsideEnds =
        ["-test", "-tests", ".test", ".tests", "_test", "_tests", "-e2e", "-mock", "-mocks", "-example", "-examples", "-sample", "-samples", "-demo",
            "-benchmark", "-benchmarks"];

    private readonly FollowedLinks _files = new(tree);
    private readonly Dictionary<string, SourceText?> _texts = new(StringComparer.Ordinal);
    private long _bytesLeft = MostBytes;

    /// <summary>The paths of all files, in ordinal order, without those that a template of Backstage fills in.</summary>
    public IReadOnlyList<string> All { get; } = Listed(tree, cancellationToken);

    /// <summary>Whether a file is part of what the repository delivers.</summary>
    public static bool IsDelivered(string path) =>
        !RepositoryPath.FolderOf(path).Split('/').Any(name => Aside.Contains(name.TrimStart('_')) || IsAsideByEnd(name)
            || name.StartsWith("mock-", StringComparison.OrdinalIgnoreCase) || (name.Length > 1 && name[0] == '.'));

    /// <summary>Whether a folder is of tests, examples or the like by the end of its name.</summary>
    public static bool IsAsideByEnd(string folder) => AsideEnds.Any(e => folder.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    private static IReadOnlyList<string> Listed(FileTree tree, CancellationToken cancellationToken)
    {
        List<string> all =
        [
            .. tree.List(cancellationToken).Where(e => e.Kind is FileKind.File && !TemplateExpression.IsIn(e.Path)).Select(e => e.Path).Take(MostFiles),
        ];
        var fetched = FetchedPaths.Of(all.Where(p => ProjectFiles.NameOf(p) is "template.yaml" or "template.yml").Take(MostTemplates)
            .SelectMany(p => TemplateFetches.In(tree, p, repository: null, cancellationToken)));
        return fetched.IsEmpty ? all : [.. all.Where(p => !fetched.Contains(p))];
    }

    /// <summary>The text of a file; null if there is none, or if it is too large to be what is looked for.</summary>
    public SourceText? Text(string path)
    {
        if (_texts.TryGetValue(path, out var text) || _texts.Count >= MostRead)
        {
            return text;
        }

        if (_files.Read(path, Math.Min(LargestFile, _bytesLeft), cancellationToken) is FileContent.Whole { Bytes: var bytes })
        {
            _bytesLeft -= bytes.Length;
            text = SourceText.Decode(path, bytes.Span);
        }

        _texts.Add(path, text);
        return text;
    }
}
