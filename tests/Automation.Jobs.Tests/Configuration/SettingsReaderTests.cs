using Automation.Jobs.Configuration;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Tests.Configuration;

/// <summary>Configuration files, read on top of one another, with every mistake at its place.</summary>
public sealed class SettingsReaderTests
{
    [Fact]
    public void Without_configuration_the_usual_files_are_descriptors()
    {
        var descriptors = Settings.Read().Settings.Descriptors;

        descriptors.Includes("catalog-info.yaml").ShouldBeTrue();
        descriptors.Includes("services/cart/catalog-info.yml").ShouldBeTrue();
        descriptors.Includes("people/org.yaml").ShouldBeTrue();
        descriptors.LimitsFor("people/org.yaml").ShouldBe(YamlLimits.Source);
        descriptors.Includes("team.yaml").ShouldBeFalse();
        descriptors.Includes("web/node_modules/thing/catalog-info.yaml").ShouldBeFalse();
    }

    [Fact]
    public void A_source_is_a_descriptor_that_may_be_larger()
    {
        var descriptors = Settings.Read("descriptors: {sources: [org.yaml], exclude: [templates/]}").Settings.Descriptors;

        descriptors.Includes("org.yaml").ShouldBeTrue();
        descriptors.LimitsFor("org.yaml").ShouldBe(YamlLimits.Source);
        descriptors.LimitsFor("catalog-info.yaml").ShouldBe(YamlLimits.Descriptor);
        descriptors.Includes("catalog-info.yaml").ShouldBeTrue();
        descriptors.Includes("templates/service/catalog-info.yaml").ShouldBeFalse();
    }

    [Fact]
    public void A_list_of_descriptors_replaces_the_built_in_patterns()
    {
        var descriptors = Settings.Read("descriptors: ['backstage/*.yaml']").Settings.Descriptors;

        descriptors.Includes("backstage/orders.yaml").ShouldBeTrue();
        descriptors.Includes("catalog-info.yaml").ShouldBeFalse();
    }

    [Fact]
    public void The_repository_wins_key_by_key_and_its_lists_replace_lists()
    {
        const string organisation = """
            rules: {catalog/blank-text: error, reference/unknown-owner: warning}
            required: [{kind: Component, tags: [a]}]
            allowed: {types: {Component: [service], API: [openapi]}, lifecycles: [production]}
            names: {Component: '[a-z]+'}
            fail-on: warning
            """;
        const string repository = """
            rules: {reference/unknown-owner: off}
            required: [{kind: API, tags: [b]}]
            allowed: {types: {component: [website]}}
            """;

        var settings = Settings.Read(organisation, repository).Settings;

        settings.Rules["catalog/blank-text"].LevelAt("x").ShouldBe(RuleLevel.Error);
        settings.Rules["reference/unknown-owner"].LevelAt("x").ShouldBe(RuleLevel.Off);
        settings.Required.ShouldHaveSingleItem().Kind.ShouldBe("API");
        settings.Allowed.Types["Component"].ShouldBe(["website"]);
        settings.Allowed.Types["API"].ShouldBe(["openapi"]);
        settings.Allowed.Lifecycles.ShouldBe(["production"]);
        settings.ToPolicy().Names["component"].Pattern.ShouldBe("[a-z]+");
        settings.FailOn.ShouldBe(FailOn.Warning);
    }

    [Fact]
    public void A_key_that_is_not_known_is_named_with_the_one_that_was_meant()
    {
        const string yaml = "# ours\ndescriptor:\n  - a.yaml\nallowed:\n  'lifecycle': [production]\n  colours: [red]\n";

        Settings.Problems(yaml).ShouldBe([
            "2:1 config/unknown-key 'descriptor' is not a key of the configuration. Did you mean 'descriptors'?",
            "5:3 config/unknown-key 'lifecycle' is not a key of 'allowed'. Did you mean 'lifecycles'?",
            "6:3 config/unknown-key 'colours' is not a key of 'allowed'. The keys here are 'kinds', 'types', 'lifecycles'.",
        ]);
        Settings.Fixed(yaml).ShouldBe("# ours\ndescriptors:\n  - a.yaml\nallowed:\n  'lifecycles': [production]\n  colours: [red]\n");
        Settings.Read(yaml).HasErrors.ShouldBeTrue();
    }

    [Fact]
    public void A_misspelt_key_is_not_renamed_to_one_that_is_there_too() =>
        Settings.Fixed("descriptors: [a]\ndescriptor: [b]\n").ShouldBe("descriptors: [a]\ndescriptor: [b]\n");

    [Fact]
    public void A_rule_that_does_not_exist_is_named_with_the_one_that_was_meant()
    {
        const string yaml = "rules:\n  catalog/blank-txt: error\n  config/unknown-key: off\n";

        Settings.Problems(yaml).ShouldBe([
            "2:3 config/unknown-rule There is no rule 'catalog/blank-txt'. Did you mean 'catalog/blank-text'?",
            "3:3 config/unknown-rule 'config/unknown-key' cannot be changed: rules about the configuration always apply. Remove the line.",
        ]);
        Settings.Fixed(yaml).ShouldContain("  catalog/blank-text: error\n");
    }

    [Theory]
    [InlineData("fail-on: warnings", "1:10 config/wrong-value 'fail-on' must be 'error', 'warning' or 'never', not 'warnings'.")]
    [InlineData("rules: {catalog/blank-text: of}", "1:29 config/wrong-value 'rules.catalog/blank-text' must be 'error', 'warning', 'info' or 'off', not "
        + "'of'.")]
    [InlineData("required:\n  - tags: [a]", "2:5 config/missing-key 'required[0]' has no 'kind'. Add it: the kind it applies to, such as 'Component'.")]
    [InlineData("baseline:", "1:1 config/wrong-type 'baseline' must be text, a path from the root of the repository, but is null: give it a value, or remove "
        + "it.")]
    [InlineData("allowed:\n  lifecycles: production", "2:15 config/wrong-type 'allowed.lifecycles' must be a list, but is text.")]
    [InlineData("required:\n  - kind: Component\n    labels: [1]", "3:14 config/wrong-type 'required[0].labels[0]' must be text, a word, but is a number: put "
        + "it in quotes if it is meant as text.")]
    [InlineData("baseline: ../secrets.json", "1:11 config/wrong-value '../secrets.json' points outside the repository: write it from the root of the "
        + "repository, without '..'.")]
    [InlineData("descriptors: ['!a.yaml']", "1:15 config/wrong-value '!a.yaml' begins with '!', which has no meaning here: exclude files with "
        + "'descriptors.exclude'.")]
    [InlineData("names:\n  Componet: 'a+'", "2:3 config/misspelt-kind 'Componet' is not a kind of Backstage. Did you mean 'Component'?")]
    [InlineData("just text", "1:1 config/wrong-type The configuration must be a map, but is text.")]
    [InlineData("a: 1\na: 2", "2:1 config/unreadable The key 'a' is used twice")]
    [InlineData("{}\n---\n{}", "3:1 config/unreadable A configuration is one document. Put everything above and below this '---' line into one map.")]
    public void Every_mistake_has_its_place_and_advice(string yaml, string expected)
    {
        var problem = Settings.Problems(yaml).ShouldHaveSingleItem();

        problem.ShouldStartWith(expected);
    }

    [Fact]
    public void All_mistakes_are_reported_at_once_and_the_rest_applies()
    {
        var reading = Settings.Read("fail-on: warning\nbaselin: a\nallowed: {kinds: 1, lifecycles: [x]}\nrequired: [{kind: API}, 7]\n");

        reading.Findings.Select(f => f.Rule.Id).ShouldBe(["config/unknown-key", "config/wrong-type", "config/wrong-type"]);
        reading.Settings.FailOn.ShouldBe(FailOn.Warning);
        reading.Settings.Allowed.Lifecycles.ShouldBe(["x"]);
        reading.Settings.Required.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_kind_that_is_an_installations_own_is_taken_as_it_is()
    {
        var reading = Settings.Read("names: {Dataset: '[a-z]+'}");

        reading.Findings.ShouldBeEmpty();
        reading.Settings.Names["dataset"].Matches("orders").ShouldBeTrue();
    }

    [Fact]
    public void A_file_of_comments_changes_nothing() => Settings.Read("# nothing yet\n").Settings.ShouldBe(AutomationSettings.Default);

    [Theory]
    [InlineData("(a+)+$")]
    [InlineData("((a{1,20}){1,20}){1,20}")]
    [InlineData("(?=a)b")]
    [InlineData(@"(a)\1")]
    [InlineData("[a-z")]
    [InlineData("a{2000000000}")]
    [InlineData("(((((((((a*)*)*)*)*)*)*)*)*)*")]
    [InlineData("(.?){30}(.?){30}(.?){30}b")]
    public void A_hostile_pattern_is_refused_or_answers_quickly(string pattern)
    {
        // One that backtracks does not end.
        if (NamePattern.TryCreate(pattern, out var name, out var problem))
        {
            name.Matches(new string('a', 252) + "!").ShouldBeFalse();
        }
        else
        {
            problem.ShouldNotBeEmpty();
        }
    }

    [Theory]
    [InlineData("[a-z]{2,5}", "order", true)]
    [InlineData("[a-z]{2,5}", "orders", false)]
    [InlineData("a|b", "ab", false)]
    [InlineData("team-.+", "team-a\n", false)]
    public void The_whole_name_has_to_match(string pattern, string text, bool matches)
    {
        NamePattern.TryCreate(pattern, out var name, out _).ShouldBeTrue();
        name.Matches(text).ShouldBe(matches);
    }

    [Fact]
    public void A_configuration_that_is_far_too_large_is_refused() =>
        Settings.Problems(new string('#', 300_000)).ShouldHaveSingleItem().ShouldContain("config/unreadable");

    [Fact]
    public void A_list_without_end_is_refused() =>
        Settings.Problems($"descriptors: [{string.Join(", ", Enumerable.Repeat("a", 1_001))}]").ShouldHaveSingleItem().ShouldContain("at most 1,000");
}
