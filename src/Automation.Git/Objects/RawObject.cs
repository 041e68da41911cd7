using System.Security.Cryptography;
using System.Text;

namespace Automation.Git.Objects;

/// <summary>An object as git stores it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Type">What it is.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record RawObject(ObjectName Id, ObjectKind Type, ReadOnlyMemory<byte> Content)
{
    /// <summary>Names some content.</summary>
    public static RawObject Of(ObjectKind type, ReadOnlyMemory<byte> content)
    {
        // Git's own choice, and no protection: it names content, and nothing is trusted because of it.
#pragma warning disable CA5350
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
        hash.AppendData(Encoding.ASCII.GetBytes($"{WordOf(type)} {content.Length}\0"));
        hash.AppendData(content.Span);
        return new RawObject(new ObjectName(Convert.ToHexStringLower(hash.GetHashAndReset())), type, content);
    }

    private static string WordOf(ObjectKind type) => type switch
    {
        ObjectKind.Commit => "commit",
        ObjectKind.Tree => "tree",
        _ => "blob",
    };
}

/// <summary>The name of an object.</summary>
/// <param name="Hex">40 hexadecimal digits in lower case.</param>
internal sealed record ObjectName(string Hex)
{
    /// <summary>The twenty bytes.</summary>
    public byte[] Bytes => Convert.FromHexString(Hex);
}

/// <summary>Sorts of objects, by their numbers in a pack (gitformat-pack, "Object types").</summary>
internal enum ObjectKind
{
    /// <summary>A commit.</summary>
    Commit = 1,

    /// <summary>A folder.</summary>
    Tree = 2,

    /// <summary>A file's content.</summary>
    Blob = 3,
}
