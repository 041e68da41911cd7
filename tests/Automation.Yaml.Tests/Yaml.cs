using Automation.Core.Text;
using Automation.Yaml.Nodes;

namespace Automation.Yaml.Tests;

/// <summary>Reads texts and says what is in them, in few words.</summary>
internal static class Yaml
{
    public static YamlFile Read(string text) => YamlFile.Read(SourceText.Of("catalog-info.yaml", text), YamlLimits.Descriptor);

    public static YamlFile Read(byte[] bytes) => YamlFile.Read(SourceText.Decode("catalog-info.yaml", bytes), YamlLimits.Descriptor);

    /// <summary>The only document of a text.</summary>
    public static YamlDocument Document(string text) => Read(text).Documents.ShouldHaveSingleItem();

    /// <summary>The value of the only document, which must have no problem.</summary>
    public static YamlNode Root(string text)
    {
        var document = Document(text);
        document.Problems.ShouldBeEmpty();
        return document.Root.ShouldNotBeNull();
    }

    /// <summary>The only problem of a text of one document.</summary>
    public static YamlProblem Problem(string text) => Document(text).Problems.ShouldHaveSingleItem();

    public static YamlMapping Map(string text) => Root(text).ShouldBeOfType<YamlMapping>();

    /// <summary>The value of the key <c>v</c>.</summary>
    public static YamlNode Value(string text) => Map(text)["v"].ShouldNotBeNull();

    /// <summary>A value in one line: <c>{a: Number 1, b: [Null]}</c>.</summary>
    public static string Show(YamlNode? node) => node switch
    {
        null => "nothing",
        YamlScalar { IsNull: true } => "Null",
        YamlScalar scalar => $"{scalar.Type} {scalar.Text}",
        YamlSequence sequence => $"[{string.Join(", ", sequence.Items.Select(Show))}]",
        YamlMapping mapping => $"{{{string.Join(", ", mapping.Entries.Select(e => $"{e.Key}: {Show(e.Value)}"))}}}",
        _ => node.ToString()!,
    };

    /// <summary>A document in one line: its value, or the sorts of its problems.</summary>
    public static string Show(YamlDocument document) =>
        document.Problems.Count == 0 ? Show(document.Root) : string.Join("+", document.Problems.Select(p => p.Kind));

    /// <summary>The node and all below it, the keys of maps too.</summary>
    public static IEnumerable<YamlNode> Flatten(YamlNode node) => node switch
    {
        YamlSequence sequence => [node, .. sequence.Items.SelectMany(Flatten)],
        YamlMapping mapping => [node, .. mapping.Entries.SelectMany(e => Flatten(e.Name).Concat(Flatten(e.Value)))],
        _ => [node],
    };
}
