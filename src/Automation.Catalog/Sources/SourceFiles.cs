using Automation.Core.Text;
using Automation.Descriptors.Discovery;

namespace Automation.Catalog.Sources;

/// <summary>Which files of a source are descriptors.</summary>
/// <param name="Include">Patterns of descriptors.</param>
/// <param name="Exclude">Patterns of files that are not descriptors; they have priority.</param>
public sealed record SourceFiles(IReadOnlyList<Glob> Include, IReadOnlyList<Glob> Exclude)
{
    /// <summary>The patterns of <see cref="DefaultDescriptors"/>.</summary>
    public static SourceFiles Usual { get; } = new(DefaultDescriptors.Include, DefaultDescriptors.Exclude);

    /// <summary>Whether the file at a path from the root of the source is a descriptor.</summary>
    public bool Includes(string path) => DescriptorPatterns.Match(path, Include, Exclude);

    /// <summary>Whether the file is excluded explicitly: then Locations of other sources do not include it either.</summary>
    public bool Excludes(string path) => !ReferenceEquals(Exclude, DefaultDescriptors.Exclude) && Glob.AnyMatches(Exclude, path);
}
