namespace Automation.Jobs.Webhooks;

/// <summary>The command <c>/automation scaffold TEMPLATE</c> in the text of an issue or of a comment, with the code block that follows it.</summary>
/// <param name="Template">The template; null if none is named.</param>
/// <param name="IsDryRun">Whether nothing is to be changed.</param>
/// <param name="Values">The content of the code block; null if none follows.</param>
internal sealed record ScaffoldCommand(string? Template, bool IsDryRun, string? Values)
{
    /// <summary>The word after <c>/automation</c>.</summary>
    public const string Word = "scaffold";

    private const string DryRun = "--dry-run";
    private const int ShortestFence = 3;

    /// <summary>The command of a text; null if it has none.</summary>
    public static ScaffoldCommand? Find(string text)
    {
        var lines = new Queue<string>(text.ReplaceLineEndings("\n").Split('\n'));
        while (lines.TryDequeue(out var line))
        {
            if (CommandLine.Words(line) is [Word, .. var words])
            {
                var names = words.Where(w => w != DryRun).ToList();
                return new ScaffoldCommand(names.FirstOrDefault(), names.Count < words.Length, Block(lines));
            }
        }

        return null;
    }

    // CommonMark, "Fenced code blocks": the closing fence has at least as many characters; without one, the block ends with the text.
    private static string? Block(Queue<string> lines)
    {
        while (lines.TryDequeue(out var line))
        {
            if (FenceOf(line) is var (mark, length))
            {
                return string.Concat(lines.TakeWhile(l => !Closes(l, mark, length)).Select(l => $"{l}\n"));
            }
        }

        return null;
    }

    private static (char Mark, int Length)? FenceOf(string line)
    {
        var text = line.AsSpan().TrimStart(' ');
        if (text.IsEmpty || text[0] is not ('`' or '~'))
        {
            return null;
        }

        var length = text.Length - text.TrimStart(text[0]).Length;
        return length >= ShortestFence ? (text[0], length) : null;
    }

    private static bool Closes(string line, char mark, int length) =>
        line.AsSpan().Trim() is { IsEmpty: false } text && text.Length >= length && text.TrimStart(mark).IsEmpty;
}

/// <summary>Commands of people in comments and issues: lines that start with <c>/automation</c>.</summary>
internal static class CommandLine
{
    private const string Command = "/automation";

    private static readonly char[] Blanks = [' ', '\t'];

    /// <summary>The words after the command; null if the line is none.</summary>
    public static string[]? Words(ReadOnlySpan<char> line) =>
        line.StartsWith(Command, StringComparison.Ordinal) && (line.Length == Command.Length || line[Command.Length] is ' ' or '\t')
            ? line[Command.Length..].ToString().Split(Blanks, StringSplitOptions.RemoveEmptyEntries)
            : null;

    /// <summary>The words of the first command of a text; null if it has none.</summary>
    public static string[]? FirstIn(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (Words(line) is { } words)
            {
                return words;
            }
        }

        return null;
    }

    /// <summary>Whether a user is a program.</summary>
    public static bool IsBot(Core.Text.JsonPart user) =>
        user["type"].Text == "Bot" || user["login"].Text?.EndsWith("[bot]", StringComparison.Ordinal) == true;
}
