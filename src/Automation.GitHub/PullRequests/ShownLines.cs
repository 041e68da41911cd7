using System.Globalization;

namespace Automation.GitHub.PullRequests;

/// <summary>The lines of a changed file that a pull request shows: only these take comments.</summary>
internal static class ShownLines
{
    /// <summary>The ranges of lines of the new file that a patch shows, as first and last line.</summary>
    public static IReadOnlyList<(int First, int Last)> Of(string? patch)
    {
        var stretches = new List<(int, int)>();
        foreach (var line in (patch ?? "").AsSpan().EnumerateLines())
        {
            // @@ -1,7 +1,8 @@
            if (line.StartsWith("@@ -") && line[3..].IndexOf('+') is > 0 and var plus && Numbers(line[(3 + plus + 1)..]) is ({ } first, { } count) && count > 0)
            {
                stretches.Add((first, first + count - 1));
            }
        }

        return stretches;
    }

    private static (int? First, int? Count) Numbers(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf(' ');
        text = end < 0 ? text : text[..end];
        var comma = text.IndexOf(',');
        return (Number(comma < 0 ? text : text[..comma]), comma < 0 ? 1 : Number(text[(comma + 1)..]));
    }

    private static int? Number(ReadOnlySpan<char> text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
