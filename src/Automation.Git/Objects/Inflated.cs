namespace Automation.Git.Objects;

/// <summary>What a compressed stream holds, when it is known how much that is.</summary>
internal static class Inflated
{
    /// <summary>All of it; null where it is less or more.</summary>
    public static byte[]? Exactly(Stream content, int size)
    {
        var bytes = new byte[size];
        return content.ReadAtLeast(bytes, size, throwOnEndOfStream: false) == size && content.ReadByte() < 0 ? bytes : null;
    }
}
