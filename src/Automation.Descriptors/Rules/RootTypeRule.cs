using Automation.Descriptors.Documents;
using Automation.Yaml.Nodes;

namespace Automation.Descriptors.Rules;

/// <summary>A document must be a map.</summary>
internal static class RootTypeRule
{
    public static void Check(YamlDocument document, FindingCollector findings)
    {
        if (document.Root is { } root)
        {
            // UTF-16, as PowerShell writes with '>': every second byte is zero.
            var encoding = root is YamlScalar { Text: var text } && text.Contains('\0', StringComparison.Ordinal)
                ? " The file seems to be UTF-16: save it as UTF-8."
                : "";
            findings.Add(
                YamlRules.RootType,
                root,
                Core.Text.JsonPointer.Root,
                $"The document is {DescriptorWording.WhatIs(root)}; an entity is a map with apiVersion, kind and metadata. One such document keeps the whole "
                + $"file out of Backstage.{encoding}");
        }
    }
}
