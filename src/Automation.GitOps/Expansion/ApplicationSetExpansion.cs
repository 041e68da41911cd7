using System.Text.Json.Nodes;
using Automation.GitOps.Expansion.GoTemplates;
using Automation.GitOps.Model;
using Automation.GitOps.Objects;
using Automation.GitOps.Reading;
using Automation.GitOps.Settings;

namespace Automation.GitOps.Expansion;

/// <summary>
/// Expands ApplicationSets into applications as Argo CD does, from files and declared facts only. Safe to use side by side.
/// </summary>
/// <param name="checkouts">The repositories of which files are given.</param>
/// <param name="settings">The facts of clusters.</param>
public sealed class ApplicationSetExpansion(Checkouts checkouts, GitOpsSettings settings)
{
    private readonly CheckoutListings _listings = new(checkouts);

    /// <summary>The applications of a set.</summary>
    public SetExpansion Run(ApplicationSet set, CancellationToken cancellationToken)
    {
        try
        {
            return new OneExpansion(set, _listings, settings, cancellationToken).Run();
        }
        catch (NotExpandedException e)
        {
            return new SetExpansion.NotExpanded(e.Message, e.IsMistake);
        }
        catch (GoTemplateException e)
        {
            return new SetExpansion.NotExpanded(e.Message, e is not UndecidedTemplateException);
        }
    }
}

/// <summary>The expansion of one ApplicationSet.</summary>
internal sealed class OneExpansion
{
    private const int MostApplications = 5_000;

    // In the order in which Argo CD looks for them in an entry that has several.
    private static readonly string[] Order = ["list", "clusters", "git", "scmProvider", "clusterDecisionResource", "pullRequest", "matrix", "merge", "plugin"];

    private static readonly Dictionary<string, string> Outside = new(StringComparer.Ordinal)
    {
        ["scmProvider"] = "the SCM provider generator lists the repositories of a server",
        ["clusterDecisionResource"] = "the cluster decision resource generator reads an object of the cluster",
        ["pullRequest"] = "the pull request generator lists the pull requests of a server",
        ["plugin"] = "the plugin generator asks a program of the installation",
    };

    private readonly ApplicationSet _set;
    private readonly Interpolation _interpolation;
    private readonly ListGenerator _list;
    private readonly ClusterGenerator _clusters;
    private readonly GitGenerator _git;
    private readonly List<string> _undecided = [];
    private readonly CancellationToken _cancellationToken;

    public OneExpansion(ApplicationSet set, CheckoutListings listings, GitOpsSettings settings, CancellationToken cancellationToken)
    {
        (_set, _cancellationToken) = (set, cancellationToken);
        _interpolation = new Interpolation(set.UsesGoTemplates, set.Spec.Texts("goTemplateOptions"), new GoBudget(cancellationToken));
        _list = new ListGenerator(_interpolation);
        _clusters = new ClusterGenerator(settings, _interpolation, UsesServer(set.Spec));
        _git = new GitGenerator(listings, _interpolation, settings.OldGlobbing, _undecided.Add, cancellationToken);
    }

    public SetExpansion Run()
    {
        if (_set.Template is not { } template)
        {
            throw new NotExpandedException("it has no 'template'", isMistake: true);
        }

        var (applications, problems, names) = (new List<Application>(), new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var entry in _set.Generators)
        {
            foreach (var (kind, generator) in GeneratorsOf(entry))
            {
                var merged = FilledUp(generator.Object("template"), template);
                foreach (var parameters in Sets(kind, generator, entry, depth: 0))
                {
                    _cancellationToken.ThrowIfCancellationRequested();
                    var application = new Application(new KubernetesObject(Generated(merged, parameters)));
                    if (application.Name.Length == 0)
                    {
                        problems.Add("an application that it generates has no name");
                    }
                    else if (!names.Add(application.Name))
                    {
                        problems.Add($"it generates the name '{application.Name}' more than once; Argo CD refuses this");
                    }
                    else if (applications.Count == MostApplications)
                    {
                        throw new NotExpandedException($"it generates more than {MostApplications:N0} applications", isMistake: false);
                    }
                    else
                    {
                        applications.Add(application);
                    }
                }
            }
        }

        return new SetExpansion.Expanded(applications, [.. problems.Distinct(StringComparer.Ordinal)], [.. _undecided.Distinct(StringComparer.Ordinal)]);
    }

    private static bool UsesServer(JsonObject? spec) => spec is not null && ExpressionsOf(spec).Any(t => t.Contains("server", StringComparison.Ordinal));

    private static IEnumerable<string> ExpressionsOf(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(p => p.Key.Contains("{{", StringComparison.Ordinal) ? ExpressionsOf(p.Value).Prepend(p.Key) : ExpressionsOf(p.Value)),
        JsonArray list => list.SelectMany(ExpressionsOf),
        JsonValue value when value.TryGetValue<string>(out var text) && text.Contains("{{", StringComparison.Ordinal) => [text],
        _ => [],
    };

    private static List<(string Kind, JsonObject Generator)> GeneratorsOf(JsonObject entry)
    {
        var found = Order.Where(k => entry[k] is JsonObject).Select(k => (k, (JsonObject)entry[k]!)).ToList();
        return found.Count > 0 ? found : throw new NotExpandedException(
            entry.Select(p => p.Key).FirstOrDefault(k => k != "selector") is { } unknown ? $"it has a generator '{unknown}', which is not known here"
                : "an entry of its generators is empty",
            isMistake: true);
    }

    private IEnumerable<GoMap> Sets(string kind, JsonObject generator, JsonObject entry, int depth)
    {
        if (Outside.TryGetValue(kind, out var why))
        {
            throw new NotExpandedException(why, isMistake: false);
        }

        if (depth > 1 && kind is ("matrix" or "merge"))
        {
            throw new NotExpandedException("its matrix and merge generators are nested more than one level deep", isMistake: true);
        }

        var sets = kind switch
        {
            "list" => _list.Run(generator),
            "clusters" => _clusters.Run(generator),
            "git" => _git.Run(generator),
            "matrix" => new MatrixGenerator(_interpolation, child => Child(child, depth + 1)).Run(generator),
            "merge" => new MergeGenerator(_interpolation, child => Child(child, depth + 1)).Run(generator),
            _ => throw new InvalidOperationException("A generator was added without being handled."),
        };
        var selector = new GeneratorSelector(entry.Object("selector"));
        var count = 0;
        foreach (var parameters in sets)
        {
            if (++count > ParameterSets.Most)
            {
                throw new NotExpandedException($"a generator has more than {ParameterSets.Most:N0} sets of parameters", isMistake: false);
            }

            if (!selector.HasConditions || selector.Matches(ParameterSets.Flat(parameters)))
            {
                yield return parameters;
            }
        }
    }

    private IEnumerable<GoMap> Child(JsonObject entry, int depth) => GeneratorsOf(entry) is [var (kind, generator)]
        ? Sets(kind, generator, entry, depth)
        : throw new NotExpandedException("an entry of its matrix or merge generator has more than one generator", isMistake: true);

    private JsonObject Generated(JsonObject template, GoMap parameters)
    {
        var filled = parameters.Count == 0 ? (JsonObject)template.DeepClone() : (JsonObject)_interpolation.Deep(template, parameters)!;
        var metadata = filled.Object("metadata");
        var (own, kept) = (new JsonObject { ["name"] = metadata.Text("name") }, (string[])["labels", "annotations", "finalizers"]);
        if (_set.Content.Namespace.Length > 0)
        {
            // Never the template's: an ApplicationSet makes applications in its own namespace only.
            own["namespace"] = _set.Content.Namespace;
        }

        foreach (var field in kept.Where(f => metadata?[f] is JsonObject { Count: > 0 } or JsonArray { Count: > 0 }))
        {
            own[field] = metadata![field]!.DeepClone();
        }

        if (own["finalizers"] is null && !_set.PreservesResources && parameters.Count > 0)
        {
            own["finalizers"] = new JsonArray(Application.ResourcesFinalizer);
        }

        var application = new JsonObject
        {
            ["apiVersion"] = Application.ApiVersion,
            ["kind"] = "Application",
            ["metadata"] = own,
            ["spec"] = filled["spec"]?.DeepClone() ?? new JsonObject(),
        };
        if (_set.Spec.Text("templatePatch") is not { } patch)
        {
            return application;
        }

        var patched = TemplatePatch.Apply(application, _interpolation.Text(patch, parameters));
        if (patched["metadata"] is JsonObject changed)
        {
            changed.Remove("namespace");
            if (_set.Content.Namespace.Length > 0)
            {
                changed["namespace"] = _set.Content.Namespace;
            }
        }

        return patched;
    }

    // A generator's own template, with what it leaves out taken from the set's.
    private static JsonObject FilledUp(JsonObject? own, JsonObject template)
    {
        var merged = (JsonObject?)own?.DeepClone() ?? [];
        foreach (var (name, value) in template)
        {
            if (merged[name] is JsonObject inner && value is JsonObject outer)
            {
                merged[name] = FilledUp(inner, outer);
            }
            else if (IsEmpty(merged[name]))
            {
                merged[name] = value?.DeepClone();
            }
        }

        return merged;
    }

    private static bool IsEmpty(JsonNode? value) => value is null or JsonObject { Count: 0 } or JsonArray { Count: 0 }
        || (value is JsonValue scalar && !GoValue.IsTrue(GoValue.Of(scalar)));
}
