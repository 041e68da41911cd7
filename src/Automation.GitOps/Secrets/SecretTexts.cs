using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.GitOps.Objects;
using Automation.GitOps.Reading;

namespace Automation.GitOps.Secrets;

/// <summary>
/// The secrets that an application's files and objects have, and texts with them covered, wherever they appear: Kustomize quotes a literal that it cannot
/// read, a chart puts a password into an address, a value of a Secret is a value of the Application, too. What counts is where a text stands (in a Secret, in
/// a generator of Secrets, below a name such as <c>password</c>), and then its form.
/// </summary>
internal sealed class SecretTexts
{
    // Shorter texts would cover ordinary words.
    private const int Shortest = 4;
    private const int ShortestDistinct = 6;
    private const int LongestName = 15;
    private const long LargestFile = 1024 * 1024;


    private static readonly SearchValues<char> OfNames = SearchValues.Create("abcdefghijklmnopqrstuvwxyz-._/ ");

    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly Lazy<Found> _all;
    private readonly Lazy<Found> _distinct;

    public SecretTexts()
    {
        _all = new Lazy<Found>(() => new Found(_texts.Where(t => t.Length >= Shortest)));
        _distinct = new Lazy<Found>(() => new Found(_texts.Where(IsDistinct).SelectMany(t => (string[])[t, Escaped(t)])));
    }

    /// <summary>Takes what files have that a source reads, and its own fields.</summary>
    public void Take(SourceGraph source, CancellationToken cancellationToken)
    {
        foreach (var file in source.Files)
        {
            if ((file.Path.EndsWith(".yaml", StringComparison.Ordinal) || file.Path.EndsWith(".yml", StringComparison.Ordinal)
                || file.Path.EndsWith("Kustomization", StringComparison.Ordinal)) && file.Checkout.Read(file.Path, LargestFile, cancellationToken) is { } bytes)
            {
                Take(SourceText.Decode(file.Path, bytes.Span), cancellationToken);
            }
        }

        Take(source.Source.Json, isSecret: false, isManifest: false, cancellationToken);
    }

    /// <summary>Takes what objects have.</summary>
    public void Take(IEnumerable<KubernetesObject> objects, CancellationToken cancellationToken)
    {
        foreach (var one in objects)
        {
            Take(one.Root, isSecret: false, isManifest: true, cancellationToken);
        }
    }

    /// <summary>Takes those of another one.</summary>
    public void Take(SecretTexts other) => _texts.UnionWith(other._texts);

    /// <summary>Leaves out texts that are no secrets, such as the names of objects.</summary>
    public void Leave(IEnumerable<string> texts) => _texts.ExceptWith(texts);

    /// <summary>A sentence with everything covered that may be a secret.</summary>
    public string CoverSentence(string text) =>
        SecretShape.Cover(SecretLine.CoverForms(_all.Value.Cover(text), SecretMask.Same));

    /// <summary>A line of a manifest with secrets covered; ordinary words stay, which may be values of Secrets as well.</summary>
    public string CoverLine(string line) =>
        SecretLine.CoverForms(_distinct.Value.Cover(line), SecretMask.Same);

    private void Take(SourceText text, CancellationToken cancellationToken)
    {
        var documents = RepositoryYaml.Parse(text, cancellationToken).ToList();
        documents.ForEach(d => Take(d, isSecret: false, isManifest: d.Text("kind") is not null, cancellationToken));
        if (documents.Count == 0 && text.Content.Contains("Secret", StringComparison.Ordinal))
        {
            // What cannot be read is quoted as it is.
            _texts.UnionWith(text.Content.Split('\n').Select(line => line.Trim()));
        }
    }

    // In values, everything below the name of a secret is one; in manifests, only its own text is: 'secret' is a volume as well.
    private void Take(JsonNode? node, bool isSecret, bool isManifest, CancellationToken cancellationToken)
    {
        switch (node)
        {
            case JsonObject map:
                var isKind = map.Text("kind") == "Secret";
                var isNamed = SecretName.OfValue.Any(n => SecretName.Is(map.Text(n)));
                foreach (var (key, value) in map)
                {
                    var isOne = isSecret ? !SecretName.IsDescription(key)
                        : key == "secretGenerator" || (isNamed && key == "value") || (SecretName.Is(key) && (!isManifest || value is JsonValue));
                    Take(value, isOne, isManifest && !key.StartsWith("values", StringComparison.Ordinal), cancellationToken);
                }

                foreach (var (_, value) in isKind ? map.TextMap("data").Concat(map.TextMap("stringData")) : [])
                {
                    Take(value, isSecret: true, cancellationToken);
                    Decode(value);
                }

                break;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                {
                    Take(list[i], isSecret || SecretMask.IsValueOfOption(list, i), isManifest, cancellationToken);
                }

                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                Take(value.GetValue<string>(), isSecret, cancellationToken);
                break;
            case JsonValue value when isSecret && value.GetValueKind() == JsonValueKind.Number:
                _texts.Add(value.ToJsonString());
                break;
            default:
                break;
        }
    }

    private void Take(string text, bool isSecret, CancellationToken cancellationToken)
    {
        if (isSecret)
        {
            // Messages are one line; a literal is 'key=value'.
            _texts.UnionWith([text, VisibleText.Of(text.ReplaceLineEndings(" ")), text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..]]);
            _texts.UnionWith(text.Split('\n').Select(line => line.Trim()));
        }
        else
        {
            _texts.UnionWith(text.Split('\n').SelectMany(SecretLine.In));
        }

        if (!isSecret && (text.Contains('\n', StringComparison.Ordinal)
            || (text.Contains('{', StringComparison.Ordinal) && text.Contains("Secret", StringComparison.Ordinal))))
        {
            // A patch or values as a text, but not a word such as the kind 'ExternalSecret'.
            Take(SourceText.Of("", text), cancellationToken);
        }
    }

    private void Decode(string value)
    {
        var bytes = new byte[value.Length];
        if (Convert.TryFromBase64String(value, bytes, out var length) && bytes.AsSpan(0, length).IndexOf((byte)0) < 0)
        {
            Take(Encoding.UTF8.GetString(bytes, 0, length), isSecret: true, CancellationToken.None);
        }
    }

    // Words and names of lower-case letters stand in manifests for other reasons, too.
    private static bool IsDistinct(string text) => text.Length >= ShortestDistinct && (text.Length > LongestName && !text.AsSpan().ContainsAny('-', '.', '/')
        || text.AsSpan().ContainsAnyExcept(OfNames));

    private static string Escaped(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();

    /// <summary>Texts that are found together, the longest first: one may be the beginning of another.</summary>
    private sealed class Found
    {
        private readonly SearchValues<string> _any;
        private readonly ILookup<string, string> _byBeginning;

        public Found(IEnumerable<string> texts)
        {
            List<string> all = [.. texts.Distinct(StringComparer.Ordinal).OrderByDescending(t => t.Length)];
            _any = SearchValues.Create([.. all], StringComparison.Ordinal);
            _byBeginning = all.ToLookup(t => t[..Shortest], StringComparer.Ordinal);
        }

        public string Cover(string text)
        {
            StringBuilder? covered = null;
            var rest = text.AsSpan();
            for (var at = rest.IndexOfAny(_any); at >= 0; at = rest.IndexOfAny(_any))
            {
                covered = (covered ?? new StringBuilder(text.Length)).Append(rest[..at]).Append(SecretMask.Same);
                rest = rest[at..];
                rest = rest[Longest(rest)..];
            }

            return covered?.Append(rest).ToString() ?? text;
        }

        private int Longest(ReadOnlySpan<char> text)
        {
            foreach (var secret in _byBeginning[new string(text[..Shortest])])
            {
                if (text.StartsWith(secret, StringComparison.Ordinal))
                {
                    return secret.Length;
                }
            }

            return 1;
        }
    }
}
