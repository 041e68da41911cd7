using System.Text.Json;

namespace Automation.Cli.Tests.Driving;

/// <summary>What a run left behind.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Errors)
{
    /// <summary>The only JSON document of the output.</summary>
    public JsonElement Json => Parse(Output);

    /// <summary>The output as JSON lines.</summary>
    public IReadOnlyList<JsonElement> Lines => [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];

    /// <summary>The findings of <c>--format json</c>, or of <c>check --format jsonl</c>, or of every document of <c>validate --format jsonl</c>.</summary>
    public IReadOnlyList<JsonElement> Findings =>
        [.. Lines.SelectMany(l => l.TryGetProperty("findings", out var findings) ? findings.EnumerateArray() : (IEnumerable<JsonElement>)[l])];

    /// <summary>The ids of the rules of the findings.</summary>
    public IReadOnlyList<string> Rules => [.. Findings.Select(f => f.GetProperty("rule").GetString()!)];

    /// <summary>Fails unless it ended this way; says what it printed.</summary>
    public Outcome Ends(int exitCode)
    {
        ExitCode.ShouldBe(exitCode, $"stdout:\n{Output}\nstderr:\n{Errors}");
        Everything.ShouldNotContain("   at Automation.", Case.Sensitive, "A stack trace is for nobody.");
        return this;
    }

    /// <summary>Both streams.</summary>
    public string Everything => Output + Errors;

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}

/// <summary>Reads of JSON that tests make often.</summary>
internal static class JsonReading
{
    /// <summary>The text of a member.</summary>
    public static string? Text(this JsonElement element, string name) => element.GetProperty(name).GetString();

    /// <summary>The names of the members, in the order they are written.</summary>
    public static IReadOnlyList<string> Names(this JsonElement element) => [.. element.EnumerateObject().Select(p => p.Name)];
}
