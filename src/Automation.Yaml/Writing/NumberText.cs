using Automation.Core.Text;
using Automation.Yaml.Nodes;

namespace Automation.Yaml.Writing;

/// <summary>The text of a number in JSON and canonical YAML.</summary>
internal static class NumberText
{
    // Every whole number of at most 15 digits is exact in JavaScript.
    private const int ExactDigits = 15;

    /// <summary>The text; null for infinities and NaN, which JSON does not have.</summary>
    /// <param name="keepsDigits">Whether large whole numbers keep all digits, as in Kubernetes, where JavaScript would round them.</param>
    public static string? Of(YamlScalar number, bool keepsDigits) =>
        keepsDigits && number.Text.Length > ExactDigits && IsWhole(number.Text) ? number.Text
        : double.IsFinite(number.Number) ? JavaScriptNumber.TextOf(number.Number)
        : null;

    // As JSON writes it: no sign but a minus, and no leading zeros.
    private static bool IsWhole(string text) => text.AsSpan(text[0] == '-' ? 1 : 0) is [not '0', ..] digits && !digits.ContainsAnyExceptInRange('0', '9');
}
