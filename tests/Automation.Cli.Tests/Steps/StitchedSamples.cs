using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Steps;

/// <summary>The catalog of <c>samples/acme</c> in the workspace of a job, as an earlier step checks it out.</summary>
internal static class StitchedSamples
{
    /// <summary>Writes it to the folder <c>catalog</c>.</summary>
    public static void In(ActionRunner job, params string[] options)
    {
        using var git = GitSandbox.Create();
        git.Git("init", "--quiet", Path.Combine(job.Workspace, "catalog"));
        Run.Automation(["catalog", "build", "--source", Path.Combine(Repository.Root, "samples", "acme"), "--out", "catalog", .. options])
            .In(job.Workspace).Go().Ends(0);
    }
}
