namespace Automation.Git.Objects;

/// <summary>The content of a compressed stream with a known size.</summary>
internal static class Inflated
{
    /// <summary>All of it; null if it is less or more.</summary>
    public static byte[]? Exactly(Stream content, int size)
    {
        var bytes = new byte[size];
        return content.ReadAtLeast(bytes, size, throwOnEndOfStream: false) == size && content.ReadByte() < 0 ? bytes : null;
    }
}
