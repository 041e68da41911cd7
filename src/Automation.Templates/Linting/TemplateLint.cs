using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Fixes;
using Automation.Templates.Actions;
using Automation.Templates.Documents;
using Automation.Templates.Language;
using Automation.Templates.Language.Syntax;
using Automation.Templates.Language.Values;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.Templates.Linting;

/// <summary>Finds what is wrong with a template before it runs: in its steps and output here, in what they fetch in <see cref="SkeletonLint"/>.</summary>
/// <param name="tree">The files of the template's repository.</param>
/// <param name="path">The template's path in them.</param>
/// <param name="actions">The actions there are.</param>
public sealed class TemplateLint(FileTree tree, string path, ActionRegistry actions)
{
    /// <summary>The most findings of one template, and of its skeletons; a reader needs no more.</summary>
    internal const int MostFindings = 1_000;

    /// <summary>The largest template that is read, as in <see cref="TemplateReader"/>.</summary>
    public const long LargestTemplate = TemplateReader.LargestFile;

    private static readonly string[] Roots = ["parameters", "steps", "user", "context", "environment", "secrets", "each"];

    // Hosts and systems that Backstage's other publishing actions are named after.
    private static readonly string[] OtherHosts = ["gitlab", "gitea", "gerrit", "azure", "bitbucket", "bitbucketCloud", "bitbucketServer"];

    /// <summary>Whether the files of skeletons are linted; that they exist is checked in any case.</summary>
    public bool WithSkeletons { get; init; } = true;

    /// <summary>The findings of every template of the file, in order.</summary>
    public IReadOnlyList<Finding> Run(CancellationToken cancellationToken = default) => tree.Read(path, LargestTemplate, cancellationToken) switch
    {
        FileContent.Whole whole => Of(SourceText.Decode(path, whole.Bytes.Span), cancellationToken),
        FileContent.TooLarge => [Unread($"The file is larger than {LargestTemplate >> 20} MiB.")],
        FileContent.Unreadable { Reason: var reason } => [Unread($"The file cannot be read: {reason}.")],
        _ => [Unread("The file does not exist.")],
    };

    /// <summary>The same if the file has this text.</summary>
    public IReadOnlyList<Finding> Of(SourceText source, CancellationToken cancellationToken)
    {
        var documents = YamlFile.Read(source, YamlLimits.Descriptor, cancellationToken).Documents;
        return [.. documents.SelectMany(d => d.Problems.Count > 0 ? Unreadable(d, source) : OfDocument(d.Root as YamlMapping, source, cancellationToken))];
    }

    private Finding Unread(string message) => new(TemplateRules.Document, message, path, SourceSpan.FileStart);

    private static IEnumerable<Finding> Unreadable(YamlDocument document, SourceText source) =>
        document.Problems.Select(p => new Finding(TemplateRules.Document, p.Message, source.Path, source.SpanBetween(p.Start, p.Start)));

    private IReadOnlyList<Finding> OfDocument(YamlMapping? root, SourceText source, CancellationToken cancellationToken)
    {
        if (root?["kind"] is not YamlScalar { Text: TemplateDocument.Kind })
        {
            return [];
        }

        // What is in other files is resolved when it runs; here it only has to be there.
        var problems = Placeholders.AnyIn(root) ? [] : TemplateReader.Problems(root).ToList();
        return problems.Count > 0
            ? [.. problems.Select(p => Found(p, TemplateReader.SpanOf(root, p.Pointer, source)))]
            : OfTemplate(Place.Root(root), source, cancellationToken);
    }

    private Finding Found(TemplateProblem problem, SourceSpan span) => new(TemplateRules.Document, problem.Message, path, span) { Pointer = problem.Pointer };

    private IReadOnlyList<Finding> OfTemplate(Place root, SourceText source, CancellationToken cancellationToken)
    {
        var name = root.Field("metadata")?.Field("name")?.Text ?? "";
        var findings = new FindingCollector(source, $"template:{root.Field("metadata")?.Field("namespace")?.Text ?? "default"}/{name}");
        if (root.Field("spec") is not { } spec)
        {
            return [];
        }

        var values = new DeclaredValues(spec);
        var steps = (spec.Field("steps")?.Items() ?? []).ToList();
        var skeletons = new SkeletonLint(tree, path, findings, cancellationToken) { WithFiles = WithSkeletons, Values = new SkeletonValues(steps) };
        foreach (var (step, index) in steps.Select((s, i) => (s, i)))
        {
            OfStep(step, index, values, findings);
            skeletons.OfStep(step);
        }

        if (spec.Field("parameters") is { } parameters)
        {
            Defaults(parameters, findings);
        }

        if (spec.Field("output") is { } output)
        {
            Texts(output, allowsSecrets: false, hasEach: false, values.Steps.Count, values, findings);
        }

        return [.. findings.All.Take(MostFindings), .. skeletons.Findings];
    }

    private static void Defaults(Place place, FindingCollector findings)
    {
        foreach (var inner in place.Fields().Concat(place.Items()))
        {
            if (inner is { Entry.Key: "default", Text: { } text } && TemplateExpression.IsIn(text))
            {
                findings.Add(
                    TemplateRules.Default, inner, $"The default is the text {Quoted.Of(text)}: expressions are evaluated in steps, not in parameters.");
            }

            Defaults(inner, findings);
        }
    }

    private void OfStep(Place step, int index, DeclaredValues values, FindingCollector findings)
    {
        OfAction(step, findings);
        if (step.Field("id") is { Text: { } id } named && step.Field("if") is null && values.Unconditional.IndexOf(id) is >= 0 and var first && first < index)
        {
            findings.Add(TemplateRules.DuplicateStep, named, $"An earlier step already has the id {Quoted.Of(id)}. Give this one its own id.");
        }

        var hasEach = step.Field("each") is not null;
        if (step.Field("if") is { } condition)
        {
            OfCondition(condition, findings);
            Texts(condition, allowsSecrets: hasEach, hasEach, index, values, findings);
        }

        foreach (var name in (string[])["input", "each"])
        {
            if (step.Field(name) is { } place)
            {
                Texts(place, allowsSecrets: true, hasEach && name == "input", index, values, findings);
            }
        }
    }

    private void OfAction(Place step, FindingCollector findings)
    {
        if (step.Field("action") is not { Text: { } id } place)
        {
            return;
        }

        if (actions.Find(id) is not { } action)
        {
            var isOfAnotherHost = id.Split(':').Intersect(OtherHosts, StringComparer.OrdinalIgnoreCase).Any();
            var closest = isOfAnotherHost ? null : DidYouMean.Closest(id, actions.Ids);
            var hint = isOfAnotherHost ? ", which works with GitHub only."
                : closest is not null ? $". Did you mean {closest}?"
                : ". 'automation template actions' lists all that are.";
            var fix = closest is null ? null : YamlFix.Replace(findings.Source, place.Value, closest);
            findings.Add(TemplateRules.Action, place, $"The action {Quoted.Of(id)} is not available in Automation{hint}", Guess(fix));
            return;
        }

        ActionInputLint.Check(step, action, findings);
        if (id == "fetch:template" && step.Field("input")?.Field("copyWithoutRender") is { Entry: { } entry } without)
        {
            findings.Add(
                TemplateRules.CopyWithoutRender,
                without,
                "copyWithoutRender has no effect. Name the files in copyWithoutTemplating.",
                step.Field("input")!.Field("copyWithoutTemplating") is null
                    ? YamlFix.Rename(findings.Source, entry, "copyWithoutTemplating")
                    : null);
        }
    }

    /// <summary>A fix that a person has to choose.</summary>
    internal static Fix? Guess(Fix? fix) => fix is null ? null : fix with { IsGuess = true };

    private static void OfCondition(Place condition, FindingCollector findings)
    {
        if (condition.Text is not { } text || !TemplateText.TryParse(text, TemplateOptions.None, out var parsed, out _) || parsed!.IsOneExpression)
        {
            return;
        }

        // A text that only a tag fills can be empty, and then does not hold.
        if (!text.Contains("{%", StringComparison.Ordinal) && text.Length > 0)
        {
            findings.Add(
                TemplateRules.Condition,
                condition,
                TemplateExpression.IsIn(text)
                    ? "The condition is text around an expression, so it is always true. Remove the text before and after the expression."
                    : $"The condition is the text {Quoted.Of(text)}, so it is always true. Write true or false without quotes, or an expression.");
        }
    }

    private static void Texts(Place place, bool allowsSecrets, bool hasEach, int stepIndex, DeclaredValues values, FindingCollector findings)
    {
        foreach (var inner in place.Fields().Concat(place.Items()))
        {
            Texts(inner, allowsSecrets, hasEach, stepIndex, values, findings);
        }

        if (place.Text is not { } text)
        {
            return;
        }

        PlainBraces(text, place, findings);
        if (!TemplateExpression.IsIn(text))
        {
            return;
        }

        if (!TemplateText.TryParse(text, TemplateOptions.None, out var parsed, out var error))
        {
            findings.Add(TemplateRules.Expression, place, $"{Shown(text, error!)} has an error, so it is passed on as text. {error!.Message}");
            return;
        }

        var uses = parsed!.Uses;
        foreach (var unknown in uses.Unknowns)
        {
            var rule = unknown.IsFilter ? TemplateRules.Filter : TemplateRules.Expression;
            findings.Add(rule, place, $"There is no {unknown.Text}; the text of the expression is passed on unchanged.");
        }

        foreach (var name in uses.HyphenatedNames.Select(h => h.Text).Where(t => t.Split('.')[0] is "steps" or "parameters"))
        {
            findings.Add(TemplateRules.Hyphen, place, $"'{name}' is a subtraction. Write the name with the hyphen in brackets: {Bracketed(name)}.");
        }

        if (uses.HyphenatedNames.Count > 0)
        {
            return;
        }

        foreach (var used in uses.Paths)
        {
            if (Absence(used.Names, allowsSecrets, hasEach, stepIndex, values) is { } absence)
            {
                findings.Add(TemplateRules.Unknown, place, absence);
            }
        }
    }

    // v1beta2 had no '$'.
    private static void PlainBraces(string text, Place place, FindingCollector findings)
    {
        for (var at = text.IndexOf("{{", StringComparison.Ordinal); at >= 0; at = text.IndexOf("{{", at + 2, StringComparison.Ordinal))
        {
            var inner = text.AsSpan(at + 2).TrimStart();
            if ((at == 0 || text[at - 1] is not ('$' or '{')) && (inner.StartsWith("parameters.") || inner.StartsWith("steps.")))
            {
                var end = text.IndexOf("}}", at, StringComparison.Ordinal);
                var written = text.AsSpan(at, (end < 0 ? text.Length : end + 2) - at);
                findings.Add(TemplateRules.PlainBraces, place, $"{Quoted.Of(written)} is passed on as text: write '$' before the braces.");
                return;
            }
        }
    }

    // A text of many lines has many expressions.
    private static string Shown(string text, TemplateError error)
    {
        var at = 0;
        for (var line = 1; line < error.Line && text.IndexOf('\n', at) is >= 0 and var next; line++)
        {
            at = next + 1;
        }

        at = Math.Min(at + error.Column, text.Length);
        var start = text.LastIndexOf("${{", at, StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf("}}", start, StringComparison.Ordinal);
        return start < 0 ? "The expression" : Quoted.Of(text.AsSpan(start, (end < 0 ? text.Length : end + "}}".Length) - start));
    }

    private static string Bracketed(string text)
    {
        var parts = text.Split('.');
        var at = Array.FindIndex(parts, p => p.Contains('-', StringComparison.Ordinal));
        return $"{string.Join('.', parts[..at])}['{parts[at]}']{string.Concat(parts[(at + 1)..].Select(p => $".{p}"))}";
    }

    private static string Hint(string name, IEnumerable<string> names) =>
        DidYouMean.Closest(name, names) is { } closest ? $" Did you mean '{closest}'?" : "";

    private static string? Absence(IReadOnlyList<string> names, bool allowsSecrets, bool hasEach, int stepIndex, DeclaredValues values) => names switch
    {
        ["parameters", var name, ..] when !values.HasParameter(name) =>
            $"No page of parameters declares {Quoted.Of(name)}, so it is empty.{Hint(name, values.Parameters)}",
        ["steps", var id, ..] when !values.HasUnreadSteps && !values.Steps.Contains(id) =>
            $"There is no step {Quoted.Of(id)}, so it is empty.{Hint(id, values.Steps)}",
        ["steps", var id, ..] when values.Steps.IndexOf(id) >= stepIndex => $"The step {Quoted.Of(id)} has not run here, so it is empty.",
        ["secrets", ..] or ["environment", "secrets", ..] when !allowsSecrets => "Secrets are available only in the input of a step; here they are empty.",
        ["each", ..] when !hasEach => "'each' is available only in a step with 'each'; here it is empty.",
        [var root, _, ..] when !Roots.Contains(root) => $"Templates have no value {Quoted.Of(root)}, so it is empty.",
        _ => null,
    };
}
