using System.Text;
using Automation.Core.Text;
using Automation.Owners.Matching;
using Automation.Owners.Reading;
using Automation.Testing;
using CsCheck;

namespace Automation.Owners.Tests.Matching;

/// <summary>Where CODEOWNERS and <c>.gitignore</c> mean the same, real git decides the same. A failure prints the seed that reproduces it.</summary>
public sealed class GitAgreement : IDisposable
{
    // One process answers for all: pattern n rules the folder n, which has every path below it.
    private const int Batches = 12;

    private readonly GitSandbox _git = GitSandbox.Create();

    [Fact]
    public void Git_ignores_what_the_same_pattern_owns()
    {
        _git.Git("config", "core.ignoreCase", "false");

        Gen.Select(Patterns.Shared.Array[40], Patterns.Path.Array[30]).Sample(
            (patterns, paths) =>
            {
                var (ignored, owned) = (Ignored(patterns, paths), Owned(patterns, paths));
                ignored.Except(owned).ShouldBeEmpty("git alone");
                owned.Except(ignored).ShouldBeEmpty("not git");
            },
            iter: Batches,
            threads: 1);
    }

    /// <inheritdoc/>
    public void Dispose() => _git.Dispose();

    private static List<string> Owned(string[] patterns, string[] paths) =>
        [.. patterns.SelectMany((pattern, i) => Asked(i, paths).Zip(paths).Where(p => Owns(pattern, p.Second)).Select(p => $"{pattern}\t{p.First}")), Certain];

    private static bool Owns(string pattern, string path) =>
        new OwnersMatcher(CodeownersReader.Read(SourceText.Of("CODEOWNERS", pattern))).Walk().RuleOf(path) is not null;

    // Git ends with an error where it ignores nothing.
    private const string Certain = "certain\tcertain";

    private List<string> Ignored(string[] patterns, string[] paths)
    {
        _git.With(".gitignore", "certain\n").With("asked", Lines(patterns, paths));
        for (var i = 0; i < patterns.Length; i++)
        {
            _git.With($"{i}/.gitignore", patterns[i] + "\n");
        }

        // Each answer is "file:line:pattern<TAB>path".
        return [
            .. _git.GitWithInput("asked", "check-ignore", "--no-index", "--verbose", "--stdin")
                .Split('\n')
                .Select(line => line[(line.IndexOf(":1:", StringComparison.Ordinal) + 3)..]),
        ];
    }

    private static string Lines(string[] patterns, string[] paths)
    {
        var lines = new StringBuilder();
        for (var i = 0; i < patterns.Length; i++)
        {
            lines.AppendJoin('\n', Asked(i, paths)).Append('\n');
        }

        return lines.Append("certain\n").ToString();
    }

    private static IEnumerable<string> Asked(int pattern, string[] paths) => paths.Select(path => $"{pattern}/{path}");
}
