using Automation.Core.Text;

namespace Automation.Core.Tests;

public sealed class JsonPointerTests
{
    [Fact]
    public void The_whole_document_is_the_empty_pointer()
    {
        JsonPointer.Root.ToString().ShouldBe("");
        JsonPointer.Root.ToPath().ShouldBe("");
        JsonPointer.Root.Parent.ShouldBeNull();
    }

    [Fact]
    public void Steps_are_written_as_RFC_6901_has_them() =>
        JsonPointer.Root.Field("metadata").Field("annotations").Field("a.com/b~c").ToString().ShouldBe("/metadata/annotations/a.com~1b~0c");

    [Fact]
    public void Escapes_are_not_escaped_again() => JsonPointer.Root.Field("~1").ToString().ShouldBe("/~01");

    [Fact]
    public void An_empty_name_is_a_step() => JsonPointer.Root.Field("").Field("a").ToString().ShouldBe("//a");

    [Fact]
    public void A_path_is_written_as_people_write_it() => JsonPointer.Root.Field("metadata").Field("tags").Item(0).ToPath().ShouldBe("metadata.tags[0]");

    [Fact]
    public void A_step_knows_its_name_and_where_it_came_from()
    {
        var tags = JsonPointer.Root.Field("tags");

        tags.Item(3).Last.ShouldBe("3");
        tags.Item(3).Parent.ShouldBe(tags);
    }
}
