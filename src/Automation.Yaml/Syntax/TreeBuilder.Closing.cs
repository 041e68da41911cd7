namespace Automation.Yaml.Syntax;

/// <summary>What becomes of a node that takes no further token: it goes to the node around it.</summary>
internal sealed partial class TreeBuilder
{
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
            // Comments and blank lines after its last item belong to what is around it.
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

    // Within '[' and ']' what has no colon is an item and not a key.
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
