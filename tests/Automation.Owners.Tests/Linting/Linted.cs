using System.Text;
using Automation.Core.Findings;
using Automation.Core.Trees;
using Automation.Owners.Linting;
using Automation.Owners.Naming;
using Automation.Owners.Reading;

namespace Automation.Owners.Tests.Linting;

/// <summary>Lints CODEOWNERS files, and shows each finding as a line.</summary>
internal static class Linted
{
    /// <summary>Lints the lines of a file.</summary>
    public static IReadOnlyList<Finding> Lint(string lines, string[]? files = null, Dialect dialect = Dialect.GitHub, Func<Owner, bool>? isInCatalog = null) =>
        Lint(Encoding.UTF8.GetBytes(lines), files, dialect, isInCatalog);

    /// <summary>Lints the bytes of a file.</summary>
    public static IReadOnlyList<Finding> Lint(byte[] bytes, string[]? files = null, Dialect dialect = Dialect.GitHub, Func<Owner, bool>? isInCatalog = null)
    {
        var tree = new InMemoryTree([KeyValuePair.Create("CODEOWNERS", (ReadOnlyMemory<byte>)bytes)]);
        var found = CodeownersLookup.Find(tree, dialect, path => path, TestContext.Current.CancellationToken);
        return Lint(found, dialect, files, isInCatalog);
    }

    /// <summary>Lints what was found.</summary>
    public static IReadOnlyList<Finding> Lint(
        FoundCodeowners found, Dialect dialect = Dialect.GitHub, string[]? files = null, Func<Owner, bool>? isInCatalog = null) =>
        CodeownersLint.Check(
            new LintInput(found, path => path) { Dialect = dialect, Files = files, IsInCatalog = isInCatalog }, TestContext.Current.CancellationToken);

    /// <summary>The findings as <c>line:column rule</c>, without the group.</summary>
    public static IEnumerable<string> Places(this IEnumerable<Finding> findings) =>
        findings.Select(f => $"{f.Span.Start.Line}:{f.Span.Start.Column} {f.Rule.Id["owners/".Length..]}");

    /// <summary>The findings of one rule.</summary>
    public static IReadOnlyList<Finding> Of(this IEnumerable<Finding> findings, string rule) => [.. findings.Where(f => f.Rule.Id == "owners/" + rule)];

    /// <summary>What a finding's fix makes of the file.</summary>
    public static string? Mend(this Finding finding, string text) =>
        finding.Fix is { } fix ? Core.Text.TextEdit.Apply(text, fix.Edits.Select(e => e.Edit)).Text : null;

    /// <summary>What a finding's one suggestion makes of the file.</summary>
    public static string? Suggested(this Finding finding, string text) =>
        finding.Suggestions.SingleOrDefault() is { } suggestion ? Core.Text.TextEdit.Apply(text, suggestion.Edits.Select(e => e.Edit)).Text : null;
}
