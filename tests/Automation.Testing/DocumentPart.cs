namespace Automation.Testing;

/// <summary>
/// A part of a document that says what the program does, between <c>&lt;!-- begin NAME --&gt;</c> and <c>&lt;!-- end NAME --&gt;</c>. Compared like a
/// <see cref="Snapshot"/>.
/// </summary>
public static class DocumentPart
{
    /// <summary>Fails unless the part is this text.</summary>
    /// <param name="document">The document, from the root of the repository.</param>
    /// <param name="name">The name of the part.</param>
    /// <param name="text">What it has to say.</param>
    public static void Match(string document, string name, string text)
    {
        var (begin, end, path) = ($"<!-- begin {name}: a test writes it -->\n", $"<!-- end {name} -->\n", Path.Combine(Repository.Root, document));
        var whole = File.ReadAllText(path);
        var (from, to) = (whole.IndexOf(begin, StringComparison.Ordinal) + begin.Length, whole.IndexOf(end, StringComparison.Ordinal));
        (from >= begin.Length && to >= from).ShouldBeTrue($"{document} has no part '{begin.Trim()}' to '{end.Trim()}'.");
        var wanted = $"\n{text.Trim('\n')}\n\n";
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, string.Concat(whole.AsSpan(0, from), wanted, whole.AsSpan(to)));
            return;
        }

        whole[from..to].ShouldBe(wanted, $"{document} differs; run the tests with UPDATE_SNAPSHOTS=1 if the new text is better.");
    }
}
