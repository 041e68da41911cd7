using Automation.Descriptors.Formats;

namespace Automation.Descriptors.Documents;

/// <summary>What a namespace may be called.</summary>
public static class NamespaceName
{
    /// <summary>Whether Backstage accepts the text as a namespace.</summary>
    public static bool IsValid(string text) => EntityName.IsDnsLabel(text);
}
