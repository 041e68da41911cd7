using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Jobs.Scaffolding;
using Automation.Reporting.Terminal;
using Automation.Templates.Parameters.Forms;
using Automation.Templates.Parameters.Pickers;

namespace Automation.Cli.Templates;

/// <summary>The answers of the person.</summary>
/// <param name="Values">The values of the parameters.</param>
/// <param name="Secrets">The secrets by name.</param>
internal sealed record Answers(JsonObject Values, IReadOnlyDictionary<string, string> Secrets);

/// <summary>
/// Asks a person for the parameters of a template, page by page. Each answer is validated as in the run, and can decide which questions follow.
/// </summary>
/// <param name="values">The values so far.</param>
/// <param name="catalog">The catalog, whose entities pickers offer; null without one.</param>
/// <param name="host">The name of GitHub in <c>repoUrl</c>.</param>
internal sealed class ParameterQuestions(TerminalQuestions ask, ParameterForm form, FormValues values, PickerCatalog? catalog, string host)
{
    private const string None = "(none)";
    private const string Other = "(something else)";

    private readonly Dictionary<string, string> _secrets = new(StringComparer.Ordinal);

    /// <summary>Asks for everything that has no value yet; null if the person does not confirm the answers.</summary>
    /// <param name="known">The secrets that have a value.</param>
    /// <param name="needed">Further secrets that the template needs.</param>
    /// <param name="confirmation">What is confirmed at the end.</param>
    public async Task<Answers?> AskAsync(
        IReadOnlyDictionary<string, string> known, IReadOnlyList<string> needed, string confirmation, CancellationToken cancellationToken)
    {
        var (asked, page) = (new HashSet<string>(StringComparer.Ordinal), 0);
        while (values.Shown.FirstOrDefault(f => !values.Has(f) && asked.Add(string.Join('/', f.Path))) is { } field)
        {
            if (field.Page != page)
            {
                page = field.Page;
                Heading(form.Pages[page - 1]);
            }

            await AnswerAsync(field, cancellationToken);
        }

        var keys = needed.Concat(values.Shown.Select(f => f.SecretsKey).OfType<string>()).Distinct(StringComparer.Ordinal);
        foreach (var key in keys.Where(k => !known.ContainsKey(k) && !_secrets.ContainsKey(k)).ToList())
        {
            var question = new Question(key, $"A secret that the template needs. To pass it without this question: --secret {key}=VARIABLE");
            _secrets[key] = await ask.TextAsync(question, null, isSecret: true, _ => null, cancellationToken);
        }

        Review();
        return await ask.YesOrNoAsync(new Question(confirmation, null), initial: true, cancellationToken)
            ? new Answers(values.Answers, known.Concat(_secrets).ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal))
            : null;
    }

    private void Heading(ParameterPage page)
    {
        var title = page.Title ?? "Parameters";
        ask.Heading(form.Pages.Count > 1 ? $"{title} ({page.Number} of {form.Pages.Count})" : title, page.Description);
    }

    private void Review()
    {
        var secrets = _secrets.Keys.ToHashSet(StringComparer.Ordinal);
        ask.Review("Your answers", [
            .. values.Shown.Where(values.Has).Select(f => (f.Title, f.IsSecret ? "***" : Listed(values[f]))),
            .. secrets.Where(s => !values.Shown.Any(f => f.IsStoredAsSecret && f.Name == s)).Select(s => (s, "***")),
        ]);
    }

    private async Task AnswerAsync(ParameterField field, CancellationToken cancellationToken)
    {
        if (field.IsStoredAsSecret)
        {
            await AnswerSecretAsync(field, cancellationToken);
        }
        else if (await AnswerOfAsync(field, cancellationToken) is { } answer)
        {
            values.Set(field, answer);
        }
    }

    // As the form does: the parameter has only the length.
    private async Task AnswerSecretAsync(ParameterField field, CancellationToken cancellationToken)
    {
        var secret = await ask.TextAsync(QuestionOf(field), field.IsRequired ? null : "", isSecret: true, _ => null, cancellationToken);
        if (secret.Length > 0)
        {
            _secrets[field.Name] = secret;
            values.Set(field, new string('*', secret.Length));
        }
    }

    // Null where the person leaves out what is optional.
    private Task<JsonNode?> AnswerOfAsync(ParameterField field, CancellationToken cancellationToken)
    {
        var isList = field.Type == "array" || field.Schema.ContainsKey("items");
        return (catalog is null ? null : PickerChoices.Of(field, catalog)) switch
        {
            { Entities.Count: 0, AllowsOther: false } => NothingAsync(field),
            { Entities.Count: > 0 } offered when isList => SeveralAsync(
                field, [.. offered.Entities.Select(LabelOf)], [.. offered.Entities.Select(e => (JsonNode?)e.Ref.ToString())], cancellationToken),
            { Entities.Count: > 0 } offered => EntityAsync(field, offered, cancellationToken),
            _ when field.UiField == "RepoUrlPicker" => RepositoryAsync(field, cancellationToken),
            _ when field.Choices.Count > 0 && isList => SeveralAsync(field, Labels(field), field.Choices, cancellationToken),
            _ when field.Choices.Count > 0 => ChoiceAsync(field, cancellationToken),
            _ when field.Type == "boolean" => YesOrNoAsync(field, cancellationToken),
            _ when isList && IsPlain(field.Schema["items"]) => ListAsync(field, cancellationToken),
            _ when isList || field.Type == "object" => WrittenAsync(field, "Write it as YAML or JSON on one line", ParseYaml, cancellationToken),
            _ when field.Type is "number" or "integer" => WrittenAsync(field, null, ParseNumber, cancellationToken),
            _ => WrittenAsync(field, null, text => (JsonValue.Create(text), null), cancellationToken),
        };
    }

    private Task<JsonNode?> NothingAsync(ParameterField field)
    {
        ask.Note($"{field.Title}: there is nothing to choose from, because {catalog!.ActorUnknown ?? "nothing is yours"}.");
        return Task.FromResult<JsonNode?>(null);
    }

    private async Task<JsonNode?> EntityAsync(ParameterField field, PickerChoices offered, CancellationToken cancellationToken)
    {
        List<string> labels = [.. offered.Entities.Select(LabelOf)];
        var initial = offered.Entities.ToList().FindIndex(e => e.Ref.ToString() == Text(field.Default));
        var none = field.IsRequired ? -1 : Add(None);
        var other = offered.AllowsOther ? Add(Other) : -1;
        var chosen = await ask.ChoiceAsync(QuestionOf(field), labels, initial < 0 ? none : initial, cancellationToken);
        return chosen == none ? null
            : chosen == other ? await WrittenAsync(field, "Write it as kind:namespace/name", text => (JsonValue.Create(text), null), cancellationToken)
            : offered.Entities[chosen].Ref.ToString();

        int Add(string label)
        {
            labels.Add(label);
            return labels.Count - 1;
        }
    }

    private async Task<JsonNode?> ChoiceAsync(ParameterField field, CancellationToken cancellationToken)
    {
        var labels = Labels(field);
        var initial = field.Choices.ToList().FindIndex(c => field.Default is not null && JsonNode.DeepEquals(c, field.Default));
        if (!field.IsRequired && initial < 0)
        {
            labels.Add(None);
        }

        var chosen = await ask.ChoiceAsync(QuestionOf(field), labels, initial, cancellationToken);
        return chosen < field.Choices.Count ? field.Choices[chosen]?.DeepClone() : null;
    }

    private async Task<JsonNode?> SeveralAsync(
        ParameterField field, IReadOnlyList<string> labels, IReadOnlyList<JsonNode?> choices, CancellationToken cancellationToken)
    {
        var initial = (field.Default as JsonArray ?? []).Select(d => choices.ToList().FindIndex(c => JsonNode.DeepEquals(c, d))).Where(i => i >= 0).ToHashSet();
        while (true)
        {
            var chosen = await ask.ChoicesAsync(QuestionOf(field), labels, initial, field.IsRequired, cancellationToken);
            var answer = new JsonArray([.. chosen.Select(i => choices[i]?.DeepClone())]);
            if ((answer.Count == 0 ? null : values.Problem(field, answer)) is not { } problem)
            {
                return answer.Count == 0 && field.Default is null ? null : answer;
            }

            ask.Note(problem);
            initial = [.. chosen];
        }
    }

    // A form leaves an untouched switch without a value.
    private async Task<JsonNode?> YesOrNoAsync(ParameterField field, CancellationToken cancellationToken)
    {
        var answer = await ask.YesOrNoAsync(QuestionOf(field), field.Default?.GetValueKind() == JsonValueKind.True, cancellationToken);
        return answer || field.IsRequired || field.Default is not null ? answer : null;
    }

    private async Task<JsonNode?> ListAsync(ParameterField field, CancellationToken cancellationToken)
    {
        var parse = (field.Schema["items"] as JsonObject)?["type"]?.ToString() is "number" or "integer"
            ? (Func<string, (JsonNode? Value, string? Problem)>)ParseNumber
            : text => (JsonValue.Create(text), null);
        var items = new JsonArray();
        while (true)
        {
            var question = items.Count == 0
                ? new Question($"{field.Title}, first item", Join(field.Description, "One item per question; an empty answer ends the list"))
                : new Question($"{field.Title}, next item", null);
            var isNeeded = items.Count == 0 && field is { IsRequired: true, Default: null };
            var text = await ask.TextAsync(question, isNeeded ? null : "", isSecret: false, t => parse(t).Problem, cancellationToken);
            if (text.Length > 0)
            {
                items.Add(parse(text).Value);
            }
            else if (items.Count == 0 || values.Problem(field, items) is not { } problem)
            {
                return items.Count == 0 ? null : items;
            }
            else
            {
                ask.Note($"{problem} Enter the whole list again.");
                items.Clear();
            }
        }
    }

    private async Task<JsonNode?> RepositoryAsync(ParameterField field, CancellationToken cancellationToken)
    {
        var hosts = Allowed(field, "allowedHosts");
        var chosenHost = hosts.Count == 0 ? host : await PartAsync($"{field.Title} host", field.Description, hosts, null, cancellationToken);
        if (chosenHost is "bitbucket.org" or "dev.azure.com")
        {
            return await WrittenAsync(field, "Write it as HOST?owner=OWNER&repo=NAME", text => (JsonValue.Create(text), null), cancellationToken);
        }

        while (true)
        {
            var owner = await PartAsync($"{field.Title} owner", field.Description, Allowed(field, "allowedOwners"), null, cancellationToken);
            var name = await PartAsync($"{field.Title} name", null, Allowed(field, "allowedRepos"), Named(), cancellationToken);
            var answer = $"{chosenHost}?owner={Uri.EscapeDataString(owner)}&repo={Uri.EscapeDataString(name)}";
            if (values.Problem(field, answer) is not { } problem)
            {
                return answer;
            }

            ask.Note(problem);
        }
    }

    private async Task<string> PartAsync(
        string title, string? description, IReadOnlyList<string> allowed, string? initial, CancellationToken cancellationToken) =>
        allowed switch
        {
            [var one] => one,
            [] => await ask.TextAsync(new Question(title, description), initial, isSecret: false, _ => null, cancellationToken),
            _ => allowed[await ask.ChoiceAsync(new Question(title, description), allowed, 0, cancellationToken)],
        };

    private async Task<JsonNode?> WrittenAsync(
        ParameterField field, string? hint, Func<string, (JsonNode? Value, string? Problem)> parse, CancellationToken cancellationToken)
    {
        var initial = field.Default is { } value ? Text(value) : field.IsRequired ? null : "";
        var answer = await ask.TextAsync(
            QuestionOf(field) with { Description = Join(field.Description, hint) },
            initial,
            field.IsSecret,
            text => parse(text) is { Problem: { } problem } ? problem : values.Problem(field, parse(text).Value),
            cancellationToken);
        return answer.Length == 0 ? null : parse(answer).Value;
    }

    // A repository is mostly called like what it is for.
    private string? Named()
    {
        var named = values.Shown.FirstOrDefault(f => (f.UiField == "EntityNamePicker" || f.Name is "name" or "component_id") && values[f] is not null);
        return named is null ? null : Text(values[named]);
    }

    private static (JsonNode? Value, string? Problem) ParseNumber(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? (JsonValue.Create(whole), null)
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? (JsonValue.Create(number), null)
        : (null, "The value is not a number.");

    private static (JsonNode? Value, string? Problem) ParseYaml(string text) =>
        ScaffoldValues.TryRead("the value", Encoding.UTF8.GetBytes($"value: {text}"), out var map) is { } problem
            ? (null, problem[(problem.IndexOf(": ", StringComparison.Ordinal) + 2)..])   // Without the place: the person wrote only a part of the line.
            : (map!["value"]?.DeepClone(), null);

    private static IReadOnlyList<string> Allowed(ParameterField field, string option) =>
    [
        .. (field.UiOptions[option] as JsonArray ?? []).OfType<JsonValue>()
            .Where(v => v.GetValueKind() == JsonValueKind.String).Select(v => v.GetValue<string>()),
    ];

    private static bool IsPlain(JsonNode? items) => items is not JsonObject schema || schema["type"]?.ToString() is null or "string" or "number" or "integer";

    private static Question QuestionOf(ParameterField field) => new(field.Title, field.Description);

    private static List<string> Labels(ParameterField field) =>
        [.. field.Choices.Select((c, i) => i < field.ChoiceNames.Count ? field.ChoiceNames[i] : Text(c))];

    private static string LabelOf((Core.EntityRef Ref, string? Title) entity) =>
        entity.Title is { } title && !title.Equals(entity.Ref.Name, StringComparison.OrdinalIgnoreCase) ? $"{entity.Ref}  {title}" : entity.Ref.ToString();

    private static string? Join(string? description, string? hint) =>
        hint is null ? description : description is null ? hint : $"{description}. {hint}";

    private static string Listed(JsonNode? node) => node is JsonArray list ? list.Count == 0 ? "none" : string.Join(", ", list.Select(Text)) : Text(node);

    private static string Text(JsonNode? node) => node switch
    {
        null => "null",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => node.ToJsonString(),
    };
}
