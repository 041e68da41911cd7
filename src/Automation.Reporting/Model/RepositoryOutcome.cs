namespace Automation.Reporting.Model;

/// <summary>The outcome of the check of one of several repositories.</summary>
/// <param name="Name">The repository, as a path from the working directory.</param>
/// <param name="Conclusion">As <see cref="Report.Conclusion"/>.</param>
/// <param name="Owner">The owner of most of its entities; null if there is none.</param>
/// <param name="Findings">How many findings there are, by rule and whether they fail the check.</param>
public sealed record RepositoryOutcome(string Name, string Conclusion, string? Owner, IReadOnlyDictionary<(string Rule, bool Fails), int> Findings)
{
    public bool Fails => Conclusion == "failure";

    public static RepositoryOutcome Of(string name, Report report) => new(
        name,
        report.Conclusion,
        report.Documents.SelectMany(d => d.Relations)
            .Where(r => r.Type == "ownedBy")
            .Select(r => r.Target)
            .Concat(report.Ownership.Select(o => o.CatalogOwner))
            .CountBy(o => o)
            .OrderByDescending(o => o.Value)
            .ThenBy(o => o.Key, StringComparer.Ordinal)
            .FirstOrDefault().Key,
        report.Findings.CountBy(f => (f.Rule.Id, report.Fails(f))).ToDictionary());
}
