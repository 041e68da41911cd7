using System.Buffers;

namespace Automation.Core.Markdown;

/// <summary>Text that GitHub turns into a link, a mention or an image automatically (GitHub Docs, "Autolinked references and URLs", "Basic writing and
/// formatting syntax").</summary>
internal static class Autolinks
{
    // GitHub links a run of 7 to 40 hexadecimal digits that names a commit.
    private const int ShortestCommit = 7;

    private static readonly SearchValues<char> EmojiName = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_+-");

    /// <summary>Whether a word contains such text, or may contain it.</summary>
    public static bool IsIn(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            var rest = word[i..];
            var isOne = word[i] switch
            {
                '@' => rest.Length > 1 && IsWord(rest[1]),                                                             // @team, a@b.c, org/repo@sha
                '#' => rest.Length > 1 && char.IsAsciiDigit(rest[1]),                                                  // #1, org/repo#1
                ':' => rest.StartsWith("://") || IsEmoji(rest),                                                        // https://…, :tada:
                'g' or 'G' => rest.Length > 3 && rest.StartsWith("gh-", StringComparison.OrdinalIgnoreCase) && char.IsAsciiDigit(rest[3]), // GH-1
                'w' or 'W' => rest.StartsWith("www.", StringComparison.OrdinalIgnoreCase),
                _ => false,
            };
            if (isOne || IsCommit(word, i))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCommit(ReadOnlySpan<char> word, int start)
    {
        if (!char.IsAsciiHexDigit(word[start]) || (start > 0 && char.IsLetterOrDigit(word[start - 1])))
        {
            return false;
        }

        var end = start;
        while (end < word.Length && char.IsAsciiHexDigit(word[end]))
        {
            end++;
        }

        return end - start >= ShortestCommit && (end == word.Length || !char.IsLetterOrDigit(word[end]));
    }

    private static bool IsEmoji(ReadOnlySpan<char> rest)
    {
        var end = rest[1..].IndexOf(':');
        return end > 0 && !rest.Slice(1, end).ContainsAnyExcept(EmojiName);
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '-';
}
