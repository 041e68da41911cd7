namespace Automation.Yaml.Syntax;

/// <summary>Adds tokens to maps without brackets.</summary>
internal sealed partial class TreeBuilder
{
    private void TakeIntoMap(CollectionSyntax map)
    {
        var item = map.Last;
        if (IsBlank)
        {
            TakeBlank(map, item);
            return;
        }

        if (_token.Indent < map.Indent)
        {
            Close();
            Take();
            return;
        }

        var isAtMapIndent = !_isKeyLine && _token.Indent == map.Indent;
        var isNext = isAtMapIndent && (item.IsEntry || item.IsExplicit) && _token.Kind != TokenKind.Dash;
        var before = isNext && item is { IsEntry: true, Value: null } ? LinesAfterEmpty(item, map.Indent) : default;
        switch (_token.Kind)
        {
            case TokenKind.Anchor or TokenKind.Tag:
                TakeProperty(map, item, isNext, before);
                break;
            case TokenKind.KeyMark:
                TakeKeyMark(map, item, isNext, before);
                break;
            case TokenKind.Colon when item.IsExplicit:
                TakeColonOfExplicit(map, item, before);
                _isKeyLine = true;
                break;
            case TokenKind.Colon:
                TakeColon(map, item, isNext, before);
                _isKeyLine = true;
                break;
            case TokenKind.Alias or TokenKind.Plain or TokenKind.SingleQuoted or TokenKind.DoubleQuoted:
                TakeText(map, item, isNext, before);
                break;
            default:
                TakeOther(map, item, isAtMapIndent, before);
                break;
        }
    }

    private void TakeProperty(CollectionSyntax map, SyntaxItem item, bool isNext, TokenRun before)
    {
        if (isNext || item.Value is not null)
        {
            Add(map, SyntaxItem.After(before.With(_index)));
            _isKeyLine = true;
        }
        else if (item.IsEntry)
        {
            item.Between = item.Between.With(_index);
        }
        else
        {
            item.Before = item.Before.With(_index);
        }
    }

    private void TakeKeyMark(CollectionSyntax map, SyntaxItem item, bool isNext, TokenRun before)
    {
        if (!item.IsEntry && !item.IsExplicit)
        {
            item.Before = item.Before.With(_index);
            item.IsExplicit = true;
        }
        else if (isNext || item.Value is not null)
        {
            Add(map, new SyntaxItem { Before = before.With(_index), IsExplicit = true });
        }
        else
        {
            OpenMap(new SyntaxItem { Before = Here, IsExplicit = true });
        }

        _isKeyLine = true;
    }

    private void TakeColonOfExplicit(CollectionSyntax map, SyntaxItem item, TokenRun before)
    {
        if (!item.IsEntry && _runs.Includes(item.Before, TokenKind.LineBreak))
        {
            item.Enter(null, Here);
        }
        else if (!item.IsEntry)
        {
            var (rest, own) = _runs.DivideProperties(item.Before);
            item.Before = rest;
            OpenMap(SyntaxItem.WithKey(own, null, Here));
        }
        else if (item.Value is not null)
        {
            Add(map, SyntaxItem.WithKey(default, null, Here));
        }
        else if (_runs.Includes(item.Between, TokenKind.Colon))
        {
            OpenMap(SyntaxItem.WithKey(before, null, Here));
        }
        else if (IsFlow(item.Key) && !_runs.Includes(item.Between, TokenKind.LineBreak))
        {
            var (rest, own) = _runs.DivideProperties(item.Before);
            var inner = SyntaxItem.WithKey(own, item.Key, item.Between.With(_index));
            (item.Before, item.Key, item.IsEntry, item.Between) = (rest, null, false, default);
            OpenMap(inner);
        }
        else
        {
            item.Between = item.Between.With(before).With(_index);
        }
    }

    private void TakeColon(CollectionSyntax map, SyntaxItem item, bool isNext, TokenRun before)
    {
        if (!item.IsEntry)
        {
            item.Enter(null, Here);
        }
        else if (item.Value is not null || isNext)
        {
            Add(map, SyntaxItem.WithKey(before, null, Here));
        }
        else if (_runs.Includes(item.Between, TokenKind.Colon))
        {
            OpenMap(SyntaxItem.WithKey(default, null, Here));
        }
        else
        {
            item.Between = item.Between.With(_index);
        }
    }

    private void TakeText(CollectionSyntax map, SyntaxItem item, bool isNext, TokenRun before)
    {
        var text = Text;
        if (isNext || item.Value is not null)
        {
            Add(map, SyntaxItem.WithKey(before, text, default));
            _isKeyLine = true;
        }
        else if (item.IsEntry)
        {
            Open(text);
        }
        else
        {
            item.Enter(text, default);
            _isKeyLine = true;
        }
    }

    private void TakeOther(CollectionSyntax map, SyntaxItem item, bool isAtMapIndent, TokenRun before)
    {
        if (Begin(map) is not { } value)
        {
            Close();
            Take();
            return;
        }

        if (_token.Kind == TokenKind.Dash)
        {
            if (!item.IsExplicit && item.IsEntry && !_runs.Includes(item.Between, TokenKind.LineBreak))
            {
                throw Fault(SyntaxFault.ListOnKeyLine);
            }
        }
        else if (isAtMapIndent)
        {
            Add(map, SyntaxItem.After(before));
        }

        Open(value);
    }

    // An empty value ends with its line; comments after an empty line belong to the next entry.
    private TokenRun LinesAfterEmpty(SyntaxItem item, int indent)
    {
        (item.Between, var after) = _runs.DivideAfterEmptyLine(item.Between, indent);
        return after;
    }

    private void OpenMap(SyntaxItem first) => Open(Block(CollectionKind.BlockMap, first));
}
