namespace Automation.Testing.GitHub.Workloads;

/// <summary>What a descriptor is like.</summary>
public enum Quality
{
    /// <summary>No finding is expected.</summary>
    Good,

    /// <summary>A field is missing.</summary>
    Bad,

    /// <summary>There is a mistake whose fix can be suggested.</summary>
    Fixable,
}

/// <summary>Descriptors of each quality.</summary>
internal static class Descriptors
{
    public const string Path = "catalog-info.yaml";

    public const string Team = SoundDescriptor.TeamA;

    private const string Good = SoundDescriptor.Orders;

    public static string Text(Quality quality) => quality switch
    {
        Quality.Bad => Good.Replace("  lifecycle: production\n", "", StringComparison.Ordinal),
        Quality.Fixable => Good.Replace("lifecycle: production", "lifecyle: production", StringComparison.Ordinal),
        _ => Good,
    };

    public static Quality Any(Random chance) => (Quality)chance.Next(3);
}
