namespace Automation.Server.Pages.Layout;

/// <summary>The address of a page, with its query.</summary>
internal static class PageAddress
{
    /// <summary>A path and its query; null values are left out.</summary>
    public static string Of(string path, params IEnumerable<(string Name, string? Value)> query) =>
        path + QueryString.Create(query.Where(p => p.Value is not null).Select(p => KeyValuePair.Create(p.Name, p.Value)));
}
