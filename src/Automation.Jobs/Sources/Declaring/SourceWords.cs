using System.Buffers;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Relations;
using Automation.Jobs.Configuration;
using Automation.Jobs.Configuration.Reading;
using Automation.Jobs.Rules;

namespace Automation.Jobs.Sources.Declaring;

/// <summary>The values of a file of sources: paths, names, repositories.</summary>
internal static class SourceWords
{
    /// <summary>The longest name of a source: it is part of every line of provenance.</summary>
    public const int LongestName = 200;

    // Characters that git does not allow or that would end the path of a link.
    private static readonly SearchValues<char> NotInBranches = SearchValues.Create("?#\\:*[");

    /// <summary>A path on this machine, from the folder of the file.</summary>
    public static string? Path(SettingNode node, string text) =>
        Check(node, text, text.Contains('\\', StringComparison.Ordinal) ? "contains '\\': write '/'"
            : HasControl(text) ? "contains a control character: remove it"
            : null) is null ? text.Length > 1 ? text.TrimEnd('/') : text : null;

    /// <summary>A folder within a repository.</summary>
    public static string? Folder(SettingNode node, string text) =>
        SettingsWords.Path(node, text)?.Trim('/') is { } path
            && Check(
                node,
                text,
                path.Split('/').Any(s => s is "" or ".") || HasControl(path)
                    ? "is not a plain path: write it from the root of the repository, such as 'services/orders'"
                    : null) is null
            ? path
            : null;

    public static string? Name(SettingNode node, string text) => Check(node, text, Problem(text)) is null ? text : null;

    /// <summary>Why a text cannot be the name of a source; null if it can.</summary>
    public static string? Problem(string name) =>
        name.Contains(':', StringComparison.Ordinal) ? "contains a ':', which separates the kind and the name of an entity: remove it"
        : name.Contains("//", StringComparison.Ordinal) || name.StartsWith('/') || name.EndsWith('/') ? "begins or ends with '/', or contains '//': remove them"
        : name.Length > LongestName ? $"is longer than {LongestName} characters: shorten it"
        : HasControl(name) ? "contains a control character: remove it"
        : null;

    public static string? Kind(SettingNode node, string text) =>
        Check(node, text, text.All(char.IsAsciiLetterOrDigit) ? null : "is not a kind: write it with letters, such as 'Resource'") is null ? text : null;

    /// <summary>A type of relation that Backstage does not have.</summary>
    public static string? RelationType(SettingNode node, string text) =>
        Check(node, text, !text.All(char.IsAsciiLetterOrDigit) ? "is not a type of relation: write it with letters, such as 'runsOn'"
            : RelationTypes.IsBuiltIn(text) ? "is a relation of Backstage, which descriptors define: choose another name"
            : null) is null ? text : null;

    /// <summary>A repository on a forge.</summary>
    public static string? Repository(SettingNode node, string text) =>
        Check(
            node,
            text,
            RepositorySlug.Parse(text) is null || HasControl(text) || text.Any(char.IsWhiteSpace)
                ? "is not a repository: write OWNER/REPO, or HOST/OWNER/REPO"
                : null) is null
            ? text
            : null;

    /// <summary>A repository on GitHub, or a pattern for many of one owner.</summary>
    public static string? OnGitHub(SettingNode node, string text) =>
        Check(
            node,
            text,
            text.Split('/') is not [{ Length: > 0 } owner, { Length: > 0 }]
                || owner.Contains('*', StringComparison.Ordinal)
                || HasControl(text)
                || text.Any(char.IsWhiteSpace)
                ? "is not a repository on GitHub: write OWNER/REPO, or OWNER/* for all of one owner"
                : null) is null
            ? text
            : null;

    /// <summary>The login of an organisation on GitHub.</summary>
    public static string? Login(SettingNode node, string text) =>
        Check(
            node,
            text,
            text.Length == 0 || !text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
                ? "is not the login of an organisation: write it as in its address, such as 'acme'"
                : null) is null
            ? text
            : null;

    /// <summary>A branch, as in links.</summary>
    public static string? Branch(SettingNode node, string text) =>
        Check(
            node,
            text,
            text.Any(char.IsWhiteSpace) || HasControl(text) || text.AsSpan().IndexOfAny(NotInBranches) >= 0 ? "is not the name of a branch" : null) is null
            ? text
            : null;

    /// <summary>A namespace of entities.</summary>
    public static string? Namespace(SettingNode node, string text) =>
        Check(node, text, NamespaceName.IsValid(text) ? null : "is not a namespace: write lower-case letters, digits and '-', such as 'default'") is null
            ? text
            : null;

    private static string? Check(SettingNode node, string text, string? problem)
    {
        if (problem is not null)
        {
            node.Report(ConfigurationRules.WrongValue, $"{Quoted.Of(text)} {problem}.");
        }

        return problem;
    }

    private static bool HasControl(string text) => text.Any(char.IsControl);
}
