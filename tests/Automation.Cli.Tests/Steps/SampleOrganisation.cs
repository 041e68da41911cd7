using Automation.Testing.GitHub;

namespace Automation.Cli.Tests.Steps;

/// <summary>Some repositories of <c>samples/acme</c> on a fake GitHub, and a job with the token of their administrator and the catalog of all.</summary>
internal sealed class SampleOrganisation : IAsyncDisposable
{
    private SampleOrganisation(FakeGitHub gitHub, ActionRunner job) => (GitHub, Job) = (gitHub, job);

    public FakeGitHub GitHub { get; }

    public ActionRunner Job { get; }

    public static async Task<SampleOrganisation> StartAsync(params string[] repositories)
    {
        var gitHub = await FakeGitHub.StartAsync();
        gitHub.Organisation("acme").WithMembers("ada");
        foreach (var name in repositories)
        {
            using var sample = new SampleRepository(name);
            gitHub.Repository($"acme/{name}").WithCollaborator("ada", "admin").Load(sample.Folder);
        }

        var job = new ActionRunner("acme/catalog", gitHub.Url) { Token = gitHub.PersonalToken("ada") };
        StitchedSamples.In(job);
        return new SampleOrganisation(gitHub, job);
    }

    public async ValueTask DisposeAsync()
    {
        Job.Dispose();
        await GitHub.DisposeAsync();
    }
}
