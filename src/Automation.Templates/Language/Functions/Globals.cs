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

    private static CallArguments Checked(string name, CallArguments arguments, int most) => arguments.Named is not null
        ? throw arguments.Error($"'{name}' takes no named arguments.")
        : arguments.Count > most ? throw arguments.Error($"'{name}' takes at most {most} arguments.")
        : arguments;

    private static TemplateValue.List Range(CallArguments arguments, RenderBudget budget)
    {
        var at = Checked("range", arguments, 3).At;
        var (start, stop) = arguments[1] == TemplateValue.Undefined ? (TemplateValue.Of(0), arguments[0]) : (arguments[0], arguments[1]);
        var step = JavaScript.IsTruthy(arguments[2]) ? arguments[2] : TemplateValue.Of(1);
        var isRising = JavaScript.Less(TemplateValue.Of(0), step, at) == true;
        var items = new List<TemplateValue>();
        for (var i = start; (isRising ? JavaScript.Less(i, stop, at) : JavaScript.Less(stop, i, at)) == true; i = JavaScript.Add(i, step, at))
        {
            budget.Work(1, at);
            budget.Output(i is TemplateValue.Text text ? text.Value.Length : 0, at);
            items.Add(i);
        }

        return new TemplateValue.List(items);
    }

    private static TemplateValue.Map Cycler(CallArguments arguments)
    {
        var items = Checked("cycler", arguments, int.MaxValue).Positional;
        var index = -1;
        var cycler = new TemplateValue.Map();
        cycler.Entries["current"] = TemplateValue.Null;
        cycler.Entries["reset"] = new TemplateValue.Function(
            a =>
            {
                Checked("reset", a, 0);
                index = -1;
                return cycler.Entries["current"] = TemplateValue.Null;
            });
        cycler.Entries["next"] = new TemplateValue.Function(
            a =>
            {
                Checked("next", a, 0);
                index = items.Count == 0 ? 0 : (index + 1) % items.Count;
                return cycler.Entries["current"] = items.Count == 0 ? TemplateValue.Undefined : items[index];
            });
        return cycler;
    }

    private static TemplateValue.Function Joiner(CallArguments arguments)
    {
        var separator = JavaScript.IsTruthy(Checked("joiner", arguments, 1)[0]) ? arguments[0] : new TemplateValue.Text(",");
        var isFirst = true;
        return new TemplateValue.Function(
            a =>
            {
                Checked("The joiner", a, 0);
                var result = isFirst ? TemplateValue.Empty : separator;
                isFirst = false;
                return result;
            });
    }
}
