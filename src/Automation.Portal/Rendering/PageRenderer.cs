using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Automation.Portal.Rendering;

/// <summary>Renders a page: its component and its model give the bytes of the document, the same ones each time.</summary>
public static class PageRenderer
{
    /// <summary>The name of the parameter that every page takes its model in.</summary>
    public const string Model = "Model";

    /// <summary>Renders a page. Each page has a renderer of its own: one for all of them would keep every page in memory.</summary>
    /// <param name="model">The value of the parameter <see cref="Model"/> of the page.</param>
    public static async Task<byte[]> RenderAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TPage>(object model)
        where TPage : IComponent
    {
        await using var renderer = new HtmlRenderer(NoServices.Instance, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(
            async () =>
            {
                var page = await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(new Dictionary<string, object?> { [Model] = model }));
                using var text = new StringWriter { NewLine = "\n" };
                page.WriteHtmlTo(text);
                return Encoding.UTF8.GetBytes(text.ToString());
            });
    }

    // A page is a function of its model.
    private sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}
