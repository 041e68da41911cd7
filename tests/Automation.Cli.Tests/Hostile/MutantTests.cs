using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Hostile;

/// <summary>Descriptors that were changed at random go through every command, and none of them fails.</summary>
public sealed class MutantTests : IDisposable
{
    private const int Count = 150;

    private static readonly string[] Fragments =
    [
        ":", ": ", "- ", "? ", "#", " # c", "&a ", "*a", "!", "!!str ", "|", ">", "%", "@", "\"", "'", "[", "]", "{", "}", ",", "\t", "\n", "\n\n", "\r",
            "\\", "...", "\n---\n", "\n...\n", "<<: ", "~", "$text: x",
        "{$text: x}", "{$yaml: y}", "[]", "{}", "12", "null", "\0", "\uFEFF", "\"\\ud800\"", "${{ values.name }}",
    ];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Every_command_ends_as_it_does_for_other_wrong_files()
    {
        var random = new Random(20_260_414);
        for (var i = 0; i < Count; i++)
        {
            _folder.With($"repositories/r{i % 3}/d{i}/catalog-info.yaml", Mutant(random));
        }

        Run.Automation("validate", "--format", "jsonl").In(_folder.Path).Go().Ends(1).Rules.ShouldNotContain("catalog/not-validated");
        Run.Automation("check", "--format", "json").In(_folder.Path).Go().Ends(1).Rules.ShouldNotContain("catalog/not-validated");
        for (var round = 0; round < 2; round++)
        {
            var built = Run.Automation(
                "catalog",
                "build",
                "--source",
                "repositories/r0",
                "--source",
                "repositories/r1",
                "--source",
                "repositories/r2",
                "--out",
                "out",
                "--format",
                "jsonl")
                .In(_folder.Path)
                .Go();
            built.ExitCode.ShouldBeOneOf(0, 1);
            built.Everything.ShouldNotContain("catalog/not-validated");
            _folder.With("repositories/r1/d1/catalog-info.yaml", Mutant(random));
        }

        Run.Automation("catalog", "show", "--catalog", "out").In(_folder.Path).Go().Ends(0);
    }

    private static string Mutant(Random random)
    {
        var text = Descriptors.Sound;
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var at = random.Next(text.Length + 1);
            text = string.Concat(text.AsSpan(0, at), Fragments[random.Next(Fragments.Length)], text.AsSpan(Math.Min(text.Length, at + random.Next(3))));
        }

        return text;
    }

    public void Dispose() => _folder.Dispose();
}
