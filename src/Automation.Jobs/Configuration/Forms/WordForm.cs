using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Automation.Core.Text;
using Automation.Jobs.Rules;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Configuration.Forms;

/// <summary>One of the words that an enumeration names.</summary>
internal sealed class WordForm<T> : Form<T>
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> Words = Enum.GetValues<T>().ToDictionary(WordOf, StringComparer.Ordinal);

    public static string Expected { get; } = string.Join(" or ", Words.Keys.Select(w => $"'{w}'"));

    public override bool TryRead(SettingNode node, T inherited, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (node.Value is not YamlScalar { Type: YamlType.String } scalar)
        {
            node.ReportWrongType(Expected);
            return false;
        }

        if (Words.TryGetValue(scalar.Text, out value))
        {
            return true;
        }

        var better = DidYouMean.Closest(scalar.Text, Words.Keys);
        node.Report(
            ConfigurationRules.WrongValue,
            $"{node.Name} must be {Expected}, not {Quoted.Of(scalar.Text)}.",
            WordFix.For(node.Problems.Source, node.Value, better));
        return false;
    }

    private static string WordOf(T value) =>
        typeof(T).GetField(value.ToString())!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
            ?? JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
