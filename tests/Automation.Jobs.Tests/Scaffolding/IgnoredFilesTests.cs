using System.Diagnostics;
using Automation.Testing;

namespace Automation.Jobs.Tests.Scaffolding;

public sealed class IgnoredFilesTests
{
    private const string Publish = ScaffoldWorld.Files
        + "    - id: publish\n      action: publish:github\n      input: { repoUrl: 'github.com?owner=acme&repo=orders' }\n";

    private static readonly string[] Paths =
    [
        "a.log", "keep.log", "build/out.js", "src/build/out.js", "src/a.log", "src/main.js", "docs/api/deep/x.html", "docs/x.html", "tmp1/x", "tmpA/x", "#hash",
        "src/sub/only.txt", "src/only.txt", "deep/a/b/end.txt", "deep/end.txt", ".env", "sp ace", "back\u00e9.bin", "node_modules/p/index.js", "x/foo/bar", "foo/bar",
    ];

    [Theory]
    [InlineData("*.log\n!keep.log\n")]
    [InlineData("build/\n# a comment\n\n.env\n")]
    [InlineData("/build\n/foo/bar\r\n")]
    [InlineData("docs/**/x.html\ntmp[0-9]/\n")]
    [InlineData("tmp[!0-9]\n\\#hash\nsp?ace\n")]
    [InlineData("deep/**\n!deep/end.txt\n")]
    [InlineData("**/foo/bar\n**/sub\n")]
    [InlineData("foo\n!foo/bar\nnode_modules\n")]
    [InlineData("*\n!src\n!src/**\n!.gitignore\n")]
    [InlineData("src/*\n!src/sub/\n")]
    [InlineData("*\u00e9*\n*.*\n!*.js\n")]
    public async Task Files_are_left_out_as_git_leaves_them_out(string patterns)
    {
        using var folder = new TemporaryFolder();
        await using var world = await ScaffoldWorld.StartAsync();
        foreach (var (path, text) in Paths.Select(p => (p, $"{p}\n")).Append((".gitignore", patterns)).Append(("src/.gitignore", "only.txt\n!a.log\n")))
        {
            folder.With(path, text);
            world.Skeleton.RemoveAll(s => s.Path == $"skeleton/{path}");
            world.Skeleton.Add(($"skeleton/{path}", text));
        }

        folder.With("README.md", "x").With("catalog-info.yaml", "x");

        (await world.RunAsync(Publish)).Error.ShouldBeNull();

        world.GitHub.Repository("acme/orders").Files().Order(StringComparer.Ordinal).ShouldBe(Git(folder.Path).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Git(string folder)
    {
        Run("init", "--quiet");
        Run("add", "--all");
        return Run("ls-files", "-z").Split('\0', StringSplitOptions.RemoveEmptyEntries);

        string Run(params string[] arguments)
        {
            using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
            var output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return output;
        }
    }
}
