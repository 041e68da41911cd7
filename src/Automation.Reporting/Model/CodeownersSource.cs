namespace Automation.Reporting.Model;

/// <summary>The CODEOWNERS file of one side, or what there is of it.</summary>
/// <param name="State">Whether it is in force.</param>
/// <param name="Path">Where it stands; null where there is none.</param>
/// <param name="Forge">Whose rules hold: <c>GitHub</c> or <c>GitLab</c>.</param>
/// <param name="Places">Where such a file may stand, the first that exists wins.</param>
public sealed record CodeownersSource(CodeownersState State, string? Path, string Forge, IReadOnlyList<string> Places)
{
    /// <summary>Its size in bytes.</summary>
    public long Size { get; init; }

    /// <summary>Files of this many bytes and more are not loaded.</summary>
    public long TooLarge { get; init; }

    /// <summary>Why it could not be read; null where it could.</summary>
    public string? Unreadable { get; init; }

    /// <summary>How many of its lines are invalid, and therefore skipped.</summary>
    public int SkippedLines { get; init; }

    /// <summary>Files in later places, which nobody reads.</summary>
    public IReadOnlyList<string> Dead { get; init; } = [];
}

/// <summary>What became of a CODEOWNERS file.</summary>
public enum CodeownersState
{
    /// <summary>It is in force.</summary>
    InForce,

    /// <summary>There is none.</summary>
    Missing,

    /// <summary>It is larger than what the forge loads: nobody owns anything.</summary>
    TooLarge,

    /// <summary>It stands there and cannot be read.</summary>
    Unreadable,
}
