using Automation.Descriptors.Documents;

namespace Automation.Descriptors.Rules;

/// <summary>
/// Our own advice, stricter than Backstage: it accepts these documents, but they are very likely mistakes. Advice never makes a document invalid.
/// </summary>
internal static class DescriptorAdvice
{
    public static void Check(Descriptor descriptor, FindingCollector findings)
    {
        MisspeltKeyRule.Check(descriptor, findings);
        MisplacedAnnotationRule.Check(descriptor, findings);
        OwnerTextRules.Check(descriptor, findings);
        OddReferenceRule.Check(descriptor, findings);
        BlankTextRule.Check(descriptor, findings);
        CaseClashRule.Check(descriptor, findings);
        MergeKeyRule.Check(descriptor, findings);
        OverwrittenAnnotationRule.Check(descriptor, findings);
        ScriptLinkRule.Check(descriptor, findings);
        SecretRule.Check(descriptor, findings);
        EmailRule.Check(descriptor, findings);
    }
}
