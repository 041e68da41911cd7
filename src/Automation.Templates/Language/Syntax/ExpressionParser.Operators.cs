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

        // What follows is read as an expression, which names the test.
        var isNegated = TakeWord("not");
        var test = ExpressionNode.Test.Of(left, Chain());
        return isNegated ? new ExpressionNode.Unary(left.At, "not", test) : test;
    }

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

    private static ExpressionNode Left(Func<ExpressionNode> operand, Func<string?> takeOperator)
    {
        var left = operand();
        while (takeOperator() is { } taken)
        {
            left = new ExpressionNode.Binary(left.At, taken, left, operand());
        }

        return left;
    }
}
