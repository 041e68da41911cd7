using LibGit2Sharp;

namespace Automation.Git.Branches;

/// <summary>The rules for branch names.</summary>
internal static class BranchName
{
    /// <summary>The branch of a repository without a default branch.</summary>
    public const string Usual = "main";

    private const string Prefix = "refs/heads/";

    public static string Full(string name) => Prefix + name;

    /// <summary>The branch of a full name; null for other refs.</summary>
    public static string? Short(string? fullName) => fullName?.StartsWith(Prefix, StringComparison.Ordinal) == true ? fullName[Prefix.Length..] : null;

    /// <summary>Whether the name is valid for a branch. Git accepts a name that begins with '-', but scripts read it as an option.</summary>
    public static bool Is(string name) => name.Length > 0 && name[0] != '-' && name != "HEAD" && Reference.IsValidName(Full(name));
}
