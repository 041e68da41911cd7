using Automation.Core.Trees;
using Automation.Descriptors.Rules;
using Automation.Descriptors.Validation;

namespace Automation.Descriptors.References;

/// <summary>The files of the same repository that the Location entities of a file lead to: Backstage reads them too.</summary>
public static class LocationTargets
{
    /// <summary>Their paths; a target that is elsewhere, or not there, is left out.</summary>
    /// <param name="file">The validated file.</param>
    /// <param name="treePath">Its path from the root of the repository.</param>
    /// <param name="listing">The repository's files.</param>
    /// <param name="repository">The repository; null if it is not known.</param>
    public static IEnumerable<string> In(ValidatedFile file, string treePath, TreeListing listing, RepositorySlug? repository)
    {
        foreach (var target in file.Documents.Where(d => d is { IsValid: true, Descriptor.Kind: "Location" })
            .SelectMany(d => LocationRules.Targets(d.Descriptor!)))
        {
            var text = target.Text!;
            if (TreeTarget.Resolve(text, treePath, repository, TreeListing.IsPattern(text)) is not TreeTarget.Inside { Path: var path })
            {
                continue;
            }

            foreach (var entry in listing.Expand(path))
            {
                yield return entry.Path;
            }
        }
    }
}
