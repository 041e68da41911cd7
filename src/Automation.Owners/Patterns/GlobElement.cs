namespace Automation.Owners.Patterns;

/// <summary>One element of a glob: a character, any character, one of a set, or a run of any characters.</summary>
internal readonly record struct GlobElement(GlobElementKind Kind, char Character = '\0', CharacterSet? Set = null)
{
    public static readonly GlobElement Run = new(GlobElementKind.Run);

    public static readonly GlobElement Any = new(GlobElementKind.Any);

    public static GlobElement Of(char character) => new(GlobElementKind.Character, character);

    public static GlobElement Of(CharacterSet set) => new(GlobElementKind.Set, '\0', set);
}

internal enum GlobElementKind
{
    Character,
    Any,
    Set,
    Run,
}
