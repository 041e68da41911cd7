using Automation.Core.Text;
using Automation.Yaml.Nodes;

namespace Automation.GitOps.Validation;

/// <summary>Whether the elements of a list generator give parameters (Argo CD: applicationset/generators/list.go).</summary>
/// <param name="findings">Where problems are added.</param>
/// <param name="isGo">Whether the set uses Go templates, which take values of any type.</param>
internal sealed class ListElementCheck(ManifestFindings findings, bool isGo)
{
    private const string Values = "values";

    public void Run(YamlSequence elements, JsonPointer at)
    {
        for (var i = 0; i < elements.Items.Count; i++)
        {
            if (elements.Items[i] is YamlMapping element)
            {
                Texts(element, at.Item(i), isInner: false);
            }
            else if (elements.Items[i] is { IsNull: false } other)
            {
                findings.Add(
                    ArgoRules.ListElement,
                    $"The element {Quoted.Of(findings.Written(other).ToString())} is not a map, so Argo CD generates nothing: write 'name: value'.",
                    at.Item(i),
                    other);
            }
        }
    }

    private void Texts(YamlMapping element, JsonPointer at, bool isInner)
    {
        foreach (var entry in isGo ? [] : element.Entries)
        {
            if (!isInner && entry.Key == Values && entry.Value is YamlMapping values)
            {
                Texts(values, at.Field(Values), isInner: true);
            }
            else if (entry.Value is not YamlScalar { Type: YamlType.String })
            {
                var advice = entry.Value is YamlScalar { IsNull: false } ? $"write \"{findings.Written(entry.Value)}\" in quotes, or set" : "set";
                findings.Add(
                    ArgoRules.ListElement,
                    $"The value of {Quoted.Of(entry.Key)} is not a text, so Argo CD generates nothing: {advice} 'goTemplate: true'.",
                    at.Field(entry.Key),
                    entry.Value);
            }
        }
    }
}
