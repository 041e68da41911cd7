using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Automation.Jobs.Tests.Fixing;

/// <summary>The values of a text's documents by their places, as YamlDotNet's own object model has them.</summary>
internal static class PlainYaml
{
    private const int MostPlaces = 20_000;

    /// <summary>The places, a map for each document; null where the object model cannot read the text.</summary>
    public static IReadOnlyList<Dictionary<string, string>>? Read(string text)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return [.. stream.Documents.Select(document =>
            {
                var places = new Dictionary<string, string>();
                Collect(document.RootNode, "", places);
                return places;
            })];
        }
        catch (Exception e) when (e is YamlException or ArgumentException or InvalidOperationException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private static void Collect(YamlNode node, string place, Dictionary<string, string> places)
    {
        if (places.Count > MostPlaces)
        {
            throw new InvalidOperationException("The text holds too much.");
        }

        switch (node)
        {
            case YamlScalarNode scalar:
                places[place] = $"{(scalar.Style == ScalarStyle.Plain ? "plain" : "quoted")} {(scalar.Tag.IsEmpty ? "" : scalar.Tag.ToString())} "
                    + $"{scalar.Value}";
                break;
            case YamlSequenceNode sequence:
                places[place] = "list";
                foreach (var (i, item) in sequence.Children.Index())
                {
                    Collect(item, $"{place}/{i}", places);
                }

                break;
            case YamlMappingNode mapping:
                places[place] = "map";
                foreach (var (key, value) in mapping.Children)
                {
                    Collect(
                        value,
                        $"{place}/{((key as YamlScalarNode)?.Value ?? "?").Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}",
                        places);
                }

                break;
        }
    }
}
