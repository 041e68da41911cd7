namespace Automation.Templates.Workspaces;

/// <summary>A file, folder or link of a workspace or a skeleton.</summary>
public abstract record WorkspaceEntry
{
    private WorkspaceEntry()
    {
    }

    /// <param name="Mode">The permission bits, as in 755.</param>
    public sealed record File(ReadOnlyMemory<byte> Bytes, UnixFileMode Mode = WorkspaceMode.Ordinary) : WorkspaceEntry;

    public sealed record Folder : WorkspaceEntry;

    /// <summary>A symbolic link.</summary>
    /// <param name="Target">What it points to, as written.</param>
    public sealed record Link(string Target) : WorkspaceEntry;
}

/// <summary>The permission bits that files usually have.</summary>
public static class WorkspaceMode
{
    /// <summary>644.</summary>
    public const UnixFileMode Ordinary = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>755.</summary>
    public const UnixFileMode Executable = Ordinary | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
}
