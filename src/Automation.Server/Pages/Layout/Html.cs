using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Automation.Server.Pages.Layout;

/// <summary>HTML. Interpolated text is encoded, and interpolated HTML is not: <c>Html.Of($"&lt;p&gt;{anything}&lt;/p&gt;")</c>.</summary>
internal sealed record Html(string Markup)
{
    public static readonly Html None = new("");

    /// <summary>The literal parts are HTML, the interpolated values are text.</summary>
    public static Html Of(HtmlTemplate template) => new(template.Markup);

    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(p => p.Markup)));

    /// <summary>The HTML if a condition holds, otherwise nothing.</summary>
    public static Html If(bool condition, HtmlTemplate template) => condition ? Of(template) : None;

    /// <inheritdoc/>
    public override string ToString() => Markup;
}

/// <summary>Writes an interpolated string as HTML.</summary>
[InterpolatedStringHandler]
internal readonly struct HtmlTemplate
{
    private readonly StringBuilder _markup;

    public HtmlTemplate(int literalLength, int formattedCount) => _markup = new StringBuilder(literalLength + (formattedCount * 32));

    public string Markup => _markup.ToString();

    public void AppendLiteral(string text) => _markup.Append(text);

    public void AppendFormatted(string? text) => HtmlText.Append(_markup, text);

    public void AppendFormatted(Html html) => _markup.Append(html.Markup);

    public void AppendFormatted(long number) => _markup.Append(number.ToString("N0", CultureInfo.InvariantCulture));
}
