using System.Text.Json;

namespace Automation.GitHub.Webhooks;

/// <summary>A webhook's JSON, read member by member: whatever is absent, or of another type than it should be, is null.</summary>
internal readonly struct Payload(JsonElement element)
{
    /// <summary>A member; an absent one has only absent members.</summary>
    public Payload this[string name] => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? new Payload(member) : default;

    /// <summary>Whether it is there, and not null.</summary>
    public bool Exists => element.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>Its text.</summary>
    public string? Text => element.ValueKind == JsonValueKind.String ? element.GetString() : null;

    /// <summary>Its whole number.</summary>
    public long? Number => element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var number) ? number : null;

    /// <summary>Whether it is the literal true.</summary>
    public bool IsTrue => element.ValueKind == JsonValueKind.True;

    /// <summary>Its items; none where it is no list.</summary>
    public IEnumerable<Payload> Items => element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().Select(e => new Payload(e)) : [];

    // ---- What most events have

    /// <summary>What happened, of the things that can happen in this event.</summary>
    public string? Action => this["action"].Text;

    /// <summary>The repository it happened in.</summary>
    public RepositoryName? Repository => RepositoryName.Parse(this["repository"]["full_name"].Text);

    /// <summary>The number of the repository.</summary>
    public long? RepositoryId => this["repository"]["id"].Number;

    /// <summary>The installation of the App that the event is for.</summary>
    public long? InstallationId => this["installation"]["id"].Number;

    /// <summary>Who did it.</summary>
    public string? Actor => this["sender"]["login"].Text;
}
