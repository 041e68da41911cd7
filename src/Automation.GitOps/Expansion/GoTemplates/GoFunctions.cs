namespace Automation.GitOps.Expansion.GoTemplates;

/// <summary>A function of templates.</summary>
/// <param name="Least">The fewest arguments.</param>
/// <param name="Most">The most arguments.</param>
/// <param name="Run">What it does.</param>
internal sealed record GoFunction(int Least, int Most, Func<GoArguments, object?> Run);

/// <summary>
/// The functions that Argo CD offers to ApplicationSets: those of <c>text/template</c>, those of sprig (v3) but for what reads the environment, and
/// its own. What is random, reads a clock, or is not implemented here has a result that is not known, which is an error of its own.
/// </summary>
internal static class GoFunctions
{
    /// <summary>Any number of arguments.</summary>
    public const int Any = int.MaxValue;

    // The functions of sprig whose results are not the same each time.
    private static readonly string[] Unrepeatable =
    [
        "ago", "bcrypt", "buildCustomCert", "date", "date_in_zone", "date_modify", "dateInZone", "dateModify", "decryptAES", "derivePassword", "encryptAES",
        "genCA", "genCAWithKey", "genPrivateKey", "genSelfSignedCert", "genSelfSignedCertWithKey", "genSignedCert", "genSignedCertWithKey", "htmlDate",
        "htmlDateInZone", "htpasswd", "must_date_modify", "mustDateModify", "mustToDate", "now", "randAlpha", "randAlphaNum", "randAscii", "randBytes",
        "randInt", "randNumeric", "shuffle", "toDate", "unixEpoch", "uuidv4",
    ];

    // The functions of sprig that are not written out here.
    private static readonly string[] NotImplemented =
    [
        "duration", "durationRound", "osBase", "osClean", "osDir", "osExt", "osIsAbs", "regexFind", "regexFindAll", "regexMatch", "regexReplaceAll",
        "regexReplaceAllLiteral", "regexSplit", "mustRegexFind", "mustRegexFindAll", "mustRegexMatch", "mustRegexReplaceAll",
        "mustRegexReplaceAllLiteral", "mustRegexSplit", "semver", "semverCompare", "urlJoin", "urlParse", "wrap", "wrapWith", "js",
    ];

    private static readonly Dictionary<string, GoFunction> All = new IEnumerable<KeyValuePair<string, GoFunction>>[]
    {
        GoBuiltIns.All, GoTexts.All, GoNumbers.All, GoLists.All, GoMaps.All, GoEncodings.All,
        Unrepeatable.Select(name => Unknown(name, "gives another result each time")),
        NotImplemented.Select(name => Unknown(name, "is not supported here")),
    }.SelectMany(group => group).ToDictionary(StringComparer.Ordinal);

    /// <summary>Whether there is a function of that name.</summary>
    public static bool Contains(string name) => name is "and" or "or" || All.ContainsKey(name);

    /// <summary>Calls a function.</summary>
    public static object? Call(string name, IReadOnlyList<object?> arguments, GoBudget budget)
    {
        var function = All[name];
        if (arguments.Count < function.Least || arguments.Count > function.Most)
        {
            var want = function.Most == Any ? $"at least {function.Least}" : function.Least == function.Most ? $"{function.Least}"
                : $"{function.Least} to {function.Most}";
            throw new GoTemplateException($"wrong number of args for {name}: want {want} got {arguments.Count}");
        }

        try
        {
            return Counted(function.Run(new GoArguments(arguments, budget)), budget);
        }
        catch (Exception e) when (e is OverflowException or ArgumentOutOfRangeException)
        {
            throw new GoTemplateException($"error calling {name}: {e.Message}");
        }
        catch (GoTemplateException e) when (e.GetType() == typeof(GoTemplateException))
        {
            throw new GoTemplateException($"error calling {name}: {e.Message}");
        }
    }

    private static object? Counted(object? value, GoBudget budget)
    {
        switch (value)
        {
            case string text:
                budget.Text(text.Length);
                break;
            case List<object?> list:
                budget.List(list.Count);
                break;
            case GoMap map:
                budget.List(map.Count);
                break;
            default:
                break;
        }

        return value;
    }

    private static KeyValuePair<string, GoFunction> Unknown(string name, string why) =>
        new(name, new GoFunction(0, Any, _ => throw new UndecidedTemplateException($"the function '{name}' {why}")));
}

/// <summary>The arguments of a call. An argument of another type is an error, as in Go.</summary>
internal sealed class GoArguments(IReadOnlyList<object?> values, GoBudget budget)
{
    /// <summary>How many there are.</summary>
    public int Count => values.Count;

    /// <summary>What the call may use.</summary>
    public GoBudget Budget => budget;

    /// <summary>An argument of any type; null where there is no value.</summary>
    public object? this[int index] => ReferenceEquals(values[index], GoValue.Missing) ? null : values[index];

    /// <summary>The arguments from one on.</summary>
    public IEnumerable<object?> From(int index) => Enumerable.Range(index, Math.Max(0, Count - index)).Select(i => this[i]);

    /// <summary>A text.</summary>
    public string Text(int index) => this[index] as string ?? throw Wrong(index, "string");

    /// <summary>A boolean.</summary>
    public bool Boolean(int index) => this[index] is bool value ? value : throw Wrong(index, "bool");

    /// <summary>An integer of Go's type <c>int</c>.</summary>
    public long Integer(int index) => this[index] is long value ? value : throw Wrong(index, "int");

    /// <summary>A number of Go's type <c>float64</c>.</summary>
    public double Number(int index) => this[index] switch
    {
        double value => value,
        long value => value,
        _ => throw Wrong(index, "float64"),
    };

    /// <summary>A map whose values can be of any type.</summary>
    public GoMap Map(int index) => this[index] switch
    {
        GoMap { IsOfText: false } map => map,
        _ => throw Wrong(index, "map[string]interface {}"),
    };

    /// <summary>A list.</summary>
    public List<object?> List(int index) =>
        this[index] as List<object?> ?? throw new GoTemplateException($"Cannot use type {GoValue.KindOf(this[index])} as a list");

    private GoTemplateException Wrong(int index, string expected) => new(ReferenceEquals(values[index], GoValue.Missing)
        ? $"invalid value; expected {expected}"
        : $"wrong type for value; expected {expected}; got {GoValue.TypeOf(this[index])}");
}
