using System.Diagnostics;
using Npgsql;

namespace Automation.Server.Tests.Driving;

/// <summary>A real PostgreSQL (Debian's package) with its data in a temporary folder. Both go with this process, however that ends.</summary>
internal sealed class PostgresServer : IDisposable
{
    public const string Absent = "PostgreSQL is not installed: no /usr/lib/postgresql (Debian: apt-get install postgresql).";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly Lazy<PostgresServer> ForAll = new(() => new PostgresServer());

    // It refuses root, and the socket's path has to be short. Reading ends with the process that holds the other end.
    private const string Script =
        """
        set -e
        bin=$1 data=$2
        as() { if [ "$(id -u)" = 0 ]; then exec setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"; else exec "$@"; fi; }
        if [ "$(id -u)" = 0 ]; then chown postgres "$data"; fi
        chmod 700 "$data"
        cd /
        if [ ! -f "$data/db/PG_VERSION" ]; then (as "$bin/initdb" -D "$data/db" -U test -A trust --no-sync -E UTF8 --locale=C > /dev/null); fi
        exec 3<&0
        (as "$bin/postgres" -D "$data/db" -k "$data" -c listen_addresses= -c max_connections=200 > "$data/log" 2>&1 < /dev/null) &
        echo $!
        cat <&3 > /dev/null
        kill -QUIT $!
        wait
        rm -rf "$data"
        """;

    // Not below TMPDIR, whose folders may be closed to the user that PostgreSQL runs as.
    private readonly string _folder = $"/tmp/automation-pg-{Guid.NewGuid():N}";
    private Process? _shell;
    private int _databases;

    /// <summary>Starts one of its own, for a test that kills it.</summary>
    public PostgresServer()
    {
        Directory.CreateDirectory(_folder);
        Start();
    }

    /// <summary>The one that tests share, each with a database of its own.</summary>
    public static PostgresServer Shared => ForAll.Value;

    /// <summary>The folder of its programs; null if it is not installed.</summary>
    public static string? Programs { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(d => Path.Combine(d, "bin")).LastOrDefault()
        : null;

    /// <summary>Creates a database; returns how it is reached.</summary>
    public string NewDatabase()
    {
        var name = $"ledger{Interlocked.Increment(ref _databases)}";
        using var connection = new NpgsqlConnection(To("postgres"));
        connection.Open();
        using var create = connection.CreateCommand();
#pragma warning disable CA2100 // The name is a number.
        create.CommandText = $"CREATE DATABASE {name}";
#pragma warning restore CA2100
        create.ExecuteNonQuery();
        return To(name);
    }

    /// <summary>kill -9 of all its processes; what it had confirmed is on the disk.</summary>
    public void Kill()
    {
        _shell!.Kill(entireProcessTree: true);
        _shell.WaitForExit();
        _shell.Dispose();

        // They name a process that is gone, but that the system may still list.
        File.Delete(Path.Combine(_folder, "db", "postmaster.pid"));
        File.Delete(Path.Combine(_folder, ".s.PGSQL.5432.lock"));
    }

    /// <summary>Starts it, again after it was killed.</summary>
    public void Start()
    {
        var start = new ProcessStartInfo("sh", ["-c", Script, "sh", Programs!, _folder]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        _shell = Process.Start(start)!;
        _shell.StandardOutput.ReadLine();
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var connection = new NpgsqlConnection(To("postgres"));
                connection.Open();
                return;
            }
            catch (NpgsqlException) when (waiting.Elapsed < Patience && !_shell.HasExited)
            {
                Thread.Sleep(50);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _shell!.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
    }

    private string To(string database) => $"Host={_folder};Database={database};Username=test;Pooling=false";
}
