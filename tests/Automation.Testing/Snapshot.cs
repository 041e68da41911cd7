using System.Runtime.CompilerServices;

namespace Automation.Testing;

/// <summary>
/// Compares a text that a person reads with the one agreed on, <c>Snapshots/NAME</c> beside the test.
/// <c>UPDATE_SNAPSHOTS=1</c> writes the new text instead; the difference is then reviewed.
/// </summary>
public static class Snapshot
{
    /// <summary>Fails unless <paramref name="text"/> equals the snapshot <paramref name="name"/> (with its extension).</summary>
    public static void Match(string text, string name, [CallerFilePath] string testFile = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(testFile)!, "Snapshots", name);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return;
        }

        File.Exists(path).ShouldBeTrue($"There is no snapshot {name} yet: run the tests with UPDATE_SNAPSHOTS=1 and review what it writes.");
        text.ShouldBe(File.ReadAllText(path), $"{name} differs; run the tests with UPDATE_SNAPSHOTS=1 if the new text is better.");
    }
}
