using Automation.Templates.Language.Values;

namespace Automation.Templates.Language.Functions;

/// <summary>The functions that a template can use: filters, tests, global functions and methods. The list is closed.</summary>
internal sealed class TemplateFunctions
{
    private static readonly Dictionary<string, TemplateFilter> Filters =
        new IReadOnlyDictionary<string, TemplateFilter>[] { TextFilters.All, ListFilters.All, NumberFilters.All, EncodingFilters.All, BackstageFilters.All }
            .SelectMany(f => f)
            .ToDictionary(StringComparer.Ordinal);

    private static readonly Method<TemplateValue.Pattern> PatternTest =
        new(1, 1, (self, a, _) => TemplateValue.Of(self.Test(JavaScript.TextOf(a[0], a.At), a.At)));

    private readonly bool _isCookiecutter;
    private readonly IReadOnlyDictionary<string, TemplateValue> _ownGlobals;

    /// <param name="isCookiecutter">Whether Python's methods of lists and objects, and <c>jsonify</c>, exist.</param>
    /// <param name="ownGlobals">Functions that exist where the template is rendered, such as <c>always()</c> in the condition of a step.</param>
    public TemplateFunctions(bool isCookiecutter, IReadOnlyDictionary<string, TemplateValue>? ownGlobals = null) =>
        (_isCookiecutter, _ownGlobals) = (isCookiecutter, ownGlobals ?? new Dictionary<string, TemplateValue>());

    /// <summary>The filter of a name; null if there is none.</summary>
    public TemplateFilter? Filter(string name) =>
        _isCookiecutter && name == "jsonify" ? EncodingFilters.Dump : Filters.GetValueOrDefault(name);

    /// <summary>The test of a name; null if there is none.</summary>
    public static TemplateTest? Test(string name) => ValueTests.All.GetValueOrDefault(name);

    /// <summary>The global function of a name; null if there is none.</summary>
    public TemplateValue? Global(string name, RenderBudget budget) =>
        _ownGlobals.GetValueOrDefault(name) ?? Globals.All.GetValueOrDefault(name)?.Invoke(budget);

    /// <summary>The method of a value; null if there is none of this name.</summary>
    public TemplateValue? Method(TemplateValue target, string name, RenderBudget budget) => target switch
    {
        TemplateValue.List list => Bound(
            list,
            list.Items.Count,
            name,
            (_isCookiecutter ? PythonMethods.OfLists.GetValueOrDefault(name) : null) ?? ListMethods.All.GetValueOrDefault(name),
            budget),
        TemplateValue.Text text => Bound(text.Value, text.Value.Length, name, TextMethods.All.GetValueOrDefault(name), budget),
        TemplateValue.Number number => Bound(number.Value, 1, name, NumberMethods.All.GetValueOrDefault(name), budget),
        TemplateValue.Map map when _isCookiecutter => Bound(map, map.Entries.Count, name, PythonMethods.OfMaps.GetValueOrDefault(name), budget),
        TemplateValue.Pattern pattern when name == "test" => Bound(pattern, 1, name, PatternTest, budget),
        _ => null,
    };

    private static TemplateValue.Function? Bound<T>(T self, int size, string name, Method<T>? method, RenderBudget budget) => method is null
        ? null
        : new TemplateValue.Function(
            arguments =>
            {
                if (arguments.Named is not null)
                {
                    throw arguments.Error($"'{name}' takes no named arguments.");
                }

                if (arguments.Count < method.Least || arguments.Count > method.Most)
                {
                    var number = method.Least == method.Most ? $"{method.Least}" : $"{method.Least} to {method.Most}";
                    throw arguments.Error($"'{name}' takes {number} arguments, not {arguments.Count}.");
                }

                budget.Read(size, arguments.At);
                RefuseFunctions(arguments.Positional, arguments.At);
                if (self is TemplateValue.List list)
                {
                    RefuseFunctions(list.Items, arguments.At);
                }

                return method.Body(self, arguments, budget);
            });

    /// <summary>Ends the rendering if a function is passed as a value: filters, tests and methods accept none, not even in a list.</summary>
    public static void RefuseFunctions(IEnumerable<TemplateValue> values, CallSite at)
    {
        foreach (var value in values)
        {
            if (ValueSearch.HasFunction(value, at))
            {
                throw new TemplateException(JavaScript.CallableIsNoText, at);
            }
        }
    }
}
