using System.Text;

namespace Automation.GitOps.Expansion.GoTemplates;

/// <summary>The functions of <c>text/template</c> itself (funcs.go).</summary>
internal static class GoBuiltIns
{
    /// <summary>The functions by name.</summary>
    public static IEnumerable<KeyValuePair<string, GoFunction>> All { get; } = new Dictionary<string, GoFunction>
    {
        ["not"] = new(1, 1, a => !GoValue.IsTrue(a[0])),
        ["len"] = new(1, 1, a => Length(a[0])),
        ["index"] = new(1, GoFunction.Any, Index),
        ["print"] = new(0, GoFunction.Any, a => Print(a)),
        ["println"] = new(0, GoFunction.Any, a => string.Join(' ', a.From(0).Select(GoValue.Print)) + "\n"),
        ["printf"] = new(1, GoFunction.Any, a => GoFormat.Print(a.Text(0), [.. a.From(1)], a.Budget)),
        ["html"] = new(0, GoFunction.Any, a => Escaped(Joined(a))),
        ["urlquery"] = new(0, GoFunction.Any, a => GoEncodings.QueryEscape(Joined(a))),
        ["eq"] = new(2, GoFunction.Any, a => a.From(1).Any(other => AreEqual(a[0], other))),
        ["ne"] = new(2, 2, a => !AreEqual(a[0], a[1])),
        ["lt"] = new(2, 2, a => Compare(a[0], a[1]) < 0),
        ["le"] = new(2, 2, a => Compare(a[0], a[1]) <= 0),
        ["gt"] = new(2, 2, a => Compare(a[0], a[1]) > 0),
        ["ge"] = new(2, 2, a => Compare(a[0], a[1]) >= 0),
        ["call"] = new(1, GoFunction.Any, _ => throw new GoTemplateException("call of a value that is not a function")),
    };

    /// <summary>The number of items, or of bytes of a text.</summary>
    public static long Length(object? value) => value switch
    {
        string text => Encoding.UTF8.GetByteCount(text),
        List<object?> list => list.Count,
        GoMap map => map.Count,
        null => throw new GoTemplateException("len of nil pointer"),
        _ => throw new GoTemplateException($"len of type {GoValue.TypeOf(value)}"),
    };

    /// <summary>Whether two basic values are equal.</summary>
    public static bool AreEqual(object? one, object? other)
    {
        if (one is null || other is null)
        {
            return one is null && other is null;
        }

        return (one, other) switch
        {
            (GoMap, GoMap) or (List<object?>, List<object?>) =>
                throw new GoTemplateException($"non-comparable type {GoValue.Print(one)}: {GoValue.TypeOf(one)}"),
            _ when one.GetType() != other.GetType() => throw new GoTemplateException("incompatible types for comparison"),
            _ => one.Equals(other),
        };
    }

    private static int Compare(object? one, object? other) => (one, other) switch
    {
        (long a, long b) => a.CompareTo(b),
        (double a, double b) => a.CompareTo(b),
        (string a, string b) => string.CompareOrdinal(a, b),
        (bool, bool) => throw new GoTemplateException("invalid type for comparison"),
        _ when one is GoMap or List<object?> or null || other is GoMap or List<object?> or null => throw new GoTemplateException("invalid type for comparison"),
        _ => throw new GoTemplateException("incompatible types for comparison"),
    };

    private static object? Index(GoArguments a)
    {
        var value = a[0];
        if (value is null)
        {
            throw new GoTemplateException("index of untyped nil");
        }

        foreach (var key in a.From(1))
        {
            value = value switch
            {
                GoMap map when key is string name => map.TryGetValue(name, out var found) ? found : map.IsOfText ? "" : null,
                GoMap => throw new GoTemplateException($"value has type {GoValue.TypeOf(key)}; should be string"),
                List<object?> list => Position(key, list.Count) is var at && at < list.Count ? list[at] : throw OutOfRange(at),
                string text => GoBytes.At(text, Position(key, (int)Length(text))),
                null => throw new GoTemplateException("index of nil pointer"),
                _ => throw new GoTemplateException($"can't index item of type {GoValue.TypeOf(value)}"),
            };
        }

        return value;
    }

    private static int Position(object? key, int length) => key switch
    {
        long at when at < 0 || at > length => throw OutOfRange(at),
        long at => (int)at,
        null => throw new GoTemplateException("cannot index slice/array with nil"),
        _ => throw new GoTemplateException($"cannot index slice/array with type {GoValue.TypeOf(key)}"),
    };

    private static GoTemplateException OutOfRange(long at) => new($"index out of range: {at}");

    // Spaces are between values of which neither is a text.
    private static string Print(GoArguments a)
    {
        var text = new StringBuilder();
        for (var i = 0; i < a.Count; i++)
        {
            text.Append(i > 0 && a[i] is not string && a[i - 1] is not string ? " " : "").Append(GoValue.Print(a[i]));
        }

        return text.ToString();
    }

    private static string Joined(GoArguments a) => a.Count == 1 && a[0] is string text ? text : Print(a);

    private static string Escaped(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("\0", "\uFFFD", StringComparison.Ordinal)
        .Replace("\"", "&#34;", StringComparison.Ordinal)
        .Replace("'", "&#39;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}

/// <summary>Texts as Go has them: positions count bytes of UTF-8.</summary>
internal static class GoBytes
{
    /// <summary>A part by bytes.</summary>
    public static string Part(string text, int from, int to)
    {
        if (System.Text.Ascii.IsValid(text))
        {
            return text[from..to];
        }

        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text).AsSpan(from, to - from));
    }

    /// <summary>One byte.</summary>
    public static object? At(string text, int at)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return at < bytes.Length ? (long)bytes[at] : throw new GoTemplateException($"index out of range: {at}");
    }
}
