namespace Automation.Templates.Language.Values;

/// <summary>Looks through a value and all that is in it.</summary>
internal static class ValueSearch
{
    /// <summary>Whether the value is a function or has one in it.</summary>
    public static bool HasFunction(TemplateValue value, Place at) => Any(value, part => part is TemplateValue.Function, at);

    /// <summary>Whether the value or a part of it fulfils a condition.</summary>
    public static bool Any(TemplateValue value, Func<TemplateValue, bool> condition, Place at)
    {
        if (value is not (TemplateValue.List or TemplateValue.Map))
        {
            return condition(value);
        }

        var open = new Stack<TemplateValue>([value]);
        while (open.TryPop(out var part))
        {
            at.Budget.Read(1, at);
            if (condition(part))
            {
                return true;
            }

            IEnumerable<TemplateValue> inner = part switch
            {
                TemplateValue.List list => list.Items,
                TemplateValue.Map map => map.Entries.Values,
                _ => [],
            };
            foreach (var item in inner)
            {
                open.Push(item);
            }
        }

        return false;
    }
}
