using Automation.Core;
using Automation.Descriptors.Validation;

namespace Automation.Descriptors.References;

/// <summary>The entities that are known to exist, such as those of a folder of descriptors of all repositories. Immutable.</summary>
public sealed class KnownEntities
{
    private readonly Dictionary<EntityRef, KnownEntity> _first = [];
    private readonly Dictionary<EntityRef, List<KnownEntity>> _others = [];
    private readonly HashSet<string> _kinds = new(StringComparer.Ordinal);
    private readonly Lazy<ILookup<string, KnownEntity>> _byName;
    private readonly Lazy<ILookup<(string Kind, string Namespace, int Length), KnownEntity>> _byLength;
    private readonly Lazy<ILookup<string, KnownEntity>> _byFile;
    private readonly Lazy<OwnerDirectory> _owners;
    private readonly IEnumerable<string>? _own;

    /// <summary>Makes the set of some entities; a ref may be defined more than once.</summary>
    /// <param name="treePathOf">
    /// The path of a file of the set in the repository under check, or null if it is in another repository. What the repository itself
    /// has replaces the set's copy of it. <see cref="DescriptorFolder.TreePathOf"/> does this for a folder of repositories.
    /// </param>
    public KnownEntities(IEnumerable<KnownEntity> entities, Func<string, string?>? treePathOf = null)
        : this(entities, UnreadDefinitions.None, treePathOf)
    {
    }

    private KnownEntities(IEnumerable<KnownEntity> entities, UnreadDefinitions unread, Func<string, string?>? treePathOf)
    {
        Unread = unread;
        TreePathOf = treePathOf ?? (_ => null);
        foreach (var entity in entities)
        {
            _kinds.Add(entity.Ref.Kind);
            if (_first.TryAdd(entity.Ref, entity))
            {
                continue;
            }

            if (!_others.TryGetValue(entity.Ref, out var others))
            {
                _others.Add(entity.Ref, others = []);
            }

            others.Add(entity);
        }

        _byName = new(() => All.ToLookup(e => e.Ref.Name, StringComparer.Ordinal));
        _byLength = new(() => _first.Values.ToLookup(e => (e.Ref.Kind, e.Ref.Namespace, e.Ref.Name.Length)));
        _byFile = new(() => All.ToLookup(e => e.File, StringComparer.Ordinal));
        _owners = new(() => new OwnerDirectory(All, isComplete: true));
    }

    private KnownEntities(KnownEntities same, Func<string, string?> treePathOf, IEnumerable<string>? own)
    {
        (_first, _others, _kinds) = (same._first, same._others, same._kinds);
        (_byName, _byLength, _byFile, _owners) = (same._byName, same._byLength, same._byFile, same._owners);
        (Unread, TreePathOf, _own) = (same.Unread, treePathOf, own);
    }

    /// <summary>Every definition; of a ref that is defined more than once, all.</summary>
    public IEnumerable<KnownEntity> All => _first.Values.Concat(_others.Values.SelectMany(o => o));

    public int Count => _first.Count;

    /// <summary>The files of the set that belong to the repository under check.</summary>
    internal IEnumerable<string> OwnFiles => (_own ?? _byFile.Value.Select(f => f.Key)).Where(f => TreePathOf(f) is not null);

    internal OwnerDirectory Owners => _owners.Value;

    internal UnreadDefinitions Unread { get; }

    /// <summary>The path of a file of the set in the repository under check; null if it is in another repository.</summary>
    public Func<string, string?> TreePathOf { get; }

    /// <summary>The entities of validated files. Files that could not be read are recorded: references to what they may define are not reported.</summary>
    /// <param name="treePathOf">As in the constructor.</param>
    public static KnownEntities Of(IEnumerable<ValidatedFile> files, Func<string, string?>? treePathOf = null)
    {
        var entities = new List<KnownEntity>();
        var unread = new UnreadDefinitions();
        foreach (var file in files)
        {
            unread.Add(file);
            foreach (var document in file.Documents)
            {
                if (document.Descriptor is { } descriptor)
                {
                    var name = descriptor.Metadata!.Field("name")!.Value;
                    entities.Add(new KnownEntity(descriptor.Ref, file.Source.Path, file.Source.SpanBetween(name.Start, name.End))
                    {
                        Containments = Containments.Of(descriptor),
                        Profile = OwnerProfile.Of(descriptor),
                    });
                }
            }
        }

        return new KnownEntities(entities, unread, treePathOf);
    }

    /// <summary>The same entities as another repository sees them. Nothing is read or sorted again.</summary>
    /// <param name="treePathOf">As in the constructor.</param>
    /// <param name="own">Files among which are all those of the repository; null if any may be.</param>
    public KnownEntities SeenFrom(Func<string, string?> treePathOf, IEnumerable<string>? own = null) => new(this, treePathOf, own);

    /// <summary>The entities that a file defines.</summary>
    internal IEnumerable<KnownEntity> InFile(string file) => _byFile.Value[file];

    public IEnumerable<KnownEntity> Find(EntityRef reference)
    {
        if (!_first.TryGetValue(reference, out var first))
        {
            return [];
        }

        return _others.TryGetValue(reference, out var others) ? others.Prepend(first) : [first];
    }

    /// <summary>All entities with this name, of any kind and in any namespace; the name is in lower case.</summary>
    public IEnumerable<KnownEntity> Named(string name) => _byName.Value[name];

    /// <summary>The unreadable file that may define an entity; null if there is none.</summary>
    public string? UnreadFileOf(EntityRef reference) => Unread.FileOf(reference.Name) ?? Unread.Opaque;

    internal bool HasKind(string kind) => _kinds.Contains(kind);

    internal IEnumerable<KnownEntity> OfLength(string kind, string @namespace, int length) => _byLength.Value[(kind, @namespace, length)];
}
