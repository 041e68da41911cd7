using Automation.Descriptors.Schema;

namespace Automation.Descriptors.Policies;

/// <summary>The kinds that a configuration probably means. An installation can have additional kinds.</summary>
public static class KnownKinds
{
    /// <summary>The kinds of a default Backstage, as they are written.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } = [.. BuiltInKinds.All.Select(k => k.Name)];
}
