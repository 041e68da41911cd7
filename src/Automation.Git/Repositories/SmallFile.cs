using System.Text;
using Automation.Core.Trees;
using Automation.Git.Disk;

namespace Automation.Git.Repositories;

/// <summary>Reads the small text files git keeps.</summary>
internal static class SmallFile
{
    /// <summary>The text of the file, or null if it is absent, unreadable, special, longer than <paramref name="longest"/> bytes, or no text.</summary>
    public static string? Read(string path, int longest)
    {
        // Git accepts a `.git` behind links, so links are followed here, but only to an ordinary file.
        var target = FolderItem.At(path)?.Kind == FileKind.Link ? LinkTarget(path) : path;
        return target is not null
            && FolderItem.At(target)?.Read(target, longest) is FileContent.Whole whole
            && whole.Bytes.Span.IndexOf((byte)0) < 0
                ? Encoding.UTF8.GetString(whole.Bytes.Span)
                : null;
    }

    private static string? LinkTarget(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
