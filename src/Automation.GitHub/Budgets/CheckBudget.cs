using System.ComponentModel.DataAnnotations;

namespace Automation.GitHub.Budgets;

/// <summary>The limits for the check of one pull request. Only the organisation's configuration sets them, and they apply only to the GitHub App.</summary>
public sealed record CheckBudget
{
    /// <summary>People review the change: more than a few hundred descriptors are a migration, which its author can split.</summary>
    public const int UsualChangedFiles = 300;

    /// <summary>More descriptors than the largest monorepos have; those that are cached cost no call.</summary>
    public const int UsualBaseFiles = 5_000;

    /// <summary>A parsed descriptor takes up to eighteen times its size in memory (measured): 20 MiB become 360 MB.</summary>
    public const int UsualBytes = 20 << 20;

    /// <summary>Documents cost time even if they are tiny: 20,000 take a few seconds.</summary>
    public const int UsualDocuments = 20_000;

    /// <summary>Five times what GitHub lists in one response (100,000 entries; REST: "Get a tree"); each takes about 250 bytes.</summary>
    public const int UsualEntries = 500_000;

    /// <summary>An ordinary check takes 12. GitHub allows an installation 5,000 per hour: it would take eighty hostile pull requests to use them up.</summary>
    public const int UsualCalls = 60;

    /// <summary>Longer than any check within the other budgets takes, but still an acceptable wait for people.</summary>
    public const int UsualSeconds = 60;

    /// <summary>The calls that are reserved for the result: the pull request again, its runs, their conclusion, the comment, suggestions.</summary>
    public const int CallsForResult = 20;

    /// <summary>Without these even an empty change cannot be checked.</summary>
    public const int FewestCalls = 30;

    /// <summary>No budget is larger than the memory of one process allows.</summary>
    public const int MostFiles = 100_000;

    /// <summary>As <see cref="MostFiles"/>.</summary>
    public const int MostBytes = 1 << 30;

    /// <summary>As <see cref="MostFiles"/>.</summary>
    public const int MostDocuments = 1_000_000;

    /// <summary>As <see cref="MostFiles"/>.</summary>
    public const int MostEntries = 5_000_000;

    /// <summary>The calls that GitHub allows an installation per hour (REST: "Rate limits").</summary>
    public const int MostCalls = 5_000;

    /// <summary>A worker that is busy for longer would delay others.</summary>
    public const int MostSeconds = 3_600;

    public static CheckBudget Default { get; } = new();

    /// <summary>Files that the change adds or changes; default: 300.</summary>
    [Range(1, MostFiles)]
    public int ChangedFiles { get; init; } = UsualChangedFiles;

    /// <summary>Unchanged files, and earlier versions of changed files; default: 5,000.</summary>
    [Range(1, MostFiles)]
    public int BaseFiles { get; init; } = UsualBaseFiles;

    /// <summary>Bytes of the files that are read; default: 20971520 (20 MiB).</summary>
    [Range(1, MostBytes)]
    public int Bytes { get; init; } = UsualBytes;

    /// <summary>YAML documents in the descriptors of each side; default: 20,000.</summary>
    [Range(1, MostDocuments)]
    public int Documents { get; init; } = UsualDocuments;

    /// <summary>Files and folders that GitHub lists; default: 500,000.</summary>
    [Range(1, MostEntries)]
    public int Entries { get; init; } = UsualEntries;

    /// <summary>Calls to GitHub; default: 60.</summary>
    [Range(FewestCalls, MostCalls)]
    public int Calls { get; init; } = UsualCalls;

    /// <summary>Seconds to read and validate; default: 60.</summary>
    [Range(1, MostSeconds)]
    public int Seconds { get; init; } = UsualSeconds;
}
