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
            ExpressionNode.Literal { Value: TemplateValue.Pattern pattern } => new TemplateValue.Pattern(pattern.Expression),
            ExpressionNode.Literal literal => literal.Value,
            ExpressionNode.Variable variable => Variable(variable.Name, scope),
            ExpressionNode.Member member => Member(Evaluate(member.Target, scope), Evaluate(member.Key, scope), Here(member.At)),
            ExpressionNode.Slice slice => Slice(slice, scope),
            ExpressionNode.Call call => Call(call, scope),
            ExpressionNode.List list => TemplateValue.Of(list.Items.Select(i => Evaluate(i, scope))),
            ExpressionNode.Map map => Map(map, scope),
            ExpressionNode.Group group => group.Items.Select(i => Evaluate(i, scope)).ToList()[^1],
            ExpressionNode.Unary unary => Unary(unary.Operator, Evaluate(unary.Operand, scope), Here(unary.At)),
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
        if ((scope.Find(name) ?? _outside.GetValueOrDefault(name)) is { } known)
        {
            return known;
        }

        // A value from outside is copied once, because the template may change it.
        return _outside[name] = functions.Global(name, _budget) ?? roots(name) ?? TemplateValue.Undefined;
    }

    private TemplateValue Member(TemplateValue target, TemplateValue key, CallSite at)
    {
        if (key is TemplateValue.Number { Value: var index and >= 0 } && index == Math.Truncate(index)
            && target is TemplateValue.List list && index < list.Items.Count)
        {
            return list.Items[(int)index];
        }

        var name = ExpressionParser.Allowed(JavaScript.TextOf(key, at), at);
        var isThere = target is TemplateValue.Map map && map.Entries.Contains(name);
        return JavaScript.Member(target, name) is var member && (isThere || member != TemplateValue.Undefined)
            ? member
            : functions.Method(target, name, _budget) ?? TemplateValue.Undefined;
    }

    // As Nunjucks does it, with JavaScript's operators on whatever the bounds are: a step from the text "1" makes texts.
    private TemplateValue.List Slice(ExpressionNode.Slice slice, Scope scope)
    {
        var at = Here(slice.At);
        var target = Evaluate(slice.Target, scope);
        var (from, to, step) = (Bound(slice.From, scope), Bound(slice.To, scope), slice.Step is null ? TemplateValue.Of(1) : Evaluate(slice.Step, scope));
        if (target is TemplateValue.Function)
        {
            throw new TemplateException("A function cannot be sliced.", at);
        }

        var size = JavaScript.NumberOf(step, at);
        if (size == 0 || !double.IsFinite(size))
        {
            throw new TemplateException("The step of a slice must be a number other than 0.", at);
        }

        target = target is TemplateValue.Text text ? TemplateValue.Of(text.Value)
            : JavaScript.IsTruthy(target) ? target
            : new TemplateValue.List([]);
        var count = JavaScript.Member(target, "length");
        from ??= size < 0 ? TemplateValue.Of(JavaScript.NumberOf(count, at) - 1) : TemplateValue.Of(0);
        to = to is not null ? FromEnd(to, count, at) : size < 0 ? TemplateValue.Of(-1) : count;
        var result = new List<TemplateValue>();
        for (var i = FromEnd(from, count, at); IsInside(i); i = JavaScript.Add(i, step, at))
        {
            _budget.Work(1, at);
            _budget.Read(LengthOf(i), at);
            result.Add(Member(target, i, at));
        }

        return new TemplateValue.List(result);

        bool IsInside(TemplateValue i) => JavaScript.Less(i, TemplateValue.Of(0), at) != true
            && JavaScript.Less(count, i, at) != true
            && (size > 0 ? JavaScript.Less(i, to, at) != false : JavaScript.Less(to, i, at) != false);
    }

    private static TemplateValue FromEnd(TemplateValue bound, TemplateValue count, CallSite at) =>
        JavaScript.Less(bound, TemplateValue.Of(0), at) == true ? JavaScript.Add(bound, count, at) : bound;

    // A bound that is null is none.
    private TemplateValue? Bound(ExpressionNode? node, Scope scope) =>
        node is not null && Evaluate(node, scope) is var value && value != TemplateValue.Null ? value : null;

    private CallSite Here(int at) => new(at, _budget);

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
            return new CallArguments(positional, null, Here(at));
        }

        var named = new TemplateValue.Map();
        foreach (var (name, value) in arguments.Named)
        {
            named.Entries[name] = Evaluate(value, scope);
        }

        return new CallArguments(positional, named, Here(at));
    }

    private static string Shown(ExpressionNode node) => Path(node) is { } path ? $"'{path}'" : "This";

    private static string? Path(ExpressionNode node) => node switch
    {
        ExpressionNode.Variable variable => variable.Name,
        ExpressionNode.Member { Key: ExpressionNode.Literal { Value: TemplateValue.Text key } } member when Path(member.Target) is { } target =>
            $"{target}.{key.Value}",
        _ => null,
    };

    private static TemplateValue Unary(string name, TemplateValue operand, CallSite at) => name switch
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
        var at = Here(node.At);
        _budget.Read(LengthOf(left) + LengthOf(right), at);
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

    private bool Contains(TemplateValue container, TemplateValue value, CallSite at) => container switch
    {
        TemplateValue.List list => Reading(list.Items, at).Exists(i => JavaScript.StrictlyEqual(i, value)),
        TemplateValue.Map map => map.Entries.Contains(JavaScript.TextOf(value, at)),
        TemplateValue.Text { IsSafe: true } => JavaScript.TextOf(value, at) is "length" or "val",
        TemplateValue.Text text => text.Value.Contains(JavaScript.TextOf(value, at), StringComparison.Ordinal),
        _ => throw new TemplateException("The right side of 'in' must be a list, an object or text.", at),
    };

    private List<TemplateValue> Reading(List<TemplateValue> items, int at)
    {
        _budget.Read(items.Count, at);
        return items;
    }

    private static long LengthOf(TemplateValue value) => value is TemplateValue.Text text ? text.Value.Length : 0;

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
        _budget.Read(LengthOf(input), at);
        var evaluated = Arguments(arguments, scope, at);
        TemplateFunctions.RefuseFunctions([input, .. evaluated.Positional, .. evaluated.Named?.Entries.Values ?? []], Here(at));
        return Made(filter(input, evaluated, _budget), at);
    }

    private TemplateValue Test(ExpressionNode.Test node, Scope scope)
    {
        var test = TemplateFunctions.Test(node.Name) ?? throw new TemplateException($"There is no test '{node.Name}'.", node.At);
        if (node.Arguments.Named.Count > 0)
        {
            throw new TemplateException($"The test '{node.Name}' takes no named arguments.", node.At);
        }

        test.CheckCount(node.Arguments.Positional.Count, node.At);
        var input = Evaluate(node.Input, scope);
        var arguments = Arguments(node.Arguments, scope, node.At);
        _budget.Read(LengthOf(input), node.At);
        if (node.Name != "callable")
        {
            TemplateFunctions.RefuseFunctions([input, .. arguments.Positional], arguments.At);
        }

        return TemplateValue.Of(test.Holds(input, arguments));
    }

    private TemplateValue Choose(ExpressionNode.Conditional choice, Scope scope) => JavaScript.IsTruthy(Evaluate(choice.Condition, scope))
        ? Evaluate(choice.Then, scope)
        : choice.Otherwise is null ? TemplateValue.Empty : Evaluate(choice.Otherwise, scope);
}
