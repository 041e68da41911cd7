using Automation.Core.Text;
using Automation.GitOps.Rendering;
using Automation.Jobs.Configuration;
using Automation.Jobs.Configuration.Reading;
using Automation.Jobs.Rules;
using Automation.Jobs.Waves;

namespace Automation.Jobs.GitOps.Settings;

/// <summary>The values of <c>.automation/gitops.yml</c>: names, addresses, versions, options.</summary>
internal static class GitOpsWords
{
    // DNS-1123 labels: names of namespaces, clusters and environments become parts of names of objects.
    private const int LongestName = 63;

    private static readonly string[] Placeholders = ["{service}", "{system}", "{environment}"];

    public static string? Name(SettingNode node, string text) => Check(node, text, IsName(text)
        ? null
        : $"is not a name: use at most {LongestName} lower case letters, digits and '-', with a letter or digit at both ends");

    public static string? Namespace(SettingNode node, string text)
    {
        // Each placeholder is a name itself.
        var written = Placeholders.Aggregate(text, (t, p) => t.Replace(p, "x", StringComparison.Ordinal));
        return Check(node, text, written.AsSpan().IndexOfAny('{', '}') >= 0 ? $"has an unknown placeholder: use {string.Join(", ", Placeholders)}"
            : IsName(written) ? null
            : $"is not a namespace: use lower case letters, digits, '-' and {string.Join(", ", Placeholders)}");
    }

    public static string? Folder(SettingNode node, string text) =>
        SettingsWords.Path(node, text)?.TrimEnd('/') is { } path
            ? Check(node, path, path.Split('/').Any(s => s is "" or ".") || path.Any(char.IsControl)
                ? "is not a plain path: write it from the root of the repository, such as 'apps'"
                : null)
            : null;

    public static string? Version(SettingNode node, string text)
    {
        var parts = text.TrimStart('v').Split('.');
        return Check(node, text, parts.Length is 2 or 3 && parts.All(p => p.Length is > 0 and < 6 && p.All(char.IsAsciiDigit))
            ? null
            : "is not a version of Kubernetes: write it such as '1.33'");
    }

    public static string? ApiVersion(SettingNode node, string text) => Check(node, text, text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '/')
        ? null
        : "is not an API version: write it such as 'monitoring.coreos.com/v1'");

    public static string? Repository(SettingNode node, string text) => Check(node, text, HasCredentials(text)
        ? "contains a user with a password: remove it, because the file is public to everyone who can read the repository"
        : text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) || !text.Contains('/', StringComparison.Ordinal)
        ? "is not the address of a repository: write it as in 'repoURL', such as 'https://github.com/acme/gitops'"
        : null);

    public static string? Charts(SettingNode node, string text) => Check(node, text, HasCredentials(text)
        ? "contains a user with a password: remove it, because the file is public to everyone who can read the repository"
        : ChartRepositoryPattern.IsValid(text) ? null
        : "is not the address of a chart repository: write 'https://' or 'oci://' and a host; '*' may stand for parts of the path, not of the host");

    public static string? Wave(SettingNode node, string text) => Check(node, text, WaveSelector.Parse(text) is not { } selector
        ? "is not a selector: write NAME=VALUE, such as 'lifecycle=experimental' or 'tier=3'"
        : selector.Misspelt is var (name, meant) ? $"selects by the label '{name}'; did you mean '{meant}'?"
        : null);

    public static string? Option(SettingNode node, string text) => Check(node, text, KustomizeOption.IsKnown(text)
        ? null
        : $"is not an option that can be used here: {KustomizeOption.Expected}. Leave out options that run programs or open connections; applications "
            + $"that need "
            + "them are listed as not rendered");

    private static string? Check(SettingNode node, string text, string? problem)
    {
        if (problem is null)
        {
            return text;
        }

        node.Report(ConfigurationRules.WrongValue, $"{Quoted.Of(text)} {problem}.");
        return null;
    }

    private static bool IsName(string text) =>
        text.Length is > 0 and <= LongestName && text[0] != '-' && text[^1] != '-' && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)
            || c == '-');

    // https://user:password@host; git@host is no secret.
    private static bool HasCredentials(string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal) is >= 0 and var at ? at + 3 : 0;
        var end = address.IndexOf('/', start) is >= 0 and var slash ? slash : address.Length;
        var user = address[start..end];
        return user.LastIndexOf('@') is > 0 and var sign && user[..sign].Contains(':', StringComparison.Ordinal);
    }
}
