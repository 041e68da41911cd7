namespace Automation.Yaml.Syntax;

/// <summary>Tokens that follow one another, by number.</summary>
internal readonly record struct TokenRun(int From, int To)
{
    public bool IsEmpty => From == To;

    /// <summary>The run with one more at its end.</summary>
    public TokenRun With(int token) => new(IsEmpty ? token : From, token + 1);

    /// <summary>The run with another after it.</summary>
    public TokenRun With(TokenRun next) => next.IsEmpty ? this : IsEmpty ? next : this with { To = next.To };

    /// <summary>Divides it before a token.</summary>
    public (TokenRun Before, TokenRun After) Divide(int token) => (this with { To = token }, this with { From = token });
}

/// <summary>A value as it is written: how its tokens belong together, before anything is made of them.</summary>
internal abstract class SyntaxNode(int start)
{
    /// <summary>Where it begins, its anchor and tag not counted.</summary>
    public int Start => start;

    /// <summary>How far it is indented.</summary>
    public int Indent { get; set; }
}

/// <summary>A text on one or more lines, or an alias.</summary>
internal sealed class TextSyntax(Token token) : SyntaxNode(token.Start)
{
    public Token Token => token;

    /// <summary>What follows it on its line.</summary>
    public TokenRun Trailing { get; set; }
}

/// <summary>A block of text.</summary>
internal sealed class BlockSyntax(Token indicator) : SyntaxNode(indicator.Start)
{
    /// <summary>Its <c>|</c> or <c>&gt;</c> and what is joined to it.</summary>
    public Token Indicator => indicator;

    /// <summary>The rest of that line.</summary>
    public TokenRun Header { get; set; }

    /// <summary>Its lines; null if the document ends before.</summary>
    public Token? Text { get; set; }
}

/// <summary>A list or map.</summary>
internal sealed class CollectionSyntax(CollectionKind kind, int start) : SyntaxNode(start)
{
    public CollectionKind Kind => kind;

    public List<SyntaxItem> Items { get; } = [];

    /// <summary>The closing bracket and what follows it on its line.</summary>
    public TokenRun Closing { get; set; }

    public SyntaxItem Last => Items[^1];

    public bool IsBlock => Kind is CollectionKind.BlockMap or CollectionKind.BlockList;
}

/// <summary>The sorts of lists and maps.</summary>
internal enum CollectionKind
{
    /// <summary>A map without brackets.</summary>
    BlockMap,

    /// <summary>A list without brackets.</summary>
    BlockList,

    /// <summary>A map in brackets.</summary>
    FlowMap,

    /// <summary>A list in brackets.</summary>
    FlowList,
}

/// <summary>An item of a list, an entry of a map, or comments and line breaks that belong to neither.</summary>
internal sealed class SyntaxItem
{
    /// <summary>What precedes the item or its key: the dash or comma, its anchor and tag, spaces and comments.</summary>
    public TokenRun Before { get; set; }

    /// <summary>The key; null in a list, and for a key without text.</summary>
    public SyntaxNode? Key { get; set; }

    /// <summary>Whether it is an entry: there is a key, or a colon.</summary>
    public bool IsEntry { get; set; }

    /// <summary>What is between key and value: the colon, the value's anchor and tag, spaces and comments.</summary>
    public TokenRun Between { get; set; }

    public SyntaxNode? Value { get; set; }

    /// <summary>Whether there is a <c>?</c> before the key.</summary>
    public bool IsExplicit { get; set; }

    public static SyntaxItem After(TokenRun before) => new() { Before = before };

    public static SyntaxItem WithKey(TokenRun before, SyntaxNode? key, TokenRun between) =>
        new() { Before = before, Key = key, IsEntry = true, Between = between };

    /// <summary>Makes an entry of it.</summary>
    public void Enter(SyntaxNode? key, TokenRun between) => (Key, IsEntry, Between) = (key, true, between);
}

internal sealed class DocumentSyntax
{
    /// <summary>The marker, the anchor and tag of the value, white space and comments.</summary>
    public TokenRun Before { get; set; }

    public SyntaxNode? Value { get; set; }
}
