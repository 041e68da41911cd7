namespace Automation.Yaml.Syntax;

/// <summary>Adds tokens to lists and maps in brackets.</summary>
internal sealed partial class TreeBuilder
{
    private void TakeAfter(CollectionSyntax brackets)
    {
        var map = Parent is CollectionSyntax { Kind: CollectionKind.BlockMap } parent ? parent : null;
        if (map is not null && ((_token.Kind == TokenKind.Colon && map.Indent == brackets.Indent) || (_token.Kind == TokenKind.LineBreak && !map.Last.IsEntry)))
        {
            Close();
            Take();
        }
        else if (_token.Kind == TokenKind.Colon && Parent is not CollectionSyntax { IsBlock: false })
        {
            SettleItems(brackets);
            var (closing, trailing) = brackets.Closing.Divide(brackets.Closing.From + 1);
            ReplaceByMap(brackets, trailing.With(_index));
            brackets.Closing = closing;
        }
        else if (!EndsLine())
        {
            brackets.Closing = brackets.Closing.With(_index);
            CloseAtLineBreak();
        }
    }

    private void TakeIntoBrackets(CollectionSyntax brackets)
    {
        var item = brackets.Items.Count == 0 ? null : brackets.Last;
        switch (_token.Kind)
        {
            case TokenKind.Cut:
                throw new SyntaxException(SyntaxFault.TooFarLeft, _token.Start, brackets.Start);
            case TokenKind.Close:
                brackets.Closing = Here;
                break;
            case TokenKind.Comma or TokenKind.KeyMark when item is null or { IsEntry: true }:
                Add(brackets, SyntaxItem.After(Here));
                break;
            case TokenKind.Comma or TokenKind.KeyMark:
                item.Before = item.Before.With(_index);
                break;
            case TokenKind.Colon when item is null or { Value: not null }:
                Add(brackets, SyntaxItem.WithKey(default, null, Here));
                break;
            case TokenKind.Colon when !item.IsEntry:
                item.Enter(null, Here);
                break;
            case TokenKind.Blank or TokenKind.Comment or TokenKind.LineBreak or TokenKind.Anchor or TokenKind.Tag when item is null or { Value: not null }:
                Add(brackets, SyntaxItem.After(Here));
                break;
            case TokenKind.Colon or TokenKind.Blank or TokenKind.Comment or TokenKind.LineBreak or TokenKind.Anchor or TokenKind.Tag when item.IsEntry:
                item.Between = item.Between.With(_index);
                break;
            case TokenKind.Blank or TokenKind.Comment or TokenKind.LineBreak or TokenKind.Anchor or TokenKind.Tag:
                item.Before = item.Before.With(_index);
                break;
            case TokenKind.Alias or TokenKind.Plain or TokenKind.SingleQuoted or TokenKind.DoubleQuoted when item is null or { Value: not null }:
                Add(brackets, SyntaxItem.WithKey(default, Text, default));
                break;
            case TokenKind.Alias or TokenKind.Plain or TokenKind.SingleQuoted or TokenKind.DoubleQuoted when !item.IsEntry:
                item.Enter(Text, default);
                break;
            default:
                Open(Begin(brackets) ?? throw Fault(SyntaxFault.OutOfPlace));
                break;
        }
    }

    // Between '[' and ']', an element without a colon is an item and not a key.
    private void SettleItems(CollectionSyntax collection)
    {
        foreach (var item in collection.Kind == CollectionKind.FlowList ? collection.Items : [])
        {
            if (!item.IsEntry || item.Value is not null || _runs.Includes(item.Before, TokenKind.KeyMark) || _runs.Includes(item.Between, TokenKind.Colon))
            {
                continue;
            }

            var between = item.Between;
            (item.Value, item.Key, item.IsEntry, item.Between) = (item.Key, null, false, default);
            if (item.Value is not null && IsFlow(item.Value))
            {
                SetTrailing(item.Value, Trailing(item.Value).With(between));
            }
            else
            {
                item.Before = item.Before.With(between);
            }
        }
    }
}
