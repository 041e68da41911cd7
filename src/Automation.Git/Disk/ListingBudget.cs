using Automation.Git.Objects;

namespace Automation.Git.Disk;

/// <summary>
/// Limits the size of one list. A few hundred bytes of git objects can name billions of files (each folder holds the same folder
/// many times), so that the count itself must be bounded, not only the depth.
/// </summary>
internal sealed class ListingBudget(string root)
{
    private const int MostEntries = 1_000_000;
    private const long MostCharacters = 256L << 20;

    private int _entries;
    private long _characters;

    /// <exception cref="RepositoryException">The tree is larger than any known repository.</exception>
    public void Take(string path)
    {
        _characters += path.Length;
        if (++_entries > MostEntries || _characters > MostCharacters)
        {
            throw new RepositoryException(
                $"{root} has more than {MostEntries} files and folders, or paths that are too long to list: use a smaller folder.");
        }
    }
}
