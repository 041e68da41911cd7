using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Automation.Server.Tests.Operations;

/// <summary>A secret that is looked for where it must not be, in every form that software quotes text in.</summary>
internal sealed record Canary(string Name, string Secret)
{
    // The ends of encoded text depend on its neighbours.
    private const int Edge = 4;

    /// <summary>Fails where it is found.</summary>
    public void ShouldBeAbsentFrom(string place, string text)
    {
        foreach (var form in Forms())
        {
            var at = text.IndexOf(form, StringComparison.OrdinalIgnoreCase);
            (at < 0 ? null : text.Substring(Math.Max(0, at - 200), Math.Min(text.Length - Math.Max(0, at - 200), 400))).ShouldBeNull(
                $"{Name} is in {place} as '{form}'");
        }
    }

    private IEnumerable<string> Forms()
    {
        var bytes = Encoding.UTF8.GetBytes(Secret);
        yield return Secret;
        yield return Uri.EscapeDataString(Secret);
        yield return System.Net.WebUtility.UrlEncode(Secret);
        yield return System.Net.WebUtility.HtmlEncode(Secret);
        yield return JsonEncodedText.Encode(Secret).ToString();
        yield return JsonEncodedText.Encode(Secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
        yield return Convert.ToHexString(bytes);
        for (var offset = 0; offset < 3; offset++)
        {
            var encoded = Convert.ToBase64String([.. new byte[offset], .. bytes, .. new byte[3]]);
            yield return encoded[Edge..^(2 * Edge)];
            yield return encoded[Edge..^(2 * Edge)].Replace('+', '-').Replace('/', '_');
        }
    }
}
