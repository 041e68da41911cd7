using Automation.Catalog.Artifact;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Formats;
using Automation.Descriptors.References;

namespace Automation.Catalog.Sources;

/// <summary>Resolves the targets of a Location, and reports those that do not exist in its tree. For one thread at a time.</summary>
/// <param name="tree">The source's files.</param>
/// <param name="repository">The repository of the files; null if it is not known, or if they are a folder of one: then its URLs are elsewhere,
/// too.</param>
/// <param name="isInFolder">Whether Backstage reads them as files of a folder.</param>
internal sealed class LocationReader(FileTree tree, RepositorySlug? repository, bool isInFolder)
{
    /// <summary>The maximum number of targets of one Location.</summary>
    private const int MostTargets = 200_000;

    /// <summary>A Location with very many targets.</summary>
    public static readonly Rule TooMany = new("catalog/limit-targets", Severity.Error, Responsible.ApplicationTeam, "Split a Location with very many targets.")
    {
        Detects = "A Location with more than 200,000 targets.",
        Why = "Further targets are not read. Backstage accepts either all targets of a Location or none, so one mistake keeps all of them out.",
        Sources = [RuleSource.Limit],
    };

    private readonly PathRules _paths = new(
        new ReferenceInput([], path => path) { Tree = tree, Repository = repository, IsInFolder = isInFolder }, new Unchecked());

    /// <summary>The targets of a Location, and the findings about them.</summary>
    public LocationReading Read(Descriptor location, SourceText text, string path)
    {
        var findings = new FindingCollector(text, location.Ref.ToString());
        var (targets, links) = (new List<string>(), new List<FileLink>());
        var isOptional = location.Spec?.Field("presence")?.Text == "optional";
        _paths.CheckTargets(path, location, findings);
        foreach (var (target, leadsTo) in LocationTargets.Of(location, path, repository).Take(MostTargets + 1))
        {
            if (targets.Count + links.Count == MostTargets)
            {
                findings.Add(TooMany, target, $"This Location has more than {MostTargets:N0} targets; the targets from this line on were not read.");
                break;
            }

            switch (leadsTo)
            {
                case TreeTarget.Inside(var inside):
                    targets.Add(inside);
                    break;
                case TreeTarget.Elsewhere or TreeTarget.OtherRevision when !target.Value.IsStandIn && WebUrl.Parse(target.Text!.Trim()) is { } url:
                    links.Add(LinkTo(url, text.PositionAt(target.Value.Start).Line) with { IsOptional = isOptional });
                    break;
            }
        }

        return new LocationReading(targets, links, findings.All) { IsOptional = isOptional };
    }

    // The rest of the URL is not kept, because it may contain a password.
    private static FileLink LinkTo(WebUrl url, int line) => GitFileUrl.Parse(url) is { } file
        ? new FileLink($"{file.Host}/{file.Repository}".ToLowerInvariant(), file.Revision, file.Path, line)
        : new FileLink(url.Host ?? url.Scheme, "", "", line);
}

/// <summary>The targets of a Location entity.</summary>
/// <param name="Targets">Paths and patterns from the root of its tree.</param>
/// <param name="Links">URLs of other places.</param>
/// <param name="Findings">The findings about them.</param>
internal sealed record LocationReading(IReadOnlyList<string> Targets, IReadOnlyList<FileLink> Links, IReadOnlyList<Finding> Findings)
{
    public bool IsOptional { get; init; }

    public static LocationReading None { get; } = new([], [], []);
}
