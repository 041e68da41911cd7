using Automation.Core.Text;

namespace Automation.Owners.Reading;

/// <summary>A parsed CODEOWNERS file. Immutable.</summary>
/// <param name="Dialect">The rules by which it was read.</param>
/// <param name="Rules">The lines that take effect, in file order.</param>
/// <param name="Problems">The problems of the other lines.</param>
/// <param name="Sections">The sections; at least the one without a name.</param>
public sealed record CodeownersFile(
    SourceText Source,
    Dialect Dialect,
    IReadOnlyList<OwnershipRule> Rules,
    IReadOnlyList<LineProblem> Problems,
    IReadOnlyList<Section> Sections)
{
    /// <summary>Lines that are skipped because of an invalid owner, with a pattern that can be read: what they would have owned.</summary>
    public IReadOnlyList<OwnershipRule> Skipped { get; init; } = [];
}
