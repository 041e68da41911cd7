namespace Automation.Yaml.Syntax;

internal enum SyntaxFault
{
    /// <summary>Text that is not allowed in the structure around it.</summary>
    OutOfPlace,

    /// <summary>Text after the end of a value.</summary>
    AfterValue,

    /// <summary>A tab where only spaces may indent.</summary>
    Tab,

    /// <summary>Plain text that begins with a character reserved for something else.</summary>
    ReservedStart,

    /// <summary>A quote that is not closed before the document ends.</summary>
    OpenQuote,

    /// <summary>A quote whose next line is not indented as its continuation.</summary>
    QuoteTooFarLeft,

    /// <summary>An unknown escape.</summary>
    Escape,

    /// <summary>A numeric escape with missing digits or without a valid character.</summary>
    EscapeNumber,

    /// <summary>A bracket that is not closed.</summary>
    OpenBracket,

    /// <summary>A line within brackets that is not indented as their continuation.</summary>
    TooFarLeft,

    /// <summary>An extra or missing comma.</summary>
    Comma,

    /// <summary>A block map or list within brackets.</summary>
    BlockInBrackets,

    /// <summary>A map that begins on the line of the key it is the value of.</summary>
    SecondColon,

    /// <summary>A key without a colon.</summary>
    NoColon,

    /// <summary>A key on more than one line.</summary>
    LongKey,

    /// <summary>A list or map in brackets where it cannot be a key.</summary>
    BracketedKey,

    /// <summary>An item or entry at another column than its siblings.</summary>
    Indentation,

    /// <summary>A list that begins on the line of its key.</summary>
    ListOnKeyLine,

    /// <summary>An anchor or tag on the line of the list's first dash, or before something that cannot have one.</summary>
    Properties,

    /// <summary>A collection on the line of the document's marker.</summary>
    OnMarkerLine,

    /// <summary>Something other than a comment after <c>|</c> or <c>&gt;</c>.</summary>
    BlockHeader,

    /// <summary>A line of a block of text that is not indented enough.</summary>
    BlockTooFarLeft,

    /// <summary>A block of text that begins with a blank line indented further than its text.</summary>
    BlockStartsBlank,

    /// <summary>An anchor or alias without a name, or with an invalid one.</summary>
    Alias,

    /// <summary>A tag that cannot be resolved.</summary>
    Tag,

    /// <summary>Missing white space: before a comment, after an anchor or tag.</summary>
    NoBlank,

    /// <summary>Nested too deeply.</summary>
    TooDeep,

    TooManyValues,
}

/// <summary>Ends the reading of one document, from any depth; caught within this project.</summary>
internal sealed class SyntaxException(SyntaxFault fault, int start, int end) : Exception(fault.ToString())
{
    public SyntaxFault Fault => fault;

    public int Start => start;

    public int End => end;
}
