using Automation.Yaml.Nodes;
using Automation.Yaml.Syntax;
using Automation.Yaml.Typing;

namespace Automation.Yaml.Reading;

/// <summary>Lists and maps.</summary>
internal sealed partial class DocumentReader
{
    private YamlMapping ReadMap(CollectionSyntax map, string? tag, int start)
    {
        Enter(start);
        var entries = new EntryCollector(_slice.Version, _problems);
        var (offset, end, weight, hasComments) = (map.Start, map.Start, 1L, false);
        SyntaxItem? afterComments = null;
        foreach (var item in map.Items)
        {
            var before = _properties.Read(
                item.Before,
                new PropertyPlace(TokenKind.KeyMark, offset, map.Indent) { Next = item.Key, NextToken = TokenAfterKey(item), StartsLine = true });
            if (before.Indicator is null && !before.HasAny && !item.IsEntry)
            {
                hasComments = true;
                continue;
            }

            afterComments ??= hasComments ? item : null;
            CheckKey(map, item, before);
            var key = Read(item.Key, before, EmptyKey(item, before.End));
            var after = _properties.Read(
                item.Between, new PropertyPlace(TokenKind.Colon, key.End, map.Indent) { Next = item.Value, StartsLine = item.Key is null or BlockSyntax });
            CheckColon(item, before, after, key);
            // A '?' key without a colon has no value.
            var value = Read(after.Indicator is null ? null : item.Value, after, after.Indicator?.End ?? key.End);
            entries.Add(key, KeyText.Of(key, _text), value, TagOf(before));
            weight += key.Weight + value.Weight;
            (offset, end) = (Math.Max(after.End, value.End), Math.Max(end, Math.Max(key.End, value.End)));
            start = Math.Min(start, key.Start);
        }

        // A bracket does not include the white space before it, as other keys do: comments there end the map, unless others follow.
        if (afterComments is not null && IsEntry(map.Last))
        {
            var at = afterComments.Key?.Start ?? end;
            throw new SyntaxException(SyntaxFault.BracketedKey, at, at);
        }

        _depth--;
        return Map(entries, tag, start, end, weight);
    }

    private bool IsEntry(SyntaxItem item) =>
        item.IsEntry
            || _runs.Includes(item.Before, TokenKind.KeyMark)
            || _runs.Includes(item.Before, TokenKind.Anchor)
            || _runs.Includes(item.Before, TokenKind.Tag);

    private void CheckKey(CollectionSyntax map, SyntaxItem item, Properties before)
    {
        var at = item.Key?.Start ?? before.End;
        if (before.Indicator is { } mark
            ? mark.Indent != map.Indent
            : item.Key is { } key && (key.Indent != map.Indent || key is CollectionSyntax { Kind: CollectionKind.BlockList }))
        {
            throw new SyntaxException(SyntaxFault.Indentation, at, at);
        }

        if (before.Indicator is null && (before.LineBreakAfter >= 0 || HasLineBreak(item.Key)))
        {
            throw new SyntaxException(SyntaxFault.LongKey, at, item.Key is TextSyntax text ? text.Token.End : at);
        }
    }

    private void CheckColon(SyntaxItem item, Properties before, Properties after, YamlNode key)
    {
        if (before.Indicator is not null)
        {
            return;
        }

        if (after.Indicator is not { } colon)
        {
            throw new SyntaxException(SyntaxFault.NoColon, key.Start, key.End);
        }

        if (item.Value is CollectionSyntax { Kind: CollectionKind.BlockMap } map && !after.HasLineBreak)
        {
            var at = FirstColon(map) ?? map.Start;
            throw new SyntaxException(SyntaxFault.SecondColon, at, at);
        }

        if (before.StartOf(key.Start) < colon.Start - LongestKey)
        {
            throw new SyntaxException(SyntaxFault.LongKey, key.Start, key.Start);
        }
    }

    private YamlNode ReadList(CollectionSyntax list, Properties properties, string? tag, int start)
    {
        var last = Math.Max(properties.Anchor?.Start ?? -1, properties.Tag?.Start ?? -1);
        if (last >= 0 && properties.LineBreakAfter < last)
        {
            throw new SyntaxException(SyntaxFault.Properties, last, last);
        }

        Enter(start);
        var items = new List<YamlNode>(list.Items.Count);
        var (offset, end, weight) = (list.Start, list.Start, 1L);
        foreach (var item in list.Items)
        {
            var before = _properties.Read(item.Before, new PropertyPlace(TokenKind.Dash, offset, list.Indent) { Next = item.Value, StartsLine = true });
            if (before.Indicator is null && (before.HasAny || item.Value is not null))
            {
                var at = item.Value?.Start ?? before.End;
                throw new SyntaxException(SyntaxFault.Indentation, at, at);
            }

            if (before.Indicator is { } dash)
            {
                items.Add(Read(item.Value, before, dash.End));
                weight += items[^1].Weight;
                (offset, end) = (Math.Max(before.End, items[^1].End), Math.Max(end, Math.Max(dash.End, items[^1].End)));
            }
        }

        _depth--;
        return List(items, tag, start, end, weight);
    }

    private YamlNode ReadBrackets(CollectionSyntax brackets, string? tag, int start)
    {
        Enter(start);
        var isMap = brackets.Kind == CollectionKind.FlowMap;
        var entries = new EntryCollector(_slice.Version, _problems);
        var items = new List<YamlNode>();
        var (offset, weight) = (brackets.Start + 1, 1L);
        for (var i = 0; i < brackets.Items.Count; i++)
        {
            var item = brackets.Items[i];
            var before = _properties.Read(
                item.Before,
                new PropertyPlace(TokenKind.KeyMark, offset, brackets.Indent)
                {
                    Next = item.Key ?? item.Value,
                    NextToken = TokenAfterKey(item),
                    IsFlow = true,
                });
            if (before.Indicator is null && !before.HasAny && !item.IsEntry && item.Value is null)
            {
                CheckEmptyItem(brackets, i, before);
                offset = before.End;
                continue;
            }

            CheckComma(brackets, i, before, item);
            if (!isMap && !item.IsEntry && before.Indicator is null)
            {
                items.Add(Read(item.Value, before, before.End));
                CheckBlock(item.Value);
                weight += items[^1].Weight;
                offset = items[^1].End;
                continue;
            }

            var (key, value) = ReadEntry(brackets, item, before);
            weight += key.Weight + value.Weight;
            offset = Math.Max(offset, value.End);
            if (isMap)
            {
                entries.Add(key, KeyText.Of(key, _text), value, TagOf(before));
            }
            else
            {
                items.Add(Pair(key, value, before));
                weight++;
            }
        }

        var end = CheckClosing(brackets, isMap);
        _depth--;
        return isMap ? Map(entries, tag, start, end, weight) : List(items, tag, start, end, weight);
    }

    private (YamlNode Key, YamlNode Value) ReadEntry(CollectionSyntax brackets, SyntaxItem item, Properties before)
    {
        var isMap = brackets.Kind == CollectionKind.FlowMap;
        if (!isMap && before.Indicator is null && HasLineBreak(item.Key))
        {
            throw new SyntaxException(SyntaxFault.LongKey, item.Key!.Start, item.Key.Start);
        }

        var key = Read(item.Key, before, EmptyKey(item, before.End));
        CheckBlock(item.Key);
        var after = _properties.Read(item.Between, new PropertyPlace(TokenKind.Colon, key.End, brackets.Indent) { Next = item.Value, IsFlow = true });
        if (after.Indicator is { } colon && !isMap && before.Indicator is null)
        {
            for (var i = item.Between.From; _tokens[i] != colon; i++)
            {
                if (_tokens[i].Kind == TokenKind.LineBreak)
                {
                    throw new SyntaxException(SyntaxFault.LongKey, key.Start, key.End);
                }
            }

            if (before.StartOf(key.Start) < colon.Start - LongestKey)
            {
                throw new SyntaxException(SyntaxFault.LongKey, key.Start, key.Start);
            }
        }
        else if (after.Indicator is null && item.Value is { } joined)
        {
            throw new SyntaxException(SyntaxFault.Comma, joined.Start, joined.Start);
        }

        var value = Read(item.Value, after, after.Indicator?.End ?? key.End);
        CheckBlock(item.Value);
        return (key, value);
    }

    private YamlMapping Pair(YamlNode key, YamlNode value, Properties before)
    {
        Enter(key.Start);
        _depth--;
        if (++_nodes > _mostNodes)
        {
            throw TooManyNodes(key.Start);
        }

        var entries = new EntryCollector(_slice.Version, _problems);
        entries.Add(key, KeyText.Of(key, _text), value, TagOf(before));
        return new YamlMapping(entries.Entries, key.Start, Math.Max(key.End, value.End)) { Weight = Weigh(1L + key.Weight + value.Weight, key.Start) };
    }

    private static void CheckEmptyItem(CollectionSyntax brackets, int index, Properties before)
    {
        if ((index == 0 && before.Comma is not null) || index < brackets.Items.Count - 1)
        {
            var at = before.Comma?.Start ?? before.End;
            throw new SyntaxException(SyntaxFault.Comma, at, at);
        }
    }

    private static void CheckComma(CollectionSyntax brackets, int index, Properties before, SyntaxItem item)
    {
        if (index == 0 != before.Comma is null)
        {
            var at = before.Comma?.Start ?? (item.Key ?? item.Value)?.Start ?? before.End;
            throw new SyntaxException(index == 0 || !IsAfterBracket(brackets.Items[index - 1]) ? SyntaxFault.Comma : SyntaxFault.AfterValue, at, at);
        }
    }

    private static bool IsAfterBracket(SyntaxItem before) =>
        (before.Value ?? before.Key) is CollectionSyntax or TextSyntax { Token.Kind: TokenKind.SingleQuoted or TokenKind.DoubleQuoted };

    private static void CheckBlock(SyntaxNode? node)
    {
        if (node is CollectionSyntax { IsBlock: true } block)
        {
            var at = block.Kind == CollectionKind.BlockMap ? block.Items[0].Key?.Start ?? block.Start : block.Start;
            throw new SyntaxException(SyntaxFault.BlockInBrackets, at, at);
        }
    }

    // The offset after the closing bracket.
    private int CheckClosing(CollectionSyntax brackets, bool isMap)
    {
        if (brackets.Closing.IsEmpty || _text[_tokens[brackets.Closing.From].Start] != (isMap ? '}' : ']'))
        {
            throw new SyntaxException(SyntaxFault.OpenBracket, brackets.Start, brackets.Start);
        }

        var (closing, trailing) = brackets.Closing.Divide(brackets.Closing.From + 1);
        CheckTrailing(trailing);
        return _tokens[closing.From].End;
    }

    private void Enter(int start)
    {
        _isRoot = false;
        if (++_depth > YamlLimits.Depth)
        {
            throw new SyntaxException(SyntaxFault.TooDeep, start, start);
        }
    }

    private YamlMapping Map(EntryCollector entries, string? tag, int start, int end, long weight)
    {
        var weighed = Weigh(weight, start);
        return tag == Tags.Set
            ? EmptyMap(entries.Entries.FirstOrDefault(e => !e.Value.IsNull)?.Value, "The entries of a '!!set' must not have values.", start, end)
            : new YamlMapping(entries.Entries, start, end) { Weight = weighed };
    }

    private YamlNode List(List<YamlNode> items, string? tag, int start, int end, long weight)
    {
        var weighed = Weigh(weight, start);
        return tag switch
        {
            Tags.OrderedMap => EmptyMap(WrongInOrderedMap(items), "The items of a '!!omap' must be maps with one entry each and different keys.", start, end),
            Tags.Pairs when items.Find(i => i is YamlMapping { Entries.Count: > 1 }) is { } wrong =>
                EmptyMap(wrong, "The items of '!!pairs' must be maps with one entry each.", start, end),
            _ => new YamlSequence(items, start, end) { Weight = weighed },
        };
    }

    // JavaScript turns it into a Set or a Map, whose entries JSON does not contain.
    private YamlMapping EmptyMap(YamlNode? wrong, string message, int start, int end)
    {
        if (wrong is not null)
        {
            _problems.Add(new YamlProblem(YamlProblemKind.Syntax, message, wrong.Start, wrong.End));
        }

        return new YamlMapping([], start, end);
    }

    private static YamlNode? WrongInOrderedMap(List<YamlNode> items)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        return items.Find(i => i is YamlMapping { Entries.Count: > 1 } || (i is YamlMapping { Entries: [var only] } && !keys.Add(only.Key)));
    }

    private bool HasLineBreak(SyntaxNode? key) => key switch
    {
        null => false,
        TextSyntax text =>
            _text.AsSpan(text.Token.Start, text.Token.End - text.Token.Start).Contains('\n') || _runs.Includes(text.Trailing, TokenKind.LineBreak),
        CollectionSyntax { IsBlock: false } brackets =>
            brackets.Items.Exists(
                i =>
                    _runs.Includes(i.Before, TokenKind.LineBreak)
                        || _runs.Includes(i.Between, TokenKind.LineBreak)
                        || HasLineBreak(i.Key)
                        || HasLineBreak(i.Value)),
        _ => true,
    };

    private int? FirstColon(CollectionSyntax map)
    {
        var run = map.Items[0].Between;
        for (var i = run.From; i < run.To; i++)
        {
            if (_tokens[i].Kind == TokenKind.Colon)
            {
                return _tokens[i].Start;
            }
        }

        return null;
    }

    // The place of an empty key is before its colon.
    private int EmptyKey(SyntaxItem item, int otherwise) => item.Between.IsEmpty ? otherwise : _tokens[item.Between.From].Start;

    private Token? TokenAfterKey(SyntaxItem item) => item.Between.IsEmpty ? null : _tokens[item.Between.From];

    private string? TagOf(Properties properties) => properties.Tag is { } tag ? TagReader.Resolve(_text, tag, _slice.Tags) : null;
}
