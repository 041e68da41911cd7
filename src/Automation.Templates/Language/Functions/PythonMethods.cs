using Automation.Templates.Language.Values;

namespace Automation.Templates.Language.Functions;

/// <summary>The methods that cookiecutter templates expect of lists and objects.</summary>
internal static class PythonMethods
{
    public static readonly Dictionary<string, Method<TemplateValue.List>> OfLists = new(StringComparer.Ordinal)
    {
        ["append"] = new(1, 1, (self, a, budget) => ListMethods.All["push"].Body(self, a, budget)),
        ["count"] = new(1, 1, (self, a, _) => TemplateValue.Of(self.Items.Count(i => JavaScript.StrictlyEqual(i, a[0])))),
        ["find"] = new(1, 1, (self, a, _) => TemplateValue.Of(ListMethods.IndexOf(self.Items, 0, a[0]))),
        ["index"] = new(1, 1, (self, a, _) => TemplateValue.Of(ListMethods.IndexOf(self.Items, 0, a[0]))),
        ["insert"] = new(2, 2, (self, a, budget) =>
        {
            budget.Work(self.Items.Count, a.At);
            self.Items.InsertRange(TextMethods.Relative(a, 0, 0, self.Items.Count), ListMethods.Insertable(self, [a[1]], a));
            return TemplateValue.Undefined;
        }),
        ["pop"] = new(0, 1, (self, a, budget) =>
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
        }),
        ["remove"] = new(1, 1, (self, a, _) =>
        {
            var index = ListMethods.IndexOf(self.Items, 0, a[0]);
            if (index < 0)
            {
                return TemplateValue.Undefined;
            }

            self.Items.RemoveAt(index);
            return a[0];
        }),
    };

    public static readonly Dictionary<string, Method<TemplateValue.Map>> OfMaps = new(StringComparer.Ordinal)
    {
        ["get"] = new(1, 2, (self, a, _) => JavaScript.TextOf(a[0], a.At) is var key && self.Entries.Contains(key) ? self.Entries[key] : a[1]),
        ["has_key"] = new(1, 1, (self, a, _) => TemplateValue.Of(self.Entries.Contains(JavaScript.TextOf(a[0], a.At)))),
        ["items"] = new(0, 0, (self, _, _) => TemplateValue.Of(self.Entries.Select(e => TemplateValue.Of([new TemplateValue.Text(e.Key), e.Value])))),
        ["keys"] = new(0, 0, (self, _, _) => TemplateValue.Of(self.Entries.Keys.Select(TemplateValue.Of))),
        ["values"] = new(0, 0, (self, _, _) => TemplateValue.Of(self.Entries.Values)),
    };
}
