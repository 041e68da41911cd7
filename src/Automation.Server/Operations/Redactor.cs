using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Automation.Core.Text;

namespace Automation.Server.Operations;

/// <summary>
/// Removes secrets from text for people: the known ones, in plain text and as libraries quote them; and text that looks like
/// one, such as the hourly tokens from GitHub.
/// </summary>
internal sealed class Redactor
{
    public const string Mask = "***";

    // Shorter ones would match ordinary words.
    private const int ShortestSecret = 4;
    private readonly string[] _forms;

    // A private key has hundreds of forms, and nearly no text has one of them: they are looked for together.
    private readonly SearchValues<string> _known;

    public Redactor(params IEnumerable<string?> secrets)
    {
        _forms =
        [
            .. secrets.OfType<string>()
                .SelectMany(Lines)
                .SelectMany(Forms)
                .Where(f => f.Length >= ShortestSecret)
                .Distinct(StringComparer.Ordinal)
                .OrderByDescending(f => f.Length),
        ];
        _known = SearchValues.Create(_forms, StringComparison.OrdinalIgnoreCase);
    }

    public string Redact(string text)
    {
        if (text.AsSpan().ContainsAny(_known))
        {
            foreach (var form in _forms)
            {
                text = text.Replace(form, Mask, StringComparison.OrdinalIgnoreCase);
            }
        }

        return SecretShape.Cover(text);
    }

    /// <summary>The text without secrets, up to the maximum length. It is cut last, so that no part of a secret remains.</summary>
    public string Redact(string text, int longest)
    {
        var safe = Redact(text);
        return safe.Length <= longest ? safe : string.Concat(safe.AsSpan(0, longest), "…");
    }

    // A private key is printed line by line as often as whole.
    private static IEnumerable<string> Lines(string secret) =>
        [
            secret,
            .. secret.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Where(l => !l.StartsWith("-----", StringComparison.Ordinal)),
        ];

    private static IEnumerable<string> Forms(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        yield return secret;
        yield return secret.Trim();
        yield return Uri.EscapeDataString(secret);
        yield return Uri.EscapeDataString(secret).Replace("%20", "+", StringComparison.Ordinal);
        yield return JsonEncodedText.Encode(secret).ToString();
        yield return JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
        yield return Convert.ToHexString(bytes);
        // Inside longer text that is encoded, a secret begins at any of three offsets; what its neighbours change is left out.
        for (var offset = 0; offset < 3; offset++)
        {
            var shifted = Convert.ToBase64String([.. new byte[offset], .. bytes]);
            var from = offset switch { 0 => 0, 1 => 2, _ => 3 };
            var kept = (offset + bytes.Length) % 3 == 0 ? shifted.Length : shifted.TrimEnd('=').Length - 1;
            if (kept - from >= 2 * ShortestSecret)
            {
                yield return shifted[from..kept];
                yield return shifted[from..kept].Replace('+', '-').Replace('/', '_');
            }
        }
    }
}
