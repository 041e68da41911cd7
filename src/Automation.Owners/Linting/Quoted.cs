namespace Automation.Owners.Linting;

/// <summary>Words of a file in messages.</summary>
internal static class Quoted
{
    private const int Longest = 120;

    /// <summary>The text in quotes, shortened.</summary>
    public static string Of(ReadOnlySpan<char> text) => $"'{Cut(text)}'";

    /// <summary>The text, shortened.</summary>
    public static string Cut(ReadOnlySpan<char> text)
    {
        if (text.Length <= Longest)
        {
            return text.ToString();
        }

        var end = char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        return $"{text[..end]}…";
    }
}
