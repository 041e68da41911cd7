using Markdig;
using Markdig.Extensions.TaskLists;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Automation.Portal.Documents;

/// <summary>Markdown as GitHub knows it, to HTML that is not sanitized yet.</summary>
internal static class MarkdownHtml
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseAutoLinks()
        .UseTaskLists()
        .UseYamlFrontMatter()
        .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough)
        .Build();

    /// <summary>The HTML; null if the text nests deeper than the parser goes.</summary>
    public static string? Of(string markdown)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var renderer = new HtmlRenderer(text);
        Pipeline.Setup(renderer);

        // A box to tick is a form element; its state is a character.
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlTaskListRenderer>(new TaskBox());
        try
        {
            renderer.Render(Markdown.Parse(markdown, Pipeline));
        }
        catch (ArgumentException)
        {
            // How the parser says that its limit of depth is reached.
            return null;
        }

        return text.ToString();
    }

    private sealed class TaskBox : HtmlObjectRenderer<TaskList>
    {
        protected override void Write(HtmlRenderer renderer, TaskList obj) => renderer.Write(obj.Checked ? "☑" : "☐");
    }
}
