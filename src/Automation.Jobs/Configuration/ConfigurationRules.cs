using Automation.Core.Findings;

namespace Automation.Jobs.Configuration;

/// <summary>What can be wrong with a configuration. Errors here end a run: a configuration that cannot be understood is not guessed at.</summary>
internal static class ConfigurationRules
{
    public const string Room = "config";

    public static readonly Rule Unreadable = New("config/unreadable", "Write a configuration that can be read.",
        "The file is one YAML document that is a map, without syntax errors or duplicate keys, of at most 256 KiB.") with
    {
        Bad = "rules:\n  catalog/blank-text: error\n rules: {}",
        Good = "rules:\n  catalog/blank-text: error",
    };

    public static readonly Rule UnknownKey = New("config/unknown-key", "Use keys that exist.",
        "A key that is not known is never passed over: a misspelt policy would be no policy. The guide and the JSON Schema list the keys.") with
    {
        Bad = "descriptor:\n  - catalog-info.yaml",
        Good = "descriptors:\n  - catalog-info.yaml",
    };

    public static readonly Rule MissingKey = New("config/missing-key", "Write the keys that an entry cannot do without.",
        "An entry of `required` names a kind, and a rule with `paths` names a severity.") with
    {
        Bad = "required:\n  - annotations: [pagerduty.com/service-id]",
        Good = "required:\n  - kind: Component\n    annotations: [pagerduty.com/service-id]",
    };

    public static readonly Rule WrongType = New("config/wrong-type", "Give a key a value of the type it takes.",
        "Each key takes text, a list or a map. A name with nothing after the colon is null, which no key takes: leave the key out.") with
    {
        Bad = "allowed:\n  lifecycles: production",
        Good = "allowed:\n  lifecycles: [production]",
    };

    public static readonly Rule WrongValue = New("config/wrong-value", "Give a key a value it allows.",
        "A few keys take one of a fixed list of words; patterns have to be well-formed and of bounded size; lists hold at most 1,000 items; paths stay inside the repository.") with
    {
        Bad = "fail-on: warnings",
        Good = "fail-on: warning",
    };

    public static readonly Rule UnknownRule = New("config/unknown-rule", "Name rules that exist.",
        "A severity for a rule that does not exist changes nothing. The rule reference lists the ids. Rules of `config/` themselves cannot be changed.") with
    {
        Bad = "rules:\n  catalog/blank-txt: error",
        Good = "rules:\n  catalog/blank-text: error",
    };

    public static readonly Rule MisspeltKind = New("config/misspelt-kind", "Name the kind that is meant.",
        "The kind is nearly one of Backstage's own. An installation can have kinds of its own, so this is a warning and no error.") with
    {
        Severity = Severity.Warning,
        Bad = "names:\n  Componet: '[a-z-]+'",
        Good = "names:\n  Component: '[a-z-]+'",
    };

    public static readonly Rule NotRead = New("config/not-read", "Keep the configuration in one file, where it is read.",
        "`.github/automation.yml` is read, and `automation.yml` at the root where the first does not exist. A file that looks like a configuration and is not read is pointed out.") with
    {
        Severity = Severity.Warning,
    };

    public static readonly Rule Baseline = New("config/baseline", "Give a baseline file that can be read.",
        "`baseline` names a file that `--write-baseline` wrote, from the root of the repository. One that is missing or cannot be understood accepts nothing; write it again.") with
    {
        Bad = "{\"version\": 1, \"findings\": [\"3f0c…\"]}",
        Good = "{\"version\": 1, \"findings\": [{\"fingerprint\": \"3f0c9a1b22d4e5f6\", \"rule\": \"catalog/blank-text\", \"file\": \"catalog-info.yaml\", \"message\": \"…\"}]}",
    };

    public static IReadOnlyList<Rule> All { get; } = [Unreadable, UnknownKey, MissingKey, WrongType, WrongValue, UnknownRule, MisspeltKind, NotRead, Baseline];

    private static Rule New(string id, string title, string why) => new(id, Severity.Error, Responsible.PlatformTeam, title)
    {
        Why = why,
        Source = "docs/guide/configuration.md",
    };
}
