using Automation.Templates.Language.Values;

namespace Automation.Templates.Language.Syntax;

/// <summary>What a template uses: the paths of values, and the names of filters and tests.</summary>
internal sealed class ExpressionSearch
{
    /// <summary>Paths such as <c>parameters.owner</c>, with their start; a member that is not a constant ends a path.</summary>
    public List<(IReadOnlyList<string> Path, int At)> Paths { get; } = [];

    /// <summary>Paths that the template tests, or has a default for: a value that is missing there is meant.</summary>
    public HashSet<string> Optional { get; } = new(StringComparer.Ordinal);

    public List<(string Name, int At)> Filters { get; } = [];

    public List<(string Name, int At)> Tests { get; } = [];

    /// <summary>Subtractions that look like one name with a hyphen: <c>steps.my-step.output</c>.</summary>
    public List<(string Text, int At)> HyphenatedNames { get; } = [];

    /// <summary>The variables that the template sets itself.</summary>
    public HashSet<string> Variables { get; } = new(StringComparer.Ordinal) { "loop", "caller" };

    private bool _isOptional;

    public void In(IEnumerable<StatementNode> statements)
    {
        foreach (var statement in statements)
        {
            In(statement);
        }
    }

    private void In(StatementNode statement)
    {
        switch (statement)
        {
            case StatementNode.Output output:
                In(output.Value);
                break;
            case StatementNode.If choice:
                InOptional(choice.Condition);
                In(choice.Then);
                In(choice.Otherwise);
                break;
            case StatementNode.For loop:
                Variables.UnionWith(loop.Names);
                In(loop.Items);
                In(loop.Body);
                In(loop.Otherwise);
                break;
            case StatementNode.Set set:
                Variables.UnionWith(set.Names);
                In(set.Value);
                In(set.Body);
                break;
            case StatementNode.Macro macro:
                Variables.Add(macro.Name);
                In(macro.Body);
                break;
            case StatementNode.CallBlock call:
                In(call.Target);
                In(call.Arguments);
                In(call.Body);
                break;
            case StatementNode.FilterBlock filter:
                Filters.Add((filter.Name, filter.NameAt));
                In(filter.Arguments);
                In(filter.Body);
                break;
            case StatementNode.Switch choice:
                In(choice.Value);
                choice.Cases.ToList().ForEach(c =>
                {
                    In(c.Value);
                    In(c.Body);
                });
                In(choice.Otherwise);
                break;
            case StatementNode.Block block:
                In(block.Body);
                break;
        }
    }

    private void In(MacroBody macro)
    {
        Variables.UnionWith(macro.Parameters.Select(p => p.Name));
        macro.Parameters.ToList().ForEach(p => In(p.Default));
        In(macro.Statements);
    }

    private void In(ArgumentNodes arguments)
    {
        In(arguments.Positional);
        In(arguments.Named.Select(a => a.Value));
    }

    private void In(IEnumerable<ExpressionNode> expressions)
    {
        foreach (var expression in expressions)
        {
            In(expression);
        }
    }

    private void In(ExpressionNode? expression)
    {
        if (expression is not null && PathOf(expression) is { } path)
        {
            Paths.Add((path.Names, path.At));
            if (_isOptional)
            {
                Optional.Add(string.Join('.', path.Names));
            }

            return;
        }

        switch (expression)
        {
            case ExpressionNode.Member member:
                In(member.Target);
                In(member.Key);
                break;
            case ExpressionNode.Slice slice:
                In(slice.Target);
                In(slice.From);
                In(slice.To);
                In(slice.Step);
                break;
            case ExpressionNode.Call call:
                In(call.Target);
                In(call.Arguments);
                break;
            case ExpressionNode.List list:
                In(list.Items);
                break;
            case ExpressionNode.Map map:
                In(map.Entries.Select(e => e.Value));
                break;
            case ExpressionNode.Group group:
                In(group.Items);
                break;
            case ExpressionNode.Unary unary:
                In(unary.Operand);
                break;
            case ExpressionNode.Binary binary:
                Hyphen(binary);
                InOptional(binary.Operator == "or" ? binary.Left : null);
                In(binary.Operator == "or" ? null : binary.Left);
                In(binary.Right);
                break;
            case ExpressionNode.Filter filter:
                Filters.Add((filter.Name, filter.At));
                InOptional(filter.Name is "default" or "d" ? filter.Input : null);
                In(filter.Name is "default" or "d" ? null : filter.Input);
                In(filter.Arguments);
                break;
            case ExpressionNode.Test test:
                Tests.Add((test.Name, test.At));
                InOptional(test.Input);
                In(test.Arguments);
                break;
            case ExpressionNode.Conditional choice:
                In(choice.Then);
                InOptional(choice.Condition);
                In(choice.Otherwise);
                break;
        }
    }

    private void InOptional(ExpressionNode? expression)
    {
        var outer = _isOptional;
        _isOptional = true;
        In(expression);
        _isOptional = outer;
    }

    private void Hyphen(ExpressionNode.Binary binary)
    {
        if (binary.Operator == "-" && PathOf(binary.Left) is { Names.Count: > 1 } left && PathOf(binary.Right) is { } right)
        {
            HyphenatedNames.Add(($"{string.Join('.', left.Names)}-{string.Join('.', right.Names)}", left.At));
        }
    }

    private static (IReadOnlyList<string> Names, int At)? PathOf(ExpressionNode expression) => expression switch
    {
        ExpressionNode.Variable variable => ([variable.Name], variable.At),
        ExpressionNode.Member { Key: ExpressionNode.Literal { Value: TemplateValue.Text key } } member when PathOf(member.Target) is { } target =>
            ([.. target.Names, key.Value], target.At),
        _ => null,
    };
}
