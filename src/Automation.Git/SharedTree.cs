using Automation.Core.Trees;

namespace Automation.Git;

/// <summary>A tree for several threads, over one that is for one thread at a time.</summary>
internal sealed class SharedTree(FileTree tree) : FileTree
{
    private readonly Lock _turn = new();

    public override IEnumerable<FileEntry> List(CancellationToken cancellationToken = default)
    {
        lock (_turn)
        {
            return [.. tree.List(cancellationToken)];
        }
    }

    public override FileEntry? Find(string path)
    {
        lock (_turn)
        {
            return tree.Find(path);
        }
    }

    public override FileContent Read(string path, long limit, CancellationToken cancellationToken = default)
    {
        lock (_turn)
        {
            return tree.Read(path, limit, cancellationToken);
        }
    }
}
