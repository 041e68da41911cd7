using System.Text;
using Automation.Yaml.Nodes;

namespace Automation.Yaml.Writing;

/// <summary>
/// Writes a value as canonical YAML: equal values give the same bytes, regardless of their source. Block style, two spaces per
/// level; text is plain if every reader of YAML 1.1 and 1.2 reads it as text, in a block if it has several lines, else in double quotes.
/// </summary>
public static class CanonicalYaml
{
    private const int Indentation = 2;

    /// <summary>Writes a document, with a line feed at its end. Aliases are written out.</summary>
    /// <param name="keepsDigits">Whether large whole numbers keep all digits, as in Kubernetes, where JavaScript would round them.</param>
    public static string Write(YamlMapping root, bool keepsDigits = false) =>
        root.Entries.Count == 0 ? "{}\n" : new Writer(keepsDigits).Document(root);

    private sealed class Writer(bool keepsDigits)
    {
        private readonly StringBuilder _text = new(512);

        public string Document(YamlMapping root)
        {
            WriteEntries(root, 0, isFirstInLine: false);
            return _text.ToString();
        }

        private void WriteEntries(YamlMapping mapping, int indentation, bool isFirstInLine)
        {
            foreach (var entry in mapping.Entries)
            {
                if (!isFirstInLine)
                {
                    _text.Append(' ', indentation);
                }

                isFirstInLine = false;
                _text.Append(CanonicalText.Key(entry.Key)).Append(':');
                WriteValue(entry.Value, indentation);
            }
        }

        private void WriteItems(YamlSequence sequence, int indentation)
        {
            foreach (var item in sequence.Items)
            {
                _text.Append(' ', indentation).Append('-');
                if (item is YamlMapping { Entries.Count: > 0 } mapping)
                {
                    _text.Append(' ');
                    WriteEntries(mapping, indentation + Indentation, isFirstInLine: true);
                }
                else
                {
                    WriteValue(item, indentation);
                }
            }
        }

        // Writes the text after a colon or a dash, including the last line feed.
        private void WriteValue(YamlNode value, int indentation)
        {
            switch (value)
            {
                case YamlMapping { Entries.Count: > 0 } mapping:
                    _text.Append('\n');
                    WriteEntries(mapping, indentation + Indentation, isFirstInLine: false);
                    break;
                case YamlSequence { Items.Count: > 0 } sequence:
                    _text.Append('\n');
                    WriteItems(sequence, indentation + Indentation);
                    break;
                case YamlScalar { Type: YamlType.String } scalar:
                    CanonicalText.Append(scalar.Text, indentation + Indentation, _text);
                    break;
                default:
                    _text.Append(' ').Append(Word(value)).Append('\n');
                    break;
            }
        }

        private string Word(YamlNode value) => value switch
        {
            YamlMapping => "{}",
            YamlSequence => "[]",
            YamlScalar { Type: YamlType.Boolean } boolean => boolean.IsFalsy ? "false" : "true",
            YamlScalar { Type: YamlType.Number } number => NumberText.Of(number, keepsDigits) ?? "null",
            // As in JSON, which is what Backstage stores: infinities and NaN are null.
            _ => "null",
        };
    }
}
