using System.Text.Json;
using Automation.Reporting.Model;

namespace Automation.Reporting.Json;

/// <summary><c>owners report --format json</c>: everything, as one object on one line. Its names are a contract with scripts.</summary>
public sealed class OwnershipJsonWriter : IWriter<OwnershipReport>
{
    /// <inheritdoc/>
    public void Write(OwnershipReport report, TextWriter output)
    {
        using var lines = new JsonOutput(output);
        var json = lines.Json;
        json.WriteStartObject();
        WriteSource(json, "codeowners", report.Codeowners);
        WriteCounts(json, report.Files);
        json.WriteStartArray("owners");
        foreach (var owner in report.Owners)
        {
            json.WriteStartObject();
            WriteShare(json, owner);
            json.WriteNumber("share", Share(owner.Files, report.Files.All));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteFolders(lines, report.Folders);
        WriteWithoutOwner(lines, report.WithoutOwner);
        WriteTouched(lines, report.Change?.Touched);
        WriteHandovers(lines, report.Change?.Handovers);
        JsonValues.WriteNotChecked(json, report.NotChecked);
        json.WriteEndObject();
        lines.EndLine();
    }

    private static void WriteSource(Utf8JsonWriter json, string property, CodeownersSource source)
    {
        json.WriteStartObject(property);
        json.WriteString("path", source.Path);
        json.WriteString("state", source.State switch
        {
            CodeownersState.InForce => "in-force",
            CodeownersState.Missing => "missing",
            CodeownersState.TooLarge => "too-large",
            _ => "unreadable",
        });
        json.WriteString("dialect", source.Forge.ToLowerInvariant());
        JsonValues.WriteStrings(json, "lookedIn", source.Places);
        json.WriteNumber("skippedLines", source.SkippedLines);
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, FileCounts counts)
    {
        json.WriteNumber("files", counts.All);
        json.WriteNumber("owned", counts.Owned);
        json.WriteNumber("unowned", counts.Unowned);
        json.WriteNumber("unmatched", counts.Unmatched);
    }

    private static void WriteShare(Utf8JsonWriter json, OwnerShare owner)
    {
        json.WriteString("owner", owner.Owner);
        json.WriteNumber("files", owner.Files);
    }

    private static void WriteFolders(JsonOutput lines, IReadOnlyList<FolderCoverage> folders)
    {
        var json = lines.Json;
        json.WriteStartArray("directories");
        foreach (var folder in folders)
        {
            json.WriteStartObject();
            json.WriteString("directory", folder.Path);
            WriteCounts(json, folder.Files);
            json.WriteStartArray("owners");
            foreach (var owner in folder.Principal)
            {
                json.WriteStartObject();
                WriteShare(json, owner);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            lines.Flush();
        }

        json.WriteEndArray();
    }

    private static void WriteWithoutOwner(JsonOutput lines, IReadOnlyList<FileWithoutOwner> files)
    {
        var json = lines.Json;
        json.WriteStartArray("withoutOwner");
        foreach (var (path, line) in files)
        {
            WritePath(json, path, line);
            lines.Flush();
        }

        json.WriteEndArray();
    }

    private static void WriteTouched(JsonOutput lines, TouchedFiles? touched)
    {
        var json = lines.Json;
        if (touched is null)
        {
            json.WriteNull("touched");
            return;
        }

        json.WriteStartObject("touched");
        WriteSource(json, "codeowners", touched.Codeowners);
        json.WriteNumber("files", touched.Files);
        json.WriteStartArray("groups");
        foreach (var (owners, paths) in touched.Groups)
        {
            json.WriteStartObject();
            JsonValues.WriteStrings(json, "owners", owners);
            json.WriteStartArray("paths");
            foreach (var (path, line) in paths)
            {
                WritePath(json, path, line);
                lines.Flush();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteHandovers(JsonOutput lines, HandoverSummary? handovers)
    {
        var json = lines.Json;
        if (handovers is null)
        {
            json.WriteNull("handovers");
            return;
        }

        json.WriteStartObject("handovers");
        WriteSource(json, "before", handovers.Before);
        WriteSource(json, "after", handovers.After);
        json.WriteBoolean("edited", handovers.IsEdited);
        json.WriteNumber("files", handovers.Files);
        json.WriteStartArray("groups");
        foreach (var (from, to, files, examples) in handovers.Groups)
        {
            json.WriteStartObject();
            JsonValues.WriteStrings(json, "from", from);
            JsonValues.WriteStrings(json, "to", to);
            json.WriteNumber("files", files);
            json.WriteStartArray("examples");
            foreach (var (path, fromLine, toLine) in examples)
            {
                json.WriteStartObject();
                json.WriteString("path", path);
                JsonValues.WriteNumber(json, "fromLine", fromLine);
                JsonValues.WriteNumber(json, "toLine", toLine);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            lines.Flush();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePath(Utf8JsonWriter json, string path, int? line)
    {
        json.WriteStartObject();
        json.WriteString("path", path);
        JsonValues.WriteNumber(json, "line", line);
        json.WriteEndObject();
    }

    private static decimal Share(int part, int all) => all == 0 ? 0 : Math.Round((decimal)part / all, 4, MidpointRounding.AwayFromZero);
}
