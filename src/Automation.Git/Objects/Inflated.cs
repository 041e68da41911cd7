namespace Automation.Git.Objects;

/// <summary>The content of a compressed stream of known size.</summary>
internal static class Inflated
{
    /// <summary>The whole content; null if the size is wrong.</summary>
    public static byte[]? Exactly(Stream content, int size)
    {
        var bytes = new byte[size];
        return content.ReadAtLeast(bytes, size, throwOnEndOfStream: false) == size && content.ReadByte() < 0 ? bytes : null;
    }
}
