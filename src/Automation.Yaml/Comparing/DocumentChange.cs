using Automation.Core.Text;

namespace Automation.Yaml.Comparing;

/// <summary>A place at which two documents differ, as JSON pointers. The two pointers differ only if a key was renamed.</summary>
/// <param name="Before">The place in the first document.</param>
/// <param name="After">The place in the second.</param>
/// <param name="Kind">The kind of difference.</param>
/// <param name="IsShared">Whether it is in a value that has an alias elsewhere, which changes, too.</param>
public sealed record DocumentChange(string Before, string After, DocumentChangeKind Kind, bool IsShared);

public enum DocumentChangeKind
{
    /// <summary>An entry was added or removed.</summary>
    Entry,

    /// <summary>A key was renamed.</summary>
    Name,

    /// <summary>A scalar has a different text, tag or anchor.</summary>
    Text,

    /// <summary>Only the quotes of a scalar changed.</summary>
    Quotes,

    /// <summary>The structure of a value changed: a list is longer, a map became a text.</summary>
    Shape,
}

/// <summary>Compares two documents, node by node, including tags, anchors and quotes. Comments and layout are ignored.</summary>
internal sealed class DocumentChanges
{
    private readonly List<DocumentChange> _changes = [];
    private readonly HashSet<string> _aliases;

    private DocumentChanges(HashSet<string> aliases) => _aliases = aliases;

    /// <summary>Every difference, in the order of the documents.</summary>
    public static IReadOnlyList<DocumentChange> Between(EventTree before, EventTree after)
    {
        var changes = new DocumentChanges([.. before.Aliases]);
        changes.Compare(before, after, JsonPointer.Root, JsonPointer.Root, isShared: false);
        return changes._changes;
    }

    private void Compare(EventTree before, EventTree after, JsonPointer from, JsonPointer to, bool isShared)
    {
        isShared |= before.Anchor is { } anchor && _aliases.Contains(anchor);
        switch (before, after)
        {
            case (EventTree.Sequence old, EventTree.Sequence @new) when old.Properties == @new.Properties && old.Items.Count == @new.Items.Count:
                for (var i = 0; i < old.Items.Count; i++)
                {
                    Compare(old.Items[i], @new.Items[i], from.Item(i), to.Item(i), isShared);
                }

                break;
            case (EventTree.Mapping old, EventTree.Mapping @new) when old.Properties == @new.Properties:
                CompareEntries(old.Entries, @new.Entries, from, to, isShared);
                break;
            case (EventTree.Scalar old, EventTree.Scalar @new) when old == @new:
                break;
            case (EventTree.Scalar old, EventTree.Scalar @new):
                Add(from, to, old.Text == @new.Text && old.Properties == @new.Properties ? DocumentChangeKind.Quotes : DocumentChangeKind.Text, isShared);
                break;
            default:
                Add(from, to, DocumentChangeKind.Shape, isShared);
                break;
        }
    }

    private void CompareEntries(IReadOnlyList<EventTree.Entry> before, IReadOnlyList<EventTree.Entry> after, JsonPointer from, JsonPointer to, bool isShared)
    {
        var (i, j) = (0, 0);
        while (i < before.Count || j < after.Count)
        {
            if (j == after.Count || (i < before.Count && before.Count - i > after.Count - j && !IsSame(before[i].Key, after[j].Key)))
            {
                AddEntry(before[i++].Key, from);
            }
            else if (i == before.Count || (before.Count - i < after.Count - j && !IsSame(before[i].Key, after[j].Key)))
            {
                AddEntry(after[j++].Key, to);
            }
            else
            {
                var (old, @new) = (from.Field(NameOf(before[i].Key)), to.Field(NameOf(after[j].Key)));
                if (!IsSame(before[i].Key, after[j].Key))
                {
                    Add(old, @new, DocumentChangeKind.Name, isShared);
                }

                Compare(before[i++].Value, after[j++].Value, old, @new, isShared);
            }
        }

        void AddEntry(EventTree key, JsonPointer map) => Add(map.Field(NameOf(key)), map.Field(NameOf(key)), DocumentChangeKind.Entry, isShared);
    }

    private void Add(JsonPointer from, JsonPointer to, DocumentChangeKind kind, bool isShared) =>
        _changes.Add(new DocumentChange(from.ToString(), to.ToString(), kind, isShared));

    // A key that is a list or a map has no name, and no finding is about it.
    private static bool IsSame(EventTree x, EventTree y) => x is EventTree.Scalar ? x == y : Between(x, y).Count == 0;

    private static string NameOf(EventTree key) => key is EventTree.Scalar { Text: var text } ? text : "?";
}
