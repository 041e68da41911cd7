using System.Runtime.CompilerServices;
using Automation.Templates.Language.Values;

namespace Automation.Templates.Language.Syntax;

/// <summary>Reads a template: text, expressions and the tags with what they enclose.</summary>
internal sealed class TemplateParser
{
    /// <summary>The longest template, in UTF-16 code units (as Backstage's engine has it).</summary>
    public const int LongestSource = 4 * 1024 * 1024;

    // A large value in {% set %} has some thousands; each takes fifty times the memory of its text.
    private const int MostTokens = 128 * 1024;

    private const int MostPatterns = 1_000;

    // As in Backstage's engine.
    private const int DeepestBlock = 512;

    private static readonly string[] ClosingTags =
        ["endif", "elif", "elseif", "else", "endfor", "endset", "endmacro", "endcall", "endfilter", "endblock", "case", "default", "endswitch"];

    private readonly string _source;
    private readonly TemplateOptions _options;
    private readonly IReadOnlyList<Segment> _segments;
    private readonly Dictionary<string, int> _blocks = new(StringComparer.Ordinal);
    private int _position;
    private int _patterns;
    private int _tokens;
    private int? _capturedAt;
    private int _depth;

    private TemplateParser(string source, TemplateOptions options, IReadOnlyList<Segment> segments) =>
        (_source, _options, _segments) = (source, options, segments);

    /// <exception cref="TemplateException">It has an error.</exception>
    public static IReadOnlyList<StatementNode> Parse(string source, TemplateOptions options)
    {
        if (source.Length > LongestSource)
        {
            throw new TemplateException($"The template is longer than {LongestSource} characters.", 0);
        }

        var parser = new TemplateParser(source, options, new Segmenter(source, options).Cut());
        return parser.Statements();
    }

    // Up to the end of the template, or up to one of the tags that close the block.
    private List<StatementNode> Statements(params string[] closing)
    {
        if (++_depth > DeepestBlock || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new TemplateException($"Tags are nested more than {DeepestBlock} deep.", At);
        }

        var statements = new List<StatementNode>();
        while (_position < _segments.Count)
        {
            var segment = _segments[_position];
            if (segment.Kind == SegmentKind.Tag && PeekName() is var name && ClosingTags.Contains(name))
            {
                if (!closing.Contains(name))
                {
                    throw new TemplateException(
                        closing.Length == 0 ? $"'{name}' closes nothing." : $"Expected {Alternatives(closing)}, not '{name}'.",
                        segment.At);
                }

                break;
            }

            _position++;
            statements.Add(segment.Kind switch
            {
                SegmentKind.Text => new StatementNode.Text(segment.At, _source[segment.Start..segment.End]),
                SegmentKind.Expression => new StatementNode.Output(segment.At, Whole(segment)),
                _ => Tag(segment),
            });
        }

        _depth--;
        return statements;
    }

    private int At => _position < _segments.Count ? _segments[_position].At : _source.Length;

    private static string Alternatives(string[] names) =>
        names is [var only] ? $"'{only}'" : $"{string.Join(", ", names[..^1].Select(n => $"'{n}'"))} or '{names[^1]}'";

    private ExpressionNode Whole(Segment segment)
    {
        var parser = Inside(segment);
        var value = parser.Expression();
        parser.ExpectEnd();
        return value;
    }

    private ExpressionParser Inside(Segment segment)
    {
        if (TokenReader.Read(_source, segment.Start, segment.End, MostTokens - _tokens) is not { } tokens)
        {
            throw new TemplateException(
                $"The expressions and tags have more than {MostTokens:N0} names, values and operators: split the template into several files.", segment.At);
        }

        _tokens += tokens.Count;
        _patterns += tokens.Count(t => t.Kind == ExpressionTokenKind.Pattern);
        return _patterns <= MostPatterns
            ? new ExpressionParser(tokens, _options.IsCookiecutter)
            : throw new TemplateException($"The template has more than {MostPatterns} regular expressions.", segment.At);
    }

    private string PeekName()
    {
        var segment = _segments[_position];
        var content = _source.AsSpan(segment.Start, segment.End - segment.Start).Trim();
        var end = 0;
        while (end < content.Length && (char.IsAsciiLetterOrDigit(content[end]) || content[end] == '_'))
        {
            end++;
        }

        return content[..end].ToString();
    }

    private StatementNode Tag(Segment segment)
    {
        _position--;
        var name = PeekName();
        _position++;
        if (name.Length == 0)
        {
            throw new TemplateException("The tag has no name.", segment.At);
        }

        if (name is "include" or "extends" or "import" or "from")
        {
            throw new TemplateException($"'{name}' loads another template, which is not supported here.", segment.At);
        }

        if (name is not ("if" or "for" or "set" or "macro" or "call" or "filter" or "switch" or "block"))
        {
            throw new TemplateException($"There is no tag '{name}'.", segment.At);
        }

        var content = Inside(segment);
        content.ExpectName();
        return name switch
        {
            "if" => If(segment.At, content),
            "for" => For(segment.At, content),
            "set" => Set(segment.At, content),
            "macro" => Macro(segment.At, content),
            "call" => CallBlock(segment.At, content),
            "filter" => FilterBlock(segment.At, content),
            "switch" => Switch(segment.At, content),
            _ => Block(segment.At, content),
        };
    }

    // The tag that closes the block, without content but where it may have some.
    private (string Name, ExpressionParser Content, int At) Close(int openedAt, string opened, bool mayHaveContent = false)
    {
        if (_position == _segments.Count)
        {
            throw new TemplateException($"'{opened}' has no '{{% end{opened} %}}'.", openedAt);
        }

        var (segment, name) = (_segments[_position], PeekName());
        _position++;
        var content = Inside(segment);
        content.ExpectName();
        if (content.Current.Kind != ExpressionTokenKind.End && !mayHaveContent && name is not ("elif" or "elseif" or "case"))
        {
            throw new TemplateException($"'{name}' takes nothing after its name.", segment.At);
        }

        return (name, content, segment.At);
    }

    private StatementNode.If If(int at, ExpressionParser content)
    {
        var condition = content.Expression();
        content.ExpectEnd();
        var then = Statements("elif", "elseif", "else", "endif");
        var (name, closing, closedAt) = Close(at, "if");
        if (name is "elif" or "elseif")
        {
            if (++_depth > DeepestBlock || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            {
                throw new TemplateException($"'if' has more than {DeepestBlock} branches.", closedAt);
            }

            var nested = If(at, closing);
            _depth--;
            return new StatementNode.If(at, condition, then, [nested]);
        }

        if (name == "endif")
        {
            return new StatementNode.If(at, condition, then, []);
        }

        var otherwise = Statements("endif");
        Close(at, "if");
        return new StatementNode.If(at, condition, then, otherwise);
    }

    private StatementNode.For For(int at, ExpressionParser content)
    {
        var names = Names(content);
        if (names is ["loop"])
        {
            throw new TemplateException("A loop variable cannot be called 'loop': that name holds the position in the loop.", at);
        }

        if (!content.TakeWord("in"))
        {
            throw new TemplateException("'for' needs 'in': {% for item in items %}.", at);
        }

        var items = content.Expression();
        content.ExpectEnd();
        var start = At;
        var body = Statements("else", "endfor");
        var usesPosition = _source.AsSpan(start, At - start).Contains("loop", StringComparison.Ordinal);
        List<StatementNode> otherwise = [];
        if (Close(at, "for").Name == "else")
        {
            otherwise = Statements("endfor");
            Close(at, "for");
        }

        return new StatementNode.For(at, names, items, body, otherwise, usesPosition);
    }

    private StatementNode.Set Set(int at, ExpressionParser content)
    {
        var names = Names(content);
        if (content.Take("="))
        {
            var value = content.Expression();
            content.ExpectEnd();
            return new StatementNode.Set(at, names, value, []);
        }

        content.ExpectEnd();
        var body = Captured(at, "endset");
        Close(at, "set");
        return new StatementNode.Set(at, names, null, body);
    }

    private static List<string> Names(ExpressionParser content)
    {
        List<string> names = [ExpressionParser.Allowed(content.ExpectName())];
        while (content.Take(","))
        {
            names.Add(ExpressionParser.Allowed(content.ExpectName()));
        }

        return names;
    }

    // What a tag takes as a text. It contains no macros, which would not be known after it.
    private List<StatementNode> Captured(int at, string closing)
    {
        var outer = _capturedAt;
        _capturedAt = at;
        var body = Statements(closing);
        _capturedAt = outer;
        return body;
    }

    private StatementNode.Macro Macro(int at, ExpressionParser content)
    {
        if (_capturedAt is { } captured)
        {
            throw new TemplateException("A macro cannot be declared inside 'set' or 'filter'. Declare it before.", captured);
        }

        var name = ExpressionParser.Allowed(content.ExpectName());
        if (!content.Take("("))
        {
            throw new TemplateException("'macro' needs parentheses, even without parameters: {% macro name() %}.", at);
        }

        var parameters = Parameters(content);
        content.ExpectEnd();
        var body = Statements("endmacro");
        Close(at, "macro");
        return new StatementNode.Macro(at, name, new MacroBody(parameters, body));
    }

    private static List<(string, ExpressionNode?)> Parameters(ExpressionParser content)
    {
        var parameters = new List<(string, ExpressionNode?)>();
        if (content.Take(")"))
        {
            return parameters;
        }

        do
        {
            var name = ExpressionParser.Allowed(content.ExpectName());
            parameters.Add((name, content.Take("=") ? content.Expression() : null));
        }
        while (content.Take(","));

        content.Expect(")");

        // Values by position fill the parameters without a default first.
        return [.. parameters.OrderBy(p => p.Item2 is not null)];
    }

    private StatementNode.CallBlock CallBlock(int at, ExpressionParser content)
    {
        var parameters = content.Take("(") ? Parameters(content) : [];
        var call = content.Expression() as ExpressionNode.Call;
        if (call is null || !IsPath(call.Target))
        {
            throw new TemplateException("'call' must call a macro by its name: {% call name() %}.", at);
        }

        content.ExpectEnd();
        var body = Statements("endcall");
        Close(at, "call");
        return new StatementNode.CallBlock(at, call.Target, call.Arguments, new MacroBody(parameters, body));
    }

    private static bool IsPath(ExpressionNode node)
    {
        while (node is ExpressionNode.Member { Key: ExpressionNode.Literal } member)
        {
            node = member.Target;
        }

        return node is ExpressionNode.Variable;
    }

    private StatementNode.FilterBlock FilterBlock(int at, ExpressionParser content)
    {
        var (name, arguments) = content.FilterCall();
        content.ExpectEnd();
        var body = Captured(at, "endfilter");
        Close(at, "filter");
        return new StatementNode.FilterBlock(at, name.At, name.Text, arguments, body);
    }

    private StatementNode.Switch Switch(int at, ExpressionParser content)
    {
        var value = content.Expression();
        content.ExpectEnd();
        if (Statements("case", "default", "endswitch").Count > 0 || (_position < _segments.Count && PeekName() == "endswitch"))
        {
            throw new TemplateException("'switch' must begin with 'case' or 'default', without white space before it.", at);
        }

        var cases = new List<SwitchCase>();
        List<StatementNode> otherwise = [];
        for (var (name, closing, _) = Close(at, "switch"); name != "endswitch"; (name, closing, _) = Close(at, "switch"))
        {
            if (name == "default")
            {
                otherwise = Statements("endswitch");
                continue;
            }

            var matched = closing.Expression();
            closing.ExpectEnd();
            cases.Add(new SwitchCase(matched, Statements("case", "default", "endswitch")));
        }

        return new StatementNode.Switch(at, value, cases, otherwise);
    }

    private StatementNode.Block Block(int at, ExpressionParser content)
    {
        var name = ExpressionParser.Allowed(content.ExpectName());
        content.ExpectEnd();
        if (!_blocks.TryAdd(name, at))
        {
            throw new TemplateException($"There are two blocks named '{name}'.", at);
        }

        var body = Statements("endblock");
        var (_, closing, closedAt) = Close(at, "block", mayHaveContent: true);
        if (closing.Current.Kind != ExpressionTokenKind.End && closing.ExpectName().Text != name)
        {
            throw new TemplateException($"This 'endblock' does not close the block '{name}'.", closedAt);
        }

        closing.ExpectEnd();
        return new StatementNode.Block(at, body);
    }
}
