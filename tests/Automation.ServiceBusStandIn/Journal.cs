using System.Text.Json;

namespace Automation.ServiceBusStandIn;

/// <summary>
/// What the queues hold, as a file that outlives the process: Service Bus confirms only what it does not lose. Each change is with the system before it is
/// confirmed.
/// </summary>
internal sealed class Journal : IDisposable
{
    private readonly string? _file;
    private readonly Lock _one = new();
    private FileStream? _written;

    /// <param name="file">The file; null to keep nothing.</param>
    public Journal(string? file) => _file = file;

    /// <summary>The changes before the last end of the process; the last line may be half written.</summary>
    public IEnumerable<JournalEntry> Earlier()
    {
        if (_file is null || !File.Exists(_file))
        {
            yield break;
        }

        foreach (var line in File.ReadLines(_file))
        {
            JournalEntry? entry;
            try
            {
                entry = JsonSerializer.Deserialize<JournalEntry>(line);
            }
            catch (JsonException)
            {
                continue;
            }

            if (entry is not null)
            {
                yield return entry;
            }
        }
    }

    public void Add(JournalEntry entry)
    {
        if (_file is null)
        {
            return;
        }

        lock (_one)
        {
            if (_written is null)
            {
                // A line break first: the last line may be half written.
                _written = new FileStream(_file, FileMode.Append, FileAccess.Write, FileShare.Read);
                _written.WriteByte((byte)'\n');
            }

            _written.Write(JsonSerializer.SerializeToUtf8Bytes(entry));
            _written.WriteByte((byte)'\n');
            _written.Flush();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _written?.Dispose();
}

/// <summary>A change of a queue: a message was put in, failed once more, or left.</summary>
internal sealed record JournalEntry(string Queue, string Change, long Sequence)
{
    public const string Put = "put";
    public const string Failed = "failed";
    public const string Left = "left";

    public string? Id { get; init; }

    public string? Session { get; init; }

    public byte[]? Bytes { get; init; }

    public string? Reason { get; init; }

    public string? Description { get; init; }
}
