using System.Text.RegularExpressions;
using Automation.Testing;

namespace Automation.Cli.Tests.Documents;

/// <summary>A Markdown document of this repository: its links, its headings and its shell commands.</summary>
internal sealed partial class Document
{
    private readonly string _text;

    private Document(string path)
    {
        Path = path;
        _text = File.ReadAllText(System.IO.Path.Combine(Repository.Root, path));
    }

    /// <summary>From the root of the repository, with <c>/</c>.</summary>
    public string Path { get; }

    /// <summary>Every document but those that are the data of tests.</summary>
    public static IReadOnlyList<Document> All { get; } =
    [
        .. new[] { "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "AGENTS.md", "samples/acme/README.md", "benchmarks/README.md" }
            .Concat(Directory.EnumerateFiles(System.IO.Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories).Select(FromRoot))
            .Order(StringComparer.Ordinal).Select(p => new Document(p)),
    ];

    /// <summary>The targets of its links and pictures.</summary>
    public IEnumerable<string> Links => Link().Matches(Code().Replace(_text, "")).Select(m => m.Groups["target"].Value);

    /// <summary>What a link can end with after <c>#</c>, as GitHub derives it from headings, and as anchors name it.</summary>
    public IReadOnlySet<string> Anchors
    {
        get
        {
            var prose = Fence().Replace(_text, "");
            var headings = Heading().Matches(prose).Select(m => Slug(m.Groups["text"].Value));
            return headings.Concat(Anchor().Matches(prose).Select(m => m.Groups["id"].Value)).ToHashSet(StringComparer.Ordinal);
        }
    }

    /// <summary>Its shell blocks, as they can be pasted.</summary>
    public IEnumerable<string> Commands => Shell().Matches(_text).Select(m =>
        m.Groups["code"].Value.Replace($"\n{m.Groups["indent"].Value}", "\n", StringComparison.Ordinal).Trim());

    /// <summary>A path as documents write it.</summary>
    public static string FromRoot(string path) => System.IO.Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');

    private static string Slug(string heading) =>
        string.Concat(MarkdownLink().Replace(heading, "$1").ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');

    [GeneratedRegex(@"\]\((?<target>[^()\s]+)\)|(?:src|srcset|href)=""(?<target>[^""]+)""")]
    private static partial Regex Link();

    [GeneratedRegex(@"^ *(`{3,})[^\n]*\n.*?^ *\1$|`[^`\n]+`(?!\])", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"^ *(`{3,})[^\n]*\n.*?^ *\1$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^#{1,6} +(?<text>.+?) *$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"<a id=""(?<id>[^""]+)""")]
    private static partial Regex Anchor();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex MarkdownLink();

    [GeneratedRegex(@"^(?<indent> *)```sh\n(?<code>.*?)^ *```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Shell();
}
