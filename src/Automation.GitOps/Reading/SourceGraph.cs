using Automation.GitOps.Model;

namespace Automation.GitOps.Reading;

/// <summary>
/// The files that a source of an application reads. What it consists of in the cluster is decided by these, and by the application's own fields.
/// </summary>
public sealed record SourceGraph
{
    /// <summary>The source, with what <c>.argocd-source.yaml</c> files change.</summary>
    public required ApplicationSource Source { get; init; }

    /// <summary>Its tool.</summary>
    public required SourceTool Tool { get; init; }

    /// <summary>The repository with its folder; null where it is not given, and for a chart of a chart repository.</summary>
    public Checkout? Checkout { get; init; }

    /// <summary>Its folder, without links in its path.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Every file that it reads, and every link on the way to one, by repository and path.</summary>
    public IReadOnlyList<RepositoryFile> Files { get; init; } = [];

    /// <summary>Its value files in order, those that exist.</summary>
    public IReadOnlyList<ValueFile> ValueFiles { get; init; } = [];

    /// <summary>The files of its file parameters, by the parameters' names.</summary>
    public IReadOnlyList<KeyValuePair<string, ValueFile>> FileParameters { get; init; } = [];

    /// <summary>The charts that it renders: its own, local dependencies, and those that Kustomize inflates.</summary>
    public IReadOnlyList<ChartFolder> Charts { get; init; } = [];

    /// <summary>The charts that Kustomize would fetch before it inflates them.</summary>
    internal IReadOnlyList<InflatedChart> Fetched { get; init; } = [];

    /// <summary>Why it cannot be rendered here, as parts of sentences; empty where it can.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];
}

/// <summary>A file of values.</summary>
/// <param name="Checkout">Its repository; null for a file of the chart itself, which comes from a chart repository.</param>
/// <param name="Path">Its path, without links in it.</param>
public sealed record ValueFile(Checkout? Checkout, string Path);
