namespace Automation.Owners.Tests.Linting;

/// <summary>A path with spaces is recognised by the files, and gets a backslash before each space.</summary>
public sealed class UnescapedSpacesTests
{
    private static readonly string[] Files = ["Shared Cells/My Notes.txt", "Shared Cells/Other.txt", "docs/a.md"];

    [Theory]
    [InlineData("Shared Cells/Other.txt @acme/ui", "Shared\\ Cells/Other.txt @acme/ui")]
    [InlineData("/Shared Cells/ @acme/ui", "/Shared\\ Cells/ @acme/ui")]
    [InlineData("/Shared Cells/My Notes.txt\t@acme/ui # cells", "/Shared\\ Cells/My\\ Notes.txt\t@acme/ui # cells")]
    [InlineData("/Shared Cells", "/Shared\\ Cells")]
    public void Spaces_of_an_existing_path_are_escaped(string line, string expected)
    {
        var findings = Linted.Lint(line, Files).Of("invalid-owner");

        findings.ShouldNotBeEmpty();
        findings.ShouldAllBe(f => f.Message.Contains("A space ends the pattern", StringComparison.Ordinal));
        findings.Select(f => f.Mend(line)).OfType<string>().ShouldBe([expected]);
    }

    [Theory]
    [InlineData("docs/ team-docs")]
    [InlineData("Shared Folder/ @acme/ui")]
    [InlineData("Shared\\ Cells/My Notes.txt @acme/ui")]
    public void Other_words_are_still_invalid_owners(string line) =>
        Linted.Lint(line, Files).Of("invalid-owner").ShouldAllBe(f => f.Message.Contains("is not a valid owner", StringComparison.Ordinal));
}
