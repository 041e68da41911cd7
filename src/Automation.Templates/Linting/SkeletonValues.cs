using Automation.Core.Text;
using Automation.Descriptors.Documents;
using Automation.Yaml.Nodes;

namespace Automation.Templates.Linting;

/// <summary>The values that the steps of a template give to the files that they fetch: files use them as <c>values.name</c>.</summary>
internal sealed class SkeletonValues
{
    private const string Root = "values";
    private const string CookiecutterRoot = "cookiecutter";

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly bool _isOpen;

    /// <param name="steps">The steps of the template.</param>
    public SkeletonValues(IEnumerable<Place> steps)
    {
        foreach (var step in steps)
        {
            if (step.Field("action")?.Text?.StartsWith("fetch:template", StringComparison.Ordinal) != true || step.Field("input") is not { } input)
            {
                continue;
            }

            var values = input.Field(Root);
            _names.UnionWith((values?.Fields() ?? []).Select(f => f.Entry!.Key));

            // A value of an expression, or of another file, has names that are not known here.
            _isOpen |= values is { Value: not YamlMapping } || Placeholders.AnyIn(input.Value);
        }
    }

    /// <summary>What is wrong with a path in a fetched file; null if nothing is, or if it may be meant.</summary>
    public string? Mistake(IReadOnlyList<string> names, bool isCookiecutter)
    {
        var root = isCookiecutter ? CookiecutterRoot : Root;
        return _isOpen ? null : names switch
        {
            // A skeleton can use values that only other templates give: those are empty on purpose.
            [var first, var name, ..] when first == root && !_names.Contains(name)
                && DidYouMean.Closest(name, _names) is { } closest && DidYouMean.IsSlip(name, closest) =>
                $"No step gives the value {Quoted.Of(name)}, so it is empty. Did you mean '{closest}'?",
            [var name] when name != root && _names.Contains(name) => $"{Quoted.Of(name)} is empty: a file has the values of its step as '{root}.{name}'.",
            _ => null,
        };
    }
}
