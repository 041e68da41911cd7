namespace Automation.Jobs.Inference.Projects;

/// <summary>Finds words and keys in build files without reading their whole language.</summary>
internal static class TextSearch
{
    /// <summary>The first of some words that the text has as a whole word, in any letter case; null if it has none.</summary>
    public static string? FirstOf(string? text, params IReadOnlyList<string> words) =>
        text is null ? null : words.FirstOrDefault(w => Has(text, w));

    public static bool Has(string? text, string word)
    {
        for (var at = Next(0); at >= 0; at = Next(at + 1))
        {
            var end = at + word.Length;
            if ((at == 0 || !IsPart(text![at - 1])) && (end == text!.Length || !IsPart(text[end])))
            {
                return true;
            }
        }

        return false;

        int Next(int from) => text?.IndexOf(word, from, StringComparison.OrdinalIgnoreCase) ?? -1;
    }

    /// <summary>The text of a key of TOML, in a table: <c>key = "text"</c> on one line; null if there is none.</summary>
    public static string? Toml(string? text, string table, string key)
    {
        var isIn = false;
        foreach (var range in (text ?? "").AsSpan().Split('\n'))
        {
            var line = text.AsSpan()[range].Trim();
            if (line is ['[', ..])
            {
                isIn = line.Trim("[] ").SequenceEqual(table);
            }
            else if (isIn && line.IndexOf('=') is > 0 and var equals && line[..equals].TrimEnd().SequenceEqual(key)
                && line[(equals + 1)..].Trim() is [('"' or '\'') and var quote, ..] value && value[1..].IndexOf(quote) is >= 0 and var end)
            {
                return value.Slice(1, end).ToString();
            }
        }

        return null;
    }

    // A name in a build file: 'flask' is not in 'flask-restx', nor 'spring' in 'org.springframework'.
    private static bool IsPart(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';
}
