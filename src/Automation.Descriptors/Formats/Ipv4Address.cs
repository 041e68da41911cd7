namespace Automation.Descriptors.Formats;

/// <summary>IPv4 addresses in URLs: one to four numbers, each decimal, octal or hexadecimal.</summary>
internal static class Ipv4Address
{
    /// <summary>Whether a label looks like a number, which makes the domain that ends with it an address.</summary>
    public static bool IsNumber(string label) =>
        (label.Length > 0 && label.All(char.IsAsciiDigit)) || (label is ['0', 'x' or 'X', ..] && label.Skip(2).All(char.IsAsciiHexDigit));

    /// <summary>Whether the parts of a domain whose last is a number are an address.</summary>
    public static bool IsValid(string[] parts)
    {
        if (parts.Length > 4)
        {
            return false;
        }

        for (var i = 0; i < parts.Length; i++)
        {
            var most = i == parts.Length - 1 ? 1UL << (8 * (5 - parts.Length)) : 256UL;
            if (!IsNumber(parts[i]) || ValueOf(parts[i]) is not { } value || value >= most)
            {
                return false;
            }
        }

        return true;
    }

    private static ulong? ValueOf(string part)
    {
        var (digits, numberBase) = part switch
        {
            ['0', 'x' or 'X', ..] => (part[2..], 16),
            ['0', _, ..] => (part[1..], 8),
            _ => (part, 10),
        };
        var value = 0UL;
        foreach (var c in digits)
        {
            var digit = Convert.ToInt32(c.ToString(), 16);
            if (digit >= numberBase || value > uint.MaxValue)
            {
                return null;
            }

            value = (value * (ulong)numberBase) + (ulong)digit;
        }

        return value;
    }
}
