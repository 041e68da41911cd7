namespace Automation.Jobs.Webhooks;

/// <summary>The branch that a ref names.</summary>
internal static class PushedBranch
{
    private const string Prefix = "refs/heads/";

    /// <summary><c>main</c> of <c>refs/heads/main</c>; null of a tag.</summary>
    public static string? Of(string? reference) =>
        reference is not null && reference.StartsWith(Prefix, StringComparison.Ordinal) ? reference[Prefix.Length..] : null;
}
