using Automation.Core.Text;
using Automation.GitOps.Manifests;
using Automation.Yaml.Nodes;

namespace Automation.GitOps.Validation;

/// <summary>
/// Whether the generators of an ApplicationSet give the parameters that its template uses. Only where all of them are known from the manifest: list generators
/// with written elements, git generators of directories, and combinations of these (Argo CD: applicationset/generators/list.go and git.go).
/// </summary>
/// <param name="findings">Where problems are added.</param>
/// <param name="isGo">Whether the set uses Go templates.</param>
/// <param name="isStrict">Whether a missing parameter of a Go template is an error.</param>
internal sealed class ParameterCheck(ManifestFindings findings, bool isGo, bool isStrict)
{
    private const string Values = "values";

    // A set has tens of parameters; among thousands, the one that was meant is not looked for.
    private const int MostCompared = 200;

    // Where text between braces is never meant for somebody else, as it may be among the values of a chart.
    private static readonly string[] OwnFields = ["name", "project", "server", "namespace", "repoURL", "path", "targetRevision", "chart", "releaseName"];

    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);

    // Actions within which a name is one of something else, or may be absent.
    private static readonly string[] Blocks = ["range", "with", "define", "block", "if", "template"];

    public void Run(YamlSequence generators, YamlMapping template, JsonPointer at)
    {
        var known = new GivenParameters();
        if (!generators.Items.All(g => g is YamlMapping generator && Take(generator, known)) || known.Inner.Count == 0)
        {
            return;
        }

        Texts(template, "", at, known);
    }

    // Returns false if the generator may give other parameters.
    private bool Take(YamlMapping generator, GivenParameters known)
    {
        var types = generator.Entries.Where(e => e.Key is not ("selector" or "template")).ToList();
        if (types is not [{ Value: YamlMapping typed, Key: var type }])
        {
            return false;
        }

        return type switch
        {
            "list" => typed["elementsYaml"] is null && typed["elements"] is YamlSequence { Items.Count: > 0 } elements
                && elements.Items.All(e => Element(e, known)),
            "git" => typed["files"] is null && typed["directories"] is YamlSequence && Directories(typed, known),
            "matrix" or "merge" => typed["generators"] is YamlSequence { Items.Count: > 0 } inner
                && inner.Items.All(g => g is YamlMapping map && Take(map, known)),
            _ => false,
        };
    }

    private bool Element(YamlNode node, GivenParameters known)
    {
        if (node is not YamlMapping element || element.Entries.Any(e => e.Key == "<<" || e.Key.Contains("{{", StringComparison.Ordinal)))
        {
            return false;
        }

        foreach (var entry in element.Entries)
        {
            if (isGo)
            {
                known.Add(entry.Key, entry.Value);
            }
            else if (entry.Key == Values && entry.Value is YamlMapping values)
            {
                values.Entries.ToList().ForEach(v => known.Add($"{Values}.{v.Key}", null));
            }
            else
            {
                known.Add(entry.Key, null);
            }
        }

        return true;
    }

    private bool Directories(YamlMapping git, GivenParameters known)
    {
        var prefix = Manifest.TextOf(git["pathParamPrefix"]) ?? "";
        if (prefix.Contains("{{", StringComparison.Ordinal) || git[Values] is not (null or YamlMapping))
        {
            return false;
        }

        if (isGo)
        {
            var path = (prefix.Length > 0 ? known.Child(prefix) : known).Child("path");
            ((string[])["path", "basename", "basenameNormalized", "segments"]).ToList().ForEach(n => path.Add(n, null));
        }
        else
        {
            var path = prefix.Length > 0 ? $"{prefix}.path" : "path";
            ((string[])["", ".basename", ".basenameNormalized"]).ToList().ForEach(n => known.Add(path + n, null));
        }

        foreach (var entry in (git[Values] as YamlMapping)?.Entries ?? [])
        {
            if (isGo)
            {
                known.Child(Values).Add(entry.Key, null);
            }
            else
            {
                known.Add($"{Values}.{entry.Key}", null);
            }
        }

        return true;
    }

    private void Texts(YamlNode node, string field, JsonPointer at, GivenParameters known)
    {
        switch (node)
        {
            case YamlScalar { Type: YamlType.String } scalar when isGo || OwnFields.Contains(field):
                OfText(scalar, at, known);
                break;
            case YamlMapping map:
                foreach (var entry in map.Entries.Where(e => isGo
                    || e.Key is not ("helm" or "kustomize" or "plugin" or "directory" or "info" or "annotations" or "labels")))
                {
                    Texts(entry.Value, entry.Key, at.Field(entry.Key), known);
                }

                break;
            case YamlSequence list:
                for (var i = 0; i < list.Items.Count; i++)
                {
                    Texts(list.Items[i], field, at.Item(i), known);
                }

                break;
        }
    }

    private void OfText(YamlScalar scalar, JsonPointer at, GivenParameters known)
    {
        var expressions = ApplicationSetCheck.Expressions(scalar.Text).ToList();
        if (isGo && expressions.Exists(e => Blocks.Contains(e.Split(' ')[0])))
        {
            return;
        }

        foreach (var expression in expressions)
        {
            if (findings.IsFull)
            {
                return;
            }

            // A parameter that is missing in many places is one mistake.
            if (Missing(expression, known) is not { } missing || !_reported.Add(expression))
            {
                continue;
            }

            var result = !isGo ? "so the braces stay as they are" : isStrict ? "so Argo CD generates nothing" : "so it becomes '<no value>'";
            var meant = DidYouMean.Closest(missing.Name, missing.Among.Inner.Keys.Take(MostCompared)) is { } close ? $" Did you mean {Quoted.Of(close)}?" : "";
            findings.Add(
                ArgoRules.UnknownParameter, $"No generator gives the parameter {Quoted.Of(expression.TrimStart('.'))}, {result}.{meant}", at, scalar);
        }
    }

    private (string Name, GivenParameters Among)? Missing(string expression, GivenParameters known)
    {
        if (!isGo)
        {
            var isName = expression.Length > 0 && char.IsAsciiLetter(expression[0])
                && expression.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
            return isName && !known.Inner.ContainsKey(expression) ? (expression, known) : null;
        }

        if (expression is not ['.', .. var path] || path.Length == 0 || !path.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_'))
        {
            return null;
        }

        var at = known;
        foreach (var name in path.Split('.'))
        {
            // What is within a value is not looked at.
            if (at.Inner.Count == 0)
            {
                return null;
            }

            if (!at.Inner.TryGetValue(name, out var next))
            {
                return (name, at);
            }

            at = next;
        }

        return null;
    }

    /// <summary>Names of parameters, and those within them; none within a value.</summary>
    private sealed class GivenParameters
    {
        public Dictionary<string, GivenParameters> Inner { get; } = new(StringComparer.Ordinal);

        public GivenParameters Child(string name)
        {
            if (!Inner.TryGetValue(name, out var child))
            {
                Inner[name] = child = new GivenParameters();
            }

            return child;
        }

        public void Add(string name, YamlNode? value)
        {
            var child = Child(name);
            foreach (var entry in (value as YamlMapping)?.Entries ?? [])
            {
                child.Add(entry.Key, entry.Value);
            }
        }
    }
}
