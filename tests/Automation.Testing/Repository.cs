namespace Automation.Testing;

/// <summary>This repository, for tests that read what is committed: samples, schemas, documents.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>Automation.sln</c>.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Automation.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests must run from within the repository: Automation.sln was not found above them.");
    }
}
