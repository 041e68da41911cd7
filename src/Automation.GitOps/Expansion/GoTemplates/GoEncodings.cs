using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.GitOps.Objects;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.GitOps.Expansion.GoTemplates;

/// <summary>The functions of sprig for JSON, digests and encodings, and Argo CD's for YAML.</summary>
internal static class GoEncodings
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Pretty = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    /// <summary>The functions by name.</summary>
    public static IEnumerable<KeyValuePair<string, GoFunction>> All { get; } = new Dictionary<string, GoFunction>
    {
        ["toJson"] = new(1, 1, a => ForHtml(Json(a[0], Plain))),
        ["mustToJson"] = new(1, 1, a => ForHtml(Json(a[0], Plain))),
        ["toPrettyJson"] = new(1, 1, a => ForHtml(Json(a[0], Pretty))),
        ["mustToPrettyJson"] = new(1, 1, a => ForHtml(Json(a[0], Pretty))),
        ["toRawJson"] = new(1, 1, a => Json(a[0], Plain)),
        ["mustToRawJson"] = new(1, 1, a => Json(a[0], Plain)),
        ["fromJson"] = new(1, 1, a => FromJson(a.Text(0), fails: false)),
        ["mustFromJson"] = new(1, 1, a => FromJson(a.Text(0), fails: true)),
        ["toYaml"] = new(1, 1, a => GoYaml.Write(a[0])),
        ["fromYaml"] = new(1, 1, a => FromYaml(a.Text(0)) switch
        {
            GoMap map => map,
            null => new GoMap(),
            _ => throw new GoTemplateException("error unmarshaling JSON: cannot unmarshal the value into a map"),
        }),
        ["fromYamlArray"] = new(1, 1, a => FromYaml(a.Text(0)) switch
        {
            List<object?> list => list,
            null => new List<object?>(),
            _ => throw new GoTemplateException("error unmarshaling JSON: cannot unmarshal the value into a list"),
        }),
        ["b64enc"] = new(1, 1, a => Convert.ToBase64String(Encoding.UTF8.GetBytes(a.Text(0)))),
        ["b64dec"] = new(1, 1, a => FromBase64(a.Text(0))),
        ["b32enc"] = new(1, 1, a => ToBase32(Encoding.UTF8.GetBytes(a.Text(0)))),
        ["b32dec"] = new(1, 1, _ => throw new UndecidedTemplateException("the function 'b32dec' is not supported here")),
        ["sha1sum"] = new(1, 1, a => Convert.ToHexStringLower(Sha1(Encoding.UTF8.GetBytes(a.Text(0))))),
        ["sha256sum"] = new(1, 1, a => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(a.Text(0))))),
        ["sha512sum"] = new(1, 1, a => Convert.ToHexStringLower(SHA512.HashData(Encoding.UTF8.GetBytes(a.Text(0))))),
        ["adler32sum"] = new(1, 1, a => Adler32(Encoding.UTF8.GetBytes(a.Text(0))).ToString(CultureInfo.InvariantCulture)),
    };

    /// <summary>A text as a part of a query.</summary>
    public static string QueryEscape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            _ = char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'~' ? escaped.Append((char)b)
                : b == ' ' ? escaped.Append('+')
                : escaped.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }

        return escaped.ToString();
    }

    /// <summary>A value of YAML, as the Kubernetes libraries of Go read it.</summary>
    /// <exception cref="GoTemplateException">It cannot be read.</exception>
    public static object? FromYaml(string text) =>
        YamlFile.Read(SourceText.Of("", text), YamlLimits.Descriptor, YamlDialect.Kubernetes).Documents switch
        {
            [] => null,
            [{ Problems: [var problem, ..] }, ..] => throw new GoTemplateException($"error converting YAML to JSON: {problem.Message}"),
            [{ Root: { } root }, ..] => GoValue.Of(JsonFields.Of(root)),
            _ => null,
        };

    private static string Json(object? value, JsonSerializerOptions options) =>
        GoValue.ToJson(value)?.ToJsonString(options).Replace("\r\n", "\n", StringComparison.Ordinal) ?? "null";

    // As encoding/json writes text that could be in a page.
    private static string ForHtml(string json) => json
        .Replace("<", "\\u003c", StringComparison.Ordinal)
        .Replace(">", "\\u003e", StringComparison.Ordinal)
        .Replace("&", "\\u0026", StringComparison.Ordinal);

    private static object? FromJson(string text, bool fails)
    {
        try
        {
            return GoValue.Of(JsonNode.Parse(text));
        }
        catch (JsonException e)
        {
            return fails ? throw new GoTemplateException($"invalid JSON: {e.Message}") : null;
        }
    }

    private static string FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw new UndecidedTemplateException("the function 'b64dec' gets a text that is not Base64");
    }

    private static string ToBase32(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        for (var at = 0; at < bytes.Length; at += 5)
        {
            var group = 0UL;
            var count = Math.Min(5, bytes.Length - at);
            for (var i = 0; i < 5; i++)
            {
                group = (group << 8) | (i < count ? bytes[at + i] : 0U);
            }

            var digits = ((count * 8) + 4) / 5;
            for (var i = 0; i < 8; i++)
            {
                text.Append(i < digits ? Base32[(int)((group >> (35 - (5 * i))) & 31)] : '=');
            }
        }

        return text.ToString();
    }

    // A digest that a template asks for; nothing here relies on it.
#pragma warning disable CA5350
    private static byte[] Sha1(byte[] bytes) => SHA1.HashData(bytes);
#pragma warning restore CA5350

    private static uint Adler32(byte[] bytes)
    {
        var (a, b) = (1U, 0U);
        foreach (var next in bytes)
        {
            a = (a + next) % 65521;
            b = (b + a) % 65521;
        }

        return (b << 16) | a;
    }
}
