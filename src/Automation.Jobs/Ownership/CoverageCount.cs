using Automation.Owners.Naming;
using Automation.Reporting.Model;

namespace Automation.Jobs.Ownership;

/// <summary>Counts files by their owners in CODEOWNERS: all of them, by owner and by folder.</summary>
internal sealed class CoverageCount(int depth)
{
    private const int MostPrincipal = 3;

    private readonly Tally _all = new();
    private readonly SortedDictionary<string, Tally> _folders = new(StringComparer.Ordinal);
    private readonly List<FileWithoutOwner> _withoutOwner = [];

    public void Add(string path, OwnersOfPath owners)
    {
        _all.Add(owners);
        if (!owners.IsOwned)
        {
            _withoutOwner.Add(new FileWithoutOwner(path, owners.Line));
        }

        var slash = path.IndexOf('/', StringComparison.Ordinal);
        for (var level = 1; level <= depth && slash > 0; level++)
        {
            FolderOf(path[..slash]).Add(owners);
            slash = path.IndexOf('/', slash + 1);
        }
    }

    public OwnershipReport ToReport(CodeownersSource codeowners) => new(codeowners, _all.Files)
    {
        Owners = _all.Owners(),
        Folders = [.. _folders.Select(f => Of(f.Key, f.Value)).OrderBy(f => f.Path + "/", StringComparer.Ordinal)],
        WithoutOwner = _withoutOwner,
    };

    private static FolderCoverage Of(string path, Tally tally)
    {
        var owners = tally.Owners();
        return new FolderCoverage(path, 1 + path.Count(c => c == '/'), tally.Files, [.. owners.Take(MostPrincipal)], owners.Count);
    }

    private Tally FolderOf(string path)
    {
        if (!_folders.TryGetValue(path, out var tally))
        {
            _folders.Add(path, tally = new Tally());
        }

        return tally;
    }

    private sealed class Tally
    {
        private readonly Dictionary<OwnerSet, int> _bySet = [];
        private int _unowned;
        private int _unmatched;

        public FileCounts Files => new(_bySet.Values.Sum(), _unowned, _unmatched);

        public void Add(OwnersOfPath owners)
        {
            if (owners.IsOwned)
            {
                _bySet[owners.Owners] = _bySet.GetValueOrDefault(owners.Owners) + 1;
            }
            else if (owners.Line is null)
            {
                _unmatched++;
            }
            else
            {
                _unowned++;
            }
        }

        public List<OwnerShare> Owners()
        {
            var byName = new Dictionary<string, int>(Owner.Comparer);
            foreach (var (name, files) in _bySet.SelectMany(s => s.Key.Names.Select(n => (n, s.Value))))
            {
                byName[name] = byName.GetValueOrDefault(name) + files;
            }

            return [
                .. byName.Select(n => new OwnerShare(n.Key, n.Value)).OrderByDescending(s => s.Files).ThenBy(s => s.Owner, StringComparer.OrdinalIgnoreCase),
            ];
        }
    }
}
