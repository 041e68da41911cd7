using Automation.Core.Text;
using Automation.Yaml.Nodes;

namespace Automation.Descriptors.Documents;

/// <summary>How messages describe values of a file.</summary>
public static class DescriptorWording
{
    /// <summary>The text in quotes, shortened and on one line.</summary>
    public static string Quote(string text) => Quoted.Of(text);

    /// <summary>What a value is, as in messages after "is": <c>a number</c>.</summary>
    public static string WhatIs(YamlNode node) => node.Type switch
    {
        YamlType.Null => "null",
        YamlType.Boolean => $"a boolean ({((YamlScalar)node).Text})",
        YamlType.Number => $"a number ({Short(((YamlScalar)node).Text)})",
        YamlType.String => "text",
        YamlType.Binary => "binary data",
        YamlType.Sequence => "a list",
        _ => "a map",
    };

    /// <summary>A final sentence that suggests the closest known word; empty if there is none.</summary>
    public static string Offer(string? better) => better is null ? "" : $" Did you mean {Quote(better)}?";

    /// <summary><see cref="Offer"/> for the closest of some candidates.</summary>
    public static string OfferClosest(string word, IEnumerable<string> candidates) => Offer(DidYouMean.Closest(word, candidates));

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
