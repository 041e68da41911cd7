using System.Text;

namespace Automation.Core.Trees;

/// <summary>Git's id of a file's content. Content is compared only by its id.</summary>
public static class BlobId
{
    /// <summary>The id of content, in lower case.</summary>
    public static string Of(ReadOnlySpan<byte> content) => GitObjectId.Of("blob"u8, content);

    /// <summary>The id of a text, as UTF-8.</summary>
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));
}
