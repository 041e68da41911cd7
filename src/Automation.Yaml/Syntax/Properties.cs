namespace Automation.Yaml.Syntax;

/// <summary>The properties before a value: its indicator, its anchor and its tag.</summary>
/// <param name="Indicator">The marker, dash, <c>?</c> or <c>:</c>.</param>
/// <param name="Comma">The comma, within brackets.</param>
/// <param name="HasLineBreak">Whether there is a line break.</param>
/// <param name="LineBreakAfter">The offset of the last line break after an anchor or tag; -1 if there is none.</param>
/// <param name="End">The offset after it.</param>
internal readonly record struct Properties(Token? Indicator, Token? Comma, Token? Anchor, Token? Tag, bool HasLineBreak, int LineBreakAfter, int End)
{
    public bool HasAny => Anchor is not null || Tag is not null;

    /// <summary>Where the value begins: at its anchor or tag, whichever is first, or else at the value itself.</summary>
    public int StartOf(int value) => Math.Min(value, Math.Min(Anchor?.Start ?? value, Tag?.Start ?? value));
}

/// <summary>The context in which properties are read.</summary>
/// <param name="Indicator">The indicator that may be among them.</param>
/// <param name="Offset">The offset to use if there are none.</param>
/// <param name="ParentIndent">How far the list or map around them is indented.</param>
internal readonly record struct PropertyPlace(TokenKind Indicator, int Offset, int ParentIndent)
{
    public SyntaxNode? Next { get; init; }

    /// <summary>The token after the properties, if it is not the start of a value.</summary>
    public Token? NextToken { get; init; }

    public bool StartsLine { get; init; }

    public bool IsFlow { get; init; }
}

/// <summary>Reads the properties before values, and finds tokens that are not allowed there.</summary>
internal sealed class PropertyReader(string text, IReadOnlyList<Token> tokens)
{
    public Properties Read(TokenRun run, PropertyPlace place)
    {
        Token? indicator = null, comma = null, anchor = null, tag = null, tab = null, unspaced = null;
        var (isLineStart, hasBlank, hasLineBreak, lineBreakAfter) = (place.StartsLine, place.StartsLine, false, -1);
        for (var i = run.From; i < run.To; i++)
        {
            var token = tokens[i];
            if (unspaced is not null && token.Kind is not (TokenKind.Blank or TokenKind.LineBreak or TokenKind.Comma))
            {
                throw Fault(SyntaxFault.NoBlank, token);
            }

            unspaced = null;
            if (tab is { } wrong && isLineStart && token.Kind is not (TokenKind.Comment or TokenKind.LineBreak))
            {
                throw Fault(SyntaxFault.Tab, wrong);
            }

            tab = null;
            switch (token.Kind)
            {
                case TokenKind.Blank:
                    tab = CanBeWrong(place) && text.AsSpan(token.Start, token.End - token.Start).Contains('\t') ? token : null;
                    hasBlank = true;
                    break;
                case TokenKind.Comment when hasBlank:
                    isLineStart = false;
                    break;
                case TokenKind.LineBreak:
                    (isLineStart, hasBlank, hasLineBreak) = (true, true, true);
                    lineBreakAfter = anchor is not null || tag is not null ? token.Start : lineBreakAfter;
                    break;
                case TokenKind.Anchor when anchor is null:
                    (anchor, unspaced, isLineStart, hasBlank) = (token, token, false, false);
                    break;
                case TokenKind.Tag when tag is null:
                    (tag, unspaced, isLineStart, hasBlank) = (token, token, false, false);
                    break;
                case TokenKind.Comma when place.IsFlow && comma is null:
                    (comma, isLineStart, hasBlank) = (token, false, false);
                    break;
                case var kind when kind == place.Indicator && indicator is null && anchor is null && tag is null:
                    (indicator, isLineStart, hasBlank) = (token, kind is TokenKind.Dash or TokenKind.KeyMark, false);
                    break;
                case TokenKind.Comment:
                    throw Fault(SyntaxFault.NoBlank, token);
                case TokenKind.Anchor or TokenKind.Tag:
                    throw Fault(SyntaxFault.Properties, token);
                case TokenKind.Comma:
                    throw Fault(place.IsFlow ? SyntaxFault.Comma : SyntaxFault.OutOfPlace, token);
                case var kind when kind == place.Indicator && indicator is null:
                    throw Fault(SyntaxFault.Properties, anchor ?? tag!.Value);
                default:
                    throw Fault(SyntaxFault.OutOfPlace, token);
            }
        }

        if (unspaced is { } last && !IsSpaced(place))
        {
            throw Fault(SyntaxFault.NoBlank, last);
        }

        if (tab is { } before && ((isLineStart && before.Indent <= place.ParentIndent) || place.Next is CollectionSyntax { IsBlock: true }))
        {
            throw Fault(SyntaxFault.Tab, before);
        }

        return new Properties(indicator, comma, anchor, tag, hasLineBreak, lineBreakAfter, run.IsEmpty ? place.Offset : tokens[run.To - 1].End);
    }

    // Within brackets, and before them if they are the whole document, tabs indent like spaces.
    private static bool CanBeWrong(PropertyPlace place) =>
        !place.IsFlow && !(place.Indicator == TokenKind.Marker && place.Next is CollectionSyntax { IsBlock: false });

    private static bool IsSpaced(PropertyPlace place) => place.Next switch
    {
        null => place.NextToken is null or { Kind: TokenKind.Blank or TokenKind.LineBreak or TokenKind.Comma },
        TextSyntax { Token: { Kind: TokenKind.Plain, IsEmpty: true } } => true,
        _ => false,
    };

    private SyntaxException Fault(SyntaxFault fault, Token token)
    {
        var tab = fault == SyntaxFault.Tab ? text.AsSpan(token.Start, token.End - token.Start).IndexOf('\t') : 0;
        return new SyntaxException(fault, token.Start + tab, token.End);
    }
}
