namespace Automation.GitOps.Reading;

/// <summary>The templates of charts: Helm renders what is below <c>templates</c> beside a <c>Chart.yaml</c>, so that it is no manifest yet.</summary>
public static class ChartTemplates
{
    private const string Folder = "templates/";

    /// <summary>Whether a file is one of them.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="exists">Whether there is a file at a path of the same tree.</param>
    public static bool Contain(string path, Func<string, bool> exists)
    {
        for (var at = path.IndexOf(Folder, StringComparison.Ordinal); at >= 0; at = path.IndexOf(Folder, at + 1, StringComparison.Ordinal))
        {
            if ((at == 0 || path[at - 1] == '/') && exists(path[..at] + "Chart.yaml"))
            {
                return true;
            }
        }

        return false;
    }
}
