namespace Automation.Templates.Language.Values;

/// <summary>Looks through a value and all that is in it.</summary>
internal static class ValueSearch
{
    // Counted in characters that are read.
    private const int CostOfPart = 4;

    public static bool HasFunction(TemplateValue value, CallSite at) => Any(value, part => part is TemplateValue.Function, at);

    /// <summary>Whether the value or a part of it fulfils a condition.</summary>
    public static bool Any(TemplateValue value, Func<TemplateValue, bool> condition, CallSite at)
    {
        if (condition(value))
        {
            return true;
        }

        if (value is not (TemplateValue.List or TemplateValue.Map))
        {
            return false;
        }

        // Without recursion, because values can be nested deeper than the stack; only lists and objects are looked at later.
        var open = new Stack<TemplateValue>([value]);
        while (open.TryPop(out var part))
        {
            IReadOnlyCollection<TemplateValue> inner = part is TemplateValue.List list ? list.Items : ((TemplateValue.Map)part).Entries.Values;
            at.Budget.Read((1 + inner.Count) * CostOfPart, at);
            foreach (var item in inner)
            {
                if (condition(item))
                {
                    return true;
                }

                if (item is TemplateValue.List or TemplateValue.Map)
                {
                    open.Push(item);
                }
            }
        }

        return false;
    }
}
