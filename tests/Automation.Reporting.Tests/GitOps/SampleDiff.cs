using Automation.Core.Findings;
using Automation.Reporting.Model;

namespace Automation.Reporting.Tests.GitOps;

/// <summary>The changes of a GitOps repository.</summary>
internal static class SampleDiff
{
    public static GitOpsDiff Acme { get; } = new([
        new ApplicationDiff("legacy", DiffState.Deleted, "argocd/legacy.yaml")
        {
            Place = new DiffPlace("production-eu", "legacy", "shop", "main"),
            Fate = "Its 3 objects are deleted from the cluster with it: it has the finalizer for resources.",
            Objects = [new ObjectDiff("Deployment.apps legacy/api", DiffState.Deleted, "", ["-apiVersion: apps/v1", "-kind: Deployment"])],
        },
        new ApplicationDiff("orders-production", DiffState.Changed, "argocd/orders.yaml")
        {
            Origin = "ApplicationSet orders",
            Place = new DiffPlace("production-eu", "orders", "shop", "v1.3.0"),
            PlaceBefore = new DiffPlace("production-eu", "orders", "shop", "v1.2.0"),
            Fields = [new FieldDiff("syncPolicy", "", """{"automated":{"prune":true}}""")],
            Objects =
            [
                new ObjectDiff("Deployment.apps orders/api", DiffState.Changed, "", ["@", " spec:", "-  replicas: 2", "+  replicas: 3"]),
                new ObjectDiff("Job.batch orders/migrate", DiffState.Added, "PreSync, wave -1", ["+kind: Job"]),
            ],
            Hidden = 1,
            Undecided = ["Whether Gadget of example.com is in a namespace: no definition of it is known (--crds)."],
            Problems = ["ConfigMap orders/c is rendered more than once: Argo CD applies only the last one."],
            Warnings = ["The annotation manifest-generate-paths leaves out base/all.yaml, so Argo CD may not refresh the application when this changes."],
        },
    ])
    {
        Total = 12,
        Compared = 2,
        NotChecked = [new NotChecked("ApplicationSet previews (argocd/previews.yaml)", "the pull request generator lists the pull requests of a server")],
        Tools = ["kustomize v5.7.1", "helm v4.1.4"],
    };
}
