using Automation.Descriptors.Schema;

namespace Automation.Descriptors.Policies;

/// <summary>The kinds that configuration is likely to mean. Others may exist: an installation can have kinds of its own.</summary>
public static class KnownKinds
{
    /// <summary>The kinds of a default Backstage, as they are written.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } = [.. BuiltInKinds.All.Select(k => k.Name)];
}
