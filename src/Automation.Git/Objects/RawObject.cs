using Automation.Core.Trees;

namespace Automation.Git.Objects;

/// <summary>An object as git stores it.</summary>
internal sealed record RawObject(ObjectName Id, ObjectKind Type, ReadOnlyMemory<byte> Content)
{
    public static RawObject Of(ObjectKind type, ReadOnlyMemory<byte> content) => new(new ObjectName(GitObjectId.Of(WordOf(type), content.Span)), type, content);

    private static ReadOnlySpan<byte> WordOf(ObjectKind type) => type switch
    {
        ObjectKind.Commit => "commit"u8,
        ObjectKind.Tree => "tree"u8,
        _ => "blob"u8,
    };
}

/// <param name="Hex">40 hexadecimal digits in lower case.</param>
internal sealed record ObjectName(string Hex)
{
    public byte[] Bytes => Convert.FromHexString(Hex);
}

/// <summary>Kinds of objects, by their numbers in a pack (gitformat-pack, "Object types").</summary>
internal enum ObjectKind
{
    Commit = 1,

    Tree = 2,

    /// <summary>A file's content.</summary>
    Blob = 3,
}
