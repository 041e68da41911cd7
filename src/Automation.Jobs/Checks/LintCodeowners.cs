using Automation.Core.Text;
using Automation.Descriptors.References;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Jobs.Ownership;
using Automation.Owners;
using Automation.Owners.Reading;
using Automation.Reporting.Model;

namespace Automation.Jobs.Checks;

/// <summary>Lints the CODEOWNERS file of a repository.</summary>
/// <param name="settings">The effective configuration.</param>
/// <param name="baseline">The findings that were accepted.</param>
/// <param name="dialect">The rules for CODEOWNERS.</param>
public sealed class LintCodeowners(AutomationSettings settings, Baseline baseline, Dialect dialect)
{
    /// <summary>The entities of all repositories; null if they are not known.</summary>
    public KnownEntities? Catalog { get; init; }

    /// <summary>The file to lint, by the path that findings show; null for the one that the host would read.</summary>
    public FoundCodeowners? Given { get; init; }

    /// <summary>Whether the snapshot has all files of the repository; if not, nothing is reported about what lines match.</summary>
    public bool WithFiles { get; init; } = true;

    /// <summary>Finds the file and lints it.</summary>
    public Report Run(RepositorySnapshot snapshot, CancellationToken cancellationToken)
    {
        var validated = new CodeownersStep(settings, baseline, dialect)
        {
            IsInCatalog = Catalog is null
                ? null
                : OwnerMapping.Of(
                    settings.Owners,
                    new ReferenceInput([], snapshot.TreePathOf) { Catalog = Catalog, Tree = snapshot.Tree, Repository = snapshot.Repository }).IsKnown,
            Given = Given,
            WithFiles = WithFiles,
        }.Run(
            snapshot, cancellationToken);
        return new Report("CODEOWNERS", validated.Findings)
        {
            Files = validated.Files,
            Sources = validated.Text is { } text ? new Dictionary<string, SourceText>(StringComparer.Ordinal) { [text.Path] = text } : [],
            Suppressed = validated.Suppressed,
            NotChecked = validated.NotChecked,
            FailOn = settings.FailOn.Least(),
        };
    }
}
