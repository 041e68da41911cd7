namespace Automation.Cli.Rpc;

/// <summary>One message as it was received.</summary>
internal abstract record ReceivedMessage
{
    private ReceivedMessage()
    {
    }

    public sealed record Whole(ReadOnlyMemory<byte> Json) : ReceivedMessage;

    /// <summary>The message is larger than <see cref="MessageReader.Largest"/>; its bytes were skipped.</summary>
    public sealed record TooLarge : ReceivedMessage;

    /// <summary>The stream cannot be followed any more.</summary>
    public sealed record Broken(string Reason) : ReceivedMessage;

    /// <summary>The client closed the stream.</summary>
    public sealed record End : ReceivedMessage;
}

/// <summary>Cuts a stream of bytes into messages. What is sent is not trusted: a message has a largest size, and what exceeds it is not kept.</summary>
/// <param name="read">Reads the next bytes; 0 at the end.</param>
/// <param name="framing">How messages are separated.</param>
internal sealed class MessageReader(Func<byte[], int> read, Framing framing)
{
    /// <summary>The largest message: a descriptor with 5 MiB, escaped.</summary>
    public const int Largest = 8 * 1024 * 1024;

    private const int LargestHeader = 4 * 1024;

    private readonly byte[] _piece = new byte[32 * 1024];
    private int _from;
    private int _to;

    public ReceivedMessage Next() => framing == Framing.Lines ? NextLine() : NextWithHeader();

    // Model Context Protocol, "Transports: stdio": one message a line.
    private ReceivedMessage NextLine()
    {
        while (true)
        {
            using var line = new MemoryStream();
            var (isTooLarge, isEnd) = (false, true);
            while (Fill())
            {
                var available = _piece.AsSpan(_from, _to - _from);
                var end = available.IndexOf((byte)'\n');
                var part = end < 0 ? available : available[..end];
                _from += part.Length + (end < 0 ? 0 : 1);
                isTooLarge |= line.Length + part.Length > Largest;
                if (!isTooLarge)
                {
                    line.Write(part);
                }

                if (end >= 0)
                {
                    isEnd = false;
                    break;
                }
            }

            var message = line.GetBuffer().AsMemory(0, (int)line.Length);
            if (isTooLarge)
            {
                return new ReceivedMessage.TooLarge();
            }

            if (!message.Span.Trim(" \t\r"u8).IsEmpty)
            {
                return new ReceivedMessage.Whole(message);
            }

            if (isEnd)
            {
                return new ReceivedMessage.End();
            }
        }
    }

    // Language Server Protocol, "Base Protocol": header fields, an empty line, the content.
    private ReceivedMessage NextWithHeader()
    {
        var length = -1L;
        for (var lines = 0; ; lines++)
        {
            if (HeaderLine() is not { } line)
            {
                return lines == 0 ? new ReceivedMessage.End() : new ReceivedMessage.Broken("the stream ended within a header");
            }

            if (line.Length == 0 && length >= 0)
            {
                break;
            }

            const string name = "Content-Length:";
            if (line.StartsWith(name, StringComparison.OrdinalIgnoreCase) && long.TryParse(line[name.Length..].Trim(), out var value) && value >= 0)
            {
                length = value;
            }
            else if (length < 0 || !line.Contains(':', StringComparison.Ordinal))
            {
                return new ReceivedMessage.Broken("a header has no Content-Length");
            }
        }

        var content = length <= Largest ? new byte[length] : null;
        for (var received = 0L; received < length;)
        {
            if (!Fill())
            {
                return new ReceivedMessage.Broken("the stream ended within a message");
            }

            var part = (int)Math.Min(length - received, _to - _from);
            if (content is not null)
            {
                _piece.AsSpan(_from, part).CopyTo(content.AsSpan((int)received));
            }

            _from += part;
            received += part;
        }

        return content is null ? new ReceivedMessage.TooLarge() : new ReceivedMessage.Whole(content);
    }

    // Null at the end, or where a line is too long to be a header.
    private string? HeaderLine()
    {
        var line = new List<byte>();
        while (Fill() && line.Count < LargestHeader)
        {
            var next = _piece[_from++];
            if (next == (byte)'\n')
            {
                return System.Text.Encoding.ASCII.GetString([.. line]).TrimEnd('\r');
            }

            line.Add(next);
        }

        return null;
    }

    private bool Fill()
    {
        if (_from < _to)
        {
            return true;
        }

        (_from, _to) = (0, read(_piece));
        return _to > 0;
    }
}

/// <summary>How messages are separated on a stream.</summary>
internal enum Framing
{
    /// <summary>One message a line, as the Model Context Protocol has it.</summary>
    Lines,

    /// <summary>A header with the length, as the Language Server Protocol has it.</summary>
    Headers,
}
