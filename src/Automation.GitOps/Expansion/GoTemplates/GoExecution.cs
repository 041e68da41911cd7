using System.Globalization;
using System.Text;

namespace Automation.GitOps.Expansion.GoTemplates;

/// <summary>One execution of a template: the rules of <c>text/template</c>, exec.go.</summary>
/// <param name="defined">The templates that it may include.</param>
/// <param name="missing">What happens with names that maps do not have.</param>
/// <param name="budget">What it may use.</param>
/// <param name="output">What it prints.</param>
internal sealed class GoExecution(
    IReadOnlyDictionary<string, IReadOnlyList<GoNode>> defined, MissingKey missing, GoBudget budget, StringBuilder output)
{
    // Go allows 100,000 nested templates, because its stack grows.
    private const int Depth = 100;

    private static readonly object NoValue = new();

    private List<(string Name, object? Value)> _variables = [];
    private int _depth;

    private enum Flow
    {
        Next,
        Break,
        Continue,
    }

    /// <summary>Executes a template.</summary>
    public void Run(IReadOnlyList<GoNode> nodes, object? dot)
    {
        if (++_depth > Depth)
        {
            throw new GoTemplateException("templates include each other too deeply");
        }

        var outer = _variables;
        _variables = [("$", dot)];
        Walk(nodes, dot);
        _variables = outer;
        _depth--;
    }

    private Flow Walk(IReadOnlyList<GoNode> nodes, object? dot)
    {
        foreach (var node in nodes)
        {
            budget.Step();
            if (Walk(node, dot) is var flow && flow != Flow.Next)
            {
                return flow;
            }
        }

        return Flow.Next;
    }

    private Flow Walk(GoNode node, object? dot)
    {
        switch (node)
        {
            case GoText text:
                Print(text.Text);
                return Flow.Next;
            case GoAction action:
                var value = Pipe(action.Pipe, dot);
                if (action.Pipe.Variables.Count == 0)
                {
                    Print(GoValue.Shown(value));
                }

                return Flow.Next;
            case GoBranch branch:
                var scope = _variables.Count;
                var condition = Pipe(branch.Pipe, dot);
                var flow = GoValue.IsTrue(condition) ? Walk(branch.Body, branch.IsWith ? condition : dot) : Walk(branch.Else, dot);
                Leave(scope);
                return flow;
            case GoRange range:
                return Range(range, dot);
            case GoJump jump:
                return jump.IsBreak ? Flow.Break : Flow.Continue;
            case GoInclude include:
                var argument = include.Pipe is null ? null : Pipe(include.Pipe, dot);
                Run(defined.TryGetValue(include.Name, out var body) ? body : throw new GoTemplateException($"template \"{include.Name}\" not defined"),
                    argument);
                return Flow.Next;
            default:
                throw new InvalidOperationException("A node was added without being handled.");
        }
    }

    private Flow Range(GoRange range, object? dot)
    {
        var scope = _variables.Count;
        var value = Pipe(range.Pipe with { Variables = [] }, dot);
        var names = range.Pipe.Variables;
        if (!range.Pipe.IsAssignment)
        {
            _variables.AddRange(names.Select(n => (n, (object?)null)));
        }

        var isEmpty = true;
        foreach (var (key, item) in Items(value))
        {
            isEmpty = false;
            budget.Step();
            if (names.Count > 0)
            {
                Assign(names[0], names.Count > 1 || value is long ? key : item);
            }

            if (names.Count > 1)
            {
                Assign(names[1], item);
            }

            var inner = _variables.Count;
            var flow = Walk(range.Body, item);
            Leave(inner);
            if (flow == Flow.Break)
            {
                break;
            }
        }

        Leave(scope);
        return isEmpty ? Walk(range.Else, dot) : Flow.Next;
    }

    private static IEnumerable<(object? Key, object? Item)> Items(object? value) => value switch
    {
        List<object?> list => list.ToArray().Select((item, i) => ((object?)(long)i, item)),
        GoMap map => map.ToArray().Select(p => ((object?)p.Key, p.Value)),
        long count => count > GoBudget.LongestList ? throw new GoTemplateException("a range is too long")
            : Enumerable.Range(0, (int)Math.Max(0, count)).Select(i => ((object?)(long)i, (object?)(long)i)),
        _ when GoValue.IsNil(value) => [],
        _ => throw new GoTemplateException($"range can't iterate over {GoValue.Print(value)}"),
    };

    private void Leave(int scope) => _variables.RemoveRange(scope, _variables.Count - scope);

    private void Assign(string name, object? value)
    {
        for (var i = _variables.Count - 1; i >= 0; i--)
        {
            if (_variables[i].Name == name)
            {
                _variables[i] = (name, value);
                return;
            }
        }

        throw new GoTemplateException($"undefined variable: {name}");
    }

    private object? Variable(string name)
    {
        for (var i = _variables.Count - 1; i >= 0; i--)
        {
            if (_variables[i].Name == name)
            {
                return _variables[i].Value;
            }
        }

        throw new GoTemplateException($"undefined variable: {name}");
    }

    private object? Pipe(GoPipe pipe, object? dot)
    {
        var value = NoValue;
        foreach (var command in pipe.Commands)
        {
            budget.Step();
            value = Command(command, dot, value);

            // An empty interface is the value in it: of null there is none.
            value = value ?? GoValue.Missing;
        }

        foreach (var name in pipe.Variables)
        {
            if (pipe.IsAssignment)
            {
                Assign(name, value);
            }
            else
            {
                _variables.Add((name, value));
            }
        }

        return value;
    }

    private object? Command(GoCommand command, object? dot, object? final)
    {
        var (first, hasArguments) = (command.Words[0], command.Words.Count > 1 || !ReferenceEquals(final, NoValue));
        if (first is GoName function)
        {
            return Call(function.Name, command.Words, dot, final);
        }

        if (!hasArguments)
        {
            return first is GoLiteral { Value: null } ? throw new GoTemplateException("nil is not a command") : Value(first, dot);
        }

        throw new GoTemplateException(first switch
        {
            GoField { Names: [.., var name] } => $"{name} is not a method but has arguments",
            GoVariable { Fields: [.., var name] } => $"{name} is not a method but has arguments",
            GoChain { Fields: [.., var name] } => $"{name} is not a method but has arguments",
            _ => "can't give argument to non-function",
        });
    }

    // The value of a word that is not the function of a command.
    private object? Value(GoNode word, object? dot)
    {
        budget.Step();
        return word switch
        {
            GoLiteral literal => literal.Value,
            GoField field => Fields(dot, field.Names),
            GoVariable variable => Fields(Variable(variable.Name), variable.Fields),
            GoChain { Node: GoLiteral { Value: null } } => throw new GoTemplateException("indirection through explicit nil"),
            GoChain chain => Fields(Value(chain.Node, dot), chain.Fields),
            GoPipe pipe => Pipe(pipe, dot),
            GoName name => Call(name.Name, [name], dot, NoValue),
            _ => throw new InvalidOperationException("A node was added without being handled."),
        };
    }

    private object? Fields(object? receiver, IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            receiver = Field(receiver, name);
        }

        return receiver;
    }

    private object? Field(object? receiver, string name)
    {
        if (ReferenceEquals(receiver, GoValue.Missing))
        {
            return missing == MissingKey.Error ? throw new MissingKeyException($"nil data; no entry for key \"{name}\"") : GoValue.Missing;
        }

        return receiver switch
        {
            GoMap map when map.TryGetValue(name, out var value) => value,
            GoMap when missing == MissingKey.Error => throw new MissingKeyException($"map has no entry for key \"{name}\""),
            GoMap { IsOfText: true } when missing == MissingKey.Zero => "",
            GoMap => missing == MissingKey.Zero ? null : GoValue.Missing,
            null => throw new GoTemplateException($"nil pointer evaluating interface {{}}.{name}"),
            _ => throw new MissingKeyException($"can't evaluate field {name} in type {GoValue.TypeOf(receiver)}"),
        };
    }

    private object? Call(string name, IReadOnlyList<GoNode> words, object? dot, object? final)
    {
        if (name is "and" or "or")
        {
            return Logic(name, words, dot, final);
        }

        var arguments = new List<object?>(words.Count);
        for (var i = 1; i < words.Count; i++)
        {
            arguments.Add(Value(words[i], dot));
        }

        if (!ReferenceEquals(final, NoValue))
        {
            arguments.Add(final);
        }

        return GoFunctions.Call(name, arguments, budget);
    }

    private object? Logic(string name, IReadOnlyList<GoNode> words, object? dot, object? final)
    {
        var isPiped = !ReferenceEquals(final, NoValue);
        if (words.Count == 1 && !isPiped)
        {
            throw new GoTemplateException(string.Create(CultureInfo.InvariantCulture, $"wrong number of args for {name}: want at least 1 got 0"));
        }

        object? value = null;
        for (var i = 1; i < words.Count; i++)
        {
            value = Value(words[i], dot);
            if (GoValue.IsTrue(value) == (name == "or"))
            {
                return value;
            }
        }

        return isPiped ? final : value;
    }

    private void Print(string text)
    {
        budget.Text(text.Length);
        if (output.Length + text.Length > GoBudget.LongestText)
        {
            throw new GoTemplateException($"a text has more than {GoBudget.LongestText:N0} characters");
        }

        output.Append(text);
    }
}
