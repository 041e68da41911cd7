using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.GitOps.Manifests;
using Automation.Yaml.Nodes;

namespace Automation.GitOps.Validation;

/// <summary>Checks the layer <c>argo</c> of an ApplicationSet: its generators, its template, and the syntax of its expressions (specs, gitops §1).</summary>
internal sealed class ApplicationSetCheck(ManifestFindings findings)
{
    private static readonly string[] Types = ["list", "clusters", "git", "scmProvider", "clusterDecisionResource", "pullRequest", "plugin", "matrix", "merge"];
    private static readonly string[] Combinations = ["matrix", "merge"];

    private static readonly string[] ScmProviders = ["github", "gitlab", "bitbucket", "bitbucketServer", "gitea", "azureDevOps", "awsCodeCommit"];
    private static readonly string[] PullRequestProviders = ["github", "gitlab", "gitea", "bitbucketServer", "bitbucket", "azuredevops"];

    // https://pkg.go.dev/text/template#Template.Option
    private static readonly string[] TemplateOptions = ["missingkey=error", "missingkey=zero", "missingkey=default", "missingkey=invalid"];

    // Functions and words of Go templates that an expression can begin with.
    private static readonly string[] GoWords =
    [
        "if", "else", "end", "range", "with", "define", "template", "block", "index", "printf", "print", "true", "false", "nil", "not",
    ];

    private bool _isGo;

    public void Run(YamlMapping spec, JsonPointer at)
    {
        var isGo = _isGo = spec["goTemplate"] is YamlScalar { Type: YamlType.Boolean, IsFalsy: false };
        if (spec["generators"] is YamlSequence generators)
        {
            Generators(generators, at.Field("generators"), isInner: false);
        }

        if (spec["template"] is YamlMapping template)
        {
            Syntax(template, at.Field("template"), isGo);
            if (spec["generators"] is YamlSequence { Items.Count: > 0 } all)
            {
                var isStrict = (spec["goTemplateOptions"] as YamlSequence)?.Items.Any(o => Manifest.TextOf(o) == "missingkey=error") == true;
                new ParameterCheck(findings, isGo, isStrict).Run(all, template, at.Field("template"));
            }

            if (template["spec"] is YamlMapping application)
            {
                new ApplicationCheck(findings, isTemplate: true).Run(application, at.Field("template").Field("spec"));
            }
        }

        if (isGo && Options(spec["goTemplateOptions"] as YamlSequence, at.Field("goTemplateOptions")))
        {
            var entry = spec.Entries.First(e => e.Key == "goTemplate");
            findings.Add(
                ArgoRules.MissingKey,
                "A missing parameter becomes '<no value>': add goTemplateOptions: [missingkey=error].",
                at.Field("goTemplate"),
                entry);
        }
    }

    // Returns whether a missing parameter is no error.
    private bool Options(YamlSequence? options, JsonPointer at)
    {
        var (isLenient, isKnown) = (true, true);
        for (var i = 0; i < (options?.Items.Count ?? 0); i++)
        {
            if (Manifest.TextOf(options!.Items[i]) is { } option && !TemplateOptions.Contains(option, StringComparer.Ordinal))
            {
                isKnown = false;
                var close = DidYouMean.Closest(option, TemplateOptions) ?? "missingkey=error";
                findings.Add(ArgoRules.TemplateOption, $"Go templates have no option {Quoted.Of(option)}. Write '{close}'.", at.Item(i), options.Items[i]);
            }

            isLenient &= Manifest.TextOf(options.Items[i]) != "missingkey=error";
        }

        return isLenient && isKnown;
    }

    private void Generators(YamlSequence generators, JsonPointer at, bool isInner)
    {
        for (var i = 0; i < generators.Items.Count; i++)
        {
            if (generators.Items[i] is YamlMapping generator)
            {
                Generator(generator, at.Item(i), isInner);
            }
        }
    }

    private void Generator(YamlMapping generator, JsonPointer at, bool isInner)
    {
        var types = Types.Where(t => generator[t] is { IsNull: false }).ToList();
        if (types.Count == 0)
        {
            findings.AddMissing(ArgoRules.EmptyGenerator, $"The item has no generator: add one of {string.Join(", ", Types)}.", at, generator);
        }
        else if (isInner && types.Count > 1)
        {
            findings.AddMissing(
                ArgoRules.OneInnerGenerator,
                $"The item has several generators, {string.Join(" and ", types)}: write each as its own item.",
                at,
                generator);
        }

        foreach (var type in types)
        {
            if (generator[type] is YamlMapping value)
            {
                Typed(type, value, at.Field(type), isInner);
            }
        }
    }

    private void Typed(string type, YamlMapping generator, JsonPointer at, bool isInner)
    {
        switch (type)
        {
            case "list" when generator["elements"] is YamlSequence elements:
                new ListElementCheck(findings, _isGo).Run(elements, at.Field("elements"));
                break;
            case "git" when generator["directories"] is not YamlSequence { Items.Count: > 0 } && generator["files"] is not YamlSequence { Items.Count: > 0 }:
                findings.AddMissing(ArgoRules.GitDirectoriesOrFiles, "The git generator has neither 'directories' nor 'files'.", at, generator);
                break;
            case "matrix":
                Combination(
                    generator,
                    at,
                    isInner,
                    count => count == 2 ? null : (ArgoRules.MatrixTwo, $"A matrix must have two generators, but has {count}."));
                break;
            case "merge":
                Combination(
                    generator,
                    at,
                    isInner,
                    count => count >= 2 ? null : (ArgoRules.MergeTwo, $"A merge must have at least two generators, but has {count}."));
                if (generator["mergeKeys"] is not YamlSequence { Items.Count: > 0 })
                {
                    findings.AddMissing(ArgoRules.MergeKeys, "The merge has no keys: add 'mergeKeys'.", at.Field("mergeKeys"), generator);
                }

                break;
            case "scmProvider":
                Providers(generator, at, ScmProviders);
                break;
            case "pullRequest":
                Providers(generator, at, PullRequestProviders);
                break;
        }
    }

    private void Combination(YamlMapping generator, JsonPointer at, bool isInner, Func<int, (Rule Rule, string Message)?> arity)
    {
        var children = generator["generators"] as YamlSequence;
        if (arity(children?.Items.Count ?? 0) is { } wrong)
        {
            findings.AddMissing(wrong.Rule, wrong.Message, at, generator);
        }

        if (children is null)
        {
            return;
        }

        // Combinations nest once.
        if (isInner && children.Items.OfType<YamlMapping>().Any(c => Combinations.Any(t => c[t] is { IsNull: false })))
        {
            findings.AddMissing(ArgoRules.OneInnerGenerator, "A matrix or merge can be nested only once: move the inner one out.", at, generator);
        }

        Generators(children, at.Field("generators"), isInner: true);
    }

    private void Providers(YamlMapping generator, JsonPointer at, string[] providers)
    {
        var named = providers.Where(p => generator[p] is { IsNull: false }).ToList();
        if (named.Count != 1)
        {
            var message = named.Count == 0 ? $"The generator has no provider: add one of {string.Join(", ", providers)}."
                : $"The generator has several providers, {string.Join(" and ", named)}: keep one.";
            findings.AddMissing(ArgoRules.OneProvider, message, at, generator);
        }
    }

    // Once for each set: the first expression of the other syntax.
    private void Syntax(YamlMapping template, JsonPointer at, bool isGo)
    {
        foreach (var (text, node) in Texts(template))
        {
            foreach (var expression in Expressions(text))
            {
                if (!isGo && expression.StartsWith('.') && expression.Length > 1)
                {
                    findings.Add(
                        ArgoRules.FastTemplateSyntax,
                        $"{Quoted.Of($"{{{{{expression}}}}}")} stays as it is without 'goTemplate: true': set it, or write {{{{{expression[1..]}}}}}.",
                        at,
                        node);
                    return;
                }

                if (isGo && IsOldSyntax(expression))
                {
                    findings.Add(
                        ArgoRules.GoTemplateSyntax,
                        $"{Quoted.Of($"{{{{{expression}}}}}")} calls a function that Go templates do not have: write {{{{.{expression}}}}}.",
                        at,
                        node);
                    return;
                }
            }
        }
    }

    private static IEnumerable<(string Text, YamlNode Node)> Texts(YamlNode node) => node switch
    {
        YamlScalar { Type: YamlType.String } scalar => [(scalar.Text, scalar)],
        YamlMapping map => map.Entries.SelectMany(e => Texts(e.Name).Concat(Texts(e.Value))),
        YamlSequence list => list.Items.SelectMany(Texts),
        _ => [],
    };

    /// <summary>What is between double braces.</summary>
    internal static IEnumerable<string> Expressions(string text)
    {
        for (var at = text.IndexOf("{{", StringComparison.Ordinal); at >= 0;)
        {
            var end = text.IndexOf("}}", at + 2, StringComparison.Ordinal);
            if (end < 0)
            {
                yield break;
            }

            yield return text[(at + 2)..end].Trim('-', ' ', '\t', '\n');
            at = text.IndexOf("{{", end + 2, StringComparison.Ordinal);
        }
    }

    // name, path.basename, metadata.labels.env: a word alone, with dots.
    private static bool IsOldSyntax(string expression) =>
        expression.Length > 0
        && (char.IsAsciiLetter(expression[0]) || expression[0] == '_')
        && expression.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '/' or '[' or ']')
        && !GoWords.Contains(expression, StringComparer.Ordinal);
}
