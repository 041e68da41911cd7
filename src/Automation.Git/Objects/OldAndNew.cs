namespace Automation.Git.Objects;

/// <summary>The old and the new value of a name.</summary>
internal sealed class OldAndNew
{
    /// <summary>The entry before; null if there was none.</summary>
    public DifferingLine? Old { get; set; }

    /// <summary>The entry now; null if there is none.</summary>
    public DifferingLine? Now { get; set; }
}
