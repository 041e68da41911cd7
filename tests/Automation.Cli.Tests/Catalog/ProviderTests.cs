namespace Automation.Cli.Tests.Catalog;

/// <summary>Sources for which another system is the authority: cloud facts, and people and teams.</summary>
public sealed class ProviderTests : IDisposable
{
    private const string Cloud = """
        {
          "orders_db": {
            "sensitive": false,
            "type": ["object", {"type": "string"}],
            "value": {"name": "orders-db", "type": "database", "owner": "payments", "system": "shop", "tags": ["postgres"], "description": "Where orders are é", "depends_on": ["resource:vpc"]}
          },
          "buckets": {
            "sensitive": false,
            "type": ["map", "object"],
            "value": {
              "invoices": {"type": "bucket", "owner": "group:default/payments", "region": "eu-1"},
              "Bad Name": {"type": "bucket", "owner": "payments"}
            }
          },
          "queues": {"sensitive": false, "type": ["tuple"], "value": [{"name": "q1", "type": "queue", "owner": "payments"}, {"type": "queue", "owner": "payments"}, "text"]},
          "address": {"sensitive": false, "type": "string", "value": "10.0.0.1"},
          "password": {"sensitive": true, "type": "object", "value": {"name": "secret-db", "type": "database", "owner": "payments"}},
          "unmarked": {"type": "object", "value": {"name": "unmarked-db", "type": "database", "owner": "payments"}}
        }
        """;

    private const string People = """
        {
          "groups": [
            {"name": "acme", "type": "organization"},
            {"name": "payments", "parent": "acme", "displayName": "Payments", "email": "pay@acme.example"}
          ],
          "users": [
            {"name": "ada", "displayName": "Ada", "memberOf": ["payments"]},
            {"name": "not a name"},
            "text"
          ],
          "machines": []
        }
        """;

    private readonly Acme _acme = new();

    [Fact]
    public void Outputs_of_terraform_become_resources()
    {
        _acme.With("cloud.json", Cloud).With("sources.yml", "sources:\n  - terraform: cloud.json\n    name: cloud\n").Build("--sources", "sources.yml").Ends(0);

        _acme.Refs().ShouldBe(["resource:default/invoices", "resource:default/orders-db", "resource:default/q1"]);
        var descriptor = _acme.Artifact().Values
            .Single(t => t.Contains("name: orders-db", StringComparison.Ordinal) && t.StartsWith("apiVersion", StringComparison.Ordinal));
        descriptor.ShouldContain("Where orders are é");
        descriptor.ShouldContain("  type: database\n  owner: payments\n  system: shop\n");
        _acme.Artifact().Values.ShouldContain(t => t.Contains("\"kind\":\"terraform\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_of_a_sensitive_output_is_written()
    {
        _acme.With("cloud.json", Cloud).With("sources.yml", "sources:\n  - terraform: cloud.json\n").Build("--sources", "sources.yml").Ends(0);

        _acme.Artifact().Values.ShouldNotContain(t => t.Contains("secret-db", StringComparison.Ordinal) || t.Contains("unmarked-db", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(12)]    // A name that is none.
    [InlineData(15)]    // A name that is missing.
    public void What_is_wrong_is_reported_with_its_line(int line)
    {
        _acme.With("cloud.json", Cloud).With("sources.yml", "sources:\n  - terraform: cloud.json\n").Build("--sources", "sources.yml").Ends(0);

        var findings = _acme.Artifact().Where(f => f.Key.StartsWith("findings", StringComparison.Ordinal)).Select(f => f.Value);
        findings.ShouldContain(t => t.Contains($"\"line\":{line}", StringComparison.Ordinal));
    }

    [Fact]
    public void People_and_teams_become_users_and_groups()
    {
        _acme.With("people.json", People).With("sources.yml", "sources:\n  - directory-service: people.json\n").Build("--sources", "sources.yml").Ends(0);

        _acme.Refs().ShouldBe(["group:default/acme", "group:default/payments", "user:default/ada"]);
        var files = _acme.Artifact();
        files.Values.ShouldContain(t => t.Contains("displayName: Payments", StringComparison.Ordinal) && t.Contains("parent: acme", StringComparison.Ordinal));
        files.Values.ShouldContain(t => t.Contains("\"line\":8", StringComparison.Ordinal) && t.Contains("not a name", StringComparison.Ordinal));
        files.Values.ShouldContain(
            t => t.Contains("\"line\":9", StringComparison.Ordinal) && t.Contains("must be an object with a 'name'", StringComparison.Ordinal));
        files.Values.ShouldContain(
            t => t.Contains("\"line\":11", StringComparison.Ordinal) && t.Contains("Only 'groups' and 'users' are read here", StringComparison.Ordinal));
    }

    [Fact]
    public void An_organisation_on_GitHub_becomes_users_and_groups()
    {
        const string Organisation = """
            {
            "organization": "acme",
            "teams": [
            {"slug": "engineering", "name": "Engineering", "members": []},
            {"slug": "payments", "name": "Payments", "parent": "engineering", "members": ["ada"], "maintainers": ["ada"]},
            {"slug": "not a slug", "name": "Odd"},
            "text"
            ],
            "people": [{"login": "ada", "name": "Ada", "email": null}],
            "repositories": []
            }
            """;
        _acme.With("acme.json", Organisation).With("sources.yml", "sources:\n  - github-organization: acme.json\n").Build("--sources", "sources.yml").Ends(0);

        _acme.Refs().ShouldBe(["group:default/engineering", "group:default/payments", "user:default/ada"]);
        var files = _acme.Artifact();
        files.Values.ShouldContain(
            t => t.Contains("github.com/team-slug: acme/payments", StringComparison.Ordinal) && t.Contains("parent: engineering", StringComparison.Ordinal));
        files.Values.ShouldContain(
            t => t.Contains("github.com/user-login: ada", StringComparison.Ordinal) && t.Contains("memberOf:\n    - payments", StringComparison.Ordinal));
        foreach (var (line, words) in new[]
        {
            (6, "not a slug"),
            (7, "must be an object with a 'slug'"),
            (10, "Only 'organization', 'teams' and 'people' are read here"),
        })
        {
            files.Values.ShouldContain(t => t.Contains($"\"line\":{line}", StringComparison.Ordinal) && t.Contains(words, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"groups\": 1, \"x\": {}}")]
    [InlineData("{\"groups\": [{\"name\": \"\\ud800\"}]}")]
    [InlineData("{\"a\": 1, \"a\": 2}")]
    [InlineData("deep")]
    public void What_is_no_export_is_a_finding_and_takes_nothing_with_it(string text)
    {
        text = text == "deep" ? string.Concat(Enumerable.Repeat("[", 100_000)) : text;
        _acme.With("data.json", Cloud).With("sources.yml", "sources:\n  - terraform: data.json\n").Build("--sources", "sources.yml").Ends(0);

        foreach (var kind in new[] { "terraform", "directory-service", "github-organization" })
        {
            _acme.With("data.json", text).With("other.yml", $"sources:\n  - {kind}: data.json\n").BuildInto($"other-{kind}", "--sources", "other.yml").Ends(0);
            _acme.Artifact($"other-{kind}").Values
                .ShouldContain(t => t.Contains("catalog/", StringComparison.Ordinal) && t.Contains("\"line\":", StringComparison.Ordinal));
        }

        _acme.Build("--sources", "sources.yml").Ends(0);
        _acme.Refs().ShouldContain("resource:default/orders-db");
    }

    [Fact]
    public void A_missing_file_keeps_its_last_content()
    {
        _acme.With("people.json", People).With("sources.yml", "sources:\n  - directory-service: people.json\n").Build("--sources", "sources.yml").Ends(0);

        File.Delete(Path.Combine(_acme.Folder, "people.json"));
        _acme.Build("--sources", "sources.yml").Ends(0);

        _acme.Refs().ShouldContain("user:default/ada");
        _acme.Artifact().Values.ShouldContain(t => t.Contains("the file does not exist", StringComparison.Ordinal));
    }

    [Fact]
    public void Entities_that_another_system_no_longer_has_are_removed()
    {
        _acme.With("people.json", "{\"groups\": [{\"name\": \"a\"}, {\"name\": \"b\"}]}")
            .With("sources.yml", "sources:\n  - directory-service: people.json\n")
            .Build("--sources", "sources.yml")
            .Ends(0);

        _acme.With("people.json", "{\"groups\": [{\"name\": \"b\"}]}").Build("--sources", "sources.yml").Ends(0);

        _acme.Refs().ShouldBe(["group:default/b"]);
        _acme.Build("--sources", "sources.yml").Ends(0).Json.GetProperty("written").GetInt32().ShouldBe(0);
    }

    /// <inheritdoc/>
    public void Dispose() => _acme.Dispose();
}
