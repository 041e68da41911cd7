using System.Text;

namespace Automation.Git.Objects;

/// <summary>One entry of a folder: the mode in octal digits, a space, the name, a zero, the twenty bytes of the object's name.</summary>
internal readonly ref struct TreeLine
{
    private const int NameLength = 20;
    private const int MostDigits = 7;

    private TreeLine(int mode, ReadOnlySpan<byte> name, ReadOnlySpan<byte> target, ReadOnlySpan<byte> all)
    {
        Mode = mode;
        RawName = name;
        Target = target;
        All = all;
    }

    /// <summary>The kind of the entry and, for a file, whether it is executable.</summary>
    public int Mode { get; }

    public ReadOnlySpan<byte> RawName { get; }

    public ReadOnlySpan<byte> Target { get; }

    public ReadOnlySpan<byte> All { get; }

    public bool IsFolder => TreeMode.IsFolder(Mode);

    public string Name => Encoding.UTF8.GetString(RawName);

    /// <summary>The first entry of a folder's content.</summary>
    /// <exception cref="RepositoryException">The folder is damaged.</exception>
    public static TreeLine First(ReadOnlySpan<byte> content)
    {
        var mode = 0;
        var digits = 0;
        for (; digits < Math.Min(content.Length, MostDigits) && content[digits] is >= (byte)'0' and <= (byte)'7'; digits++)
        {
            mode = (mode << 3) | (content[digits] - '0');
        }

        var name = digits + 1;
        var length = name < content.Length && content[digits] == ' ' ? content[name..].IndexOf((byte)0) : -1;
        var target = name + length + 1;
        return length > 0 && target + NameLength <= content.Length
            ? new TreeLine(mode, content.Slice(name, length), content.Slice(target, NameLength), content[..(target + NameLength)])
            : throw new RepositoryException("A git object of a folder is damaged: clone again.");
    }

    /// <summary>The order in which a folder keeps its entries: by their bytes, a folder as if it ended with a slash.</summary>
    public int CompareTo(TreeLine other)
    {
        var shared = Math.Min(RawName.Length, other.RawName.Length);
        var order = RawName[..shared].SequenceCompareTo(other.RawName[..shared]);
        return order != 0 ? order : After(shared) - other.After(shared);
    }

    public static void Write(Stream folder, int mode, string name, ObjectName target)
    {
        folder.Write(Encoding.ASCII.GetBytes(Convert.ToString(mode, 8)));
        folder.WriteByte((byte)' ');
        folder.Write(Encoding.UTF8.GetBytes(name));
        folder.WriteByte(0);
        folder.Write(target.Bytes);
    }

    private int After(int shared) => shared < RawName.Length ? RawName[shared] : IsFolder ? '/' : 0;
}
