namespace Automation.Jobs.Configuration.Reading;

/// <summary>Quotes words of a file in messages.</summary>
internal static class Quotation
{
    private const int Longest = 80;

    /// <summary>The text in quotes, cut short and kept on one line.</summary>
    public static string Of(string text)
    {
        var line = text.Length > Longest ? text[..Longest] + "…" : text;
        return $"'{string.Concat(line.Select(c => char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString()))}'";
    }
}
