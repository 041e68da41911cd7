using System.Text.RegularExpressions;
using Automation.Testing;

namespace Automation.Architecture.Tests;

/// <summary>Messages, comments and documents use the words of docs/glossary.md, and not those that it replaces.</summary>
public sealed partial class WordTests
{
    // History keeps its words: the changelog and the decisions.
    private static readonly string[] History = ["CHANGELOG.md", "docs/adr/", "docs/glossary.md"];

    [Fact]
    public void Messages_and_comments_use_the_words_of_the_glossary() =>
        Files("src", "*.cs").SelectMany(f => CSharpTexts.Of(File.ReadAllText(Path.Combine(Repository.Root, f))).SelectMany(t => Found(f, t.Line, t.Text)))
            .ShouldBeEmpty();

    [Fact]
    public void Documents_use_the_words_of_the_glossary() =>
        Documents().SelectMany(f => File.ReadLines(Path.Combine(Repository.Root, f)).SelectMany((line, i) => Found(f, i + 1, line))).ShouldBeEmpty();

    [Theory]
    [InlineData("/// <summary>Judges it.</summary>", "Judges")]
    [InlineData("Warn($\"{room.Name} is said to be one\");", "is said")]
    [InlineData("var text = \"\"\"\n    the door\n    \"\"\";", "the door")]
    [InlineData("var room = judged[\"a \\\" b\"]; // docs/adr/0001-projects-and-layers.md", null)]
    [InlineData("var c = '\"'; Rule.Room = twins; /// <param name=\"judge\">The rule.</param>", null)]
    public void Words_are_found_in_strings_and_comments_and_not_in_names(string code, string? word) =>
        CSharpTexts.Of(code).SelectMany(t => Found("x", 1, t.Text)).ShouldBe(word is null ? [] : [$"x:1: {word}"]);

    private static IEnumerable<string> Documents() => Directory.EnumerateFiles(Repository.Root, "*.md").Select(f => Path.GetFileName(f))
        .Concat(Files("docs", "*.md"))
        .Concat(Files("benchmarks", "*.md"))
        .Append("samples/acme/README.md")
        .Where(f => !History.Any(h => f.StartsWith(h, StringComparison.Ordinal)));

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), pattern, SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/'))
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !History.Contains(f, StringComparer.Ordinal));

    private static IEnumerable<string> Found(string file, int line, string text) =>
        Replaced().Matches(Tag().Replace(text, "")).Select(m => $"{file}:{line}: {m.Value}");

    // A whole word, and no part of a path, a file name or an identifier.
    [GeneratedRegex(
        @"(?<![\w./-])(mend(s|ed|ing)?|judg(e|es|ed|ing|ement|ements|ment)|(is|are|was|were|be|been) (told|said)|who(m)?ever|nobody|stood before|at hand|anew|(the|a) door"
        + @"|in force|rooms?|look(s|ed|ing)? into|(note|notes|noted|write|writes|written) down|hangs? on|twins?|for ever)(?![\w/-]|\.\w)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Replaced();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
