namespace Automation.Portal.Pages;

public sealed record NotFoundPageModel(SiteFrame Site);
