using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using LibGit2Sharp;

namespace Automation.Git.Repositories;

/// <summary>A fetch of some of the history.</summary>
/// <remarks>
/// LibGit2Sharp passes <see cref="FetchOptions.Depth"/> on to the git library when it clones, and drops it when it fetches
/// (https://github.com/libgit2/libgit2sharp/pull/2179, open). The whole history of a large repository in every job is too slow, so this does
/// what <c>Commands.Fetch</c> does, by name, with the depth. A test fetches with it; once that pull request is released, this class can be deleted.
/// </remarks>
[UnconditionalSuppressMessage("Trimming", "IL2026", Justification = KeptWhole)]
[UnconditionalSuppressMessage("Trimming", "IL2067", Justification = KeptWhole)]
[UnconditionalSuppressMessage("Trimming", "IL2070", Justification = KeptWhole)]
[UnconditionalSuppressMessage("Trimming", "IL2075", Justification = KeptWhole)]
internal static class ShallowFetch
{
    private const string KeptWhole = "A native publication keeps all of LibGit2Sharp (Automation.Cli.csproj), and a test fetches with it.";

    /// <summary>The depth that means all there is (gitprotocol-pack, "infinite depth").</summary>
    public const int Everything = int.MaxValue;

    private const BindingFlags Members = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private static readonly Assembly Library = typeof(Repository).Assembly;

    /// <summary>Fetches <paramref name="wanted"/> from a remote, without writing refs.</summary>
    /// <exception cref="LibGit2SharpException">It could not be fetched.</exception>
    public static void Run(Repository repository, string remote, IEnumerable<string> wanted, FetchOptions options)
    {
        using var handle = (IDisposable)Invoke(Core("Proxy"), null, "git_remote_lookup", Get(repository, "Handle"), remote, true)!;
        using var wrapper = (IDisposable)New(Core("GitFetchOptionsWrapper"));
        var native = Get(wrapper, "Options");
        var callbacks = New(Type("RemoteCallbacks"), options);
        Set(native, "RemoteCallbacks", Invoke(callbacks.GetType(), callbacks, "GenerateCallbacks")!);
        Set(native, "Depth", options.Depth);
        Set(native, "download_tags", TagFetchMode.None);

        var proxy = New(Core("GitProxyOptions"));
        Set(proxy, "Version", 1u);
        Set(native, "ProxyOptions", proxy);
        Invoke(Core("Proxy"), null, "git_remote_fetch", handle, wanted, native, null);
    }

    private static Type Core(string name) => Type($"Core.{name}");

    private static Type Type(string name) => Library.GetType($"LibGit2Sharp.{name}", throwOnError: true)!;

    private static object New(Type type, params object[] arguments) => Activator.CreateInstance(type, Members, null, arguments, null)!;

    private static object Get(object target, string property) => target.GetType().GetProperty(property, Members)!.GetValue(target)!;

    private static void Set(object target, string field, object value) => target.GetType().GetField(field, Members)!.SetValue(target, value);

    private static object? Invoke(Type type, object? target, string method, params object?[] arguments) =>
        type.GetMethod(method, Members)!.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}
