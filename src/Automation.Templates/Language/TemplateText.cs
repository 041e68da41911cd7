using System.Text.Json.Nodes;
using Automation.Templates.Language.Functions;
using Automation.Templates.Language.Rendering;
using Automation.Templates.Language.Syntax;
using Automation.Templates.Language.Values;

namespace Automation.Templates.Language;

/// <summary>
/// A text with expressions, <c>${{ values.name }}</c>, and tags, <c>{% if values.isPublic %}</c>: the language of Backstage's software templates, a subset of
/// Nunjucks 3.2 (specs, templates §5). Parsing and rendering have limits on size, depth, work and output.
/// </summary>
public sealed class TemplateText
{
    private readonly string _source;
    private readonly TemplateOptions _options;
    private readonly IReadOnlyList<StatementNode> _statements;

    private TemplateText(string source, TemplateOptions options, IReadOnlyList<StatementNode> statements) =>
        (_source, _options, _statements) = (source, options, statements);

    /// <summary>Whether the whole text is one expression, so that its value can be other than text.</summary>
    public bool IsOneExpression => _statements is [StatementNode.Output];

    public TemplateUses Uses
    {
        get
        {
            var search = new ExpressionSearch();
            search.In(_statements);
            var functions = new TemplateFunctions(_options.IsCookiecutter);
            return new TemplateUses(
                [
                    .. search.Paths.Where(p => !search.Variables.Contains(p.Path[0]))
                        .Select(p => new TemplateUses.UsedPath(p.Path, PositionOf(p.At)) { IsOptional = search.Optional.Contains(string.Join('.', p.Path)) }),
                ],
                [
                    .. Unknown("filter", search.Filters.Where(f => functions.Filter(f.Name) is null)),
                    .. Unknown("test", search.Tests.Where(t => TemplateFunctions.Test(t.Name) is null)),
                ],
                [.. search.HyphenatedNames.Select(h => new TemplateUses.UnknownName(h.Text, PositionOf(h.At)))]);
        }
    }

    /// <param name="options">How to read it.</param>
    /// <param name="text">What was read; null after an error.</param>
    /// <param name="error">The error, or null.</param>
    public static bool TryParse(string source, TemplateOptions options, out TemplateText? text, out TemplateError? error)
    {
        try
        {
            (text, error) = (new TemplateText(source, options, TemplateParser.Parse(source, options)), null);
        }
        catch (TemplateException exception)
        {
            (text, error) = (null, TemplateError.From(exception, source));
        }

        return text is not null;
    }

    /// <summary>Renders the text: expressions are printed, tags are executed.</summary>
    public RenderedText Render(TemplateContext context) => Guarded(
        context,
        renderer => new RenderedText(renderer.Render(_statements), null),
        error => new RenderedText(null, error));

    /// <summary>The value of the text: that of its expression where it is one, else the rendered text.</summary>
    public RenderedValue Evaluate(TemplateContext context) => Guarded(
        context,
        renderer =>
        {
            var (isDefined, value) = renderer.Value(_statements);
            return new RenderedValue(isDefined, value, null);
        },
        error => new RenderedValue(false, null, error));

    private IEnumerable<TemplateUses.UnknownName> Unknown(string what, IEnumerable<(string Name, int At)> uses) =>
        uses.Select(u => new TemplateUses.UnknownName($"{what} '{u.Name}'", PositionOf(u.At), IsFilter: what == "filter"));

    private TemplatePosition PositionOf(int at) => TemplatePosition.Of(_source, at);

    private T Guarded<T>(TemplateContext context, Func<Renderer, T> render, Func<TemplateError, T> failed)
    {
        var budget = new RenderBudget();
        try
        {
            context.Cost.Require();
            return render(new Renderer(context.Root, new TemplateFunctions(_options.IsCookiecutter, context.Functions), budget));
        }
        catch (TemplateException exception)
        {
            return failed(TemplateError.From(exception, _source));
        }
        finally
        {
            budget.AddTo(context.Cost);
        }
    }
}

/// <param name="Paths">The paths of values that come from outside of it.</param>
/// <param name="Unknowns">Filters and tests that do not exist.</param>
/// <param name="HyphenatedNames">Differences that look like one name with a hyphen.</param>
public sealed record TemplateUses(
    IReadOnlyList<TemplateUses.UsedPath> Paths,
    IReadOnlyList<TemplateUses.UnknownName> Unknowns,
    IReadOnlyList<TemplateUses.UnknownName> HyphenatedNames)
{
    /// <summary>A path of names, such as <c>parameters.owner</c>.</summary>
    public sealed record UsedPath(IReadOnlyList<string> Names, TemplatePosition At)
    {
        /// <summary>Whether the text tests this path somewhere, or has a default for it.</summary>
        public bool IsOptional { get; init; }
    }

    /// <summary>A name that does not mean what it seems to.</summary>
    public sealed record UnknownName(string Text, TemplatePosition At, bool IsFilter = false);
}

/// <summary>A rendered text, or the error that ended its rendering.</summary>
public sealed record RenderedText(string? Text, TemplateError? Error);

/// <summary>A value, or the error that ended its evaluation.</summary>
/// <param name="IsDefined">False for undefined: a member with that value is left out.</param>
/// <param name="Value">The value as JSON; null for null, too.</param>
/// <param name="Error">The error, or null.</param>
public sealed record RenderedValue(bool IsDefined, JsonNode? Value, TemplateError? Error);

/// <summary>The values and functions that a text is rendered with. The values are read each time, and never changed.</summary>
/// <param name="roots">The values by their names.</param>
public sealed class TemplateContext(IEnumerable<KeyValuePair<string, JsonNode?>> roots)
{
    private readonly Dictionary<string, JsonNode?> _roots = new(roots, StringComparer.Ordinal);

    internal IReadOnlyDictionary<string, TemplateValue>? Functions { get; private init; }

    /// <summary>The total cost of all renderings with these values.</summary>
    internal RunCost Cost { get; init; } = new();

    /// <summary>The same values, with added functions that take no arguments and return a boolean.</summary>
    public TemplateContext With(params IEnumerable<(string Name, Func<bool> Answer)> functions) => new(_roots)
    {
        Functions = functions.ToDictionary(
            f => f.Name,
            f => (TemplateValue)new TemplateValue.Function(_ => TemplateValue.Of(f.Answer())),
            StringComparer.Ordinal),
        Cost = Cost,
    };

    /// <summary>The same functions, and these values beside the others.</summary>
    public TemplateContext With(params IEnumerable<KeyValuePair<string, JsonNode?>> values)
    {
        var all = new Dictionary<string, JsonNode?>(_roots, StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            all[name] = value;
        }

        return new TemplateContext(all) { Functions = Functions, Cost = Cost };
    }

    internal TemplateValue? Root(string name) => _roots.TryGetValue(name, out var value) ? JsonForm.Read(value) : null;
}
