namespace Automation.Reporting.Model;

/// <summary>The result of a build of the catalog.</summary>
/// <param name="Entities">How many entities the catalog has.</param>
/// <param name="Relations">The number of relations from them.</param>
/// <param name="Findings">How many findings there are.</param>
public sealed record BuildReport(int Entities, int Relations, int Findings)
{
    /// <summary>How many of the findings are errors.</summary>
    public int Errors { get; init; }

    public int Stale { get; init; }

    /// <summary>How many files of the sources are template skeletons, and left out.</summary>
    public int Skeletons { get; init; }

    /// <summary>The paths, with <c>--verbose</c>.</summary>
    public IReadOnlyList<string> SkeletonFiles { get; init; } = [];

    public int Written { get; init; }

    /// <summary>The size of the written files in bytes.</summary>
    public long BytesWritten { get; init; }

    /// <summary>The number of unchanged files of the artifact.</summary>
    public int Unchanged { get; init; }

    public int Deleted { get; init; }

    /// <summary>How many files of documentation were written or deleted beside the artifact; null if no source keeps any.</summary>
    public int? Documents { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>The pages that were made of it; null if none were.</summary>
    public SiteReport? Site { get; init; }

    /// <summary>The first problems: place and message.</summary>
    public IReadOnlyList<EntityProblem> Problems { get; init; } = [];
}

/// <summary>The pages of a catalog in a folder.</summary>
/// <param name="Pages">How many pages and files beside them there are.</param>
/// <param name="Bytes">Their size.</param>
/// <param name="Limit">The largest size that can be published.</param>
public sealed record SiteReport(int Pages, long Bytes, long Limit)
{
    /// <summary>From here on, the size is worth a warning.</summary>
    private const double LargePart = 0.7;

    public int Written { get; init; }

    public int Deleted { get; init; }

    /// <summary>Whether the definitions of APIs were left out, so that the rest can be published.</summary>
    public bool LeavesOutTexts { get; init; }

    public double Part => (double)Bytes / Limit;

    public bool IsLarge => Part >= LargePart;
}
