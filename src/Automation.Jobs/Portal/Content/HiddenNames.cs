using System.Buffers;
using Automation.Core;

namespace Automation.Jobs.Portal.Content;

/// <summary>
/// The names that a reader must not see in a sentence about something else: of entities, sources and repositories that they cannot read. Refs and places are
/// recognised in running text with any quotes or punctuation around them.
/// </summary>
internal sealed class HiddenNames
{
    private static readonly SearchValues<char> OfNames = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:@+");

    /// <summary>No name is longer: a ref has three parts of at most 63 characters, a place on GitHub at most 39, 100 and 255.</summary>
    private const int LongestName = 512;

    private readonly HashSet<string> _names;

    // Whether a name has a length: most words of a text are not as long as any name.
    private readonly bool[] _lengths = new bool[LongestName + 1];

    // Names of sources can have any characters.
    private readonly List<string> _unusual;

    /// <param name="hidden">The names that must not be seen.</param>
    /// <param name="shown">Names that the reader sees anyway, such as a component with the name of a hidden API.</param>
    public HiddenNames(IEnumerable<string> hidden, IEnumerable<string> shown)
    {
        _names = new HashSet<string>(hidden, StringComparer.OrdinalIgnoreCase);
        _names.ExceptWith(shown);
        foreach (var name in _names.Where(n => n.Length <= LongestName))
        {
            _lengths[name.Length] = true;
        }

        _unusual = [.. _names.Where(n => n.Length > LongestName || n.AsSpan().ContainsAnyExcept(OfNames))];
    }

    /// <summary>All names by which a sentence may call an entity.</summary>
    public static IEnumerable<string> Of(EntityRef entity) =>
        [entity.ToString(), $"{entity.Namespace}/{entity.Name}", $"{entity.Kind}:{entity.Name}", entity.Name];

    /// <summary>Whether a text names something hidden.</summary>
    public bool IsIn(string text)
    {
        if (_names.Count == 0)
        {
            return false;
        }

        if (_unusual.Exists(n => text.Contains(n, StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        var lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var rest = text.AsSpan(); rest.IndexOfAny(OfNames) is >= 0 and var start;)
        {
            var length = rest[start..].IndexOfAnyExcept(OfNames) is >= 0 and var end ? end : rest.Length - start;
            if (IsHidden(rest.Slice(start, length), lookup))
            {
                return true;
            }

            rest = rest[(start + length)..];
        }

        return false;
    }

    // A place such as 'orders/catalog-info.yaml:12' names its source, and 'https://github.com/acme/orders/blob' its repository: each run of parts is looked up.
    private bool IsHidden(ReadOnlySpan<char> word, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> names)
    {
        for (var start = 0; start < word.Length; start++)
        {
            if (start > 0 && !IsEdge(word[start - 1]))
            {
                continue;
            }

            for (var end = start + 1; end <= Math.Min(word.Length, start + LongestName); end++)
            {
                if (_lengths[end - start] && (end == word.Length || IsEdge(word[end])) && names.Contains(word[start..end]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsEdge(char c) => c is '/' or ':' or '.' or '@' or '+';
}
