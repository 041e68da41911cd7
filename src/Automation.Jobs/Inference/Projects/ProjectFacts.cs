using Automation.Reporting.Model;

namespace Automation.Jobs.Inference.Projects;

/// <summary>What a build file says about a component.</summary>
/// <param name="Language">The language, as a tag.</param>
/// <param name="Manifest">The build file, relative to the component's folder.</param>
/// <param name="Sources">How many source files of that language there are: of several languages, the one with the most decides.</param>
/// <param name="Type">The type of the component.</param>
internal sealed record ProjectFacts(string Language, string Manifest, int Sources, Inferred Type)
{
    public string? Description { get; init; }

    public string? Version { get; init; }

    public string? Homepage { get; init; }

    /// <summary>Whether it runs by itself, so that a folder of it is a component.</summary>
    public bool Runs => Type.Value is ComponentType.Service or ComponentType.Website;

    /// <summary>Whether this is only beside what the repository builds: its tools, or the site of its documents.</summary>
    public bool IsIncidental { get; init; }
}

/// <summary>The types of components that are inferred.</summary>
internal static class ComponentType
{
    // The three well-known ones (Backstage Docs, "Descriptor Format of Catalog Entities", spec.type of a Component).
    public const string Service = "service";
    public const string Website = "website";
    public const string Library = "library";

    // Others that organisations use.
    public const string Tool = "tool";
    public const string Documentation = "documentation";
    public const string Infrastructure = "infrastructure";
    public const string Action = "github-action";
    public const string Chart = "helm-chart";
    public const string MobileApp = "mobile-app";

    /// <summary>The type of Backstage's own import of many repositories, where nothing is known.</summary>
    public const string Other = "other";

    /// <summary>A type that a person decides, among the ones that the files allow.</summary>
    /// <param name="evidence">What the files say.</param>
    /// <param name="types">The candidates, the most probable first.</param>
    public static Inferred Ask(string evidence, params IReadOnlyList<string> types) => Inferred.Guess(types[0], evidence, types);

    /// <summary>The types that a person is offered.</summary>
    public static IReadOnlyList<string> All { get; } = [Service, Website, Library, Tool, Documentation, Infrastructure, Action, Chart, MobileApp, Other];
}
