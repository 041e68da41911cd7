using System.Text.Encodings.Web;
using System.Text.Json;

namespace Automation.GitHub.Organisations;

/// <summary>
/// An organisation as JSON with one team or person per line: the same people and teams give the same bytes, and each line is about one of them.
/// </summary>
public static class OrganisationJson
{
    // Names are not escaped, so that people can read them.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Organisation organisation)
    {
        using var bytes = new MemoryStream();
        bytes.Write("{\n\"organization\": "u8);
        Value(bytes, json => json.WriteStringValue(organisation.Login));
        bytes.Write(",\n\"teams\": ["u8);
        Lines(bytes, organisation.Teams, Team);
        bytes.Write("],\n\"people\": ["u8);
        Lines(bytes, organisation.People, Person);
        bytes.Write("]\n}\n"u8);
        return bytes.ToArray();
    }

    private static void Lines<T>(MemoryStream bytes, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        for (var i = 0; i < items.Count; i++)
        {
            bytes.Write(i == 0 ? "\n"u8 : ",\n"u8);
            Value(bytes, json => write(json, items[i]));
        }

        bytes.Write(items.Count == 0 ? ""u8 : "\n"u8);
    }

    private static void Value(MemoryStream bytes, Action<Utf8JsonWriter> write)
    {
        using var json = new Utf8JsonWriter(bytes, Options);
        write(json);
    }

    private static void Team(Utf8JsonWriter json, OrganisationTeam team)
    {
        json.WriteStartObject();
        json.WriteString("slug", team.Slug);
        json.WriteString("name", team.Name);
        Optional(json, "description", team.Description);
        Optional(json, "picture", team.Picture);
        Optional(json, "parent", team.Parent);
        Texts(json, "members", team.Members);
        Texts(json, "maintainers", team.Maintainers);
        json.WriteEndObject();
    }

    private static void Person(Utf8JsonWriter json, OrganisationPerson person)
    {
        json.WriteStartObject();
        json.WriteString("login", person.Login);
        Optional(json, "name", person.Name);
        Optional(json, "email", person.Email);
        Optional(json, "picture", person.Picture);
        json.WriteEndObject();
    }

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
