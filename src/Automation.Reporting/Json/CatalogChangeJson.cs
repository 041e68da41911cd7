using System.Text.Json;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Reporting.Json;

/// <summary>The changes of a catalog as JSON: complete, except that values are shortened. The names are a contract with scripts.</summary>
public static class CatalogChangeJson
{
    public static void Write(JsonOutput output, CatalogChange change)
    {
        var json = output.Json;
        json.WriteStartObject();
        Counts(json, "before", change.Before);
        Counts(json, "after", change.After);
        List(output, "added", change.Added, Entity);
        List(output, "removed", change.Removed, Entity);
        List(output, "renamed", change.Renamed, Renamed);
        List(output, "changed", change.Changed, Changed);
        List(output, "relations", change.Relations, Relation);
        List(output, "owners", change.Owners, Owner);
        List(output, "impact", change.Effects, Effect);
        List(output, "acting", change.Acting, Acting);
        List(output, "stale", change.Stale, Stale);
        List(output, "winners", change.Winners, Winner);
        List(output, "newFindings", change.NewFindings, Finding);
        List(output, "goneFindings", change.GoneFindings, Finding);
        json.WriteEndObject();
    }

    private static void List<T>(JsonOutput output, string property, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        output.Json.WriteStartArray(property);
        foreach (var item in items)
        {
            output.Json.WriteStartObject();
            write(output.Json, item);
            output.Json.WriteEndObject();
            output.Flush();
        }

        output.Json.WriteEndArray();
    }

    private static void Counts(Utf8JsonWriter json, string property, CatalogCounts counts)
    {
        json.WriteStartObject(property);
        json.WriteNumber("entities", counts.Entities);
        json.WriteNumber("relations", counts.Relations);
        json.WriteNumber("findings", counts.Findings);
        json.WriteNumber("stale", counts.Stale);
        json.WriteEndObject();
    }

    private static void Entity(Utf8JsonWriter json, CatalogEntity entity)
    {
        json.WriteString("ref", entity.Ref);
        json.WriteString("title", entity.Title);
        json.WriteString("owner", entity.Owner);
        Place(json, entity.Place);
    }

    private static void Place(Utf8JsonWriter json, CatalogPlace place)
    {
        json.WriteString("source", place.Source);
        json.WriteString("file", place.File);
        json.WriteNumber("line", place.Line);
    }

    private static void Place(Utf8JsonWriter json, string property, CatalogPlace? place)
    {
        if (place is null)
        {
            json.WriteNull(property);
            return;
        }

        json.WriteStartObject(property);
        Place(json, place);
        json.WriteEndObject();
    }

    private static void Renamed(Utf8JsonWriter json, RenameEdit edit)
    {
        json.WriteString("from", edit.From.Ref);
        json.WriteString("to", edit.To.Ref);
        Place(json, edit.To.Place);
    }

    private static void Changed(Utf8JsonWriter json, EntityEdit edit)
    {
        Entity(json, edit.Entity);
        json.WriteStartArray("fields");
        foreach (var (pointer, old, now) in edit.Fields)
        {
            json.WriteStartObject();
            json.WriteString("pointer", pointer);
            json.WriteString("old", old);
            json.WriteString("new", now);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("moreFields", edit.MoreFields);
        Place(json, "movedFrom", edit.MovedFrom);
    }

    private static void Relation(Utf8JsonWriter json, RelationEdit edit)
    {
        json.WriteString("ref", edit.Holder.Ref);
        json.WriteString("type", edit.Type);
        json.WriteString("target", edit.Target);
        json.WriteString("before", NameOf(edit.Before));
        json.WriteString("after", NameOf(edit.After));
        json.WriteString("owner", edit.Holder.Owner);
        Place(json, edit.Holder.Place with { Line = edit.Line });
    }

    private static string NameOf(RelationEnd end) => end switch
    {
        RelationEnd.Leads => "leads",
        RelationEnd.Dangles => "dangles",
        _ => "absent",
    };

    private static void Owner(Utf8JsonWriter json, OwnerEdit edit)
    {
        json.WriteString("ref", edit.Entity.Ref);
        json.WriteString("from", edit.From);
        json.WriteString("to", edit.To);
    }

    private static void Effect(Utf8JsonWriter json, RemovalEffect effect)
    {
        json.WriteString("ref", effect.Removed.Ref);
        json.WriteNumber("direct", effect.Direct);
        json.WriteNumber("all", effect.Dependents.Count);
        json.WriteBoolean("complete", effect.IsComplete);
        json.WriteStartArray("dependents");
        foreach (var (entity, depth, relation, through) in effect.Dependents)
        {
            json.WriteStartObject();
            json.WriteString("ref", entity.Ref);
            json.WriteString("title", entity.Title);
            json.WriteString("owner", entity.Owner);
            json.WriteNumber("depth", depth);
            json.WriteString("relation", relation);
            json.WriteString("through", through);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Acting(Utf8JsonWriter json, ActingOwner acting)
    {
        json.WriteString("owner", acting.Owner);
        json.WriteString("source", acting.Source);
        json.WriteNumber("references", acting.References);
        json.WriteNumber("affected", acting.Affected);
    }

    private static void Stale(Utf8JsonWriter json, StaleEdit edit)
    {
        json.WriteString("ref", edit.Entity.Ref);
        json.WriteString("before", edit.Before);
        json.WriteString("after", edit.After);
    }

    private static void Winner(Utf8JsonWriter json, WinnerEdit edit)
    {
        json.WriteString("ref", edit.Entity.Ref);
        Place(json, "from", edit.From);
        Place(json, "to", edit.To);
    }

    private static void Finding(Utf8JsonWriter json, CatalogFinding finding)
    {
        json.WriteString("rule", finding.Rule);
        json.WriteString("severity", ReportWording.Name(finding.Severity));
        json.WriteString("message", finding.Message);
        Place(json, finding.Place);
    }
}
