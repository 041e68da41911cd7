using System.Text;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Testing;

namespace Automation.Rendering.Tests.Proposals;

/// <summary>A proposal shows the objects that it changes in the clusters, as the real tools render them.</summary>
public sealed class RenderedProposalTests
{
    private const string Deployment =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: '${{ values.name }}' }
        spec:
          selector: { matchLabels: { app: '${{ values.name }}' } }
          template:
            metadata: { labels: { app: '${{ values.name }}' } }
            spec:
              containers:
                - { name: main, image: '${{ values.name }}' }

        """;

    private const string Service = "apiVersion: v1\nkind: Service\nmetadata: { name: '${{ values.name }}' }\nspec: { ports: [{ port: 80 }] }\n";

    [Fact]
    public async Task A_new_service_shows_every_object()
    {
        await using var acme = await ProposedRepository.StartAsync(("template/base/deployment.yaml", Deployment), ("template/base/service.yaml", Service));

        (await acme.ProposeAsync()).State.ShouldBe(ProposalState.Opened);

        Snapshot.Match(Shown(acme.Pull.Pull.Body!), "onboarded.md");
        acme.Pull.Comments.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_template_that_drops_an_object_says_that_it_is_deleted()
    {
        await using var acme = await ProposedRepository.StartAsync(("template/base/deployment.yaml", Deployment), ("template/base/service.yaml", Service));
        await acme.ProposeAsync();
        acme.Pull.Merge();
        acme.Repository.Commit("main", "No Service", ("template/base/service.yaml", null));

        (await acme.ProposeAsync()).State.ShouldBe(ProposalState.Opened);

        var body = acme.Pull.Pull.Body!;
        body.ShouldContain("**It deletes 2 objects.**");
        body.ShouldContain("**`Service orders-production/orders`** deleted");
    }

    [Fact]
    public async Task Long_differences_go_on_in_comments_which_are_updated_in_place_and_deleted_when_they_are_surplus()
    {
        await using var acme = await ProposedRepository.StartAsync(
            ("template/base/deployment.yaml", Deployment), ("template/base/maps.yaml", Maps(count: 50, text: "first")));
        await acme.ProposeAsync();
        var comments = acme.Pull.Comments.Count;
        comments.ShouldBeGreaterThan(1);
        acme.Texts.ShouldAllBe(t => t.Length <= CommentWriter.MostCharacters);
        var writes = acme.Writes;
        (await acme.ProposeAsync()).State.ShouldBe(ProposalState.Open);
        acme.Writes.ShouldBe(writes, "the same run again writes nothing");
        acme.Pull.Comment("<!-- automation:gitops-part 9 -->\nA copy by a stranger.", by: "mallory");
        var ids = acme.Pull.Comments.Select(c => c.Id).ToList();

        acme.Repository.Commit("main", "Other maps", ("template/base/maps.yaml", Maps(count: 50, text: "other")));
        await acme.ProposeAsync();
        acme.Pull.Comments.Select(c => c.Id).ShouldBe(ids);
        acme.Texts[1].ShouldContain("other");

        acme.Repository.Commit("main", "No maps", ("template/base/maps.yaml", null));
        await acme.ProposeAsync();
        acme.Pull.Comments.ShouldHaveSingleItem().Body.ShouldContain("A copy by a stranger.");
        acme.Pull.Pull.Body!.ShouldNotContain("Part 1 of");
    }

    [Fact]
    public async Task Of_a_hundred_secrets_none_is_in_a_text_or_a_log()
    {
        string[] secrets = [.. Enumerable.Range(0, 100).Select(i => $"s3cr3t-{i:000}-{(uint)(i * 2654435761):x8}")];
        var first = Secrets(secrets[..50]);
        await using var acme = await ProposedRepository.StartAsync(("template/base/deployment.yaml", Deployment), ("template/base/secrets.yaml", first));
        List<string> seen = [];

        await acme.ProposeAsync();
        seen.AddRange(acme.Texts);
        acme.Pull.Merge();
        acme.Repository.Commit("main", "Rotate", ("template/base/secrets.yaml", Secrets(secrets[50..])));
        await acme.ProposeAsync();
        seen.AddRange(acme.Texts);

        seen.Count(t => t.Contains("Secret orders-production/", StringComparison.Ordinal)).ShouldBe(2, "the Secrets are shown, and their values are not");
        foreach (var text in seen.Concat(acme.Log))
        {
            secrets.ShouldAllBe(s => !text.Contains(s, StringComparison.Ordinal) && !text.Contains(Base64(s), StringComparison.Ordinal));
        }
    }

    private static string Maps(int count, string text) => string.Join("---\n", Enumerable.Range(0, count).Select(i =>
        $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: map-{i} }}\ndata:\n"
        + string.Concat(Enumerable.Range(0, 40).Select(l => $"  key-{l}: {text} {new string('x', 30)}\n"))));

    // In each of the places that a Secret has for a value, also as what was applied last and as an ordered hook.
    private static string Secrets(string[] values) => string.Join("---\n", values.Index().Select(v => $"apiVersion: v1\nkind: Secret\nmetadata:\n  name: secret-{v.Index}\n"
        + (v.Index % 5) switch
        {
            0 => $"stringData: {{ password: {v.Item} }}\n",
            1 => $"data: {{ password: {Base64(v.Item)} }}\n",
            2 => "  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: |\n"
                + $"      {{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"data\":{{\"password\":\"{Base64(v.Item)}\"}},\"stringData\":{{\"other\":\"{v.Item}\"}}}}\n",
            3 => $"  annotations: {{ argocd.argoproj.io/hook: PreSync }}\nstringData:\n  config: |\n    user: a\n    password: {v.Item}\n",
            _ => $"type: kubernetes.io/dockerconfigjson\ndata: {{ .dockerconfigjson: {Base64($"{{\"auths\":{{\"x\":{{\"auth\":\"{v.Item}\"}}}}}}")} }}\n",
        }));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    // The version of the tool is the machine's.
    private static string Shown(string text) => string.Join('\n', text.Split('\n').Select(l =>
        l.Contains("Rendered with", StringComparison.Ordinal) ? $"{l[..l.IndexOf("Rendered with", StringComparison.Ordinal)]}Rendered with TOOLS." : l));
}
