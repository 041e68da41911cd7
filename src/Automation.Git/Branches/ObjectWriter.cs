using Automation.Git.Objects;
using Automation.Git.Repositories;
using LibGit2Sharp;

namespace Automation.Git.Branches;

/// <summary>Writes objects to a repository. They are unreachable until a ref leads to them; that is harmless, and git deletes them later.</summary>
internal sealed class ObjectWriter(Repository repository)
{
    /// <summary>With at least this many objects, git keeps those of a push in one pack (git-config, <c>receive.unpackLimit</c>).</summary>
    private const int UnpackLimit = 100;

    /// <summary>Positions in a pack index have 31 bits, unless it has a second table, which packs of this size do not need.</summary>
    private const long LargestPack = 512L << 20;

    /// <summary>Writes the objects in the given order.</summary>
    public void Write(IReadOnlyList<RawObject> objects, CancellationToken cancellationToken)
    {
        if (objects.Count < UnpackLimit)
        {
            WriteOneByOne(objects);
            return;
        }

        var folder = Path.Join(GitFolders.Common(repository), "objects", "pack");
        foreach (var pack in Packs(objects.DistinctBy(o => o.Id)))
        {
            PackWriter.Write(folder, pack, cancellationToken);
        }
    }

    private void WriteOneByOne(IEnumerable<RawObject> objects)
    {
        foreach (var made in objects)
        {
            var content = made.Content.ToArray();
            var id = made.Type switch
            {
                ObjectKind.Commit => repository.ObjectDatabase.Write<Commit>(content),
                ObjectKind.Tree => repository.ObjectDatabase.Write<Tree>(content),
                _ => repository.ObjectDatabase.Write<Blob>(content),
            };
            if (id.Sha != made.Id.Hex)
            {
                throw new RepositoryException($"git stored {made.Id.Hex} as {id.Sha}.");
            }
        }
    }

    private static IEnumerable<List<RawObject>> Packs(IEnumerable<RawObject> objects)
    {
        var pack = new List<RawObject>();
        var size = 0L;
        foreach (var made in objects)
        {
            pack.Add(made);
            size += made.Content.Length;
            if (size > LargestPack)
            {
                yield return pack;
                (pack, size) = ([], 0);
            }
        }

        if (pack.Count > 0)
        {
            yield return pack;
        }
    }
}
