using Automation.Server.Hosting;
using Automation.Server.Ledger;
using Automation.Server.Operations;
using Automation.Server.Tests.Driving;
using Automation.Server.Tests.PullRequests;
using Automation.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Automation.Server.Tests.Operations;

/// <summary>What is wrong is reported at the start, with what to do about it.</summary>
public sealed class StartupTests
{
    private const string Strong = "0f4c2b9d8e7a61530f4c2b9d8e7a6153";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("foo", "is 'foo', which is not an address to listen on")]
    [InlineData("https://127.0.0.1:8443", "the server supports only http")]
    [InlineData("http://127.0.0.1:8080/hooks", "which has a path")]
    [InlineData("http://127.0.0.1:123456", "whose port is invalid")]
    [InlineData("http://127.0.0.1:0;bar", "is 'bar'")]
    [InlineData(" ; ", "contains no address")]
    public void An_address_that_is_none_ends_with_2_and_a_sentence(string urls, string message)
    {
        using var folder = new TemporaryFolder();

        var (exitCode, output) = ServerProcess.Run(["--data", folder.Path, "--urls", urls], ("GitHub__WebhookSecret", Strong));

        exitCode.ShouldBe(2);
        output.ShouldStartWith("automation-server: --urls (Server__Urls) ");
        output.ShouldContain(message);
        output.Trim().ShouldNotContain("\n");
    }

    [Theory]
    [InlineData("GitHub__WebHookSecrets", "GitHub__WebHookSecrets is not a setting; did you mean GitHub__WebhookSecret?")]
    [InlineData("Work__Parallel", "Work__Parallel is not a setting")]
    [InlineData("Server__Something__Else", "Server__Something__Else is not a setting")]
    public void A_setting_that_there_is_none_of_is_refused_and_its_value_not_shown(string name, string message)
    {
        using var folder = new TemporaryFolder();

        var (exitCode, output) = ServerProcess.Run(["--data", folder.Path], ("GitHub__WebhookSecret", Strong), (name, "canary"));

        exitCode.ShouldBe(2);
        output.ShouldContain(message);
        output.ShouldNotContain("canary");
    }

    [Fact]
    public async Task Settings_of_the_contract_and_variables_of_others_are_no_mistakes()
    {
        using var folder = new TemporaryFolder();
        var (process, _) = await ServerProcess.StartAsync(
            folder.Path,
            ("GitHub__WebhookSecret", Strong), ("Catalog__Repository", "acme/catalog"), ("GitOps__Repository", "acme/gitops"), ("Queue__Transport", "ledger"), ("Queue__Address", ""),
            ("GITHUB_TOKEN", "x"), ("CATALOG", "x"), ("WORK", "/tmp"));
        process.Dispose();
    }

#pragma warning disable CA1416 // Skipped there.
    [Fact]
    public async Task What_the_server_writes_only_its_owner_may_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such modes.");
        using var folder = new TemporaryFolder();
        var data = Path.Combine(folder.Path, "data");
        await using var server = await RunningServer.StartAsync(data: data, settings: s => s with { WebhookSecret = Strong });
        await server.DeliverAsync("ping", "{}", secret: Strong);

        File.GetUnixFileMode(data).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.GetFiles(data).Select(Path.GetFileName).Order().ShouldBe(["ledger.db", "ledger.db-shm", "ledger.db-wal", "worker.lock"]);
        Directory.GetFiles(data).Select(File.GetUnixFileMode).ShouldAllBe(mode => mode == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        server.Services.GetRequiredService<StartupWarnings>().All().ShouldBeEmpty();
    }
#pragma warning restore CA1416

#pragma warning disable CA1416 // Skipped there.
    [Fact]
    public void What_others_may_read_and_what_could_be_guessed_is_warned_about()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such modes.");
        using var folder = new TemporaryFolder().With("app.pem", "a key");
        var data = Path.Combine(folder.Path, "data");
        var database = new LedgerDatabase(data);
        database.Open().Dispose();
        File.SetUnixFileMode(data, File.GetUnixFileMode(data) | UnixFileMode.OtherExecute);
        File.SetUnixFileMode(Path.Combine(data, "ledger.db"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        File.SetUnixFileMode(Path.Combine(folder.Path, "app.pem"), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        var settings = new ServerSettings
        {
            WebhookSecret = RunningServer.Secret,
            PreviousWebhookSecret = "short",
            SignIn = new("id", new string('a', 40), "acme"),
            Data = data,
            Urls = ServerSettings.DefaultUrls,
            PrivateKeyPath = Path.Combine(folder.Path, "app.pem"),
        };

        var warnings = new StartupWarnings(settings, database, NullLogger<StartupWarnings>.Instance).All();

        warnings.Select(w => w.Replace(folder.Path, "", StringComparison.Ordinal)).ShouldBe(
        [
            "Other users can open the data folder /data, which contains payloads and keys: chmod 700 /data",
            "Other users can read /data/ledger.db: chmod 600 /data/ledger.db",
            "Other users can read /app.pem: chmod 600 /app.pem",
            "GitHub__WebhookSecret is a published example: use a random one, such as the output of 'openssl rand -hex 32'",
            "GitHub__PreviousWebhookSecret has only 5 characters and could be guessed: use a random one, such as the output of 'openssl rand -hex 32'",
            "GitHub__ClientSecret has so few different characters that it could be guessed: use a random one, such as the output of 'openssl rand -hex 32'",
        ]);
    }
#pragma warning restore CA1416

    [Fact]
    public void A_file_that_is_no_ledger_is_reported_and_left_as_it_is()
    {
        using var folder = new TemporaryFolder().With("a/ledger.db", new string('x', 10_000));
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "ledger.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE deliveries (x); CREATE TABLE notes (y)";
            command.ExecuteNonQuery();
        }

        var before = File.ReadAllBytes(Path.Combine(folder.Path, "ledger.db"));

        Should.Throw<LedgerException>(() => new LedgerDatabase(Path.Combine(folder.Path, "a")).Open())
            .Message.ShouldContain("it is not an SQLite database. Replace it with a backup");
        Should.Throw<LedgerException>(() => new LedgerDatabase(folder.Path).Open()).Message.ShouldContain("a database of another program");

        // Its mode of writing is in its header; what it holds is as it was.
        File.ReadAllBytes(Path.Combine(folder.Path, "ledger.db"))[100..].ShouldBe(before[100..]);
    }

#pragma warning disable CA1416 // Skipped there.
    [Fact]
    public void A_ledger_that_cannot_be_written_is_reported_with_what_to_do()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "This user may write everywhere.");
        using var folder = new TemporaryFolder();
        new LedgerDatabase(folder.Path).Open().Dispose();
        File.SetUnixFileMode(Path.Combine(folder.Path, "ledger.db"), UnixFileMode.UserRead);

        Should.Throw<LedgerException>(() => new LedgerDatabase(folder.Path).Open())
            .Message.ShouldContain("it cannot be written. Give the server's user write access");
    }
#pragma warning restore CA1416

    [Theory]
    [InlineData("http://127.0.0.1:0", true)]
    [InlineData("http://localhost:8080;http://[::1]:8080", true)]
    [InlineData("http://127.0.0.1:0;http://*:0", false)]
    [InlineData("http://0.0.0.0:8080", false)]
    [InlineData("http://automation:8080", false)]
    public void There_is_a_link_only_where_the_server_listens_on_this_machine_alone(string urls, bool hasLink)
    {
        ListenAddress.Problem(urls).ShouldBeNull();
        var settings = new ServerSettings { WebhookSecret = Strong, Data = "data", Urls = urls };

        new Automation.Server.SignIn.SignInLink(settings, TimeProvider.System).IsOpen.ShouldBe(hasLink);
    }

    [Fact]
    public async Task The_App_and_the_number_of_its_installations_are_in_the_log_after_the_start()
    {
        var log = new CapturedLog();
        await using var app = await InstalledApp.StartAsync(settings: s => s with { ReportsAppAtStart = true }, change: log.AddTo);

        await RunningServer.UntilAsync(
            () => log.Text.Contains("Acting as the GitHub App automation (4711); installations: 0", StringComparison.Ordinal), () => log.Text);
    }

    [Theory]
    [InlineData("id", "GitHub does not have this App: GitHub__AppId must be the number")]
    [InlineData("clock", "s ahead of GitHub's. Correct it, preferably with NTP. GET /app: 401")]
    [InlineData("key", "GitHub does not accept the key: GitHub__PrivateKeyPath must be the path")]
    [InlineData("network", "GitHub cannot be reached at http://127.0.0.1:9/. Check the network")]
    public async Task What_keeps_the_App_from_working_is_in_the_log_and_the_server_serves_all_the_same(string wrong, string message)
    {
        var log = new CapturedLog();
        var clock = new ShiftedClock();
        using var keys = new TemporaryFolder().With("other.pem", System.Security.Cryptography.RSA.Create(2048).ExportRSAPrivateKeyPem());
        if (wrong == "clock")
        {
            clock.Advance(TimeSpan.FromHours(2));
        }

        await using var app = await InstalledApp.StartAsync(
            settings: s => s with
            {
                ReportsAppAtStart = true,
                AppId = wrong == "id" ? 1 : s.AppId,
                ApiUrl = wrong == "network" ? "http://127.0.0.1:9/" : s.ApiUrl,
                PrivateKeyPath = wrong == "key" ? Path.Combine(keys.Path, "other.pem") : s.PrivateKeyPath,
            },
            change: log.AddTo, clock: clock);

        (await app.Server.DeliverAsync("ping", "{}")).ShouldBe(202);
        await RunningServer.UntilAsync(() => log.Text.Contains("cannot be used:", StringComparison.Ordinal), () => log.Text);
        log.Text.ShouldContain(message);
        (await app.Server.Client.GetStringAsync("/readyz", Cancel)).ShouldBe("ready\n");
    }
}
