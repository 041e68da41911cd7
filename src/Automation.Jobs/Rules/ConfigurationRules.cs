using Automation.Core.Findings;

namespace Automation.Jobs.Rules;

/// <summary>Rules for configurations. An error ends the run, because the meaning of an invalid configuration is not guessed.</summary>
internal static class ConfigurationRules
{
    public const string Room = "config";

    public static readonly Rule Unreadable = New("config/unreadable", "Correct the configuration file.") with
    {
        Detects = "A configuration that is not one YAML document with a map, has syntax errors or duplicate keys, or is larger than 256 KiB.",
        Bad = "rules:\n  catalog/blank-text: error\n rules: {}",
        Good = "rules:\n  catalog/blank-text: error",
    };

    public static readonly Rule UnknownKey = New("config/unknown-key", "Use a key that exists.") with
    {
        Detects = "A key of the configuration that does not exist.",
        Why = "A misspelt policy would not be applied, so an unknown key is never ignored.",
        FixDetails = "The guide and the JSON Schema list all keys.",
        Bad = "descriptor:\n  - catalog-info.yaml",
        Good = "descriptors:\n  - catalog-info.yaml",
    };

    public static readonly Rule MissingKey = New("config/missing-key", "Add the required key.") with
    {
        Detects = "An entry without a key that it requires: `kind` in `required`, `severity` in a rule with `paths`.",
        Bad = "required:\n  - annotations: [pagerduty.com/service-id]",
        Good = "required:\n  - kind: Component\n    annotations: [pagerduty.com/service-id]",
    };

    public static readonly Rule WrongType = New("config/wrong-type", "Give the key a value of the required type.") with
    {
        Detects = "A value whose type is not the one that the key requires: text, a list or a map. A key with nothing after its colon is null, which no key "
            + "accepts.",
        FixDetails = "Remove a key that has no value.",
        Bad = "allowed:\n  lifecycles: production",
        Good = "allowed:\n  lifecycles: [production]",
    };

    public static readonly Rule WrongValue = New("config/wrong-value", "Give the key a value that it allows.") with
    {
        Detects = "A value outside the list of a key, a pattern that is invalid or too large, a list of more than 1,000 items, or a path outside the "
            + "repository.",
        Bad = "fail-on: warnings",
        Good = "fail-on: warning",
    };

    public static readonly Rule UnknownRule = New("config/unknown-rule", "Use the id of a rule that exists.") with
    {
        Detects = "A severity for a rule that does not exist, or for a rule of `config/`, which cannot be changed.",
        Why = "The severity has no effect.",
        FixDetails = "`automation rules` lists all ids.",
        Bad = "rules:\n  catalog/blank-txt: error",
        Good = "rules:\n  catalog/blank-text: error",
    };

    public static readonly Rule MisspeltKind = New("config/misspelt-kind", "Correct the spelling of the kind.") with
    {
        Severity = Severity.Warning,
        Detects = "A kind that is one or two letters away from a kind of Backstage.",
        Why = "The setting has no effect on the kind that is probably meant. It is only a warning, because an installation can have custom "
            + "kinds.",
        Bad = "names:\n  Componet: '[a-z-]+'",
        Good = "names:\n  Component: '[a-z-]+'",
    };

    public static readonly Rule NotRead = New("config/not-read", "Move the configuration to .github/automation.yml.") with
    {
        Severity = Severity.Warning,
        Detects = "A file that looks like a configuration and is not read.",
        Why = "Only `.github/automation.yml` is read, or `automation.yml` at the root if the first does not exist. The settings in the other file "
            + "have no effect.",
    };

    public static readonly Rule Baseline = New("config/baseline", "Write the baseline again.") with
    {
        Detects = "A baseline that does not exist, or that `--write-baseline` did not write.",
        Why = "A baseline that cannot be read accepts nothing.",
        FixDetails = "Run `automation check --write-baseline FILE`, or correct the path, which starts at the root of the repository.",
        Bad = "{\"version\": 1, \"findings\": [\"3f0c…\"]}",
        Good = "{\"version\": 1, \"findings\": [{\"fingerprint\": \"3f0c9a1b22d4e5f6\", \"rule\": \"catalog/blank-text\", \"file\": \"catalog-info.yaml\", "
            + "\"message\": \"…\"}]}",
    };

    public static IReadOnlyList<Rule> All { get; } = [Unreadable, UnknownKey, MissingKey, WrongType, WrongValue, UnknownRule, MisspeltKind, NotRead, Baseline];

    private static Rule New(string id, string title) => new(id, Severity.Error, Responsible.PlatformTeam, title)
    {
        Why = "If the configuration has errors, nothing is checked.",
        Sources = [RuleSource.Guide("Configuration", "configuration.md")],
    };
}
