namespace Automation.Templates.Tests.Language;

/// <summary>Makes templates from a seed: valid ones for the most part, with odd values and arguments.</summary>
internal sealed class RandomTemplate(int seed)
{
    private static readonly string[] Filters =
    [
        "abs", "batch", "capitalize", "center", "d", "default", "dictsort", "dump", "e", "first", "float", "forceescape", "groupby", "indent", "int", "join", "last", "length",
        "list", "lower", "nl2br", "reject", "rejectattr", "replace", "reverse", "round", "safe", "select", "selectattr", "slice", "sort", "string", "striptags", "sum", "title",
        "trim", "truncate", "upper", "urlencode", "urlize", "wordcount", "nosuch",
    ];

    private static readonly string[] Tests =
    [
        "defined", "divisibleby", "eq", "escaped", "even", "falsy", "ge", "gt", "iterable", "le", "lower", "lt", "mapping", "ne", "none", "number", "odd", "string", "truthy",
        "undefined", "upper", "nosuch",
    ];

    private static readonly string[] Methods =
    [
        "charAt", "concat", "endsWith", "includes", "indexOf", "lastIndexOf", "replace", "slice", "split", "startsWith", "substring", "toLowerCase", "toUpperCase", "trim",
        "toFixed", "toPrecision", "toString", "at", "fill", "flat", "join", "pop", "push", "reverse", "shift", "sort", "splice", "unshift", "copyWithin",
    ];

    private static readonly string[] Values =
    [
        "''", "'abc'", "'A-b c'", "'10'", "'é☃'", "'ß'", "' pad '", "'a\\nb'", "'<b>x</b>'", "'name'", "'$&'", "0", "1", "2", "-1", "10", "1.5", "1.", "007", "123456789012345678901",
        "true", "false", "none", "[]", "{}", "r/a/g", "r/(b)?/", "r/\\s+/", "values.name", "values.tags", "values.numbers", "values.owner", "values.ports", "values.missing",
        "values.nothing", "values.ratio", "values.tags[0]", "values.name.length", "x", "loop.index",
    ];

    private static readonly string[] Operators =
        ["+", "-", "*", "/", "%", "**", "//", "~", "==", "!=", "===", "!==", "<", ">", "<=", ">=", "and", "or", "in", "not in"];

    private static readonly string[] Texts = ["", "a", "x y", " ", "\n", "  \n\t", "\r\n", "\n  ", "$", "{", "}", "{{ x }}", "é", "%}", "}}"];

    private readonly Random _random = new(seed);

    public override string ToString() => string.Concat(Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Node(3)));

    private T Of<T>(params IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    private string Node(int depth) => depth == 0 ? Of(Texts) : _random.Next(14) switch
    {
        < 3 => Of(Texts),
        < 8 => $"${{{{{Of("", "", "-")} {Expression(_random.Next(1, 4))} {Of("", "", "-")}}}}}",
        8 => $"{Tag($"if {Expression(1)}")}{Body(depth)}{(Of(true, false) ? Tag($"elif {Expression(1)}") + Body(depth) : "")}{Tag("else")}{Body(depth)}{Tag("endif")}",
        9 => $"{Tag($"for {Of("x", "x, y")} in {Of("values.tags", "values.owner", "range(3)", "'ab'", Expression(1))}")}{Body(depth)}{Tag("endfor")}",
        10 => Of(true, false) ? Tag($"set {Of("x", "y", "x, y")} = {Expression(2)}") : Tag("set x") + Body(depth) + Tag("endset"),
        11 => $"{Tag($"macro x({Of("", "a", "a, b=1", "a=x")})")}{Body(depth)}{Tag("endmacro")}${{{{ x({Arguments(1)}) }}}}",
        12 => $"{Tag($"filter {Filter(1)}")}{Body(depth)}{Tag("endfilter")}",
        _ => Of("{# c #}", "{#- c -#}", "{% raw %}${{ x }}{% endraw %}", "{% endif %}", "{% nosuch %}", "{#", $"{Tag("switch x")}{Tag($"case {Expression(0)}")}a{Tag("endswitch")}"),
    };

    private string Body(int depth) => string.Concat(Enumerable.Range(0, _random.Next(3)).Select(_ => Node(depth - 1)));

    private string Tag(string content) => $"{{%{Of("", "", "-")} {content} {Of("", "", "-")}%}}";

    private string Expression(int depth) => depth == 0 ? Of(Values) : _random.Next(12) switch
    {
        < 2 => Of(Values),
        < 4 => $"{Expression(depth - 1)} {Of(Operators)} {Expression(depth - 1)}",
        < 7 => $"{Expression(depth - 1)} | {Filter(depth)}",
        7 => $"{Expression(depth - 1)} is {Of("", "not ")}{Of(Tests)}{Of("", $"({Arguments(depth)})")}",
        8 => $"({Expression(depth - 1)}).{Of(Methods)}({Arguments(depth)})",
        9 => $"{Of("not ", "-", "+")}{Expression(depth - 1)}",
        10 => Of($"[{Arguments(depth)}]", $"{{a: {Expression(depth - 1)}, '1': {Expression(depth - 1)}}}", $"({Expression(depth - 1)})", $"values.numbers[{Of("", "0", "-1")}:{Of("", "2")}]"),
        _ => $"{Expression(depth - 1)} if {Expression(depth - 1)}{Of("", $" else {Expression(depth - 1)}")}",
    };

    private string Filter(int depth) => Of(Filters) + Of("", $"({Arguments(depth)})");

    private string Arguments(int depth) => string.Join(", ", Enumerable.Range(0, _random.Next(3)).Select(_ => Expression(depth - 1)));
}
