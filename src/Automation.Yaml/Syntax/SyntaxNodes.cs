namespace Automation.Yaml.Syntax;

/// <summary>A run of consecutive tokens, by number.</summary>
internal readonly record struct TokenRun(int From, int To)
{
    public bool IsEmpty => From == To;

    /// <summary>The run with one more token at its end.</summary>
    public TokenRun With(int token) => new(IsEmpty ? token : From, token + 1);

    /// <summary>The run with another after it.</summary>
    public TokenRun With(TokenRun next) => next.IsEmpty ? this : IsEmpty ? next : this with { To = next.To };

    public (TokenRun Before, TokenRun After) Divide(int token) => (this with { To = token }, this with { From = token });
}

/// <summary>A node of the syntax tree: how tokens belong together, before values are created from them.</summary>
internal abstract class SyntaxNode(int start)
{
    /// <summary>The start of the node, without its anchor and tag.</summary>
    public int Start => start;

    public int Indent { get; set; }
}

/// <summary>A text on one or more lines, or an alias.</summary>
internal sealed class TextSyntax(Token token) : SyntaxNode(token.Start)
{
    public Token Token => token;

    /// <summary>The tokens after it on its line.</summary>
    public TokenRun Trailing { get; set; }
}

/// <summary>A block of text.</summary>
internal sealed class BlockSyntax(Token indicator) : SyntaxNode(indicator.Start)
{
    /// <summary>Its <c>|</c> or <c>&gt;</c> with the indicators after it.</summary>
    public Token Indicator => indicator;

    public TokenRun Header { get; set; }

    /// <summary>The lines; null if the document ends before.</summary>
    public Token? Text { get; set; }
}

/// <summary>A list or map.</summary>
internal sealed class CollectionSyntax(CollectionKind kind, int start) : SyntaxNode(start)
{
    public CollectionKind Kind => kind;

    public List<SyntaxItem> Items { get; } = [];

    /// <summary>The closing bracket and the tokens after it on its line.</summary>
    public TokenRun Closing { get; set; }

    public SyntaxItem Last => Items[^1];

    public bool IsBlock => Kind is CollectionKind.BlockMap or CollectionKind.BlockList;
}

/// <summary>The kinds of lists and maps.</summary>
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
    /// <summary>The tokens before the item or its key: the dash or comma, its anchor and tag, spaces and comments.</summary>
    public TokenRun Before { get; set; }

    /// <summary>The key; null in a list, and for a key without text.</summary>
    public SyntaxNode? Key { get; set; }

    /// <summary>Whether it is an entry: there is a key, or a colon.</summary>
    public bool IsEntry { get; set; }

    /// <summary>The tokens between key and value: the colon, the value's anchor and tag, spaces and comments.</summary>
    public TokenRun Between { get; set; }

    public SyntaxNode? Value { get; set; }

    /// <summary>Whether there is a <c>?</c> before the key.</summary>
    public bool IsExplicit { get; set; }

    public static SyntaxItem After(TokenRun before) => new() { Before = before };

    public static SyntaxItem WithKey(TokenRun before, SyntaxNode? key, TokenRun between) =>
        new() { Before = before, Key = key, IsEntry = true, Between = between };

    public void Enter(SyntaxNode? key, TokenRun between) => (Key, IsEntry, Between) = (key, true, between);
}

internal sealed class DocumentSyntax
{
    /// <summary>The marker, the anchor and tag of the value, white space and comments.</summary>
    public TokenRun Before { get; set; }

    public SyntaxNode? Value { get; set; }
}
