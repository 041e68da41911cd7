using System.Text;
using Automation.Core.Text;

namespace Automation.Descriptors.Formats;

/// <summary>Turns an invalid name into the closest valid one, if only letter case and separators differ.</summary>
internal static class NameSuggestion
{
    /// <summary>A tag: lower case, <c>-</c> for blanks and other separators; null if that is not enough.</summary>
    public static string? Tag(string text) => Checked(Collapse(text.ToLowerInvariant(), c => EntityName.IsTag([c])), EntityName.IsTag, text);

    /// <summary>A namespace: lower case, <c>-</c> for all other characters.</summary>
    public static string? Namespace(string text) => Checked(Collapse(text.ToLowerInvariant(), c => EntityName.IsDnsLabel([c])), EntityName.IsDnsLabel, text);

    /// <summary>A name or label value: <c>-</c> for characters that are not allowed.</summary>
    public static string? Name(string text) => Checked(Collapse(text, c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.'), EntityName.IsName, text);

    private delegate bool SpanTest(ReadOnlySpan<char> text);

    private static string? Checked(string suggestion, SpanTest isValid, string original) =>
        !TemplateExpression.IsIn(original) && !original.Contains("${", StringComparison.Ordinal) && original.Any(char.IsAsciiLetterOrDigit)
            && original.All(char.IsAscii) && isValid(suggestion) ? suggestion : null;

    private static string Collapse(string text, Func<char, bool> isAllowed)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (isAllowed(c))
            {
                result.Append(c);
            }
            else if (result.Length > 0 && result[^1] != '-')
            {
                result.Append('-');
            }
        }

        return result.ToString().Trim('-', '.', '_');
    }
}
