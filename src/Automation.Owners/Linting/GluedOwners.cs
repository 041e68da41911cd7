using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Owners.Naming;

namespace Automation.Owners.Linting;

/// <summary>
/// Owners at the end of a word, which should be words of their own: <c>README.md@bo</c>, <c>@bo@amy</c>, <c>/docs/,@bo;@amy</c>,
/// <c>/docs/bo@acme.example</c>.
/// </summary>
/// <param name="Owners">The owners; never empty.</param>
internal sealed record GluedOwners(string Word, IReadOnlyList<GluedOwner> Owners)
{
    // Much longer than a path and its owners; a longer word is not a typing mistake.
    private const int LongestWord = 1_000;

    /// <summary>The text before the owners; empty if the word consists only of owners.</summary>
    public string Head { get; } = Word[..EndBefore(Word, Owners[0].Start)];

    /// <summary>The word as several words. A single slash before the owners is not a pattern: the whole repository was meant.</summary>
    public string Separated => string.Join(' ', (Head.Length == 0 ? [] : (string[])[Pattern]).Concat(Owners.Select(o => o.Name)));

    /// <summary>The pattern of <see cref="Head"/>.</summary>
    public string Pattern => Head == "/" ? "*" : Head;

    /// <summary>Finds the owners at the end of a word; null if it does not end with any.</summary>
    public static GluedOwners? In(string word)
    {
        var owners = new List<GluedOwner>();
        var end = word.Length > LongestWord ? 0 : EndBefore(word, word.Length);
        while (end > 0 && At(word.AsSpan(0, end)) is { } owner)
        {
            owners.Insert(0, owner);
            end = EndBefore(word, owner.Start);
        }

        return owners.Count == 0 ? null : new GluedOwners(word, owners);
    }

    /// <summary>A fix that puts a space before each owner, in place of other separators.</summary>
    /// <param name="start">Where the word begins.</param>
    public Fix Separate(SourceText source, int start)
    {
        List<FixEdit> edits = Pattern == Head ? [] : [Edit(0, Head.Length, Pattern)];
        var end = Head.Length;
        foreach (var owner in Owners)
        {
            var name = owner.End - owner.Name.Length;
            if (end > 0 || name > 0)
            {
                edits.Add(Edit(end, name, end == 0 ? "" : " "));
            }

            end = owner.End;
        }

        if (end < Word.Length)
        {
            edits.Add(Edit(end, Word.Length, ""));
        }

        return new Fix("Insert a space", edits);

        FixEdit Edit(int from, int to, string text) => new(source.SpanBetween(start + from, start + to), new TextEdit(start + from, start + to, text));
    }

    // The owner that a text ends with. An address starts after the last character that it cannot contain.
    private static GluedOwner? At(ReadOnlySpan<char> text)
    {
        var at = text.LastIndexOf('@');
        if (at < 0 || (at > 0 && text[at - 1] == '\\'))
        {
            return null;
        }

        if (OwnerNames.GitHubForm(text[at..]) is OwnerForm.User or OwnerForm.Team)
        {
            return new GluedOwner(at, text.Length, text[at..].ToString());
        }

        var start = text[..at].LastIndexOfAny("/@,;*") + 1;
        return OwnerNames.GitHubForm(text[start..]) == OwnerForm.Email && char.IsAsciiLetterOrDigit(text[start]) && !IsDensity(text[(at + 1)..])
            ? new GluedOwner(start > 0 && text[start - 1] == '@' ? start - 1 : start, text.Length, text[start..].ToString())
            : null;
    }

    // 'logo@2x.png' is an image for high-density screens.
    private static bool IsDensity(ReadOnlySpan<char> domain) => domain.IndexOfAnyExceptInRange('0', '9') is > 0 and var end && domain[end..].StartsWith("x.");

    private static int EndBefore(string word, int end) => word.AsSpan(0, end).TrimEnd(",;").Length;
}

/// <summary>An owner within a word.</summary>
/// <param name="Start">Where it begins, including an <c>@</c> before an address.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Name">The owner in its correct form.</param>
internal sealed record GluedOwner(int Start, int End, string Name);
