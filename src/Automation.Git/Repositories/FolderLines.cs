using Automation.Git.Objects;
using LibGit2Sharp;

namespace Automation.Git.Repositories;

/// <summary>Folders of commits as the bytes that git keeps, wherever they are kept.</summary>
/// <param name="objects">Reads most of them.</param>
/// <param name="library">Reads the rest.</param>
internal sealed class FolderLines(ObjectReader objects, Func<Repository> library)
{
    /// <summary>The most bytes of a folder: about a million and a half of files.</summary>
    private const int Largest = 64 << 20;

    /// <summary>The content of a folder; null if this clone does not have it.</summary>
    public ReadOnlyMemory<byte>? Read(ObjectName name) =>
        objects.Read(name, Largest) is { Kind: ObjectKind.Tree, Content: { } content } ? content
        : library().ObjectDatabase.Contains(new ObjectId(name.Hex)) ? FromLibrary(name)
        : null;

    private byte[] FromLibrary(ObjectName name)
    {
        using var bytes = new MemoryStream();
        foreach (var entry in library().Lookup<Tree>(new ObjectId(name.Hex)))
        {
            TreeLine.Write(bytes, (int)entry.Mode, entry.Name, new ObjectName(entry.Target.Id.Sha));
        }

        return bytes.ToArray();
    }
}
