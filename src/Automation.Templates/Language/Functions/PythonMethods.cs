using Automation.Templates.Language.Values;

namespace Automation.Templates.Language.Functions;

/// <summary>The methods that cookiecutter templates expect of lists and objects.</summary>
internal static class PythonMethods
{
    public static readonly Dictionary<string, TemplateMethod<TemplateValue.List>> OfLists = new(StringComparer.Ordinal)
    {
        ["append"] = (self, a, budget) => ListMethods.All["push"](self, a with { Positional = [a[0]], Named = null }, budget),
        ["count"] = (self, a, _) => TemplateValue.Of(self.Items.Count(i => JavaScript.StrictlyEqual(i, a[0]))),
        ["find"] = (self, a, _) => TemplateValue.Of(ListMethods.IndexOf(self.Items, 0, a[0])),
        ["index"] = (self, a, _) => TemplateValue.Of(ListMethods.IndexOf(self.Items, 0, a[0])),
        ["insert"] = (self, a, budget) =>
        {
            budget.Work(self.Items.Count, a.At);
            self.Items.Insert(TextMethods.Relative(a, 0, 0, self.Items.Count), a[1]);
            return TemplateValue.Undefined;
        },
        ["pop"] = (self, a, budget) =>
        {
            var index = a[0] == TemplateValue.Undefined ? self.Items.Count - 1 : JavaScript.IntegerOf(a[0], a.At);
            index += index < 0 ? self.Items.Count : 0;
            if (index < 0 || index >= self.Items.Count)
            {
                return TemplateValue.Undefined;
            }

            var item = self.Items[(int)index];
            self.Items.RemoveAt((int)index);
            return item;
        },
        ["remove"] = (self, a, _) =>
        {
            var index = ListMethods.IndexOf(self.Items, 0, a[0]);
            if (index < 0)
            {
                return TemplateValue.Undefined;
            }

            self.Items.RemoveAt(index);
            return a[0];
        },
    };

    public static readonly Dictionary<string, TemplateMethod<TemplateValue.Map>> OfMaps = new(StringComparer.Ordinal)
    {
        ["get"] = (self, a, _) => JavaScript.TextOf(a[0], a.At) is var key && self.Entries.Contains(key) ? self.Entries[key] : a[1],
        ["has_key"] = (self, a, _) => TemplateValue.Of(self.Entries.Contains(JavaScript.TextOf(a[0], a.At))),
        ["items"] = (self, _, _) => TemplateValue.Of(self.Entries.Select(e => TemplateValue.Of([new TemplateValue.Text(e.Key), e.Value]))),
        ["keys"] = (self, _, _) => TemplateValue.Of(self.Entries.Keys.Select(TemplateValue.Of)),
        ["values"] = (self, _, _) => TemplateValue.Of(self.Entries.Values),
    };
}
