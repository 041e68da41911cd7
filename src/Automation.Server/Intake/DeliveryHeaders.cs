using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Primitives;

namespace Automation.Server.Intake;

/// <summary>The headers of a delivery: its names, and what says where it comes from.</summary>
internal sealed record DeliveryHeaders(string Id, string Event, string Kept)
{
    private const int LongestKept = 200;
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");
    private static readonly string[] Keep = ["Content-Type", "User-Agent", "X-GitHub-Hook-ID", "X-GitHub-Hook-Installation-Target-Type", "X-GitHub-Hook-Installation-Target-ID", "X-GitHub-Enterprise-Host"];

    /// <summary>Reads the headers, or says what is wrong with them.</summary>
    public static Rejection? Read(IHeaderDictionary headers, out DeliveryHeaders read)
    {
        read = null!;
        if (!IsName(headers["X-GitHub-Delivery"], out var id))
        {
            return Rejection.BadDelivery;
        }

        if (!IsName(headers["X-GitHub-Event"], out var name))
        {
            return Rejection.BadEvent;
        }

        var kept = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var header in Keep)
        {
            if (headers.TryGetValue(header, out var value) && value is [{ Length: <= LongestKept } only])
            {
                kept[header] = only;
            }
        }

        read = new DeliveryHeaders(id, name, JsonSerializer.Serialize(kept, HeaderJson.Default.DictionaryStringString));
        return null;
    }

    private static bool IsName(StringValues values, out string name)
    {
        name = values is [{ Length: > 0 and <= IntakeLimits.LongestName } only] && !only.AsSpan().ContainsAnyExcept(NameCharacters) ? only : "";
        return name.Length > 0;
    }
}

[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class HeaderJson : JsonSerializerContext;
