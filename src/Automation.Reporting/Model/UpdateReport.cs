namespace Automation.Reporting.Model;

/// <summary>What an update of a template does to a service.</summary>
/// <param name="Template">The ref of the template.</param>
/// <param name="From">The commit that the service has.</param>
/// <param name="To">The commit that it is updated to.</param>
/// <param name="Files">The files that are not left alone.</param>
/// <param name="Notes">What a person should know.</param>
/// <param name="Refusal">Why nothing is done; null where something is.</param>
public sealed record UpdateReport(string Template, string From, string To, IReadOnlyList<UpdatedFile> Files, IReadOnlyList<string> Notes, string? Refusal)
{
    /// <summary>The files that a person has to decide about.</summary>
    public IEnumerable<UpdatedFile> Conflicts => Files.Where(f => f.What == "conflict");

    /// <summary>An update that is not done.</summary>
    public static UpdateReport Refused(string reason) => new("", "", "", [], [], reason);
}

/// <summary>A file of an update.</summary>
/// <param name="Path">The path in the service.</param>
/// <param name="What">
/// <c>added</c>, <c>updated</c>, <c>merged</c>, <c>deleted</c>, <c>conflict</c>, <c>staysdeleted</c>, <c>dropped</c> or <c>declined</c>.
/// </param>
/// <param name="Reason">Why; empty where it needs no explanation.</param>
public sealed record UpdatedFile(string Path, string What, string Reason);
