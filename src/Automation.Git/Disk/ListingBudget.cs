using Automation.Git.Objects;

namespace Automation.Git.Disk;

/// <summary>
/// Bounds what one list may hold. A few hundred bytes of git objects can name billions of files (each folder holds the same folder
/// many times), so that the count itself must be bounded, not only the depth.
/// </summary>
internal sealed class ListingBudget(string root)
{
    private const int MostEntries = 1_000_000;
    private const long MostCharacters = 256L << 20;

    private int _entries;
    private long _characters;

    /// <summary>Counts one file or folder.</summary>
    /// <exception cref="RepositoryException">The tree is larger than any repository we know of.</exception>
    public void Take(string path)
    {
        _characters += path.Length;
        if (++_entries > MostEntries || _characters > MostCharacters)
        {
            throw new RepositoryException(
                $"{root} holds more than {MostEntries} files and folders, or paths too long to list: name a smaller folder.");
        }
    }
}
