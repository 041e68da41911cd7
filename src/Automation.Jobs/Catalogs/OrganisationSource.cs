using Automation.Catalog.Artifact;
using Automation.Catalog.Ingestion;
using Automation.Catalog.Providers;
using Automation.Core.Trees;
using Automation.GitHub.Organisations;

namespace Automation.Jobs.Catalogs;

/// <summary>The people and teams of an organisation on GitHub, which is the authority for them. What could not be read keeps the entities of the last time, as stale.</summary>
/// <param name="settings">How it is read.</param>
/// <param name="outcome">What reading the organisation gave.</param>
/// <param name="refs">One object for each ref.</param>
public sealed class OrganisationSource(SourceSettings settings, OrganisationOutcome outcome, EntityRefs refs) : CatalogSource
{
    /// <summary>What such a source is called in the artifact.</summary>
    public const string Kind = "github-organization";

    // There is no such file: it is what places of findings are in.
    private const string FileName = "organization.json";

    private readonly byte[]? _text = (outcome as OrganisationOutcome.Whole)?.Organisation is { } organisation ? OrganisationJson.Write(organisation) : null;

    /// <inheritdoc/>
    public override string Name => settings.Name;

    /// <inheritdoc/>
    public override string Settings => settings.Digest;

    /// <inheritdoc/>
    public override SourceIdentity Identity { get; } = settings.Identity(Kind, null);

    /// <inheritdoc/>
    public override SourceReading Read(ArtifactReader previous, CancellationToken cancellationToken)
    {
        if (_text is null)
        {
            return new SourceReading.Unreadable(Identity, outcome is OrganisationOutcome.Unread(var reason) ? $"{reason}." : "it was not read.");
        }

        var known = previous.File(Name, FileName);
        var isUnchanged = known is not null && known.Blob == BlobId.Of(_text) && previous.Source(Name) is { IsSettled: true } record && record.Settings == Settings;
        return isUnchanged
            ? new SourceReading.Unchanged(Identity)
            : new SourceReading.Read(Identity, null, [Reading(cancellationToken)!], [.. previous.AllFiles(Name).Select(f => f.Path).Where(p => p != FileName)]);
    }

    /// <inheritdoc/>
    public override FileReading? Reread(string path, ArtifactReader previous, CancellationToken cancellationToken) => path == FileName ? Reading(cancellationToken) : null;

    private FileReading? Reading(CancellationToken cancellationToken) =>
        _text is null ? null : settings.Reader(Identity, InMemoryTree.Of(), null, refs, OrganisationExport.Judge).Read(FileName, new FileContent.Whole(_text), cancellationToken);
}
