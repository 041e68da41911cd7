using Automation.Portal.Graph;

namespace Automation.Portal.Pages;

/// <summary>The page of an entity. Sections appear in the order of these members, each with a fixed anchor.</summary>
public sealed record EntityPageModel(SiteFrame Site, EntityMention Entity)
{
    public PageLink? Type { get; init; }

    public PageLink? Lifecycle { get; init; }

    public IReadOnlyList<PageLink> Tags { get; init; } = [];

    /// <summary>What is special about it now: stale, deprecated.</summary>
    public IReadOnlyList<PageState> States { get; init; } = [];

    /// <summary>What it is and who to talk to, in one sentence.</summary>
    public required IntroductionModel Introduction { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<PageLink> Links { get; init; } = [];

    public required OwnerSectionModel Owner { get; init; }

    public required ProblemSectionModel Problems { get; init; }

    public required HealthSectionModel Health { get; init; }

    /// <summary>What a system or a domain consists of; null for other kinds.</summary>
    public MemberSectionModel? Members { get; init; }

    public required RelationSectionModel Relations { get; init; }

    /// <summary>Its APIs, or the definition of an API; null for kinds that have neither.</summary>
    public ApiSectionModel? Apis { get; init; }

    public required DocumentationModel Documentation { get; init; }

    public required HistorySectionModel History { get; init; }

    public required SourceSectionModel Source { get; init; }
}

/// <summary>The words around the links of the first sentence: <c>Payments is a service in Payments, owned by Payments: Ana, Ben.</c></summary>
/// <param name="What">What it is, such as <c>a service</c>.</param>
public sealed record IntroductionModel(string What, IReadOnlyList<EntityMention> In, IReadOnlyList<EntityMention> Owners, IReadOnlyList<EntityMention> People);

/// <param name="Owners">The owners, with their people and links.</param>
/// <param name="State">Why there is none; null if there is one.</param>
public sealed record OwnerSectionModel(IReadOnlyList<OwnerCardModel> Owners, PageState? State, CodeownersModel Codeowners);

/// <summary>What CODEOWNERS says; or why that is not known.</summary>
/// <param name="Mark">Whether it agrees; null if it is not known.</param>
/// <param name="Text">Whom it names: the start of a sentence that ends with the place.</param>
/// <param name="Place">The line that decides, or the file.</param>
/// <param name="State">Why it is not known; null for kinds that have no owner, too.</param>
public sealed record CodeownersModel(StateMark? Mark, string Text, PageLink? Place, PageState? State)
{
    /// <summary>How many files have an owner, as a sentence.</summary>
    public string Coverage { get; init; } = "";
}

/// <param name="People">The people of a team.</param>
/// <param name="Links">Its chat, its rota and the like.</param>
/// <param name="Page">The page with everything that it owns.</param>
public sealed record OwnerCardModel(EntityMention Owner, IReadOnlyList<EntityMention> People, IReadOnlyList<PageLink> Links, string? Page);

/// <param name="Total">How many there are; only the first are on the page.</param>
/// <param name="All">The list of all, if they are not on the page.</param>
public sealed record ProblemSectionModel(IReadOnlyList<ProblemRow> Rows, int Total, string? All);

/// <param name="Summary">Where it runs and how it is, in one sentence.</param>
public sealed record HealthSectionModel(string? Summary, IReadOnlyList<HealthRow> Rows, IReadOnlyList<PageState> States);

/// <param name="Environment">The environment; null if it is not known.</param>
/// <param name="Checked">When it was last read, as it is shown.</param>
public sealed record HealthRow(
    string? Environment, string Cluster, string Workload, StateMark State, string? Since, string? Checked, string? Version, string? Pods);

public sealed record MemberSectionModel(string Caption, IReadOnlyList<EntityRow> Rows, int Total, string? All);

/// <param name="Graph">The picture; null where there is nothing to draw.</param>
/// <param name="Rows">The first of them.</param>
/// <param name="Total">How many there are.</param>
/// <param name="All">The list of all, if they are not on the page.</param>
public sealed record RelationSectionModel(GraphDrawing? Graph, IReadOnlyList<RelationRow> Rows, int Total, string? All);

/// <param name="Words">The relation, as the start of a sentence, such as <c>depends on</c>.</param>
/// <param name="IsUsing">Whether this entity uses the other one, and not the other way round.</param>
public sealed record RelationRow(string Words, bool IsUsing, EntityMention Target, string? Type, IReadOnlyList<EntityMention> Owners);

/// <param name="Provided">The APIs that it provides.</param>
/// <param name="Consumed">The APIs that it consumes.</param>
/// <param name="Definition">The definition of an API itself.</param>
public sealed record ApiSectionModel(
    IReadOnlyList<EntityMention> Provided, IReadOnlyList<EntityMention> Consumed, DefinitionModel? Definition, PageState? State);

/// <param name="Format">The format, such as <c>openapi</c>.</param>
/// <param name="Text">Its text, or the start of it.</param>
/// <param name="IsCut">Whether there is more.</param>
/// <param name="Raw">The file with all of it.</param>
public sealed record DefinitionModel(string Format, string Text, bool IsCut, string Raw);

/// <param name="Html">The documentation, as markup that can do nothing; null where there is none.</param>
/// <param name="State">Why there is none; null if there is one.</param>
public sealed record DocumentationModel(string? Html, PageState? State)
{
    public PageLink? Source { get; init; }

    /// <summary>The rest of it; null if all of it is on the page.</summary>
    public PageLink? All { get; init; }
}

public sealed record HistorySectionModel(IReadOnlyList<HistoryRow> Rows, PageState? State);

/// <param name="What">What happened; empty where only the commit is known.</param>
public sealed record HistoryRow(string Date, PageLink Commit, string What);

/// <param name="Definitions">The places that define it; the first is used.</param>
public sealed record SourceSectionModel(IReadOnlyList<DefinitionRow> Definitions)
{
    /// <summary>The template that it was made from; null if that is not known.</summary>
    public TemplateUse? Template { get; init; }
}

/// <param name="Version">The version that it was made from, or updated to.</param>
/// <param name="Note">How it compares with other services; null if that is not known.</param>
public sealed record TemplateUse(EntityMention Template, string Version, string? Note);

/// <param name="Commit">The commit that was read, shortened; null if the source has none.</param>
/// <param name="Note">What is special about it; null for the one that is used.</param>
public sealed record DefinitionRow(PageLink Place, string? Commit, string? Note);
