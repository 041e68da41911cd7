namespace Automation.GitOps.Expansion.GoTemplates;

/// <summary>
/// The functions that Argo CD offers to ApplicationSets: those of <c>text/template</c>, those of sprig (v3) but for what reads the environment, and
/// its own. What is random, reads a clock, or is not implemented here has a result that is not known, which is an error of its own.
/// </summary>
internal static class GoFunctions
{
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
            var want = function.Most == GoFunction.Any ? $"at least {function.Least}" : function.Least == function.Most ? $"{function.Least}"
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
        new(name, new GoFunction(0, GoFunction.Any, _ => throw new UndecidedTemplateException($"the function '{name}' {why}")));
}
