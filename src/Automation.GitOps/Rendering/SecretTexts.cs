using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.GitOps.Objects;
using Automation.GitOps.Reading;

namespace Automation.GitOps.Rendering;

/// <summary>
/// Covers secrets in what a tool says about its files: Kustomize quotes a literal or a patch that it cannot read, and the author of a chart may quote a value.
/// What counts is where a text stands (in a Secret, in a generator of Secrets, below a key such as <c>password</c>), not how it looks.
/// </summary>
/// <param name="files">What the tool was given.</param>
internal sealed class SecretTexts(SourceGraph files, CancellationToken cancellationToken)
{
    private const string Mask = "••••••";

    // Shorter texts would cover ordinary words.
    private const int Shortest = 4;
    private const long LargestFile = 1024 * 1024;

    private static readonly string[] Fields = ["data", "stringData"];
    private static readonly string[] Keys =
        ["password", "passwd", "secret", "token", "credential", "apikey", "api-key", "api_key", "privatekey", "private_key"];

    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);

    /// <summary>The message with secrets covered.</summary>
    public string Cover(string message)
    {
        foreach (var file in files.Files)
        {
            if ((file.Path.EndsWith(".yaml", StringComparison.Ordinal) || file.Path.EndsWith(".yml", StringComparison.Ordinal)
                || file.Path.EndsWith("Kustomization", StringComparison.Ordinal)) && file.Checkout.Read(file.Path, LargestFile, cancellationToken) is { } bytes)
            {
                Take(SourceText.Decode(file.Path, bytes.Span));
            }
        }

        Take(files.Source.Json, isSecret: false);

        // The longest first: one may be the beginning of another.
        return SecretShape.Cover(_texts.Where(t => t.Length >= Shortest).OrderByDescending(t => t.Length).ThenBy(t => t, StringComparer.Ordinal)
            .Aggregate(message, (text, secret) => text.Replace(secret, Mask, StringComparison.Ordinal)));
    }

    private void Take(SourceText text)
    {
        var documents = RepositoryYaml.Parse(text, cancellationToken).ToList();
        documents.ForEach(d => Take(d, isSecret: false));
        if (documents.Count == 0 && text.Content.Contains("Secret", StringComparison.Ordinal))
        {
            // What cannot be read is quoted as it is.
            _texts.UnionWith(text.Content.Split('\n').Select(line => line.Trim()));
        }
    }

    private void Take(JsonNode? node, bool isSecret)
    {
        switch (node)
        {
            case JsonObject map:
                var isKind = map.Text("kind") == "Secret";
                foreach (var (key, value) in map)
                {
                    Take(value, isSecret || (isKind && Fields.Contains(key)) || key == "secretGenerator" || IsNamedSecret(key));
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    Take(item, isSecret);
                }

                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                Take(value.GetValue<string>(), isSecret);
                break;
            case JsonValue number when isSecret:
                _texts.Add(number.ToJsonString());
                break;
            default:
                break;
        }
    }

    private void Take(string text, bool isSecret)
    {
        if (isSecret)
        {
            // Messages are one line; a literal is 'key=value'.
            _texts.UnionWith([text, VisibleText.Of(text.ReplaceLineEndings(" ")), text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..]]);
            _texts.UnionWith(text.Split('\n').Select(line => line.Trim()));
        }
        else if (text.Contains('\n', StringComparison.Ordinal) || text.Contains("Secret", StringComparison.Ordinal))
        {
            // A patch or values as a text.
            Take(SourceText.Of("", text));
        }
    }

    private static bool IsNamedSecret(string key) => Array.Exists(Keys, k => key.Contains(k, StringComparison.OrdinalIgnoreCase)) && key != "secretName";
}
