using System.Text;

namespace Automation.Descriptors.Tests.Agreement;

/// <summary>Lines of blanks, which are left out when a document is read a second time.</summary>
public sealed class BlankLineTests
{
    [Fact]
    public void What_comes_after_blank_lines_is_shown_where_it_stands()
    {
        const string Text =
            "apiVersion: backstage.io/v1alpha1\n\t\nkind: System\n  \t  \nmetadata:\n  name: orders\n\t# note\n  description: |\n   \n    text\n\t\nspec:\n  "
            + "owner: 17\n";

        var finding = Validated.Rejecting(Text.Replace("text\n\t\n", "text\n\n", StringComparison.Ordinal)).ShouldHaveSingleItem();

        finding.Pointer.ShouldBe("/spec/owner");
        (finding.Span.Start.Line, finding.Span.Start.Column).ShouldBe((13, 10));
    }

    [Fact]
    public void Very_many_of_them_cost_no_more_than_reading_them()
    {
        var text = new StringBuilder("apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata:\n  name: orders\n  tags:\n\t\n");
        for (var i = 0; i < 40_000; i++)
        {
            text.Append("    - java\n   \t\n\t# x\n \t \n");
        }

        // Where each line is looked at again for each one before it, this does not end.
        Validated.File(text.ToString()).Documents.Count.ShouldBe(1);
    }
}
