namespace Automation.Owners.Naming;

/// <summary>One owner as written in a line. Letter case is kept for display and otherwise ignored.</summary>
/// <param name="Text">The text, including the <c>@</c>.</param>
/// <param name="Form">How it is written.</param>
/// <param name="Start">The offset of its first character in the file.</param>
public sealed record Owner(string Text, OwnerForm Form, int Start)
{
    /// <summary>The offset after its last character.</summary>
    public int End => Start + Text.Length;

    /// <summary>Whether two texts name the same owner.</summary>
    public static StringComparer Comparer => StringComparer.OrdinalIgnoreCase;

    /// <inheritdoc/>
    public override string ToString() => Text;
}
