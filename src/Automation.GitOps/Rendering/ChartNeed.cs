using Automation.GitOps.Model;
using Automation.GitOps.Reading;

namespace Automation.GitOps.Rendering;

/// <summary>A chart of a chart repository that some application renders.</summary>
/// <param name="Repository">The repository: <c>https://</c> or <c>oci://</c>, without a slash at the end.</param>
/// <param name="Chart">The chart.</param>
/// <param name="Version">Its version, as it is written.</param>
public sealed record ChartNeed(string Repository, string Chart, string Version) : IComparable<ChartNeed>
{
    private const string Oci = "oci://";

    /// <summary>Whether the repository is a registry of OCI artifacts.</summary>
    public bool IsOci => Repository.StartsWith(Oci, StringComparison.Ordinal);

    /// <summary>Whether the version is one version, and not a range that means another one tomorrow.</summary>
    public bool IsPinned => Version.TrimStart('v').Split('.', 3) is [_, _, { Length: > 0 }] and var parts
        && parts.Take(2).All(p => p.Length > 0 && p.All(char.IsAsciiDigit)) && char.IsAsciiDigit(parts[2][0])
        && Version.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+' or '_') && !parts[2].EndsWith(".x", StringComparison.Ordinal);

    /// <summary>Whether it has an expression that an ApplicationSet fills in.</summary>
    public bool IsTemplate => ToString().Contains("{{", StringComparison.Ordinal);

    /// <summary>Whether it names things that can be parts of an address and of a file's name.</summary>
    public bool IsSound => Chart.Length is > 0 and < 256 && Version.Length is > 0 and < 128
        && Chart.Split('/').All(s => s.Length > 0 && s[0] != '.' && s.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'));

    /// <inheritdoc/>
    public int CompareTo(ChartNeed? other) => other is null ? 1 : string.CompareOrdinal(ToString(), other.ToString());

    /// <summary>As people write it.</summary>
    public override string ToString() => $"{Chart} {Version} of {Repository}";

    /// <summary>What the sources of applications need, and does not lie in their repositories; in order, once each.</summary>
    public static IReadOnlyList<ChartNeed> Of(FileGraph graph, IEnumerable<Application> applications, CancellationToken cancellationToken)
    {
        var needs = new SortedSet<ChartNeed>();
        foreach (var files in applications.SelectMany(a => graph.FilesOf(a, cancellationToken)))
        {
            if (files.Source.Chart is { } chart)
            {
                needs.Add(new ChartNeed(Address(files.Source.RepoUrl), chart, files.Source.TargetRevision));
            }

            foreach (var dependency in files.Charts.SelectMany(c => c.Missing).Where(d => d.Local is null && d.Repository.Contains("://",
                StringComparison.Ordinal)))
            {
                needs.Add(new ChartNeed(Address(dependency.Repository), dependency.Name, dependency.Version));
            }

            foreach (var inflated in files.Fetched.Where(c => c.Repository is not null))
            {
                needs.Add(new ChartNeed(Address(inflated.Repository!), inflated.Name, inflated.Version ?? ""));
            }
        }

        return [.. needs];
    }

    // Argo CD has registries without a protocol.
    private static string Address(string address) =>
        (address.Contains("://", StringComparison.Ordinal) ? address : Oci + address).TrimEnd('/');
}
