using System.Runtime.CompilerServices;
using Automation.Templates.Language.Values;

namespace Automation.Templates.Language.Syntax;

/// <summary>
/// Reads an expression. From the loosest to the tightest: inline if, or, and, not, in, is, comparisons, <c>~</c>, <c>+ -</c>, <c>* /</c>, <c>//</c>,
/// <c>%</c>, <c>**</c>, filters, signs, members and calls. Nunjucks writes an expression as JavaScript without parentheses, and templates rely on
/// JavaScript's rules: comparisons, sums and products group as JavaScript groups them, and <c>not</c> negates only the first value of them.
/// </summary>
internal sealed partial class ExpressionParser(IReadOnlyList<ExpressionToken> tokens, bool isCookiecutter)
{
    // As in Backstage's engine.
    private const int DeepestExpression = 512;

    private int _position;
    private int _depth;

    public ExpressionToken Current => tokens[_position];

    public ExpressionNode Expression()
    {
        Deeper(Current.At);
        var then = Or();
        if (TakeWord("if"))
        {
            var condition = Or();
            var otherwise = TakeWord("else") ? Or() : null;
            then = new ExpressionNode.Conditional(then.At, then, condition, otherwise);
        }

        _depth--;
        return then;
    }

    /// <summary>Reads the name and the arguments of a filter.</summary>
    public (ExpressionToken Name, ArgumentNodes Arguments) FilterCall()
    {
        var name = ExpectName();
        while (Take("."))
        {
            name = name with { Text = $"{name.Text}.{ExpectName().Text}" };
        }

        return (name, Take("(") ? Arguments() : ArgumentNodes.Nothing);
    }

    /// <summary>Reads what follows an opening parenthesis up to the closing one.</summary>
    public ArgumentNodes Arguments()
    {
        var positional = new List<ExpressionNode>();
        var named = new List<(string, ExpressionNode)>();
        if (Take(")"))
        {
            return ArgumentNodes.Nothing;
        }

        do
        {
            if (Current.Kind == ExpressionTokenKind.Name && tokens[_position + 1].Is("="))
            {
                var name = ExpectName();
                Expect("=");
                named.Add((Allowed(name), Expression()));
            }
            else
            {
                positional.Add(Expression());
            }
        }
        while (Take(","));

        Expect(")");
        return new ArgumentNodes(positional, named);
    }

    /// <summary>Takes the next token if it is this operator.</summary>
    public bool Take(string text) => TakeIf(Current.Is(text));

    /// <summary>Takes the next token if it is this word.</summary>
    public bool TakeWord(string word) => TakeIf(Current.IsWord(word));

    public ExpressionToken ExpectName() => Current.Kind switch
    {
        ExpressionTokenKind.Name => tokens[_position++],
        ExpressionTokenKind.BadNumber => throw BadNumber(Current),
        _ when Current.Is("|") => throw new TemplateException("'||' has no meaning in an expression: write 'or'.", Current.At),
        _ => throw new TemplateException($"A name is expected, not {Current.Shown}.", Current.At),
    };

    public void Expect(string text)
    {
        if (!Take(text))
        {
            throw new TemplateException($"'{text}' is expected, not {Current.Shown}.", Current.At);
        }
    }

    public void ExpectEnd()
    {
        if (Current.Kind != ExpressionTokenKind.End)
        {
            throw new TemplateException($"{Current.Shown} is unexpected here.", Current.At);
        }
    }

    /// <summary>The text of a name that a variable or member may have.</summary>
    public static string Allowed(ExpressionToken name) => Allowed(name.Text, name.At);

    /// <summary>A name that a variable or member may have: what leads to JavaScript's own objects is refused, as Backstage does.</summary>
    public static string Allowed(string name, int at) =>
        name is "constructor" or "__proto__" or "prototype" ? throw new TemplateException($"The name '{name}' is reserved.", at) : name;

    private ExpressionNode Filtered()
    {
        var value = Signed();
        while (Take("|"))
        {
            var (name, arguments) = FilterCall();
            value = new ExpressionNode.Filter(name.At, name.Text, value, arguments);
        }

        return value;
    }

    private ExpressionNode Signed()
    {
        var at = Current.At;
        var sign = Take("-") ? "-" : Take("+") ? "+" : null;
        if (sign is null)
        {
            return Postfix();
        }

        if (Current.Is(sign))
        {
            throw new TemplateException($"Put parentheses around the second '{sign}'.", Current.At);
        }

        Deeper(at);
        var operand = Signed();
        _depth--;
        return new ExpressionNode.Unary(at, sign, operand);
    }

    private ExpressionNode Postfix()
    {
        var value = Primary();
        while (true)
        {
            if (Take("."))
            {
                var name = Current.Kind == ExpressionTokenKind.BadNumber ? tokens[_position++] : ExpectName();
                value = new ExpressionNode.Member(name.At, value, new ExpressionNode.Literal(name.At, new TemplateValue.Text(Allowed(name))));
            }
            else if (Take("["))
            {
                value = Index(value);
            }
            else if (Take("("))
            {
                value = new ExpressionNode.Call(value.At, value, Arguments());
            }
            else
            {
                return value;
            }
        }
    }

    private ExpressionNode Index(ExpressionNode target)
    {
        var at = Current.At;
        var from = Current.Is(":") ? null : Expression();
        if (from is not null && Take("]"))
        {
            return new ExpressionNode.Member(at, target, from);
        }

        Expect(":");
        var to = Current.Is(":") || Current.Is("]") ? null : Expression();
        var step = Take(":") && !Current.Is("]") ? Expression() : null;
        Expect("]");
        return new ExpressionNode.Slice(at, target, from, to, step);
    }

    private ExpressionNode Primary()
    {
        var token = Current;
        _position += token.Kind == ExpressionTokenKind.End ? 0 : 1;
        return token switch
        {
            { Kind: ExpressionTokenKind.BadNumber } => throw BadNumber(token),
            { Kind: ExpressionTokenKind.Text } => new ExpressionNode.Literal(token.At, new TemplateValue.Text(token.Text)),
            { Value: { } value } => new ExpressionNode.Literal(token.At, value),
            { Kind: ExpressionTokenKind.Name } when Constant(token.Text) is { } constant => new ExpressionNode.Literal(token.At, constant),
            { Kind: ExpressionTokenKind.Name } => new ExpressionNode.Variable(token.At, Allowed(token)),
            { Text: "(" } when !Current.Is(")") => new ExpressionNode.Group(token.At, Items(")")),
            { Text: "(" } => throw new TemplateException("There is nothing between the parentheses.", token.At),
            { Text: "[" } => new ExpressionNode.List(token.At, Take("]") ? [] : Items("]")),
            { Text: "{" } => new ExpressionNode.Map(token.At, Entries()),
            _ => throw new TemplateException($"A value is expected, not {token.Shown}.", token.At),
        };
    }

    private List<ExpressionNode> Items(string close)
    {
        var items = new List<ExpressionNode>();
        do
        {
            items.Add(Expression());
        }
        while (Take(","));

        Expect(close);
        return items;
    }

    private List<(string, ExpressionNode)> Entries()
    {
        var entries = new List<(string, ExpressionNode)>();
        if (Take("}"))
        {
            return entries;
        }

        do
        {
            var key = Current;
            var isName = key.Kind == ExpressionTokenKind.Name && Constant(key.Text) is null;
            if (key.Kind != ExpressionTokenKind.Text && !isName)
            {
                throw new TemplateException("A key must be text or a name.", key.At);
            }

            _position++;
            Expect(":");
            entries.Add((Allowed(key), Expression()));
        }
        while (Take(","));

        Expect("}");
        return entries;
    }

    private static TemplateException BadNumber(ExpressionToken token) =>
        new($"'{token.Text}' is not a number: write digits and at most one point.", token.At);

    private TemplateValue? Constant(string word) => word switch
    {
        "true" => TemplateValue.True,
        "false" => TemplateValue.False,
        "none" or "null" => TemplateValue.Null,
        "True" when isCookiecutter => TemplateValue.True,
        "False" when isCookiecutter => TemplateValue.False,
        "None" when isCookiecutter => TemplateValue.Null,
        _ => null,
    };

    private bool TakeIf(bool holds)
    {
        _position += holds ? 1 : 0;
        return holds;
    }

    private void Deeper(int at)
    {
        if (++_depth > DeepestExpression || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new TemplateException($"The expression is nested more than {DeepestExpression} deep.", at);
        }
    }
}
