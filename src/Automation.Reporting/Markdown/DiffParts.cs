using System.Text;
using Automation.Core.Markdown;

namespace Automation.Reporting.Markdown;

/// <summary>A folded section of a long text, such as an application.</summary>
/// <param name="Name">What it is called where it is left out; plain text.</param>
/// <param name="Summary">Its line, as HTML.</param>
/// <param name="Text">What comes before its items, as Markdown; short.</param>
/// <param name="Items">Its items in order.</param>
public sealed record DiffBlock(string Name, string Summary, string Text, IReadOnlyList<DiffItem> Items);

/// <summary>An item of a section: a heading, and a block of lines.</summary>
/// <param name="Name">What it is called where it is left out; plain text.</param>
/// <param name="Heading">Its heading, as Markdown on one line.</param>
/// <param name="Lines">The lines, each with its mark; shown as they are.</param>
public sealed record DiffItem(string Name, string Heading, IReadOnlyList<string> Lines);

/// <summary>
/// Splits a long text into parts below a limit: whole sections first, then whole items, then lines. What is open at the end of a part is closed there, and
/// opened again in the next one. After the last allowed part, what is left is named.
/// </summary>
public sealed class DiffParts
{
    /// <summary>The most parts: more comments than anybody reads.</summary>
    public const int Most = 20;

    private const int LongestLine = 1_000;
    private const int MostNamed = 40;

    // "**Part 12 of 20**" with its line feeds.
    private const int RoomForNumber = 40;
    private const int RoomForLeftOut = 2_500;
    private const string EndOfBlock = "\n</details>\n";

    private readonly int _limit;
    private readonly List<StringBuilder> _parts = [];
    private readonly List<string> _leftOut = [];
    private string _closing = "";

    private DiffParts(int limit) => _limit = limit - RoomForNumber - RoomForLeftOut;

    /// <summary>The parts, at least one.</summary>
    /// <param name="opening">The beginning of the first part.</param>
    /// <param name="blocks">The sections.</param>
    /// <param name="limit">The most characters of a part.</param>
    public static IReadOnlyList<string> Split(string opening, IEnumerable<DiffBlock> blocks, int limit)
    {
        var parts = new DiffParts(limit);
        parts._parts.Add(new StringBuilder(opening));
        foreach (var block in blocks)
        {
            parts.Add(block);
        }

        return parts.Numbered();
    }

    /// <summary>A section as a whole.</summary>
    internal static string Whole(DiffBlock block) => Start(block, isContinued: false) + string.Concat(block.Items.Select(Whole)) + EndOfBlock;

    /// <summary>A section with only what comes before its items, and their headings.</summary>
    internal static string WithoutLines(DiffBlock block) =>
        Start(block, isContinued: false) + string.Concat(block.Items.Select(i => $"\n- {i.Heading}")) + "\n" + EndOfBlock;

    private StringBuilder Current => _parts[^1];

    private void Add(DiffBlock block)
    {
        var whole = Whole(block);
        if (TryAdd(whole))
        {
            return;
        }

        if (whole.Length <= _limit || _parts.Count == Most)
        {
            if (!TryNext() || !TryAdd(whole))
            {
                _leftOut.Add(block.Name);
            }

            return;
        }

        if (!TryOpen(block, isContinued: false))
        {
            _leftOut.Add(block.Name);
            return;
        }

        for (var i = 0; i < block.Items.Count; i++)
        {
            if (!TryAdd(block, block.Items[i]))
            {
                _leftOut.AddRange(block.Items.Skip(i + 1).Select(item => $"{item.Name} of {block.Name}"));
                break;
            }
        }

        Close();
    }

    // False if nothing that follows fits.
    private bool TryAdd(DiffBlock block, DiffItem item)
    {
        var whole = Whole(item);
        if (TryAdd(whole))
        {
            return true;
        }

        if (whole.Length + Start(block, isContinued: true).Length + EndOfBlock.Length <= _limit)
        {
            if (TryReopen(block) && TryAdd(whole))
            {
                return true;
            }

            _leftOut.Add($"{item.Name} of {block.Name}");
            return false;
        }

        return TryAddLines(block, item);
    }

    private bool TryAddLines(DiffBlock block, DiffItem item)
    {
        var fence = MarkdownText.FenceFor(item.Lines);
        var heading = $"\n{item.Heading}\n\n{fence}diff\n";
        if (Current.Length + heading.Length + (4 * LongestLine) > _limit && !TryReopen(block))
        {
            _leftOut.Add($"{item.Name} of {block.Name}");
            return false;
        }

        Current.Append(heading);
        var outer = _closing;
        _closing = $"{fence}\n{outer}";
        for (var i = 0; i < item.Lines.Count; i++)
        {
            var line = $"{Cut(item.Lines[i])}\n";
            if (TryAdd(line))
            {
                continue;
            }

            if (_parts.Count == Most)
            {
                _leftOut.Add($"{item.Lines.Count - i:N0} lines of {item.Name} of {block.Name}");
                Current.Append($"{fence}\n");
                _closing = outer;
                return false;
            }

            Close();
            _ = TryOpen(block, isContinued: true);
            Current.Append($"\n{item.Heading} (continued)\n\n{fence}diff\n{line}");
            outer = _closing;
            _closing = $"{fence}\n{outer}";
        }

        Current.Append($"{fence}\n");
        _closing = outer;
        return true;
    }

    private bool TryReopen(DiffBlock block)
    {
        if (_parts.Count == Most)
        {
            return false;
        }

        Close();
        return TryOpen(block, isContinued: true);
    }

    private bool TryOpen(DiffBlock block, bool isContinued)
    {
        var start = Start(block, isContinued);
        if ((isContinued || Current.Length + start.Length + (4 * LongestLine) > _limit) && !TryNext())
        {
            return false;
        }

        Current.Append(start);
        _closing = EndOfBlock;
        return true;
    }

    private void Close()
    {
        Current.Append(_closing);
        _closing = "";
    }

    private bool TryNext()
    {
        if (_parts.Count == Most)
        {
            return false;
        }

        _parts.Add(new StringBuilder());
        return true;
    }

    private bool TryAdd(string text)
    {
        if (Current.Length + text.Length + _closing.Length > _limit)
        {
            return false;
        }

        Current.Append(text);
        return true;
    }

    private List<string> Numbered()
    {
        if (_leftOut.Count > 0)
        {
            var named = string.Concat(_leftOut.Take(MostNamed).Select(n => $"- {MarkdownText.Plain(n, 50)}\n"));
            Current.Append($"\nLeft out because of the size:\n\n{named}{(_leftOut.Count > MostNamed ? $"- and {_leftOut.Count - MostNamed:N0} more\n" : "")}");
        }

        return _parts.Count == 1 ? [Current.ToString()] : [.. _parts.Select((p, i) => $"**Part {i + 1} of {_parts.Count}**\n\n{p}")];
    }

    private static string Start(DiffBlock block, bool isContinued) =>
        $"\n<details>\n<summary>{block.Summary}{(isContinued ? " (continued)" : "")}</summary>\n\n{(isContinued ? "" : block.Text)}";

    private static string Whole(DiffItem item)
    {
        var fence = MarkdownText.FenceFor(item.Lines);
        return item.Lines.Count == 0 ? $"\n{item.Heading}\n"
            : $"\n{item.Heading}\n\n{fence}diff\n{string.Concat(item.Lines.Select(l => $"{Cut(l)}\n"))}{fence}\n";
    }

    private static string Cut(string line) => line.Length <= LongestLine ? line : $"{line[..LongestLine]}…";
}
