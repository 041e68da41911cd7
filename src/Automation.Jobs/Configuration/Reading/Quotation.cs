using Automation.Core.Text;

namespace Automation.Jobs.Configuration.Reading;

/// <summary>Quotes words of a file in messages.</summary>
internal static class Quotation
{
    /// <summary>The text in quotes, cut short and kept on one line.</summary>
    public static string Of(string text) => Quoted.Of(text);
}
