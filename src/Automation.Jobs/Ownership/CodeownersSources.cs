using Automation.Core.Trees;
using Automation.Owners;
using Automation.Owners.Reading;
using Automation.Reporting.Model;

namespace Automation.Jobs.Ownership;

/// <summary>Finds CODEOWNERS, and describes what was found for reports.</summary>
internal static class CodeownersSources
{
    public static FoundCodeowners Find(FileTree tree, Dialect dialect, CancellationToken cancellationToken) =>
        CodeownersLookup.Find(tree, dialect, path => path, cancellationToken);

    public static CodeownersSource Of(FoundCodeowners found, Dialect dialect) =>
        new(StateOf(found), found.Path, dialect.ToString(), CodeownersLookup.Places(dialect))
        {
            Size = found.Size,
            TooLarge = CodeownersLookup.TooLarge,
            Unreadable = found.Unreadable,
            SkippedLines = found.File?.Problems.Select(p => p.Line).Distinct().Count() ?? 0,
            Dead = found.Dead,
        };

    private static CodeownersState StateOf(FoundCodeowners found) =>
        found.File is not null ? CodeownersState.InForce
        : found.Path is null ? CodeownersState.Missing
        : found.Unreadable is not null ? CodeownersState.Unreadable
        : CodeownersState.TooLarge;
}
