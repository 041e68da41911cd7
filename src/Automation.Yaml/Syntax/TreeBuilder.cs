using Automation.Yaml.Nodes;

namespace Automation.Yaml.Syntax;

/// <summary>
/// Builds the syntax tree of a document, with a stack of open nodes: each token is added to the top node, which is closed if it
/// cannot contain the token. Errors in the parts are found when values are created from them.
/// </summary>
/// <remarks>The rules of <c>yaml</c> 2.9, which accepts more structures than YAML 1.2.</remarks>
internal sealed partial class TreeBuilder(string text, Tokenizer tokenizer, int mostItems)
{
    private readonly IReadOnlyList<Token> _tokens = tokenizer.Tokens;
    private readonly TokenRuns _runs = new(tokenizer.Tokens);
    private readonly DocumentSyntax _document = new();
    private readonly List<SyntaxNode> _open = [];
    private int _items;
    private int _index;
    private Token _token;
    private bool _isKeyLine; // whether a key of the innermost map is on this line

    public DocumentSyntax Build()
    {
        while (_index < _tokens.Count || tokenizer.Advance())
        {
            for (; _index < _tokens.Count; _index++)
            {
                _token = _tokens[_index];
                Take();
            }
        }

        return Finish();
    }

    /// <summary>Closes all open nodes and returns the tree.</summary>
    public DocumentSyntax Finish()
    {
        while (_open.Count > 0)
        {
            Close();
        }

        return _document;
    }

    private SyntaxNode? Parent => _open.Count > 1 ? _open[^2] : null;

    private void Take()
    {
        switch (_open.Count == 0 ? null : _open[^1])
        {
            case null:
                TakeIntoDocument();
                break;
            case TextSyntax scalar:
                TakeAfter(scalar);
                break;
            case BlockSyntax block:
                TakeInto(block);
                break;
            case CollectionSyntax { Kind: CollectionKind.BlockMap } map:
                TakeIntoMap(map);
                break;
            case CollectionSyntax { Kind: CollectionKind.BlockList } list:
                TakeIntoList(list);
                break;
            case CollectionSyntax { Closing.IsEmpty: true } brackets:
                TakeIntoBrackets(brackets);
                break;
            case var brackets:
                TakeAfter((CollectionSyntax)brackets);
                break;
        }
    }

    private void TakeIntoDocument()
    {
        if (_document.Value is null
            && (IsBlank || _token.Kind is TokenKind.Anchor or TokenKind.Tag || (_token.Kind == TokenKind.Marker && _document.Before.IsEmpty)))
        {
            _document.Before = _document.Before.With(_index);
        }
        else if (_document.Value is null && Begin(null) is { } value)
        {
            Open(value);
        }
        else if (!IsBlank)
        {
            throw Fault(SyntaxFault.OutOfPlace);
        }
    }

    private void TakeAfter(TextSyntax scalar)
    {
        if (_token.Kind == TokenKind.Colon)
        {
            ReplaceByMap(scalar, scalar.Trailing.With(_index));
            scalar.Trailing = default;
        }
        else if (!EndsLine())
        {
            scalar.Trailing = scalar.Trailing.With(_index);
            CloseAtLineBreak();
        }
    }

    // A token that cannot follow a value on its line ends the value.
    private bool EndsLine()
    {
        if (_token.Kind is not (TokenKind.Comma or TokenKind.Marker or TokenKind.Close or TokenKind.Colon))
        {
            return false;
        }

        Close();
        Take();
        return true;
    }

    private void CloseAtLineBreak()
    {
        if (_token.Kind == TokenKind.LineBreak)
        {
            _isKeyLine = false;
            Close();
        }
        else if (!IsBlank)
        {
            throw Fault(SyntaxFault.AfterValue);
        }
    }

    // A value turns out to be the first key of a map.
    private void ReplaceByMap(SyntaxNode key, TokenRun between)
    {
        var map = new CollectionSyntax(CollectionKind.BlockMap, key.Start) { Indent = key.Indent };
        map.Items.Add(SyntaxItem.WithKey(TakeProperties(Parent), key, between));
        _open.RemoveAt(_open.Count - 1);
        _isKeyLine = true;
        Open(map);
    }

    private void TakeInto(BlockSyntax block)
    {
        if (_token.Kind == TokenKind.BlockText)
        {
            block.Text = _token;
            Close();
        }
        else if (IsBlank)
        {
            block.Header = block.Header.With(_index);
        }
        else
        {
            throw Fault(SyntaxFault.BlockHeader);
        }
    }

    private void TakeIntoList(CollectionSyntax list)
    {
        var item = list.Last;
        if (IsBlank)
        {
            TakeBlank(list, item);
        }
        else if (_token.Kind is TokenKind.Anchor or TokenKind.Tag && item.Value is null && _token.Indent > list.Indent)
        {
            item.Before = item.Before.With(_index);
        }
        else if (_token.Kind == TokenKind.Dash && _token.Indent == list.Indent)
        {
            if (item.Value is not null || _runs.Includes(item.Before, TokenKind.Dash))
            {
                Add(list, SyntaxItem.After(Here));
            }
            else
            {
                item.Before = item.Before.With(_index);
            }
        }
        else if (_token.Indent > list.Indent && Begin(list) is { } value)
        {
            Open(value);
        }
        else
        {
            Close();
            Take();
        }
    }

    // White space, comments and line breaks within a map or list without brackets.
    private void TakeBlank(CollectionSyntax collection, SyntaxItem item)
    {
        var isLineBreak = _token.Kind == TokenKind.LineBreak;
        _isKeyLine &= !(isLineBreak && collection.Kind == CollectionKind.BlockMap);
        if (item.Value is not null && isLineBreak && Trailing(item.Value) is { IsEmpty: false } trailing && _tokens[trailing.To - 1].Kind == TokenKind.Comment)
        {
            SetTrailing(item.Value, trailing.With(_index));
        }
        else if (item.Value is not null)
        {
            Add(collection, SyntaxItem.After(Here));
        }
        else if (item.IsEntry)
        {
            item.Between = item.Between.With(_index);
        }
        else if (_token.Kind == TokenKind.Comment && _token.Indent > collection.Indent && _runs.HasNoComment(item.Before)
            && collection.Items.Count > 1 && collection.Items[^2].Value is { } above
            && (!Trailing(above).IsEmpty || above is CollectionSyntax { IsBlock: false }))
        {
            // A comment with the same indentation as the node above it belongs to that node.
            SetTrailing(above, Trailing(above).With(item.Before).With(_index));
            collection.Items.RemoveAt(collection.Items.Count - 1);
        }
        else
        {
            item.Before = item.Before.With(_index);
        }
    }

    // The value that a token begins; null if there is none.
    private SyntaxNode? Begin(SyntaxNode? parent)
    {
        switch (_token.Kind)
        {
            case TokenKind.Alias or TokenKind.Plain or TokenKind.SingleQuoted or TokenKind.DoubleQuoted:
                return Text;
            case TokenKind.BlockHeader:
                return new BlockSyntax(_token) { Indent = _token.Indent };
            case TokenKind.Open:
                var kind = text[_token.Start] == '{' ? CollectionKind.FlowMap : CollectionKind.FlowList;
                return new CollectionSyntax(kind, _token.Start) { Indent = _token.Indent };
            case TokenKind.Dash:
                return Block(CollectionKind.BlockList, SyntaxItem.After(Here));
            case TokenKind.KeyMark:
                _isKeyLine = true;
                return Block(CollectionKind.BlockMap, new SyntaxItem { Before = TakeProperties(parent).With(_index), IsExplicit = true });
            case TokenKind.Colon:
                _isKeyLine = true;
                return Block(CollectionKind.BlockMap, SyntaxItem.WithKey(TakeProperties(parent), null, Here));
            default:
                return null;
        }
    }

    private CollectionSyntax Block(CollectionKind kind, SyntaxItem first)
    {
        var collection = new CollectionSyntax(kind, _token.Start) { Indent = _token.Indent };
        Add(collection, first);
        return collection;
    }

    private void Open(SyntaxNode node)
    {
        if (node is CollectionSyntax && _open.Count == YamlLimits.Depth)
        {
            throw Fault(SyntaxFault.TooDeep);
        }

        _open.Add(node);
    }

    private void Add(CollectionSyntax collection, SyntaxItem item)
    {
        // The limit of values also limits the items.
        if (++_items > mostItems)
        {
            throw Fault(SyntaxFault.TooManyValues);
        }

        collection.Items.Add(item);
    }

    private void Close()
    {
        var node = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        var parent = _open.Count == 0 ? null : _open[^1] as CollectionSyntax;
        if (node is BlockSyntax || (node is CollectionSyntax { IsBlock: false } && parent is null))
        {
            node.Indent = parent?.Indent ?? 0;
        }

        if (node is CollectionSyntax brackets)
        {
            SettleItems(brackets);
        }

        if (parent is null)
        {
            _document.Value = node;
        }
        else if (!Put(node, parent))
        {
            return;
        }

        if (node is CollectionSyntax { IsBlock: true } block && LeavesComments(block))
        {
            // Comments and blank lines after its last item belong to the enclosing node.
            parent?.Items.Add(SyntaxItem.After(block.Last.Before));
            block.Items.RemoveAt(block.Items.Count - 1);
        }
    }

    // Whether the node is the value of an item, and not a key.
    private bool Put(SyntaxNode node, CollectionSyntax parent)
    {
        var item = parent.Items.Count == 0 ? null : parent.Last;
        if (parent.Kind == CollectionKind.BlockList)
        {
            if (item!.Value is null)
            {
                item.Value = node;
            }
            else
            {
                Add(parent, new SyntaxItem { Value = node });
            }

            return true;
        }

        if (item is null or { Value: not null })
        {
            Add(parent, SyntaxItem.WithKey(default, node, default));
            _isKeyLine |= parent.IsBlock;
            return false;
        }

        if (item.IsEntry)
        {
            item.Value = node;
            return parent.IsBlock;
        }

        item.Enter(node, default);
        _isKeyLine = parent.IsBlock ? !item.IsExplicit : _isKeyLine;
        return false;
    }

    private bool LeavesComments(CollectionSyntax block) =>
        block.Items is [.., { IsEntry: false, Value: null, Before: { IsEmpty: false } before }] && _runs.IsBlank(before)
        && (block.Indent == 0 || !_runs.HasCommentFrom(before, block.Indent));

    // The anchor and tag before a key belong to the key, although they were first assigned to the node around its map.
    private TokenRun TakeProperties(SyntaxNode? parent)
    {
        switch (parent)
        {
            case null:
                (_document.Before, var own) = _runs.DivideProperties(_document.Before);
                return own;
            case CollectionSyntax { Kind: CollectionKind.BlockMap, Last: { IsEntry: true } entry }:
                (entry.Between, own) = _runs.DivideProperties(entry.Between);
                return own;
            case CollectionSyntax { IsBlock: true, Last: var item }:
                (item.Before, own) = _runs.DivideProperties(item.Before);
                return own;
            default:
                return default;
        }
    }

    private static bool IsFlow(SyntaxNode? node) => node is TextSyntax or CollectionSyntax { IsBlock: false };

    private static TokenRun Trailing(SyntaxNode node) => node switch
    {
        TextSyntax scalar => scalar.Trailing,
        CollectionSyntax brackets => brackets.Closing,
        _ => default,
    };

    private static void SetTrailing(SyntaxNode node, TokenRun trailing)
    {
        switch (node)
        {
            case TextSyntax scalar:
                scalar.Trailing = trailing;
                break;
            case CollectionSyntax brackets:
                brackets.Closing = trailing;
                break;
        }
    }

    private bool IsBlank => _token.Kind is TokenKind.Blank or TokenKind.Comment or TokenKind.LineBreak;

    private TokenRun Here => new(_index, _index + 1);

    private TextSyntax Text => new(_token) { Indent = _token.Indent };

    private SyntaxException Fault(SyntaxFault fault) => new(fault, _token.Start, _token.End);
}
