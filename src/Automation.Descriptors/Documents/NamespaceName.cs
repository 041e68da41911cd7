using Automation.Descriptors.Formats;

namespace Automation.Descriptors.Documents;

/// <summary>The rules for namespaces.</summary>
public static class NamespaceName
{
    /// <summary>Whether Backstage accepts the text as a namespace.</summary>
    public static bool IsValid(string text) => EntityName.IsDnsLabel(text);
}
