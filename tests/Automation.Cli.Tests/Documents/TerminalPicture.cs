using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Automation.Cli.Tests.Documents;

/// <summary>Coloured output of a terminal as an SVG picture, for the README.</summary>
/// <param name="background">The colour behind the text.</param>
/// <param name="text">The colour of text that has none.</param>
/// <param name="colours">The colours of the SGR codes that the program writes.</param>
internal sealed partial class TerminalPicture(string background, string text, IReadOnlyDictionary<int, string> colours)
{
    private const int LineHeight = 20;
    private const int Margin = 18;
    private const double CellWidth = 8.15;

    // SGR codes (ECMA-48): 1 is bold, 4 underlined, 32 to 36 and 90 to 97 colours. The colours are those of GitHub's themes.
    public static TerminalPicture Light { get; } = new("#f6f8fa", "#1f2328", Palette("#59636e", "#cf222e", "#1a7f37", "#9a6700", "#0969da", "#1b7c83"));

    public static TerminalPicture Dark { get; } = new("#0d1117", "#f0f6fc", Palette("#9198a1", "#ff7b72", "#7ee787", "#e3b341", "#79c0ff", "#56d4dd"));

    /// <summary>Draws it.</summary>
    public string Draw(string output, string description)
    {
        var lines = output.TrimEnd('\n').Split('\n');
        var width = (int)(lines.Max(l => Sequence().Replace(l, "").Length) * CellWidth) + (2 * Margin);
        var height = (lines.Length * LineHeight) + (2 * Margin) - 4;
        var svg = new StringBuilder($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" ");
        svg.Append($"viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{description}\">\n");
        svg.Append($"<rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{background}\"/>\n");
        svg.Append("<g font-family=\"ui-monospace, SFMono-Regular, Menlo, Consolas, monospace\" font-size=\"13.5\">\n");
        for (var i = 0; i < lines.Length; i++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Margin}\" y=\"{Margin + 10 + (i * LineHeight)}\">{Spans(lines[i])}</text>\n");
        }

        return svg.Append("</g></svg>\n").ToString();
    }

    private string Spans(string line)
    {
        var (spans, codes, at) = (new StringBuilder(), new List<int>(), 0);
        foreach (var match in Sequence().Matches(line).Append(null))
        {
            Append(spans, line[at..(match?.Index ?? line.Length)], codes);
            var next = (match?.Groups["codes"].Value ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries);
            codes = [.. next.Select(c => int.Parse(c, CultureInfo.InvariantCulture))];
            at = match is null ? line.Length : match.Index + match.Length;
        }

        return spans.ToString();
    }

    private void Append(StringBuilder spans, string part, List<int> codes)
    {
        if (part.Length > 0)
        {
            var colour = codes.Select(c => colours.GetValueOrDefault(c)).FirstOrDefault(c => c is not null) ?? text;
            var style = (codes.Contains(1) ? " font-weight=\"bold\"" : "") + (codes.Contains(4) ? " text-decoration=\"underline\"" : "");

            // Chromium collapses blanks, also with xml:space="preserve": the carets would not stand below the text that they mark.
            spans.Append(CultureInfo.InvariantCulture, $"<tspan fill=\"{colour}\"{style}>{WebUtility.HtmlEncode(part).Replace(' ', '\u00a0')}</tspan>");
        }
    }

    private static Dictionary<int, string> Palette(string grey, string red, string green, string yellow, string blue, string teal) => new()
    {
        [90] = grey,
        [31] = red,
        [91] = red,
        [32] = green,
        [92] = green,
        [33] = yellow,
        [93] = yellow,
        [34] = blue,
        [94] = blue,
        [36] = teal,
        [96] = teal,
    };

    [GeneratedRegex("\u001b\\[(?<codes>[0-9;]*)m")]
    private static partial Regex Sequence();
}
