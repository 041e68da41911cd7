using Automation.Portal.Graph;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Automation.Portal.Browser.Tests;

/// <summary>A page with one figure.</summary>
internal sealed class FigurePage : ComponentBase
{
    [Parameter, EditorRequired]
    public required GraphDrawing Model { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<GraphFigure>(0);
        builder.AddAttribute(1, nameof(GraphFigure.Drawing), Model);
        builder.CloseComponent();
    }
}
