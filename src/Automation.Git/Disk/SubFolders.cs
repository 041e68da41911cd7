using Automation.Core.Text;
using Automation.Core.Trees;

namespace Automation.Git.Disk;

public static class SubFolders
{
    /// <summary>
    /// The names of those that match a pattern, in ordinal order; null if the folder cannot be listed. Hidden folders match only a pattern
    /// that begins with a dot, as in a shell. Links are not followed.
    /// </summary>
    public static IReadOnlyList<string>? Matching(string folder, string pattern)
    {
        var glob = new Glob(pattern);
        var withHidden = pattern.StartsWith('.');
        try
        {
            var names = FolderItem.In(folder)
                .Where(i => i.Kind == FileKind.Folder && (withHidden || !i.Name.StartsWith('.')) && glob.Matches(i.Name))
                .Select(i => i.Name)
                .ToList();
            names.Sort(string.CompareOrdinal);
            return names;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
