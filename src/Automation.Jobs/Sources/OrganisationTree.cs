using Automation.Core.Trees;
using Automation.GitHub.Organisations;

namespace Automation.Jobs.Sources;

/// <summary>What reading an organisation on GitHub gave, as the one file that a provider's source is made of. What was not read as a whole is a file that cannot be read.</summary>
/// <param name="outcome">What it gave.</param>
public sealed class OrganisationTree(OrganisationOutcome outcome) : FileTree
{
    /// <summary>There is no such file anywhere: it is what places of findings are in.</summary>
    public const string FileName = "organization.json";

    private readonly FileContent _content = outcome switch
    {
        OrganisationOutcome.Whole(var organisation) => new FileContent.Whole(OrganisationJson.Write(organisation)),
        OrganisationOutcome.Unread(var reason) => new FileContent.Unreadable(reason),
        _ => new FileContent.Unreadable("it was not read"),
    };

    /// <inheritdoc/>
    public override IEnumerable<FileEntry> List(CancellationToken cancellationToken = default) => [Find(FileName)!];

    /// <inheritdoc/>
    public override FileEntry? Find(string path) => path == FileName ? new FileEntry(path, FileKind.File, (_content as FileContent.Whole)?.Bytes.Length ?? 0) : null;

    /// <inheritdoc/>
    public override FileContent Read(string path, long limit, CancellationToken cancellationToken = default) =>
        path == FileName ? _content : new FileContent.Missing(); // It is at hand already, and written by ourselves: no limit.
}
