using Automation.Catalog.Descriptors;
using Automation.Catalog.References;
using Automation.Catalog.Rules;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;

namespace Automation.Catalog.Ingestion;

/// <summary>Says where a Location entity leads within its tree, and which of its targets lead nowhere. For one thread at a time.</summary>
internal sealed class LocationReader(FileTree tree, RepositorySlug? repository)
{
    /// <summary>How many targets of one Location are followed.</summary>
    private const int MostTargets = 200_000;

    /// <summary>A Location with very many targets.</summary>
    public static readonly Rule TooMany = new("catalog/limit-targets", Severity.Error, Responsible.ApplicationTeam, "Split Locations with very many targets.")
    {
        Why = "A Location is followed to at most 200,000 targets. Backstage takes all of them or none, so that one with hundreds is a bad idea already.",
        Source = "a limit of Automation's own",
    };

    private readonly PathRules _paths = new(new ReferenceInput([], path => path) { Tree = tree, Repository = repository, IsInFolder = repository is null }, new Unchecked());

    /// <summary>The paths and patterns it leads to, from the root of the tree, and what is wrong with them.</summary>
    public (IReadOnlyList<string> Targets, IReadOnlyList<Finding> Findings) Read(Descriptor location, SourceText text, string path)
    {
        var findings = new Findings(text, location.Ref.ToString());
        var targets = new List<string>();
        _paths.CheckTargets(path, location, findings);
        foreach (var target in LocationRules.Targets(location).Take(MostTargets + 1))
        {
            if (targets.Count == MostTargets)
            {
                findings.Add(TooMany, target, $"This Location has more than {MostTargets:N0} targets; those from here on were not followed.");
                break;
            }

            if (TreeTarget.Resolve(target.Text!, path, repository, IsPattern(target.Text!)) is TreeTarget.Inside(var inside))
            {
                targets.Add(inside);
            }
        }

        return (targets, findings.All);
    }

    /// <summary>Whether a target stands for every file that matches.</summary>
    public static bool IsPattern(string target) => target.AsSpan().IndexOfAny('*', '?') >= 0;
}
