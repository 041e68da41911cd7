namespace Automation.Reporting.Model;

/// <summary>The CODEOWNERS file of one side, or its state if it is not read.</summary>
/// <param name="State">Whether it is used.</param>
/// <param name="Path">The path; null if there is none.</param>
/// <param name="Forge">The forge whose rules apply: <c>GitHub</c> or <c>GitLab</c>.</param>
/// <param name="Places">The places of such a file, in order of priority.</param>
public sealed record CodeownersSource(CodeownersState State, string? Path, string Forge, IReadOnlyList<string> Places)
{
    public long Size { get; init; }

    /// <summary>Files of this many bytes and more are not loaded.</summary>
    public long TooLarge { get; init; }

    /// <summary>Why it could not be read; null if it could.</summary>
    public string? Unreadable { get; init; }

    /// <summary>How many of its lines are invalid, and therefore skipped.</summary>
    public int SkippedLines { get; init; }

    /// <summary>Files in later places, which are not read.</summary>
    public IReadOnlyList<string> Dead { get; init; } = [];
}

/// <summary>The state of a CODEOWNERS file.</summary>
public enum CodeownersState
{
    InForce,

    Missing,

    /// <summary>CODEOWNERS is larger than the forge's limit: no file has an owner.</summary>
    TooLarge,

    /// <summary>The file exists, but cannot be read.</summary>
    Unreadable,
}
