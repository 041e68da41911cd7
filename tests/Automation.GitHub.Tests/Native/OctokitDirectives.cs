using System.Reflection;
using System.Text;
using Automation.GitHub.Access;
using Octokit;

namespace Automation.GitHub.Tests.Native;

/// <summary>
/// The runtime directives of Octokit (https://github.com/dotnet/runtime/blob/main/src/coreclr/nativeaot/docs/rd-xml-format.md): Octokit reads and writes JSON
/// by reflection, so the native compiler sees neither the members nor the generic types that it needs. The directives keep every type that a call of
/// Automation.GitHub takes or gives, or that it creates, with the types of their properties, and what only Octokit itself makes. All of Octokit would double
/// the time that the program takes to start.
/// </summary>
internal static class OctokitDirectives
{
    private const string CoreLibrary = "System.Private.CoreLib";

    // The interfaces that a list, and a map, of an answer is declared as.
    private static readonly HashSet<Type> Lists =
    [
        typeof(IReadOnlyList<>),
        typeof(IReadOnlyCollection<>),
        typeof(IEnumerable<>),
        typeof(IList<>),
        typeof(ICollection<>),
    ];
    private static readonly HashSet<Type> Maps = [typeof(IDictionary<,>), typeof(IReadOnlyDictionary<,>)];

    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Assembly Octokit = typeof(GitHubClient).Assembly;

    /// <summary>The text of the directives.</summary>
    public static string Generate()
    {
        var text = new StringBuilder("<!-- Generated from Octokit's assembly by a test: run the tests of Automation.GitHub with UPDATE_SNAPSHOTS=1. -->\n");
        text.Append("<Directives xmlns=\"http://schemas.microsoft.com/netfx/2013/01/metadata\">\n  <Application>\n");
        var types = Types().ToLookup(AssemblyOf, NameOf);
        text.Append("    <Assembly Name=\"Octokit\">\n").Append(Lines(types["Octokit"])).Append("    </Assembly>\n");
        text.Append($"    <Assembly Name=\"{CoreLibrary}\">\n").Append(Lines(types[CoreLibrary])).Append("    </Assembly>\n");
        return text.Append("  </Application>\n</Directives>\n").ToString();
    }

    private static string Lines(IEnumerable<string> names) =>
        string.Concat(names.Distinct().Order(StringComparer.Ordinal).Select(n => $"      <Type Name=\"{n}\" Dynamic=\"Required All\" />\n"));

    private static HashSet<Type> Types()
    {
        var found = new HashSet<Type>();
        var open = new Stack<Type>([typeof(ApiError), .. OwnTypes(), .. Calls().SelectMany(Signature),
            .. Calls().OfType<ConstructorInfo>().Select(c => c.DeclaringType!)]);
        while (open.TryPop(out var type))
        {
            foreach (var part in Parts(type).Where(IsKnown).Where(found.Add).Where(p => p.Assembly == Octokit))
            {
                Array.ForEach(part.GetProperties(All), p => open.Push(p.PropertyType));
                open.Push(part.BaseType ?? typeof(object));
            }
        }

        return [.. found.Where(IsRead)];
    }

    // What Octokit makes of an argument before it is sent, such as BodyWrapper: no signature names it.
    private static IEnumerable<Type> OwnTypes()
    {
        var types = Octokit.GetTypes().Where(t => !t.ContainsGenericParameters).ToList();
        var named = types.SelectMany(t => t.GetMethods(All)).SelectMany(Signature).SelectMany(Parts).ToHashSet();
        return types.Where(t => !t.IsVisible || (t.IsClass && !named.Contains(t) && t.GetProperties(All).Length > 0));
    }

    // The members of Octokit that the assembly names (ECMA-335, II.22.25 and II.22.29: tables of member references and of generic methods).
    private static IEnumerable<MethodBase> Calls()
    {
        const int MemberReferences = 0x0A000000, GenericMethods = 0x2B000000;
        var module = typeof(GitHubAccess).Module;
        foreach (var table in (int[])[MemberReferences, GenericMethods])
        {
            for (var row = 1; Resolve(module, table + row) is { } member; row++)
            {
                if (member is MethodBase { DeclaringType: { } declaring } method && declaring.Assembly == Octokit)
                {
                    yield return method;
                }
            }
        }
    }

    // Null after the last row; a member of a type that is not closed here is nothing of Octokit's.
    private static MemberInfo? Resolve(Module module, int token)
    {
        try
        {
            return module.ResolveMember(token);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
        catch (Exception e) when (e is ArgumentException or BadImageFormatException)
        {
            return typeof(object);
        }
    }

    private static IEnumerable<Type> Signature(MethodBase method) =>
        [
            .. method.GetParameters().Select(p => p.ParameterType),
            .. method is MethodInfo { ReturnType: var type } ? [type] : (Type[])[],
            .. method.IsGenericMethod ? method.GetGenericArguments() : [],
        ];

    // What JSON is read into or written from: no interface, no client, nothing static.
    private static bool IsRead(Type type) =>
        type.IsGenericType
            ? type.Assembly == Octokit || type.Namespace == "System.Collections.Generic" || type.GetGenericTypeDefinition() == typeof(Nullable<>)
            : type.Assembly == Octokit && !type.IsInterface && !(type.IsAbstract && type.IsSealed) && !type.Name.EndsWith("Client", StringComparison.Ordinal)
                && !type.FullName!.Contains('<')
                    && !typeof(Delegate).IsAssignableFrom(type)
                    && !typeof(Exception).IsAssignableFrom(type)
                    && !typeof(Attribute).IsAssignableFrom(type);

    // A type, the types that it is closed with, and what Octokit makes where it is an interface.
    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.IsArray)
        {
            return Parts(type.GetElementType()!);
        }

        if (type.ContainsGenericParameters || type.IsByRef || type.IsPointer)
        {
            return [];
        }

        if (!type.IsGenericType)
        {
            return [type];
        }

        var (definition, arguments) = (type.GetGenericTypeDefinition(), type.GetGenericArguments());
        var made = Lists.Contains(definition) ? typeof(List<>).MakeGenericType(arguments)
            : Maps.Contains(definition) ? typeof(Dictionary<,>).MakeGenericType(arguments)
            : type;
        return [type, made, .. arguments.SelectMany(Parts)];
    }

    private static bool IsKnown(Type type) =>
        (type.Assembly == Octokit || type.Assembly == typeof(object).Assembly) && (!type.IsGenericType || type.GetGenericArguments().All(IsKnown));

    private static string AssemblyOf(Type type) => type.Assembly == Octokit ? "Octokit" : CoreLibrary;

    private static string NameOf(Type type) => type.IsGenericType
        ? $"{type.GetGenericTypeDefinition().FullName}[{string.Join(',', type.GetGenericArguments().Select(a => $"[{NameOf(a)}, {AssemblyOf(a)}]"))}]"
        : type.FullName!;
}
