using System.Text;
using System.Text.Json;
using Automation.Core.Text;
using Automation.Yaml.Nodes;

namespace Automation.Catalog.Providers;

/// <summary>Reads JSON into the nodes of descriptors, each with its place in the text. The last of duplicate keys wins.</summary>
internal static class JsonNodes
{
    /// <summary>The maximum number of values of a file. A file of 16 MiB can have eight million.</summary>
    public const int MostValues = 2_000_000;

    /// <param name="root">The value; null if it cannot be read.</param>
    /// <param name="problem">Why it cannot, and at which offset.</param>
    public static bool TryRead(SourceText source, out YamlNode? root, out (string Message, int At) problem, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(source.Content);
        var json = new Reader(bytes, cancellationToken);
        (root, problem) = (null, default);
        try
        {
            root = json.Document();
            return true;
        }
        catch (JsonException e)
        {
            problem = ($"The file is not valid JSON: {Reason(e.Message)}", source.OffsetOf(new SourcePosition((int)(e.LineNumber ?? 0) + 1, 1)));
        }
        catch (TooMuchException)
        {
            problem = ($"The file has more than {MostValues:N0} values. Split it.", 0);
        }

        return false;
    }

    // The library's message ends with the place, which the finding already has.
    private static string Reason(string message) => message.IndexOf(" LineNumber:", StringComparison.Ordinal) is >= 0 and var at ? message[..at] : message;

    private sealed class TooMuchException : Exception;

    private ref struct Reader(byte[] bytes, CancellationToken cancellationToken)
    {
        private Utf8JsonReader _json = new(bytes, new JsonReaderOptions { MaxDepth = YamlLimits.Depth });
        private int _bytesCounted;
        private int _characters;
        private int _values;

        public YamlNode Document()
        {
            _json.Read();
            var root = Value();
            _json.Read();      // Text after the value is an error, and throws.
            return root;
        }

        private YamlNode Value()
        {
            if (++_values > MostValues)
            {
                throw new TooMuchException();
            }

            if ((_values & 0xfff) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            var start = Offset(_json.TokenStartIndex);
            return _json.TokenType switch
            {
                JsonTokenType.StartObject => Map(start),
                JsonTokenType.StartArray => List(start),
                JsonTokenType.String => new YamlScalar(Text(), YamlType.String, YamlScalarStyle.DoubleQuoted, start, Offset(_json.BytesConsumed)),
                JsonTokenType.Number => Number(start),
                JsonTokenType.Null => new YamlScalar("null", YamlType.Null, YamlScalarStyle.Plain, start, Offset(_json.BytesConsumed)),
                var literal =>
                    new YamlScalar(
                        literal == JsonTokenType.True ? "true" : "false", YamlType.Boolean, YamlScalarStyle.Plain, start, Offset(_json.BytesConsumed)),
            };
        }

        private YamlMapping Map(int start)
        {
            var entries = new List<YamlEntry>();
            var places = new Dictionary<string, int>(StringComparer.Ordinal);
            while (_json.Read() && _json.TokenType != JsonTokenType.EndObject)
            {
                var name = new YamlScalar(Text(), YamlType.String, YamlScalarStyle.DoubleQuoted, Offset(_json.TokenStartIndex), Offset(_json.BytesConsumed));
                _json.Read();
                var entry = new YamlEntry(name.Text, name, Value());
                if (places.TryAdd(name.Text, entries.Count))
                {
                    entries.Add(entry);
                }
                else
                {
                    entries[places[name.Text]] = entry;
                }
            }

            return new YamlMapping(entries, start, Offset(_json.BytesConsumed));
        }

        private YamlSequence List(int start)
        {
            var items = new List<YamlNode>();
            while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
            {
                items.Add(Value());
            }

            return new YamlSequence(items, start, Offset(_json.BytesConsumed));
        }

        private YamlScalar Number(int start)
        {
            var text = Encoding.UTF8.GetString(_json.ValueSpan);
            return new YamlScalar(text, YamlType.Number, YamlScalarStyle.Plain, start, Offset(_json.BytesConsumed))
            {
                Number = _json.TryGetDouble(out var number) ? number : double.NaN,
            };
        }

        // Half a character pair cannot be written as UTF-8.
        private readonly string Text()
        {
            try
            {
                return _json.GetString()!;
            }
            catch (InvalidOperationException)
            {
                return "\uFFFD";
            }
        }

        // Positions are requested in text order, so that each byte is counted once.
        private int Offset(long at)
        {
            _characters += Encoding.UTF8.GetCharCount(bytes.AsSpan(_bytesCounted, (int)at - _bytesCounted));
            _bytesCounted = (int)at;
            return _characters;
        }
    }
}
