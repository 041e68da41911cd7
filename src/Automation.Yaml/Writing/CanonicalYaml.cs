using System.Text;
using Automation.Core.Text;
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
    public static string Write(YamlMapping root)
    {
        var text = new StringBuilder(512);
        if (root.Entries.Count == 0)
        {
            return "{}\n";
        }

        WriteEntries(root, 0, text, isFirstInLine: false);
        return text.ToString();
    }

    private static void WriteEntries(YamlMapping mapping, int indentation, StringBuilder text, bool isFirstInLine)
    {
        foreach (var entry in mapping.Entries)
        {
            if (!isFirstInLine)
            {
                text.Append(' ', indentation);
            }

            isFirstInLine = false;
            text.Append(CanonicalText.Key(entry.Key)).Append(':');
            WriteValue(entry.Value, indentation, text);
        }
    }

    private static void WriteItems(YamlSequence sequence, int indentation, StringBuilder text)
    {
        foreach (var item in sequence.Items)
        {
            text.Append(' ', indentation).Append('-');
            if (item is YamlMapping { Entries.Count: > 0 } mapping)
            {
                text.Append(' ');
                WriteEntries(mapping, indentation + Indentation, text, isFirstInLine: true);
            }
            else
            {
                WriteValue(item, indentation, text);
            }
        }
    }

    // Writes the text after a colon or a dash, including the last line feed.
    private static void WriteValue(YamlNode value, int indentation, StringBuilder text)
    {
        switch (value)
        {
            case YamlMapping { Entries.Count: > 0 } mapping:
                text.Append('\n');
                WriteEntries(mapping, indentation + Indentation, text, isFirstInLine: false);
                break;
            case YamlSequence { Items.Count: > 0 } sequence:
                text.Append('\n');
                WriteItems(sequence, indentation + Indentation, text);
                break;
            case YamlScalar { Type: YamlType.String } scalar:
                CanonicalText.Append(scalar.Text, indentation + Indentation, text);
                break;
            default:
                text.Append(' ').Append(Word(value)).Append('\n');
                break;
        }
    }

    private static string Word(YamlNode value) => value switch
    {
        YamlMapping => "{}",
        YamlSequence => "[]",
        YamlScalar { Type: YamlType.Boolean } boolean => boolean.IsFalsy ? "false" : "true",
        YamlScalar { Type: YamlType.Number } number when double.IsFinite(number.Number) => JavaScriptNumber.TextOf(number.Number),
        // As in JSON, which is what Backstage stores: infinities and NaN are null.
        _ => "null",
    };
}
