using Automation.Core.Text;

namespace Automation.Owners.Reading;

/// <summary>Reads CODEOWNERS files.</summary>
public static class CodeownersReader
{
    /// <summary>Reads a file by the rules of a dialect.</summary>
    public static CodeownersFile Read(SourceText source, Dialect dialect = Dialect.GitHub) =>
        dialect == Dialect.GitLab ? GitLabReader.Read(source) : GitHubReader.Read(source);
}
