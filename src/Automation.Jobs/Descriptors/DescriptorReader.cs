using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Rules;
using Automation.Descriptors.Validation;

namespace Automation.Jobs.Descriptors;

/// <summary>Reads a file within its limits and validates its documents.</summary>
public static class DescriptorReader
{
    /// <summary>Validates one file, unless it is already validated. An unreadable file has a finding.</summary>
    public static ValidatedFile Validate(DescriptorInput input, CancellationToken cancellationToken) => input.Validated ?? Read(input, cancellationToken);

    private static ValidatedFile Read(DescriptorInput input, CancellationToken cancellationToken)
    {
        var limit = input.Limits.FileBytes;
        return (input.Content ?? new FollowedLinks(input.Tree).Read(input.TreePath, limit, cancellationToken)) switch
        {
            FileContent.Whole { Bytes: var bytes, LinkTarget: null } => Validate(SourceText.Decode(input.File, bytes.Span), input, cancellationToken),
            FileContent.Whole { Bytes: var bytes, LinkTarget: var target } =>
                Validate(SourceText.Decode(input.File, bytes.Span), input, cancellationToken) with { LinkTarget = target, Again = null },
            FileContent.TooLarge { Size: var size } =>
                NotRead(
                    input,
                    YamlRules.LimitSize,
                    $"The file has {Bytes(size)}; a descriptor may have at most {Bytes(limit)}. Split it, or move large definitions to their own files and "
                    + "read them with '$text'."),
            FileContent.Unreadable { Reason: var reason } => NotRead(input, YamlRules.Unreadable, $"The file could not be read: {reason}"),
            _ => NotRead(input, YamlRules.Unreadable, "The file does not exist."),
        };
    }

    internal static ValidatedFile Validate(SourceText source, DescriptorInput input, CancellationToken cancellationToken) => FaultRules.Guard(
        () => DescriptorValidator.Validate(source, new DescriptorContext(input.TreePath, input.Repository), input.Limits, cancellationToken),
        fault => new ValidatedFile(source, [], [FaultRules.Of(input.File, fault)]));

    private static ValidatedFile NotRead(DescriptorInput input, Rule rule, string message) =>
        new(SourceText.Of(input.File, ""), [], [new Finding(rule, message, input.File, SourceSpan.FileStart)]);

    private static string Bytes(long size) => size switch
    {
        >= 10L << 20 => $"{size >> 20:N0} MiB",
        >= 1L << 20 => $"{size / (double)(1 << 20):N1} MiB",
        _ => $"{size:N0} bytes",
    };
}
