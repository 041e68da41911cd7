namespace Automation.GitOps.Expansion.GoTemplates;

/// <summary>Parses a template of Go's <c>text/template</c>.</summary>
internal sealed class GoParser
{
    // What people write has a handful of levels.
    private const int Depth = 50;

    private static readonly string[] Keywords = ["if", "else", "end", "range", "with", "define", "block", "template", "break", "continue"];

    private readonly GoLexer _lexer;
    private readonly Predicate<string> _isFunction;
    private readonly Dictionary<string, IReadOnlyList<GoNode>> _defined = new(StringComparer.Ordinal);
    private readonly List<string> _variables = ["$"];
    private GoToken? _peeked;
    private bool _isPeeked;

    // A variable that was read as the beginning of a declaration, and is the beginning of a command.
    private GoToken? _pending;
    private int _depth;
    private int _ranges;

    private GoParser(string template, Predicate<string> isFunction) => (_lexer, _isFunction) = (new GoLexer(template), isFunction);

    /// <summary>The parts of the template, and those that it defines under a name.</summary>
    /// <exception cref="GoTemplateException">It is not well-formed.</exception>
    public static (IReadOnlyList<GoNode> Body, IReadOnlyDictionary<string, IReadOnlyList<GoNode>> Defined) Parse(
        string template, Predicate<string> isFunction)
    {
        var parser = new GoParser(template, isFunction);
        var (body, end) = parser.List(isTop: true);
        return end is null ? (body, parser._defined) : throw new GoTemplateException($"unexpected {{{{{end}}}}}");
    }

    private GoToken? Peek()
    {
        if (!_isPeeked)
        {
            (_peeked, _isPeeked) = (_lexer.Next(), true);
        }

        return _peeked;
    }

    private GoToken Take()
    {
        var token = Peek() ?? throw new GoTemplateException("unexpected end of the template");
        _isPeeked = false;
        return token;
    }

    private void Expect(GoTokenKind kind, string context)
    {
        if (Take() is var token && token.Kind != kind)
        {
            throw new GoTemplateException($"unexpected {token.Text} in {context}");
        }
    }

    // Up to the word that ends the list: 'else', 'end', or null at the end of the template.
    private (List<GoNode> Nodes, string? End) List(bool isTop = false)
    {
        if (++_depth > Depth)
        {
            throw new GoTemplateException("the template is nested too deeply");
        }

        var nodes = new List<GoNode>();
        while (Peek() is { } token)
        {
            if (token.Kind == GoTokenKind.Text)
            {
                nodes.Add(new GoText(Take().Text));
                continue;
            }

            if (token.IsNamed("end") || token.IsNamed("else"))
            {
                Take();
                _depth--;
                return (nodes, token.Text);
            }

            if (Action(isTop) is { } node)
            {
                nodes.Add(node);
            }
        }

        _depth--;
        return isTop ? (nodes, null) : throw new GoTemplateException("unexpected end of the template: an {{end}} is missing");
    }

    private GoNode? Action(bool isTop)
    {
        switch (Peek()!)
        {
            case var t when t.IsNamed("if"):
                Take();
                return Branch("if");
            case var t when t.IsNamed("with"):
                Take();
                return Branch("with");
            case var t when t.IsNamed("range"):
                Take();
                return Branch("range");
            case var t when t.IsNamed("define"):
                Take();
                Define(isTop);
                return null;
            case var t when t.IsNamed("block"):
                Take();
                return Block();
            case var t when t.IsNamed("template"):
                Take();
                var name = Name("template");
                var pipe = Peek() is { Kind: GoTokenKind.Close } ? null : Pipe("template", GoTokenKind.Close);
                if (pipe is null)
                {
                    Take();
                }

                return new GoInclude(name, pipe);
            case var t when (t.IsNamed("break") || t.IsNamed("continue")) && !_isFunction(t.Text):
                Take();
                Expect(GoTokenKind.Close, t.Text);
                return _ranges == 0 ? throw new GoTemplateException($"{{{{{t.Text}}}}} outside {{{{range}}}}") : new GoJump(t.Text == "break");
            default:
                return new GoAction(Pipe("command", GoTokenKind.Close));
        }
    }

    private GoNode Branch(string word)
    {
        var scope = _variables.Count;
        var pipe = Pipe(word, GoTokenKind.Close);
        _ranges += word == "range" ? 1 : 0;
        var (body, end) = List();
        _ranges -= word == "range" ? 1 : 0;
        IReadOnlyList<GoNode> otherwise = [];
        if (end == "else")
        {
            if (word != "range" && Peek()?.IsNamed(word) == true)
            {
                Take();
                if (++_depth > Depth)
                {
                    throw new GoTemplateException("the template is nested too deeply");
                }

                otherwise = [Branch(word)];
                _depth--;
                _variables.RemoveRange(scope, _variables.Count - scope);
                return new GoBranch(word == "with", pipe, body, otherwise);
            }

            Expect(GoTokenKind.Close, "else");
            (otherwise, var last) = List();
            if (last == "else")
            {
                throw new GoTemplateException("expected end; found {{else}}");
            }
        }

        Expect(GoTokenKind.Close, "end");
        _variables.RemoveRange(scope, _variables.Count - scope);
        return word == "range" ? new GoRange(pipe, body, otherwise) : new GoBranch(word == "with", pipe, body, otherwise);
    }

    private void Define(bool isTop)
    {
        if (!isTop)
        {
            throw new GoTemplateException("unexpected {{define}}");
        }

        var name = Name("define");
        Expect(GoTokenKind.Close, "define");
        Body(name, "define clause");
    }

    private GoInclude Block()
    {
        var name = Name("block");
        var pipe = Pipe("block", GoTokenKind.Close);
        Body(name, "block clause");
        return new GoInclude(name, pipe);
    }

    private void Body(string name, string context)
    {
        string[] outer = [.. _variables];
        _variables.RemoveRange(1, _variables.Count - 1);
        var (body, end) = List();
        if (end != "end")
        {
            throw new GoTemplateException($"unexpected {{{{{end}}}}} in {context}");
        }

        Expect(GoTokenKind.Close, "end");
        _variables.Clear();
        _variables.AddRange(outer);

        // An empty definition does not replace another one.
        if (!_defined.ContainsKey(name) || body.Exists(n => n is not GoText { Text: var text } || !string.IsNullOrWhiteSpace(text)))
        {
            _defined[name] = body;
        }
    }

    private string Name(string context) =>
        Take() is { Kind: GoTokenKind.Quoted } name ? name.Text : throw new GoTemplateException($"the name of a {context} must be a quoted text");

    private GoPipe Pipe(string context, GoTokenKind end)
    {
        var (variables, isAssignment) = Variables(context);
        var commands = new List<GoCommand>();
        while (true)
        {
            var token = Peek() ?? throw new GoTemplateException($"unclosed action in {context}");
            if (_pending is null && (token.Kind == GoTokenKind.Close || token.Is(")")))
            {
                if (token.Kind == end || (end == GoTokenKind.Mark && token.Is(")")))
                {
                    Take();
                    return commands.Count == 0 ? throw new GoTemplateException($"missing value for {context}") : Checked(variables, isAssignment, commands);
                }

                throw new GoTemplateException($"unexpected {token.Text} in {context}");
            }

            commands.Add(Command(context));
        }
    }

    private GoPipe Checked(List<string> variables, bool isAssignment, List<GoCommand> commands)
    {
        if (commands.Skip(1).Any(c => c.Words[0] is GoLiteral or GoField { Names.Count: 0 }))
        {
            throw new GoTemplateException("a value other than a function takes no value of a pipeline");
        }

        if (!isAssignment)
        {
            _variables.AddRange(variables);
        }

        return new GoPipe(variables, isAssignment, commands);
    }

    private (List<string> Variables, bool IsAssignment) Variables(string context)
    {
        var names = new List<string>();
        if (Peek() is not { Kind: GoTokenKind.Variable } first)
        {
            return (names, false);
        }

        Take();
        if (Peek() is { } mark && (mark.Is(":=") || mark.Is("=")))
        {
            Take();
            names.Add(first.Text);
        }
        else if (context == "range" && Peek()?.Is(",") == true)
        {
            Take();
            names.AddRange([first.Text, Take() is { Kind: GoTokenKind.Variable } second ? second.Text
                : throw new GoTemplateException("range can only initialize variables")]);
            mark = Take() is var set && (set.Is(":=") || set.Is("=")) ? set : throw new GoTemplateException("range can only initialize variables");
        }
        else
        {
            _pending = first;
            return (names, false);
        }

        return mark.Is("=") && names.Find(n => !_variables.Contains(n)) is { } unknown
            ? throw new GoTemplateException($"undefined variable \"{unknown}\"")
            : (names, mark.Is("="));
    }

    private GoCommand Command(string context)
    {
        var words = new List<GoNode>();
        while (true)
        {
            if (_pending is null && (Peek() is not { } token || token.Kind == GoTokenKind.Close || token.Is(")") || token.Is("|")))
            {
                break;
            }

            if (words.Count > 0 && !Peek()!.AfterSpace)
            {
                throw new GoTemplateException($"unexpected {Peek()!.Text} in operand");
            }

            words.Add(Operand());
        }

        if (words.Count == 0)
        {
            throw new GoTemplateException($"empty command in {context}");
        }

        if (Peek()?.Is("|") == true)
        {
            Take();
            if (Peek() is { Kind: GoTokenKind.Close } or { Kind: GoTokenKind.Mark, Text: ")" or "|" })
            {
                throw new GoTemplateException($"missing value after | in {context}");
            }
        }

        return new GoCommand(words);
    }

    private GoNode Operand()
    {
        var node = Term();
        var fields = new List<string>();
        while (Peek() is { Kind: GoTokenKind.Field, AfterSpace: false } field)
        {
            Take();
            fields.Add(field.Text);
        }

        return fields.Count == 0 ? node : node switch
        {
            GoField field => new GoField([.. field.Names, .. fields]),
            GoVariable variable => new GoVariable(variable.Name, [.. variable.Fields, .. fields]),
            GoLiteral => throw new GoTemplateException("unexpected . after a value"),
            _ => new GoChain(node, fields),
        };
    }

    private GoNode Term()
    {
        var token = _pending ?? Take();
        _pending = null;
        switch (token.Kind)
        {
            case GoTokenKind.Quoted:
                return new GoLiteral(token.Text);
            case GoTokenKind.Character:
                return new GoLiteral(token.Text.EnumerateRunes().ToList() is [var rune] ? (long)rune.Value
                    : throw new GoTemplateException($"malformed character constant: '{token.Text}'"));
            case GoTokenKind.Number:
                return new GoLiteral(GoNumber.Parse(token.Text) ?? throw new GoTemplateException($"bad number syntax: \"{token.Text}\""));
            case GoTokenKind.Dot:
                return new GoField([]);
            case GoTokenKind.Field:
                return new GoField([token.Text]);
            case GoTokenKind.Variable:
                return _variables.Contains(token.Text) ? new GoVariable(token.Text, []) : throw new GoTemplateException($"undefined variable \"{token.Text}\"");
            case GoTokenKind.Name when token.Text is "true" or "false":
                return new GoLiteral(token.Text == "true");
            case GoTokenKind.Name when token.Text == "nil":
                return new GoLiteral(null);
            case GoTokenKind.Name when Keywords.Contains(token.Text) && !_isFunction(token.Text):
                throw new GoTemplateException($"unexpected <{token.Text}> in command");
            case GoTokenKind.Name:
                return _isFunction(token.Text) ? new GoName(token.Text) : throw new GoTemplateException($"function \"{token.Text}\" not defined");
            case GoTokenKind.Mark when token.Text == "(":
                if (++_depth > Depth)
                {
                    throw new GoTemplateException("the template is nested too deeply");
                }

                var pipe = Pipe("parenthesized pipeline", GoTokenKind.Mark);
                _depth--;
                return pipe;
            default:
                throw new GoTemplateException($"unexpected {token.Text} in operand");
        }
    }
}
