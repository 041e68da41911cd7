namespace Automation.Templates.Language.Syntax;

/// <summary>The operators that are JavaScript's. Nunjucks writes them as they stand, so that JavaScript's levels decide what they group.</summary>
internal static class OperatorChain
{
    // Level by level from the loosest; a ~ b is a + "" + b.
    private static readonly string[][] Levels = [["===", "!==", "==", "!="], ["<=", ">=", "<", ">"], ["+", "-", "~"], ["*", "/", "%"]];

    /// <summary>The operators of a chain; remainders are read apart (<c>%</c> belongs to the values of a rounded quotient).</summary>
    public static readonly string[] Operators = ["===", "!==", "==", "!=", "<=", ">=", "<", ">", "~", "+", "-", "*", "/"];

    /// <summary>The values with the operators between them as one expression: all group from the left, and a tighter one takes its values first.</summary>
    public static ExpressionNode Grouped(List<ExpressionNode> values, List<string> operators)
    {
        var (done, open) = (new Stack<ExpressionNode>([values[0]]), new Stack<string>());
        for (var i = 0; i < operators.Count; i++)
        {
            while (open.TryPeek(out var before) && LevelOf(before) >= LevelOf(operators[i]))
            {
                Join();
            }

            open.Push(operators[i]);
            done.Push(values[i + 1]);
        }

        while (open.Count > 0)
        {
            Join();
        }

        return done.Pop();

        void Join()
        {
            var (right, left) = (done.Pop(), done.Pop());
            done.Push(new ExpressionNode.Binary(left.At, open.Pop(), left, right));
        }
    }

    /// <summary>The expression with <c>not</c> before it, which negates its first value alone.</summary>
    public static ExpressionNode Negated(ExpressionNode operand, int at)
    {
        var around = new Stack<ExpressionNode.Binary>();
        while (operand is ExpressionNode.Binary binary && IsJavaScript(binary.Operator))
        {
            around.Push(binary);
            operand = binary.Left;
        }

        ExpressionNode negated = new ExpressionNode.Unary(at, "not", operand);
        while (around.TryPop(out var outer))
        {
            negated = outer with { Left = negated };
        }

        return negated;
    }

    private static bool IsJavaScript(string name) => LevelOf(name) >= 0;

    private static int LevelOf(string name) => Array.FindIndex(Levels, level => level.Contains(name));
}
