using Automation.Catalog.Descriptors;

namespace Automation.Catalog.Advice;

/// <summary>Our own, stricter advice: what Backstage accepts although it is very likely not meant. It never makes a document invalid.</summary>
internal static class DescriptorAdvice
{
    public static void Check(Descriptor descriptor, Findings findings)
    {
    }
}
