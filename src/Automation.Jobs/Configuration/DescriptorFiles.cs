using Automation.Core.Text;
using Automation.Descriptors.Discovery;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Configuration;

/// <summary>Which files of a repository are descriptors. Patterns: * and ? within a folder, ** for any number of folders, {a,b} for alternatives.</summary>
public sealed record DescriptorFiles
{
    /// <summary>The patterns of <see cref="DefaultDescriptors"/>.</summary>
    public static DescriptorFiles Default { get; } = new() { Include = DefaultDescriptors.Include, Exclude = DefaultDescriptors.Exclude };

    /// <summary>Patterns of descriptors. Default: every catalog-info.yaml, catalog-info.yml and org.yaml.</summary>
    public IReadOnlyList<Glob> Include { get; init; } = [];

    /// <summary>
    /// Patterns of files that are not descriptors; they have priority. Default: .github/workflows and every vendor, node_modules, testdata and .terraform.
    /// </summary>
    public IReadOnlyList<Glob> Exclude { get; init; } = [];

    /// <summary>Patterns of descriptors that may be very large, such as the org.yaml of a large company.</summary>
    public IReadOnlyList<Glob> Sources { get; init; } = [];

    /// <summary>Whether the file at a path from the root of the repository is a descriptor.</summary>
    public bool Includes(string path) => DescriptorPatterns.Match(path, Include, Exclude) || DescriptorPatterns.Match(path, Sources, Exclude);

    /// <summary>The limits for reading the file.</summary>
    public YamlLimits LimitsFor(string path) =>
        Glob.AnyMatches(Sources, path) || DefaultDescriptors.IsOrganisation(path) ? YamlLimits.Source : YamlLimits.Descriptor;
}
