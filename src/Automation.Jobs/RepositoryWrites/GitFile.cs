using System.Buffers;
using System.Text;
using Automation.Core.Trees;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.RepositoryWrites;

/// <summary>A file or link as git stores it.</summary>
/// <param name="Mode">The mode of its entry (gitformat: "tree object").</param>
/// <param name="Content">The bytes; of a link its target.</param>
internal sealed record GitFile(string Mode, ReadOnlyMemory<byte> Content)
{
    public const string Ordinary = "100644";
    public const string Executable = "100755";
    public const string Link = "120000";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private string? _id;

    public string Id => _id ??= BlobId.Of(Content.Span);

    public static GitFile Of(WorkspaceEntry entry) => entry switch
    {
        WorkspaceEntry.File file => new GitFile(file.Mode.HasFlag(UnixFileMode.UserExecute) ? Executable : Ordinary, file.Bytes),
        WorkspaceEntry.Link link => new GitFile(Link, Encoding.UTF8.GetBytes(link.Target)),
        _ => throw new ArgumentException("Git stores no folders.", nameof(entry)),
    };

    /// <summary>The file as text; null if JSON cannot carry its bytes unchanged.</summary>
    public string? Text()
    {
        try
        {
            return Content.Span.Contains((byte)0) ? null : Strict.GetString(Content.Span);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>The id of the tree with these files, as git computes it.</summary>
    /// <param name="files">By path, in any order.</param>
    public static string TreeOf(IEnumerable<KeyValuePair<string, GitFile>> files)
    {
        var lines = new List<(byte[] Order, byte[] Line)>();
        foreach (var group in files.GroupBy(f => f.Key.Split('/', 2)[0], StringComparer.Ordinal))
        {
            var name = Encoding.UTF8.GetBytes(group.Key);
            var isFolder = group.First().Key.Length > group.Key.Length;
            var (mode, id) = isFolder
                ? ("40000", TreeOf(group.Select(f => KeyValuePair.Create(f.Key[(group.Key.Length + 1)..], f.Value))))
                : (group.Single().Value.Mode, group.Single().Value.Id);

            // Git sorts a folder as if its name ended with a slash.
            lines.Add((isFolder ? [.. name, (byte)'/'] : name, [.. Encoding.ASCII.GetBytes($"{mode} "), .. name, 0, .. Convert.FromHexString(id)]));
        }

        lines.Sort((a, b) => a.Order.AsSpan().SequenceCompareTo(b.Order));
        var tree = new ArrayBufferWriter<byte>();
        lines.ForEach(l => tree.Write(l.Line));
        return GitObjectId.Of("tree"u8, tree.WrittenSpan);
    }
}
