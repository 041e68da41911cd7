using Automation.Yaml.Nodes;
using CsCheck;

namespace Automation.Yaml.Tests;

/// <summary>What holds for every text. A failure prints the seed that reproduces it.</summary>
public sealed class ReadingProperties
{
    private const int Rounds = 3_000;

    // Fragments that mean something to a scanner, and some that should not.
    private static readonly Gen<string> Fragment = OneOf(
        "a", "b", "key", "1", "true", "~", ": ", ":", "- ", "-", "? ", "[", "]", "{", "}", ",", ", ", "&x ", "*x", "!!str ", "!t ", "| ", ">-", "|2",
        "'", "\"", "''", "\\n", "\\", "#", " # c", "%", "%YAML 1.1", "@", "`", "<<", "\n", "\n", "\n  ", "\n    ", "\n- ", "\n  - ", "\n---\n", "\n...\n",
        "---", " ", "  ", "\t", "\r\n", "\r", "\0", "\u0085", "\u2028", "\uFEFF", "\uE000", "é", "😀", "\uD800", "{{ x }}");

    private static readonly Gen<string> HostileText = Fragment.Array[0, 40].Select(string.Concat);

    private static readonly Gen<string> Word = OneOf(
        "a", "b1", "team-a", "x y", "1", "1.5", "true", "null", "yes", "2024-01-01", "é", "😀", "a/b", "it's", "say \"hi\"");

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    // Well-formed values in the styles people write, at a given indentation.
    private static Gen<string> Value(int depth, int indentation)
    {
        var blank = new string(' ', indentation);
        var quoted = Gen.OneOf(
            Word,
            Word.Select(w => $"'{w.Replace("'", "''", StringComparison.Ordinal)}'"),
            Word.Select(w => $"\"{w.Replace("\"", "\\\"", StringComparison.Ordinal)}\""));
        if (depth == 0)
        {
            return quoted;
        }

        var deeper = Value(depth - 1, indentation + 2);
        return Gen.OneOf(
            quoted,
            Word.Select(w => $"|\n{blank}{w}\n{blank}{w}"),
            quoted.Array[0, 4].Select(items => $"[{string.Join(", ", items)}]"),
            quoted.Array[1, 2].Select(items => $"[{string.Join(", ", items.Select((v, i) => $"k{i}: {v}"))}]"),
            quoted.Array[0, 3].Select(items => $"{{{string.Join(", ", items.Select((v, i) => $"k{i}: {v}"))}}}"),
            deeper.Array[1, 3].Select(items => "\n" + string.Join('\n', items.Select(v => $"{blank}- {v}"))),
            deeper.Array[1, 3].Select(items => "\n" + string.Join('\n', items.Select((v, i) => $"{blank}k{i}: {v}"))));
    }

    private static readonly Gen<string> Descriptor =
        Value(3, 2).Array[1, 4].Select(values => string.Concat(values.Select((v, i) => $"f{i}: {v}\n")));

    [Fact]
    public void No_text_makes_the_reader_throw() => HostileText.Sample(text => Yaml.Read(text), iter: Rounds, threads: 1);

    [Fact]
    public void No_bytes_make_the_reader_throw() => Gen.Byte.Array[0, 200].Sample(bytes => Yaml.Read(bytes), iter: Rounds, threads: 1);

    [Fact]
    public void Places_are_within_the_text_and_children_within_parents() =>
        Gen.OneOf(HostileText, Descriptor).Sample(
            text =>
            {
                foreach (var document in Yaml.Read(text).Documents)
                {
                    document.Start.ShouldBeInRange(0, text.Length);
                    document.Problems.ShouldAllBe(p => p.Start >= 0 && p.Start <= p.End && p.End <= text.Length);
                    if (document.Root is { } root)
                    {
                        Within(root, 0, text.Length);
                    }
                }
            },
            iter: Rounds,
            threads: 1);

    [Fact]
    public void What_stands_at_a_values_place_reads_as_that_value() =>
        Descriptor.Sample(
            text =>
            {
                foreach (var scalar in Yaml.Flatten(Yaml.Root(text)).OfType<YamlScalar>().Where(s => s.Style != YamlScalarStyle.Block))
                {
                    var again = Yaml.Root($"v: {text[scalar.Start..scalar.End]}\n").ShouldBeOfType<YamlMapping>()["v"];
                    Yaml.Show(again).ShouldBe(Yaml.Show(scalar));
                }
            },
            iter: Rounds / 3,
            threads: 1);

    [Fact]
    public void Well_formed_descriptors_have_no_problems() =>
        Descriptor.Sample(text => Yaml.Document(text).Problems.ShouldBeEmpty(), iter: Rounds, threads: 1);

    [Fact]
    public void A_documents_reading_does_not_depend_on_its_siblings() =>
        Gen.Select(Sibling, Sibling).Sample(
            (first, second) =>
            {
                var alone = Yaml.Read(first + "\n").Documents.Concat(Yaml.Read("---\n" + second).Documents).Select(Yaml.Show);
                Yaml.Read(first + "\n---\n" + second).Documents.Select(Yaml.Show).ShouldBe(alone);
            },
            iter: Rounds,
            threads: 1);

    [Fact]
    public void Line_endings_do_not_change_what_is_read() =>
        Descriptor.Sample(
            text => Yaml.Show(Yaml.Root(text.Replace("\n", "\r\n", StringComparison.Ordinal))).ShouldBe(Yaml.Show(Yaml.Root(text))),
            iter: Rounds / 3,
            threads: 1);

    // One document, whatever it holds: no markers and no directives, which reach beyond it.
    private static readonly Gen<string> Sibling = Gen.OneOf(
        Descriptor,
        HostileText.Where(t => t.Trim(" \t\r\n".ToCharArray()).Length > 0 && !t.Contains("---", StringComparison.Ordinal)
            && !t.Contains("...", StringComparison.Ordinal) && !t.Contains('%', StringComparison.Ordinal) && !t.Contains('\uFEFF', StringComparison.Ordinal)
            && Yaml.Read(t + "\n").Documents.Count == 1));

    private static void Within(YamlNode node, int start, int end)
    {
        node.Start.ShouldBeInRange(start, end);
        node.End.ShouldBeInRange(node.Start, end);
        if (node.IsAlias)
        {
            return; // what it stands for is written elsewhere
        }

        switch (node)
        {
            case YamlSequence sequence:
                sequence.Items.ToList().ForEach(i => Within(i, node.Start, node.End));
                break;
            case YamlMapping mapping:
                foreach (var entry in mapping.Entries)
                {
                    if (entry.Name.Start < node.Start || entry.Name.Start >= node.End)
                    {
                        continue; // merged from another map (YAML 1.1)
                    }

                    Within(entry.Name, node.Start, node.End);
                    Within(entry.Value, node.Start, node.End);
                }

                break;
        }
    }
}
