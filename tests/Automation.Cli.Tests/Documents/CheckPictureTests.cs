using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Documents;

/// <summary>The README's pictures of the command show what it prints.</summary>
public sealed class CheckPictureTests
{
    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public void The_picture_is_the_output_of_the_first_command_of_the_README(string theme)
    {
        var command = Document.All.Single(d => d.Path == "README.md").Commands.First().Split('\n')[0].Split(" -- ")[1];
        var output = Run.Automation([.. command.Split(' '), "--color", "always"]).In(Repository.Root).Go().Ends(0).Output;
        var picture = (theme == "dark" ? TerminalPicture.Dark : TerminalPicture.Light)
            .Draw($"\u001b[1;32m$ automation {command}\u001b[0m\n{output}", $"The output of automation {command}: a misspelt key with its line and its fix");

        var path = Path.Combine(Repository.Root, "docs", "images", $"check-{theme}.svg");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, picture);
        }

        File.ReadAllText(path).ShouldBe(picture, $"docs/images/check-{theme}.svg is out of date: run the tests with UPDATE_SNAPSHOTS=1.");
    }
}
