using Automation.Core.Findings;
using Automation.Descriptors.Documents;

namespace Automation.Descriptors.Rules;

/// <summary>Owners in the notation of another system: CODEOWNERS, an e-mail address.</summary>
internal static class OwnerTextRules
{
    public static readonly Rule Team = new(
        "catalog/owner-looks-like-team", Severity.Warning, Responsible.ApplicationTeam, "Write the owner as a reference to a group or user.")
    {
        Detects = "An owner in the notation of CODEOWNERS, such as `@acme/payments`.",
        Why = "Backstage reads it as the group `payments` in the namespace `@acme`, which cannot exist. It accepts the entity, which then has no owner.",
        FixDetails = "Use its name in the catalog, such as `group:payments`.",
        Bad = "spec:\n  owner: \"@acme/payments\"",
        Good = "spec:\n  owner: group:payments",
        Sources =
        [
            RuleSource.Backstage("ref.ts", "packages/catalog-model/src/entity/ref.ts"),
            RuleSource.BackstageDocs("Entity References", "references"),
        ],
    };

    public static readonly Rule Email = new(
        "catalog/owner-looks-like-email", Severity.Warning, Responsible.ApplicationTeam, "Write the owner as a reference to a group or user.")
    {
        Detects = "An owner that is an e-mail address.",
        Why = "Backstage reads it as the name of a group. No entity can have `@` in its name: Backstage accepts the entity, which then has no owner.",
        FixDetails = "Use its name in the catalog, such as `group:payments`.",
        Bad = "spec:\n  owner: payments@acme.example",
        Good = "spec:\n  owner: group:payments",
        Sources =
        [
            RuleSource.Backstage("ref.ts", "packages/catalog-model/src/entity/ref.ts"),
            RuleSource.BackstageDocs("Entity References", "references"),
        ],
    };

    public static void Check(Descriptor descriptor, FindingCollector findings)
    {
        if (descriptor.Spec?.Field("owner") is not { Text: { } text } owner)
        {
            return;
        }

        if (IsTeam(text))
        {
            findings.Add(
                Team,
                owner,
                $"{DescriptorWording.Quote(text)} is the CODEOWNERS notation of an owner. Use the group or user of the catalog, such as "
                    + $"'group:{LastPart(text)}'.");
        }
        else if (IsEmail(text))
        {
            findings.Add(
                Email,
                owner,
                $"{DescriptorWording.Quote(text)} is an e-mail address. Use the group or user of the catalog, such as "
                + $"'user:{DescriptorWording.Quote(text[..text.IndexOf('@', StringComparison.Ordinal)])[1..^1]}'.");
        }
    }

    public static bool IsTeam(string text) => text.Length > 1 && text[0] == '@';

    public static bool IsEmail(string text) => text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && text.AsSpan(at).Contains('.');

    private static string LastPart(string text) => DescriptorWording.Quote(text[(text.LastIndexOfAny(['/', '@']) + 1)..])[1..^1];
}
