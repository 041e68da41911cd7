using Automation.Kubernetes.Access;
using Automation.Kubernetes.Reading;
using Automation.Testing;
using Automation.Testing.Clusters;

namespace Automation.Kubernetes.Tests;

/// <summary>Whom a connection trusts, and how it signs in, as the kubeconfig says.</summary>
public sealed class ConnectionTests : IDisposable
{
    private const string Untrusted = "its certificate is not trusted, or the connection could not be secured";

    private readonly TemporaryFolder _folder = new();
    private readonly LocalCertificate _certificate = new();

    public void Dispose()
    {
        _certificate.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_authority_of_the_cluster_is_trusted()
    {
        await using var cluster = await FakeCluster.StartAsync(_certificate);
        cluster.With(ReadClusterTests.Pod("web-1"));

        (await Read(cluster.Kubeconfig("prod"))).Reading!.Objects.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_refused_and_gets_no_token()
    {
        using var other = new LocalCertificate();
        await using var cluster = await FakeCluster.StartAsync(_certificate);

        var content = await Read(cluster.Kubeconfig("prod", Trust(other), $"token: {cluster.Token}"));

        content.Unread.ShouldBe([new UnreadPart("the cluster", Untrusted)]);
        cluster.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_an_authority_those_of_the_machine_are_trusted()
    {
        await using var cluster = await FakeCluster.StartAsync(_certificate);

        (await Read(cluster.Kubeconfig("prod", "", $"token: {cluster.Token}"))).Unread.ShouldBe([new UnreadPart("the cluster", Untrusted)]);
    }

    [Fact]
    public async Task A_certificate_of_the_authority_for_another_name_is_refused()
    {
        using var kubelet = new LocalCertificate("kubelet.example");
        await using var cluster = await FakeCluster.StartAsync(kubelet);

        (await Read(cluster.Kubeconfig("prod"))).Unread.ShouldBe([new UnreadPart("the cluster", Untrusted)]);
    }

    [Fact]
    public async Task The_name_in_the_certificate_can_be_given()
    {
        using var named = new LocalCertificate("kubernetes.default.svc");
        await using var cluster = await FakeCluster.StartAsync(named);
        cluster.With(ReadClusterTests.Pod("web-1"));

        var content = await Read(cluster.Kubeconfig("prod", $"{Trust(named)}, tls-server-name: kubernetes.default.svc", $"token: {cluster.Token}"));

        content.Reading!.Objects.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Nothing_is_verified_where_the_kubeconfig_says_so()
    {
        await using var cluster = await FakeCluster.StartAsync(_certificate);
        cluster.With(ReadClusterTests.Pod("web-1"));

        (await Read(cluster.Kubeconfig("prod", ", insecure-skip-tls-verify: true", $"token: {cluster.Token}"))).Reading!.Objects.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_certificate_signs_in(bool inFiles)
    {
        using var reader = new LocalCertificate("reader");
        await using var cluster = await FakeCluster.StartAsync(_certificate);
        cluster.With(ReadClusterTests.Pod("web-1")).Reader = reader;
        _folder.With("reader.key", reader.KeyPem);
        var pem = await File.ReadAllTextAsync(reader.Path, TestContext.Current.CancellationToken);

        var content = await Read(cluster.Kubeconfig("prod", Trust(_certificate), inFiles
            ? $"client-certificate: {reader.Path}, client-key: {Path.Combine(_folder.Path, "reader.key")}"
            : $"client-certificate-data: {FakeCluster.Base64(pem)}, client-key-data: {FakeCluster.Base64(reader.KeyPem)}"));

        content.Reading!.Objects.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("client-certificate-data: bm9uZQ==, client-key-data: bm9uZQ==")]
    [InlineData("client-certificate-data: '%%%', client-key-data: bm9uZQ==")]
    [InlineData("client-certificate: gone.pem, client-key: gone.key")]
    public async Task Credentials_that_are_none_are_a_part_that_cannot_be_read(string user)
    {
        await using var cluster = await FakeCluster.StartAsync(_certificate);

        var unread = (await Read(cluster.Kubeconfig("prod", Trust(_certificate), user))).Unread.ShouldHaveSingleItem();

        unread.Why.ShouldStartWith("its credentials could not be read");
    }

    [Fact]
    public async Task Credentials_are_kept_for_a_while_so_that_a_program_is_not_started_for_each_reading()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A script is the program.");
        await using var cluster = await FakeCluster.StartAsync();
        _folder.With("token.sh", $$$"""
            #!/bin/sh
            echo started >> {{{_folder.Path}}}/starts
            echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"{{{cluster.Token}}}"}}'

            """);
        var script = Path.Combine(_folder.Path, "token.sh");
        var access = Access(cluster.Kubeconfig(
            "prod", "", $"exec: {{ apiVersion: client.authentication.k8s.io/v1, command: /bin/sh, args: [{script}], interactiveMode: Never }}"));

        var kept = access.Kept(TimeSpan.FromMinutes(5), TimeProvider.System);
        for (var i = 0; i < 5; i++)
        {
            (await new ReadCluster(kept, new ReadingScope(), TimeProvider.System).Run(TestContext.Current.CancellationToken)).Unread.ShouldBeEmpty();
        }

        // Once to see whether it works, and once for the token.
        File.ReadAllLines(Path.Combine(_folder.Path, "starts")).Length.ShouldBe(2);
    }

    private static string Trust(LocalCertificate authority) => $", certificate-authority-data: {FakeCluster.Base64(File.ReadAllText(authority.Path))}";

    private Task<ClusterContent> Read(string kubeconfig) =>
        new ReadCluster(Access(kubeconfig), new ReadingScope(), TimeProvider.System).Run(TestContext.Current.CancellationToken);

    private ClusterAccess Access(string kubeconfig)
    {
        _folder.With("config", kubeconfig);
        return ClusterAccess.OfContext(new KubeContext(Path.Combine(_folder.Path, "config"), "prod", IsCurrent: true));
    }
}
