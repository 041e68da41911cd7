namespace Automation.Git.Objects;

/// <summary>What a name stands for before, and now.</summary>
internal sealed class OldAndNew
{
    /// <summary>The entry before; null where there was none.</summary>
    public DifferingLine? Old { get; set; }

    /// <summary>The entry now; null where there is none.</summary>
    public DifferingLine? Now { get; set; }
}
