using System.Text.Json.Nodes;
using Automation.GitOps.Objects;

namespace Automation.GitOps.Reading;

/// <summary>Which files of a folder Argo CD takes for manifests.</summary>
/// <param name="include">The pattern of the files that are taken; null for all.</param>
/// <param name="exclude">The pattern of the files that are not; null for none.</param>
/// <param name="recurse">Whether folders below are read, too.</param>
internal sealed class ManifestFiles(string? include, string? exclude, bool recurse)
{
    /// <summary>The ending of a language that is not evaluated here.</summary>
    public const string Jsonnet = ".jsonnet";

    /// <summary>The most bytes of one file.</summary>
    public const long LargestFile = 10L << 20;

    private static readonly string[] Endings = [".yaml", ".yml", ".json", Jsonnet];

    private readonly NamePatterns? _include = include is null ? null : new NamePatterns(include);
    private readonly NamePatterns? _exclude = exclude is null ? null : new NamePatterns(exclude);

    /// <summary>What a file says that is not to be rendered.</summary>
    public static ReadOnlySpan<byte> SkipMarker => "+argocd:skip-file-rendering"u8;

    /// <summary>Whether a file that cannot be read is probably a manifest; others are ignored.</summary>
    public static bool LooksLikeManifest(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOf("apiVersion"u8) >= 0 && bytes.IndexOf("kind"u8) >= 0 && bytes.IndexOf("metadata"u8) >= 0;

    /// <summary>As the <c>directory</c> of a source says.</summary>
    public static ManifestFiles Of(JsonObject? directory) =>
        new(directory.Text("include"), directory.Text("exclude"), directory.IsTrue("recurse"));

    /// <summary>The files, in the order of their paths, which are relative to the folder.</summary>
    public IEnumerable<(string Path, FoundPath Found)> In(Checkout checkout, string folder) =>
        FileSet.Below(checkout, folder).Where(f => Takes(f.Path)).OrderBy(f => f.Path, StringComparer.Ordinal);

    private bool Takes(string path) =>
        (recurse || !path.Contains('/', StringComparison.Ordinal))
        && Endings.Any(e => path.EndsWith(e, StringComparison.Ordinal))
        && _exclude?.Matches(path) != true
        && _include?.Matches(path) != false;

    /// <summary>Patterns as Argo CD's <c>directory</c> has them: <c>*</c> also matches '/', and <c>{a,b}</c> gives alternatives.</summary>
    private sealed class NamePatterns(string pattern)
    {
        private readonly List<string> _alternatives = [.. Alternatives(pattern).Take(MostAlternatives)];

        private const int MostAlternatives = 64;

        public bool Matches(string path) => _alternatives.Any(a => Wildcard.Matches(a, path, null));

        private static IEnumerable<string> Alternatives(string pattern)
        {
            var open = pattern.IndexOf('{', StringComparison.Ordinal);
            var close = open < 0 ? -1 : pattern.IndexOf('}', open);
            return close < 0
                ? [pattern]
                : pattern[(open + 1)..close].Split(',').Take(MostAlternatives)
                    .SelectMany(a => Alternatives(pattern[(close + 1)..]).Take(MostAlternatives).Select(rest => pattern[..open] + a + rest));
        }
    }
}
