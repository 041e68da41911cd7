using Automation.Core.Text;

namespace Automation.Catalog.Ingestion;

/// <summary>Which files of a source are descriptors.</summary>
/// <param name="Include">Patterns of descriptors.</param>
/// <param name="Exclude">Patterns of files that are none, whatever else they match.</param>
public sealed record SourceFiles(IReadOnlyList<Glob> Include, IReadOnlyList<Glob> Exclude)
{
    private static readonly string[] UsualNames = ["catalog-info.yaml", "catalog-info.yml", "org.yaml"];

    /// <summary>Every <c>catalog-info.yaml</c>, <c>catalog-info.yml</c> and <c>org.yaml</c> (design: command line, <c>catalog build</c>).</summary>
    public static SourceFiles Usual { get; } = new([.. UsualNames.Select(n => new Glob($"**/{n}"))], []);

    /// <summary>Whether the file at a path from the root of the source is a descriptor.</summary>
    public bool Includes(string path) =>
        ReferenceEquals(this, Usual) ? Array.Exists(UsualNames, n => path.EndsWith(n, StringComparison.Ordinal) && (path.Length == n.Length || path[^(n.Length + 1)] == '/'))
        : Include.Any(p => p.Matches(path)) && !Excludes(path);

    /// <summary>Whether the file is left out on purpose: then Locations of other sources do not bring it in either.</summary>
    public bool Excludes(string path) => Exclude.Any(p => p.Matches(path));
}
