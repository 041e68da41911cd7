namespace Automation.Reporting.Model;

/// <summary>The revision of a template that a service was made from, as far as its files show.</summary>
/// <param name="Template">The ref of the template.</param>
/// <param name="Revision">The nearest revision.</param>
/// <param name="Tried">How many revisions were compared.</param>
/// <param name="Files">How many files the revision gives.</param>
/// <param name="Differing">Those that the service has otherwise, or not at all.</param>
/// <param name="Refusal">Why none fits; null if one does.</param>
public sealed record AdoptReport(string Template, UpdateRevision Revision, int Tried, int Files, IReadOnlyList<string> Differing, string? Refusal)
{
    public static AdoptReport Refused(string reason) => new("", new UpdateRevision("", null), 0, 0, [], reason);
}
