using System.Text.Encodings.Web;
using System.Text.Json;
using Automation.Catalog.Artifact;
using Automation.Jobs.Portal.Content;

namespace Automation.Jobs.Portal.Building;

/// <summary>What a page says of an entity, for programs. It has nothing that the page does not have.</summary>
internal static class EntityJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Default };

    public static byte[] Of(PortalEntity entity, PortalIndex index)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            About(json, entity);
            Relations(json, entity);
            Problems(json, index.ProblemsOf(entity.Ref));
            Health(json, entity, index);
            Codeowners(json, entity);
            Template(json, entity, index);
            Source(json, entity);
            json.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private static void About(Utf8JsonWriter json, PortalEntity entity)
    {
        json.WriteString("ref", entity.Ref.ToString());
        json.WriteString("kind", entity.Ref.Kind);
        json.WriteString("namespace", entity.Ref.Namespace);
        json.WriteString("name", entity.Fields.Name);
        json.WriteString("title", entity.Title);
        Text(json, "description", entity.Details.Description);
        Text(json, "type", entity.Fields.Type);
        Text(json, "lifecycle", entity.Fields.Lifecycle);
        json.WriteStartArray("tags");
        foreach (var tag in entity.Fields.Tags)
        {
            json.WriteStringValue(tag);
        }

        json.WriteEndArray();
    }

    private static void Relations(Utf8JsonWriter json, PortalEntity entity)
    {
        json.WriteStartArray("relations");
        foreach (var relation in entity.Relations)
        {
            json.WriteStartObject();
            json.WriteString("type", relation.Type);
            json.WriteString("target", relation.Target.ToString());
            json.WriteBoolean("exists", relation.Exists);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Problems(Utf8JsonWriter json, IReadOnlyList<PortalProblem> problems)
    {
        json.WriteStartArray("problems");
        foreach (var problem in problems)
        {
            json.WriteStartObject();
            json.WriteString("severity", FindingsLine.NameOf(problem.Severity));
            json.WriteString("rule", problem.Id);
            json.WriteString("message", problem.Message);
            json.WriteString(
                "who", problem.Side switch { ProblemOwner.PlatformTeam => "platform", ProblemOwner.ApplicationTeams => "application", _ => "unknown" });
            Text(json, "owner", problem.Owner?.ToString());
            json.WriteString("next", problem.Next);
            json.WriteString("place", problem.Place);
            Text(json, "page", problem.PlacePage);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Health(Utf8JsonWriter json, PortalEntity entity, PortalIndex index)
    {
        if (HealthMarks.Of(entity.Health) is not { } mark)
        {
            return;
        }

        json.WriteStartObject("health");
        json.WriteString("state", mark.Word);
        json.WriteStartArray("places");
        foreach (var row in HealthSections.Of(entity, index.Catalog).Rows)
        {
            json.WriteStartObject();
            Text(json, "environment", row.Environment);
            json.WriteString("cluster", row.Cluster);
            json.WriteString("workload", row.Workload);
            json.WriteString("state", row.State.Word);
            Text(json, "since", row.Since);
            Text(json, "checked", row.Checked);
            Text(json, "version", row.Version);
            Text(json, "pods", row.Pods);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Codeowners(Utf8JsonWriter json, PortalEntity entity)
    {
        if (entity.Codeowners is not { } file)
        {
            return;
        }

        json.WriteStartObject("codeowners");
        json.WriteString("file", file.Path);
        if (file.Line is { } line)
        {
            json.WriteNumber("line", line);
        }

        json.WriteStartArray("owners");
        foreach (var owner in file.Owners)
        {
            json.WriteStringValue(owner);
        }

        json.WriteEndArray();
        if (file.Agrees is { } agrees)
        {
            json.WriteBoolean("agrees", agrees);
        }

        json.WriteNumber("files", file.Files);
        json.WriteNumber("owned", file.Owned);
        json.WriteEndObject();
    }

    private static void Template(Utf8JsonWriter json, PortalEntity entity, PortalIndex index)
    {
        if (entity.Template is not { } template)
        {
            return;
        }

        json.WriteStartObject("template");
        json.WriteString("ref", template.Ref.ToString());
        json.WriteString("commit", template.Commit);
        Text(json, "tag", template.Tag);
        Text(json, "pin", template.Pin);
        if (index.Templates.HasNewest(entity) is { } isNewest)
        {
            json.WriteBoolean("newest", isNewest);
        }

        json.WriteEndObject();
    }

    private static void Source(Utf8JsonWriter json, PortalEntity entity)
    {
        var definition = entity.Definitions[0];
        json.WriteStartObject("source");
        json.WriteString("name", definition.Source.Name);
        Text(json, "repository", definition.Source.Repository);
        Text(json, "commit", definition.Source.Commit);
        json.WriteString("file", definition.File);
        json.WriteNumber("line", definition.Line);
        json.WriteBoolean("stale", definition.Stale is not null);
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
