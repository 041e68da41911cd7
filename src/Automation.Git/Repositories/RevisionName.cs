namespace Automation.Git.Repositories;

/// <summary>Which texts are looked up as revisions at all. Git's own grammar also searches messages, walks reflogs by date and names ranges.</summary>
internal static class RevisionName
{
    private const int Longest = 256;

    /// <summary>Why <paramref name="revision"/> is not looked up; null if it is.</summary>
    public static string? Refuse(string revision) => revision switch
    {
        "" => "the revision is empty: specify a branch, a tag or a commit",
        { Length: > Longest } => $"the revision is longer than {Longest} characters: specify a branch, a tag or a commit",
        _ when revision.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) =>
            "the revision contains spaces or control characters: specify a branch, a tag or a commit",
        ['-', ..] => $"'{revision}' begins with '-', which no branch, tag or commit does",
        _ when revision.Contains("..", StringComparison.Ordinal) => $"'{revision}' is a range: specify one branch, tag or commit",
        _ when revision.AsSpan().IndexOfAny(":\\?*[") >= 0 || revision.Contains("{/", StringComparison.Ordinal) =>
            $"'{revision}' is a search or a path: specify a branch, a tag or a commit",
        _ => null,
    };

    /// <summary>Whether a remote can have it under the same name, and a shell needs no quotes: so that a suggested command can contain it.</summary>
    public static bool CanBeFetched(string revision) =>
        revision is not "HEAD" && revision.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-');
}
