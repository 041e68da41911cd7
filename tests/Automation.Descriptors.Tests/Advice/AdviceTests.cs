using Automation.Core.Findings;
using Automation.Descriptors.References;
using Automation.Descriptors.Rules;
using Automation.Descriptors.Tests.References;
using static Automation.Descriptors.Tests.References.Descriptors;

namespace Automation.Descriptors.Tests.Advice;

public sealed class AdviceTests
{
    [Fact]
    public void A_good_descriptor_gets_no_advice() => Advice(Component("orders", "system: shop\nmyOwn: 1")).ShouldBeEmpty();

    [Fact]
    public void Advice_never_makes_a_document_invalid() =>
        AdviceRules.All.ShouldAllBe(r => r.Consequence == Consequence.Accepted && r.Severity != Severity.Error);

    [Fact]
    public void Every_rule_has_a_page() =>
        AdviceRules.All.Concat(ReferenceRules.All)
            .ShouldAllBe(r => r.Detects.Length > 0 && r.Why.Length > 0 && r.Bad.Length > 0 && r.Good.Length > 0 && r.Sources.Count > 0);

    [Theory]
    [InlineData("consumesApi: [a]", "consumesApis")]
    [InlineData("depends_on: ['component:a']", "dependsOn")]
    [InlineData("sytem: shop", "system")]
    public void A_key_of_the_spec_that_is_nearly_known_is_renamed(string field, string meant)
    {
        var finding = One("catalog/misspelt-key", Component("orders", field));

        Repo.Apply(Component("orders", field), finding.Fix.ShouldNotBeNull()).ShouldContain($"  {meant}: ", Case.Sensitive);
    }

    [Fact]
    public void A_key_whose_value_would_not_fit_is_named_but_not_renamed()
    {
        var finding = One("catalog/misspelt-key", Component("orders", "providesApi: orders-api"));

        finding.Message.ShouldBe("'providesApi' means nothing to Backstage. Did you mean 'providesApis'? Its value must be a list.");
        finding.Fix.ShouldBeNull();
    }

    [Theory]
    [InlineData("link: [{url: 'https://a.example'}]")]
    [InlineData("titel: Orders")]
    [InlineData("links: [{url: 'https://a.example', titel: A}]")]
    [InlineData("annotations: {backstage.io/techdoc-ref: 'dir:.'}")]
    [InlineData("annotations: {github.com/Project-Slug: acme/orders}")]
    public void A_key_of_the_metadata_that_is_nearly_known_is_named(string field) => One("catalog/misspelt-key", WithMetadata(field)).Fix.ShouldNotBeNull();

    [Theory]
    [InlineData("annotations: {acme.example/project-slug: a, backstage.io/kubernetes-ns: b, gitea.com/project-slug: c}")]
    [InlineData("generation: x")]
    public void A_key_of_ones_own_is_left_alone(string field) => Advice(WithMetadata(field)).ShouldBeEmpty();

    [Theory]
    [InlineData("domain: shop")]
    [InlineData("consumesApis: []\nconsumesApi: []")]
    public void A_key_that_is_known_elsewhere_or_beside_the_right_one_is_left_alone(string fields) => Advice(Component("orders", fields)).ShouldBeEmpty();

    [Fact]
    public void A_misspelt_required_key_is_reported_once() =>
        Validated(Component("orders").Replace("lifecycle", "lifecyle", StringComparison.Ordinal)).Select(f => f.Rule.Id).ShouldBe(["catalog/field-missing"]);

    [Fact]
    public void A_profile_with_a_misspelt_key_is_reported() =>
        One("catalog/misspelt-key", Group("payments", "children: []\nprofile:\n  displayname: Payments")).Message.ShouldContain("'displayName'");

    [Theory]
    [InlineData("\"@acme/payments\"", "catalog/owner-looks-like-team")]
    [InlineData("\"@grace\"", "catalog/owner-looks-like-team")]
    [InlineData("payments@acme.example", "catalog/owner-looks-like-email")]
    [InlineData("payments, ordering", "catalog/reference-odd")]
    [InlineData("group:payments:ordering", "catalog/reference-odd")]
    [InlineData("acme/payments/leads", "catalog/reference-odd")]
    [InlineData("Team Payments", "catalog/reference-odd")]
    [InlineData("\" \"", "catalog/blank-text")]
    public void An_owner_that_nothing_can_be_called_is_reported_once(string owner, string rule) =>
        Advice(Component("orders", owner: owner)).ShouldHaveSingleItem().Rule.Id.ShouldBe(rule);

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData(" JavaScript:alert(1)")]
    [InlineData("java\\tscript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("vbscript:x")]
    public void A_link_that_is_a_script_is_reported(string url) => One("catalog/link-script", WithMetadata($"links: [{{url: \"{url}\"}}]"));

    [Fact]
    public void A_view_url_that_is_a_script_is_reported() => One("catalog/link-script", WithMetadata("annotations: {backstage.io/view-url: 'javascript:x'}"));

    [Theory]
    [InlineData("annotations: {a.example/Foo: x, a.example/foo: y}")]
    [InlineData("Titel2: x\n  titel2: y")]
    [InlineData("links: [{url: 'https://a.example', X: 1}, {url: 'https://b.example', x: 1}]")]
    [InlineData("Name: x")]
    [InlineData("Namespace: x")]
    [InlineData("UID: x")]
    [InlineData("own: {a: {b: {Deep: 1}}, A: {b: {deep: 1}}}")]
    [InlineData("own.Part: x\n  own: {part: y}")]
    [InlineData("tags.Java: x\n  tags: [java]")]
    [InlineData("tags: [java]\n  tags.Java: x")]
    [InlineData("annotations: {backstage.io/Managed-by-location: x}")]
    public void Keys_that_differ_only_by_case_are_reported(string field) =>
        One("catalog/keys-differ-by-case", WithMetadata(field)).Severity.ShouldBe(Severity.Warning);

    [Theory]
    [InlineData("tags: [a]\n  labels: {a.example/foo: Foo}\n  own: {Foo: {a: 1}, foo: {b: 1}}")]
    [InlineData("Etag: x")]
    [InlineData("own: [Foo, foo]")]
    [InlineData("tags: [java]\n  tags.java: x")]
    [InlineData("annotations: {backstage.io/managed-by-location: x}")]
    public void Letter_case_that_does_no_harm_is_left_alone(string field) =>
        Advice(WithMetadata(field)).Where(f => f.Rule.Id == "catalog/keys-differ-by-case").ShouldBeEmpty();

    [Fact]
    public void A_blank_description_is_taken_out()
    {
        var text = WithMetadata("description: \"  \"");

        Repo.Apply(text, One("catalog/blank-text", text).Fix.ShouldNotBeNull()).ShouldNotContain("description");
    }

    [Theory]
    [InlineData("ghp_0123456789abcdefghijklmnopqrstuvwxyz", "a GitHub token")]
    [InlineData("github_pat_0123456789abcdefghijkl_mnop", "a GitHub token")]
    [InlineData("AKIAABCDEFGHIJKLMNOP", "an AWS access key")]
    [InlineData("xoxb-0123456789-abcdef", "a Slack token")]
    [InlineData("-----BEGIN RSA PRIVATE KEY----- MIIE", "a private key")]
    [InlineData("Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl", "a signed token (JWT)")]
    [InlineData("postgres://db?user=orders&password=hunter2", "a password")]
    public void A_secret_is_named_but_never_shown(string secret, string what)
    {
        var finding = One("catalog/secret-in-annotation", WithMetadata($"annotations: {{acme.example/key: '{secret}'}}"));

        finding.Message.ShouldContain(what);
        finding.Message.ShouldNotContain(secret);
    }

    [Theory]
    [InlineData("AKIAIOSFODNN7EXAMPLE")]
    [InlineData("postgres://db?password=${PASSWORD}")]
    [InlineData("the ghp_ prefix")]
    [InlineData("monkeyJump.eyJ")]
    public void What_only_resembles_a_secret_is_left_alone(string text) => Advice(WithMetadata($"annotations: {{acme.example/key: '{text}'}}")).ShouldBeEmpty();

    [Fact]
    public void A_secret_in_a_list_is_found_too() =>
        One("catalog/secret-in-annotation", Component("orders", "own: [ghp_0123456789abcdefghijklmnopqrstuvwxyz]"));

    [Fact]
    public void An_annotation_that_Backstage_overwrites_is_taken_out()
    {
        var text = WithMetadata("annotations:\n    backstage.io/managed-by-location: url:https://a.example\n    a.example/b: c");

        Repo.Apply(text, One("catalog/annotation-overwritten", text).Fix.ShouldNotBeNull()).ShouldContain("annotations:\n    a.example/b: c\n");
    }

    [Fact]
    public void A_merge_key_merges_nothing() => One("catalog/merge-key-ignored", Component("orders", "x: &x {y: z}\n<<: *x"));

    [Fact]
    public void An_email_without_an_at_sign_is_reported() =>
        One("catalog/email-format", User("grace") + "  profile:\n    email: grace.tam\n").Severity.ShouldBe(Severity.Info);

    private static string WithMetadata(string field) =>
        Component("orders").Replace("  name: orders\n", $"  name: orders\n  {field}\n", StringComparison.Ordinal);

    private static IReadOnlyList<Finding> Validated(string text) => Repo.Validate("catalog-info.yaml", text).Documents.ShouldHaveSingleItem().Findings;

    private static IReadOnlyList<Finding> Advice(string text) => [.. Validated(text).Where(f => AdviceRules.All.Contains(f.Rule))];

    private static Finding One(string rule, string text) => Advice(text).Where(f => f.Rule.Id == rule).ShouldHaveSingleItem();
}
