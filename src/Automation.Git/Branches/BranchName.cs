using LibGit2Sharp;

namespace Automation.Git.Branches;

/// <summary>What branches are called.</summary>
internal static class BranchName
{
    /// <summary>The branch of a repository that names none.</summary>
    public const string Usual = "main";

    private const string Prefix = "refs/heads/";

    /// <summary>The full name of a branch.</summary>
    public static string Full(string name) => Prefix + name;

    /// <summary>The branch that a full name is of; null if it is another sort of ref.</summary>
    public static string? Short(string? fullName) => fullName?.StartsWith(Prefix, StringComparison.Ordinal) == true ? fullName[Prefix.Length..] : null;

    /// <summary>Whether a branch may be called that. Git accepts a name that begins with '-', but scripts read it as an option.</summary>
    public static bool Is(string name) => name.Length > 0 && name[0] != '-' && name != "HEAD" && Reference.IsValidName(Full(name));
}
