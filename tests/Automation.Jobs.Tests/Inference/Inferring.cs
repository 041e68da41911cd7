using Automation.Core.Trees;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Jobs.Inference;
using Automation.Jobs.Sources;
using Automation.Reporting.Model;

namespace Automation.Jobs.Tests.Inference;

/// <summary>Infers descriptors from files in memory.</summary>
internal static class Inferring
{
    public static InferenceReport From(params (string Path, string Text)[] files) => From("acme/orders", null, files);

    public static InferenceReport From(string? repository, FileTree? catalog, params (string Path, string Text)[] files) =>
        From(repository, catalog, InMemoryTree.Of(files));

    public static InferenceReport From(string? repository, FileTree? catalog, FileTree files)
    {
        var slug = repository is null ? null : RepositorySlug.Parse(repository);
        var known = catalog is null ? null
            : new OpenCatalog(catalog, "catalog", CancellationToken.None).For(slug ?? new RepositorySlug("github.com", "", "folder"), _ => null);
        return new InferDescriptors(new RepositorySnapshot(files, "", slug), AutomationSettings.Default) { FolderName = "my folder", Catalog = known }
            .Run(CancellationToken.None);
    }

    /// <summary>The value at a pointer of the first entity of a kind.</summary>
    public static Inferred? Value(this InferenceReport report, string pointer, string kind = "component") =>
        report.Descriptors.SelectMany(d => d.Entities).First(e => e.Ref.StartsWith(kind + ":", StringComparison.Ordinal))
            .Fields.FirstOrDefault(f => f.Pointer.ToString() == pointer)?.Value;
}
