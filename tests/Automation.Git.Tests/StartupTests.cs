using System.Reflection;
using System.Runtime.Loader;
using Automation.Core.Trees;
using Automation.Git.Disk;
using Automation.Git.Repositories;
using Automation.Testing;

namespace Automation.Git.Tests;

public sealed class StartupTests
{
    [Fact]
    public void Only_a_repository_loads_the_git_library()
    {
        using var sandbox = GitSandbox.Create();
        sandbox.With("x", "x").Git("remote", "add", "origin", "https://github.com/acme/orders.git");
        var context = new WithoutLibGit2();
        var room = context.LoadFromAssemblyPath(typeof(DirectoryTree).Assembly.Location);

        var tree = (FileTree)Activator.CreateInstance(room.GetType(typeof(DirectoryTree).FullName!)!, sandbox.Path, false)!;
        tree.Paths().ShouldBe(["x"]);
        tree.Text("x").ShouldBe("x");
        Call(room, typeof(GitFolder), nameof(GitFolder.FindRoot), sandbox.Path).ShouldBe(sandbox.Path);
        Call(room, typeof(GitFolder), nameof(GitFolder.Remote), sandbox.Path).ShouldBe(new RepositorySlug("github.com", "acme", "orders"));
        Call(room, typeof(WorkingFile), nameof(WorkingFile.Replace), sandbox.Path, "x", Array.Empty<byte>())!
            .GetType().Name
            .ShouldBe(nameof(WriteOutcome.Written));
        context.WasAsked.ShouldBeFalse();

        Should.Throw<TargetInvocationException>(() => Call(room, typeof(GitRepository), nameof(GitRepository.Discover), sandbox.Path));
        context.WasAsked.ShouldBeTrue();
    }

    private static object? Call(Assembly room, Type type, string method, params object[] arguments) =>
        room.GetType(type.FullName!)!.GetMethod(method)!.Invoke(null, arguments);

    private sealed class WithoutLibGit2() : AssemblyLoadContext("without the git library")
    {
        public bool WasAsked { get; private set; }

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            if (assemblyName.Name != "LibGit2Sharp")
            {
                return null;
            }

            WasAsked = true;
            throw new InvalidOperationException("The git library was loaded.");
        }
    }
}
