using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Jobs.Configuration;
using Automation.Jobs.Rules;

namespace Automation.Jobs.Tests.Configuration;

/// <summary>Reads configurations in tests.</summary>
internal static class Settings
{
    /// <summary>A few rules; configuration may name these.</summary>
    public static readonly IReadOnlyList<Rule> KnownRules =
    [
        new("catalog/blank-text", Severity.Warning, Responsible.ApplicationTeam, "Write something."),
        new("reference/unknown-owner", Severity.Error, Responsible.ApplicationTeam, "Use an owner that exists."),
        .. JobsRules.All,
    ];

    public static SettingsReading Read(params string[] texts) =>
        new SettingsReader(KnownRules).Read([
            .. texts.Select((text, i) => SourceText.Of(i == texts.Length - 1 ? "automation.yml" : $"organisation-{i}.yml", text)),
        ]);

    /// <summary>What is wrong, a line each: <c>line:column rule message</c>.</summary>
    public static IReadOnlyList<string> Problems(params string[] texts) =>
        [.. Read(texts).Findings.Select(f => $"{f.Span.Start} {f.Rule.Id} {f.Message}")];

    /// <summary>The text with every fix applied.</summary>
    public static string Fixed(string text) =>
        TextEdit.Apply(text, Read(text).Findings.Where(f => f.Fix is not null).SelectMany(f => f.Fix!.Edits).Select(e => e.Edit)).Text;
}
