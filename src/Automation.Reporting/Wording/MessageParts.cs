using Automation.Core.Text;

namespace Automation.Reporting.Wording;

/// <summary>A message in two parts: what is wrong, which is its first sentence without the full stop, and what to do about it.</summary>
/// <param name="Problem">What is wrong.</param>
/// <param name="Advice">What to do; empty if the message is one sentence.</param>
internal sealed record MessageParts(string Problem, string Advice)
{
    /// <summary>Splits a message at the end of its first sentence, outside of quotations.</summary>
    public static MessageParts Of(string message)
    {
        for (var i = 0; i < message.Length; i++)
        {
            if (Quotes.At(message, i) is { } end)
            {
                i = end;
            }
            else if (message[i] == '.' && i + 2 < message.Length && message[i + 1] == ' ' && (char.IsUpper(message[i + 2]) || message[i + 2] == '\''))
            {
                return new MessageParts(message[..i], message[(i + 2)..]);
            }
        }

        return new MessageParts(message.EndsWith('.') ? message[..^1] : message, "");
    }
}
