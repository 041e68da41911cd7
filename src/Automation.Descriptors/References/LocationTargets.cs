using Automation.Core.Trees;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Rules;
using Automation.Descriptors.Validation;

namespace Automation.Descriptors.References;

/// <summary>The files of the same repository that the Location entities of a file lead to: Backstage reads them too.</summary>
public static class LocationTargets
{
    /// <summary>The paths; a target that is elsewhere, or not there, is left out.</summary>
    /// <param name="file">The validated file.</param>
    /// <param name="treePath">The path from the root of the repository.</param>
    /// <param name="listing">The repository's files.</param>
    /// <param name="repository">The repository; null if it is not known.</param>
    public static IEnumerable<string> In(ValidatedFile file, string treePath, TreeListing listing, RepositorySlug? repository) =>
        file.Documents.Where(d => d is { IsValid: true, Descriptor.Kind: "Location" })
            .SelectMany(d => Of(d.Descriptor!, treePath, repository))
            .Select(t => t.LeadsTo)
            .OfType<TreeTarget.Inside>()
            .SelectMany(t => listing.Expand(t.Path))
            .Select(e => e.Path);

    /// <param name="treePath">The path of its file from the root of the repository.</param>
    /// <param name="repository">The repository; null if it is not known.</param>
    public static IEnumerable<(Place Target, TreeTarget LeadsTo)> Of(Descriptor location, string treePath, RepositorySlug? repository) =>
        LocationRules.Targets(location)
            .Select(t => (t, TreeTarget.Resolve(t.Text!, treePath, repository, TreeListing.IsPattern(t.Text!))));
}
