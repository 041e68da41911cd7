using Automation.Templates.Language.Values;

namespace Automation.Templates.Language.Functions;

/// <summary>The functions that every template has: <c>range</c>, <c>cycler</c> and <c>joiner</c>.</summary>
internal static class Globals
{
    public static readonly Dictionary<string, Func<RenderBudget, TemplateValue>> All = new(StringComparer.Ordinal)
    {
        ["cycler"] = _ => new TemplateValue.Function(Cycler),
        ["joiner"] = _ => new TemplateValue.Function(Joiner),
        ["range"] = budget => new TemplateValue.Function(arguments => Range(arguments, budget)),
    };

    private static CallArguments WithoutNames(CallArguments arguments) =>
        arguments.Named is null ? arguments : throw arguments.Error("This function takes no arguments with names.");

    private static TemplateValue.List Range(CallArguments arguments, RenderBudget budget)
    {
        var at = WithoutNames(arguments).At;
        var first = JavaScript.NumberOf(arguments[0], at);
        var (start, stop) = arguments[1] == TemplateValue.Undefined ? (0, first) : (first, JavaScript.NumberOf(arguments[1], at));
        var step = arguments.Count > 2 && JavaScript.IsTruthy(arguments[2]) ? JavaScript.NumberOf(arguments[2], at) : 1;
        var items = new List<TemplateValue>();
        for (var i = start; step > 0 ? i < stop : i > stop; i += step)
        {
            budget.Work(1, at);
            items.Add(TemplateValue.Of(i));
        }

        return new TemplateValue.List(items);
    }

    private static TemplateValue.Map Cycler(CallArguments arguments)
    {
        var items = WithoutNames(arguments).Positional;
        var index = -1;
        var cycler = new TemplateValue.Map();
        cycler.Entries["current"] = TemplateValue.Null;
        cycler.Entries["reset"] = new TemplateValue.Function(
            _ =>
            {
                index = -1;
                return cycler.Entries["current"] = TemplateValue.Null;
            });
        cycler.Entries["next"] = new TemplateValue.Function(
            _ =>
            {
                index = items.Count == 0 ? 0 : (index + 1) % items.Count;
                return cycler.Entries["current"] = items.Count == 0 ? TemplateValue.Undefined : items[index];
            });
        return cycler;
    }

    private static TemplateValue.Function Joiner(CallArguments arguments)
    {
        var separator = JavaScript.IsTruthy(WithoutNames(arguments)[0]) ? arguments[0] : new TemplateValue.Text(",");
        var isFirst = true;
        return new TemplateValue.Function(
            _ =>
            {
                var result = isFirst ? TemplateValue.Empty : separator;
                isFirst = false;
                return result;
            });
    }
}
