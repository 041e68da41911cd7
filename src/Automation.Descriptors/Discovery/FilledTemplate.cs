namespace Automation.Descriptors.Discovery;

/// <summary>
/// The text that a template engine might produce: an expression becomes a word, or is removed if it is alone on its lines, like Helm's
/// includes; statements and comments are blank. Every character keeps its place.
/// </summary>
internal static class FilledTemplate
{
    private const char Word = 'x';
    private const char Blank = ' ';

    public static string Of(string template) => string.Create(template.Length, template, Fill);

    private static void Fill(Span<char> text, string template)
    {
        template.CopyTo(text);
        for (var at = template.IndexOf('{', StringComparison.Ordinal); at >= 0 && at + 1 < text.Length; at = Next(template, at))
        {
            var (end, filling) = template[at + 1] switch
            {
                '{' => (End(template, at, "}}"), Word),
                '%' => (End(template, at, "%}"), Blank),
                '#' => (End(template, at, "#}"), Blank),
                _ => (-1, Blank),
            };
            if (end < 0)
            {
                continue;
            }

            var start = filling == Word && at > 0 && template[at - 1] == '$' ? at - 1 : at;
            filling = IsAlone(template, start, end) ? Blank : filling;
            foreach (ref var character in text[start..end])
            {
                character = character is '\n' or '\r' ? character : filling;
            }

            at = end - 1;
        }
    }

    private static bool IsAlone(string template, int start, int end)
    {
        var before = template.AsSpan(0, start).TrimEnd(" \t");
        var after = template.AsSpan(end).TrimStart(" \t\r");
        return (before.IsEmpty || before[^1] == '\n') && (after.IsEmpty || after[0] == '\n');
    }

    private static int Next(string template, int at) => template.IndexOf('{', at + 1);

    // An expression has a maximum length, so that a text with many opening delimiters does not take quadratic time.
    private const int LongestExpression = 10_000;

    private static int End(string template, int start, string delimiter)
    {
        var end = template.IndexOf(delimiter, start + 2, Math.Min(LongestExpression, template.Length - start - 2), StringComparison.Ordinal);
        return end < 0 ? -1 : end + delimiter.Length;
    }
}
