using Automation.Core;
using Automation.Core.Trees;

namespace Automation.GitOps.Proposals;

/// <summary>Names of Kubernetes that are made of names of the catalog.</summary>
public static class DnsLabel
{
    // RFC 1035, and Kubernetes, "Object Names and IDs": the strictest form, which a Service has to have.
    private const int Longest = 63;

    private const int Digits = 8;

    /// <summary>The name of an entity, with its namespace where that is not the default one.</summary>
    public static string Of(EntityRef entity) => Of(entity.Namespace == EntityRef.DefaultNamespace ? entity.Name : $"{entity.Namespace}-{entity.Name}");

    /// <summary>A text as a label: lower-case letters, digits and <c>-</c>, beginning with a letter. One that is too long ends with a digest.</summary>
    public static string Of(string text)
    {
        var plain = string.Concat(text.ToLowerInvariant().Select(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? c : '-')).Trim('-');
        plain = plain.Length > 0 && char.IsAsciiLetterLower(plain[0]) ? plain : $"s-{plain}".TrimEnd('-');
        return plain.Length <= Longest ? plain : $"{plain[..(Longest - Digits - 1)].TrimEnd('-')}-{BlobId.Of(text)[..Digits]}";
    }

    /// <summary>Whether a text can be the value of a label.</summary>
    public static bool IsLabelValue(string text) =>
        text.Length is > 0 and <= Longest && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
