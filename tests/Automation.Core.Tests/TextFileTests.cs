using System.Text;
using Automation.Core.Trees;

namespace Automation.Core.Tests;

public sealed class TextFileTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly InMemoryTree Tree = new(new Dictionary<string, ReadOnlyMemory<byte>>
    {
        ["settings.yml"] = Encoding.UTF8.GetBytes("a: 1\n"),
        ["large.yml"] = new byte[(1 << 20) + 1],
    });

    [Fact]
    public void A_file_within_the_limit_is_its_text_under_the_shown_path()
    {
        var text = Read("settings.yml", 256 << 10).ShouldBeOfType<TextFile.Whole>().Text;

        (text.Path, text.Content).ShouldBe(("repo/settings.yml", "a: 1\n"));
    }

    [Theory]
    [InlineData(256 << 10, "The file has more than 256 KiB. Shorten it.")]
    [InlineData(1 << 20, "The file has more than 1 MiB. Shorten it.")]
    public void A_larger_one_is_refused_with_the_limit_and_what_to_do(long limit, string message) =>
        Read("large.yml", limit).ShouldBe(new TextFile.Refused(message));

    [Fact]
    public void One_that_cannot_be_read_is_refused_with_the_reason() =>
        TextFile.Read(new LinkedTree(), "link.yml", 1 << 20, "link.yml", "The file", "Shorten it.", Cancel)
            .ShouldBe(new TextFile.Refused("The file cannot be read: it is a symbolic link."));

    [Fact]
    public void One_that_does_not_exist_is_missing() => Read("none.yml", 1 << 20).ShouldBe(new TextFile.Missing());

    private static TextFile Read(string path, long limit) => TextFile.Read(Tree, path, limit, $"repo/{path}", "The file", "Shorten it.", Cancel);

    private sealed class LinkedTree : FileTree
    {
        public override IEnumerable<FileEntry> List(CancellationToken cancellationToken = default) => [];

        public override FileEntry? Find(string path) => null;

        public override FileContent Read(string path, long limit, CancellationToken cancellationToken = default) =>
            new FileContent.Unreadable("it is a symbolic link");
    }
}
