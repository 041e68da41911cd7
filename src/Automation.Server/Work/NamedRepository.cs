using System.Text.Json;
using Automation.GitHub;

namespace Automation.Server.Work;

/// <summary>The repository that a payload names, <c>repository.full_name</c>, so that deliveries are found by it whatever they ask for.</summary>
internal static class NamedRepository
{
    // GitHub's longest login has 39 characters, its longest repository 100.
    private const int Longest = 140;

    /// <summary>Null where the payload names none, or is no payload.</summary>
    public static string? In(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            return Enters(ref reader, "repository"u8) && Enters(ref reader, "full_name"u8, into: JsonTokenType.String)
                && RepositoryName.Parse(reader.GetString()) is { } name && name.ToString() is { Length: <= Longest } text ? text : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // Members that are not asked for are stepped over.
    private static bool Enters(ref Utf8JsonReader reader, ReadOnlySpan<byte> member, JsonTokenType into = JsonTokenType.StartObject)
    {
        if (reader.TokenType == JsonTokenType.None && !(reader.Read() && reader.TokenType == JsonTokenType.StartObject))
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(member);
            reader.Read();
            if (isIt)
            {
                return reader.TokenType == into;
            }

            reader.Skip();
        }

        return false;
    }
}
