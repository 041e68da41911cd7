using Automation.Templates.Language.Values;

namespace Automation.Templates.Parameters.Schemas;

/// <summary>
/// A regular expression of a schema. As in Backstage's validator, it is read as JavaScript's Unicode syntax, where a character outside the basic plane is one
/// character, and as the older, tolerant syntax if it is none.
/// </summary>
internal sealed class SchemaPattern
{
    // The length of a text that counts as one step of work.
    private const int CharactersPerStep = 1_000;

    private readonly BoundedRegex _regex;

    private SchemaPattern(BoundedRegex regex) => _regex = regex;

    /// <summary>Reads an expression; null if JavaScript has none.</summary>
    public static SchemaPattern? Parse(string source) =>
        (Read(source, isUnicode: true) ?? Read(source, isUnicode: false)) is { } regex ? new SchemaPattern(regex) : null;

    /// <summary>Whether the text has a match. An expression that takes too long ends the validation.</summary>
    public bool IsMatch(string text, SchemaWork work)
    {
        work.Spend(1 + (text.Length / CharactersPerStep));
        try
        {
            return _regex.IsMatch(text, 0);
        }
        catch (TemplateException)
        {
            throw new SchemaWorkException("A pattern of the schema takes too long on this value. Use a pattern without nested repetition.");
        }
    }

    private static BoundedRegex? Read(string source, bool isUnicode) =>
        PatternSyntax.Translate(source, isUnicode) is { } pattern ? BoundedRegex.Parse(pattern, "") : null;
}
