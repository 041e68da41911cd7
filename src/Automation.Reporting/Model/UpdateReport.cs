namespace Automation.Reporting.Model;

/// <summary>What an update of a template does to a service.</summary>
/// <param name="Template">The ref of the template.</param>
/// <param name="From">The revision that the service has.</param>
/// <param name="To">The revision that it is updated to.</param>
/// <param name="Files">The files that are not left alone.</param>
/// <param name="Notes">What a person should know.</param>
/// <param name="Refusal">Why nothing is done; null if something is.</param>
public sealed record UpdateReport(
    string Template, UpdateRevision From, UpdateRevision To, IReadOnlyList<UpdatedFile> Files, IReadOnlyList<string> Notes, string? Refusal)
{
    /// <summary>The commits of the template that the update brings, latest first.</summary>
    public IReadOnlyList<UpdateCommit> Commits { get; init; } = [];

    /// <summary>The files that a person has to decide about.</summary>
    public IEnumerable<UpdatedFile> Conflicts => Files.Where(f => f.What == UpdatedFile.Conflict);

    /// <summary>Whether the service has the revision already.</summary>
    public bool IsCurrent => Refusal is null && From.Commit == To.Commit && Files.Count == 0;

    /// <summary>Whether a file of the service changes.</summary>
    public bool ChangesFiles => Files.Any(f => f.Changes);

    /// <summary>An update that is not done.</summary>
    public static UpdateReport Refused(string reason) => new("", new UpdateRevision("", null), new UpdateRevision("", null), [], [], reason);
}

/// <summary>A revision of a template.</summary>
/// <param name="Tag">The tag; null if there is none.</param>
public sealed record UpdateRevision(string Commit, string? Tag)
{
    // As git shortens it in a repository of usual size.
    private const int ShortCommit = 10;

    /// <summary>The tag, or the abbreviated commit.</summary>
    public override string ToString() => Tag ?? (Commit.Length > ShortCommit ? Commit[..ShortCommit] : Commit);
}

/// <summary>A commit of a template.</summary>
/// <param name="Commit">The beginning of its id.</param>
/// <param name="Subject">The first line of its message.</param>
public sealed record UpdateCommit(string Commit, string Subject);

/// <param name="Path">The path in the service.</param>
/// <param name="What">
/// <c>added</c>, <c>updated</c>, <c>merged</c>, <c>deleted</c>, <c>conflict</c>, <c>staysdeleted</c>, <c>dropped</c> or <c>declined</c>.
/// </param>
/// <param name="Reason">Why; empty if it needs no explanation.</param>
public sealed record UpdatedFile(string Path, string What, string Reason)
{
    /// <summary>A file that a person has to decide about.</summary>
    public const string Conflict = "conflict";

    /// <summary>The lines that both changed; empty if the files as a whole are the conflict.</summary>
    public IReadOnlyList<UpdateConflict> Conflicts { get; init; } = [];

    /// <summary>The text that the template has, where it is not taken; null if there is none.</summary>
    public string? Offered { get; init; }

    public bool Changes => What is "added" or "updated" or "merged" or "deleted";
}

/// <summary>Lines that the service and the template changed in different ways.</summary>
/// <param name="Line">The number of the first line in the service's file.</param>
/// <param name="Before">The lines as the template had them.</param>
/// <param name="Service">The lines of the service, which stay.</param>
/// <param name="Template">The lines that the template has now.</param>
public sealed record UpdateConflict(int Line, string Before, string Service, string Template);
