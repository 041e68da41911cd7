namespace Automation.Core.Text;

/// <summary>Text from a user's file in messages: shortened, so that a message stays a sentence.</summary>
public static class Quoted
{
    /// <summary>The most characters that are shown. Fingerprints of findings include messages: another number would make old findings new.</summary>
    public const int Longest = 80;

    /// <summary>In quotes, shortened and on one line.</summary>
    public static string Of(ReadOnlySpan<char> text) => $"'{Cut(text)}'";

    public static string Cut(ReadOnlySpan<char> text)
    {
        // Half of a surrogate pair is not text.
        var end = text.Length <= Longest ? text.Length : char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        var line = end < text.Length ? $"{text[..end]}…" : text.ToString();
        return line.Any(char.IsControl) ? string.Concat(line.Select(c => char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString())) : line;
    }
}
