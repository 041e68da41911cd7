namespace Automation.Git.Objects;

/// <summary>The meaning of the mode of an entry (gitformat: "tree object").</summary>
internal static class TreeMode
{
    private const int KindBits = 0xF000;

    public static bool IsFolder(int mode) => (mode & KindBits) == 0x4000;

    /// <summary>Whether it is a symbolic link.</summary>
    public static bool IsLink(int mode) => (mode & KindBits) == 0xA000;

    /// <summary>Whether it is a commit of another repository.</summary>
    public static bool IsSubmodule(int mode) => (mode & KindBits) == 0xE000;
}
