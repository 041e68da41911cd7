using Automation.Core;
using Automation.Jobs.Inference;
using Automation.Jobs.Sources;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;

namespace Automation.Cli.Init;

/// <summary>Asks a person for each value that is not certain, with the choices that are known.</summary>
/// <param name="catalog">The catalog; null without one. Owners are chosen among its groups and users.</param>
internal sealed class InitQuestions(TerminalQuestions ask, KnownCatalog? catalog)
{
    private const string Other = "(something else)";

    /// <summary>The report with the answers.</summary>
    /// <exception cref="OperationCanceledException">The person does not want the files.</exception>
    public async Task<InferenceReport> AskAsync(InferenceReport report, CancellationToken cancellationToken)
    {
        if (report.Undecided == 0)
        {
            return report;
        }

        ask.Heading("Some values need a decision", "Enter accepts what was inferred.");
        while (report.Descriptors.SelectMany(d => d.Entities).SelectMany(e => e.Fields, (e, f) => (e.Ref, Field: f))
            .FirstOrDefault(f => !f.Field.Value.IsCertain) is { Field: { } field } next)
        {
            report = Answered.With(report, field, await AnswerAsync(next.Ref, field, cancellationToken));
        }

        var question = new Question("Write the files?", string.Join(", ", report.Descriptors.Select(d => d.Path)));
        return await ask.YesOrNoAsync(question, initial: true, cancellationToken)
            ? report
            : throw new OperationCanceledException();
    }

    private async Task<string> AnswerAsync(string entity, InferredField field, CancellationToken cancellationToken)
    {
        var value = field.Value;
        var question = new Question($"{field.Pointer.ToPath()} of {entity}", $"{char.ToUpperInvariant(value.Evidence[0])}{value.Evidence[1..]}.");
        if (value.Choices.Count > 0)
        {
            List<string> choices = [.. value.Choices.Prepend(value.Value).Distinct(StringComparer.Ordinal), Other];
            var chosen = await ask.ChoiceAsync(question, choices, 0, cancellationToken);
            if (chosen < choices.Count - 1)
            {
                return choices[chosen];
            }
        }

        return await ask.TextAsync(question, value.Value, isSecret: false, text => Problem(field, text), cancellationToken);
    }

    private string? Problem(InferredField field, string text) =>
        field.Pointer.ToString() switch
        {
            "/metadata/name" => ComponentNames.Valid(text) == text ? null : "A name has letters, digits, '-', '_' and '.', and at most 63 characters.",
            "/spec/owner" => !EntityRef.TryParse(text, "group", EntityRef.DefaultNamespace, out var owner, out _) ? "An owner is [kind:][namespace/]name."
                : catalog is not null && !catalog.Known.Find(owner!).Any() ? $"The catalog has no {owner}."
                : null,
            _ => string.IsNullOrWhiteSpace(text) ? "The value is required." : null,
        };
}
