using System.Text.Json;

namespace Automation.GitHub.Access;

/// <summary>Reads an answer member by member: whatever is absent, null, or of another type than it should be, is not there.</summary>
internal static class JsonMembers
{
    extension(JsonElement element)
    {
        /// <summary>A member; null where there is none.</summary>
        public JsonElement? Member(string name) =>
            element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

        /// <summary>The text of a member. GitHub writes an empty one for what nobody said.</summary>
        public string? Text(string name) => element.Member(name) is { ValueKind: JsonValueKind.String } member && member.GetString() is { Length: > 0 } text ? text : null;

        /// <summary>The whole number of a member.</summary>
        public long? Number(string name) => element.Member(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetInt64(out var number) ? number : null;

        /// <summary>The objects of a list; none where it is none. What GitHub does not show is null in it.</summary>
        public IEnumerable<JsonElement> Items(string name) =>
            element.Member(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Object) : [];

        /// <summary>Where the next page of a connection begins; null on its last.</summary>
        public string? NextPage => element.Member("pageInfo") is { } info && info.Member("hasNextPage")?.ValueKind == JsonValueKind.True ? info.Text("endCursor") : null;
    }
}
