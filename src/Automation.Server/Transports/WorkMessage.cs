using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Automation.Server.Transports;

/// <summary>
/// The body of a message: a JSON object with a version. Later programs add members, which this one ignores; a change that an older program must not run
/// gets another version. Who can write to the broker can write anything: it is bounded and validated.
/// </summary>
internal abstract record WorkMessage
{
    public const string ContentType = "application/json";

    /// <summary>The maximum size of a body.</summary>
    public const int MostBytes = 4096;

    /// <summary>The maximum length of a message's id and of a session's: https://learn.microsoft.com/azure/service-bus-messaging/service-bus-quotas</summary>
    public const int LongestId = 128;

    private const int Version = 1;
    private const int LongestText = 1024;

    private WorkMessage()
    {
    }

    /// <summary>A message that this program can handle.</summary>
    public sealed record Valid(HandedWork Work) : WorkMessage;

    /// <summary>A message that no worker can handle.</summary>
    public sealed record Malformed(string Reason) : WorkMessage;

    public static byte[] Write(HandedWork work) => JsonSerializer.SerializeToUtf8Bytes(
        new WorkBody(Version, work.Work, work.Key, work.Delivery, work.Attempt), WorkBodyContext.Default.WorkBody);

    public static WorkMessage Read(ReadOnlySpan<byte> body)
    {
        if (body.Length > MostBytes)
        {
            return new Malformed($"The body has {body.Length} bytes; at most {MostBytes} are accepted.");
        }

        try
        {
            return JsonSerializer.Deserialize(body, WorkBodyContext.Default.WorkBody) switch
            {
                null => new Malformed("The body is null."),
                { V: not Version } other => new Malformed($"The body has version {other.V}; this program reads version {Version}."),
                { Work: < 1 } => new Malformed("The member 'work' is not the id of a work item."),
                { Attempt: < 1 } => new Malformed("The member 'attempt' is not a positive number."),
                { Key: null or { Length: 0 or > LongestText } } => new Malformed($"The member 'key' is empty or longer than {LongestText} characters."),
                { Delivery: null or { Length: 0 or > LongestText } } =>
                    new Malformed($"The member 'delivery' is empty or longer than {LongestText} characters."),
                var read => new Valid(new HandedWork(read.Work, read.Key, read.Delivery, read.Attempt)),
            };
        }
        catch (JsonException e)
        {
            return new Malformed($"The body is not a JSON object with 'v', 'work', 'key', 'delivery' and 'attempt' (byte {e.BytePositionInLine}).");
        }
    }

    /// <summary>The id of a message, the same each time that this attempt is sent.</summary>
    public static string Id(HandedWork work) => Fit($"{work.Delivery}:{work.Work}:{work.Attempt}");

    /// <summary>A name that brokers accept as an id: itself, or its beginning and its hash.</summary>
    public static string Fit(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) <= LongestId)
        {
            return name;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        var start = string.Concat(name.Take((LongestId - hash.Length - 1)).Select(c => char.IsAscii(c) ? c : '_'));
        return $"{start}~{hash}";
    }
}

/// <summary>The members of a message's body.</summary>
internal sealed record WorkBody(
    [property: JsonRequired] int V,
    [property: JsonRequired] long Work,
    [property: JsonRequired] string Key,
    [property: JsonRequired] string Delivery,
    [property: JsonRequired] int Attempt);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = 8)]
[JsonSerializable(typeof(WorkBody))]
internal sealed partial class WorkBodyContext : JsonSerializerContext;
