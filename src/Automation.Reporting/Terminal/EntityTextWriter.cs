using Automation.Core.Text;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Terminal;

/// <summary><c>catalog show --format text</c>: an entity as text for a terminal.</summary>
/// <param name="options">The amount and style of the output; verbose is complete.</param>
public sealed class EntityTextWriter(TerminalOptions options)
{
    private const int MostTargets = 12;
    private const int Column = 14;

    public void Write(EntityReport entity, TextWriter output)
    {
        var page = new TerminalPage(output, options);
        page.Line((VisibleText.Of(entity.Title), Tone.File), ($"  {VisibleText.Of(entity.Ref)}", Tone.Faint));
        if (entity.Description is { } description)
        {
            page.Line((VisibleText.Of(description), Tone.Plain));
        }

        page.Line();
        foreach (var (name, value) in entity.About)
        {
            Row(page, name, value, Tone.Plain);
        }

        WriteHealth(page, entity.Health);
        WriteRelations(page, entity.Relations);
        WriteDefinitions(page, entity.Definitions);
        foreach (var (severity, message, place) in entity.Problems)
        {
            page.Line(
                (ReportWording.Name(severity), Tone.Of(severity)), ($": {VisibleText.Of(message)}", Tone.Plain), ($"  {VisibleText.Of(place)}", Tone.Faint));
        }

        page.Line();
    }

    private static void WriteHealth(TerminalPage page, ServiceHealthReport? health)
    {
        string[] lines = health is null ? [] :
        [
            .. health.Places.Select(HealthOverviewWording.Of),
            .. health.Applications.Select(a => $"Argo CD: {HealthOverviewWording.Of(a)}"),
            .. health.Problems.Select(p => $"{p.Effect} {p.Says} {RuleWords.Name(p.Responsible)} (likely): {p.Next}"),
        ];
        for (var i = 0; i < lines.Length; i++)
        {
            Row(page, i == 0 ? "runs" : "", lines[i], Tone.Plain);
        }
    }

    private void WriteRelations(TerminalPage page, IReadOnlyList<EntityRelations> relations)
    {
        foreach (var (type, targets) in relations)
        {
            var most = options.Verbose ? int.MaxValue : MostTargets;
            for (var i = 0; i < Math.Min(targets.Count, most); i++)
            {
                page.Line(
                    (Padded(i == 0 ? type : ""), Tone.Help),
                    (VisibleText.Of(targets[i].Ref), Tone.Plain),
                    (targets[i].Exists ? "" : "  not in the catalog", Tone.Warning));
            }

            if (targets.Count > most)
            {
                page.Line(($"{Padded("")}and {targets.Count - most:N0} more", Tone.Faint));
            }
        }
    }

    private static void WriteDefinitions(TerminalPage page, IReadOnlyList<EntityDefinition> definitions)
    {
        for (var i = 0; i < definitions.Count; i++)
        {
            var (place, commit, stale) = definitions[i];
            Row(page, i == 0 ? "defined in" : "waiting", place + (commit is null ? "" : $" at {commit[..Math.Min(10, commit.Length)]}"), Tone.Plain);
            if (stale is not null)
            {
                Row(page, "stale", stale, Tone.Warning);
            }
        }
    }

    private static void Row(TerminalPage page, string name, string value, Tone tone) => page.Line((Padded(name), Tone.Help), (VisibleText.Of(value), tone));

    private static string Padded(string name) => VisibleText.Of(name).PadRight(Column) + " ";
}
