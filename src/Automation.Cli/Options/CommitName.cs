namespace Automation.Cli.Options;

/// <summary>Commit names in GitHub's events.</summary>
internal static class CommitName
{
    public static bool Is(string? text) => text is { Length: 40 or 64 } && text.All(char.IsAsciiHexDigit);

    /// <summary>Whether it is the null commit: <c>github.event.before</c> of a new branch.</summary>
    public static bool IsNone(string text) => Is(text) && text.All(c => c == '0');
}
