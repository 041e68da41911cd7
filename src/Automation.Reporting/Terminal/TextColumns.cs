using System.Text;
using Automation.Core.Text;
using Spectre.Console.Rendering;

namespace Automation.Reporting.Terminal;

/// <summary>Rows of cells as lines: columns as wide as their widest cell, the last one cut at the terminal's width.</summary>
/// <param name="width">The terminal's width.</param>
/// <param name="numbers">The number of columns, from the second, that have numbers and are right-aligned.</param>
internal sealed class TextColumns(int width, int numbers)
{
    private const int Gap = 2;
    private const int NarrowestName = 24;
    private const int NarrowestLast = 20;

    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row; its cells are shown as <see cref="VisibleText"/> shows them.</summary>
    public TextColumns Add(params string[] cells)
    {
        _rows.Add([.. cells.Select(c => VisibleText.Of(c))]);
        return this;
    }

    public IEnumerable<string> Lines()
    {
        var columns = _rows.Max(r => r.Length);
        var widths = new int[columns];
        for (var i = 0; i < columns; i++)
        {
            widths[i] = _rows.Max(r => i < r.Length ? Cells(r[i]) : 0);
        }

        // The name is cut first, then the last column: numbers are never cut.
        var fixedRoom = 2 + widths.Skip(1).Take(numbers).Sum() + (Gap * (columns - 1));
        var hasLast = columns > numbers + 1;
        widths[0] = Math.Min(widths[0], Math.Max(NarrowestName, width - fixedRoom - (hasLast ? Math.Min(widths[^1], NarrowestLast * 2) : 0)));
        if (hasLast)
        {
            widths[^1] = Math.Min(widths[^1], Math.Max(NarrowestLast, width - fixedRoom - widths[0]));
        }

        return _rows.Select(row => Line(row, widths));
    }

    private string Line(string[] row, int[] widths)
    {
        var line = new StringBuilder();
        for (var i = 0; i < row.Length; i++)
        {
            var cell = Cut(row[i], widths[i]);
            var pad = new string(' ', Math.Max(0, widths[i] - Cells(cell)));
            line.Append(' ', Gap).Append(i > 0 && i <= numbers ? pad + cell : cell + pad);
        }

        return line.ToString().TrimEnd(' ');
    }

    private static string Cut(string text, int room)
    {
        if (Cells(text) <= room)
        {
            return text;
        }

        var (kept, cells) = (new StringBuilder(), 0);
        foreach (var rune in text.EnumerateRunes())
        {
            var size = Cells(rune.ToString());
            if (cells + size > room - 1)
            {
                break;
            }

            kept.Append(rune.ToString());
            cells += size;
        }

        return kept.Append('…').ToString();
    }

    private static int Cells(string text) => new Segment(text).CellCount();
}
