using System.Text;

namespace Automation.Jobs.Portal.Building;

/// <summary>What is searched for: the words, and filters that must all hold.</summary>
/// <param name="Text">The words.</param>
public sealed record SearchQuestion(string Text)
{
    /// <summary>Only entities of this kind; null for all.</summary>
    public string? Kind { get; init; }

    /// <summary>Only entities of this owner, a ref; null for all.</summary>
    public string? Owner { get; init; }

    /// <summary>The address of the search, from the root of the portal.</summary>
    internal string Address
    {
        get
        {
            var address = new StringBuilder($"{PortalAddress.Search}?q={Uri.EscapeDataString(Text)}");
            foreach (var (name, value) in new[] { ("kind", Kind), ("owner", Owner) })
            {
                if (value is not null)
                {
                    address.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
                }
            }

            return address.ToString();
        }
    }
}

/// <param name="Refs">The best hits, in order.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Kinds">How many there are of each kind.</param>
internal sealed record SearchAnswer(IReadOnlyList<Core.EntityRef> Refs, int Count, IReadOnlyDictionary<string, int> Kinds);
