namespace Automation.Yaml.Nodes;

/// <summary>Why a document could not be read.</summary>
/// <param name="Kind">The kind of problem.</param>
/// <param name="Message">What is wrong, human-readable.</param>
/// <param name="Start">The offset of the place in the file's text.</param>
/// <param name="End">The offset after it.</param>
public sealed record YamlProblem(YamlProblemKind Kind, string Message, int Start, int End)
{
    /// <summary>A related place, such as the first of two equal keys.</summary>
    public (int Start, int End)? Related { get; init; }
}

/// <summary>The kinds of problems of a document.</summary>
public enum YamlProblemKind
{
    /// <summary>The text is not well-formed YAML.</summary>
    Syntax,

    /// <summary>A map has the same key twice.</summary>
    DuplicateKey,

    /// <summary>An alias without an anchor before it.</summary>
    UndefinedAlias,

    /// <summary>A merge key (YAML 1.1) merges something that is not a map.</summary>
    BadMerge,

    /// <summary>Too deeply nested.</summary>
    TooDeep,

    /// <summary>Too many aliases, or aliases of values that are too large.</summary>
    TooManyAliases,

    /// <summary>Too many values.</summary>
    TooManyNodes,

    /// <summary>Too many documents in the file.</summary>
    TooManyDocuments,
}
