namespace Automation.Yaml.Syntax;

/// <summary>A token: a range of a document with one meaning. Every character of a document belongs to exactly one.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="Start">The offset of its first character.</param>
/// <param name="End">The offset after its last character.</param>
/// <param name="Indent">The indentation of its line up to here; dashes, '?' and ':' at the line's beginning count as indentation.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int End, int Indent)
{
    public bool IsEmpty => Start == End;
}

internal enum TokenKind : byte
{
    /// <summary>Spaces and tabs.</summary>
    Blank,

    /// <summary>LF or CRLF.</summary>
    LineBreak,

    /// <summary>From <c>#</c> to the end of the line.</summary>
    Comment,

    /// <summary><c>&amp;name</c>.</summary>
    Anchor,

    Tag,

    /// <summary><c>*name</c>.</summary>
    Alias,

    /// <summary>Text without quotes.</summary>
    Plain,

    /// <summary>Text in single quotes.</summary>
    SingleQuoted,

    /// <summary>Text in double quotes.</summary>
    DoubleQuoted,

    /// <summary><c>|</c> or <c>&gt;</c> with the indicators after it.</summary>
    BlockHeader,

    /// <summary>The lines of a block of text; may be empty.</summary>
    BlockText,

    /// <summary><c>-</c> before an item of a list.</summary>
    Dash,

    /// <summary><c>?</c> before a key.</summary>
    KeyMark,

    /// <summary><c>:</c> before a value.</summary>
    Colon,

    /// <summary><c>{</c> or <c>[</c>.</summary>
    Open,

    /// <summary><c>}</c> or <c>]</c>.</summary>
    Close,

    /// <summary><c>,</c> within brackets.</summary>
    Comma,

    /// <summary>The start of a line with too little indentation for the open brackets; it has no characters.</summary>
    Cut,

    /// <summary><c>---</c>.</summary>
    Marker,

    /// <summary>Text that is not allowed at its place.</summary>
    Stray,
}
