using Automation.Core.Text;
using Automation.Owners.Linting.Containment;
using Automation.Owners.Reading;

namespace Automation.Owners.Linting;

/// <summary>The input of the rules.</summary>
internal sealed record LintContext(LintInput Input, CodeownersFile File)
{
    private readonly Lazy<IReadOnlyList<Steps?>> _steps = new(
        () => [.. File.Rules.Select(r => PatternIndex.IsSettled(r.Pattern) ? Containment.Steps.Of(r.Pattern) : null)]);

    /// <summary>The steps of each effective line; null if the meaning of its pattern is not documented, or if it is an exclusion.</summary>
    public IReadOnlyList<Steps?> Steps => _steps.Value;

    public SourceText Source => File.Source;

    /// <summary>Whether GitHub reads it.</summary>
    public bool IsGitHub => File.Dialect == Dialect.GitHub;
}
