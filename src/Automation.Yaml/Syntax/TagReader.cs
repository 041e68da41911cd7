using System.Collections.Immutable;
using Automation.Yaml.Typing;

namespace Automation.Yaml.Syntax;

/// <summary>Resolves tags: <c>!!str</c> is <c>tag:yaml.org,2002:str</c>.</summary>
internal static class TagReader
{
    private const string StandardHandle = "!!";

    /// <summary>The resolved tag; null if it is unknown, and the tag itself if it is local.</summary>
    public static string? Resolve(string text, Token token, ImmutableDictionary<string, string> handles)
    {
        var tag = text[token.Start..token.End];
        if (tag == "!")
        {
            return tag;
        }

        if (tag.StartsWith("!<", StringComparison.Ordinal))
        {
            return tag is "!<!>" or "!<!!>" || !tag.EndsWith('>') ? throw Wrong(token) : tag is "!<>" ? null : tag[2..^1];
        }

        var handle = tag[..(tag.LastIndexOf('!') + 1)];
        var suffix = tag[handle.Length..];
        if (suffix.Length == 0 || !IsEncoded(suffix))
        {
            throw Wrong(token);
        }

        return handles.TryGetValue(handle, out var prefix) ? prefix + Uri.UnescapeDataString(suffix)
            : handle == StandardHandle ? Tags.Prefix + Uri.UnescapeDataString(suffix)
            : handle == "!" ? tag
            : throw Wrong(token);
    }

    // JavaScript decodes only what is UTF-8.
    private static bool IsEncoded(string suffix)
    {
        if (!suffix.Contains('%', StringComparison.Ordinal))
        {
            return true;
        }

        var bytes = new List<byte>();
        for (var i = 0; i < suffix.Length; i++)
        {
            if (suffix[i] == '%')
            {
                bytes.Add(Convert.FromHexString(suffix.AsSpan(i + 1, 2))[0]);
                i += 2;
            }
            else
            {
                bytes.Add((byte)suffix[i]);
            }
        }

        return System.Text.Unicode.Utf8.IsValid(bytes.ToArray());
    }

    private static SyntaxException Wrong(Token token) => new(SyntaxFault.Tag, token.Start, token.End);
}
