using Automation.Core.Text;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.GitOps.Secrets;

/// <summary>The secrets of a file of manifests, by where they stand, kept out of what is shown of it and said about it.</summary>
public sealed class ManifestSecrets
{
    private const int Shortest = 4;

    private readonly char[] _shown;
    private readonly SourceText _source;
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);

    private ManifestSecrets(SourceText source) => (_source, _shown) = (source, source.Content.ToCharArray());

    /// <summary>Finds those of a file.</summary>
    public static ManifestSecrets In(SourceText source, CancellationToken cancellationToken)
    {
        var secrets = new ManifestSecrets(source);
        foreach (var document in YamlFile.Read(source, YamlLimits.Descriptor, YamlDialect.Kubernetes, cancellationToken).Documents)
        {
            secrets.Walk(document.Root, isSecret: false);
            if (document.Problems.Count > 0 && source.Content.Contains("Secret", StringComparison.Ordinal))
            {
                secrets.TakeUnreadable();
            }
        }

        secrets.TakeLines();
        return secrets;
    }

    /// <summary>The file with its secrets covered up, for display; positions stay the same.</summary>
    public SourceText Shown => new string(_shown) is var shown && shown == _source.Content ? _source.Covered() : SourceText.Of(_source.Path, shown).Covered();

    /// <summary>
    /// A message about it with its secrets covered. A word that also stands where it is no secret, such as a name, stays: covering it would show that the
    /// secret is the same word.
    /// </summary>
    public string Cover(string message) => _texts.Where(t => t.Length >= Shortest && !IsShownAsWord(t))
        .OrderByDescending(t => t.Length).ThenBy(t => t, StringComparer.Ordinal)
        .Aggregate(message, (text, secret) => text.Replace(secret, SecretMask.Same, StringComparison.Ordinal));

    // Not as a part of a longer word, which does not show it as a whole.
    private bool IsShownAsWord(string text)
    {
        var shown = _shown.AsSpan();
        for (var start = shown.IndexOf(text); start >= 0;)
        {
            var end = start + text.Length;
            if ((start == 0 || !IsOfWord(shown[start - 1])) && (end == shown.Length || !IsOfWord(shown[end])))
            {
                return true;
            }

            var next = shown[(start + 1)..].IndexOf(text);
            start = next < 0 ? -1 : start + 1 + next;
        }

        return false;
    }

    private static bool IsOfWord(char c) => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '+' or '/' or '=';

    private void Walk(YamlNode? node, bool isSecret)
    {
        switch (node)
        {
            case YamlMapping map:
                var isKind = map["kind"] is YamlScalar { Text: "Secret" };
                var isNamed = SecretName.OfValue.Any(n => map[n] is YamlScalar { Text: var text } && SecretName.Is(text));
                foreach (var entry in map.Entries)
                {
                    Walk(entry.Value, isSecret || (isKind && entry.Key is "data" or "stringData")
                        || (entry.Value is YamlScalar && (SecretName.Is(entry.Key) || (isNamed && entry.Key == "value"))));
                }

                break;
            case YamlSequence list:
                for (var i = 0; i < list.Items.Count; i++)
                {
                    var isValue = i > 0 && list.Items[i - 1] is YamlScalar { Text: ['-', ..] option } && SecretName.Is(option);
                    Walk(list.Items[i], isSecret || (isValue && list.Items[i] is YamlScalar));
                }

                break;
            case YamlScalar { Type: not (YamlType.Null or YamlType.Boolean) } scalar when isSecret:
                _texts.UnionWith([scalar.Text, .. scalar.Text.Split('\n').Select(l => l.Trim())]);
                Cover(scalar.Start, scalar.End);
                break;
            default:
                break;
        }
    }

    // Texts in a block, arguments and addresses.
    private void TakeLines()
    {
        var start = 0;
        foreach (var line in _source.Content.Split('\n'))
        {
            foreach (var secret in SecretLine.In(line))
            {
                _texts.Add(secret);
                Cover(start + line.LastIndexOf(secret, StringComparison.Ordinal), start + line.LastIndexOf(secret, StringComparison.Ordinal) + secret.Length);
            }

            start += line.Length + 1;
        }
    }

    // What cannot be read may be the data of a Secret: all values.
    private void TakeUnreadable()
    {
        var start = 0;
        foreach (var line in _source.Content.Split('\n'))
        {
            var value = line.IndexOf(':', StringComparison.Ordinal) + 1;
            _texts.Add(line[value..].Trim());
            Cover(start + value, start + line.Length);
            start += line.Length + 1;
        }
    }

    private void Cover(int start, int end)
    {
        foreach (ref var c in _shown.AsSpan(start, end - start))
        {
            c = char.IsWhiteSpace(c) ? c : SecretMask.Same[0];
        }
    }
}
