using Automation.Core.Text;
using Automation.Templates.Language.Values;

namespace Automation.Templates.Language.Syntax;

/// <summary>An expression. <paramref name="At"/> is where it starts in the template.</summary>
internal abstract record ExpressionNode(int At)
{
    /// <summary>A text, a number, true, false, null or a regular expression.</summary>
    public sealed record Literal(int At, TemplateValue Value) : ExpressionNode(At);

    public sealed record Variable(int At, string Name) : ExpressionNode(At);

    /// <summary><c>target.key</c> or <c>target[key]</c>; <paramref name="At"/> is where the key is.</summary>
    public sealed record Member(int At, ExpressionNode Target, ExpressionNode Key) : ExpressionNode(At);

    /// <summary><c>target[from:to:step]</c>.</summary>
    public sealed record Slice(int At, ExpressionNode Target, ExpressionNode? From, ExpressionNode? To, ExpressionNode? Step) : ExpressionNode(At);

    /// <summary><c>target(arguments)</c>.</summary>
    public sealed record Call(int At, ExpressionNode Target, ArgumentNodes Arguments) : ExpressionNode(At);

    /// <summary><c>[a, b]</c>.</summary>
    public sealed record List(int At, IReadOnlyList<ExpressionNode> Items) : ExpressionNode(At);

    /// <summary><c>{a: 1, "b": 2}</c>.</summary>
    public sealed record Map(int At, IReadOnlyList<(string Key, ExpressionNode Value)> Entries) : ExpressionNode(At);

    /// <summary><c>(a, b)</c>: evaluates all, and is the last.</summary>
    public sealed record Group(int At, IReadOnlyList<ExpressionNode> Items) : ExpressionNode(At);

    /// <summary><c>-a</c>, <c>+a</c>, <c>not a</c>.</summary>
    public sealed record Unary(int At, string Operator, ExpressionNode Operand) : ExpressionNode(At);

    /// <summary><c>a + b</c> and the other operators with two sides.</summary>
    public sealed record Binary(int At, string Operator, ExpressionNode Left, ExpressionNode Right) : ExpressionNode(At);

    /// <summary><c>a | filter(arguments)</c>; <paramref name="At"/> is where the filter's name is.</summary>
    public sealed record Filter(int At, string Name, ExpressionNode Input, ArgumentNodes Arguments) : ExpressionNode(At);

    /// <summary><c>a is test(arguments)</c>; <paramref name="At"/> is where the test's name is.</summary>
    public sealed record Test(int At, string Name, ExpressionNode Input, ArgumentNodes Arguments) : ExpressionNode(At)
    {
        /// <summary>The test that an expression names: a name or a text, with arguments or as a filter. Anything else is the test for undefined.</summary>
        public static Test Of(ExpressionNode input, ExpressionNode right)
        {
            var (name, arguments) = right switch
            {
                Call call => (NameIn(call.Target), call.Arguments),
                Filter filter => (filter.Name, filter.Arguments with { Positional = [filter.Input, .. filter.Arguments.Positional] }),
                _ => (NameIn(right), ArgumentNodes.Nothing),
            };
            return new Test(right.At, name ?? "undefined", input, arguments);
        }

        private static string? NameIn(ExpressionNode node) => node switch
        {
            Variable variable => variable.Name,
            Literal { Value: TemplateValue.Text text } => text.Value,
            Literal { Value: TemplateValue.None none } => none.Name,
            Literal { Value: TemplateValue.Boolean boolean } => boolean.Value ? "true" : "false",
            Literal { Value: TemplateValue.Number number } => JavaScriptNumber.TextOf(number.Value),
            Literal { Value: TemplateValue.Pattern pattern } => pattern.Expression.ToString(),
            _ => null,
        };
    }

    /// <summary><c>then if condition else otherwise</c>.</summary>
    public sealed record Conditional(int At, ExpressionNode Then, ExpressionNode Condition, ExpressionNode? Otherwise) : ExpressionNode(At);
}

/// <summary>The arguments of a call, a filter or a test.</summary>
internal sealed record ArgumentNodes(IReadOnlyList<ExpressionNode> Positional, IReadOnlyList<(string Name, ExpressionNode Value)> Named)
{
    public static readonly ArgumentNodes Nothing = new([], []);
}

/// <summary>A piece of a template. <paramref name="At"/> is where it starts.</summary>
internal abstract record StatementNode(int At)
{
    /// <summary>Text that is printed as it is.</summary>
    public sealed record Text(int At, string Value) : StatementNode(At);

    /// <summary><c>${{ expression }}</c>.</summary>
    public sealed record Output(int At, ExpressionNode Value) : StatementNode(At);

    /// <summary><c>{% if %}</c>, with <c>elif</c> as a nested one in <paramref name="Otherwise"/>.</summary>
    public sealed record If(int At, ExpressionNode Condition, IReadOnlyList<StatementNode> Then, IReadOnlyList<StatementNode> Otherwise) : StatementNode(At);

    /// <summary><c>{% for a, b in items %}</c>; <paramref name="UsesPosition"/>: the body may use the variable <c>loop</c>.</summary>
    public sealed record For(
        int At,
        IReadOnlyList<string> Names,
        ExpressionNode Items,
        IReadOnlyList<StatementNode> Body,
        IReadOnlyList<StatementNode> Otherwise,
        bool UsesPosition) : StatementNode(At);

    /// <summary><c>{% set a, b = value %}</c>, or what is between <c>{% set a %}</c> and <c>{% endset %}</c>.</summary>
    public sealed record Set(int At, IReadOnlyList<string> Names, ExpressionNode? Value, IReadOnlyList<StatementNode> Body) : StatementNode(At);

    /// <summary><c>{% macro name(parameters) %}</c>.</summary>
    public sealed record Macro(int At, string Name, MacroBody Body) : StatementNode(At);

    /// <summary><c>{% call(parameters) macro(arguments) %}</c>: the body is the macro's <c>caller</c>.</summary>
    public sealed record CallBlock(int At, ExpressionNode Target, ArgumentNodes Arguments, MacroBody Body) : StatementNode(At);

    /// <summary><c>{% filter name(arguments) %}</c>; <paramref name="NameAt"/> is where the filter's name is.</summary>
    public sealed record FilterBlock(int At, int NameAt, string Name, ArgumentNodes Arguments, IReadOnlyList<StatementNode> Body) : StatementNode(At);

    /// <summary><c>{% switch value %}</c>.</summary>
    public sealed record Switch(int At, ExpressionNode Value, IReadOnlyList<SwitchCase> Cases, IReadOnlyList<StatementNode> Otherwise) : StatementNode(At);

    /// <summary><c>{% block name %}</c>.</summary>
    public sealed record Block(int At, IReadOnlyList<StatementNode> Body) : StatementNode(At);
}

/// <summary>One <c>{% case value %}</c>.</summary>
internal sealed record SwitchCase(ExpressionNode Value, IReadOnlyList<StatementNode> Body);

/// <summary>The parameters and the body of a macro or a caller.</summary>
internal sealed record MacroBody(IReadOnlyList<(string Name, ExpressionNode? Default)> Parameters, IReadOnlyList<StatementNode> Statements);
