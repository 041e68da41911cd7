using Automation.Core.Findings;
using Automation.Core.Text;

namespace Automation.Jobs.Checks;

/// <summary>Keeps secrets that stand in a descriptor out of everything that is written about it.</summary>
internal static class SecretCover
{
    /// <summary>The finding with secrets covered up; a fix that would write one is left out.</summary>
    public static Finding Of(Finding finding)
    {
        var message = SecretShape.Cover(finding.Message);
        var leaks = finding.Fix is { } fix && (SecretShape.Of(fix.Title) is not null || fix.Edits.Any(e => SecretShape.Of(e.Edit.NewText) is not null));
        return ReferenceEquals(message, finding.Message) && !leaks ? finding : finding with { Message = message, Fix = leaks ? null : finding.Fix };
    }
}
