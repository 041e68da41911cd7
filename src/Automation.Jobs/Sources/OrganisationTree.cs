using Automation.Core.Trees;
using Automation.GitHub.Organisations;

namespace Automation.Jobs.Sources;

/// <summary>
/// The people and teams of an organisation on GitHub, as the one file of a provider's source. If they were not read completely, the file cannot be read.
/// </summary>
/// <param name="outcome">The result of reading them.</param>
public sealed class OrganisationTree(OrganisationOutcome outcome) : FileTree
{
    /// <summary>A name for the places of findings; there is no such file.</summary>
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
    public override FileEntry? Find(string path) =>
        path == FileName ? new FileEntry(path, FileKind.File, (_content as FileContent.Whole)?.Bytes.Length ?? 0) : null;

    /// <inheritdoc/>
    public override FileContent Read(string path, long limit, CancellationToken cancellationToken = default) =>
        path == FileName ? _content : new FileContent.Missing(); // No limit, because this program wrote the content in memory.
}
