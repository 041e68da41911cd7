using Automation.Core.Text;

namespace Automation.Portal.Searching;

/// <summary>
/// The searched text of an entity: one field per line, parts of a field separated by tabs, in lower case. <c>ranking.js</c> makes the same text from the
/// search data; both must stay the same.
/// </summary>
internal static class SearchText
{
    public const char NextField = '\n', NextPart = '\t';

    public const int LongestDescription = 80, LongestName = 120, MostParts = 20, LongestQuery = 200, MostWords = 8;

    private static readonly char[] Spaces = [' ', '\t', '\n', '\r', '\f', '\v', '\u00A0'];

    /// <summary>The fields in their order, which is also their weight: name, title, ref, aliases, owner and tags, description.</summary>
    public static string Of(SearchEntity entity) => Lower(
        string.Join(
            NextField,
            entity.Name,
            entity.Title,
            $"{entity.Kind}:{entity.Namespace}/{entity.Name}",
            string.Join(NextPart, entity.Aliases),
            string.Join(NextPart, entity.Tags.Prepend(entity.Owner)),
            entity.Description));

    /// <summary>The entity with its texts as they go into the search data: bounded, on one line, without invisible characters.</summary>
    public static SearchEntity Bounded(SearchEntity entity) => entity with
    {
        Title = Line(entity.Title, LongestName),
        Owner = Line(entity.Owner, LongestName * 2),
        Description = Line(entity.Description, LongestDescription),
        Tags = [.. entity.Tags.Take(MostParts).Select(t => Line(t, LongestName))],
        Aliases = [.. entity.Aliases.Take(MostParts).Select(a => Line(a, LongestName))],
    };

    /// <summary>The words of a query, the whole query first.</summary>
    public static IReadOnlyList<string> Words(string query)
    {
        var words = Lower(query.Length > LongestQuery ? query[..LongestQuery] : query).Split(Spaces, StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? [] : [string.Join(' ', words), .. words.Take(MostWords)];
    }

    /// <summary>Lower case character by character, so that no character depends on its neighbours.</summary>
    public static string Lower(string text) => text.ToLowerInvariant().Replace("\u0130", "i\u0307", StringComparison.Ordinal);

    private static string Line(string text, int limit)
    {
        // Line breaks of a description separate words.
        var part = text.Length > limit * 4 ? text[..(limit * 4)] : text;
        return VisibleText.Of(string.Join(' ', part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), limit);
    }
}
