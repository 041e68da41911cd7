using Automation.Core;

namespace Automation.Descriptors.References;

/// <summary>The known groups and users, with their GitHub identities and memberships. Immutable.</summary>
public sealed class OwnerDirectory
{
    private readonly Dictionary<EntityRef, OwnerProfile?> _owners = [];
    private readonly Dictionary<string, List<EntityRef>> _byTeam = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<EntityRef>> _byLogin = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<EntityRef>> _byEmail = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<EntityRef, HashSet<EntityRef>> _groupsOf = [];
    private readonly Dictionary<EntityRef, HashSet<EntityRef>> _parentsOf = [];

    /// <param name="entities">The entities; all except groups and users are ignored.</param>
    /// <param name="isComplete">Whether they are those of the whole catalog.</param>
    internal OwnerDirectory(IEnumerable<KnownEntity> entities, bool isComplete)
    {
        foreach (var entity in entities)
        {
            if (entity.Profile is { } profile)
            {
                Add(entity.Ref, profile);
            }

            foreach (var (part, whole) in entity.Ref.Kind == "group" ? entity.Containments : [])
            {
                AddTo(_parentsOf, part, whole);
            }
        }

        IsComplete = isComplete && _owners.Count > 0;
    }

    /// <summary>Whether it covers the whole catalog, so that a group or user that it does not have does not exist.</summary>
    public bool IsComplete { get; }

    /// <summary>Whether the directory uses the profile of this entity.</summary>
    internal static bool Holds(KnownEntity entity) => entity.Profile is not null || entity.Ref.Kind == "group";

    /// <summary>Whether the group or user exists.</summary>
    public bool Contains(EntityRef reference) => _owners.ContainsKey(reference);

    /// <summary>The profile of a group or user; null if it is not known.</summary>
    public OwnerProfile? Find(EntityRef reference) => _owners.GetValueOrDefault(reference);

    /// <summary>The groups whose team on GitHub is <paramref name="slug"/>, as <c>organisation/team</c>.</summary>
    public IReadOnlyList<EntityRef> OfTeam(string slug) => _byTeam.GetValueOrDefault(slug) ?? [];

    /// <summary>The users with this login on GitHub.</summary>
    public IReadOnlyList<EntityRef> OfLogin(string login) => _byLogin.GetValueOrDefault(login) ?? [];

    /// <summary>The users and groups with this e-mail address.</summary>
    public IReadOnlyList<EntityRef> OfEmail(string email) => _byEmail.GetValueOrDefault(email) ?? [];

    /// <summary>Whether the user is a member of the group, or, with <paramref name="inherit"/>, of a group below it.</summary>
    public bool IsMember(EntityRef user, EntityRef group, bool inherit) =>
        _groupsOf.TryGetValue(user, out var groups) && (groups.Contains(group) || (inherit && groups.Any(g => IsBelow(g, group))));

    /// <summary>Whether the first group is below the second, at any depth.</summary>
    public bool IsBelow(EntityRef group, EntityRef above)
    {
        var seen = new HashSet<EntityRef> { group };
        var open = new Stack<EntityRef>(seen);
        while (open.TryPop(out var current))
        {
            foreach (var parent in _parentsOf.GetValueOrDefault(current) ?? [])
            {
                if (parent.Equals(above))
                {
                    return true;
                }

                if (seen.Add(parent))
                {
                    open.Push(parent);
                }
            }
        }

        return false;
    }

    // For a ref that is defined twice, both definitions count.
    private void Add(EntityRef reference, OwnerProfile profile)
    {
        _owners.TryAdd(reference, profile);
        AddTo(_byTeam, profile.TeamSlug, reference);
        AddTo(_byLogin, profile.UserLogin, reference);
        AddTo(_byEmail, profile.Email, reference);
        foreach (var (user, group) in profile.Memberships)
        {
            AddTo(_groupsOf, user, group);
        }
    }

    private static void AddTo(Dictionary<string, List<EntityRef>> index, string? key, EntityRef reference)
    {
        if (key is null)
        {
            return;
        }

        if (!index.TryGetValue(key, out var list))
        {
            index.Add(key, list = []);
        }

        if (!list.Contains(reference))
        {
            list.Add(reference);
        }
    }

    private static void AddTo(Dictionary<EntityRef, HashSet<EntityRef>> index, EntityRef key, EntityRef value)
    {
        if (!index.TryGetValue(key, out var set))
        {
            index.Add(key, set = []);
        }

        set.Add(value);
    }
}
