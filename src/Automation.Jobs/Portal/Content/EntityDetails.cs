using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.Jobs.Documents;
using Automation.Jobs.Sources;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Portal.Content;

/// <summary>What the page of an entity shows of its descriptor.</summary>
public sealed record EntityDetails
{
    /// <summary>Links beyond this number are not shown.</summary>
    private const int MostLinks = 20;

    private const int MostParameters = 50;

    public string? Description { get; init; }

    /// <summary>Its links that a browser can open safely, as text and address.</summary>
    public IReadOnlyList<(string Text, string Address)> Links { get; init; } = [];

    /// <summary>The definition of an API.</summary>
    public string? Definition { get; init; }

    /// <summary>What a template asks for: name and title.</summary>
    public IReadOnlyList<(string Name, string? Title, bool IsRequired)> Parameters { get; init; } = [];

    /// <summary>The name of a team or a person as people know it.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Whether it names its documentation.</summary>
    public bool HasDocumentation { get; init; }

    public static EntityDetails Of(EntityRef reference, StoredCatalog catalog)
    {
        if (CatalogReports.Document(reference, catalog) is not { } document)
        {
            return new EntityDetails();
        }

        var (metadata, spec) = (document["metadata"] as YamlMapping, document["spec"] as YamlMapping);
        return new EntityDetails
        {
            Description = Text(metadata?["description"]),
            Links = [.. LinksOf(metadata?["links"]).Take(MostLinks)],
            Definition = reference.Kind == "api" ? Text(spec?["definition"]) : null,
            Parameters = reference.Kind == "template" ? [.. ParametersOf(spec?["parameters"]).Take(MostParameters)] : [],
            DisplayName = Text((spec?["profile"] as YamlMapping)?["displayName"]),
            HasDocumentation = DocumentFiles.ReferenceIn(document) is not null,
        };
    }

    private static IEnumerable<(string Text, string Address)> LinksOf(YamlNode? links) =>
        from link in (links as YamlSequence)?.Items.OfType<YamlMapping>() ?? []
        let address = Text(link["url"])
        where address is not null && IsSafe(address)
        select (Text(link["title"]) ?? address, address);

    private static bool IsSafe(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" or "mailto";

    private static IEnumerable<(string Name, string? Title, bool IsRequired)> ParametersOf(YamlNode? parameters)
    {
        foreach (var step in parameters switch { YamlSequence many => many.Items.OfType<YamlMapping>(), YamlMapping one => [one], _ => [] })
        {
            var required = ((step["required"] as YamlSequence)?.Items ?? []).Select(Text).OfType<string>().ToHashSet(StringComparer.Ordinal);
            foreach (var entry in (step["properties"] as YamlMapping)?.Entries ?? [])
            {
                yield return (entry.Key, Text((entry.Value as YamlMapping)?["title"]), required.Contains(entry.Key));
            }
        }
    }

    private static string? Text(YamlNode? node) => node is YamlScalar { Type: YamlType.String, Text.Length: > 0 } scalar ? scalar.Text : null;
}
