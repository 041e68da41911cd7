using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Automation.Templates.Language.Functions;
using Automation.Templates.Language.Syntax;
using Automation.Templates.Language.Values;

namespace Automation.Templates.Language.Rendering;

/// <summary>Renders a parsed template: its statements here, its expressions in the other part.</summary>
internal sealed partial class Renderer(Func<string, TemplateValue?> roots, TemplateFunctions functions, RenderBudget budget)
{
    private readonly RenderBudget _budget = budget;
    private readonly Scope _top = new(null);
    private readonly Dictionary<string, TemplateValue> _outside = new(StringComparer.Ordinal);
    private StringBuilder _output = new();

    /// <summary>The text that the statements print.</summary>
    public string Render(IReadOnlyList<StatementNode> statements)
    {
        Run(statements, _top);
        return _output.ToString();
    }

    /// <summary>The value of a template: that of its only expression, or the only text that it filters, else the text that it prints.</summary>
    public (bool IsDefined, JsonNode? Value) Value(IReadOnlyList<StatementNode> statements)
    {
        var (value, at) = statements switch
        {
            [StatementNode.Output output] => (Evaluate(output.Value, _top), output.At),
            [StatementNode.FilterBlock filter] => (Filtered(filter, _top), filter.At),
            _ => (new TemplateValue.Text(Render(statements)), 0),
        };
        return (value != TemplateValue.Undefined, JsonForm.Of(value, Here(at)));
    }

    private void Run(IReadOnlyList<StatementNode> statements, Scope scope)
    {
        foreach (var statement in statements)
        {
            _budget.Work(1, statement.At);
            _budget.Enter(statement.At);
            Run(statement, scope);
            _budget.Leave();
        }
    }

    private void Run(StatementNode statement, Scope scope)
    {
        switch (statement)
        {
            case StatementNode.Text text:
                Print(text.Value, text.At);
                break;
            case StatementNode.Output output:
                Print(JavaScript.Printed(Evaluate(output.Value, scope), Here(output.At)), output.At);
                break;
            case StatementNode.If choice:
                Run(JavaScript.IsTruthy(Evaluate(choice.Condition, scope)) ? choice.Then : choice.Otherwise, scope);
                break;
            case StatementNode.For loop:
                Loop(loop, scope);
                break;
            case StatementNode.Set set:
                var value = set.Value is null ? new TemplateValue.Text(Captured(set.Body, scope)) : Evaluate(set.Value, scope);
                set.Names.ToList().ForEach(n => scope.Assign(n, value));
                break;
            case StatementNode.Macro macro:
                scope.Declare(macro.Name, MacroOf(macro.Body, scope.Root));
                break;
            case StatementNode.CallBlock call:
                Print(Call(call, scope), call.At);
                break;
            case StatementNode.FilterBlock filter:
                Print(JavaScript.Printed(Filtered(filter, scope), Here(filter.At)), filter.At);
                break;
            case StatementNode.Switch choice:
                Choose(choice, scope);
                break;
            case StatementNode.Block block:
                Run(block.Body, new Scope(scope, isClosed: true));
                break;
        }
    }

    private TemplateValue Filtered(StatementNode.FilterBlock filter, Scope scope) =>
        Filter(filter.Name, filter.NameAt, new TemplateValue.Text(Captured(filter.Body, scope)), filter.Arguments, scope);

    private void Print(string text, int at)
    {
        _budget.Output(text.Length, at);
        _output.Append(text);
    }

    private string Captured(IReadOnlyList<StatementNode> statements, Scope scope)
    {
        var outer = _output;
        _output = new StringBuilder();
        Run(statements, scope);
        (var text, _output) = (_output.ToString(), outer);
        return text;
    }

    private void Loop(StatementNode.For loop, Scope scope)
    {
        var items = Rounds(Evaluate(loop.Items, scope), loop.Names.Count, loop.At);
        var inner = new Scope(scope);
        for (var i = 0; i < items.Count; i++)
        {
            _budget.Work(1, loop.At);
            for (var n = 0; n < loop.Names.Count; n++)
            {
                inner.Declare(loop.Names[n], n < items[i].Count ? items[i][n] : TemplateValue.Undefined);
            }

            if (loop.UsesPosition)
            {
                inner.Declare("loop", Position(i, items.Count));
            }

            Run(loop.Body, inner);
        }

        if (items.Count == 0)
        {
            Run(loop.Otherwise, scope);
        }
    }

    // What each round gives to the loop's variables.
    private static List<IReadOnlyList<TemplateValue>> Rounds(TemplateValue items, int names, int at) => items switch
    {
        TemplateValue.List list when names > 1 => [.. list.Items.Select(i => Parts(i, names, at))],
        TemplateValue.List list => [.. list.Items.Select(i => (IReadOnlyList<TemplateValue>)[i])],
        TemplateValue.Map map when names > 1 => [.. map.Entries.Select(e => (IReadOnlyList<TemplateValue>)[new TemplateValue.Text(e.Key), e.Value])],
        TemplateValue.Text text when names > 1 =>
            [.. text.Value.Select((c, i) => (IReadOnlyList<TemplateValue>)[new TemplateValue.Number(i), new TemplateValue.Text(c.ToString())])],
        TemplateValue.Text text => [.. text.Value.Select(c => (IReadOnlyList<TemplateValue>)[new TemplateValue.Text(c.ToString())])],
        _ => [],
    };

    private static IReadOnlyList<TemplateValue> Parts(TemplateValue item, int count, int at) => item switch
    {
        TemplateValue.List parts => parts.Items,
        TemplateValue.None => throw new TemplateException("An item of the list is null or undefined, so it cannot be assigned to several variables.", at),
        _ => [.. Enumerable.Range(0, count).Select(i => JavaScript.Member(item, i.ToString(CultureInfo.InvariantCulture)))],
    };

    private static TemplateValue.Map Position(int index, int count)
    {
        var loop = new TemplateValue.Map();
        loop.Entries["index"] = TemplateValue.Of(index + 1);
        loop.Entries["index0"] = TemplateValue.Of(index);
        loop.Entries["revindex"] = TemplateValue.Of(count - index);
        loop.Entries["revindex0"] = TemplateValue.Of(count - index - 1);
        loop.Entries["first"] = TemplateValue.Of(index == 0);
        loop.Entries["last"] = TemplateValue.Of(index == count - 1);
        loop.Entries["length"] = TemplateValue.Of(count);
        return loop;
    }

    private TemplateValue.Function MacroOf(MacroBody macro, Scope around) => new(
        arguments =>
        {
            _budget.Enter(arguments.At);
            var scope = new Scope(around, isClosed: true);
            for (var i = 0; i < macro.Parameters.Count; i++)
            {
                var (name, byDefault) = macro.Parameters[i];
                scope.Declare(
                    name,
                    i < arguments.Positional.Count ? arguments.Positional[i]
                    : arguments.Named is { } named && named.Entries.Contains(name) ? named.Entries[name]
                    : byDefault is null ? TemplateValue.Undefined
                    : Evaluate(byDefault, scope));
            }

            if (arguments.Named is { } all && all.Entries.Contains(Caller))
            {
                scope.Declare(Caller, all.Entries[Caller]);
            }

            var text = Captured(macro.Statements, scope);
            _budget.Leave();
            return new TemplateValue.Text(text, IsSafe: true);
        },
        IsMacro: true);

    private string Call(StatementNode.CallBlock call, Scope scope)
    {
        if (Evaluate(call.Target, scope) is not TemplateValue.Function { IsMacro: true } macro)
        {
            throw new TemplateException("'call' needs a macro.", call.At);
        }

        var arguments = Arguments(call.Arguments, scope, call.At);
        var named = new TemplateValue.Map();
        foreach (var (name, value) in arguments.Named?.Entries ?? [])
        {
            named.Entries[name] = value;
        }

        named.Entries[Caller] = MacroOf(call.Body, scope);
        return JavaScript.Printed(macro.Call(arguments with { Named = named }), Here(call.At));
    }

    // The first case that matches runs, and with an empty body the next one that has a body.
    private void Choose(StatementNode.Switch choice, Scope scope)
    {
        var value = Evaluate(choice.Value, scope);
        for (var i = 0; i < choice.Cases.Count; i++)
        {
            if (JavaScript.StrictlyEqual(value, Evaluate(choice.Cases[i].Value, scope)))
            {
                Run(choice.Cases.Skip(i).FirstOrDefault(c => c.Body.Count > 0)?.Body ?? choice.Otherwise, scope);
                return;
            }
        }

        Run(choice.Otherwise, scope);
    }

    private const string Caller = "caller";
}
