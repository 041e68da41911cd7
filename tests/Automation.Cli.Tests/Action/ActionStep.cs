using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Action;

/// <summary>A step of a job that needs no event: one of the actions, in a folder, with the files that it writes.</summary>
/// <param name="action">The name of the action.</param>
/// <param name="folder">The workspace.</param>
internal sealed class ActionStep(string action, TemporaryFolder folder)
{
    /// <summary>The summary.</summary>
    public string Summary => Written("summary");

    /// <summary>The outputs, by name.</summary>
    public IReadOnlyDictionary<string, string> Outputs =>
        Written("output").TrimEnd('\n').Split('\n').Select(l => l.Split('=', 2)).ToDictionary(l => l[0], l => l[1], StringComparer.Ordinal);

    /// <summary>A file of the workspace.</summary>
    public string Written(string path) => File.ReadAllText(Path.Combine(folder.Path, path));

    /// <summary>Runs it.</summary>
    /// <param name="inputs">The inputs, as the runner names them: <c>BASE-PATH</c>. A later one replaces an earlier one.</param>
    public Outcome Go(params (string Name, string Value)[] inputs)
    {
        folder.With("output", "").With("summary", "");
        var run = Run.Automation("action", action).In(folder.Path)
            .With("GITHUB_ACTIONS", "true").With("HOME", folder.Path)
            .With("GITHUB_OUTPUT", Path.Combine(folder.Path, "output")).With("GITHUB_STEP_SUMMARY", Path.Combine(folder.Path, "summary"));
        foreach (var (name, value) in inputs)
        {
            run.With($"INPUT_{name}", value);
        }

        return run.Go();
    }
}
