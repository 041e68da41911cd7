using System.Runtime.CompilerServices;
using Automation.Core.Text;
using Automation.Templates.Language.Values;

namespace Automation.Templates.Language.Syntax;

/// <summary>Reads what is between values: operators, tests and conditions.</summary>
internal sealed partial class ExpressionParser
{
    private ExpressionNode Or() => Left(And, () => TakeWord("or") ? "or" : null);

    private ExpressionNode And() => Left(Not, () => TakeWord("and") ? "and" : null);

    private ExpressionNode Not()
    {
        var at = Current.At;
        if (!TakeWord("not"))
        {
            return In();
        }

        Deeper(at);
        var operand = Not();
        _depth--;
        return OperatorChain.Negated(operand, at);
    }

    private ExpressionNode In() => Left(
        Is,
        () =>
        {
            if (Current.IsWord("not") && tokens[_position + 1].IsWord("in"))
            {
                _position += 2;
                return "not in";
            }

            return TakeWord("in") ? "in" : null;
        });

    private ExpressionNode Is()
    {
        var left = Chain();
        if (!TakeWord("is"))
        {
            return left;
        }

        // What follows is read as an expression; only a name, with or without arguments, or a text is a test. Anything else is the test for undefined.
        var isNegated = TakeWord("not");
        var right = Chain();
        var (name, arguments) = right switch
        {
            ExpressionNode.Call call => (NameOfTest(call.Target), call.Arguments),
            ExpressionNode.Filter filter => (filter.Name, filter.Arguments with { Positional = [filter.Input, .. filter.Arguments.Positional] }),
            _ => (NameOfTest(right), ArgumentNodes.Nothing),
        };
        var test = new ExpressionNode.Test(right.At, name ?? "undefined", left, arguments);
        return isNegated ? new ExpressionNode.Unary(left.At, "not", test) : test;
    }

    private static string? NameOfTest(ExpressionNode node) => node switch
    {
        ExpressionNode.Variable variable => variable.Name,
        ExpressionNode.Literal { Value: TemplateValue.Text text } => text.Value,
        ExpressionNode.Literal { Value: TemplateValue.None none } => none.Name,
        ExpressionNode.Literal { Value: TemplateValue.Boolean boolean } => boolean.Value ? "true" : "false",
        ExpressionNode.Literal { Value: TemplateValue.Number number } => JavaScriptNumber.TextOf(number.Value),
        ExpressionNode.Literal { Value: TemplateValue.Pattern pattern } => pattern.Expression.ToString(),
        _ => null,
    };

    // Values between JavaScript's operators, which are grouped afterwards.
    private ExpressionNode Chain()
    {
        var (values, operators) = (new List<ExpressionNode>(), new List<string>());
        do
        {
            Divided(values, operators);
        }
        while (TakeInto(operators, OperatorChain.Operators));

        return OperatorChain.Grouped(values, operators);
    }

    // Rounded quotients are values of their own; remainders alone belong to the chain around them.
    private void Divided(List<ExpressionNode> values, List<string> operators)
    {
        var (ownValues, ownOperators) = (new List<ExpressionNode>(), new List<string>());
        Remainders(ownValues, ownOperators);
        while (Current.Is("//"))
        {
            _position++;
            ownOperators.Add("/");
            Remainders(ownValues, ownOperators);
            var quotient = OperatorChain.Grouped(ownValues, ownOperators);
            (ownValues, ownOperators) = ([new ExpressionNode.Unary(quotient.At, "//", quotient)], []);
        }

        values.AddRange(ownValues);
        operators.AddRange(ownOperators);
    }

    private void Remainders(List<ExpressionNode> values, List<string> operators)
    {
        do
        {
            values.Add(Power());
        }
        while (TakeInto(operators, "%"));
    }

    private ExpressionNode Power() => Left(Filtered, () => Take("**") ? "**" : null);

    private bool TakeInto(List<string> operators, params string[] names)
    {
        if (Array.Find(names, Take) is not { } taken)
        {
            return false;
        }

        operators.Add(taken);
        return true;
    }

    private ExpressionNode Left(Func<ExpressionNode> operand, Func<string?> takeOperator)
    {
        var left = operand();
        while (takeOperator() is { } taken)
        {
            left = new ExpressionNode.Binary(left.At, taken, left, operand());
        }

        return left;
    }
}
