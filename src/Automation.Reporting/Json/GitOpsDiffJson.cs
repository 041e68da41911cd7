using System.Text.Json;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Json;

/// <summary>Changes of applications as JSON. The names are a contract with scripts.</summary>
internal static class GitOpsDiffJson
{
    /// <summary>Writes the object.</summary>
    public static void Write(JsonOutput lines, GitOpsDiff diff)
    {
        var json = lines.Json;
        json.WriteStartObject();
        json.WriteNumber("total", diff.Total);
        json.WriteNumber("compared", diff.Compared);
        json.WriteStartArray("applications");
        foreach (var application in diff.Applications)
        {
            Write(json, application);
            lines.Flush();
        }

        json.WriteEndArray();
        JsonValues.WriteNotChecked(json, diff.NotChecked);
        JsonValues.WriteStrings(json, "undecided", diff.Undecided);
        JsonValues.WriteStrings(json, "problems", diff.Problems);
        JsonValues.WriteStrings(json, "tools", diff.Tools);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ApplicationDiff application)
    {
        json.WriteStartObject();
        json.WriteString("name", application.Name);
        json.WriteString("state", GitOpsDiffWording.Of(application.State));
        json.WriteString("file", application.File);
        json.WriteString("origin", application.Origin);
        Write(json, "place", application.Place);
        if (application.PlaceBefore is { } before)
        {
            Write(json, "placeBefore", before);
        }

        json.WriteString("fate", application.Fate);
        json.WriteString("remains", GitOpsDiffWording.Of(application.Remains));
        json.WriteStartArray("fields");
        foreach (var field in application.Fields)
        {
            json.WriteStartObject();
            json.WriteString("name", field.Name);
            json.WriteString("before", field.Before);
            json.WriteString("after", field.After);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("objects");
        foreach (var one in application.Objects)
        {
            json.WriteStartObject();
            json.WriteString("object", one.Name);
            json.WriteString("state", GitOpsDiffWording.Of(one.State));
            json.WriteString("hook", one.Hook);
            JsonValues.WriteStrings(json, "lines", one.Lines);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("hidden", application.Hidden);
        JsonValues.WriteStrings(json, "undecided", application.Undecided);
        JsonValues.WriteStrings(json, "problems", application.Problems);
        JsonValues.WriteStrings(json, "warnings", application.Warnings);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, DiffPlace place)
    {
        json.WriteStartObject(name);
        json.WriteString("cluster", place.Cluster);
        json.WriteString("namespace", place.Namespace);
        json.WriteString("project", place.Project);
        json.WriteString("revision", place.Revision);
        json.WriteEndObject();
    }
}

/// <summary><c>gitops diff --format json</c>: everything, as one object on one line.</summary>
public sealed class GitOpsDiffJsonWriter : IWriter<GitOpsDiff>
{
    /// <inheritdoc/>
    public void Write(GitOpsDiff diff, TextWriter output)
    {
        using var lines = new JsonOutput(output);
        GitOpsDiffJson.Write(lines, diff);
        lines.EndLine();
    }
}
