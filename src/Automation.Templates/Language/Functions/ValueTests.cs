using Automation.Templates.Language.Values;

namespace Automation.Templates.Language.Functions;

/// <summary>The tests that can follow <c>is</c>.</summary>
internal static class ValueTests
{
    public static readonly Dictionary<string, TemplateTest> All = new(StringComparer.Ordinal)
    {
        ["callable"] = Alone((input, _) => input is TemplateValue.Function),
        ["defined"] = Alone((input, _) => input != TemplateValue.Undefined),
        ["divisibleby"] = With((input, other, at) => JavaScript.NumberOf(input, at) % JavaScript.NumberOf(other, at) == 0),
        ["eq"] = With((input, other, _) => JavaScript.StrictlyEqual(input, other)),
        ["equalto"] = With((input, other, _) => JavaScript.StrictlyEqual(input, other)),
        ["escaped"] = Alone((input, _) => IsSafe(input)),
        ["even"] = Alone((input, at) => JavaScript.NumberOf(input, at) % 2 == 0),
        ["falsy"] = Alone((input, _) => !JavaScript.IsTruthy(input)),
        ["ge"] = With((input, other, at) => JavaScript.Less(input, other, at) == false),
        ["greaterthan"] = With((input, other, at) => JavaScript.Less(other, input, at) == true),
        ["gt"] = With((input, other, at) => JavaScript.Less(other, input, at) == true),
        ["iterable"] = Alone(
            (input, at) => input.IsNothing
                ? throw new TemplateException("'iterable' needs a value.", at)
                : input is TemplateValue.List or TemplateValue.Text),
        ["le"] = With((input, other, at) => JavaScript.Less(other, input, at) == false),
        ["lessthan"] = With((input, other, at) => JavaScript.Less(input, other, at) == true),
        ["lower"] = Alone((input, at) => TextFilters.TextIn(input, at) is var text && !IsSafe(input) && text == LetterCase.Lower(text)),
        ["lt"] = With((input, other, at) => JavaScript.Less(input, other, at) == true),
        ["mapping"] = Alone((input, _) => input is TemplateValue.Map or TemplateValue.Text { IsSafe: true }),
        ["ne"] = With((input, other, _) => !JavaScript.StrictlyEqual(input, other)),
        ["null"] = Alone((input, _) => input == TemplateValue.Null),
        ["number"] = Alone((input, _) => input is TemplateValue.Number),
        ["odd"] = Alone((input, at) => JavaScript.NumberOf(input, at) % 2 == 1),
        ["sameas"] = With((input, other, _) => JavaScript.StrictlyEqual(input, other)),
        ["string"] = Alone((input, _) => input is TemplateValue.Text { IsSafe: false }),
        ["truthy"] = Alone((input, _) => JavaScript.IsTruthy(input)),
        ["undefined"] = Alone((input, _) => input == TemplateValue.Undefined),
        ["upper"] = Alone((input, at) => TextFilters.TextIn(input, at) is var text && !IsSafe(input) && text == LetterCase.Upper(text)),
    };

    // JavaScript's ===, with which these tests compare, tells an object from a text.
    private static bool IsSafe(TemplateValue input) => input is TemplateValue.Text { IsSafe: true };

    private static TemplateTest Alone(Func<TemplateValue, CallSite, bool> holds) => new(0, (input, arguments) => holds(input, arguments.At));

    private static TemplateTest With(Func<TemplateValue, TemplateValue, CallSite, bool> holds) =>
        new(1, (input, arguments) => holds(input, arguments[0], arguments.At));
}

/// <summary>A test: how many arguments it takes, and whether it holds for the value before <c>is</c>.</summary>
internal sealed record TemplateTest(int Count, Func<TemplateValue, CallArguments, bool> Holds)
{
    /// <summary>Fails where a test gets another number of arguments.</summary>
    public void CheckCount(int count, int at)
    {
        if (count != Count)
        {
            throw new TemplateException(Count == 0 ? "This test takes no arguments." : "This test takes one argument.", at);
        }
    }
}
