namespace Automation.Jobs.Portal.Building;

/// <summary>The kinds in words, in the order in which pages name them.</summary>
internal static class KindWords
{
    private static readonly (string Kind, string One, string Many)[] Known =
    [
        ("component", "Component", "Components"),
        ("api", "API", "APIs"),
        ("resource", "Resource", "Resources"),
        ("system", "System", "Systems"),
        ("domain", "Domain", "Domains"),
        ("group", "Team", "Teams"),
        ("user", "Person", "People"),
        ("template", "Template", "Templates"),
        ("location", "Location", "Locations"),
    ];

    public static string One(string kind) => Find(kind) is { One: { } word } ? word : Capital(kind);

    public static string Many(string kind) => Find(kind) is { Many: { } word } ? word : Capital(kind);

    /// <summary>The place of a kind in lists.</summary>
    public static int Place(string kind) => Array.FindIndex(Known, k => k.Kind == kind) is >= 0 and var index ? index : Known.Length;

    /// <summary>Whether an entity of the kind should have an owner.</summary>
    public static bool IsOwned(string kind) => kind is "component" or "api" or "resource" or "system" or "domain" or "template";

    /// <summary>Whether scorecards count entities of the kind.</summary>
    public static bool IsScored(string kind) => Content.ScorePoint.IsScored(kind);

    private static (string Kind, string One, string Many) Find(string kind) => Array.Find(Known, k => k.Kind == kind);

    private static string Capital(string kind) => kind.Length == 0 ? kind : char.ToUpperInvariant(kind[0]) + kind[1..];
}
