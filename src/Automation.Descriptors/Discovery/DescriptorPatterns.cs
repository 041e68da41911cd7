using Automation.Core.Text;

namespace Automation.Descriptors.Discovery;

/// <summary>Which files are descriptors, by patterns of paths from the root: those that one pattern includes and none excludes.</summary>
public static class DescriptorPatterns
{
    /// <summary>Whether the file at a path is a descriptor.</summary>
    public static bool Match(string path, IReadOnlyList<Glob> include, IReadOnlyList<Glob> exclude) =>
        (ReferenceEquals(include, DefaultDescriptors.Include) ? DefaultDescriptors.HasName(path) : Glob.AnyMatches(include, path))
            && !Glob.AnyMatches(exclude, path);
}
