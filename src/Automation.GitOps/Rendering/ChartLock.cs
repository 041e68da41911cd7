using System.Text;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.GitOps.Objects;
using Automation.GitOps.Reading;

namespace Automation.GitOps.Rendering;

/// <summary>The digests of fetched charts, in the GitOps repository: a chart that its repository replaces under the same version is noticed.</summary>
/// <param name="Digests">The SHA-256 of each packed chart, as <c>sha256:</c> and 64 hexadecimal digits.</param>
public sealed record ChartLock(IReadOnlyDictionary<ChartNeed, string> Digests)
{
    /// <summary>The file, from the root of the GitOps repository.</summary>
    public const string Path = ".automation/charts.lock";

    private const long LargestFile = 1L << 20;

    /// <summary>One without charts.</summary>
    public static ChartLock Empty { get; } = new(new Dictionary<ChartNeed, string>());

    /// <summary>Reads that of a repository; an empty one if there is none, or it cannot be read: then everything is fetched and pinned again.</summary>
    public static ChartLock In(FileTree tree, CancellationToken cancellationToken)
    {
        var digests = new Dictionary<ChartNeed, string>();
        var text = tree.Read(Path, LargestFile, cancellationToken) is FileContent.Whole { Bytes: var bytes } ? SourceText.Decode(Path, bytes.Span) : null;
        foreach (var chart in text is null ? [] : RepositoryYaml.Parse(text, cancellationToken).SelectMany(d => d.Objects("charts")))
        {
            if (chart.Text("repository") is { } repository && chart.Text("chart") is { } name && chart.Text("version") is { } version && chart.Text("digest")
                is { } digest)
            {
                digests[new ChartNeed(repository, name, version)] = digest;
            }
        }

        return new ChartLock(digests);
    }

    /// <summary>The file's text.</summary>
    public string ToText()
    {
        var text = new StringBuilder("# Written by 'automation gitops fetch-charts'. Remove a chart here to accept that its repository has replaced "
            + "it.\ncharts:\n");
        foreach (var (need, digest) in Digests.OrderBy(d => d.Key))
        {
            text.Append($"  - repository: {need.Repository}\n    chart: {need.Chart}\n    version: \"{need.Version}\"\n    digest: {digest}\n");
        }

        return Digests.Count == 0 ? text.ToString().Replace("charts:\n", "charts: []\n", StringComparison.Ordinal) : text.ToString();
    }
}
