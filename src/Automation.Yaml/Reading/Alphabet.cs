using System.Buffers;
using System.Collections;

namespace Automation.Yaml.Reading;

/// <summary>
/// Stand-ins for the characters that YamlDotNet takes for something else than Backstage does: NUL (for it the end of the stream),
/// U+0085, U+2028 and U+2029 (line breaks), a lone CR (a line break), and a byte order mark within the text. Each is one UTF-16 code
/// unit and so is its stand-in, so that offsets stay the same.
/// </summary>
internal sealed class Alphabet
{
    private const string Special = "\0\r\u0085\u2028\u2029\uFEFF";
    private static readonly SearchValues<char> SpecialCharacters = SearchValues.Create(Special);
    private static readonly IEnumerable<char> PrivateUse = Enumerable.Range(0xE000, 0x1900).Select(c => (char)c);
    private static readonly IEnumerable<char> Others = Enumerable.Range(0x3400, 0xA400).Select(c => (char)c);
    private static readonly Alphabet Plain = new("");

    private readonly string _standIns;

    private Alphabet(string standIns) => _standIns = standIns;

    /// <summary>The alphabet for a text: stand-ins are characters that the text does not use, from the private use area or, where it uses that whole area, ideographs and syllables.</summary>
    public static Alphabet For(string text)
    {
        if (!NeedsStandIns(text))
        {
            return Plain;
        }

        // One pass, whatever the text holds: a search for each candidate would let a text that uses them all take seconds.
        var used = new BitArray(char.MaxValue + 1);
        foreach (var c in text)
        {
            used[c] = true;
        }

        // A text that uses nearly every character there is leaves no choice: its own would be read as the ones they stand for.
        return new Alphabet(new string([.. PrivateUse.Concat(Others).Where(c => !used[c]).Concat(PrivateUse).Take(Special.Length)]));
    }

    /// <summary>Puts the stand-ins in.</summary>
    public string Encode(string text)
    {
        if (_standIns.Length == 0)
        {
            return text;
        }

        return string.Create(text.Length, (text, _standIns), static (result, state) =>
        {
            for (var i = 0; i < result.Length; i++)
            {
                var c = state.text[i];
                var special = IsLineFeedNext(state.text, i) ? -1 : Special.IndexOf(c, StringComparison.Ordinal);
                result[i] = special < 0 ? c : state._standIns[special];
            }
        });
    }

    /// <summary>Takes the stand-ins out again.</summary>
    public string Decode(string text)
    {
        if (_standIns.Length == 0 || text.AsSpan().IndexOfAny(_standIns) < 0)
        {
            return text;
        }

        return string.Create(text.Length, (text, _standIns), static (result, state) =>
        {
            for (var i = 0; i < result.Length; i++)
            {
                var standIn = state._standIns.IndexOf(state.text[i], StringComparison.Ordinal);
                result[i] = standIn < 0 ? state.text[i] : Special[standIn];
            }
        });
    }

    private static bool NeedsStandIns(string text)
    {
        for (var at = text.AsSpan().IndexOfAny(SpecialCharacters); at >= 0;)
        {
            if (!IsLineFeedNext(text, at))
            {
                return true;
            }

            var next = text.AsSpan(at + 1).IndexOfAny(SpecialCharacters);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return false;
    }

    private static bool IsLineFeedNext(string text, int at) => text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n';
}
