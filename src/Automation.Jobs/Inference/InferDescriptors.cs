using Automation.Core.Trees;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Jobs.Inference.Projects;
using Automation.Jobs.Sources;
using Automation.Reporting.Model;

namespace Automation.Jobs.Inference;

/// <summary>Infers the descriptors of a repository that has none, from its files and, if there is a catalog, from its neighbours in it.</summary>
/// <param name="repository">The repository; its paths in the report are as findings show them.</param>
/// <param name="settings">The effective configuration.</param>
public sealed class InferDescriptors(RepositorySnapshot repository, AutomationSettings settings)
{
    private const string FileName = "catalog-info.yaml";

    /// <summary>The entities of all repositories; null if they are not known.</summary>
    public KnownCatalog? Catalog { get; init; }

    /// <summary>The name of a repository that is not known: that of its folder.</summary>
    public required string FolderName { get; init; }

    /// <summary>The report; without files if the repository has descriptors.</summary>
    public InferenceReport Run(CancellationToken cancellationToken)
    {
        var existing = new DescriptorSearch(repository, settings, cancellationToken).Run();
        if (existing.Files.Count > 0)
        {
            return new InferenceReport([]) { Existing = [.. existing.Files.Select(f => f.Source.Path)] };
        }

        var contents = new RepositoryContents(repository.Tree, cancellationToken);
        var (components, notes) = FindComponents.In(contents, repository.Repository?.Name ?? FolderName);
        var (apis, apiNotes) = FindApis.In(contents);
        var entities = new DescribedEntities(
            repository,
            contents,
            new ComponentNames(repository.Repository, FolderName, Catalog?.Known),
            new OwnerStep(repository, settings.Owners, Catalog?.Known, cancellationToken),
            CatalogNeighbours.In(Catalog, cancellationToken));

        // One file for each component, in its folder: CODEOWNERS then has an owner for it, and it moves with the component.
        var folders = components.Select(c => c.Files.Folder).Where(f => f.Length > 0).ToHashSet(StringComparer.Ordinal);
        var files = new List<InferredFile>();
        foreach (var component in components)
        {
            var own = apis.Where(a => (RepositoryPath.Closest(folders, a.Path) ?? "") == component.Files.Folder).ToList();
            files.Add(FileOf(component.Files.Folder, entities.Of(component, own, isAlone: components.Count == 1)));
        }

        if (components.Count > 1)
        {
            files.Insert(0, FileOf("", entities.OfRoot(folders, [.. apis.Where(a => RepositoryPath.Closest(folders, a.Path) is null)])));
        }

        return new InferenceReport(files) { Notes = [.. notes, .. apiNotes] };
    }

    private InferredFile FileOf(string folder, IReadOnlyList<InferredEntity> entities) => new(
        repository.Show(folder.Length == 0 ? FileName : $"{folder}/{FileName}"), DescriptorText.Of(entities), entities);
}

/// <summary>The answers of a person to what is not certain.</summary>
public static class Answered
{
    /// <summary>The report with another value at every place that has the same one; its files are written again.</summary>
    public static InferenceReport With(InferenceReport report, InferredField asked, string answer)
    {
        var decided = new Inferred(answer, "it was chosen");
        return report with
        {
            Descriptors =
            [
                .. report.Descriptors.Select(file =>
                {
                    List<InferredEntity> entities =
                    [
                        .. file.Entities.Select(e => e with { Fields = [.. e.Fields.Select(f => IsSame(f) ? f with { Value = decided } : f)] }),
                    ];
                    return file with { Entities = entities, Text = DescriptorText.Of(entities) };
                }),
            ],
        };

        bool IsSame(InferredField field) => field.Value == asked.Value && field.Pointer.ToString() == asked.Pointer.ToString();
    }
}
