using System.Text;

namespace Automation.GitOps.Expansion.GoTemplates;

/// <summary>The functions of sprig for texts, and Argo CD's for names.</summary>
internal static class GoTexts
{
    private const int LongestName = 253;
    private const string Space = " \t\n\v\f\r\u0085\u00A0";

    /// <summary>The functions by name.</summary>
    public static IEnumerable<KeyValuePair<string, GoFunction>> All { get; } = new Dictionary<string, GoFunction>
    {
        ["hello"] = new(0, 0, _ => "Hello!"),
        ["trim"] = new(1, 1, a => a.Text(0).Trim(Space.ToCharArray())),
        ["trimAll"] = new(2, 2, a => a.Text(1).Trim(a.Text(0).ToCharArray())),
        ["trimall"] = new(2, 2, a => a.Text(1).Trim(a.Text(0).ToCharArray())),
        ["trimPrefix"] = new(2, 2, a => a.Text(1) is var text && text.StartsWith(a.Text(0), StringComparison.Ordinal) ? text[a.Text(0).Length..] : text),
        ["trimSuffix"] = new(2, 2, a => a.Text(1) is var text && text.EndsWith(a.Text(0), StringComparison.Ordinal) ? text[..^a.Text(0).Length] : text),
        ["upper"] = new(1, 1, a => a.Text(0).ToUpperInvariant()),
        ["lower"] = new(1, 1, a => a.Text(0).ToLowerInvariant()),
        ["title"] = new(1, 1, a => Words(a.Text(0), char.ToUpperInvariant, c => !char.IsLetterOrDigit(c) && c is not ('_' or '\''))),
        ["untitle"] = new(1, 1, a => Words(a.Text(0), char.ToLowerInvariant, char.IsWhiteSpace)),
        ["substr"] = new(3, 3, a => Substring(a.Integer(0), a.Integer(1), a.Text(2))),
        ["repeat"] = new(2, 2, a => Repeat(a)),
        ["nospace"] = new(1, 1, a => string.Concat(Ascii(a.Text(0), "nospace").Where(c => !char.IsWhiteSpace(c)))),
        ["initials"] = new(1, 1, a => string.Concat(Ascii(a.Text(0), "initials").Split([.. Space], StringSplitOptions.RemoveEmptyEntries).Select(w => w[0]))),
        ["swapcase"] = new(1, 1, a => SwapCase(a.Text(0))),
        ["snakecase"] = new(1, 1, a => string.Join('_', PlainWords(a.Text(0), "snakecase")).ToLowerInvariant()),
        ["kebabcase"] = new(1, 1, a => string.Join('-', PlainWords(a.Text(0), "kebabcase")).ToLowerInvariant()),
        ["camelcase"] = new(1, 1, a => string.Concat(PlainWords(a.Text(0), "camelcase").Select(w => char.ToUpperInvariant(w[0]) + w[1..].ToLowerInvariant()))),
        ["trunc"] = new(2, 2, a => Truncate(a.Integer(0), a.Text(1))),
        ["abbrev"] = new(2, 2, a => Abbreviate(a.Integer(0), a.Text(1))),
        ["abbrevboth"] = new(3, 3, _ => throw new UndecidedTemplateException("the function 'abbrevboth' is not supported here")),
        ["contains"] = new(2, 2, a => a.Text(1).Contains(a.Text(0), StringComparison.Ordinal)),
        ["hasPrefix"] = new(2, 2, a => a.Text(1).StartsWith(a.Text(0), StringComparison.Ordinal)),
        ["hasSuffix"] = new(2, 2, a => a.Text(1).EndsWith(a.Text(0), StringComparison.Ordinal)),
        ["quote"] = new(0, GoFunction.Any, a => string.Join(' ', a.From(0).Where(v => v is not null).Select(v => GoFormat.Quote(GoValue.Print(v))))),
        ["squote"] = new(0, GoFunction.Any, a => string.Join(' ', a.From(0).Where(v => v is not null).Select(v => $"'{GoValue.Print(v)}'"))),
        ["cat"] = new(0, GoFunction.Any, a => string.Join(' ', a.From(0).Where(v => v is not null).Select(GoValue.Print))),
        ["indent"] = new(2, 2, a => Indent(a)),
        ["nindent"] = new(2, 2, a => "\n" + Indent(a)),
        ["replace"] = new(3, 3, a => Replace(a)),
        ["plural"] = new(3, 3, a => (a.Text(0), a.Text(1)) is var (one, many) && a.Integer(2) == 1 ? one : many),
        ["toString"] = new(1, 1, a => GoValue.Print(a[0])),
        ["regexQuoteMeta"] = new(1, 1, a => string.Concat(a.Text(0).Select(c => @"\.+*?()|[]{}^$".Contains(c, StringComparison.Ordinal) ? $"\\{c}" : $"{c}"))),
        ["base"] = new(1, 1, a => GoPath.Base(a.Text(0))),
        ["dir"] = new(1, 1, a => GoPath.Folder(a.Text(0))),
        ["clean"] = new(1, 1, a => GoPath.Clean(a.Text(0))),
        ["ext"] = new(1, 1, a => GoPath.Extension(a.Text(0))),
        ["isAbs"] = new(1, 1, a => a.Text(0).StartsWith('/')),
        ["fail"] = new(1, 1, a => throw new GoTemplateException(a.Text(0))),
        ["normalize"] = new(1, 1, a => Normalize(a.Text(0))),
        ["slugify"] = new(0, GoFunction.Any, Slugify),
    };

    /// <summary>A name that Kubernetes accepts (Argo CD: applicationset/utils, SanitizeName).</summary>
    public static string Normalize(string name)
    {
        // Each byte of a character that is not allowed becomes a dash once, as in a regular expression over characters.
        var valid = new StringBuilder();
        foreach (var rune in name.ToLowerInvariant().EnumerateRunes())
        {
            valid.Append(rune.IsAscii && (char.IsAsciiLetterLower((char)rune.Value) || char.IsAsciiDigit((char)rune.Value) || rune.Value is '-' or '.')
                ? (char)rune.Value : '-');
        }

        return valid.ToString(0, Math.Min(valid.Length, LongestName)).Trim('-', '.');
    }

    // The package 'slug', for a name that is normalized already.
    private static string Slugify(GoArguments a)
    {
        var name = a.Count == 0 ? "" : a.Text(a.Count - 1);
        var most = a.Count > 1 ? (int)Math.Clamp(a.Integer(0), 0, int.MaxValue) : 50;
        var isSmart = a.Count <= 2 || a.Boolean(1);
        var slug = new StringBuilder();
        foreach (var c in Normalize(name))
        {
            var next = c == '.' ? '-' : c;
            if (next != '-' || (slug.Length > 0 && slug[^1] != '-'))
            {
                slug.Append(next);
            }
        }

        var whole = slug.ToString().Trim('-');
        if (most <= 0 || whole.Length <= most)
        {
            return whole;
        }

        // Between words, unless the first one is too long by itself.
        var kept = "";
        foreach (var word in isSmart ? whole.Split('-') : [])
        {
            if (kept.Length + word.Length + (kept.Length > 0 ? 1 : 0) > most)
            {
                break;
            }

            kept += (kept.Length > 0 ? "-" : "") + word;
        }

        return kept.Length > 0 ? kept : whole[..most].Trim('-');
    }

    private static string Words(string text, Func<char, char> change, Predicate<char> separates)
    {
        var (result, before) = (new StringBuilder(text.Length), ' ');
        foreach (var c in text)
        {
            result.Append(separates(before) ? change(c) : c);
            before = c;
        }

        return result.ToString();
    }

    private static string Substring(long start, long end, string text)
    {
        var length = (int)GoBuiltIns.Length(text);
        var (from, to) = start < 0 ? (0, end) : (start, end < 0 || end > length ? length : end);
        return from > to || to > length ? throw new GoTemplateException("slice bounds out of range") : GoBytes.Part(text, (int)from, (int)to);
    }

    private static string Repeat(GoArguments a)
    {
        var (count, text) = (a.Integer(0), a.Text(1));
        if (count < 0)
        {
            throw new GoTemplateException("strings: negative Repeat count");
        }

        a.Budget.Text(count > int.MaxValue ? long.MaxValue : count * text.Length);
        return new StringBuilder().Insert(0, text, (int)count).ToString();
    }

    private static string Truncate(long length, string text)
    {
        var bytes = (int)GoBuiltIns.Length(text);
        return length < 0 && bytes + length > 0 ? GoBytes.Part(text, (int)(bytes + length), bytes)
            : length >= 0 && bytes > length ? GoBytes.Part(text, 0, (int)length)
            : text;
    }

    private static string Abbreviate(long width, string text) => width < 4 || GoBuiltIns.Length(text) <= width ? text : GoBytes.Part(text, 0, (int)width - 3)
        + "...";

    private static string SwapCase(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            result.Append(char.IsUpper(c) ? char.ToLowerInvariant(c) : char.IsLower(c) ? char.ToUpperInvariant(c) : c);
        }

        return result.ToString();
    }

    // These cut characters of several bytes.
    private static string Ascii(string text, string function) => System.Text.Ascii.IsValid(text) ? text
        : throw new UndecidedTemplateException($"the function '{function}' is supported here only for ASCII");

    // What 'xstrings' does with digits and runs of capitals is not repeated here.
    private static List<string> PlainWords(string text, string function)
    {
        if (text.Any(c => !char.IsAsciiLetter(c) && c is not (' ' or '-' or '_')))
        {
            throw new UndecidedTemplateException($"the function '{function}' is supported here only for letters, spaces, '-' and '_'");
        }

        var words = new List<string>();
        foreach (var part in text.Split([' ', '-', '_'], StringSplitOptions.RemoveEmptyEntries))
        {
            var start = 0;
            for (var i = 1; i < part.Length; i++)
            {
                var begins = char.IsUpper(part[i]) && (char.IsLower(part[i - 1]) || (i + 1 < part.Length && char.IsLower(part[i + 1])));
                if (begins)
                {
                    words.Add(part[start..i]);
                    start = i;
                }
            }

            words.Add(part[start..]);
        }

        return words;
    }

    private static string Indent(GoArguments a)
    {
        var (spaces, text) = (a.Integer(0), a.Text(1));
        if (spaces is < 0 or > 1_000)
        {
            throw new GoTemplateException("strings: the number of spaces is out of range");
        }

        a.Budget.Text(text.Length + (spaces * (text.Count(c => c == '\n') + 1)));
        var pad = new string(' ', (int)spaces);
        return pad + text.Replace("\n", "\n" + pad, StringComparison.Ordinal);
    }

    private static string Replace(GoArguments a)
    {
        var (old, fresh, text) = (a.Text(0), a.Text(1), a.Text(2));
        a.Budget.Text(text.Length + ((long)fresh.Length * (old.Length == 0 ? text.Length + 1 : text.Length / old.Length)));
        return old.Length > 0 ? text.Replace(old, fresh, StringComparison.Ordinal)
            : fresh + string.Concat(text.EnumerateRunes().Select(r => r.ToString() + fresh));
    }
}

/// <summary>The package <c>path</c> of Go.</summary>
internal static class GoPath
{
    /// <summary>The last segment.</summary>
    public static string Base(string path) => path.Length == 0 ? "." : path.TrimEnd('/') is { Length: > 0 } trimmed
        ? trimmed[(trimmed.LastIndexOf('/') + 1)..] : "/";

    /// <summary>All but the last segment.</summary>
    public static string Folder(string path) => Clean(path[..(path.LastIndexOf('/') + 1)]);

    /// <summary>From the last dot of the last segment on.</summary>
    public static string Extension(string path) => path[(path.LastIndexOf('/') + 1)..] is var name && name.LastIndexOf('.') is >= 0 and var dot ? name[dot..]
        : "";

    /// <summary>The shortest form.</summary>
    public static string Clean(string path)
    {
        var isRooted = path.StartsWith('/');
        var kept = new List<string>();
        foreach (var segment in path.Split('/'))
        {
            if (segment is "" or ".")
            {
                continue;
            }

            if (segment != "..")
            {
                kept.Add(segment);
            }
            else if (kept.Count > 0 && kept[^1] != "..")
            {
                kept.RemoveAt(kept.Count - 1);
            }
            else if (!isRooted)
            {
                kept.Add(segment);
            }
        }

        var joined = string.Join('/', kept);
        return isRooted ? $"/{joined}" : joined.Length == 0 ? "." : joined;
    }
}
