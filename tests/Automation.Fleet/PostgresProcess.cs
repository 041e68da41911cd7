using System.Diagnostics;
using System.Globalization;

namespace Automation.Fleet;

/// <summary>A real PostgreSQL (Debian's package) with its data in a temporary folder. Both go with this process, however that ends.</summary>
public sealed class PostgresProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // USER_HZ, which Linux fixes for programs.
    private const int TicksInSecond = 100;

    // It refuses root, and the socket's path has to be short. Reading ends with the process that holds the other end.
    private const string Script =
        """
        set -e
        bin=$1 data=$2 port=$3
        as() { if [ "$(id -u)" = 0 ]; then exec setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"; else exec "$@"; fi; }
        if [ "$(id -u)" = 0 ]; then chown postgres "$data"; fi
        chmod 700 "$data"
        cd /
        if [ ! -f "$data/db/PG_VERSION" ]; then (as "$bin/initdb" -D "$data/db" -U test -A trust --no-sync -E UTF8 --locale=C > /dev/null); fi
        exec 3<&0
        (as "$bin/postgres" -D "$data/db" -k "$data" -p "$port" -c listen_addresses=127.0.0.1 -c max_connections=200 >> "$data/log" 2>&1 < /dev/null) &
        echo $!
        cat <&3 > /dev/null
        kill -QUIT $!
        wait
        rm -rf "$data"
        """;

    private readonly string _folder = $"/tmp/automation-fleet-{Guid.NewGuid():N}";
    private readonly string _log;
    private Process? _shell;
    private int _postmaster;

    private PostgresProcess(string folder) => _log = Path.Combine(folder, "postgresql.log");

    /// <summary>The port on this machine.</summary>
    public int Port { get; } = FreePort.Next();

    /// <summary>Whether it was started and not killed.</summary>
    public bool IsRunning => _shell is not null;

    /// <summary>Starts one with a database <c>ledger</c>.</summary>
    public static async Task<PostgresProcess> StartAsync(string folder, CancellationToken cancellationToken)
    {
        if (Programs.Postgres is null)
        {
            throw new FleetException("PostgreSQL is not installed: no /usr/lib/postgresql (Debian: apt-get install postgresql).");
        }

        var database = new PostgresProcess(folder);
        Directory.CreateDirectory(database._folder);
        await database.StartAsync(cancellationToken);
        await database.RunAsync("psql", ["-d", "postgres", "-c", "CREATE DATABASE ledger"], cancellationToken);
        return database;
    }

    /// <summary>kill -9 of all its processes; what it had confirmed is on the disk.</summary>
    public void Kill()
    {
        _shell!.Kill(entireProcessTree: true);
        _shell.WaitForExit();
        _shell.Dispose();
        _shell = null;

        // They name a process that is gone, but that the system may still list.
        File.Delete(Path.Combine(_folder, "db", "postmaster.pid"));
        File.Delete(Path.Combine(_folder, $".s.PGSQL.{Port}.lock"));
    }

    /// <summary>Starts it, again after it was killed; returns once it answers.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        string[] arguments = ["-c", Script, "sh", Programs.Postgres!, _folder, Port.ToString()];
        _shell = Process.Start(new ProcessStartInfo("sh", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        _postmaster = int.Parse(await _shell.StandardOutput.ReadLineAsync(cancellationToken) ?? "0", CultureInfo.InvariantCulture);
        var waiting = Stopwatch.StartNew();
        while ((await RunAsync("pg_isready", ["-q"], cancellationToken)) != 0)
        {
            if (waiting.Elapsed > Patience || _shell.HasExited)
            {
                throw new FleetException($"PostgreSQL does not start: see {Path.Combine(_folder, "log")}.");
            }

            await Task.Delay(50, cancellationToken);
        }
    }

    /// <summary>The numbers of the one row that a query of the ledger's database returns.</summary>
    public async Task<double[]> QueryAsync(string query, CancellationToken cancellationToken)
    {
        var (exitCode, printed, errors) = await CommandAsync("psql", ["-d", "ledger", "-At", "-c", query], cancellationToken);
        return exitCode == 0
            ? [.. printed.Trim().Split('|').Select(n => double.Parse(n, CultureInfo.InvariantCulture))]
            : throw new FleetException($"PostgreSQL: {errors}");
    }

    /// <summary>Runs statements in the ledger's database.</summary>
    public async Task ExecuteAsync(string statements, CancellationToken cancellationToken)
    {
        var (exitCode, _, errors) = await CommandAsync("psql", ["-d", "ledger", "-v", "ON_ERROR_STOP=1", "-c", statements], cancellationToken);
        if (exitCode != 0)
        {
            throw new FleetException($"PostgreSQL: {errors}");
        }
    }

    /// <summary>The CPU time of all its processes, and their memory in bytes, in which what they share counts once.</summary>
    public (TimeSpan Cpu, long Memory) Usage()
    {
        var (ticks, kilobytes) = (0L, 0L);
        foreach (var process in Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(n => n!.All(char.IsAsciiDigit)))
        {
            try
            {
                // After the name in parentheses: state, parent, …, utime (14), stime, cutime, cstime:
                // https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
                var stat = File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                var isPostmaster = process == $"{_postmaster}";
                if (isPostmaster || stat[1] == $"{_postmaster}")
                {
                    ticks += stat[11..(isPostmaster ? 15 : 13)].Sum(t => long.Parse(t, CultureInfo.InvariantCulture));
                    kilobytes += Proportional(process!);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It has ended meanwhile.
            }
        }

        return (TimeSpan.FromSeconds((double)ticks / TicksInSecond), kilobytes * 1024);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_shell is null)
        {
            Directory.Delete(_folder, recursive: true);
            return;
        }

        if (File.Exists(Path.Combine(_folder, "log")))
        {
            File.Copy(Path.Combine(_folder, "log"), _log, overwrite: true);
        }

        _shell.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
    }

    // "Pss:   12345 kB"
    private static long Proportional(string process) => File.ReadLines($"/proc/{process}/smaps_rollup")
        .Where(l => l.StartsWith("Pss:", StringComparison.Ordinal))
        .Sum(l => long.Parse(l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture));

    private async Task<int> RunAsync(string program, string[] arguments, CancellationToken cancellationToken) =>
        (await CommandAsync(program, arguments, cancellationToken)).ExitCode;

    private Task<(int ExitCode, string Output, string Errors)> CommandAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        string[] command =
        [
            Path.Combine(Programs.Postgres!, program), "-h", "127.0.0.1", "-p", Port.ToString(), "-U", "test", .. arguments,
        ];
        return Command.RunAsync(command, new Dictionary<string, string>(), "/", cancellationToken);
    }
}
