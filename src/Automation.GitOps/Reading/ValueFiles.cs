using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.GitOps.Model;
using Automation.GitOps.Objects;

namespace Automation.GitOps.Reading;

/// <summary>Finds the files with values that a Helm source names: below its chart, from the root, in other sources, and by patterns.</summary>
/// <param name="checkouts">The repositories.</param>
/// <param name="refs">The sources of the application that have a ref, by its name.</param>
/// <param name="environment">What is substituted in paths.</param>
/// <param name="checkout">The repository of the chart; null for a chart of a chart repository.</param>
/// <param name="folder">The chart's folder.</param>
/// <param name="into">Takes what is read.</param>
internal sealed class ValueFiles(
    Checkouts checkouts, IReadOnlyDictionary<string, ApplicationSource> refs, BuildEnvironment environment, Checkout? checkout, string folder, FileSet into)
{
    private static readonly char[] PatternCharacters = ['*', '?', '{'];

    /// <summary>The value files in order.</summary>
    public List<ValueFile> Of(ApplicationSource source)
    {
        var mayMiss = source.Helm.IsTrue("ignoreMissingValueFiles");
        var named = source.Helm.Texts("valueFiles").Select(v => Resolve(v, mayMiss)).ToList();

        // A file that is named itself keeps its place, wherever a pattern also matches it.
        var byName = named.Where(n => !n.IsPattern).SelectMany(n => n.Files).ToHashSet();
        var seen = new HashSet<ValueFile>();
        return [.. named.SelectMany(n => n.IsPattern ? n.Files.Where(f => !byName.Contains(f) && seen.Add(f)) : n.Files)];
    }

    /// <summary>The files of parameters, by the parameters' names.</summary>
    public List<KeyValuePair<string, ValueFile>> Parameters(ApplicationSource source) =>
        [
            .. source.Helm.Objects("fileParameters").Where(p => p.Text("name") is not null && p.Text("path") is not null)
                .SelectMany(p => Resolve(p.Text("path")!, mayMiss: false).Files.Select(f => KeyValuePair.Create(p.Text("name")!, f))),
        ];

    private Resolved Resolve(string raw, bool mayMiss)
    {
        var first = raw.Split('/')[0];
        if (first is ['$', .. var name] && refs.TryGetValue(name, out var other))
        {
            return checkouts.Of(other) switch
            {
                CheckoutOutcome.Given given => At(given.Checkout, environment.Substitute(raw[first.Length..]), raw, mayMiss),
                CheckoutOutcome.Absent absent => Refuse($"its value file {Quoted.Of(raw)} is not given: {absent.Reason}"),
                _ => Resolved.Nothing,
            };
        }

        var path = environment.Substitute(raw);
        return path.Contains("://", StringComparison.Ordinal) ? Refuse($"its value file {Quoted.Of(path)} is elsewhere, and nothing is fetched")
            : checkout is null ? new Resolved([new ValueFile(null, path.TrimStart('/'))], false)
            : At(checkout, path.StartsWith('/') ? path : $"{folder}/{path}", raw, mayMiss);
    }

    private Resolved At(Checkout at, string path, string raw, bool mayMiss)
    {
        if (path.IndexOfAny(PatternCharacters) >= 0)
        {
            return Matching(at, path, raw, mayMiss);
        }

        if (at.Find(path) is { IsFolder: false } found)
        {
            into.Add(at, found);
            return new Resolved([new ValueFile(at, found.Path)], false);
        }

        return mayMiss ? Resolved.Nothing : Refuse($"its value file {Quoted.Of(raw)} is not in the repository");
    }

    private Resolved Matching(Checkout at, string path, string raw, bool mayMiss)
    {
        if (RepositoryPath.Resolved(path) is not { } pattern)
        {
            return Refuse($"its value file {Quoted.Of(raw)} leads out of the repository");
        }

        var fixedPart = pattern[..pattern.IndexOfAny(PatternCharacters)];
        var below = fixedPart.LastIndexOf('/') is > 0 and var slash ? fixedPart[..slash] : "";
        var glob = new Glob(pattern);
        var matched = at.Find(below) is { IsFolder: true } start
            ? FileSet.Below(at, start.Path).Where(f => glob.Matches(Checkout.Combine(below, f.Path))).OrderBy(f => f.Path, StringComparer.Ordinal).ToList()
            : [];
        foreach (var (_, found) in matched)
        {
            into.Add(at, found);
        }

        return matched.Count == 0 && !mayMiss
            ? Refuse($"its value files {Quoted.Of(raw)} match no file")
            : new Resolved([.. matched.Select(m => new ValueFile(at, m.Found.Path))], true);
    }

    private Resolved Refuse(string reason)
    {
        into.Refuse(reason);
        return Resolved.Nothing;
    }

    private sealed record Resolved(IReadOnlyList<ValueFile> Files, bool IsPattern)
    {
        public static readonly Resolved Nothing = new([], false);
    }
}
