using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Validation;
using Automation.Yaml.Nodes;

namespace Automation.Descriptors.Tests;

/// <summary>Validates texts as the descriptor <c>catalog-info.yaml</c> of the repository <c>acme/shop</c>.</summary>
internal static class Validated
{
    /// <summary>All findings of a text.</summary>
    public static ValidatedFile File(string text) => DescriptorValidator.Validate(
        SourceText.Of("catalog-info.yaml", text), new DescriptorContext("catalog-info.yaml", RepositorySlug.Parse("acme/shop")), YamlLimits.Descriptor);

    /// <summary>The findings for which Backstage refuses the document or the file.</summary>
    public static IReadOnlyList<Finding> Rejecting(string text) =>
        [.. File(text).Documents.SelectMany(d => d.Findings).Where(f => f.Rule.Consequence != Consequence.Accepted)];

    /// <summary>Whether Backstage takes the whole file.</summary>
    public static bool IsAccepted(string text) => Rejecting(text).Count == 0;
}
