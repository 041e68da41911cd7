using Automation.Core.Text;

namespace Automation.Health.Causes;

/// <summary>
/// Takes names and numbers out of messages of Kubernetes. A message may quote a log, a webhook or the output of a program: nothing else of it is ever shown.
/// </summary>
internal static class Excerpt
{
    private const int LongestName = 253;

    /// <summary>Whether it contains one of the texts, without letter case.</summary>
    public static bool Has(string message, params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (message.Contains(text, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The name between two texts; null if there is none, or if it is not a name of Kubernetes (DNS-1123).</summary>
    public static string? Name(string message, string before, string after) => Between(message, before, after) is { } name && IsName(name) ? name : null;

    /// <summary>The quantity between two texts, such as <c>500m</c> or <c>2Gi</c>.</summary>
    public static string? Quantity(string message, string before, params ReadOnlySpan<char> after)
    {
        var start = message.IndexOf(before, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        var rest = message.AsSpan(start + before.Length);
        var end = rest.IndexOfAny(after);
        var quantity = end < 0 ? rest : rest[..end];
        return IsQuantity(quantity) ? quantity.ToString() : null;
    }

    /// <summary>Whether it is a quantity of a resource.</summary>
    public static bool IsQuantity(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > 16 || !char.IsAsciiDigit(text[0]))
        {
            return false;
        }

        var suffix = text.TrimStart("0123456789.");
        return suffix is "" or "m" or "k" or "M" or "G" or "T" or "Ki" or "Mi" or "Gi" or "Ti";
    }

    /// <summary>A name as Kubernetes has them, in lower case.</summary>
    public static bool IsName(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= LongestName && text.IndexOfAnyExcept(NameCharacters) < 0;

    /// <summary>A word of a controller, such as the reason of a condition; null if it is none.</summary>
    public static string? Word(string text) =>
        text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_') ? text : null;

    /// <summary>The command that shows what this tool does not: nothing is put into it that is not a name of Kubernetes.</summary>
    public static string Kubectl(string verb, string name, string? space, string? container = null)
    {
        var subject = name[(name.LastIndexOfAny(['/', ' ']) + 1)..];
        return IsName(subject) && (space is null || IsName(space)) && (container is null || IsName(container))
            ? $"kubectl {verb} {name}{(space is null ? "" : $" -n {space}")}{(container is null ? "" : $" -c {container}")}"
            : $"kubectl {verb}";
    }

    /// <summary>A name out of a resource, to be shown in quotes.</summary>
    public static string Shown(string name) => $"'{VisibleText.Of(name, LongestName)}'";

    private static readonly System.Buffers.SearchValues<char> NameCharacters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");

    private static string? Between(string message, string before, string after)
    {
        var start = message.IndexOf(before, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        start += before.Length;
        var end = message.IndexOf(after, start, StringComparison.Ordinal);
        return end < 0 || end - start > LongestName ? null : message[start..end];
    }
}
