namespace Automation.Jobs.Portal.Building;

/// <summary>A page, or another file of a portal: made when it is asked for.</summary>
/// <param name="Address">The address from the root of the portal; a page's ends with a slash, or is empty.</param>
/// <param name="RenderAsync">Makes its bytes, the same ones each time.</param>
public sealed record PortalPage(string Address, Func<Task<byte[]>> RenderAsync)
{
    /// <summary>The path of its file in a static site.</summary>
    public string File => Address.Length == 0 || Address.EndsWith('/') ? $"{Address}index.html" : Address;
}
