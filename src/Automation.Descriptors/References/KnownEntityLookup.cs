using Automation.Core;

namespace Automation.Descriptors.References;

/// <summary>The entities of the files under check, which have priority, and those of the catalog.</summary>
internal sealed class KnownEntityLookup
{
    private readonly KnownEntities _files;
    private readonly KnownEntities? _catalog;
    private readonly KnownEntities? _before;
    private readonly HashSet<string> _superseded;

    public KnownEntityLookup(ReferenceInput input)
    {
        _files = KnownEntities.Of(input.Files);
        _catalog = input.Catalog;
        _before = input.Before;
        _superseded = input.Catalog is null ? [] : Superseded(input, input.Catalog);
    }

    public bool HasCatalog => _catalog is not null;

    public bool Contains(EntityRef reference) => Find(reference).Any();

    public IEnumerable<KnownEntity> Find(EntityRef reference) => _files.Find(reference).Concat(InCatalog(reference));

    /// <summary>The catalog's definitions of a ref, without those that the files under check replace.</summary>
    public IEnumerable<KnownEntity> InCatalog(EntityRef reference) => Current(_catalog?.Find(reference));

    /// <summary>The definition of an entity that the change removes; null if it does not remove one with that ref.</summary>
    public KnownEntity? Removed(EntityRef reference) => Contains(reference) ? null : _before?.Find(reference).FirstOrDefault();

    /// <summary>The new name of a removed entity; null if that is not certain: it was not renamed in its file, or it was not the only one.</summary>
    public KnownEntity? NewNameOf(KnownEntity removed) =>
        _files.All.Where(e => e.File == removed.File && e.Ref.Kind == removed.Ref.Kind && _before?.Find(e.Ref).Any() != true).Take(2).ToList() is [var only]
            ? only
            : null;

    public IEnumerable<KnownEntity> Named(string name) => _files.Named(name).Concat(Current(_catalog?.Named(name)));

    /// <summary>Every entity of a kind and namespace whose name has a certain length.</summary>
    public IEnumerable<KnownEntity> OfLength(string kind, string @namespace, int length) =>
        _files.OfLength(kind, @namespace, length).Concat(Current(_catalog?.OfLength(kind, @namespace, length)));

    public IEnumerable<KnownEntity> All => _files.All.Concat(Current(_catalog?.All));

    public OwnerDirectory Owners() =>
        _catalog is not null && !_files.All.Concat(_superseded.SelectMany(_catalog.InFile)).Any(OwnerDirectory.Holds)
            ? _catalog.Owners
            : new OwnerDirectory(All, isComplete: _catalog is not null);

    public bool HasKind(string kind) => _files.HasKind(kind) || _catalog?.HasKind(kind) == true;

    /// <summary>The file that may define an entity but could not be read.</summary>
    public string? UnreadFileOf(EntityRef reference) =>
        _files.Unread.FileOf(reference.Name) ?? _catalog?.Unread.FileOf(reference.Name) ?? _files.Unread.Opaque ?? _catalog?.Unread.Opaque;

    private IEnumerable<KnownEntity> Current(IEnumerable<KnownEntity>? entities) =>
        entities is null ? [] : _superseded.Count == 0 ? entities : entities.Where(e => !_superseded.Contains(e.File));

    // The catalog's copy of a file that is under check, or that the repository no longer has.
    private static HashSet<string> Superseded(ReferenceInput input, KnownEntities catalog)
    {
        var given = input.Files.Select(f => input.TreePathOf(f.Source.Path)).ToHashSet(StringComparer.Ordinal);
        return catalog.OwnFiles
            .Where(file => catalog.TreePathOf(file)! is var path && (given.Contains(path) || input.Tree?.Contains(path) == false))
            .ToHashSet(StringComparer.Ordinal);
    }
}
