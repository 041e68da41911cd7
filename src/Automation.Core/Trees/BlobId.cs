using System.Text;

namespace Automation.Core.Trees;

/// <summary>The name git gives to a file's content. Content is compared only by it.</summary>
public static class BlobId
{
    /// <summary>The name of some content, in lower case.</summary>
    public static string Of(ReadOnlySpan<byte> content) => GitObjectId.Of("blob"u8, content);

    /// <summary>The name of a text, as UTF-8.</summary>
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));
}
