using Automation.Core.Findings;
using Automation.Descriptors.Documents;

namespace Automation.Descriptors.Rules;

/// <summary>The e-mail address of a profile; Backstage accepts any text.</summary>
internal static class EmailRule
{
    public static readonly Rule Rule = new("catalog/email-format", Severity.Info, Responsible.ApplicationTeam, "Write an e-mail address in a profile's email.")
    {
        Detects = "A `spec.profile.email` that is not an e-mail address.",
        Why = "Backstage accepts any text, but sign-in by e-mail and the link on the profile page need an address.",
        Bad = "profile:\n  email: grace.tam",
        Good = "profile:\n  email: grace.tam@acme.example",
        Sources =
        [
            RuleSource.Backstage("User.v1alpha1.schema.json", "packages/catalog-model/src/schema/kinds/User.v1alpha1.schema.json"),
            RuleSource.Backstage("Group.v1alpha1.schema.json", "packages/catalog-model/src/schema/kinds/Group.v1alpha1.schema.json"),
        ],
    };

    public static void Check(Descriptor descriptor, FindingCollector findings)
    {
        if (descriptor.Kind is "User" or "Group" && descriptor.Spec?.Field("profile")?.Field("email") is { Text: { Length: > 0 } text } email
            && !email.Value.IsStandIn && (text.IndexOf('@', StringComparison.Ordinal) is var at && (at <= 0 || at == text.Length - 1)))
        {
            findings.Add(Rule, email, $"{DescriptorWording.Quote(text)} is not an e-mail address.");
        }
    }
}
