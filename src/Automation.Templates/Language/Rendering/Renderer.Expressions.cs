using Automation.Templates.Language.Functions;
using Automation.Templates.Language.Syntax;
using Automation.Templates.Language.Values;

namespace Automation.Templates.Language.Rendering;

/// <summary>Evaluates expressions.</summary>
internal sealed partial class Renderer
{
    private TemplateValue Evaluate(ExpressionNode expression, Scope scope)
    {
        _budget.Work(1, expression.At);
        _budget.Enter(expression.At);
        var value = expression switch
        {
            ExpressionNode.Literal literal => literal.Value,
            ExpressionNode.Variable variable => Variable(variable.Name, scope),
            ExpressionNode.Member member => Member(Evaluate(member.Target, scope), Evaluate(member.Key, scope), member.At),
            ExpressionNode.Slice slice => Slice(slice, scope),
            ExpressionNode.Call call => Call(call, scope),
            ExpressionNode.List list => TemplateValue.Of(list.Items.Select(i => Evaluate(i, scope))),
            ExpressionNode.Map map => Map(map, scope),
            ExpressionNode.Group group => group.Items.Select(i => Evaluate(i, scope)).ToList()[^1],
            ExpressionNode.Unary unary => Unary(unary.Operator, Evaluate(unary.Operand, scope), unary.At),
            ExpressionNode.Binary binary => Binary(binary, scope),
            ExpressionNode.Filter filter => Filter(filter.Name, filter.At, Evaluate(filter.Input, scope), filter.Arguments, scope),
            ExpressionNode.Test test => Test(test, scope),
            ExpressionNode.Conditional choice => Choose(choice, scope),
            _ => throw new InvalidOperationException($"No evaluation for {expression.GetType().Name}."),
        };
        _budget.Leave();
        return value;
    }

    private TemplateValue Variable(string name, Scope scope)
    {
        if ((scope.Find(name) ?? functions.Global(name, _budget)) is { } known)
        {
            return known;
        }

        // A value of the context is copied once, because the template may change it.
        var value = roots(name) ?? TemplateValue.Undefined;
        _top.Declare(name, value);
        return value;
    }

    private TemplateValue Member(TemplateValue target, TemplateValue key, int at)
    {
        var name = key is TemplateValue.Number number && target is TemplateValue.List or TemplateValue.Text
            ? null
            : ExpressionParser.Allowed(JavaScript.TextOf(key, at), at);
        switch (target)
        {
            case TemplateValue.Map map when map.Entries.Contains(name!):
                return map.Entries[name!];
            case TemplateValue.List list when IndexOf(key, list.Items.Count) is { } index:
                return list.Items[index];
            case TemplateValue.Text { IsSafe: false } text when IndexOf(key, text.Value.Length) is { } index:
                return new TemplateValue.Text(text.Value[index].ToString());
            case TemplateValue.List list when name == "length":
                return TemplateValue.Of(list.Items.Count);
            case TemplateValue.Text text when name == "length":
                return TemplateValue.Of(text.Value.Length);
            default:
                return name is null ? TemplateValue.Undefined : functions.Method(target, name, _budget) ?? TemplateValue.Undefined;
        }
    }

    private static int? IndexOf(TemplateValue key, int count)
    {
        var index = key switch
        {
            TemplateValue.Number number => number.Value,
            TemplateValue.Text { Value: [>= '0' and <= '9', ..] digits } when digits is "0" || digits[0] != '0' => JavaScript.NumberOf(digits),
            _ => -1,
        };
        return index >= 0 && index < count && index == Math.Truncate(index) ? (int)index : null;
    }

    private TemplateValue Slice(ExpressionNode.Slice slice, Scope scope)
    {
        var target = Evaluate(slice.Target, scope);
        var (from, to, step) = (Bound(slice.From, scope), Bound(slice.To, scope), Bound(slice.Step, scope) ?? 1);
        List<TemplateValue> items = target switch
        {
            TemplateValue.List list => list.Items,
            TemplateValue.Text { IsSafe: false } text => [.. text.Value.Select(c => new TemplateValue.Text(c.ToString()))],
            _ => [],
        };
        if (double.IsNaN(step) || step == 0 || double.IsInfinity(step))
        {
            throw new TemplateException("The step of a slice is a number that is not 0.", slice.At);
        }

        var count = items.Count;
        var start = from is { } f ? (f < 0 ? f + count : f) : step < 0 ? count - 1 : 0;
        var end = to is { } t ? (t < 0 ? t + count : t) : step < 0 ? -1 : count;
        var result = new List<TemplateValue>();
        for (var i = start; !(i < 0 || i > count || (step > 0 && i >= end) || (step < 0 && i <= end)); i += step)
        {
            _budget.Work(1, slice.At);
            result.Add(i < count && i == Math.Truncate(i) ? items[(int)i] : TemplateValue.Undefined);
        }

        return new TemplateValue.List(result);
    }

    private double? Bound(ExpressionNode? node, Scope scope) => node is null ? null : JavaScript.NumberOf(Evaluate(node, scope), node.At);

    private TemplateValue.Map Map(ExpressionNode.Map node, Scope scope)
    {
        var map = new TemplateValue.Map();
        foreach (var (key, value) in node.Entries)
        {
            map.Entries[key] = Evaluate(value, scope);
        }

        return map;
    }

    private TemplateValue Call(ExpressionNode.Call call, Scope scope)
    {
        var target = Evaluate(call.Target, scope);
        return target is TemplateValue.Function function
            ? function.Call(Arguments(call.Arguments, scope, call.At))
            : throw new TemplateException($"{Shown(call.Target)} is {JavaScript.TypeOf(target)} and cannot be called.", call.At);
    }

    private CallArguments Arguments(ArgumentNodes arguments, Scope scope, int at)
    {
        var positional = arguments.Positional.Select(a => Evaluate(a, scope)).ToList();
        if (arguments.Named.Count == 0)
        {
            return new CallArguments(positional, null, at);
        }

        var named = new TemplateValue.Map();
        foreach (var (name, value) in arguments.Named)
        {
            named.Entries[name] = Evaluate(value, scope);
        }

        return new CallArguments(positional, named, at);
    }

    private static string Shown(ExpressionNode node) => Path(node) is { } path ? $"'{path}'" : "This";

    private static string? Path(ExpressionNode node) => node switch
    {
        ExpressionNode.Variable variable => variable.Name,
        ExpressionNode.Member { Key: ExpressionNode.Literal { Value: TemplateValue.Text key } } member when Path(member.Target) is { } target =>
            $"{target}.{key.Value}",
        _ => null,
    };

    private static TemplateValue Unary(string name, TemplateValue operand, int at) => name switch
    {
        "not" => TemplateValue.Of(!JavaScript.IsTruthy(operand)),
        "//" => TemplateValue.Of(Math.Floor(JavaScript.NumberOf(operand, at))),
        "-" => TemplateValue.Of(-JavaScript.NumberOf(operand, at)),
        _ => TemplateValue.Of(JavaScript.NumberOf(operand, at)),
    };

    private TemplateValue Binary(ExpressionNode.Binary node, Scope scope)
    {
        var left = Evaluate(node.Left, scope);
        if (node.Operator is "and" or "or")
        {
            return JavaScript.IsTruthy(left) == (node.Operator == "or") ? left : Evaluate(node.Right, scope);
        }

        var right = Evaluate(node.Right, scope);
        var at = node.At;
        return node.Operator switch
        {
            "==" => TemplateValue.Of(JavaScript.LooselyEqual(left, right, at)),
            "!=" => TemplateValue.Of(!JavaScript.LooselyEqual(left, right, at)),
            "===" => TemplateValue.Of(JavaScript.StrictlyEqual(left, right)),
            "!==" => TemplateValue.Of(!JavaScript.StrictlyEqual(left, right)),
            "<" => TemplateValue.Of(JavaScript.Less(left, right, at) == true),
            ">" => TemplateValue.Of(JavaScript.Less(right, left, at) == true),
            "<=" => TemplateValue.Of(JavaScript.Less(right, left, at) == false),
            ">=" => TemplateValue.Of(JavaScript.Less(left, right, at) == false),
            "in" => TemplateValue.Of(Contains(right, left, at)),
            "not in" => TemplateValue.Of(!Contains(right, left, at)),
            "~" => Made(JavaScript.TextOf(left, at) + JavaScript.TextOf(right, at), at),
            "+" => Made(JavaScript.Add(left, right, at), at),
            _ => TemplateValue.Of(Calculated(node.Operator, JavaScript.NumberOf(left, at), JavaScript.NumberOf(right, at))),
        };
    }

    private static double Calculated(string name, double left, double right) => name switch
    {
        "-" => left - right,
        "*" => left * right,
        "/" => left / right,
        "%" => left % right,
        _ => JavaScript.Power(left, right),
    };

    private static bool Contains(TemplateValue container, TemplateValue value, int at) => container switch
    {
        TemplateValue.List list => list.Items.Exists(i => JavaScript.StrictlyEqual(i, value)),
        TemplateValue.Map map => map.Entries.Contains(JavaScript.TextOf(value, at)),
        TemplateValue.Text text => text.Value.Contains(JavaScript.TextOf(value, at), StringComparison.Ordinal),
        _ => throw new TemplateException("The right side of 'in' is a list, an object or a text.", at),
    };

    // A text that is doubled again and again is counted each time it is made.
    private TemplateValue Made(TemplateValue value, int at)
    {
        _budget.Output(value is TemplateValue.Text text ? text.Value.Length : 0, at);
        return value;
    }

    private TemplateValue Made(string text, int at) => Made(new TemplateValue.Text(text), at);

    private TemplateValue Filter(string name, int at, TemplateValue input, ArgumentNodes arguments, Scope scope)
    {
        var filter = functions.Filter(name) ?? throw new TemplateException($"There is no filter '{name}'.", at);
        _budget.Work(input is TemplateValue.List list ? list.Items.Count : 0, at);
        return Made(filter(input, Arguments(arguments, scope, at), _budget), at);
    }

    private TemplateValue Test(ExpressionNode.Test node, Scope scope)
    {
        var test = functions.Test(node.Name) ?? throw new TemplateException($"There is no test '{node.Name}'.", node.At);
        var input = Evaluate(node.Input, scope);
        return TemplateValue.Of(test(input, Arguments(node.Arguments, scope, node.At)));
    }

    private TemplateValue Choose(ExpressionNode.Conditional choice, Scope scope) => JavaScript.IsTruthy(Evaluate(choice.Condition, scope))
        ? Evaluate(choice.Then, scope)
        : choice.Otherwise is null ? TemplateValue.Empty : Evaluate(choice.Otherwise, scope);
}
