using Automation.Catalog.Descriptors;
using Automation.Yaml;

namespace Automation.Catalog.Rules;

/// <summary>A document must be a map.</summary>
internal static class RootTypeRule
{
    public static void Check(YamlDocument document, Findings findings)
    {
        if (document.Root is { } root)
        {
            findings.Add(YamlRules.RootType, root, Core.Text.JsonPointer.Root, $"The document is {Wording.WhatIs(root)}; an entity is a map with apiVersion, kind and metadata. One such document keeps the whole file out.");
        }
    }
}
