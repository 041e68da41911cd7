using System.Buffers;
using System.Text;
using System.Text.Json;
using Automation.Server.Hosting;
using Microsoft.Extensions.Primitives;

namespace Automation.Server.Intake;

/// <summary>The headers of a delivery: its id, its event, and those about its origin.</summary>
internal sealed record DeliveryHeaders(string Id, string Event, string Kept)
{
    private const int LongestKept = 200;
    private const int UsualBytes = 512;
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");
    private static readonly string[] Keep =
    [
        "Content-Type",
        "User-Agent",
        "X-GitHub-Hook-ID",
        "X-GitHub-Hook-Installation-Target-Type",
        "X-GitHub-Hook-Installation-Target-ID",
        "X-GitHub-Enterprise-Host",
    ];

    /// <summary>Reads the headers, or returns what is wrong with them.</summary>
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

        read = new DeliveryHeaders(id, name, KeptOf(headers));
        return null;
    }

    private static string KeptOf(IHeaderDictionary headers)
    {
        var kept = new ArrayBufferWriter<byte>(UsualBytes);
        using (var json = new Utf8JsonWriter(kept))
        {
            json.WriteStartObject();
            foreach (var header in Keep)
            {
                if (headers.TryGetValue(header, out var value) && value is [{ Length: <= LongestKept } only])
                {
                    json.WriteString(header, only);
                }
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(kept.WrittenSpan);
    }

    private static bool IsName(StringValues values, out string name)
    {
        name = values is [{ Length: > 0 and <= IntakeLimits.LongestName } only] && !only.AsSpan().ContainsAnyExcept(NameCharacters) ? only : "";
        return name.Length > 0;
    }
}
