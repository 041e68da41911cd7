namespace Automation.Git.Objects;

/// <summary>An entry in which a folder differs from another.</summary>
/// <param name="Mode">The kind of the entry and, for a file, whether it is executable.</param>
/// <param name="Target">The object that it names.</param>
internal sealed record DifferingLine(int Mode, ObjectName Target)
{
    public bool IsFolder => TreeMode.IsFolder(Mode);

    /// <summary>Whether it is a symbolic link.</summary>
    public bool IsLink => TreeMode.IsLink(Mode);

    /// <summary>Whether it is a commit of another repository.</summary>
    public bool IsSubmodule => TreeMode.IsSubmodule(Mode);

    /// <summary>The part of an entry that is kept.</summary>
    public static DifferingLine Of(TreeLine line) => new(line.Mode, new ObjectName(Convert.ToHexStringLower(line.Target)));
}
