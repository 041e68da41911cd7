using System.Text;
using Automation.GitOps.Model;

namespace Automation.GitOps.Reading;

/// <summary>
/// Argo CD's build environment of one source ("Build Environment" in its user guide). Revisions have a placeholder, the same on both sides of a comparison:
/// else every application that uses one would differ.
/// </summary>
public sealed class BuildEnvironment
{
    /// <summary>What stands for the commit.</summary>
    public const string Revision = "0000000000000000000000000000000000000000";

    private readonly Dictionary<string, string> _values;

    private BuildEnvironment(Dictionary<string, string> values) => _values = values;

    /// <summary>That of a source of an application.</summary>
    public static BuildEnvironment Of(Application application, ApplicationSource source) => new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ARGOCD_APP_NAME"] = application.Name,
        ["ARGOCD_APP_NAMESPACE"] = application.Destination.Namespace,
        ["ARGOCD_APP_PROJECT_NAME"] = application.Project,
        ["ARGOCD_APP_REVISION"] = Revision,
        ["ARGOCD_APP_REVISION_SHORT"] = Revision[..7],
        ["ARGOCD_APP_REVISION_SHORT_8"] = Revision[..8],
        ["ARGOCD_APP_SOURCE_REPO_URL"] = source.RepoUrl,
        ["ARGOCD_APP_SOURCE_PATH"] = source.Path ?? "",
        ["ARGOCD_APP_SOURCE_TARGET_REVISION"] = source.TargetRevision,
    });

    /// <summary>
    /// A text with <c>$NAME</c> and <c>${NAME}</c> replaced, as Go's <c>os.Expand</c> does; unknown names are empty, and <c>$$</c> is a dollar sign.
    /// </summary>
    public string Substitute(string text)
    {
        if (!text.Contains('$', StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '$' || i + 1 == text.Length)
            {
                result.Append(text[i]);
                continue;
            }

            var (name, length) = NameAt(text.AsSpan(i + 1));
            result.Append(name is "$" ? "$" : name.Length == 0 && length == 0 ? "$" : _values.GetValueOrDefault(name, ""));
            i += length;
        }

        return result.ToString();
    }

    // The name after a dollar sign, and how many characters it takes: braces too. A wrong brace is eaten, as Go does.
    private static (string Name, int Length) NameAt(ReadOnlySpan<char> rest)
    {
        if (rest[0] == '{')
        {
            var close = rest.IndexOf('}');
            return close switch
            {
                < 0 => ("", 1),
                1 => ("", 2),
                _ => (rest[1..close].ToString(), close + 1),
            };
        }

        if (rest[0] is '*' or '#' or '$' or '@' or '!' or '?' or '-' || char.IsAsciiDigit(rest[0]))
        {
            return (rest[..1].ToString(), 1);
        }

        var end = 0;
        while (end < rest.Length && (char.IsAsciiLetterOrDigit(rest[end]) || rest[end] == '_'))
        {
            end++;
        }

        return (rest[..end].ToString(), end);
    }
}
